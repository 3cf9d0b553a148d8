// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/paths.h"
#include "core/discovery/discoveryservice.h"
#include "core/output/logsource.h"
#include "core/run/runfolder.h"
#include "core/storage/commandstore.h"
#include "core/storage/folderstore.h"
#include "core/storage/runstore.h"
#include "core/workspace/runqueue.h"

#include <memory>
#include <optional>

namespace CommandRunner {

// What a subcommand works with: data folder, database, runs. Opened once a call.
class Session final
{
public:
    // Errors: those of DataPaths::open and Database::open.
    static Result<std::unique_ptr<Session>> open(const QString &dataDir);

    const DataPaths &paths() const { return m_paths; }
    const Clock &clock() const { return m_clock; }
    Database &database() { return *m_database; }
    const RunRegistry &runs() const { return m_registry; }
    RunQueue &queue() { return m_queue; }
    RunFolder runFolder(const QString &runId) const { return RunFolder(m_paths.runFolder(runId)); }

    struct Commands {
        QList<Command> commands;
        QList<DiscoveryProblem> problems;
    };
    // Scans `folders`, or, when that is empty, all folders that were added (their result is kept
    // for the window) and adds own commands.
    Result<Commands> findCommands(const QStringList &folders, int tier);
    // The same for one that a person names: those of this computer count when the name is an id of
    // theirs, or a chain's step is.
    Result<Commands> findCommands(const QStringList &folders, int tier, const QString &wanted);
    // What belongs to no folder: units, applications, names of the shell.
    QList<Command> computerCommands() const;
    Result<bool> isTrusted(const QString &path);

    // The record, brought up to date with what the run's folder says. NotFound for an unknown id.
    Result<RunRecord> run(const QString &runId);
    // How the run's output is read: as wished, else as was chosen for its command before.
    OutputReading reading(const RunRequest &request, std::optional<OutputEncoding> wished);

private:
    Session(DataPaths paths, std::unique_ptr<Database> database);
    Result<Commands> withReadOptions(Commands found); // from the help of their programs
    Result<void> scan(const QString &folder, int tier, bool keep, Commands &into);

    DataPaths m_paths;
    SystemClock m_clock;
    std::unique_ptr<Database> m_database;
    RunRegistry m_registry;
    RunQueue m_queue;
};

} // namespace CommandRunner
