// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/peekconnection.h"

#include "core/storage/databasefile.h"
#include "core/storage/migrations.h"
#include "core/storage/sqlerror.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUrl>
#include <QUuid>

namespace CommandRunner {

using namespace Qt::StringLiterals;

PeekConnection::PeekConnection()
    : m_name(u"commandrunner-peek-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{}

PeekConnection::~PeekConnection()
{
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> PeekConnection::open(const QString &file, int busyTimeoutMs)
{
    m_file = file;
    if (!QFileInfo(file).isFile())
        return fail(ErrorCode::NotFound, file, u"There is no such file."_s);
    // Where nothing may be written SQLite cannot share a WAL; without one there is no need to.
    const bool alone = QFileInfo(file + u"-wal"_s).size() == 0
        && !QFileInfo(QFileInfo(file).absolutePath()).isWritable();
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    connection.setDatabaseName(
        QUrl::fromLocalFile(QFileInfo(file).absoluteFilePath()).toString(QUrl::FullyEncoded)
        + (alone ? u"?immutable=1"_s : u"?mode=ro"_s));
    connection.setConnectOptions(
        u"QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyTimeoutMs));
    if (!connection.open())
        return std::unexpected(sqlError(connection.lastError(), file));
    return {};
}

Result<QList<QStringList>> PeekConnection::rows(const QString &sql, const QVariantList &values,
                                                qsizetype most) const
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return std::unexpected(sqlError(query.lastError(), m_file));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return std::unexpected(sqlError(query.lastError(), m_file));
    const int columns = query.record().count();
    QList<QStringList> found;
    while ((most < 0 || found.size() < most) && query.next()) {
        QStringList row;
        for (int column = 0; column < columns; ++column)
            row.append(query.value(column).toString());
        found.append(row);
    }
    if (query.lastError().isValid())
        return std::unexpected(sqlError(query.lastError(), m_file));
    return found;
}

Result<qint64> PeekConnection::number(const QString &sql) const
{
    const auto found = rows(sql);
    if (!found)
        return std::unexpected(found.error());
    return found->isEmpty() ? 0 : found->first().value(0).toLongLong();
}

Result<qint64> PeekConnection::ownVersion() const
{
    const auto owner = number(u"PRAGMA application_id"_s);
    if (!owner)
        return owner;
    if (*owner != databaseApplicationId)
        return fail(ErrorCode::InvalidFormat, m_file,
                    u"this is not a database of Command Runner"_s);
    const auto version = number(u"PRAGMA user_version"_s);
    const qint64 known = schemaMigrations().size();
    if (version && *version > known)
        return DatabaseFile::newerVersion(m_file, *version, known);
    return version;
}

Result<void> PeekConnection::copyInto(const QString &target) const
{
    {
        // SQLite would give it the mode of any file; into an empty one it writes as well.
        QFile file(target);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                       QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
            const ErrorCode code = QFileInfo::exists(target) ? ErrorCode::AlreadyExists
                : file.error() == QFileDevice::OpenError     ? ErrorCode::PermissionDenied
                                                             : ErrorCode::Io;
            return fail(code, target, file.errorString());
        }
    }
    if (const auto copied = rows(u"VACUUM INTO ?"_s, {target}); !copied) {
        Error error = copied.error();
        if (error.code == ErrorCode::Io) {
            error.subject = target;
            error.detail += u" (is the disk full?)"_s;
        }
        return std::unexpected(error);
    }
    return {};
}

} // namespace CommandRunner
