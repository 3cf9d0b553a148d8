// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runfollower.h"
#include "core/storage/databaseworker.h"
#include "core/storage/runstore.h"
#include "core/workspace/lenslibrary.h"
#include "core/workspace/runregistry.h"

#include <QHash>

namespace CommandRunner {

class OutputsSearch;
class RunFolderProbe;
class StartPace;

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

    // runStarted() or startFailed() follows. Returns at once. When the run was recorded although
    // its host did not start, runChanged() tells its row after startFailed().
    void start(const RunRequest &request);

    // The follower of an unfinished run that we know of; null when it is not running. Owned by us,
    // deleted some time after its done().
    RunFollower *follower(const QString &runId) const;
    // Also for a run whose start() is still under way; nothing happens for a run that has ended.
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
    void followUnfinished(Result<QList<RunRecord>> records);
    void adoptOthers();
    void lookAgain(const QString &runId);
    void settle(const QString &runId, int attempt);

    DatabaseWorker &m_worker;
    RunRegistry m_registry;
    LensLibrary m_lenses;
    const std::shared_ptr<RunFolderProbe> m_probe;  // of all followers
    const std::shared_ptr<StartPace> m_pace;        // used in the worker only
    QHash<QString, RunFollower *> m_followers;      // of unfinished runs; our children
    QHash<QString, std::optional<Wish>> m_starting; // given to the worker, not followed yet
};

} // namespace CommandRunner
