// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/atuinhistory.h"

#include "core/storage/sqlerror.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 nanosecondsPerMs = 1'000'000;

Result<QList<AtuinEntry>> readFrom(const QSqlDatabase &connection, const QString &file, int most)
{
    QSqlQuery query(connection);
    query.setForwardOnly(true);
    query.prepare(u"SELECT command, timestamp, cwd, exit FROM history WHERE deleted_at IS NULL "
                  "ORDER BY timestamp DESC LIMIT ?"_s);
    query.addBindValue(most);
    if (!query.exec())
        return std::unexpected(sqlError(query.lastError(), file));
    QList<AtuinEntry> entries;
    while (query.next()) {
        const qint64 ms = query.value(1).toLongLong() / nanosecondsPerMs;
        entries.append({query.value(0).toString(), QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC),
                        query.value(2).toString(), query.value(3).toInt()});
    }
    if (query.lastError().isValid())
        return std::unexpected(sqlError(query.lastError(), file));
    std::ranges::reverse(entries);
    return entries;
}

} // namespace

Result<QList<AtuinEntry>> readAtuinHistory(const QString &file, int most)
{
    const QString name = u"commandrunner-atuin-"_s
        + QUuid::createUuid().toString(QUuid::WithoutBraces);
    Result<QList<AtuinEntry>> entries = QList<AtuinEntry>();
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded)
                                   + u"?mode=ro"_s);
        connection.setConnectOptions(
            u"QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"_s);
        if (connection.open())
            entries = readFrom(connection, file, most);
        else
            entries = std::unexpected(sqlError(connection.lastError(), file));
    }
    QSqlDatabase::removeDatabase(name);
    return entries;
}

} // namespace CommandRunner
