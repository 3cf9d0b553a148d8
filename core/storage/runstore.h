// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/storage/runrecord.h"

#include <QList>

#include <optional>

namespace CommandRunner {

// Which runs; what is not set does not restrict.
struct RunQuery {
    QString text;      // as RunSearch takes it
    QString commandId; // Command::id
    QString folder;
    std::optional<RunSeries> series;
    std::optional<RunState> state;
    std::optional<RunOrigin> origin;
    QDateTime from; // asked for at or after
    QDateTime to;   // asked for before
    bool pinnedOnly = false;
    int limit = 200; // 0 or less: none
    QString before;  // run id: only older ones (paging)

    bool operator==(const RunQuery &) const = default;
};

// Of the latest runs of one series that have ended.
struct RunStatistics {
    static constexpr int sampleSize = 500; // so many of them at most

    int runs = 0; // that ended, interrupted and stopped ones not counted
    int succeeded = 0;
    qint64 medianMs = -1; // of those that succeeded; -1: there is none
    qint64 p95Ms = -1;
    int durations = 0;                    // how many the two are made of
    QList<qint64> latestDurationsMs;      // of those that succeeded, oldest first, at most 20
    std::optional<RunRecord> lastSuccess; // whenever it was
    std::optional<RunRecord> lastFailure; // failed, timed out or failed to start

    // Far off what is usual: at least five were measured, and it is above three times the median
    // or below a third of it, by a second or more.
    bool isUnusual(qint64 durationMs) const;
    // Of runs; -1: there is none.
    int successPercent() const { return runs > 0 ? int(100LL * succeeded / runs) : -1; }
};

class RunStore final
{
public:
    explicit RunStore(Database &database) : m_database(database) {}

    // AlreadyExists (the id); InvalidFormat: no id, no argv, or a NUL in what the child would get.
    Result<void> insert(const RunRequest &request, RunState state, const QDateTime &created);
    // The first time that is told stays; a final row is not changed. NotFound.
    Result<void> markRunning(const QString &runId, const QDateTime &started);
    // Records the end once: a row that is final already is not changed. True when this call
    // recorded it. NotFound; InvalidFormat when the state is not a final one.
    Result<bool> recordOutcome(const QString &runId, const RunOutcome &outcome);
    // The row alone; the run's folder is the caller's. NotFound; Busy while it is unfinished.
    Result<void> remove(const QString &runId);

    // Each: NotFound.
    Result<void> setContext(const QString &runId, const RunContext &context);
    Result<void> setPinned(const QString &runId, bool pinned);
    Result<void> setNote(const QString &runId, const QString &note);
    Result<void> setOutputKept(const QString &runId, OutputKept kept, qint64 diskBytes = -1);

    Result<RunRecord> run(const QString &runId) const;          // NotFound
    Result<QList<RunRecord>> runs(const RunQuery &query) const; // newest first
    // Regardless of limit and before; no further than `most` when that is not 0: what no index
    // tells takes seconds to be counted in a million.
    Result<qint64> count(const RunQuery &query, qint64 most = 0) const;
    Result<QStringList> unfinished() const; // ids in queued or running
    Result<QStringList> ids() const;        // of all rows, in no order
    Result<RunStatistics> statistics(const RunSeries &series) const;
    // The newest run of the series that succeeded, older than `before` (a run id) if there is one.
    Result<std::optional<RunRecord>> lastSuccess(const RunSeries &series,
                                                 const QString &before = {}) const;
    // What there is to choose from in a filter, in alphabetical order; of series so many at most.
    // Both take as long as there are different ones, however many runs.
    Result<QStringList> folders() const;
    Result<QList<RunSeries>> series(int limit) const;

private:
    Result<void> change(const QString &runId, const QString &assignments,
                        const QVariantList &values);

    Database &m_database;
};

} // namespace CommandRunner
