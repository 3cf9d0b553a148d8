// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/paths.h"
#include "core/run/runlauncher.h"
#include "core/storage/runstore.h"

namespace CommandRunner {

// The road of a run between the database and the disk, synchronous; used by the command line
// directly and by RunService in its worker.
class RunRegistry final
{
public:
    RunRegistry(const DataPaths &paths, const Clock &clock, RunLauncher launcher);

    // Writes the row (running), the folder, starts the host. When that fails, the row says
    // failed-to-start and the error is returned. Errors: those of RunStore::insert (nothing was
    // written) and of RunLauncher::launch.
    Result<void> start(Database &database, const RunRequest &request) const;

    // The second half of it, for a run whose row says running. Errors: those of
    // RunLauncher::launch.
    Result<void> launch(Database &database, const RunRequest &request,
                        const std::optional<QProcessEnvironment> &environment = {}) const;

    // Looks at every unfinished row: still running -> left; outcome.json -> recorded; host gone ->
    // interrupted, output kept. Returns the ids that are still running. Errors are logged, a broken
    // folder never hides the others. With a new database (the old one was set aside or lost), the
    // runs that have a folder and a host or an outcome get their rows back.
    Result<QStringList> reconcile(Database &database) const;

    // Records what the run's folder says, if it has ended; once. While it runs, when the child
    // started. Errors: NotFound (no row); those of reading outcome.json, other than that it makes
    // no sense: such a run is interrupted.
    Result<RunRecord> refresh(Database &database, const QString &runId) const;

    const Clock &clock() const { return m_clock; }
    QString runFolder(const QString &runId) const { return m_paths.runFolder(runId); }
    QString cacheFolder() const { return m_paths.cache(); }

private:
    Result<void> adopt(Database &database) const;

    DataPaths m_paths;
    const Clock &m_clock; // outlives us
    RunLauncher m_launcher;
};

} // namespace CommandRunner
