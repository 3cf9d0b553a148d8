// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/discoveryresult.h"
#include "core/discovery/scan/foldertree.h"

#include <memory>
#include <optional>
#include <vector>

namespace CommandRunner {

class CommandProvider;
class DiscoveryContext;

// What is known of one folder between its scans, so that after a change only what it concerns is
// looked at again: the folders that hold the changed files, and the providers that asked for them.
// Used by one thread at a time.
class FolderScan final
{
public:
    using OnProgress = std::function<void(const DiscoveryProgress &)>;
    using OnTier1 = std::function<void(const DiscoveryResult &)>;

    // `entering` may be empty; it is called for every folder before it is listed.
    FolderScan(const QString &folder, const DiscoveryOptions &options,
               FolderTree::Entering entering = {});
    ~FolderScan();

    // Everything anew. `onTier1` (may be empty) gets the tier-1 result before tier 2 starts.
    DiscoveryResult scan(const std::atomic_bool &cancelled, const OnProgress &onProgress = {},
                         const OnTier1 &onTier1 = {});

    // Whether a change of this file or folder (relative; it may be gone) may change what is listed.
    bool concerns(const QString &path) const;
    // The result after changes of `paths`; nothing when they concern nothing, or when the folder
    // was not scanned to its end before.
    std::optional<DiscoveryResult> update(
        const QStringList &paths, const std::atomic_bool &cancelled, const OnTier1 &onTier1 = {});

private:
    struct Unit;
    class Reporter;

    struct Outdated {
        quint32 providers = 0; // all of whose files are looked at again
        QSet<QString> files;   // looked at again by those that take each alone
        QSet<QString> gone;
    };

    FolderTree::Hooks hooks(const FolderTree::Progress &progress) const;
    bool isFolder(const QString &path) const;
    void addUnit(std::size_t provider, const SourceFile &file, DiscoveryContext &context,
                 std::vector<Unit *> &added);
    bool introspect(std::vector<Unit *> &units, DiscoveryContext &context, const OnTier1 &onTier1);
    Outdated findOutdated(const QStringList &paths, const FolderTree::Difference &difference) const;
    void sortUnits();
    void append(DiscoveryResult &result, QSet<QString> &ids, const Unit &unit) const;
    DiscoveryResult assemble(int tier, bool cancelled) const;

    const QString m_folder;
    const DiscoveryOptions m_options;
    const FolderTree::Entering m_entering;
    std::vector<std::unique_ptr<CommandProvider>> m_providers;
    quint32 m_alone = 0; // providers that take each file alone
    FolderTree m_tree;
    std::vector<std::unique_ptr<Unit>> m_units; // in the order of the tree, then of the providers
    bool m_complete = false;
};

} // namespace CommandRunner
