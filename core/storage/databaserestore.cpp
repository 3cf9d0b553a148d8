// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filenames.h"
#include "core/base/files.h"
#include "core/storage/database.h"
#include "core/storage/databasebackup.h"
#include "core/storage/databasecheck.h"
#include "core/storage/databasefile.h"
#include "core/storage/peekconnection.h"
#include "core/storage/sqlerror.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

#include <filesystem>

namespace CommandRunner::DatabaseBackup {

using namespace Qt::StringLiterals;

namespace {

// The database for nobody else, as long as it lives. In WAL mode every connection holds a shared
// lock on the file from its first look on, so to have it alone means that nobody has it open.
class SoleConnection final
{
public:
    SoleConnection() = default;
    SoleConnection(const SoleConnection &) = delete;
    SoleConnection &operator=(const SoleConnection &) = delete;
    ~SoleConnection() { QSqlDatabase::removeDatabase(m_name); }

    // Busy. A damaged file cannot be held; who opens one takes the lock that restore() holds.
    Result<void> open(const QString &file)
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        connection.setDatabaseName(file);
        connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
        if (!connection.open())
            return std::unexpected(sqlError(connection.lastError(), file));
        for (const QString &sql : {u"PRAGMA locking_mode = EXCLUSIVE"_s, u"BEGIN EXCLUSIVE"_s,
                                   u"COMMIT"_s, u"PRAGMA wal_checkpoint(TRUNCATE)"_s}) {
            QSqlQuery query(connection);
            if (query.exec(sql))
                continue;
            const Error error = sqlError(query.lastError(), file);
            if (error.code == ErrorCode::Corrupt)
                return {};
            return error.code == ErrorCode::Busy
                ? fail(ErrorCode::Busy, file, u"the window, or another of our programs, has it"_s)
                : std::unexpected(error);
        }
        return {};
    }

private:
    const QString m_name = u"commandrunner-sole-"_s
        + QUuid::createUuid().toString(QUuid::WithoutBraces);
};

void removeWithCompanions(const QString &file)
{
    for (const QString &suffix : {u"-shm"_s, u"-wal"_s, u"-journal"_s, QString()})
        QFile::remove(file + suffix);
}

// Brings the copy to our version and makes it a file without companions.
Result<void> prepareCopy(const QString &copy)
{
    {
        auto opened = Database::open(copy);
        if (!opened)
            return std::unexpected(opened.error());
        if (!(*opened)->setAside().isEmpty())
            return fail(ErrorCode::Corrupt, copy, u"the copy is damaged"_s);
        if (auto done = (*opened)->execute(u"DELETE FROM facts WHERE name = 'runs-adopted'"_s);
            !done)
            return std::unexpected(done.error());
        const auto mode = (*opened)->value(u"PRAGMA journal_mode = DELETE"_s);
        if (!mode)
            return std::unexpected(mode.error());
    }
    // Nothing may stay that the new one would take for its own.
    QFile::remove(copy + u"-wal"_s);
    QFile::remove(copy + u"-shm"_s);
    QFile::remove(copy + u".lock"_s);
    return {};
}

// Another name for the file; the old one stays, so that there is a database at any moment.
Result<QString> keepOld(const QString &database, const QDateTime &now)
{
    const QString base = database + u".before-restore-"_s
        + now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString kept = base;
    for (int n = 2; QFileInfo::exists(kept); ++n)
        kept = base + u'.' + QString::number(n);
    const auto path = [](const QString &name) {
        return std::filesystem::path(name.toStdU16String());
    };
    std::error_code error;
    // What a damaged file's WAL holds goes with it; of a sound one nothing is left there.
    for (const QString &suffix : {u"-shm"_s, u"-wal"_s}) {
        if (QFileInfo(database + suffix).size() > 0)
            std::filesystem::rename(path(database + suffix), path(kept + suffix), error);
        else
            QFile::remove(database + suffix);
        if (error)
            return fail(ErrorCode::Io, kept + suffix, QString::fromLocal8Bit(error.message()));
    }
    std::filesystem::create_hard_link(path(database), path(kept), error);
    if (error) // a file system without such links: for a moment there is no database
        std::filesystem::rename(path(database), path(kept), error);
    if (error)
        return fail(ErrorCode::Io, kept, QString::fromLocal8Bit(error.message()));
    return kept;
}

Result<Restored> exchange(const QString &copy, const QString &database, const QDateTime &now)
{
    Restored restored;
    if (QFileInfo::exists(database)) {
        SoleConnection sole;
        if (auto held = sole.open(database); !held)
            return std::unexpected(held.error());
        const auto kept = keepOld(database, now);
        if (!kept)
            return std::unexpected(kept.error());
        restored.kept = *kept;
        // While the lock is held: who opens the old file now waits, then finds that it has another
        // name (Database::open).
        if (auto renamed = renameDurably(copy, database); !renamed) {
            if (!QFileInfo::exists(database))
                QFile::rename(*kept, database);
            else
                QFile::remove(*kept);
            return std::unexpected(renamed.error());
        }
        return restored;
    }
    if (auto renamed = renameDurably(copy, database); !renamed)
        return std::unexpected(renamed.error());
    return restored;
}

} // namespace

Result<Restored> restore(const QString &backup, const QString &database, const QDateTime &now)
{
    const QString folder = QFileInfo(database).absolutePath();
    if (!fileIdentity(backup).isEmpty() && fileIdentity(backup) == fileIdentity(database))
        return fail(ErrorCode::Refused, backup, u"It is the database itself."_s);
    const auto check = checkDatabaseFile(backup, folder);
    if (!check)
        return std::unexpected(check.error());
    if (!check->isSound())
        return fail(ErrorCode::Corrupt, backup, check->findings.join(u"; "_s));
    QLockFile lock(database + u".lock"_s); // as Database::open() takes for a damaged file
    if (!lock.tryLock(0))
        return fail(ErrorCode::Busy, database, u"another program is repairing it"_s);
    const QString copy = database + u".restoring"_s;
    removeWithCompanions(copy);
    PeekConnection source;
    if (auto opened = source.open(backup); !opened)
        return std::unexpected(opened.error());
    auto prepared = source.copyInto(copy);
    if (prepared)
        prepared = prepareCopy(copy);
    auto restored = prepared ? exchange(copy, database, now)
                             : Result<Restored>(std::unexpected(prepared.error()));
    if (!restored)
        removeWithCompanions(copy);
    return restored;
}

} // namespace CommandRunner::DatabaseBackup
