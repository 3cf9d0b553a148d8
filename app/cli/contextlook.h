// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"

#include <atomic>
#include <future>

namespace CommandRunner {

// Finds out where and with what a run is started, while it is started.
class ContextLook final
{
public:
    ContextLook(Session &session, const RunRequest &request);
    ~ContextLook(); // gives up

    // Into the run's row. Waits at most a second: what takes longer is not known then.
    void record();

private:
    Session &m_session;
    const QString m_runId;
    std::atomic_bool m_cancelled = false;
    std::future<RunContext> m_context;
};

} // namespace CommandRunner
