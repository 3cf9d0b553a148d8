// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runoutcome.h"
#include "core/run/runrequest.h"
#include "core/storage/database.h"

#include <QList>

namespace CommandRunner {

// A row of the runs table: what was asked, what is known of it by now.
struct RunRecord {
    RunRequest request; // without initialInput
    RunState state = RunState::Queued;
    QDateTime created;  // when it was asked for
    RunOutcome outcome; // meaningful in final states; outcome.started also while running

    QString id() const { return request.runId; }
    // The object of the command line's contract, with the extra keys `folder`, `error` and
    // `outputLostFrom`; null where a thing is unknown or does not apply (an unfinished run has no
    // outputBytes yet).
    QJsonObject toJson() const;
};

struct RunQuery {
    QString text; // literal, in name, command id, arguments or working directory, case-insensitive;
                  // empty: all
    QString commandId; // Command::id
    QString folder;    // with commandId
    std::optional<RunState> state;
    int limit = 200; // 0 or less: none
    QString before;  // run id: only older ones (paging)
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
    Result<RunRecord> run(const QString &runId) const;          // NotFound
    Result<QList<RunRecord>> runs(const RunQuery &query) const; // newest first
    Result<QStringList> unfinished() const;                     // ids in queued or running
    Result<QStringList> ids() const;                            // of all rows, in no order
    // The row alone; the run's folder is the caller's. NotFound; Busy while it is unfinished.
    Result<void> remove(const QString &runId);

private:
    Database &m_database;
};

} // namespace CommandRunner
