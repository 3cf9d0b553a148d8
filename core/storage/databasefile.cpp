// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databasefile.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>

namespace CommandRunner::DatabaseFile {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> versionThrough(const QString &file, const QString &uriQuery)
{
    const QString name = u"commandrunner-peek-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::optional<qint64> version;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        const QString uri = QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded);
        connection.setDatabaseName(uri + u'?' + uriQuery);
        connection.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=0"_s);
        if (connection.open()) {
            QSqlQuery query(connection);
            if (query.exec(u"PRAGMA user_version"_s) && query.next())
                version = query.value(0).toLongLong();
        }
    }
    QSqlDatabase::removeDatabase(name);
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
        return fail(ErrorCode::PermissionDenied, file, u"the folder %1 may not be written"_s.arg(folder.filePath()));
    return {};
}

std::optional<qint64> peekVersion(const QString &file)
{
    if (QFileInfo(file).size() == 0) // missing, too
        return {};
    // "immutable" neither locks nor makes a WAL, and sees only what was checkpointed. Where there is a WAL, a read-only connection
    // sees it as well and can neither checkpoint nor remove it.
    const auto version = versionThrough(file, u"immutable=1"_s);
    if (!version || QFileInfo(file + u"-wal"_s).size() == 0)
        return version;
    return qMax(*version, versionThrough(file, u"mode=ro"_s).value_or(0));
}

std::unexpected<Error> newerVersion(const QString &file, qint64 found, qint64 known)
{
    return fail(ErrorCode::NewerVersion, file,
                u"the database has version %1 and this program knows up to version %2; it was left untouched"_s.arg(found)
                    .arg(known));
}

Result<QString> setAside(const QString &file)
{
    const QString base = file + u".corrupt-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString name = base;
    for (int n = 2; QFileInfo::exists(name); ++n)
        name = base + u'.' + QString::number(n);
    // The file comes last: cut off in the middle, the next start finds the corrupt file again, and never a new one with an old WAL.
    for (const QString &suffix : {u"-shm"_s, u"-wal"_s, QString()}) {
        if (!QFileInfo::exists(file + suffix))
            continue;
        QFile part(file + suffix);
        if (!part.rename(name + suffix))
            return fail(ErrorCode::Io, file + suffix, u"could not be renamed to %1: %2"_s.arg(name + suffix, part.errorString()));
    }
    return name;
}

} // namespace CommandRunner::DatabaseFile
