// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databasecheck.h"

#include "core/storage/peekconnection.h"
#include "core/storage/sqlerror.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Damage is what was asked for; all else keeps the question from being answered.
Result<void> note(DatabaseCheck &check, const Error &error)
{
    if (error.code != ErrorCode::Corrupt && error.code != ErrorCode::Database)
        return std::unexpected(error);
    check.findings.append(error.detail);
    return {};
}

Result<void> checkPages(const PeekConnection &connection, DatabaseCheck &check)
{
    const auto pages = connection.rows(u"PRAGMA integrity_check(100)"_s);
    if (!pages)
        return note(check, pages.error());
    for (const QStringList &row : *pages) {
        if (row.value(0) != "ok"_L1)
            check.findings.append(row.value(0));
    }
    const auto references = connection.rows(u"PRAGMA foreign_key_check"_s);
    if (!references)
        return note(check, references.error());
    for (const QStringList &row : *references)
        check.findings.append(u"a row of %1 refers to a missing row of %2"_s.arg(row.value(0),
                                                                                 row.value(2)));
    const auto runs = connection.number(u"SELECT count(*) FROM runs"_s);
    if (!runs)
        return note(check, runs.error());
    check.runs = *runs;
    return {};
}

// In a copy, since the statement needs the right to write.
Result<void> checkIndex(const PeekConnection &connection, const QString &copy, DatabaseCheck &check)
{
    if (const auto copied = connection.copyInto(copy); !copied)
        return note(check, copied.error());
    const QString name = u"commandrunner-index-"_s
        + QUuid::createUuid().toString(QUuid::WithoutBraces);
    QSqlError error;
    {
        QSqlDatabase writable = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        writable.setDatabaseName(copy);
        QSqlQuery query(writable);
        // 1: also against the texts that the index was made of.
        if (!writable.open())
            error = writable.lastError();
        else if (!query.exec(
                     u"INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)"_s))
            error = query.lastError();
    }
    QSqlDatabase::removeDatabase(name);
    if (!error.isValid())
        return {};
    const Error found = sqlError(error, copy);
    if (found.code != ErrorCode::Corrupt)
        return std::unexpected(found);
    check.findings.append(u"the index of the search does not fit the runs"_s);
    return {};
}

} // namespace

Result<DatabaseCheck> checkDatabaseFile(const QString &file, const QString &scratchFolder)
{
    DatabaseCheck check;
    PeekConnection connection;
    if (auto opened = connection.open(file); !opened)
        return std::unexpected(opened.error());
    const auto version = connection.ownVersion();
    if (!version) {
        if (auto noted = note(check, version.error()); !noted)
            return std::unexpected(noted.error());
        return check;
    }
    check.version = *version;
    if (auto done = checkPages(connection, check); !done)
        return std::unexpected(done.error());
    // A schema that is older has no such index; one that is damaged says enough.
    constexpr qint64 firstWithIndex = 4;
    if (!check.isSound() || check.version < firstWithIndex)
        return check;
    const QString copy = scratchFolder + u"/verify-"_s
        + QUuid::createUuid().toString(QUuid::WithoutBraces) + u".db"_s;
    const auto compared = checkIndex(connection, copy, check);
    for (const QString &suffix : {u""_s, u"-journal"_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(copy + suffix);
    if (!compared)
        return std::unexpected(compared.error());
    return check;
}

} // namespace CommandRunner
