// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"
#include "core/discovery/providers/providers.h"

#include <QDir>
#include <QElapsedTimer>

#include <algorithm>
#include <tuple>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 progressIntervalMs = 50;

// Tells at most every 50 ms.
class Reporter final
{
public:
    Reporter(QString folder, const std::function<void(const DiscoveryProgress &)> &callback)
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
    const std::function<void(const DiscoveryProgress &)> &m_callback;
    QElapsedTimer m_timer;
    bool m_told = false;
};

struct FileFindings {
    CommandProvider *provider = nullptr;
    const SourceFile *file = nullptr;
    Findings findings;
};

auto sortKey(const Command &command)
{
    return std::tie(command.project, command.source, command.name, command.id);
}

void append(DiscoveryResult &result, QSet<QString> &ids, const FileFindings &entry)
{
    const QString source = entry.provider->source();
    for (Command command : entry.findings.commands) {
        command.source = source;
        command.folder = result.folder;
        if (command.id.isEmpty())
            command.id = Command::makeId(source, command.file, command.name);
        if (ids.contains(command.id))
            continue; // the first definition is the one that counts
        ids.insert(command.id);
        result.commands.append(command);
    }
    for (DiscoveryProblem problem : entry.findings.problems) {
        problem.source = source;
        problem.folder = result.folder;
        if (!result.problems.contains(problem))
            result.problems.append(problem);
    }
}

DiscoveryResult assemble(const FolderTree &tree, const std::vector<FileFindings> &all, int tier,
                         bool cancelled)
{
    DiscoveryResult result;
    result.folder = tree.root();
    result.problems = tree.problems();
    result.filesSeen = tree.entriesSeen();
    result.tier = tier;
    result.cancelled = cancelled;
    QSet<QString> ids;
    for (const FileFindings &entry : all)
        append(result, ids, entry);
    std::stable_sort(result.commands.begin(), result.commands.end(),
                     [](const Command &a, const Command &b) { return sortKey(a) < sortKey(b); });
    QList<CommandOverride> overrides;
    for (const FileFindings &entry : all)
        overrides += entry.findings.overrides; // outer folders first
    if (!cancelled)
        applyOverrides(result, overrides);
    return result;
}

} // namespace

DiscoveryResult discover(const QString &folder, const DiscoveryOptions &options,
                         const std::atomic_bool &cancelled,
                         const std::function<void(const DiscoveryProgress &)> &onProgress,
                         const std::function<void(const DiscoveryResult &)> &onTier1)
{
    QElapsedTimer timer;
    timer.start();
    const QString root = QDir::cleanPath(QDir(folder).absolutePath());
    const auto providers = makeProviders();
    Q_ASSERT(providers.size() <= 32); // one bit of SourceFile::wantedBy each
    Reporter reporter(root, onProgress);
    const auto wants = [&providers](const QString &name, const QString &inFolder) {
        quint32 wantedBy = 0;
        for (std::size_t i = 0; i < providers.size(); ++i) {
            if (providers[i]->wants(name, inFolder))
                wantedBy |= 1U << i;
        }
        return wantedBy;
    };
    const FolderTree tree = FolderTree::walk(root, wants, cancelled,
                                             [&reporter](qint64 entries, const QString &current) {
                                                 reporter.report(entries, current);
                                             });
    const DiscoveryContext context(tree, options, cancelled);

    std::vector<FileFindings> all;
    for (const SourceFile &file : tree.files()) {
        for (std::size_t i = 0; i < providers.size() && !cancelled; ++i) {
            if ((file.wantedBy & (1U << i)) != 0)
                all.push_back({providers[i].get(), &file, providers[i]->discover(file, context)});
        }
        reporter.report(tree.entriesSeen(), file.path);
    }
    const bool mayRun = options.trusted && options.tier >= 2;
    const auto canIntrospect = [&context](const FileFindings &entry) {
        return entry.provider->canIntrospect(*entry.file, context);
    };
    if (mayRun && !cancelled && std::any_of(all.cbegin(), all.cend(), canIntrospect)) {
        if (onTier1)
            onTier1(assemble(tree, all, 1, false));
        for (FileFindings &entry : all) {
            if (cancelled)
                break;
            if (!canIntrospect(entry))
                continue;
            reporter.report(tree.entriesSeen(), entry.file->path);
            entry.findings = entry.provider->introspect(*entry.file, entry.findings, context);
        }
    }
    DiscoveryResult result = assemble(tree, all, mayRun ? 2 : 1, cancelled);
    qCDebug(logDiscovery) << "scanned" << root << "in" << timer.elapsed()
                          << "ms:" << result.commands.size() << "commands," << result.filesSeen
                          << "files";
    return result;
}

} // namespace CommandRunner
