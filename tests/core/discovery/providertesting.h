// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/commandline.h"
#include "core/command/shellwords.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QMap>

namespace CommandRunner {

using ProjectFiles = QMap<QString, QByteArray>;

inline bool writeAll(const ScratchFolder &scratch, const ProjectFiles &files)
{
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        if (!scratch.write(it.key(), it.value()))
            return false;
    }
    return true;
}

inline QList<Command> commandsFrom(const DiscoveryResult &result, const QString &source)
{
    QList<Command> commands;
    for (const Command &command : result.commands) {
        if (command.source == source)
            commands.append(command);
    }
    return commands;
}

// "name | file:line | words" of every command of a source, the names of hidden ones in brackets;
// the scanned folder's path is FOLDER.
inline QStringList summariesOf(const DiscoveryResult &result, const QString &source)
{
    QStringList summaries;
    for (const Command &command : commandsFrom(result, source)) {
        summaries.append(
            QStringLiteral("%1 | %2:%3 | %4")
                .arg(command.hidden ? QStringLiteral("(%1)").arg(command.name) : command.name,
                     command.file, QString::number(command.line), joinShellWords(command.argv))
                .replace(result.folder, QStringLiteral("FOLDER")));
    }
    return summaries;
}

inline Command commandNamed(const DiscoveryResult &result, const QString &source,
                            const QString &name)
{
    for (const Command &command : commandsFrom(result, source)) {
        if (command.name == name)
            return command;
    }
    return {};
}

// "name=default [choices] !" of each parameter: ! is required.
inline QStringList parametersOf(const Command &command)
{
    QStringList texts;
    for (const Parameter &parameter : command.parameters) {
        QString text = parameter.name;
        if (!parameter.defaultValue.isEmpty())
            text += QLatin1Char('=') + parameter.defaultValue;
        if (!parameter.choices.isEmpty())
            text += QStringLiteral(" [%1]").arg(parameter.choices.join(QLatin1Char(' ')));
        if (parameter.required)
            text += QStringLiteral(" !");
        texts.append(text);
    }
    return texts;
}

// "name@line: argv | description" of a source's commands, those that are hidden in brackets; line
// breaks of descriptions as " / ", the scanned folder as ".".
inline QStringList summaryOf(const DiscoveryResult &result, const QString &source)
{
    QStringList lines;
    for (const Command &command : result.commands) {
        if (command.source != source)
            continue;
        QString argv = command.argv.join(QLatin1Char(' '));
        argv.replace(result.folder, QStringLiteral("."));
        QString description = command.description;
        description.replace(QLatin1Char('\n'), QStringLiteral(" / "));
        const QString line = QStringLiteral("%1@%2: %3 | %4")
                                 .arg(command.name, QString::number(command.line), argv,
                                      description);
        lines.append(command.hidden ? QStringLiteral("(%1)").arg(line) : line);
    }
    return lines;
}

// "file:line message" of every problem.
inline QStringList problemsOf(const DiscoveryResult &result)
{
    QStringList texts;
    for (const DiscoveryProblem &problem : result.problems)
        texts.append(
            QStringLiteral("%1:%2 %3").arg(problem.file).arg(problem.line).arg(problem.message));
    return texts;
}

// Whether there are as many problems as texts, each problem holds its text and has a hint.
inline bool problemsAre(const DiscoveryResult &result, const QStringList &expected)
{
    const QStringList problems = problemsOf(result);
    bool good = problems.size() == expected.size();
    for (qsizetype i = 0; good && i < problems.size(); ++i)
        good = problems.at(i).contains(expected.at(i)) && !result.problems.at(i).hint.isEmpty();
    if (!good)
        qWarning("problems are:\n%s", qPrintable(problems.join(QLatin1Char('\n'))));
    return good;
}

} // namespace CommandRunner
