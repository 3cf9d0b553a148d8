// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/migrations.h"

#include <QDeadlineTimer>
#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>

#include <memory>

namespace CommandRunner {

struct DatabaseOptions {
    QList<Migration> migrations = schemaMigrations();
    // How long open() and each statement wait for another connection: longer than a backup or a
    // check by another program may hold the file.
    int busyTimeoutMs = 20'000;
};

// One connection to the database file; belongs to the thread that opened it. WAL, foreign keys on,
// busy timeout 20 s.
class Database final
{
public:
    // Opens or creates the file and migrates it (one transaction a version).
    // Errors, subject is the file: NewerVersion (the file is left untouched), InvalidFormat (an
    // SQLite file of another program, left untouched), Io / PermissionDenied, Busy, Database. A
    // file whose header, schema or first pages are corrupt is renamed to "<file>.corrupt-<UTC
    // time>" (with its WAL) and a new one begun: setAside() then names it. Blocks while others hold
    // the file, up to the busy timeout.
    static Result<std::unique_ptr<Database>> open(const QString &file,
                                                  const DatabaseOptions &options = {});
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    QString setAside() const { return m_setAside; }

    // Runs one statement with positional values; QVariant() is NULL, a null QString is the empty
    // text. The query must die before the Database, and soon: while it stands on a row it holds a
    // snapshot. Errors: those of sqlError() (detail is SQLite's text, subject the statement),
    // InvalidFormat for a text that holds a NUL.
    Result<QSqlQuery> execute(const QString &sql, const QVariantList &values = {});
    // The first column of the first row; an invalid QVariant when there is none.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});
    // Changes whenever another connection has committed (PRAGMA data_version).
    qint64 dataVersion();
    // Reads the whole file and every index; empty when all is well, else what is wrong, at most 100
    // entries. Takes its time.
    Result<QStringList> check();

    QString file() const { return m_file; }

private:
    explicit Database(const QString &file);
    static Result<std::unique_ptr<Database>> openOnce(const QString &file,
                                                      const DatabaseOptions &options);
    bool isReplaced() const;
    Result<void> prepare(const DatabaseOptions &options, bool isNew);
    Result<void> checkOwner(const DatabaseOptions &options);
    Result<void> checkSchema();
    Result<void> migrate(const DatabaseOptions &options, const QDeadlineTimer &deadline);
    Result<bool> migrateOnce(const DatabaseOptions &options); // true: nothing is left to do

    QString m_connection; // unique in the process
    QString m_file;
    QString m_setAside;
    QByteArray m_identity; // of the file when it was opened; empty: it was made then
    bool m_inTransaction = false;

    friend class Transaction;
};

// Rolls back unless commit() succeeded. Inside another one of the same connection it is a part of
// that: its end is nothing by itself, and whoever gives up inside leaves what it did to the outer
// one.
class Transaction final
{
public:
    enum Mode {
        Immediate, // takes the write lock at the start
        Deferred,  // for reading several things as of one moment
    };

    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    Result<void> begin(Mode mode = Immediate);
    Result<void> commit();

private:
    Database &m_database;
    bool m_open = false;
};

} // namespace CommandRunner
