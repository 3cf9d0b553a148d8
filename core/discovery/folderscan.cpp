// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/folderscan.h"

#include "core/base/logging.h"
#include "core/discovery/providers/providers.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <bit>
#include <tuple>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 progressIntervalMs = 50;

auto sortKey(const Command &command)
{
    return std::tie(command.project, command.source, command.name, command.id);
}

bool isBelow(const QString &path, const QString &folder)
{
    return path.size() > folder.size() && path.startsWith(folder) && path.at(folder.size()) == u'/';
}

bool dependsOn(const Dependencies &dependencies, const QString &path)
{
    return dependencies.looked.contains(path)
        || (!dependencies.listed.isEmpty() && dependencies.listed.contains(parentFolder(path)));
}

// The same for a folder that came or went: what was asked for below it is there, or not any more.
bool dependsOnFolder(const Dependencies &dependencies, const QString &folder)
{
    return dependsOn(dependencies, folder)
        || std::any_of(dependencies.looked.cbegin(), dependencies.looked.cend(),
                       [&](const QString &path) { return isBelow(path, folder); });
}

} // namespace

// What one provider found in one file.
struct FolderScan::Unit {
    std::size_t provider = 0;
    SourceFile file;
    Findings read;  // tier 1
    Findings found; // the best there is
    Dependencies dependencies;

    bool dependsOn(const QString &path, bool folder) const
    {
        return file.path == path
            || (folder ? dependsOnFolder(dependencies, path)
                       : CommandRunner::dependsOn(dependencies, path));
    }
};

// Tells at most every 50 ms.
class FolderScan::Reporter final
{
public:
    Reporter(QString folder, const OnProgress &callback)
        : m_folder(std::move(folder)),
          m_callback(callback)
    {
        m_timer.start();
    }

    void report(qint64 filesSeen, const QString &current)
    {
        if (!m_callback || (m_told && m_timer.elapsed() < progressIntervalMs))
            return;
        m_told = true;
        m_timer.restart();
        m_callback({m_folder, filesSeen, current});
    }

private:
    const QString m_folder;
    const OnProgress &m_callback;
    QElapsedTimer m_timer;
    bool m_told = false;
};

FolderScan::FolderScan(const QString &folder, const DiscoveryOptions &options,
                       FolderTree::Entering entering)
    : m_folder(folder),
      m_options(options),
      m_entering(std::move(entering)),
      m_providers(makeProviders())
{
    Q_ASSERT(m_providers.size() <= 32); // one bit of SourceFile::wantedBy each
    for (std::size_t i = 0; i < m_providers.size(); ++i) {
        if (m_providers[i]->takesFilesAlone())
            m_alone |= 1U << i;
    }
}

FolderScan::~FolderScan() = default;

FolderTree::Hooks FolderScan::hooks(const FolderTree::Progress &progress) const
{
    const auto wants = [this](const QString &name, const QString &inFolder) {
        quint32 wantedBy = 0;
        for (std::size_t i = 0; i < m_providers.size(); ++i) {
            if (m_providers[i]->wants(name, inFolder))
                wantedBy |= 1U << i;
        }
        return wantedBy;
    };
    return {wants, progress, m_entering, {}};
}

DiscoveryResult FolderScan::scan(const std::atomic_bool &cancelled, const OnProgress &onProgress,
                                 const OnTier1 &onTier1)
{
    QElapsedTimer timer;
    timer.start();
    Reporter reporter(m_folder, onProgress);
    m_complete = false;
    m_units.clear();
    m_providers = makeProviders(); // they may remember files
    m_tree = FolderTree::walk(m_folder, hooks([&reporter](qint64 entries, const QString &current) {
                                  reporter.report(entries, current);
                              }),
                              cancelled);
    DiscoveryContext context(m_tree, m_options, cancelled);
    std::vector<Unit *> introspectable;
    for (const SourceFile &file : m_tree.files()) {
        for (quint32 left = file.wantedBy; left != 0 && !cancelled; left &= left - 1)
            addUnit(std::size_t(std::countr_zero(left)), file, context, introspectable);
        reporter.report(m_tree.entriesSeen(), file.path);
    }
    const bool tier2 = introspect(introspectable, context, onTier1);
    m_complete = !cancelled;
    DiscoveryResult result = assemble(tier2 ? 2 : 1, cancelled);
    qCDebug(logDiscovery) << "scanned" << m_folder << "in" << timer.elapsed()
                          << "ms:" << result.commands.size() << "commands," << result.filesSeen
                          << "files";
    return result;
}

// Most files give nothing and need no memory: a provider that takes them alone is asked again
// whenever such a file changes.
void FolderScan::addUnit(std::size_t provider, const SourceFile &file, DiscoveryContext &context,
                         std::vector<Unit *> &added)
{
    Unit unit{provider, file, {}, {}, {}};
    context.recordTo(&unit.dependencies);
    unit.read = m_providers[provider]->discover(file, context);
    const bool needed = !unit.read.isEmpty() || !unit.dependencies.listed.isEmpty()
        || unit.dependencies.looked.size() > 1
        || (!unit.dependencies.looked.isEmpty() && !m_providers[provider]->takesFilesAlone())
        || m_providers[provider]->canIntrospect(file, context);
    context.recordTo(nullptr);
    if (!needed)
        return;
    unit.found = unit.read;
    m_units.push_back(std::make_unique<Unit>(std::move(unit)));
    added.push_back(m_units.back().get());
}

// Whether tier 2 was allowed.
bool FolderScan::introspect(std::vector<Unit *> &units, DiscoveryContext &context,
                            const OnTier1 &onTier1)
{
    const std::atomic_bool &cancelled = context.cancelled();
    if (!m_options.trusted || m_options.tier < 2)
        return false;
    std::erase_if(units, [&](const Unit *unit) {
        return !m_providers[unit->provider]->canIntrospect(unit->file, context);
    });
    if (units.empty() || cancelled)
        return true;
    if (onTier1)
        onTier1(assemble(1, false));
    for (Unit *unit : units) {
        if (cancelled)
            break;
        context.recordTo(&unit->dependencies);
        unit->found = m_providers[unit->provider]->introspect(unit->file, unit->read, context);
        context.recordTo(nullptr);
    }
    return true;
}

bool FolderScan::isFolder(const QString &path) const
{
    const QFileInfo info(joinPath(m_folder, path));
    // What is gone may have been one, also one that we never entered.
    return m_tree.hasFolder(path) || !info.exists() || (info.isDir() && !info.isSymLink());
}

bool FolderScan::concerns(const QString &path) const
{
    if (m_tree.hasFolder(path) || m_tree.hasFile(path))
        return true;
    const QString name = path.section(u'/', -1);
    const QString parent = parentFolder(path);
    const QFileInfo info(joinPath(m_folder, path));
    const bool subfolder = info.isDir() && !info.isSymLink();
    if (m_tree.knowsFolder(parent) && FolderTree::isMarker(name))
        return true;
    if (m_tree.hasFolder(parent) && subfolder && !FolderTree::isDependencyFolder(name))
        return true;
    const auto wants = [&](const auto &provider) {
        return provider->wants(name, parent);
    };
    if ((m_tree.hasFolder(parent) || FolderTree::isRunConfigurationFolder(parent)) && info.isFile()
        && std::any_of(m_providers.cbegin(), m_providers.cend(), wants))
        return true;
    return std::any_of(m_units.cbegin(), m_units.cend(),
                       [&, folder = isFolder(path)](const auto &unit) {
                           return unit->dependsOn(path, folder);
                       });
}

std::optional<DiscoveryResult> FolderScan::update(
    const QStringList &paths, const std::atomic_bool &cancelled, const OnTier1 &onTier1)
{
    if (!m_complete || !std::any_of(paths.cbegin(), paths.cend(), [this](const QString &path) {
            return concerns(path);
        }))
        return std::nullopt;
    QElapsedTimer timer;
    timer.start();
    m_complete = false;
    const FolderTree::Difference difference = m_tree.update(paths, hooks({}), cancelled);
    Outdated outdated = findOutdated(paths, difference);
    const bool nothing = outdated.providers == 0 && outdated.files.isEmpty()
        && outdated.gone.isEmpty() && !difference.problems;
    if (cancelled || nothing) {
        m_complete = !cancelled;
        return std::nullopt;
    }
    std::erase_if(m_units, [&](const auto &unit) {
        return (outdated.providers & (1U << unit->provider)) != 0
            || outdated.gone.contains(unit->file.path)
            || (outdated.files.contains(unit->file.path)
                && m_providers[unit->provider]->takesFilesAlone());
    });
    auto fresh = makeProviders();
    for (std::size_t i = 0; i < m_providers.size(); ++i) {
        if ((outdated.providers & (1U << i)) != 0)
            m_providers[i] = std::move(fresh[i]);
    }
    DiscoveryContext context(m_tree, m_options, cancelled);
    std::vector<Unit *> added;
    for (const SourceFile &file : m_tree.files()) {
        quint32 again = file.wantedBy & outdated.providers;
        if (outdated.files.contains(file.path))
            again |= file.wantedBy & m_alone;
        for (; again != 0 && !cancelled; again &= again - 1)
            addUnit(std::size_t(std::countr_zero(again)), file, context, added);
    }
    sortUnits();
    const bool tier2 = introspect(added, context, onTier1);
    m_complete = !cancelled;
    qCDebug(logDiscovery) << "looked again at" << paths.size() << "paths of" << m_folder << "in"
                          << timer.elapsed() << "ms";
    return assemble(tier2 ? 2 : 1, cancelled);
}

FolderScan::Outdated FolderScan::findOutdated(const QStringList &paths,
                                              const FolderTree::Difference &difference) const
{
    Outdated outdated;
    outdated.providers = difference.projects ? ~0U : 0U;
    for (const SourceFile &file : difference.files) {
        outdated.providers |= file.wantedBy & ~m_alone;
        (m_tree.hasFile(file.path) ? outdated.files : outdated.gone).insert(file.path);
    }
    for (const QString &path : paths) {
        if (m_tree.hasFile(path))
            outdated.files.insert(path);
        const bool folder = isFolder(path);
        for (const auto &unit : m_units) {
            if (!unit->dependsOn(path, folder))
                continue;
            if ((m_alone & (1U << unit->provider)) != 0)
                outdated.files.insert(unit->file.path);
            else
                outdated.providers |= 1U << unit->provider;
        }
    }
    return outdated;
}

// As a whole scan would have made them.
void FolderScan::sortUnits()
{
    QHash<QString, qsizetype> places;
    for (const auto &unit : m_units)
        places.insert(unit->file.path, 0);
    const QList<SourceFile> &files = m_tree.files();
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (const auto place = places.find(files.at(i).path); place != places.end())
            *place = i;
    }
    std::stable_sort(m_units.begin(), m_units.end(), [&](const auto &a, const auto &b) {
        return std::pair(places.value(a->file.path), a->provider)
            < std::pair(places.value(b->file.path), b->provider);
    });
}

// What stands in a file of its own depends on that one and on the one that led to it; what stands
// in the latter on all that this includes.
QStringList FolderScan::definitionFiles(const Command &command, const Unit &unit)
{
    if (command.file != unit.file.path)
        return {unit.file.path};
    QStringList files = unit.dependencies.read;
    files.removeAll(command.file);
    return files;
}

void FolderScan::append(DiscoveryResult &result, QSet<QString> &ids, const Unit &unit) const
{
    const QString source = m_providers[unit.provider]->source();
    for (Command command : unit.found.commands) {
        command.source = source;
        command.folder = m_folder;
        if (command.id.isEmpty())
            command.id = Command::makeId(source, command.file, command.name);
        if (ids.contains(command.id))
            continue; // the first definition is the one that counts
        ids.insert(command.id);
        command.definitionFiles = definitionFiles(command, unit);
        result.commands.append(command);
    }
    for (DiscoveryProblem problem : unit.found.problems) {
        problem.source = source;
        problem.folder = m_folder;
        if (!result.problems.contains(problem))
            result.problems.append(problem);
    }
}

DiscoveryResult FolderScan::assemble(int tier, bool cancelled) const
{
    DiscoveryResult result;
    result.folder = m_folder;
    result.problems = m_tree.problems();
    result.filesSeen = m_tree.entriesSeen();
    result.tier = tier;
    result.cancelled = cancelled;
    QSet<QString> ids;
    for (const auto &unit : m_units)
        append(result, ids, *unit);
    std::stable_sort(result.commands.begin(), result.commands.end(),
                     [](const Command &a, const Command &b) { return sortKey(a) < sortKey(b); });
    QList<CommandOverride> overrides;
    for (const auto &unit : m_units)
        overrides += unit->found.overrides; // outer folders first
    if (!cancelled)
        applyOverrides(result, overrides);
    return result;
}

} // namespace CommandRunner
