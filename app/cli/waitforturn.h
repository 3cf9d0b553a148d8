// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"

namespace CommandRunner {

// Runs an event loop until the run does not wait in the queue any more, starts meanwhile what may
// start, and tells on standard error what the run waits for. `own`: Ctrl+C cancels it. Returns its
// record, running or ended.
Result<RunRecord> waitForTurn(Session &session, const QString &runId, bool own);

// "the limit of 4 runs at a time"
QString describe(const WaitingRun &run, const QueueSettings &settings);

} // namespace CommandRunner
