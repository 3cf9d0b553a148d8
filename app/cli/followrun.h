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
    bool forwardInput = false; // our standard input is the run's; Ctrl+C stops it, a second time
                               // kills it
};

// Runs an event loop until the run has ended and its output is printed; returns the record as it
// then stands in the database. A run that has ended already is printed and returned at once.
Result<RunRecord> followRun(Session &session, const QString &runId, const FollowOptions &options);

} // namespace CommandRunner
