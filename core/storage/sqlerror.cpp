// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlerror.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

ErrorCode codeOf(int sqliteCode, const QString &text)
{
    switch (sqliteCode & 0xff) { // the upper bits only refine it
    case 3:                      // SQLITE_PERM
    case 8:                      // SQLITE_READONLY
    case 23:                     // SQLITE_AUTH
        return ErrorCode::PermissionDenied;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return ErrorCode::Busy;
    case 10: // SQLITE_IOERR
    case 13: // SQLITE_FULL
    case 14: // SQLITE_CANTOPEN
        return ErrorCode::Io;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return ErrorCode::Corrupt;
    case 19: // SQLITE_CONSTRAINT
        return text.contains("UNIQUE constraint"_L1) ? ErrorCode::AlreadyExists
                                                     : ErrorCode::Database;
    default:
        return ErrorCode::Database;
    }
}

} // namespace

Error sqlError(const QSqlError &error, const QString &subject)
{
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return {codeOf(error.nativeErrorCode().toInt(), text), subject, text};
}

} // namespace CommandRunner
