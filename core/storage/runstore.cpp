// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/runstore.h"

#include "core/base/clock.h"
#include "core/base/logging.h"
#include "core/storage/sqlerror.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto unfinishedStates = "state IN ('queued', 'running')"_L1;
constexpr auto columns =
    "id, command_id, folder, name, argv, cwd, origin, request, state, created, started, ended, "
    "exit_code, "
    "signal, output_bytes, lines, lost_from, output_error, error, survivors"_L1;

QString toText(const QStringList &list)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QStringList listFromText(const QVariant &text)
{
    QStringList list;
    const QJsonArray array = QJsonDocument::fromJson(text.toString().toUtf8()).array();
    for (const QJsonValue &entry : array)
        list.append(entry.toString());
    return list;
}

QVariant toMs(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QDateTime fromMs(const QVariant &ms)
{
    return ms.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms.toLongLong(), Qt::UTC);
}

QString searchText(const RunRequest &request)
{
    return (request.name + u'\n' + request.commandId + u'\n' + request.argv.join(u' ') + u'\n'
            + request.workingDirectory)
        .toCaseFolded();
}

// What a program can be given ends at a NUL; passing on the part before it would run something else
// than was asked.
Result<void> checkRequest(const RunRequest &request)
{
    if (request.runId.isEmpty())
        return fail(ErrorCode::InvalidFormat, request.name, u"the run has no id"_s);
    if (request.argv.isEmpty())
        return fail(ErrorCode::InvalidFormat, request.name, u"the run has no program"_s);
    QStringList texts = request.argv;
    texts << request.runId << request.commandId << request.folder << request.name
          << request.workingDirectory;
    for (auto it = request.environment.cbegin(); it != request.environment.cend(); ++it)
        texts << it.key() << it.value().value_or(QString());
    for (const QString &text : std::as_const(texts)) {
        if (text.contains(QChar::Null))
            return fail(ErrorCode::InvalidFormat, text,
                        u"the text holds a NUL character, which no program can be given"_s);
    }
    return {};
}

// The columns tell enough to show a run whose request cannot be read (a newer version wrote it).
RunRequest requestFromRow(const QSqlQuery &row)
{
    const QJsonDocument document = QJsonDocument::fromJson(row.value(7).toString().toUtf8());
    if (auto request = RunRequest::fromJson(document.object()))
        return *std::move(request);
    RunRequest request;
    request.runId = row.value(0).toString();
    request.commandId = row.value(1).toString();
    request.folder = row.value(2).toString();
    request.name = row.value(3).toString();
    request.argv = listFromText(row.value(4));
    request.workingDirectory = row.value(5).toString();
    request.origin = runOriginFromString(row.value(6).toString()).value_or(RunOrigin::Person);
    qCWarning(logStorage).noquote()
        << "the request of run" << request.runId << "cannot be read in full";
    return request;
}

RunRecord recordFromRow(const QSqlQuery &row)
{
    RunRecord record;
    record.request = requestFromRow(row);
    record.state = runStateFromString(row.value(8).toString()).value_or(RunState::Interrupted);
    record.created = fromMs(row.value(9));
    record.outcome.state = record.state;
    record.outcome.started = fromMs(row.value(10));
    record.outcome.ended = fromMs(row.value(11));
    record.outcome.exitCode = row.value(12).isNull() ? -1 : row.value(12).toInt();
    record.outcome.signal = row.value(13).toInt();
    record.outcome.outputBytes = row.value(14).toLongLong();
    record.outcome.lines = row.value(15).toLongLong();
    record.outcome.outputLostFrom = row.value(16).isNull() ? -1 : row.value(16).toLongLong();
    record.outcome.outputError = row.value(17).toString();
    record.outcome.error = row.value(18).toString();
    record.outcome.survivors = listFromText(row.value(19));
    return record;
}

Result<QList<RunRecord>> records(Database &database, const QString &sql, const QVariantList &values)
{
    auto query = database.execute(sql, values);
    if (!query)
        return std::unexpected(query.error());
    QList<RunRecord> list;
    while (query->next())
        list.append(recordFromRow(*query));
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), sql));
    return list;
}

Result<QStringList> idList(Database &database, const QString &sql)
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

// An empty state when there is no such row.
Result<QString> stateOf(Database &database, const QString &runId)
{
    const auto state = database.value(u"SELECT state FROM runs WHERE id = ?"_s, {runId});
    if (!state)
        return std::unexpected(state.error());
    return state->toString();
}

std::unexpected<Error> noSuchRun(const QString &runId)
{
    return fail(ErrorCode::NotFound, runId, u"there is no such run"_s);
}

QJsonValue sizeOrNull(qint64 value)
{
    return value >= 0 ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(bool known, const QJsonValue &value)
{
    return known ? value : QJsonValue(QJsonValue::Null);
}

} // namespace

QJsonObject RunRecord::toJson() const
{
    const bool ended = isFinal(state);
    const bool exited = ended && state != RunState::FailedToStart && outcome.exitCode != -1;
    const bool timed = ended && outcome.started.isValid() && outcome.ended.isValid();
    return {
        {"run"_L1, request.runId},
        {"command"_L1, orNull(!request.commandId.isEmpty(), request.commandId)},
        {"folder"_L1, orNull(!request.folder.isEmpty(), request.folder)},
        {"name"_L1, request.name},
        {"argv"_L1, QJsonArray::fromStringList(request.argv)},
        {"cwd"_L1, request.workingDirectory},
        {"state"_L1, toString(state)},
        {"exitCode"_L1, orNull(exited, outcome.exitCode)},
        {"signal"_L1, orNull(ended && outcome.signal != 0, outcome.signal)},
        {"origin"_L1, toString(request.origin)},
        {"started"_L1, orNull(outcome.started.isValid(), isoTimestamp(outcome.started))},
        {"ended"_L1, orNull(ended && outcome.ended.isValid(), isoTimestamp(outcome.ended))},
        {"durationMs"_L1, orNull(timed, outcome.started.msecsTo(outcome.ended))},
        {"outputBytes"_L1, orNull(ended, outcome.outputBytes)},
        {"lines"_L1, orNull(ended, outcome.lines)},
        {"error"_L1, orNull(ended && !outcome.error.isEmpty(), outcome.error)},
        {"outputLostFrom"_L1, orNull(ended && outcome.outputLostFrom >= 0, outcome.outputLostFrom)},
        {"cpuMs"_L1, sizeOrNull(outcome.usage.cpuMs())},
        {"peakMemoryBytes"_L1, sizeOrNull(outcome.usage.peakMemoryBytes)},
        {"writtenBytes"_L1, sizeOrNull(outcome.usage.writtenBytes)},
        {"survivors"_L1, QJsonArray::fromStringList(outcome.survivors)},
        {"leftRunning"_L1, QJsonArray::fromStringList(outcome.leftRunning)},
    };
}

Result<void> RunStore::insert(const RunRequest &request, RunState state, const QDateTime &created)
{
    if (auto sound = checkRequest(request); !sound)
        return sound;
    RunRequest kept = request;
    kept.initialInput.clear(); // may be large, and a password
    const QString requestText = QString::fromUtf8(
        QJsonDocument(kept.toJson()).toJson(QJsonDocument::Compact));
    const auto done = m_database.execute(
        u"INSERT INTO runs (id, command_id, folder, name, argv, cwd, origin, request, state, "
        u"created, search) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {request.runId, request.commandId, request.folder, request.name, toText(request.argv),
         request.workingDirectory, toString(request.origin), requestText, toString(state),
         created.toMSecsSinceEpoch(), searchText(request)});
    if (done)
        return {};
    if (done.error().code == ErrorCode::AlreadyExists)
        return fail(ErrorCode::AlreadyExists, request.runId,
                    u"a run with this id is recorded already"_s);
    return std::unexpected(done.error());
}

Result<void> RunStore::markRunning(const QString &runId, const QDateTime &started)
{
    const auto done = m_database.execute(
        u"UPDATE runs SET state = 'running', started = COALESCE(started, ?) WHERE id = ? AND "_s
            + unfinishedStates,
        {toMs(started), runId});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() > 0)
        return {};
    const auto state = stateOf(m_database, runId);
    if (!state)
        return std::unexpected(state.error());
    return state->isEmpty() ? noSuchRun(runId) : Result<void>();
}

Result<bool> RunStore::recordOutcome(const QString &runId, const RunOutcome &outcome)
{
    if (!isFinal(outcome.state))
        return fail(ErrorCode::InvalidFormat, runId,
                    u"\"%1\" is not the end of a run"_s.arg(toString(outcome.state)));
    // A host that vanished may not have told when the child started; a child that never started has
    // no such time.
    const QString started = outcome.state == RunState::FailedToStart ? u"?"_s
                                                                     : u"COALESCE(?, started)"_s;
    const auto done = m_database.execute(
        u"UPDATE runs SET state = ?, started = "_s + started
            + u", ended = ?, exit_code = ?, signal = ?, output_bytes = ?, lines = ?, lost_from = "
              u"?, output_error = ?, "
              "error = ?, survivors = ? WHERE id = ? AND "_s
            + unfinishedStates,
        {toString(outcome.state), toMs(outcome.started), toMs(outcome.ended),
         outcome.exitCode == -1 ? QVariant() : QVariant(outcome.exitCode), outcome.signal,
         outcome.outputBytes, outcome.lines,
         outcome.outputLostFrom < 0 ? QVariant() : QVariant(outcome.outputLostFrom),
         outcome.outputError, outcome.error, toText(outcome.survivors), runId});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() > 0)
        return true;
    const auto state = stateOf(m_database, runId);
    if (!state)
        return std::unexpected(state.error());
    if (state->isEmpty())
        return noSuchRun(runId);
    return false;
}

Result<RunRecord> RunStore::run(const QString &runId) const
{
    const auto found = records(m_database, u"SELECT %1 FROM runs WHERE id = ?"_s.arg(columns),
                               {runId});
    if (!found)
        return std::unexpected(found.error());
    if (found->isEmpty())
        return noSuchRun(runId);
    return found->first();
}

Result<QList<RunRecord>> RunStore::runs(const RunQuery &query) const
{
    QStringList conditions;
    QVariantList values;
    if (!query.text.isEmpty()) {
        conditions << u"instr(search, ?) > 0"_s;
        values << query.text.toCaseFolded();
    }
    if (!query.commandId.isEmpty()) {
        conditions << u"command_id = ?"_s;
        values << query.commandId;
    }
    if (!query.folder.isEmpty()) {
        conditions << u"folder = ?"_s;
        values << query.folder;
    }
    if (query.state) {
        conditions << u"state = ?"_s;
        values << toString(*query.state);
    }
    if (!query.before.isEmpty()) {
        const auto created = m_database.value(u"SELECT created FROM runs WHERE id = ?"_s,
                                              {query.before});
        if (!created)
            return std::unexpected(created.error());
        if (created->isValid()) {
            conditions << u"(created, id) < (?, ?)"_s;
            values << *created << query.before;
        } else { // removed meanwhile: ids sort by time, to the second
            conditions << u"id < ?"_s;
            values << query.before;
        }
    }
    QString sql = u"SELECT %1 FROM runs"_s.arg(columns);
    if (!conditions.isEmpty())
        sql += u" WHERE "_s + conditions.join(u" AND "_s);
    sql += u" ORDER BY created DESC, id DESC LIMIT ?"_s;
    values << (query.limit > 0 ? query.limit : -1);
    return records(m_database, sql, values);
}

Result<QStringList> RunStore::unfinished() const
{
    return idList(m_database,
                  u"SELECT id FROM runs WHERE "_s + unfinishedStates + u" ORDER BY created, id"_s);
}

Result<QStringList> RunStore::ids() const
{
    return idList(m_database, u"SELECT id FROM runs"_s);
}

Result<void> RunStore::remove(const QString &runId)
{
    const auto done = m_database.execute(
        u"DELETE FROM runs WHERE id = ? AND NOT "_s + unfinishedStates, {runId});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() > 0)
        return {};
    const auto state = stateOf(m_database, runId);
    if (!state)
        return std::unexpected(state.error());
    return state->isEmpty() ? noSuchRun(runId)
                            : fail(ErrorCode::Busy, runId, u"the run has not ended"_s);
}

} // namespace CommandRunner
