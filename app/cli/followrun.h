// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/outputprinter.h"
#include "app/cli/session.h"

namespace CommandRunner {

struct FollowOptions {
    enum class Output { None, Raw, Lens };
    Output output = Output::None;
    LensPrinter::Options lens;
    qint64 from = 0; // Output::Raw: this byte of the log is the first
    enum class Input {
        None,
        Forwarded, // our standard input is the run's
        Own,       // and Ctrl+C stops it, a second time kills it
        Terminal,  // our terminal is the run's (AttachedTerminal)
    };
    Input input = Input::None;
    bool ours = false;    // while it waits in the queue, Ctrl+C cancels it
    bool catchUp = false; // Input::Terminal: the run is older than we are
};

struct FollowedRun {
    RunRecord record;
    bool left = false; // it goes on: the person took the terminal away
};

// Runs an event loop until the run has ended and its output is printed, or it was left; returns the
// record as it then stands in the database. A run that has ended already is printed and returned at
// once.
Result<FollowedRun> followRun(Session &session, const QString &runId, const FollowOptions &options);

// Tells on standard error what went wrong with it; returns the exit code of our own.
int endOfFollowing(const FollowedRun &followed);

} // namespace CommandRunner
