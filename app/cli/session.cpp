// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session.h"

#include "app/cli/printing.h"
#include "core/computer/computercommands.h"
#include "core/storage/lensstore.h"
#include "core/workspace/chainplan.h"
#include "core/workspace/lenslibrary.h"
#include "core/workspace/readoptions.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

Session::Session(DataPaths paths, std::unique_ptr<Database> database)
    : m_paths(std::move(paths)),
      m_database(std::move(database)),
      m_registry(m_paths, m_clock, RunLauncher(m_paths.runs(), RunLauncher::hostProgramBesideUs())),
      m_queue(m_registry)
{}

Result<std::unique_ptr<Session>> Session::open(const QString &dataDir)
{
    auto paths = DataPaths::open(dataDir);
    if (!paths)
        return std::unexpected(paths.error());
    auto database = Database::open(paths->database());
    if (!database)
        return std::unexpected(database.error());
    if (const QString setAside = (*database)->setAside(); !setAside.isEmpty()) {
        printError(QCoreApplication::translate(
                       "Cli",
                       "The database was damaged. It was kept as %1 and a new one was begun; "
                       "runs are found again by their folders.")
                       .arg(setAside));
    }
    return std::unique_ptr<Session>(new Session(*paths, std::move(*database)));
}

Result<bool> Session::isTrusted(const QString &path)
{
    return FolderStore(*m_database).isTrusted(path);
}

Result<void> Session::scan(const QString &folder, int tier, bool keep, Commands &into)
{
    const auto trusted = isTrusted(folder);
    if (!trusted)
        return std::unexpected(trusted.error());
    DiscoveryOptions options;
    options.trusted = *trusted;
    options.tier = tier;
    options.cacheFolder = m_paths.cache();
    const std::atomic_bool cancelled = false;
    const DiscoveryResult result = discover(folder, options, cancelled);
    if (keep && tier >= 2) {
        // The list itself is complete without the cache: a locked database must not hide it.
        if (auto kept = CommandStore(*m_database)
                            .replaceFolder(folder, result.commands, result.problems);
            !kept)
            printError(kept.error());
    }
    into.commands += result.commands;
    into.problems += result.problems;
    return {};
}

Result<Session::Commands> Session::findCommands(const QStringList &folders, int tier)
{
    Commands found;
    for (const QString &given : folders) {
        const QString folder = QFileInfo(given).canonicalFilePath();
        if (folder.isEmpty() || !QFileInfo(folder).isDir())
            return fail(ErrorCode::NotFound, given, u"It is not a folder."_s);
        if (auto scanned = scan(folder, tier, false, found); !scanned)
            return std::unexpected(scanned.error());
    }
    if (!folders.isEmpty()) {
        giveChainsWords(found.commands, m_paths, folders);
        return withReadOptions(std::move(found));
    }
    const auto added = FolderStore(*m_database).folders();
    if (!added)
        return std::unexpected(added.error());
    for (const Folder &folder : *added) {
        if (!QFileInfo(folder.path).isDir()) {
            found.problems.append(
                {folder.path,
                 {},
                 {},
                 0,
                 u"the folder does not exist any more"_s,
                 u"Remove it with: commandrunner-cli folders remove "_s + folder.path});
        } else if (auto scanned = scan(folder.path, tier, true, found); !scanned) {
            return std::unexpected(scanned.error());
        }
    }
    const auto own = CommandStore(*m_database).ownCommands();
    if (!own)
        return std::unexpected(own.error());
    found.commands += *own;
    giveChainsWords(found.commands, m_paths);
    return withReadOptions(std::move(found));
}

Result<Session::Commands> Session::withReadOptions(Commands found)
{
    const auto read = CommandStore(*m_database).readOptions();
    if (!read)
        return std::unexpected(read.error());
    const auto marks = CommandStore(*m_database).marks();
    if (!marks)
        return std::unexpected(marks.error());
    for (Command &command : found.commands) {
        if (!read->isEmpty())
            addReadOptions(command, read->value(command.absoluteId()));
        applyMarks(command, *marks);
    }
    return found;
}

QList<Command> Session::computerCommands() const
{
    const std::atomic_bool cancelled = false;
    return CommandRunner::computerCommands(placesOfThisComputer(m_paths.cache()), cancelled);
}

Result<Session::Commands> Session::findCommands(const QStringList &folders, int tier,
                                                const QString &wanted)
{
    const QString prefix = QLatin1String(computerSource) + u':';
    const auto isOfComputer = [&prefix](const QString &id) {
        return id.startsWith(prefix) || id.startsWith(u'/' + prefix);
    };
    if (isOfComputer(wanted))
        return Commands{computerCommands(), {}};
    auto found = findCommands(folders, tier);
    const bool needed = found
        && std::ranges::any_of(found->commands, [&isOfComputer](const Command &command) {
                            return std::ranges::any_of(command.steps, isOfComputer,
                                                       &ChainStep::command);
                        });
    if (needed)
        found->commands += computerCommands();
    return found;
}

Result<RunRecord> Session::run(const QString &runId)
{
    return m_registry.refresh(*m_database, runId);
}

OutputReading Session::reading(const RunRequest &request, std::optional<OutputEncoding> wished)
{
    OutputReading reading{.scratchFolder = m_paths.cache()};
    if (wished) {
        reading.encoding = *wished;
    } else if (
        const auto choice = LensStore(*m_database).choice(request.folder, lensCommandId(request));
        choice && *choice) {
        reading.encoding = LensChoice::fromJson(**choice).encoding;
    }
    return reading;
}

} // namespace CommandRunner
