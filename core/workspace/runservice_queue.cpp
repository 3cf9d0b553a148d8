// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"
#include "core/workspace/runservice.h"

#include <QSet>

namespace CommandRunner {

namespace {

constexpr int startsAtOnce = 4; // then others may ask the worker for something

} // namespace

struct RunService::Look {
    RunQueue::Progress progress;
    QList<RunRecord> news; // what is not as we knew it
    bool reconciled = false;
};

// Starts what may start, and learns what others did to the queue and to what runs.
void RunService::lookAtQueue(bool reconcile)
{
    m_reconcileAgain = m_reconcileAgain || reconcile;
    if (m_looking) {
        m_lookAgain = true;
        return;
    }
    m_looking = true;
    m_lookAgain = false;
    QSet<QString> followed(m_followers.keyBegin(), m_followers.keyEnd());
    followed.unite(QSet<QString>(m_starting.keyBegin(), m_starting.keyEnd()));
    const QSet<QString> waiting(m_waiting.keyBegin(), m_waiting.keyEnd());
    m_worker.submit(
        this,
        [queue = m_queueWork, followed, waiting,
         wanted = std::exchange(m_reconcileAgain, false)](Database &database) -> Result<Look> {
            if (wanted) {
                if (const auto known = queue->registry().reconcile(database); !known)
                    return std::unexpected(known.error());
            }
            auto progress = queue->advance(database, startsAtOnce);
            const auto running = QueueStore(database).running();
            if (!progress || !running)
                return std::unexpected(progress ? running.error() : progress.error());
            QSet<QString> changed;
            QSet<QString> gone = waiting;
            for (const QString &id : *running) {
                gone.remove(id);
                if (!followed.contains(id))
                    changed.insert(id);
            }
            for (const WaitingRun &run : std::as_const(progress->waiting)) {
                gone.remove(run.runId);
                if (!waiting.contains(run.runId) && !followed.contains(run.runId))
                    changed.insert(run.runId);
            }
            Look look{*std::move(progress), {}, wanted};
            for (const QString &id : changed.unite(gone)) {
                if (auto record = RunStore(database).run(id))
                    look.news.append(*std::move(record));
            }
            return look;
        },
        [this](Result<Look> look) {
            m_looking = false;
            const bool again = m_lookAgain || (look && look->progress.couldStartMore);
            const bool looked = look.has_value();
            if (looked)
                apply(*std::move(look));
            else
                qCWarning(logWorkspace).noquote()
                    << "the queue could not be looked at:" << look.error().toString();
            if (again)
                lookAtQueue();
            else if (!m_waiting.isEmpty() || !looked)
                m_safety.start();
        });
}

void RunService::apply(Look look)
{
    for (const RunRecord &record : std::as_const(look.news)) {
        const QString id = record.id();
        if (record.state == RunState::Running) {
            if (m_followers.contains(id) || m_starting.contains(id))
                continue;
            follow(id);
        }
        const bool waited = m_waiting.remove(id);
        if (isFinal(record.state) && !waited)
            continue; // told already, by who cancelled it
        if (record.state == RunState::Queued)
            m_waiting.insert(id, {id, WaitingRun::Reason::Turn, {}});
        Q_EMIT runChanged(record);
        if (look.progress.started.contains(id))
            Q_EMIT queuedRunStarted(record);
    }
    for (const WaitingRun &run : std::as_const(look.progress.waiting)) {
        if (const auto known = m_waiting.find(run.runId); known != m_waiting.end())
            *known = run;
    }
    m_queue = std::move(look.progress);
    Q_EMIT queueChanged();
    if (look.reconciled)
        Q_EMIT runsChanged(); // rows of runs that ended meanwhile
}

std::optional<WaitingRun> RunService::waiting(const QString &runId) const
{
    const auto run = m_waiting.constFind(runId);
    return run == m_waiting.cend() ? std::nullopt : std::optional(*run);
}

void RunService::cancelWaiting(const QString &runId, Wish wish)
{
    m_worker.submit(
        this,
        [queue = m_queueWork, runId](Database &database) -> Result<RunRecord> {
            if (const auto cancelled = queue->cancel(database, runId); !cancelled)
                return std::unexpected(cancelled.error());
            return RunStore(database).run(runId);
        },
        [this, runId, wish](const Result<RunRecord> &record) {
            if (!record) {
                Q_EMIT wishFailed(runId, record.error());
                return;
            }
            m_waiting.remove(runId);
            if (record->state == RunState::Running) { // it was faster
                if (!m_followers.contains(runId))
                    follow(runId);
                this->wish(runId, wish);
            }
            Q_EMIT runChanged(*record);
            lookAtQueue();
        });
}

void RunService::changeQueue(std::function<Result<void>(RunQueue &, Database &)> change,
                             const QString &runId)
{
    m_worker.submit(
        this,
        [queue = m_queueWork, change = std::move(change),
         runId](Database &database) -> Result<std::optional<RunRecord>> {
            if (auto changed = change(*queue, database); !changed)
                return std::unexpected(changed.error());
            if (runId.isEmpty())
                return std::nullopt;
            auto record = RunStore(database).run(runId);
            if (!record)
                return std::unexpected(record.error());
            return *std::move(record);
        },
        [this](const Result<std::optional<RunRecord>> &record) {
            if (!record)
                Q_EMIT queueFailed(record.error());
            else if (*record && (*record)->state == RunState::Queued)
                Q_EMIT runChanged(**record); // a started one is told by the look
            lookAtQueue();
        });
}

void RunService::setQueuePaused(bool paused)
{
    changeQueue([paused](RunQueue &, Database &database) {
        return QueueStore(database).setPaused(paused);
    });
}

void RunService::setQueueLimit(int limit)
{
    changeQueue([limit](RunQueue &, Database &database) {
        return QueueStore(database).setLimit(limit);
    });
}

void RunService::setPriority(const QString &runId, int priority)
{
    changeQueue(
        [runId, priority](RunQueue &, Database &database) {
            return QueueStore(database).setPriority(runId, priority);
        },
        runId);
}

void RunService::startNow(const QString &runId)
{
    changeQueue([runId](RunQueue &queue, Database &database) {
        return queue.startNow(database, runId);
    });
}

} // namespace CommandRunner
