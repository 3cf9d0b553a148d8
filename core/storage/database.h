// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <memory>

namespace CommandRunner {

// One connection to the database file; belongs to the thread that opened it. WAL, foreign keys on, busy timeout 5 s.
class Database final
{
public:
    // Opens or creates the file and migrates it (one transaction a version).
    // Errors: NewerVersion (the file is left untouched), Io / PermissionDenied, Busy, Database.
    // A corrupt file is renamed to "<file>.corrupt-<time>" (with its WAL) and a new one begun: setAside() then names it.
    static Result<std::unique_ptr<Database>> open(const QString &file);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    QString setAside() const { return m_setAside; }

    // Runs one statement with positional values. Errors: Busy, Database (detail is SQLite's text, subject the statement).
    Result<QSqlQuery> execute(const QString &sql, const QVariantList &values = {});
    // Changes whenever another connection has committed (PRAGMA data_version).
    qint64 dataVersion();

private:
    friend class Transaction;
    Database() = default;

    QString m_connection;
    QString m_file;
    QString m_setAside;
};

// Rolls back unless commit() succeeded. Immediate: takes the write lock at the start.
class Transaction final
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    Result<void> begin();
    Result<void> commit();

private:
    Database &m_database;
    bool m_open = false;
};

} // namespace CommandRunner
