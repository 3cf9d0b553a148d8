// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/steprun.h"

#include <QFileInfo>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookMs = 50;

}

StepRun::StepRun(Session &session, RunRequest request)
    : m_session(session),
      m_request(std::move(request)),
      m_context(session, m_request)
{
    m_waiting.setInterval(lookMs);
    connect(&m_waiting, &QTimer::timeout, this, &StepRun::lookAtQueue);
}

Result<void> StepRun::start()
{
    // The chain has its place among the runs that go on: a step that waited for the limit would
    // wait for its own chain.
    if (m_request.ifRunning != ConcurrencyPolicy::Parallel)
        return submit();
    if (auto started = m_session.runs().start(m_session.database(), m_request); !started)
        return started;
    follow();
    return {};
}

Result<void> StepRun::submit()
{
    const auto submitted = m_session.queue().submit(m_session.database(), {m_request}).first();
    if (submitted.error)
        return std::unexpected(*submitted.error);
    if (submitted.record->state == RunState::Queued)
        m_waiting.start();
    else
        follow();
    return {};
}

void StepRun::lookAtQueue()
{
    const auto progress = m_session.queue().advance(m_session.database());
    const auto record = m_session.run(m_request.runId);
    if (!progress || !record)
        return; // a locked database is asked again
    if (isFinal(record->state)) {
        finish();
        return;
    }
    if (record->state == RunState::Running) {
        if (QFileInfo::exists(m_session.runFolder(m_request.runId).request()))
            follow();
        return;
    }
    const auto ours = std::ranges::find(progress->waiting, m_request.runId, &WaitingRun::runId);
    if (ours != progress->waiting.cend() && ours->reason != WaitingRun::Reason::Series)
        (void)m_session.queue().startNow(m_session.database(), m_request.runId);
}

void StepRun::follow()
{
    m_waiting.stop();
    m_follower = std::make_unique<RunFollower>(m_session.paths().runFolder(m_request.runId));
    // Queued: who hears of our end may delete us, and the follower with us.
    connect(m_follower.get(), &RunFollower::done, this, &StepRun::finish, Qt::QueuedConnection);
    m_follower->start();
}

void StepRun::finish()
{
    m_waiting.stop();
    m_context.record();
    Q_EMIT ended();
}

void StepRun::stop()
{
    if (m_follower)
        m_follower->terminate();
    else if (m_waiting.isActive())
        (void)m_session.queue().cancel(m_session.database(), m_request.runId);
}

} // namespace CommandRunner
