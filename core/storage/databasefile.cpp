// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databasefile.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>

namespace CommandRunner::DatabaseFile {

using namespace Qt::StringLiterals;

namespace {

// "immutable" neither locks nor makes a WAL, and sees only what was checkpointed.
constexpr auto immutable = "immutable=1"_L1;
// A read-only connection sees the WAL as well and can neither checkpoint nor remove it.
constexpr auto readOnly = "mode=ro"_L1;

// Calls look(connection) with a connection that writes nothing; false when there is none.
template<class Look>
bool withConnection(const QString &file, QLatin1StringView uriQuery, Look look)
{
    const QString name = u"commandrunner-peek-"_s
        + QUuid::createUuid().toString(QUuid::WithoutBraces);
    bool done = false;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        const QString uri = QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded);
        connection.setDatabaseName(uri + u'?' + uriQuery);
        connection.setConnectOptions(
            u"QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=0"_s);
        done = connection.open() && look(connection);
    }
    QSqlDatabase::removeDatabase(name);
    return done;
}

std::optional<qint64> versionThrough(const QString &file, QLatin1StringView uriQuery)
{
    std::optional<qint64> version;
    withConnection(file, uriQuery, [&version](const QSqlDatabase &connection) {
        QSqlQuery query(connection);
        if (query.exec(u"PRAGMA user_version"_s) && query.next())
            version = query.value(0).toLongLong();
        return version.has_value();
    });
    return version;
}

} // namespace

Result<void> checkWritable(const QString &file)
{
    const QFileInfo info(file);
    const QFileInfo folder(info.absolutePath());
    if (!folder.isDir())
        return fail(ErrorCode::Io, file, u"there is no folder %1"_s.arg(folder.filePath()));
    if (info.exists() && !info.isFile())
        return fail(ErrorCode::Io, file, u"this is not a file"_s);
    if (info.exists() && !(info.isReadable() && info.isWritable()))
        return fail(ErrorCode::PermissionDenied, file, u"the file may not be read and written"_s);
    if (!folder.isWritable()) // the WAL lies beside the file
        return fail(ErrorCode::PermissionDenied, file,
                    u"the folder %1 may not be written"_s.arg(folder.filePath()));
    return {};
}

QSqlError readRoots(const QSqlDatabase &connection)
{
    QSqlQuery query(connection);
    if (!query.exec(u"SELECT name FROM sqlite_master WHERE type = 'table'"_s))
        return query.lastError();
    QStringList tables;
    while (query.next())
        tables.append(query.value(0).toString());
    for (QString table : std::as_const(tables)) {
        table.replace(u'"', u"\"\""_s);
        if (!query.exec(u"SELECT 1 FROM \"%1\" NOT INDEXED LIMIT 1"_s.arg(table)))
            return query.lastError();
        query.next();
        if (query.lastError().isValid())
            return query.lastError();
    }
    return {};
}

bool looksSound(const QString &file)
{
    return QFileInfo(file).size() == 0
        || withConnection(file, immutable, [](const QSqlDatabase &connection) {
               return !readRoots(connection).isValid();
           });
}

std::optional<qint64> peekVersion(const QString &file)
{
    if (QFileInfo(file).size() == 0) // missing, too
        return {};
    const auto version = versionThrough(file, immutable);
    if (!version || QFileInfo(file + u"-wal"_s).size() == 0)
        return version;
    return qMax(*version, versionThrough(file, readOnly).value_or(0));
}

std::unexpected<Error> newerVersion(const QString &file, qint64 found, qint64 known)
{
    return fail(
        ErrorCode::NewerVersion, file,
        u"the database has version %1 and this program knows up to version %2; it was left untouched"_s
            .arg(found)
            .arg(known));
}

Result<QString> setAside(const QString &file)
{
    const QString base = file + u".corrupt-"_s
        + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString name = base;
    for (int n = 2; QFileInfo::exists(name); ++n)
        name = base + u'.' + QString::number(n);
    // The file comes last: cut off in the middle, the next start finds the corrupt file again, and
    // never a new one with an old WAL.
    for (const QString &suffix : {u"-shm"_s, u"-wal"_s, QString()}) {
        if (!QFileInfo::exists(file + suffix))
            continue;
        QFile part(file + suffix);
        if (!part.rename(name + suffix))
            return fail(ErrorCode::Io, file + suffix,
                        u"could not be renamed to %1: %2"_s.arg(name + suffix, part.errorString()));
    }
    return name;
}

} // namespace CommandRunner::DatabaseFile
