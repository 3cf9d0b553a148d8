// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/command/command.h"
#include "core/run/hostcondition.h"
#include "core/storage/runstore.h"
#include "core/workspace/commandlookup.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace CommandRunner {

// Exit codes of the contract (DESIGN.md, "Names, ids, exit codes").
namespace ExitCode {
inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int usage = 2;
inline constexpr int ownFailure = 125;
inline constexpr int refused = 126;
inline constexpr int notFound = 127;
} // namespace ExitCode

// What subcommands that compare exit with, as diff(1) does.
namespace DiffCode {
inline constexpr int same = 0;
inline constexpr int different = 1;
inline constexpr int trouble = 2;
} // namespace DiffCode

void printOut(const QString &text); // to standard output, UTF-8, no newline added
void printLine(const QString &text);
void printError(const QString &text); // "commandrunner-cli: text" on standard error
void printError(const Error &error);
void printJson(const QJsonObject &object); // one compact line
void printJson(const QJsonArray &array);
// Left-aligned columns, two blanks between; the last one is not padded.
void printTable(const QList<QStringList> &rows);
void printProblems(const QList<DiscoveryProblem> &problems); // on standard error

// What happened, to which thing, and what to do.
QString describe(const Error &error);
QString describe(const LookupError &error);
// "greet: failed, exit code 3, 1.2 s"
QString describe(const RunRecord &record);
// Why a run may stand still; empty: nothing to say.
QString describe(const HostCondition &condition);

} // namespace CommandRunner
