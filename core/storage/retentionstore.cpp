// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/retentionstore.h"

#include "core/storage/sqlerror.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 numbersPerMs = 1024; // see the table's migration
constexpr qint64 dayMs = 24LL * 3600 * 1000;

constexpr auto mayGo = "NOT pinned AND state NOT IN ('queued', 'running')"_L1;

// What an output takes on the disk. Of one that ran into its limit more is told than kept.
constexpr auto weight =
    "CASE WHEN output_kept = 'removed' THEN 0 WHEN disk_bytes IS NOT NULL THEN disk_bytes "
    "WHEN output_bytes < 1048576 THEN output_bytes "
    "WHEN coalesce(json_extract(request, '$.outputLimit'), 1073741824) <= 0 THEN output_bytes "
    "ELSE min(output_bytes, "
    "coalesce(json_extract(request, '$.outputLimit'), 1073741824) * 3 / 2) END"_L1;

QString jsonArray(const QStringList &ids)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(ids)).toJson(QJsonDocument::Compact));
}

// All runs but those of commands that have a value of their own.
template<class Value>
QString scopeOfAll(const RetentionRules &rules, std::optional<Value> CommandRetention::*member,
                   QVariantList &values)
{
    QStringList pairs;
    for (const CommandRetention &command : rules.own) {
        if (!(command.*member))
            continue;
        pairs.append(u"(?, ?)"_s);
        values << command.commandId << command.folder;
    }
    return pairs.isEmpty()
        ? QString()
        : u" AND (command_id, folder) NOT IN (VALUES %1)"_s.arg(pairs.join(u", "_s));
}

constexpr auto scopeOfCommand = " AND command_id = ? AND folder = ?"_L1;

std::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Busy, u"retention"_s, u"it was cancelled"_s);
}

QDateTime timeOfNumber(const QVariant &number)
{
    return number.isNull()
        ? QDateTime()
        : QDateTime::fromMSecsSinceEpoch(number.toLongLong() / numbersPerMs, Qt::UTC);
}

} // namespace

Result<RetentionRules> RetentionStore::rules() const
{
    const auto text = m_database.value(u"SELECT value FROM facts WHERE name = 'retention'"_s);
    if (!text)
        return std::unexpected(text.error());
    return RetentionRules::fromJson(QJsonDocument::fromJson(text->toString().toUtf8()).object());
}

Result<void> RetentionStore::setRules(const RetentionRules &rules)
{
    const QByteArray json = QJsonDocument(rules.toJson()).toJson(QJsonDocument::Compact);
    if (auto done = m_database.execute(u"INSERT OR REPLACE INTO facts VALUES ('retention', ?)"_s,
                                       {QString::fromUtf8(json)});
        !done)
        return std::unexpected(done.error());
    return {};
}

Result<RetentionPlan> RetentionStore::plan(const RetentionRules &rules, const QDateTime &now,
                                           const QSet<QString> &spared,
                                           const std::function<bool()> &wanted)
{
    for (const QString &sql :
         {u"CREATE TEMP TABLE IF NOT EXISTS doomed (number INTEGER PRIMARY KEY, whole INTEGER)"_s,
          u"DELETE FROM temp.doomed"_s}) {
        if (auto done = m_database.execute(sql); !done)
            return std::unexpected(done.error());
    }
    Transaction moment(m_database); // all questions as of one
    if (auto begun = moment.begin(Transaction::Deferred); !begun)
        return std::unexpected(begun.error());

    // Whole runs first: where a run goes, its output is no further thing.
    if (auto noted = noteOld(rules, now, true); !noted)
        return std::unexpected(noted.error());
    QVariantList values;
    QString scope = scopeOfAll(rules, &CommandRetention::runCount, values);
    if (auto noted = noteBeyondCount(scope, values, rules.all.runCount); !noted)
        return std::unexpected(noted.error());
    for (const CommandRetention &own : rules.own) {
        if (auto noted = noteBeyondCount(scopeOfCommand, {own.commandId, own.folder},
                                         own.runCount.value_or(0));
            !noted)
            return std::unexpected(noted.error());
    }
    if (wanted && !wanted())
        return cancelled();
    if (auto noted = noteOld(rules, now, false); !noted)
        return std::unexpected(noted.error());
    values.clear();
    scope = scopeOfAll(rules, &CommandRetention::outputBytes, values);
    if (auto noted = noteBeyondSize(scope, values, rules.all.outputBytes, wanted); !noted)
        return std::unexpected(noted.error());
    for (const CommandRetention &own : rules.own) {
        if (auto noted = noteBeyondSize(scopeOfCommand, {own.commandId, own.folder},
                                        own.outputBytes.value_or(0), wanted);
            !noted)
            return std::unexpected(noted.error());
    }
    if (!spared.isEmpty()) {
        if (auto done = m_database.execute(
                u"DELETE FROM temp.doomed WHERE number IN (SELECT number FROM runs WHERE id IN "
                "(SELECT value FROM json_each(?)))"_s,
                {jsonArray(spared.values())});
            !done)
            return std::unexpected(done.error());
    }
    auto summed = summary();
    if (summed) {
        if (auto committed = moment.commit(); !committed)
            return std::unexpected(committed.error());
    }
    return summed;
}

// Asked for before, so that only those rows are read, and ended before: a run of many days is as
// old as its end.
Result<void> RetentionStore::noteOld(const RetentionRules &rules, const QDateTime &now, bool whole)
{
    const auto note = [&](const QString &scope, const QVariantList &values,
                          int days) -> Result<void> {
        if (days <= 0)
            return {};
        const qint64 before = now.toMSecsSinceEpoch() - days * dayMs;
        if (auto done = m_database.execute(
                u"INSERT OR IGNORE INTO temp.doomed SELECT number, %1 FROM runs WHERE number < ? "
                "AND coalesce(ended, created) < ? AND %2%3%4"_s.arg(
                    QString::number(whole ? 1 : 0), mayGo,
                    whole ? QString() : u" AND output_kept <> 'removed' AND output_bytes > 0"_s,
                    scope),
                QVariantList{before * numbersPerMs, before} + values);
            !done)
            return std::unexpected(done.error());
        return {};
    };
    const auto member = whole ? &CommandRetention::runDays : &CommandRetention::outputDays;
    QVariantList values;
    const QString scope = scopeOfAll(rules, member, values);
    if (auto noted = note(scope, values, whole ? rules.all.runDays : rules.all.outputDays); !noted)
        return noted;
    for (const CommandRetention &own : rules.own) {
        if (auto noted = note(scopeOfCommand, {own.commandId, own.folder},
                              (own.*member).value_or(0));
            !noted)
            return noted;
    }
    return {};
}

Result<void> RetentionStore::noteBeyondCount(const QString &scope, const QVariantList &values,
                                             qint64 most)
{
    if (most <= 0)
        return {};
    const auto last = m_database.value(
        u"SELECT number FROM runs WHERE %1%2 ORDER BY number DESC LIMIT 1 OFFSET ?"_s.arg(mayGo,
                                                                                          scope),
        values + QVariantList{most});
    if (!last)
        return std::unexpected(last.error());
    if (last->isNull())
        return {};
    if (auto done = m_database.execute(
            u"INSERT OR IGNORE INTO temp.doomed SELECT number, 1 FROM runs WHERE number <= ? AND "
            "%1%2"_s.arg(mayGo, scope),
            QVariantList{*last} + values);
        !done)
        return std::unexpected(done.error());
    return {};
}

// What goes as a whole takes no room any more.
Result<void> RetentionStore::noteBeyondSize(const QString &scope, const QVariantList &values,
                                            qint64 most, const std::function<bool()> &wanted)
{
    if (most <= 0)
        return {};
    const QString condition = u"%1 AND output_kept <> 'removed' AND output_bytes > 0%2"_s.arg(
        mayGo, scope);
    qint64 last = -1;
    {
        auto query = m_database.execute(
            u"SELECT number, %1 FROM runs WHERE %2 AND number NOT IN (SELECT number FROM "
            "temp.doomed) ORDER BY number DESC"_s.arg(weight, condition),
            values);
        if (!query)
            return std::unexpected(query.error());
        qint64 total = 0;
        for (int row = 0; last < 0 && query->next(); ++row) {
            total += query->value(1).toLongLong();
            if (total > most)
                last = query->value(0).toLongLong();
            constexpr int between = 4096;
            if (row % between == between - 1 && wanted && !wanted())
                return cancelled();
        }
        if (query->lastError().isValid())
            return std::unexpected(sqlError(query->lastError(), u"retention"_s));
    }
    if (last < 0)
        return {};
    if (auto done = m_database.execute(
            u"INSERT OR IGNORE INTO temp.doomed SELECT number, 0 FROM runs WHERE number <= ? AND "_s
                + condition,
            QVariantList{last} + values);
        !done)
        return std::unexpected(done.error());
    return {};
}

Result<RetentionPlan> RetentionStore::summary() const
{
    RetentionPlan plan;
    auto sums = m_database.execute(
        u"SELECT whole, count(*), sum(%1), min(number), max(number) FROM temp.doomed "
        "JOIN runs USING (number) GROUP BY whole"_s.arg(weight));
    if (!sums)
        return std::unexpected(sums.error());
    while (sums->next()) {
        RetentionPlan::Share &share = sums->value(0).toInt() != 0 ? plan.runs : plan.outputs;
        share = {sums->value(1).toLongLong(), sums->value(2).toLongLong(),
                 timeOfNumber(sums->value(3)), timeOfNumber(sums->value(4))};
    }
    if (sums->lastError().isValid())
        return std::unexpected(sqlError(sums->lastError(), u"retention"_s));
    auto query = m_database.execute(
        u"SELECT name, command_id, folder, count(*), sum(%1) AS bytes FROM temp.doomed "
        "JOIN runs USING (number) GROUP BY command_id, folder, name "
        "ORDER BY bytes DESC, name LIMIT 50"_s.arg(weight));
    if (!query)
        return std::unexpected(query.error());
    while (query->next())
        plan.commands.append({query->value(0).toString(), query->value(1).toString(),
                              query->value(2).toString(), query->value(3).toLongLong(),
                              query->value(4).toLongLong()});
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"retention"_s));
    const auto pinned = m_database.value(u"SELECT count(*) FROM runs WHERE pinned"_s);
    if (!pinned)
        return std::unexpected(pinned.error());
    plan.pinned = pinned->toLongLong();
    return plan;
}

Result<QList<RetentionStore::Doomed>> RetentionStore::doomed(qint64 behindNumber, int most) const
{
    auto query = m_database.execute(
        u"SELECT id, whole, %1, number FROM temp.doomed CROSS JOIN runs USING (number) "
        "WHERE doomed.number > ? ORDER BY doomed.number LIMIT ?"_s.arg(weight),
        {behindNumber, most});
    if (!query)
        return std::unexpected(query.error());
    QList<Doomed> list;
    while (query->next())
        list.append({query->value(0).toString(), query->value(1).toInt() != 0,
                     query->value(2).toLongLong(), query->value(3).toLongLong()});
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"retention"_s));
    return list;
}

Result<QSet<QString>> RetentionStore::changed(const QString &statement, const QStringList &ids)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return std::unexpected(begun.error());
    QSet<QString> done;
    for (const QString &id : ids) {
        const auto query = m_database.execute(statement + u" WHERE id = ? AND "_s + mayGo, {id});
        if (!query)
            return std::unexpected(query.error());
        if (query->numRowsAffected() > 0)
            done.insert(id);
    }
    if (auto committed = transaction.commit(); !committed)
        return std::unexpected(committed.error());
    return done;
}

Result<QSet<QString>> RetentionStore::removeRuns(const QStringList &ids)
{
    return changed(u"DELETE FROM runs"_s, ids);
}

Result<QSet<QString>> RetentionStore::markOutputsRemoved(const QStringList &ids)
{
    return changed(u"UPDATE runs SET output_kept = 'removed', disk_bytes = 0"_s, ids);
}

Result<QList<RetentionStore::Plain>> RetentionStore::plainOutputs(qint64 behindNumber,
                                                                  int most) const
{
    auto query = m_database.execute(
        u"SELECT id, number, output_bytes, CASE WHEN state IN ('queued', 'running') THEN NULL "
        "ELSE coalesce(ended, created) END FROM runs WHERE output_kept = 'plain' AND number > ? "
        "ORDER BY number LIMIT ?"_s,
        {behindNumber, most});
    if (!query)
        return std::unexpected(query.error());
    QList<Plain> list;
    while (query->next())
        list.append({query->value(0).toString(), query->value(1).toLongLong(),
                     query->value(2).toLongLong(),
                     query->value(3).isNull()
                         ? QDateTime()
                         : QDateTime::fromMSecsSinceEpoch(query->value(3).toLongLong(), Qt::UTC)});
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"retention"_s));
    return list;
}

} // namespace CommandRunner
