// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runfollower.h"
#include "core/storage/databaseworker.h"
#include "core/storage/runstore.h"
#include "core/workspace/lenslibrary.h"
#include "core/workspace/runqueue.h"

#include <QHash>
#include <QTimer>

namespace CommandRunner {

class OutputsSearch;
class RunFolderProbe;

// What there is to choose from in a filter of runs, in alphabetical order.
struct RunChoices {
    static constexpr int mostSeries = 500;

    QList<RunSeries> series;
    QStringList folders;
};

// The window's way to runs. Lives in the GUI thread, never blocks: database and disk work happens
// in the DatabaseWorker.
class RunService final : public QObject
{
    Q_OBJECT
public:
    // Both outlive us.
    RunService(DatabaseWorker &worker, RunRegistry registry, QObject *parent = nullptr);
    ~RunService() override;

    // Reconciles, then reattaches to what still runs: runChanged() for each.
    void resume();

    // runStarted(), runQueued() or startFailed() follows. Returns at once. When the run was
    // recorded although its host did not start, runChanged() tells its row after startFailed().
    void start(const RunRequest &request);

    // What waits, as of the last queueChanged().
    const RunQueue::Progress &queue() const { return m_queue; }
    std::optional<WaitingRun> waiting(const QString &runId) const; // empty: it does not wait
    bool canStop(const QString &runId) const
    {
        return follower(runId) || m_waiting.contains(runId);
    }
    // Runs wait, or are on their way into the queue.
    bool hasWaiting() const { return !m_waiting.isEmpty() || !m_asked.isEmpty() || m_submitting; }
    // For all programs of this data folder. queueChanged() or queueFailed() follows.
    void setQueuePaused(bool paused);
    void setQueueLimit(int limit);
    // Of a run that waits. runChanged() or queueFailed() follows.
    void setPriority(const QString &runId, int priority);
    void startNow(const QString &runId);

    // The follower of an unfinished run that we know of; null when it is not running. Owned by us,
    // deleted some time after its done().
    RunFollower *follower(const QString &runId) const;
    // Also for a run whose start() is still under way; one that waits is cancelled; nothing happens
    // for a run that has ended.
    void terminate(const QString &runId);
    void kill(const QString &runId);

    void query(const RunQuery &query, QObject *context,
               std::function<void(Result<QList<RunRecord>>)> done);
    void record(const QString &runId, QObject *context,
                std::function<void(Result<RunRecord>)> done);
    // runservice_history.cpp
    void statistics(const RunSeries &series, QObject *context,
                    std::function<void(Result<RunStatistics>)> done);
    // No further than `most` when that is not 0.
    void count(const RunQuery &query, qint64 most, QObject *context,
               std::function<void(Result<qint64>)> done);
    void choices(QObject *context, std::function<void(Result<RunChoices>)> done);
    // runChanged() for each that changed, then done.
    void setNote(const QString &runId, const QString &note, QObject *context,
                 std::function<void(Result<void>)> done);
    void setPinned(const QStringList &runIds, bool pinned, QObject *context,
                   std::function<void(Result<void>)> done);
    OutputsSearch *createOutputsSearch(QObject *parent); // must not outlive us
    QString runFolder(const QString &runId) const;
    QString cacheFolder() const { return m_registry.cacheFolder(); }
    int runningCount() const;
    LensLibrary &lenses() { return m_lenses; } // how their output is looked at

Q_SIGNALS:
    void runStarted(const CommandRunner::RunRecord &record);
    void runQueued(const CommandRunner::RunRecord &record); // by start(); when it starts:
                                                            // runChanged()
    // By this process, and behind its runChanged(): of several windows one alone tells it.
    void queuedRunStarted(const CommandRunner::RunRecord &record);
    void queueChanged(); // queue()
    void queueFailed(const CommandRunner::Error &error);
    void startFailed(const CommandRunner::RunRequest &request, const CommandRunner::Error &error);
    void runChanged(const CommandRunner::RunRecord &record); // state, outcome
    void runsChanged(); // others changed the database: ask again
    void wishFailed(const QString &runId, const CommandRunner::Error &error); // terminate or kill
                                                                              // could not be
                                                                              // delivered

private:
    void change(const QStringList &runIds, QObject *context,
                std::function<Result<void>(RunStore &, const QString &runId)> change,
                std::function<void(Result<void>)> done);
    enum class Wish { Terminate, Kill };
    void wish(const QString &runId, Wish wish);
    void follow(const QString &runId, int attempt = 0);
    struct Look;
    void submitAsked();
    void deliver();
    void took(const RunRequest &request, RunQueue::Submission submission);
    void lookAtQueue(bool reconcile = false);
    void apply(Look look);
    void cancelWaiting(const QString &runId, Wish wish);
    void changeQueue(std::function<Result<void>(RunQueue &, Database &)> change,
                     const QString &runId = {});
    void lookAgain(const QString &runId);
    void settle(const QString &runId, int attempt);

    DatabaseWorker &m_worker;
    RunRegistry m_registry;
    LensLibrary m_lenses;
    const std::shared_ptr<RunFolderProbe> m_probe;  // of all followers
    const std::shared_ptr<RunQueue> m_queueWork;    // used in the worker only
    RunQueue::Progress m_queue;                     // as told last
    QHash<QString, RunFollower *> m_followers;      // of unfinished runs; our children
    QHash<QString, std::optional<Wish>> m_starting; // asked for, not followed yet
    QList<RunRequest> m_asked;                      // of these, not given to the worker yet
    bool m_submitting = false;
    QList<std::pair<RunRequest, RunQueue::Submission>> m_submitted; // not told yet
    QHash<QString, WaitingRun> m_waiting;
    bool m_looking = false;
    bool m_lookAgain = false;
    bool m_reconcileAgain = false;
    QTimer m_safety; // while runs wait
};

} // namespace CommandRunner
