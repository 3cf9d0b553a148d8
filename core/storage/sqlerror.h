// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSqlError>

namespace CommandRunner {

// By SQLite's primary result code (https://www.sqlite.org/rescode.html); detail is SQLite's text.
// BUSY, LOCKED: Busy. CORRUPT, NOTADB: Corrupt. PERM, READONLY, AUTH: PermissionDenied. IOERR,
// FULL, CANTOPEN: Io. A UNIQUE or PRIMARY KEY constraint: AlreadyExists. Everything else: Database.
Error sqlError(const QSqlError &error, const QString &subject);

} // namespace CommandRunner
