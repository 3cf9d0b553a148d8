// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/run/runstate.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace CommandRunner {

// What a run took from the machine, over all of its processes that were waited for; -1: not known.
struct RunUsage {
    qint64 userCpuMs = -1;
    qint64 systemCpuMs = -1;
    qint64 peakMemoryBytes = -1; // resident, of the largest single process
    qint64 writtenBytes = -1;    // to file systems, the output excluded

    bool isKnown() const { return userCpuMs >= 0; }
    qint64 cpuMs() const { return isKnown() ? userCpuMs + systemCpuMs : -1; }
    bool operator==(const RunUsage &) const = default;
    QJsonObject toJson() const; // without what is not known
    static RunUsage fromJson(const QJsonObject &json);
};

// How a run ended; written once as outcome.json by the host, then into the run's row by whoever
// sees it first.
struct RunOutcome {
    RunState state = RunState::Interrupted; // a final one
    // -1: it did not exit by itself. Failed to start: what a shell would say, 127 the program was
    // not found, 126 it is not executable, else 125.
    int exitCode = -1;
    int signal = 0;    // Unix signal that ended it; 0: none
    QDateTime started; // of the child; invalid when it never started
    QDateTime ended;
    qint64 outputBytes = 0;        // of output, those that the limit took out included
    qint64 lines = 0;              // newlines, plus one for a last line without
    qint64 redactions = 0;         // secrets that marks stand for in the output
    qint64 outputLostFrom = -1;    // byte offset from which output could not be kept; -1: all kept
    qint64 outputDroppedFrom = -1; // the run's limit took out the bytes from here; -1: none
    qint64 outputDroppedTo = -1;   // up to here
    QString outputError;           // why, the system's text
    QString error; // failed-to-start: the reason, the program and what PATH was; else what else
                   // went wrong
    QStringList survivors; // "name (pid)" of what could not be ended
    // "name (pid)" of what still ran when the run had ended by itself: a daemon that it started.
    QStringList leftRunning;
    RunUsage usage;

    // What commandrunner-cli run exits with: the child's code, 128 + signal, 125 for
    // failed-to-start, interrupted and a limit that it took well (127 when the program was not
    // found, 126 when it is not executable); 124 when its time was up and it then exited with 0.
    int processExitCode() const;

    QJsonObject toJson() const;
    // One of a newer version is read as far as it is stable (see HostProtocol): an end that has no
    // word here is Interrupted, its word in the error. Errors: InvalidFormat.
    static Result<RunOutcome> fromJson(const QJsonObject &json);
};

} // namespace CommandRunner
