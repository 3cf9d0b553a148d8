// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/paths.h"
#include "core/workspace/retention.h"

namespace CommandRunner {

// What a round of housekeeping works with. All callable from its thread.
struct HousekeepingOptions {
    std::function<bool()> wanted; // asked now and then; may say no. Empty: always
    QSet<QString> spared;         // runs that somebody looks at
    qint64 compressAfterMs = 3600 * 1000;
};

struct HousekeepingReport {
    bool done = false; // false: another process is at it, or it was no longer wanted
    QString backup;    // the file; empty: none was due
    Retention::Done removed;
    int compressed = 0; // outputs
    qint64 compressedSaved = 0;
    qint64 vacuumed = 0; // bytes given back
    QList<Error> errors; // of steps; the others were done all the same
};

// One round, blocking: finishes what a cleaning up that was ended began, makes the daily backup,
// removes what the rules say, compresses outputs, gives back room in the database. With its own
// connection, so that nobody waits for more than single short transactions. Never in two processes
// at once (a lock in the data folder). A step that fails does not keep the others from being done.
//
// Nothing is removed on the day after the clock jumped by more than a week, in either direction: a
// wrong clock must not make all runs old. Errors: those of Database::open().
Result<HousekeepingReport> runHousekeeping(const DataPaths &paths, const Clock &clock,
                                           const HousekeepingOptions &options = {});

} // namespace CommandRunner
