// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/runrow.h"
#include "core/storage/runsearch.h"
#include "core/storage/runstore.h"
#include "core/storage/sqlerror.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;
using RunRow::columns;

namespace {

constexpr qint64 numbersPerMs = 1024;

// A part of a word is in the index when it has three letters.
constexpr int indexedLetters = 3;
// More texts, or more runs of those texts: the newest that fit are found faster by looking at the
// newest runs.
constexpr int fewTexts = 1000;
constexpr qint64 fewRuns = 20'000;

struct Conditions {
    QStringList sql;
    QVariantList values;

    void add(const QString &condition, const QVariant &value)
    {
        sql.append(condition);
        values.append(value);
    }
    QString where() const
    {
        return sql.isEmpty() ? QString() : u" WHERE "_s + sql.join(u" AND "_s);
    }
};

bool isIndexed(const QString &term)
{
    return term.toUcs4().size() >= indexedLetters;
}

QString quotedForMatch(QString term)
{
    return u'"' + term.replace(u'"', u"\"\""_s) + u'"';
}

// What the index is asked; empty: it cannot help.
QString matchOf(const RunSearch &search)
{
    QStringList terms;
    for (const QString &term : search.terms()) {
        if (isIndexed(term))
            terms.append(quotedForMatch(term));
    }
    return terms.join(u" AND "_s);
}

// Whether the index knows more texts than are worth fetching, without fetching them.
Result<bool> isCommon(Database &database, const QString &match)
{
    const auto found = database.value(
        u"SELECT count(*) FROM (SELECT 1 FROM text_index WHERE text_index MATCH ? LIMIT ?)"_s,
        {match, fewTexts + 1});
    if (!found)
        return std::unexpected(found.error());
    return found->toInt() > fewTexts;
}

// The texts that hold every term, when they and their runs are few.
Result<std::optional<QJsonArray>> fewTextsWith(Database &database, const RunSearch &search)
{
    QStringList conditions;
    QVariantList values;
    if (const QString match = matchOf(search); !match.isEmpty()) {
        const auto common = isCommon(database, match);
        if (!common)
            return std::unexpected(common.error());
        if (*common)
            return std::nullopt;
        conditions.append(u"id IN (SELECT rowid FROM text_index WHERE text_index MATCH ?)"_s);
        values.append(match);
    }
    // Terms that the index cannot find are looked for in what it finds, or else in every text:
    // those are fewer than runs, and short.
    for (const QString &term : search.terms()) {
        if (!isIndexed(term)) {
            conditions.append(u"instr(text, ?) > 0"_s);
            values.append(term);
        }
    }
    const QString sql = u"SELECT id, uses FROM texts WHERE "_s + conditions.join(u" AND "_s)
        + u" LIMIT ?"_s;
    auto query = database.execute(sql, values + QVariantList{fewTexts + 1});
    if (!query)
        return std::unexpected(query.error());
    QJsonArray ids;
    qint64 runs = 0;
    while (query->next()) {
        ids.append(query->value(0).toLongLong());
        runs += query->value(1).toLongLong();
    }
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), sql));
    if (ids.size() > fewTexts || runs > fewRuns)
        return std::nullopt;
    return ids;
}

Result<void> addSearch(Database &database, const QString &typed, Conditions &conditions)
{
    const RunSearch search(typed);
    if (search.isEmpty())
        return {};
    const auto texts = fewTextsWith(database, search);
    if (!texts)
        return std::unexpected(texts.error());
    if (*texts) {
        conditions.add(u"text_id IN (SELECT value FROM json_each(?))"_s,
                       QString::fromUtf8(QJsonDocument(**texts).toJson(QJsonDocument::Compact)));
        return {};
    }
    for (const QString &term : search.terms())
        conditions.add(u"instr((SELECT text FROM texts WHERE texts.id = +text_id), ?) > 0"_s, term);
    return {};
}

Result<void> addBefore(Database &database, const QString &runId, Conditions &conditions)
{
    const auto number = database.value(u"SELECT number FROM runs WHERE id = ?"_s, {runId});
    if (!number)
        return std::unexpected(number.error());
    if (number->isValid())
        conditions.add(u"number < ?"_s, *number);
    else // removed meanwhile: ids sort by time, to the second
        conditions.add(u"id < ?"_s, runId);
    return {};
}

Result<Conditions> conditionsFor(Database &database, const RunQuery &query)
{
    Conditions conditions;
    if (!query.commandId.isEmpty())
        conditions.add(u"command_id = ?"_s, query.commandId);
    if (!query.folder.isEmpty())
        conditions.add(u"folder = ?"_s, query.folder);
    if (query.series) {
        conditions.add(u"command_id = ?"_s, query.series->commandId);
        conditions.add(u"folder = ?"_s, query.series->folder);
        conditions.add(u"name = ?"_s, query.series->name);
    }
    if (query.state)
        conditions.add(u"state = ?"_s, toString(*query.state));
    if (query.origin == RunOrigin::Person)
        conditions.sql.append(u"+origin = 'person'"_s);
    else if (query.origin)
        conditions.sql.append(
            u"origin = '%1' AND origin <> 'person'"_s.arg(toString(*query.origin)));
    if (query.from.isValid())
        conditions.add(u"number >= ?"_s, query.from.toMSecsSinceEpoch() * numbersPerMs);
    if (query.to.isValid())
        conditions.add(u"number < ?"_s, query.to.toMSecsSinceEpoch() * numbersPerMs);
    if (query.pinnedOnly)
        conditions.sql.append(u"pinned"_s);
    if (auto added = addSearch(database, query.text, conditions); !added)
        return std::unexpected(added.error());
    return conditions;
}

Result<QStringList> texts(Database &database, const QString &sql)
{
    auto query = database.execute(sql);
    if (!query)
        return std::unexpected(query.error());
    QStringList list;
    while (query->next())
        list.append(query->value(0).toString());
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), sql));
    return list;
}

qint64 percentile(const QList<qint64> &sorted, double share)
{
    if (sorted.isEmpty())
        return -1;
    return sorted.at(std::lround(share * double(sorted.size() - 1)));
}

} // namespace

bool RunStatistics::isUnusual(qint64 durationMs) const
{
    constexpr int fewest = 5;
    constexpr int factor = 3;
    constexpr qint64 leastMs = 1000;
    if (durationMs < 0 || durations < fewest)
        return false;
    return (durationMs > factor * medianMs || durationMs * factor < medianMs)
        && qAbs(durationMs - medianMs) >= leastMs;
}

Result<RunRecord> RunStore::run(const QString &runId) const
{
    const auto found = RunRow::records(m_database,
                                       u"SELECT %1 FROM runs WHERE id = ?"_s.arg(columns), {runId});
    if (!found)
        return std::unexpected(found.error());
    if (found->isEmpty())
        return fail(ErrorCode::NotFound, runId, u"there is no such run"_s);
    return found->first();
}

Result<QList<RunRecord>> RunStore::runs(const RunQuery &query) const
{
    auto conditions = conditionsFor(m_database, query);
    if (!conditions)
        return std::unexpected(conditions.error());
    if (!query.before.isEmpty()) {
        if (auto added = addBefore(m_database, query.before, *conditions); !added)
            return std::unexpected(added.error());
    }
    conditions->values << (query.limit > 0 ? query.limit : -1);
    return RunRow::records(m_database,
                           u"SELECT %1 FROM runs"_s.arg(columns) + conditions->where()
                               + u" ORDER BY number DESC LIMIT ?"_s,
                           conditions->values);
}

Result<qint64> RunStore::count(const RunQuery &query, qint64 most) const
{
    auto conditions = conditionsFor(m_database, query);
    if (!conditions)
        return std::unexpected(conditions.error());
    QString sql = u"SELECT count(*) FROM runs"_s + conditions->where();
    if (most > 0) {
        sql = u"SELECT count(*) FROM (SELECT 1 FROM runs%1 LIMIT ?)"_s.arg(conditions->where());
        conditions->values << most;
    }
    const auto count = m_database.value(sql, conditions->values);
    if (!count)
        return std::unexpected(count.error());
    return count->toLongLong();
}

Result<QStringList> RunStore::unfinished() const
{
    return texts(m_database,
                 u"SELECT id FROM runs WHERE state IN ('queued', 'running') ORDER BY number"_s);
}

Result<QStringList> RunStore::ids() const
{
    return texts(m_database, u"SELECT id FROM runs"_s);
}

Result<QStringList> RunStore::folders() const
{
    // From one to the next in the index: DISTINCT would walk over every run.
    return texts(
        m_database,
        u"WITH RECURSIVE known (folder) AS (SELECT min(folder) FROM runs WHERE folder > '' "
        "UNION ALL SELECT (SELECT min(folder) FROM runs WHERE folder > known.folder) "
        "FROM known WHERE folder IS NOT NULL) "
        "SELECT folder FROM known WHERE folder IS NOT NULL"_s);
}

Result<QList<RunSeries>> RunStore::series(int limit) const
{
    QList<RunSeries> list;
    QString where; // the first of all; then behind the last one
    QVariantList values;
    while (list.size() < limit) {
        auto query = m_database.execute(u"SELECT command_id, folder, name FROM runs %1 "
                                        "ORDER BY command_id, folder, name LIMIT 1"_s.arg(where),
                                        values);
        if (!query)
            return std::unexpected(query.error());
        if (!query->next())
            break;
        const RunSeries next{query->value(0).toString(), query->value(1).toString(),
                             query->value(2).toString()};
        list.append(next);
        where = u"WHERE (command_id, folder, name) > (?, ?, ?)"_s;
        values = {next.commandId, next.folder, next.name};
    }
    std::ranges::stable_sort(list, [](const RunSeries &one, const RunSeries &other) {
        return one.name.compare(other.name, Qt::CaseInsensitive) < 0;
    });
    return list;
}

Result<std::optional<RunRecord>> RunStore::lastSuccess(const RunSeries &series,
                                                       const QString &before) const
{
    RunQuery query;
    query.series = series;
    query.state = RunState::Succeeded;
    query.before = before;
    query.limit = 1;
    const auto found = runs(query);
    if (!found)
        return std::unexpected(found.error());
    return found->isEmpty() ? std::nullopt : std::optional(found->first());
}

Result<RunStatistics> RunStore::statistics(const RunSeries &series) const
{
    RunStatistics statistics;
    auto query = m_database.execute(
        u"SELECT state, ended - started FROM runs WHERE command_id = ? AND folder = ? AND name = ? "
        "AND state IN ('succeeded', 'failed', 'timed-out', 'failed-to-start') "
        "ORDER BY number DESC LIMIT ?"_s,
        {series.commandId, series.folder, series.name, RunStatistics::sampleSize});
    if (!query)
        return std::unexpected(query.error());
    QList<qint64> durations;
    while (query->next()) {
        ++statistics.runs;
        if (query->value(0).toString() != "succeeded"_L1)
            continue;
        ++statistics.succeeded;
        if (!query->value(1).isNull())
            durations.append(qMax<qint64>(0, query->value(1).toLongLong()));
    }
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"statistics"_s));
    constexpr int shown = 20;
    statistics.latestDurationsMs = durations.first(qMin<qsizetype>(shown, durations.size()));
    std::ranges::reverse(statistics.latestDurationsMs);
    std::ranges::sort(durations);
    statistics.durations = int(durations.size());
    statistics.medianMs = percentile(durations, 0.5);
    statistics.p95Ms = percentile(durations, 0.95);

    auto success = lastSuccess(series);
    if (!success)
        return std::unexpected(success.error());
    statistics.lastSuccess = *std::move(success);
    auto failure = RunRow::records(
        m_database,
        u"SELECT %1 FROM runs WHERE command_id = ? AND folder = ? AND name = ? AND state IN "
        "('failed', 'timed-out', 'failed-to-start') ORDER BY number DESC LIMIT 1"_s.arg(columns),
        {series.commandId, series.folder, series.name});
    if (!failure)
        return std::unexpected(failure.error());
    if (!failure->isEmpty())
        statistics.lastFailure = failure->first();
    return statistics;
}

} // namespace CommandRunner
