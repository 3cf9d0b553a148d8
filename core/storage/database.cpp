// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include "core/base/filenames.h"
#include "core/base/logging.h"
#include "core/storage/databasefile.h"
#include "core/storage/sqlerror.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlDatabase>
#include <QThread>
#include <QUuid>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// SQLite does not call its busy handler where waiting might deadlock (two connections switching to
// WAL at once): ask again.
template<class Step>
Result<void> untilNotBusy(const QDeadlineTimer &deadline, Step step)
{
    while (true) {
        Result<void> done = step();
        if (done || done.error().code != ErrorCode::Busy || deadline.hasExpired())
            return done;
        QThread::msleep(5);
    }
}

Error about(const QString &file, Error error)
{
    if (error.subject != file) {
        error.detail = error.subject.isEmpty() ? error.detail
                                               : u"%1 (%2)"_s.arg(error.detail, error.subject);
        error.subject = file;
    }
    return error;
}

} // namespace

Database::Database(const QString &file)
    : m_connection(u"commandrunner-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_file(file)
{}

Database::~Database()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Database>> Database::open(const QString &file,
                                                 const DatabaseOptions &options)
{
    if (auto usable = DatabaseFile::checkWritable(file); !usable)
        return std::unexpected(usable.error());
    // A connection to a file that is being renamed would find the new file's WAL under its own
    // name, and delete it. So a file that looks damaged is opened by one process at a time, and
    // looked at again once it is our turn: another may have begun the new one.
    if (DatabaseFile::looksSound(file)) {
        auto opened = openOnce(file, options);
        if (opened || opened.error().code != ErrorCode::Corrupt)
            return opened;
    }
    QLockFile lock(file + u".lock"_s);
    const QDeadlineTimer deadline(options.busyTimeoutMs);
    while (!lock.tryLock(0)) { // with a timeout it would sleep for seconds between two looks
        if (deadline.hasExpired() || lock.error() != QLockFile::LockFailedError)
            return fail(ErrorCode::Busy, file,
                        u"the file is damaged and another process is setting it aside"_s);
        QThread::msleep(5);
    }
    auto opened = openOnce(file, options);
    if (opened || opened.error().code != ErrorCode::Corrupt)
        return opened;
    const QString reason = opened.error().detail;
    const auto aside = DatabaseFile::setAside(file);
    if (!aside)
        return std::unexpected(aside.error());
    qCWarning(logStorage).noquote()
        << file << "is damaged:" << reason << "- set aside as" << *aside;
    opened = openOnce(file, options);
    if (opened)
        (*opened)->m_setAside = *aside;
    return opened;
}

Result<std::unique_ptr<Database>> Database::openOnce(const QString &file,
                                                     const DatabaseOptions &options)
{
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
        return fail(
            ErrorCode::NotSupported, file,
            u"Qt's SQLite driver is not installed (Debian and Ubuntu: libqt6sql6-sqlite)"_s);
    // A newer file must not be touched, and merely opening one in WAL mode writes beside it: look
    // first.
    const qint64 known = options.migrations.size();
    if (const auto found = DatabaseFile::peekVersion(file); found && *found > known)
        return DatabaseFile::newerVersion(file, *found, known);

    std::unique_ptr<Database> database(new Database(file));
    database->m_identity = fileIdentity(file);
    const bool isNew = !QFileInfo::exists(file);
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, database->m_connection);
        connection.setDatabaseName(file);
        connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(options.busyTimeoutMs));
        if (!connection.open())
            return std::unexpected(sqlError(connection.lastError(), file));
    }
    if (auto prepared = database->prepare(options, isNew); !prepared) {
        if (database->isReplaced()) {
            database.reset();
            return openOnce(file, options);
        }
        return std::unexpected(about(file, prepared.error()));
    }
    return database;
}

bool Database::isReplaced() const
{
    return !m_identity.isEmpty() && fileIdentity(m_file) != m_identity;
}

Result<void> Database::prepare(const DatabaseOptions &options, bool isNew)
{
    const QDeadlineTimer deadline(options.busyTimeoutMs);
    if (auto owner = untilNotBusy(deadline, [&] { return checkOwner(options); }); !owner)
        return owner;
    // A restored database took its name just then. From now on the lock that reading left us in WAL
    // mode keeps that from happening; before, nothing was written.
    if (isReplaced())
        return fail(ErrorCode::Busy, m_file, u"the file was replaced"_s);
    // Runs hold argument and environment values. The WAL gets the same mode from SQLite.
    if (isNew)
        QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    // So that room that retention made is given back in small steps. Before the first table.
    if (isNew) {
        if (auto done = execute(u"PRAGMA auto_vacuum = INCREMENTAL"_s); !done)
            return std::unexpected(done.error());
    }
    auto wal = untilNotBusy(deadline, [this]() -> Result<void> {
        const auto mode = value(u"PRAGMA journal_mode = WAL"_s);
        if (!mode)
            return std::unexpected(mode.error());
        if (mode->toString() != "wal"_L1) // a file system without shared memory; it works, only
                                          // slower
            qCWarning(logStorage).noquote() << m_file << "has journal mode" << mode->toString();
        return {};
    });
    if (!wal)
        return wal;
    if (auto done = execute(u"PRAGMA synchronous = NORMAL"_s); !done)
        return std::unexpected(done.error());
    if (auto sound = untilNotBusy(deadline, [this] { return checkSchema(); }); !sound)
        return sound;
    if (auto migrated = migrate(options, deadline); !migrated)
        return migrated;
    if (auto done = execute(u"PRAGMA foreign_keys = ON"_s); !done)
        return std::unexpected(done.error());
    return {};
}

// Before anything is written.
Result<void> Database::checkOwner(const DatabaseOptions &options)
{
    Transaction transaction(*this); // one moment for all three: others may be migrating
    if (auto begun = transaction.begin(Transaction::Deferred); !begun)
        return begun;
    const auto version = value(u"PRAGMA user_version"_s);
    if (!version)
        return std::unexpected(version.error());
    const auto owner = value(u"PRAGMA application_id"_s);
    if (!owner)
        return std::unexpected(owner.error());
    const auto tables = value(u"SELECT count(*) FROM sqlite_master"_s);
    if (!tables)
        return std::unexpected(tables.error());
    const bool empty = version->toLongLong() == 0 && tables->toLongLong() == 0;
    if (!empty && owner->toLongLong() != databaseApplicationId)
        return fail(ErrorCode::InvalidFormat, m_file,
                    u"this is an SQLite file of another program; it was left untouched"_s);
    const qint64 known = options.migrations.size();
    if (version->toLongLong() > known)
        return DatabaseFile::newerVersion(m_file, version->toLongLong(), known);
    return {};
}

Result<void> Database::checkSchema()
{
    if (const QSqlError error = DatabaseFile::readRoots(QSqlDatabase::database(m_connection,
                                                                               false));
        error.isValid()) {
        const Error found = sqlError(error, m_file);
        if (found.code == ErrorCode::Corrupt || found.code == ErrorCode::Busy)
            return std::unexpected(found);
    }
    return {};
}

Result<void> Database::migrate(const DatabaseOptions &options, const QDeadlineTimer &deadline)
{
    bool finished = false;
    while (!finished) {
        auto step = untilNotBusy(deadline, [&]() -> Result<void> {
            const auto done = migrateOnce(options);
            if (!done)
                return std::unexpected(done.error());
            finished = *done;
            return {};
        });
        if (!step)
            return step;
    }
    return {};
}

Result<bool> Database::migrateOnce(const DatabaseOptions &options)
{
    const qint64 known = options.migrations.size();
    const auto before = value(u"PRAGMA user_version"_s);
    if (!before)
        return std::unexpected(before.error());
    if (before->toLongLong() == known)
        return true;
    Transaction transaction(*this);
    if (auto begun = transaction.begin(); !begun)
        return std::unexpected(begun.error());
    const auto locked = value(u"PRAGMA user_version"_s); // another process may have been faster
    if (!locked)
        return std::unexpected(locked.error());
    const qint64 version = locked->toLongLong();
    if (version > known)
        return DatabaseFile::newerVersion(m_file, version, known);
    if (version == known)
        return true;
    for (const QString &statement : options.migrations.at(version).statements) {
        if (auto done = execute(statement); !done)
            return std::unexpected(done.error());
    }
    // Pragmas take no bound values; both are part of the transaction.
    if (auto done = execute(u"PRAGMA application_id = %1"_s.arg(databaseApplicationId)); !done)
        return std::unexpected(done.error());
    if (auto done = execute(u"PRAGMA user_version = %1"_s.arg(version + 1)); !done)
        return std::unexpected(done.error());
    if (auto done = transaction.commit(); !done)
        return std::unexpected(done.error());
    return version + 1 == known;
}

Result<QSqlQuery> Database::execute(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return std::unexpected(sqlError(query.lastError(), sql));
    for (const QVariant &value : values) {
        if (value.typeId() != QMetaType::QString) {
            query.addBindValue(value);
            continue;
        }
        const QString text = value.toString();
        // It would come back whole, but SQL's own functions end at it and no program can take it as
        // an argument.
        if (text.contains(QChar::Null))
            return fail(ErrorCode::InvalidFormat, text, u"the text holds a NUL character"_s);
        query.addBindValue(text.isNull() ? u""_s : text); // Qt binds a null QString as NULL
    }
    if (!query.exec()) {
        const Error error = sqlError(query.lastError(), sql);
        // It is the file that has to be seen to, whatever the statement was.
        return std::unexpected(error.code == ErrorCode::Corrupt ? about(m_file, error) : error);
    }
    return query;
}

Result<QVariant> Database::value(const QString &sql, const QVariantList &values)
{
    auto query = execute(sql, values);
    if (!query)
        return std::unexpected(query.error());
    if (query->next())
        return query->value(0);
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), sql));
    return QVariant();
}

qint64 Database::dataVersion()
{
    const auto version = value(u"PRAGMA data_version"_s);
    return version ? version->toLongLong() : -1;
}

Result<QStringList> Database::check()
{
    QStringList findings;
    auto query = execute(u"PRAGMA integrity_check(100)"_s);
    if (!query)
        return std::unexpected(query.error());
    while (query->next())
        findings.append(query->value(0).toString());
    if (query->lastError().isValid())
        findings.append(query->lastError().databaseText());
    findings.removeAll(u"ok"_s);
    query = execute(u"PRAGMA foreign_key_check"_s);
    if (!query)
        return std::unexpected(query.error());
    while (query->next() && findings.size() < 100)
        findings.append(u"a row of %1 refers to a missing row of %2"_s.arg(
            query->value(0).toString(), query->value(2).toString()));
    return findings;
}

Transaction::Transaction(Database &database) : m_database(database) {}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    (void)m_database.execute(u"ROLLBACK"_s);
    m_database.m_inTransaction = false;
}

Result<void> Transaction::begin(Mode mode)
{
    if (m_database.m_inTransaction)
        return {};
    if (auto begun = m_database.execute(mode == Immediate ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s);
        !begun)
        return std::unexpected(begun.error());
    m_open = true;
    m_database.m_inTransaction = true;
    return {};
}

Result<void> Transaction::commit()
{
    if (!m_open)
        return {};
    if (auto done = m_database.execute(u"COMMIT"_s); !done)
        return std::unexpected(done.error());
    m_open = false;
    m_database.m_inTransaction = false;
    return {};
}

} // namespace CommandRunner
