// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/paths.h"
#include "core/base/result.h"
#include "core/storage/databasecheck.h"

namespace CommandRunner {

// The backups of a data folder's database: "backups/commandrunner-<UTC>.db" for those that somebody
// asked for, which stay, and "backups/daily-<UTC>.db" for those that housekeeping makes, of which
// the latest three do. Blocking; holds no connection between the calls.
class Backups final
{
public:
    static constexpr int dailyKept = 3;

    // The clock outlives us.
    Backups(DataPaths paths, const Clock &clock) : m_paths(std::move(paths)), m_clock(clock) {}

    // Into `target`, or one of the first name; returns its path. Errors: those of
    // DatabaseBackup::write(); Busy: another process makes one.
    Result<QString> make(const QString &target = {}) const;

    bool isDailyDue() const; // none, or the latest is a day old (or from the future)
    // Makes it and removes those that are too many; empty: another process was faster.
    Result<QString> makeDaily() const;

private:
    QStringList dailyFiles() const; // oldest first

    DataPaths m_paths;
    const Clock &m_clock;
};

// Run folders that no row knows, and rows whose output should be there and is not. Looks at the
// database without writing.
struct RunFolderCount {
    qint64 foldersWithoutRow = 0;
    qint64 rowsWithoutFolder = 0;
};
Result<RunFolderCount> countRunFolders(const DataPaths &paths);

} // namespace CommandRunner
