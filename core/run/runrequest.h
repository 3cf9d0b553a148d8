// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/command/concurrencypolicy.h"
#include "core/command/parameter.h"
#include "core/command/runlimits.h"
#include "core/run/runsecrets.h"
#include "core/run/runstate.h"
#include "core/run/terminalsettings.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace CommandRunner {

enum class StandardInput {
    Closed, // the null device: end-of-file at once
    Open,   // a pipe; input arrives through the host's socket until its end is said
};

// Everything that a host needs to run one command; written as request.json (mode 0600). A plain
// value.
struct RunRequest {
    static constexpr qint64 defaultOutputLimit = 1LL << 30;

    QString runId;     // see newRunId()
    QString commandId; // Command::id; empty for an unlisted program (exec)
    QString folder;    // Command::folder; empty when there is none
    QString name;      // what people read
    QStringList argv;  // program and arguments; the program is searched in the child's PATH unless
                       // it holds a '/'
    QString workingDirectory; // absolute
    // Changes to the inherited environment: a value sets, nullopt removes.
    QMap<QString, std::optional<QString>> environment;
    StandardInput standardInput = StandardInput::Open;
    QByteArray initialInput; // written to standard input first
    bool closeInputAfterInitial = false;
    bool terminal = false;     // a pseudo-terminal instead of pipes
    TerminalSize terminalSize; // with which it begins
    qint64 timeoutMs = 0;      // 0: none
    // Bytes of output up to which all is kept, in output.log; of what follows the latest are, half
    // as many (see OutputLogWriter::setLimit()). 0: all.
    qint64 outputLimit = defaultOutputLimit;
    qint64 graceMs = 5000; // between the polite signal and the kill
    RunLimits limits;
    RunOrigin origin = RunOrigin::Person;
    ArgumentValues values;    // what the form held, to fill it again
    QString freeArguments;    // the line as typed
    QList<RunSecret> secrets; // whose marks stand in the above; JSON holds no values
    ConcurrencyPolicy ifRunning = ConcurrencyPolicy::Parallel;
    int priority = RunPriority::normal; // with which it waits, if it has to

    QJsonObject toJson() const;
    // Errors: InvalidFormat (missing argv, wrong types), NewerVersion (a "version" we do not know).
    static Result<RunRequest> fromJson(const QJsonObject &json);
};

// "20261120-140305-k3f9q2": UTC start and a random tail; sorts by time, safe as a file name.
QString newRunId(const QDateTime &now);

} // namespace CommandRunner
