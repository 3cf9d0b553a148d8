// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/contextlook.h"

#include "app/cli/printing.h"
#include "core/workspace/runcontextprobe.h"

#include <chrono>

namespace CommandRunner {

ContextLook::ContextLook(Session &session, const RunRequest &request)
    : m_session(session),
      m_runId(request.runId)
{
    const bool trusted = session.isTrusted(request.workingDirectory).value_or(false);
    m_context = std::async(std::launch::async, [this, request, trusted] {
        return RunContextProbe().look(request, trusted, m_cancelled);
    });
}

ContextLook::~ContextLook()
{
    m_cancelled = true;
}

void ContextLook::record()
{
    if (m_context.wait_for(std::chrono::seconds(1)) != std::future_status::ready)
        m_cancelled = true;
    if (auto stored = RunStore(m_session.database()).setContext(m_runId, m_context.get()); !stored)
        printError(stored.error());
}

} // namespace CommandRunner
