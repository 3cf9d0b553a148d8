// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/foldertree.h"

#include "core/discovery/scan/folderwalker.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array dependencyFolders{
    ".bundle"_L1,       ".cache"_L1,      ".direnv"_L1,
    ".eggs"_L1,         ".git"_L1,        ".gradle"_L1,
    ".hg"_L1,           ".idea"_L1,       ".mypy_cache"_L1,
    ".next"_L1,         ".nox"_L1,        ".nuxt"_L1,
    ".parcel-cache"_L1, ".pnpm-store"_L1, ".pytest_cache"_L1,
    ".ruff_cache"_L1,   ".svelte-kit"_L1, ".svn"_L1,
    ".terraform"_L1,    ".tox"_L1,        ".turbo"_L1,
    ".venv"_L1,         ".yarn"_L1,       "Pods"_L1,
    "__pycache__"_L1,   "_build"_L1,      "bower_components"_L1,
    "build"_L1,         "dist"_L1,        "node_modules"_L1,
    "site-packages"_L1, "target"_L1,      "vendor"_L1,
    ".vscode-test"_L1,  "venv"_L1,
};

// A folder that holds one of these was made by a tool, whatever its name.
constexpr std::array generatedMarkers{"pyvenv.cfg"_L1, "CMakeCache.txt"_L1, "CACHEDIR.TAG"_L1};

constexpr std::array projectMarkers{
    ".git"_L1,
    "Cargo.toml"_L1,
    "CMakePresets.json"_L1,
    "CMakeUserPresets.json"_L1,
    "GNUmakefile"_L1,
    "Makefile"_L1,
    "Taskfile.yml"_L1,
    "taskfile.yml"_L1,
    "Taskfile.yaml"_L1,
    "taskfile.yaml"_L1,
    "Taskfile.dist.yml"_L1,
    "taskfile.dist.yml"_L1,
    "Taskfile.dist.yaml"_L1,
    "taskfile.dist.yaml"_L1,
    "composer.json"_L1,
    "deno.json"_L1,
    "deno.jsonc"_L1,
    "go.mod"_L1,
    "justfile"_L1,
    ".justfile"_L1,
    "Justfile"_L1,
    "makefile"_L1,
    "manage.py"_L1,
    "mise.toml"_L1,
    ".mise.toml"_L1,
    "package.json"_L1,
    "pyproject.toml"_L1,
    "compose.yaml"_L1,
    "compose.yml"_L1,
    "docker-compose.yaml"_L1,
    "docker-compose.yml"_L1,
    "Procfile"_L1,
    "tox.ini"_L1,
    "noxfile.py"_L1,
    "Rakefile"_L1,
    "rakefile"_L1,
    "Rakefile.rb"_L1,
    "build.gradle"_L1,
    "build.gradle.kts"_L1,
    "settings.gradle"_L1,
    "settings.gradle.kts"_L1,
    "pom.xml"_L1,
};

template<class Names>
bool contains(const Names &names, QStringView name)
{
    return std::any_of(names.begin(), names.end(),
                       [name](QLatin1StringView candidate) { return candidate == name; });
}

} // namespace

FolderTree FolderTree::walk(const QString &root, const Wants &wants,
                            const std::atomic_bool &cancelled, const Progress &progress)
{
    return walk(root, wants, cancelled, progress, Limits());
}

FolderTree FolderTree::walk(const QString &root, const Wants &wants,
                            const std::atomic_bool &cancelled, const Progress &progress,
                            const Limits &limits)
{
    return walk(root, Hooks{wants, progress, {}, limits}, cancelled);
}

FolderTree FolderTree::walk(const QString &root, const Hooks &hooks,
                            const std::atomic_bool &cancelled)
{
    FolderTree tree;
    tree.m_root = root;
    Walker(tree, hooks, cancelled).walk();
    tree.collect(hooks.limits);
    return tree;
}

FolderTree::Difference FolderTree::update(const QStringList &paths, const Hooks &hooks,
                                          const std::atomic_bool &cancelled)
{
    Difference difference;
    std::set<std::pair<qsizetype, QString>> again; // by length: parents first
    for (const QString &path : paths) {
        QString folder = path.left(std::max(path.lastIndexOf(u'/'), qsizetype(0)));
        while (!folder.isEmpty() && !m_folders.contains(folder))
            folder.truncate(std::max(folder.lastIndexOf(u'/'), qsizetype(0)));
        again.emplace(folder.size(), folder);
        if (m_folders.contains(path))
            again.emplace(path.size(), path);
    }
    Walker walker(*this, hooks, cancelled);
    for (const auto &[length, folder] : again)
        walker.listAgain(folder, difference);
    collect(hooks.limits);
    return difference;
}

void FolderTree::addTo(Difference &difference, const QString &folder) const
{
    const auto known = m_folders.constFind(folder);
    if (known == m_folders.cend())
        return;
    difference.files += known->files;
    difference.projects |= known->project;
    difference.problems |= !known->problems.isEmpty() || !known->nameProblems.isEmpty();
    for (const QString &name : known->subfolders)
        addTo(difference, folder + u'/' + name);
}

void FolderTree::drop(const QString &folder, Difference &difference)
{
    addTo(difference, folder);
    const auto forget = [this](const auto &self, const QString &path) -> void {
        const Folder gone = m_folders.take(path);
        m_entriesSeen -= gone.entries;
        for (const QString &name : gone.subfolders)
            self(self, prefixOf(path) + name);
    };
    forget(forget, folder);
}

void FolderTree::collect(const Limits &limits)
{
    m_files.clear();
    m_problems = m_ownProblems;
    int namesSkipped = 0;
    collect({}, limits, namesSkipped);
    if (namesSkipped > limits.namesReported) {
        m_problems.append(
            {m_root,
             {},
             {},
             0,
             u"%1 more names cannot be used"_s.arg(namesSkipped - limits.namesReported),
             u"Rename the files."_s});
    }
}

void FolderTree::collect(const QString &folder, const Limits &limits, int &namesSkipped)
{
    const auto known = m_folders.constFind(folder);
    if (known == m_folders.cend())
        return; // vanished, or the walk ended before it
    m_files += known->files;
    m_problems += known->problems;
    const qsizetype room = std::max(limits.namesReported - namesSkipped, 0);
    m_problems += known->nameProblems.first(std::min(room, known->nameProblems.size()));
    namesSkipped += known->namesSkipped;
    const QString prefix = prefixOf(folder);
    for (const QString &name : known->subfolders)
        collect(prefix + name, limits, namesSkipped);
}

bool FolderTree::hasFolder(const QString &folder) const
{
    const auto known = m_folders.constFind(folder);
    return known != m_folders.cend() && !known->generated;
}

bool FolderTree::hasFile(const QString &path) const
{
    const auto known = m_folders.constFind(
        path.left(std::max(path.lastIndexOf(u'/'), qsizetype(0))));
    return known != m_folders.cend()
        && std::any_of(known->files.cbegin(), known->files.cend(),
                       [&](const SourceFile &file) { return file.path == path; });
}

QString FolderTree::projectFolder(const QString &folder) const
{
    QString candidate = folder;
    while (!candidate.isEmpty()) {
        const auto known = m_folders.constFind(candidate);
        if (known != m_folders.cend() && known->project)
            break;
        candidate.truncate(std::max(candidate.lastIndexOf(u'/'), qsizetype(0)));
    }
    return candidate;
}

bool FolderTree::isDependencyFolder(QStringView name)
{
    return contains(dependencyFolders, name) || name.endsWith(".egg-info"_L1);
}

bool FolderTree::isRunConfigurationFolder(QStringView folder)
{
    constexpr auto name = ".idea/runConfigurations"_L1;
    return folder == name
        || (folder.endsWith(name) && folder.at(folder.size() - name.size() - 1) == u'/');
}

bool FolderTree::isMarker(QStringView name)
{
    return name == ".gitignore"_L1 || isProjectMarker(name) || isGeneratedMarker(name);
}

bool FolderTree::isProjectMarker(QStringView name)
{
    return contains(projectMarkers, name);
}

bool FolderTree::isGeneratedMarker(QStringView name)
{
    return contains(generatedMarkers, name);
}

QString FolderTree::prefixOf(const QString &folder)
{
    return folder.isEmpty() ? QString() : folder + u'/';
}

} // namespace CommandRunner
