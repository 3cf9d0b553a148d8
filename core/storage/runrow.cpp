// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/runrow.h"

#include "core/base/logging.h"
#include "core/storage/sqlerror.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace CommandRunner::RunRow {

using namespace Qt::StringLiterals;

namespace {

// In the order of `columns`.
enum Column {
    Id,
    CommandId,
    Folder,
    Name,
    Argv,
    Cwd,
    Origin,
    Request,
    State,
    Created,
    Started,
    Ended,
    ExitCode,
    Signal,
    OutputBytes,
    Lines,
    LostFrom,
    OutputError,
    ErrorText,
    Survivors,
    LeftRunning,
    Usage,
    Context,
    Priority,
    Pinned,
    Note,
    Kept,
    DiskBytes
};

QJsonObject objectOf(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

QStringList listOf(const QVariant &text)
{
    QStringList list;
    const QJsonArray array = QJsonDocument::fromJson(text.toString().toUtf8()).array();
    for (const QJsonValue &entry : array)
        list.append(entry.toString());
    return list;
}

QDateTime fromMs(const QVariant &ms)
{
    return ms.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms.toLongLong(), Qt::UTC);
}

qint64 orUnknown(const QVariant &number)
{
    return number.isNull() ? -1 : number.toLongLong();
}

OutputKept keptFrom(const QString &word)
{
    for (const OutputKept kept : {OutputKept::Compressed, OutputKept::Removed}) {
        if (word == toString(kept))
            return kept;
    }
    return OutputKept::Plain;
}

// The columns tell enough to show a run whose request cannot be read (a newer version wrote it).
RunRequest requestFrom(const QSqlQuery &row)
{
    if (auto request = RunRequest::fromJson(objectOf(row.value(Request))))
        return *std::move(request);
    RunRequest request;
    request.runId = row.value(Id).toString();
    request.commandId = row.value(CommandId).toString();
    request.folder = row.value(Folder).toString();
    request.name = row.value(Name).toString();
    request.argv = listOf(row.value(Argv));
    request.workingDirectory = row.value(Cwd).toString();
    request.origin = runOriginFromString(row.value(Origin).toString()).value_or(RunOrigin::Person);
    qCWarning(logStorage).noquote()
        << "the request of run" << request.runId << "cannot be read in full";
    return request;
}

RunOutcome outcomeFrom(const QSqlQuery &row, RunState state)
{
    RunOutcome outcome;
    outcome.state = state;
    outcome.started = fromMs(row.value(Started));
    outcome.ended = fromMs(row.value(Ended));
    outcome.exitCode = int(orUnknown(row.value(ExitCode)));
    outcome.signal = row.value(Signal).toInt();
    outcome.outputBytes = row.value(OutputBytes).toLongLong();
    outcome.lines = row.value(Lines).toLongLong();
    outcome.outputLostFrom = orUnknown(row.value(LostFrom));
    outcome.outputError = row.value(OutputError).toString();
    outcome.error = row.value(ErrorText).toString();
    outcome.survivors = listOf(row.value(Survivors));
    outcome.leftRunning = listOf(row.value(LeftRunning));
    const QJsonObject usage = objectOf(row.value(Usage));
    outcome.usage = RunUsage::fromJson(usage);
    outcome.redactions = usage.value("redactions"_L1).toInteger(); // see RunStore::recordOutcome()
    return outcome;
}

RunRecord recordFrom(const QSqlQuery &row)
{
    RunRecord record;
    record.request = requestFrom(row);
    record.state = runStateFromString(row.value(State).toString()).value_or(RunState::Interrupted);
    record.created = fromMs(row.value(Created));
    record.outcome = outcomeFrom(row, record.state);
    record.context = RunContext::fromJson(objectOf(row.value(Context)));
    record.priority = row.value(Priority).toInt();
    record.pinned = row.value(Pinned).toBool();
    record.note = row.value(Note).toString();
    record.output = keptFrom(row.value(Kept).toString());
    record.diskBytes = orUnknown(row.value(DiskBytes));
    return record;
}

} // namespace

Result<QList<RunRecord>> records(Database &database, const QString &sql, const QVariantList &values)
{
    auto query = database.execute(sql, values);
    if (!query)
        return std::unexpected(query.error());
    QList<RunRecord> list;
    while (query->next())
        list.append(recordFrom(*query));
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), sql));
    return list;
}

QString toText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString toText(const QStringList &list)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QVariant toMs(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

} // namespace CommandRunner::RunRow
