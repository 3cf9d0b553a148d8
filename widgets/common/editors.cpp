// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/editors.h"

#include "core/command/shellwords.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

Editor editor(const char *program, const char *name, const QStringList &arguments)
{
    const QString id = QString::fromLatin1(program);
    return {id, QString::fromLatin1(name), QStringList(id) + arguments};
}

} // namespace

const QList<Editor> &knownEditors()
{
    static const QList<Editor> editors = [] {
        const QStringList colons{u"{file}:{line}:{column}"_s};
        const QStringList go{u"--goto"_s, u"{file}:{line}:{column}"_s};
        const QStringList plus{u"+{line}"_s, u"{file}"_s};
        const QStringList plusColumn{u"+{line}:{column}"_s, u"{file}"_s};
        const QStringList words{u"--line"_s, u"{line}"_s, u"--column"_s, u"{column}"_s,
                                u"{file}"_s};
        return QList<Editor>{
            editor("code", "Visual Studio Code", go),
            editor("codium", "VSCodium", go),
            editor("cursor", "Cursor", go),
            editor("windsurf", "Windsurf", go),
            editor("zed", "Zed", colons),
            editor("zeditor", "Zed", colons),
            editor("subl", "Sublime Text", colons),
            editor("kate", "Kate", words),
            editor("kwrite", "KWrite", words),
            editor("kdevelop", "KDevelop", {u"{file}:{line}"_s}),
            editor("qtcreator", "Qt Creator", {u"-client"_s, u"{file}:{line}:{column}"_s}),
            editor("idea", "IntelliJ IDEA", words),
            editor("pycharm", "PyCharm", words),
            editor("webstorm", "WebStorm", words),
            editor("phpstorm", "PhpStorm", words),
            editor("clion", "CLion", words),
            editor("goland", "GoLand", words),
            editor("rustrover", "RustRover", words),
            editor("gvim", "GVim", plus),
            editor("neovide", "Neovide", {u"{file}"_s, u"--"_s, u"+{line}"_s}),
            editor("emacsclient", "Emacs (server)",
                   {u"--no-wait"_s, u"+{line}:{column}"_s, u"{file}"_s}),
            editor("emacs", "Emacs", plusColumn),
            editor("geany", "Geany", words),
            editor("gedit", "gedit", plusColumn),
            editor("xed", "Xed", plus),
            editor("pluma", "Pluma", plus),
            editor("mousepad", "Mousepad", words),
            editor("notepad++", "Notepad++", {u"-n{line}"_s, u"-c{column}"_s, u"{file}"_s}),
        };
    }();
    return editors;
}

QList<Editor> installedEditors()
{
    QList<Editor> result;
    std::copy_if(knownEditors().begin(), knownEditors().end(), std::back_inserter(result),
                 [](const Editor &candidate) {
                     return !QStandardPaths::findExecutable(candidate.arguments.first()).isEmpty();
                 });
    return result;
}

Result<Editor> ownEditor(const QString &command)
{
    const auto words = splitShellWords(command);
    if (!words)
        return fail(ErrorCode::InvalidFormat, command,
                    u"unfinished quote at %1"_s.arg(words.error().position + 1));
    if (words->isEmpty())
        return fail(ErrorCode::InvalidFormat, command, u"empty"_s);
    const bool hasFile = std::any_of(words->begin() + 1, words->end(), [](const QString &word) {
        return word.contains("{file}"_L1);
    });
    if (!hasFile)
        return fail(ErrorCode::InvalidFormat, command, u"{file} is missing"_s);
    return Editor{QLatin1StringView(ownEditorId), QFileInfo(words->first()).baseName(), *words};
}

Result<Editor> chosenEditor(const QString &id, const QString &ownCommand, const QString &visual)
{
    if (id == QLatin1StringView(ownEditorId))
        return ownEditor(ownCommand);
    const auto known = [](const QString &wanted) -> const Editor * {
        const auto found = std::find_if(knownEditors().begin(), knownEditors().end(),
                                        [&wanted](const Editor &e) { return e.id == wanted; });
        return found == knownEditors().end() ? nullptr : &*found;
    };
    if (const Editor *chosen = known(id))
        return *chosen;
    const auto words = splitShellWords(visual);
    if (words && !words->isEmpty()) {
        if (const Editor *chosen = known(QFileInfo(words->first()).fileName())) {
            Editor result = *chosen;
            result.arguments.first() = words->first(); // perhaps with its folder
            return result;
        }
    }
    return fail(ErrorCode::NotFound, id);
}

QStringList editorCommand(const Editor &editor, const FilePlace &place)
{
    QStringList result = editor.arguments;
    // One pass a word: what a file is called is never filled in again.
    for (qsizetype i = 1; i < result.size(); ++i) {
        QString filled;
        const QString word = result.at(i);
        for (qsizetype at = 0; at < word.size();) {
            const QStringView rest = QStringView(word).mid(at);
            if (rest.startsWith("{file}"_L1)) {
                filled += place.path;
                at += 6;
            } else if (rest.startsWith("{line}"_L1)) {
                filled += QString::number(std::max(1, place.line));
                at += 6;
            } else if (rest.startsWith("{column}"_L1)) {
                filled += QString::number(std::max(1, place.column));
                at += 8;
            } else {
                filled += word.at(at++);
            }
        }
        result[i] = filled;
    }
    return result;
}

} // namespace CommandRunner
