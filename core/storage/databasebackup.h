// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>

// Copies of the database, and the way back from one.
//
// They are made with VACUUM INTO, not with SQLite's backup API: that needs the driver's own handle
// and a libsqlite3 of ours, and where Qt carries its own SQLite inside the driver (every Qt that
// does not come from a distribution) the two would be different libraries working on one
// connection. VACUUM INTO is as consistent (one read transaction), lets others write meanwhile (in
// WAL mode; the WAL grows for that time), leaves out what is free, and reads every row and makes
// every index anew: of a damaged database there is an error and no backup, never a damaged one in
// the place of a sound one.
namespace CommandRunner::DatabaseBackup {

// Mode 0600, written beside `target` and renamed when it is on the disk; after an error or a crash
// what was there before is there. Takes a second for some 100 MB, and cannot be stopped.
// Errors: those of PeekConnection (InvalidFormat: the database is not ours); AlreadyExists: what is
// there is no backup of ours; Refused: it is the database itself; Io, PermissionDenied.
Result<void> write(const QString &database, const QString &target);

// "<prefix>-20261121T160300Z.db", so that names sort by time, and the time that such a name tells;
// invalid: it is none.
QString fileName(QStringView prefix, const QDateTime &now);
QDateTime timeOf(QStringView prefix, const QString &fileName);

// What restore() did.
struct Restored {
    QString kept; // where the replaced database is now; empty: there was none
};

// Puts a copy of `backup` in the place of `database`, atomically: a start finds the old one or the
// new one, whenever we are ended. The old one is kept beside it as
// "<database>.before-restore-<UTC>". Runs that came after the backup are not in it: the copy does
// not say "runs-adopted", so that RunRegistry finds them by their folders.
//
// Errors: those of checkDatabaseFile() for the backup; Corrupt: it has findings; Busy: some
// connection to the database is open, in whichever program; Io, PermissionDenied. Nothing has
// changed then.
Result<Restored> restore(const QString &backup, const QString &database, const QDateTime &now);

} // namespace CommandRunner::DatabaseBackup
