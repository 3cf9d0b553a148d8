// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <optional>

// What is done to the database file from outside a connection. The file itself is only ever opened
// through SQLite: closing any other descriptor of it would drop the POSIX locks that this process's
// connections hold (https://www.sqlite.org/howtocorrupt.html, 2.2).
namespace CommandRunner::DatabaseFile {

// Errors: Io (the folder is missing), PermissionDenied.
Result<void> checkWritable(const QString &file);

// Reads the schema and the root page of every table: cheap, and finds what would make every later
// statement fail.
QSqlError readRoots(const QSqlDatabase &connection);

// Reads the same from the file alone, without its WAL, its locks or writing anything. False may be
// a false alarm: others may be writing, or the WAL may hold what is missed. A missing or empty file
// is sound.
bool looksSound(const QString &file);

// The schema's user_version without writing anything; empty when it cannot be told.
std::optional<qint64> peekVersion(const QString &file);

std::unexpected<Error> newerVersion(const QString &file, qint64 found, qint64 known);

// Renames the file, its WAL and its shared memory; returns the new name.
Result<QString> setAside(const QString &file);

} // namespace CommandRunner::DatabaseFile
