// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/queuestore.h"

#include "core/storage/runstore.h"
#include "core/storage/sqlerror.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Of a queued run `q`: the oldest run that it waits for by its own wish, else NULL.
constexpr auto blocker = QLatin1StringView(
    "CASE WHEN json_extract(q.request, '$.ifRunning') IN ('queue', 'replace') THEN "
    "(SELECT r.id FROM runs AS r WHERE r.command_id = q.command_id AND r.folder = q.folder "
    "AND r.name = q.name AND r.state = 'running' ORDER BY r.number LIMIT 1) END");
constexpr auto queuedInOrder = QLatin1StringView(
    " FROM runs AS q WHERE q.state = 'queued' ORDER BY q.priority DESC, q.number");

Result<QStringList> texts(Database &database, const QString &sql, const QVariantList &values = {})
{
    auto query = database.execute(sql, values);
    if (!query)
        return std::unexpected(query.error());
    QStringList list;
    while (query->next())
        list.append(query->value(0).toString());
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), sql));
    return list;
}

Result<int> number(Database &database, const QString &sql, const QVariantList &values = {})
{
    const auto value = database.value(sql, values);
    if (!value)
        return std::unexpected(value.error());
    return value->toInt();
}

Result<void> run(Database &database, const QString &sql, const QVariantList &values)
{
    if (const auto done = database.execute(sql, values); !done)
        return std::unexpected(done.error());
    return {};
}

Result<void> setFact(Database &database, const QString &name, int value)
{
    return run(database, u"INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)"_s,
               {name, QString::number(value)});
}

Result<QList<RunClaim>> claimsFrom(Database &database, const QString &sql,
                                   const QVariantList &values)
{
    auto query = database.execute(sql, values);
    if (!query)
        return std::unexpected(query.error());
    QList<RunClaim> list;
    while (query->next())
        list.append({query->value(0).toString(),
                     {query->value(1).toLongLong(), query->value(2).toString()}});
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"run_claims"_s));
    return list;
}

} // namespace

Result<QueueSettings> QueueStore::settings() const
{
    auto query = m_database.execute(
        u"SELECT name, value FROM facts WHERE name IN ('queue-limit', 'queue-paused')"_s);
    if (!query)
        return std::unexpected(query.error());
    QueueSettings settings;
    while (query->next()) {
        const int value = query->value(1).toInt();
        if (query->value(0).toString() == "queue-paused"_L1)
            settings.paused = value != 0;
        else
            settings.limit = qBound(0, value, QueueSettings::highestLimit);
    }
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"facts"_s));
    return settings;
}

Result<void> QueueStore::setLimit(int limit)
{
    return setFact(m_database, u"queue-limit"_s, qBound(0, limit, QueueSettings::highestLimit));
}

Result<void> QueueStore::setPaused(bool paused)
{
    return setFact(m_database, u"queue-paused"_s, paused ? 1 : 0);
}

Result<int> QueueStore::runningCount() const
{
    return number(m_database, u"SELECT count(*) FROM runs WHERE state = 'running'"_s);
}

Result<QStringList> QueueStore::running() const
{
    return texts(m_database, u"SELECT id FROM runs WHERE state = 'running' ORDER BY number"_s);
}

Result<int> QueueStore::queuedCount() const
{
    return number(m_database, u"SELECT count(*) FROM runs WHERE state = 'queued'"_s);
}

Result<QString> QueueStore::next() const
{
    const auto id = m_database.value(u"SELECT q.id FROM runs AS q WHERE q.state = 'queued' AND ("_s
                                     + blocker
                                     + u") IS NULL ORDER BY q.priority DESC, q.number LIMIT 1"_s);
    if (!id)
        return std::unexpected(id.error());
    return id->toString();
}

Result<QList<WaitingRun>> QueueStore::waiting() const
{
    const auto set = settings();
    if (!set)
        return std::unexpected(set.error());
    const auto busy = runningCount();
    if (!busy)
        return std::unexpected(busy.error());
    auto query = m_database.execute(u"SELECT q.id, "_s + blocker + queuedInOrder);
    if (!query)
        return std::unexpected(query.error());
    using Reason = WaitingRun::Reason;
    const Reason common = set->paused           ? Reason::Pause
        : set->limit > 0 && *busy >= set->limit ? Reason::Limit
                                                : Reason::Turn;
    QList<WaitingRun> list;
    while (query->next()) {
        WaitingRun run{query->value(0).toString(), common, query->value(1).toString()};
        if (!run.other.isEmpty() && common != Reason::Pause)
            run.reason = Reason::Series;
        list.append(run);
    }
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"runs"_s));
    return list;
}

Result<QStringList> QueueStore::ofSeries(const RunSeries &series, RunState state) const
{
    return texts(m_database,
                 u"SELECT id FROM runs WHERE command_id = ? AND folder = ? AND name = ? AND "
                 "state = ? ORDER BY number"_s,
                 {series.commandId, series.folder, series.name, toString(state)});
}

Result<bool> QueueStore::claim(const QString &runId, const ProcessIdentity &claimer)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return std::unexpected(begun.error());
    const auto taken = m_database.execute(
        u"UPDATE runs SET state = 'running' WHERE id = ? AND state = 'queued'"_s, {runId});
    if (!taken)
        return std::unexpected(taken.error());
    if (taken->numRowsAffected() == 0)
        return false;
    if (auto noted = run(m_database, u"INSERT OR REPLACE INTO run_claims VALUES (?, ?, ?)"_s,
                         {runId, claimer.pid, claimer.startTime});
        !noted)
        return std::unexpected(noted.error());
    if (auto committed = transaction.commit(); !committed)
        return std::unexpected(committed.error());
    return true;
}

Result<void> QueueStore::release(const QString &runId)
{
    return run(m_database, u"DELETE FROM run_claims WHERE run_id = ?"_s, {runId});
}

Result<void> QueueStore::putBack(const RunClaim &claim)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto dropped = m_database.execute(
        u"DELETE FROM run_claims WHERE run_id = ? AND pid = ? AND start_time = ?"_s,
        {claim.runId, claim.claimer.pid, claim.claimer.startTime});
    if (!dropped)
        return std::unexpected(dropped.error());
    if (dropped->numRowsAffected() == 0)
        return {}; // another process was faster, and may have claimed it again
    if (auto back = run(m_database,
                        u"UPDATE runs SET state = 'queued', started = NULL WHERE id = ? AND "
                        "state = 'running'"_s,
                        {claim.runId});
        !back)
        return back;
    return transaction.commit();
}

Result<QList<RunClaim>> QueueStore::claims() const
{
    return claimsFrom(m_database, u"SELECT run_id, pid, start_time FROM run_claims"_s, {});
}

Result<std::optional<RunClaim>> QueueStore::claimOf(const QString &runId) const
{
    const auto found = claimsFrom(
        m_database, u"SELECT run_id, pid, start_time FROM run_claims WHERE run_id = ?"_s, {runId});
    if (!found)
        return std::unexpected(found.error());
    return found->isEmpty() ? std::nullopt : std::optional(found->first());
}

Result<bool> QueueStore::cancel(const QString &runId, const QDateTime &now, const QString &why)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return std::unexpected(begun.error());
    const auto queued = number(
        m_database, u"SELECT count(*) FROM runs WHERE id = ? AND state = 'queued'"_s, {runId});
    if (!queued)
        return std::unexpected(queued.error());
    if (*queued == 0)
        return false;
    RunOutcome outcome;
    outcome.state = RunState::Stopped;
    outcome.ended = now;
    outcome.error = why;
    if (const auto recorded = RunStore(m_database).recordOutcome(runId, outcome); !recorded)
        return std::unexpected(recorded.error());
    if (auto committed = transaction.commit(); !committed)
        return std::unexpected(committed.error());
    return true;
}

Result<void> QueueStore::setPriority(const QString &runId, int priority)
{
    const auto done = m_database.execute(
        u"UPDATE runs SET priority = ? WHERE id = ? AND state = 'queued'"_s,
        {RunPriority::bounded(priority), runId});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() > 0)
        return {};
    const auto record = RunStore(m_database).run(runId);
    if (!record)
        return std::unexpected(record.error());
    return fail(ErrorCode::Busy, runId, u"the run does not wait any more"_s);
}

Result<void> QueueStore::askToStop(const QString &runId)
{
    return run(m_database, u"INSERT OR IGNORE INTO run_stops (run_id) VALUES (?)"_s, {runId});
}

Result<QStringList> QueueStore::toStop() const
{
    const auto any = number(m_database, u"SELECT EXISTS (SELECT 1 FROM run_stops)"_s);
    if (!any)
        return std::unexpected(any.error());
    if (*any == 0)
        return QStringList();
    if (auto ended = run(m_database,
                         u"DELETE FROM run_stops WHERE run_id NOT IN "
                         "(SELECT id FROM runs WHERE state = 'running')"_s,
                         {});
        !ended)
        return std::unexpected(ended.error());
    return texts(m_database, u"SELECT run_id FROM run_stops WHERE told = 0"_s);
}

Result<void> QueueStore::markTold(const QString &runId)
{
    return run(m_database, u"UPDATE run_stops SET told = 1 WHERE run_id = ?"_s, {runId});
}

} // namespace CommandRunner
