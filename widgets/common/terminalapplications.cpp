// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/terminalapplications.h"

#include "core/command/shellwords.h"

#include <QStandardPaths>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto appleScript = "osascript"_L1;

// What programs take before the words to run, as their manuals say; Debian's policy (11.8.3) has -e
// for x-terminal-emulator.
QStringList separatorOf(const QString &program)
{
    const QString name = program.section(u'/', -1);
    if (name == "gnome-terminal"_L1 || name == "ptyxis"_L1 || name == "kgx"_L1)
        return {u"--"_s};
    if (name == "xfce4-terminal"_L1 || name == "mate-terminal"_L1)
        return {u"-x"_s};
    if (name == "wezterm"_L1)
        return {u"start"_s, u"--"_s};
    if (name == "kitty"_L1 || name == "foot"_L1 || name == "xdg-terminal-exec"_L1)
        return {};
    return {u"-e"_s};
}

TerminalApplication application(const QString &program, const QString &name)
{
    return {name, QStringList(program) + separatorOf(program)};
}

bool isInstalled(const TerminalApplication &application)
{
    return !QStandardPaths::findExecutable(application.arguments.first()).isEmpty();
}

Result<TerminalApplication> ownApplication(const QString &command)
{
    const auto words = splitShellWords(command);
    if (!words || words->isEmpty())
        return fail(ErrorCode::InvalidFormat, command, u"not the words of a command"_s);
    TerminalApplication own{words->first(), *words};
    if (words->size() == 1)
        own = application(words->first(), words->first());
    if (!isInstalled(own))
        return fail(ErrorCode::NotFound, words->first());
    return own;
}

// A line for AppleScript's string literal.
QString quoted(const QString &text)
{
    return u'"' + QString(text).replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

} // namespace

QList<TerminalApplication> knownTerminalApplications(const QString &desktop)
{
    QList<TerminalApplication> list{
        application(u"xdg-terminal-exec"_s, u"xdg-terminal-exec"_s),
        application(u"x-terminal-emulator"_s, u"x-terminal-emulator"_s),
        application(u"gnome-terminal"_s, u"GNOME Terminal"_s),
        application(u"ptyxis"_s, u"Ptyxis"_s),
        application(u"kgx"_s, u"GNOME Console"_s),
        application(u"konsole"_s, u"Konsole"_s),
        application(u"xfce4-terminal"_s, u"Xfce Terminal"_s),
        application(u"mate-terminal"_s, u"MATE Terminal"_s),
        application(u"kitty"_s, u"kitty"_s),
        application(u"alacritty"_s, u"Alacritty"_s),
        application(u"foot"_s, u"foot"_s),
        application(u"wezterm"_s, u"WezTerm"_s),
        application(u"ghostty"_s, u"Ghostty"_s),
        application(u"xterm"_s, u"xterm"_s),
        {u"Terminal"_s, {appleScript}},
    };
    if (desktop.contains("KDE"_L1))
        list.prepend(application(u"konsole"_s, u"Konsole"_s));
    return list;
}

Result<TerminalApplication> chosenTerminalApplication(const QString &command)
{
    if (!command.trimmed().isEmpty())
        return ownApplication(command);
    if (const QString variable = qEnvironmentVariable("TERMINAL"); !variable.trimmed().isEmpty()) {
        if (auto own = ownApplication(variable))
            return own;
    }
    const auto known = knownTerminalApplications(qEnvironmentVariable("XDG_CURRENT_DESKTOP"));
    const auto found = std::find_if(known.begin(), known.end(), isInstalled);
    if (found == known.end())
        return fail(ErrorCode::NotFound, u"terminal"_s);
    return *found;
}

QStringList terminalApplicationCommand(const TerminalApplication &application,
                                       const QStringList &words)
{
    if (application.arguments == QStringList{appleScript}) {
        return {appleScript, u"-e"_s,
                u"tell application \"Terminal\" to do script "_s + quoted(joinShellWords(words)),
                u"-e"_s, u"tell application \"Terminal\" to activate"_s};
    }
    return application.arguments + words;
}

} // namespace CommandRunner
