// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/shellcommands.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// The name is program text for the shell, so it must be a plain word; what follows it stays words.
QStringList argvFor(const QString &name, const QString &shell)
{
    if (QFileInfo(shell).fileName() == "fish"_L1)
        return {shell, u"-ic"_s, name + u" $argv"_s};
    return {shell, u"-ic"_s, name + u" \"$@\""_s, name};
}

} // namespace

QList<Command> shellCommandsFrom(const QList<ShellName> &names, const QString &shell,
                                 const QString &home)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9.][A-Za-z0-9_.:+@-]*$"_s);
    QList<Command> commands;
    QSet<QString> seen; // an alias comes before a function of the same name, as in the shell
    for (const ShellName &name : names) {
        const bool ours = !name.function || (!home.isEmpty() && name.text.startsWith(home + u'/'));
        if (!ours || !plain.match(name.name).hasMatch() || seen.contains(name.name))
            continue;
        seen.insert(name.name);
        Command command;
        command.id = u"computer:shell:"_s + name.name;
        command.name = name.name;
        command.description = name.function ? u"Function of the shell"_s : name.text.trimmed();
        if (name.function)
            command.file = name.text;
        command.argv = argvFor(name.name, shell);
        command.terminal = true; // an interactive shell complains without one
        commands.append(command);
    }
    return commands;
}

} // namespace CommandRunner
