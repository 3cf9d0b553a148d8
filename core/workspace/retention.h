// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/paths.h"
#include "core/storage/retentionstore.h"

#include <functional>

namespace CommandRunner {

// Removes runs and outputs by rules, between the database and the disk. Blocking; for a worker with
// a connection of its own, or the command line.
//
// Nothing is lost or left over when it is ended in the middle. The row decides: a run's folder is
// renamed to "runs/.trash-<id>" (its output moved to "runs/.output-<id>"), then the row is removed
// (changed), then what was set apart is deleted. Whoever cleans up next puts back what still has
// its row and deletes the rest. A folder whose row is gone is never found as "not listed" and taken
// in again (RunRegistry::adopt), since it has another name by then. Folders that no row knows for
// another reason are nobody's to remove here; `verify` counts them.
//
// Whoever reads an output at that moment keeps it, where files that are open outlive their names;
// a window says with `spared` which runs it shows. Symbolic links in the runs folder are removed,
// what they point to is not.
class Retention final
{
public:
    // The connection belongs to this thread; both outlive us.
    Retention(Database &database, DataPaths paths, const Clock &clock);

    struct Options {
        QSet<QString> spared;
        std::function<bool()> wanted;                      // asked now and then; may say no
        std::function<void(qint64 done, qint64 all)> told; // progress, in runs
    };
    struct Done {
        qint64 runs = 0;    // removed
        qint64 outputs = 0; // removed of runs that stay listed
        qint64 bytes = 0;
        bool cancelled = false;
    };

    // What apply() would do now. Errors: those of RetentionStore::plan().
    Result<RetentionPlan> plan(const RetentionRules &rules, const Options &options = {}) const;
    // Errors: Busy (somebody else cleans up, or the database is locked), PermissionDenied, Io. What
    // was done until then stays done.
    Result<Done> apply(const RetentionRules &rules, const Options &options = {}) const;
    // Finishes what one who was ended in the middle began. Errors: as apply().
    Result<void> recover() const;

private:
    Result<void> recoverLocked() const;
    Result<void> remove(const QList<RetentionStore::Doomed> &doomed, Done &done) const;

    Database &m_database;
    DataPaths m_paths;
    const Clock &m_clock;
};

} // namespace CommandRunner
