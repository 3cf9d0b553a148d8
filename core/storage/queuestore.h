// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runfolder.h"
#include "core/storage/database.h"
#include "core/storage/runrecord.h"

#include <QList>

namespace CommandRunner {

// What all processes of a data folder obey.
struct QueueSettings {
    static constexpr int highestLimit = 10'000;

    int limit = 0; // so many runs at a time; 0: any number
    bool paused = false;

    bool operator==(const QueueSettings &) const = default;
};

// Somebody has taken a run out of the queue and is about to start its host.
struct RunClaim {
    QString runId;
    ProcessIdentity claimer;
};

// A run that waits, and for what.
struct WaitingRun {
    enum class Reason {
        Turn,  // nothing: it is started next
        Pause, // of the whole queue
        Limit, // for one of those that run
        Series // for another run of its own command
    };
    QString runId;
    Reason reason = Reason::Turn;
    QString other; // Reason::Series: the run that it waits for

    bool operator==(const WaitingRun &) const = default;
};

// The queue's part of the database. Who decides by what it reads here does both in one immediate
// transaction.
class QueueStore final
{
public:
    explicit QueueStore(Database &database) : m_database(database) {}

    Result<QueueSettings> settings() const;
    Result<void> setLimit(int limit); // one out of range counts as the nearest
    Result<void> setPaused(bool paused);

    Result<int> runningCount() const; // claimed ones, too
    Result<QStringList> running() const;
    Result<int> queuedCount() const;
    // The run that would start next, if there were room; empty: none. Those that wait for a run of
    // their own series hold up nobody.
    Result<QString> next() const;
    Result<QList<WaitingRun>> waiting() const; // in the order in which they would start
    // Of the series, in that state, oldest first.
    Result<QStringList> ofSeries(const RunSeries &series, RunState state) const;

    // From queued to running, in the claimer's hands until released. False: it is not queued.
    Result<bool> claim(const QString &runId, const ProcessIdentity &claimer);
    Result<void> release(const QString &runId);
    // From running to queued again, if the claim is still this one.
    Result<void> putBack(const RunClaim &claim);
    Result<QList<RunClaim>> claims() const;
    Result<std::optional<RunClaim>> claimOf(const QString &runId) const;

    // Ends a run that waits. False: it does not.
    Result<bool> cancel(const QString &runId, const QDateTime &now, const QString &why);
    Result<void> setPriority(const QString &runId, int priority); // NotFound; Busy: it started

    // Running ones that have to end for others; kept until they have.
    Result<void> askToStop(const QString &runId);
    Result<QStringList> toStop() const; // those that were not told yet
    Result<void> markTold(const QString &runId);

private:
    Database &m_database;
};

} // namespace CommandRunner
