// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/discovery/discoverytesting.h"

namespace CommandRunner {

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
    QStringList lines;
    for (const DiscoveryProblem &problem : result.problems)
        lines.append(QStringLiteral("%1:%2 %3")
                         .arg(problem.file, QString::number(problem.line), problem.message));
    return lines;
}

} // namespace CommandRunner
