// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/catalogcontent.h"

#include "core/workspace/chainplan.h"
#include "core/workspace/readoptions.h"

#include <QDir>

#include <algorithm>
#include <tuple>

namespace CommandRunner {

namespace {

auto sortKey(const Command &command)
{
    return std::tie(command.folder, command.project, command.source, command.name, command.id);
}

// A scan that could not even look (the disk is not mounted) says nothing about the commands.
bool couldNotLook(const DiscoveryResult &result)
{
    return result.commands.isEmpty() && result.filesSeen == 0 && !result.problems.isEmpty();
}

} // namespace

Result<CatalogSnapshot> CatalogSnapshot::read(Database &database)
{
    Transaction transaction(database);
    if (auto begun = transaction.begin(Transaction::Deferred); !begun)
        return std::unexpected(begun.error());
    const FolderStore folderStore(database);
    const CommandStore commandStore(database);
    const auto folders = folderStore.folders();
    if (!folders)
        return std::unexpected(folders.error());
    const auto trust = folderStore.trustEntries();
    if (!trust)
        return std::unexpected(trust.error());
    const auto own = commandStore.ownCommands();
    if (!own)
        return std::unexpected(own.error());
    const auto all = commandStore.commands();
    if (!all)
        return std::unexpected(all.error());
    const auto problems = commandStore.problems();
    if (!problems)
        return std::unexpected(problems.error());
    const auto favourites = commandStore.favourites();
    if (!favourites)
        return std::unexpected(favourites.error());
    const auto settings = commandStore.settings();
    if (!settings)
        return std::unexpected(settings.error());
    const auto readOptions = commandStore.readOptions();
    if (!readOptions)
        return std::unexpected(readOptions.error());
    const auto presets = commandStore.presets();
    if (!presets)
        return std::unexpected(presets.error());
    const auto marks = commandStore.marks();
    if (!marks)
        return std::unexpected(marks.error());
    const QList<Command> found = all->first(all->size() - own->size()); // own ones come last
    return CatalogSnapshot{*folders,    *trust,    found,        *own,     *problems,
                           *favourites, *settings, *readOptions, *presets, *marks};
}

CatalogContent::Changes CatalogContent::apply(const CatalogSnapshot &snapshot,
                                              const QSet<QString> &scanning)
{
    Changes changes;
    QHash<QString, Found> found;
    for (const Folder &folder : snapshot.folders) {
        const auto known = this->folder(folder.path);
        if (!known || known->trusted != folder.trusted)
            changes.toScan.append(folder.path);
        found.insert(folder.path, {});
    }
    for (const Folder &folder : std::as_const(m_folders)) {
        if (!found.contains(folder.path))
            changes.gone.append(folder.path);
    }
    for (const Command &command : snapshot.found) {
        if (const auto entry = found.find(command.folder); entry != found.end())
            entry->commands.append(command);
    }
    for (const DiscoveryProblem &problem : snapshot.problems) {
        if (const auto entry = found.find(problem.folder); entry != found.end())
            entry->problems.append(problem);
    }
    for (const QString &path : scanning) {
        if (found.contains(path) && m_found.contains(path))
            found.insert(path, m_found.value(path));
    }
    const QSet<QString> favourites(snapshot.favourites.cbegin(), snapshot.favourites.cend());
    changes.folders = m_folders != snapshot.folders || m_trust != snapshot.trust;
    changes.commands = m_found != found || m_own != snapshot.own || m_favourites != favourites
        || m_settings != snapshot.settings || m_readOptions != snapshot.readOptions
        || m_presets != snapshot.presets || m_marks != snapshot.marks;
    m_folders = snapshot.folders;
    m_trust = snapshot.trust;
    m_found = found;
    m_own = snapshot.own;
    m_favourites = favourites;
    m_settings = snapshot.settings;
    m_readOptions = snapshot.readOptions;
    m_presets = snapshot.presets;
    m_marks = snapshot.marks;
    if (changes.commands)
        rebuild();
    return changes;
}

bool CatalogContent::applyTier1(const DiscoveryResult &result)
{
    if (!folder(result.folder))
        return false;
    const Found &known = m_found[result.folder];
    QHash<QString, const Command *> knownById;
    for (const Command &command : known.commands)
        knownById.insert(command.id, &command);
    Found merged{{}, known.problems};
    QSet<QString> seen;
    for (const Command &command : result.commands) {
        const Command *earlier = knownById.value(command.id);
        merged.commands.append(earlier && command.parameters.isEmpty() ? *earlier : command);
        seen.insert(command.id);
    }
    for (const Command &command : known.commands) {
        if (!seen.contains(command.id))
            merged.commands.append(command);
    }
    for (const DiscoveryProblem &problem : result.problems) {
        if (!merged.problems.contains(problem))
            merged.problems.append(problem);
    }
    if (merged == known)
        return false;
    m_found.insert(result.folder, merged);
    rebuild();
    return true;
}

bool CatalogContent::applyFinished(const DiscoveryResult &result)
{
    if (result.cancelled || !folder(result.folder))
        return false;
    Found news{result.commands, result.problems};
    if (couldNotLook(result))
        news.commands = m_found.value(result.folder).commands;
    if (m_found.value(result.folder) == news)
        return false;
    m_found.insert(result.folder, news);
    rebuild();
    return true;
}

bool CatalogContent::setComputerCommands(const QList<Command> &commands)
{
    if (m_computer == commands)
        return false;
    m_computer = commands;
    rebuild();
    return true;
}

void CatalogContent::rebuild()
{
    m_commands = m_own + m_computer;
    for (const Found &found : std::as_const(m_found))
        m_commands += found.commands;
    if (m_paths)
        giveChainsWords(m_commands, *m_paths);
    if (!m_readOptions.isEmpty()) {
        for (Command &command : m_commands)
            addReadOptions(command, m_readOptions.value(command.absoluteId()));
    }
    for (Command &command : m_commands)
        applyMarks(command, m_marks);
    std::sort(m_commands.begin(), m_commands.end(),
              [](const Command &a, const Command &b) { return sortKey(a) < sortKey(b); });
    m_index.clear();
    for (qsizetype i = 0; i < m_commands.size(); ++i)
        m_index.insert(m_commands.at(i).absoluteId(), i);
}

QList<DiscoveryProblem> CatalogContent::problems() const
{
    QList<DiscoveryProblem> problems;
    for (const Folder &folder : m_folders)
        problems += m_found.value(folder.path).problems;
    return problems;
}

std::optional<Command> CatalogContent::ownCommand(const QString &id) const
{
    const auto found = std::ranges::find(m_own, id, &Command::id);
    return found == m_own.cend() ? std::nullopt : std::optional(*found);
}

std::optional<Command> CatalogContent::command(const QString &absoluteId) const
{
    const auto found = m_index.constFind(absoluteId);
    return found == m_index.cend() ? std::nullopt : std::optional(m_commands.at(*found));
}

std::optional<Folder> CatalogContent::folder(const QString &path) const
{
    for (const Folder &folder : m_folders) {
        if (folder.path == path)
            return folder;
    }
    return {};
}

bool CatalogContent::isTrusted(const QString &path) const
{
    return !path.isEmpty() && CommandRunner::isTrusted(m_trust, QDir::cleanPath(path));
}

} // namespace CommandRunner
