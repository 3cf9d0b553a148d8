// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace CommandRunner {

enum class RunState {
    Queued,
    Running,
    Succeeded,     // exit code 0
    Failed,        // other exit code, or ended by a signal that we did not send
    Stopped,       // ended because a person or a program asked for it
    TimedOut,      // ended because its time was up
    FailedToStart, // the program could not be started
    Interrupted,   // its host vanished (killed, power cut): how it ended is not known
};

// Who asked for a run.
enum class RunOrigin { Person, Schedule, Agent, Api };

// The words of the command line's contract and of the database: "failed-to-start".
QString toString(RunState state);
QString toString(RunOrigin origin);
std::optional<RunState> runStateFromString(const QString &text);
std::optional<RunOrigin> runOriginFromString(const QString &text);
bool isFinal(RunState state);

} // namespace CommandRunner
