// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/runservice.h"

#include "core/base/logging.h"
#include "core/run/runfolderprobe.h"
#include "core/workspace/startpace.h"

#include <QTimer>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// A run whose end could not be written into its row (a locked database), or that another process is
// only just starting, is followed again.
constexpr int followAttempts = 30;
constexpr int followIntervalMs = 1000;

// More in one transaction would keep what others ask the worker for waiting.
constexpr qsizetype batchSize = 16;
// Of the queue, when nothing told that it changed.
constexpr int safetyMs = 2000;

} // namespace

RunService::RunService(DatabaseWorker &worker, RunRegistry registry, QObject *parent)
    : QObject(parent),
      m_worker(worker),
      m_registry(std::move(registry)),
      m_lenses(worker),
      m_probe(std::make_shared<RunFolderProbe>()),
      m_queueWork(std::make_shared<RunQueue>(m_registry, std::make_shared<StartPace>()))
{
    m_safety.setSingleShot(true);
    m_safety.setInterval(safetyMs);
    connect(&m_safety, &QTimer::timeout, this, [this] { lookAtQueue(); });
    connect(&m_worker, &DatabaseWorker::changedByOthers, this, [this] {
        Q_EMIT runsChanged();
        lookAtQueue(); // runs that the command line or another window started, too
    });
}

RunService::~RunService()
{
    // What was asked for is done, also when the window closes in the same moment.
    if (!m_asked.isEmpty()) {
        m_worker.submit(
            this,
            [queue = m_queueWork, asked = m_asked](Database &database) -> Result<void> {
                queue->submit(database, asked);
                return {};
            },
            [](const Result<void> &) {});
    }
}

void RunService::resume()
{
    lookAtQueue(true);
}

void RunService::start(const RunRequest &request)
{
    m_starting.insert(request.runId, std::nullopt);
    m_asked.append(request);
    submitAsked();
}

// One at once; those that are asked for meanwhile follow together.
void RunService::submitAsked()
{
    if (m_submitting || m_asked.isEmpty())
        return;
    m_submitting = true;
    const QList<RunRequest> batch = m_asked.first(qMin(batchSize, m_asked.size()));
    m_asked.remove(0, batch.size());
    m_worker.submit(
        this,
        [queue = m_queueWork, batch](Database &database) -> Result<QList<RunQueue::Submission>> {
            return queue->submit(database, batch);
        },
        [this, batch](Result<QList<RunQueue::Submission>> submissions) {
            m_submitting = false;
            submitAsked();
            const bool idle = m_submitted.isEmpty();
            for (qsizetype i = 0; i < batch.size(); ++i)
                m_submitted.append({batch.at(i),
                                    submissions ? submissions->at(i)
                                                : RunQueue::Submission{{}, submissions.error()}});
            if (idle)
                deliver();
        });
}

// One in a turn of the event loop: whoever hears of it may open a tab.
void RunService::deliver()
{
    if (m_submitted.isEmpty())
        return;
    auto [request, submission] = m_submitted.takeFirst();
    if (!m_submitted.isEmpty())
        QTimer::singleShot(0, this, &RunService::deliver);
    took(request, std::move(submission));
    if (m_submitted.isEmpty() && !m_waiting.isEmpty())
        lookAtQueue();
}

void RunService::took(const RunRequest &request, RunQueue::Submission submission)
{
    const auto wish = m_starting.take(request.runId);
    if (submission.error) {
        Q_EMIT startFailed(request, *submission.error);
        if (submission.record)
            Q_EMIT runChanged(*submission.record);
        return;
    }
    const bool waits = submission.record->state == RunState::Queued;
    if (waits) {
        m_waiting.insert(request.runId, {request.runId, WaitingRun::Reason::Turn, {}});
        Q_EMIT runQueued(*submission.record);
    } else {
        follow(request.runId); // first, so that whoever hears of the run finds its follower
        Q_EMIT runStarted(*submission.record);
    }
    if (wish)
        this->wish(request.runId, *wish);
}

void RunService::follow(const QString &runId, int attempt)
{
    auto *follower = new RunFollower(runFolder(runId), m_probe, this);
    m_followers.insert(runId, follower);
    connect(follower, &RunFollower::started, this, [this, runId] { lookAgain(runId); });
    connect(follower, &RunFollower::wishFailed, this,
            [this, runId](const Error &error) { Q_EMIT wishFailed(runId, error); });
    connect(follower, &RunFollower::done, this, [this, runId, follower, attempt] {
        m_followers.remove(runId);
        follower->deleteLater();
        settle(runId, attempt);
    });
    follower->start();
}

// The child runs: its row gets the time.
void RunService::lookAgain(const QString &runId)
{
    m_worker.submit(
        this,
        [registry = m_registry, runId](Database &database) {
            return registry.refresh(database, runId);
        },
        [this, runId](const Result<RunRecord> &record) {
            // An end is told by settle(), once.
            if (record && !isFinal(record->state))
                Q_EMIT runChanged(*record);
        });
}

void RunService::settle(const QString &runId, int attempt)
{
    m_worker.submit(
        this,
        [registry = m_registry, runId](Database &database) {
            return registry.refresh(database, runId);
        },
        [this, runId, attempt](const Result<RunRecord> &record) {
            if (record && isFinal(record->state)) {
                Q_EMIT runChanged(*record);
                if (!m_waiting.isEmpty())
                    lookAtQueue(); // its place is free
                return;
            }
            if (attempt >= followAttempts
                || (!record && record.error().code == ErrorCode::NotFound)) {
                qCWarning(logWorkspace).noquote()
                    << "the end of run" << runId << "could not be recorded:"
                    << (record ? u"its folder does not tell it"_s : record.error().toString());
                return;
            }
            QTimer::singleShot(followIntervalMs, this, [this, runId, attempt] {
                if (!m_followers.contains(runId))
                    follow(runId, attempt + 1);
            });
        });
}

RunFollower *RunService::follower(const QString &runId) const
{
    return m_followers.value(runId);
}

void RunService::terminate(const QString &runId)
{
    wish(runId, Wish::Terminate);
}

void RunService::kill(const QString &runId)
{
    wish(runId, Wish::Kill);
}

void RunService::wish(const QString &runId, Wish wish)
{
    if (const auto starting = m_starting.find(runId); starting != m_starting.end()) {
        *starting = wish;
        return;
    }
    RunFollower *follower = m_followers.value(runId);
    if (!follower) {
        if (m_waiting.contains(runId))
            cancelWaiting(runId, wish);
        return;
    }
    if (wish == Wish::Kill)
        follower->kill();
    else
        follower->terminate();
}

void RunService::query(const RunQuery &query, QObject *context,
                       std::function<void(Result<QList<RunRecord>>)> done)
{
    m_worker.submit(
        context, [query](Database &database) { return RunStore(database).runs(query); },
        std::move(done));
}

void RunService::record(const QString &runId, QObject *context,
                        std::function<void(Result<RunRecord>)> done)
{
    m_worker.submit(
        context, [runId](Database &database) { return RunStore(database).run(runId); },
        std::move(done));
}

QString RunService::runFolder(const QString &runId) const
{
    return m_registry.runFolder(runId);
}

int RunService::runningCount() const
{
    return int(m_followers.size());
}

} // namespace CommandRunner
