// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runfolderprobe.h"

#include "core/output/segmentedlog.h"

#include <QElapsedTimer>
#include <QPointer>

namespace CommandRunner {

namespace {

constexpr qint64 longestTurnMs = 2; // of the event loop, for results

RunFolderState stateOf(const RunFolder &folder, const QDateTime &now)
{
    RunFolderState state;
    state.liveness = folder.liveness(now);
    if (state.liveness == RunFolder::Liveness::Ended) {
        state.outcome = folder.readOutcome();
    } else if (state.liveness == RunFolder::Liveness::Running) {
        if (auto description = folder.readHost()) {
            state.hostSuspended = description->host.isSuspended();
            state.host = *std::move(description);
        }
        state.logSize = SegmentedLog(folder.log()).size();
    }
    return state;
}

} // namespace

RunFolderProbe::RunFolderProbe()
{
    m_next.setSingleShot(true);
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, &RunFolderProbe::deliver);
}

RunFolderProbe::~RunFolderProbe() = default;

quint64 RunFolderProbe::look(const RunFolder &folder, const QDateTime &now, const Done &done)
{
    const quint64 look = ++m_last;
    m_waiting.insert(look, done);
    m_thread.run([this, look, folder, now] { keep(look, stateOf(folder, now)); });
    return look;
}

void RunFolderProbe::forget(quint64 look)
{
    m_waiting.remove(look);
}

void RunFolderProbe::keep(quint64 look, RunFolderState state)
{
    bool first = false;
    {
        const std::scoped_lock lock(m_mutex);
        first = m_results.empty();
        m_results.push_back({look, std::move(state)});
    }
    if (first) // else deliver() is on its way, or goes on
        m_mailbox.post([this] { deliver(); });
}

void RunFolderProbe::deliver()
{
    const QPointer<RunFolderProbe> alive(this); // our last owner may go in a call
    QElapsedTimer turn;
    turn.start();
    while (alive) {
        Found result;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_results.empty())
                return;
            if (turn.elapsed() >= longestTurnMs) {
                m_next.start();
                return;
            }
            result = std::move(m_results.front());
            m_results.pop_front();
        }
        if (const Done done = m_waiting.take(result.look))
            done(result.state);
    }
}

} // namespace CommandRunner
