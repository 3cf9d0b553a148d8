// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/folderlisting.h"
#include "core/discovery/scan/foldertree.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace CommandRunner {

// Lists folders for a tree. Only foldertree.cpp uses it.
class FolderTree::Walker final
{
public:
    Walker(FolderTree &tree, const Hooks &hooks, const std::atomic_bool &cancelled)
        : m_tree(tree),
          m_hooks(hooks),
          m_cancelled(cancelled)
    {}

    void walk();
    // One folder that is known, and what is new below it.
    void listAgain(const QString &folder, Difference &difference);

private:
    struct Listing {
        std::vector<FolderEntry> entries; // by the bytes of their names
        bool complete = false;
    };
    // The rules of a folder's .gitignore.
    struct Rules {
        QString base; // "" or ending in "/"
        GitIgnore rules;
    };

    DiscoveryProblem problem(const QString &file, const QString &message, const QString &hint) const
    {
        return {m_tree.m_root, {}, file, 0, message, hint};
    }

    bool isStopped();
    std::filesystem::path pathOf(const QString &folder) const;
    void readIgnoreFilesAbove();
    void addRulesAbove(const QString &way, const QString &file);
    void stackRules(const QString &folder);
    bool isIgnored(const QString &path, bool folder) const;
    void enter(const QString &folder, int depth);
    bool look(const QString &folder, int depth, Folder &found);
    void takeAll(const std::vector<FolderEntry> &entries, const QString &folder, Folder &found);
    void takeRepository(const QString &prefix, Folder &found) const;
    void takeRunConfigurations(const QString &prefix, Folder &found);
    QString usableName(const FolderEntry &entry, const QString &prefix, Folder &found) const;
    Listing list(const QString &folder, Folder &found);
    static QString escapedName(const std::string &name);

    FolderTree &m_tree;
    const Hooks &m_hooks;
    const std::atomic_bool &m_cancelled;
    std::vector<Rules> m_rules; // of the folders above the one being looked at, outermost first
    bool m_limitReached = false;
};

} // namespace CommandRunner
