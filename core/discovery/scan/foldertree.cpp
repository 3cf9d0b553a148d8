// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/foldertree.h"

#include "core/base/files.h"
#include "core/discovery/scan/gitignore.h"

#include <QDir>
#include <QFileInfo>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <filesystem>
#include <ranges>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

namespace fs = std::filesystem;

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
constexpr std::array<std::string_view, 3> generatedMarkers{"pyvenv.cfg", "CMakeCache.txt",
                                                           "CACHEDIR.TAG"};

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

struct Entry {
    std::string name; // UTF-8 where the system has no other idea
    fs::path path;
    bool folder = false;
};

std::string nameBytes(const fs::path &path)
{
    const std::u8string name = path.filename().u8string();
    return {name.begin(), name.end()};
}

QString escaped(char16_t unit)
{
    return unit == u'\n' ? u"\\n"_s : u"\\x%1"_s.arg(uint(unit), 2, 16, QLatin1Char('0'));
}

// Lets a person find the file: every byte that is not printable UTF-8 as \xNN.
QString escapedName(const std::string &name)
{
    QStringDecoder strict(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = strict(QByteArrayView(name.data(), qsizetype(name.size())));
    QString text;
    if (!strict.hasError()) {
        for (const QChar c : decoded)
            text += c.unicode() < 32 || c.unicode() == 127 ? escaped(c.unicode()) : QString(c);
        return text;
    }
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        text += byte < 32 || byte > 126 ? escaped(byte) : QString(QLatin1Char(c));
    }
    return text;
}

struct IgnoreFile {
    QString base;   // folder of the file, relative to the walk's root; "" or ending in "/"
    QString prefix; // for files above the root: the way from them down to it, ending in "/"
    GitIgnore rules;
};

} // namespace

class FolderTree::Walker final
{
public:
    Walker(FolderTree &tree, const Wants &wants, const std::atomic_bool &cancelled,
           const Progress &progress, const Limits &limits)
        : m_tree(tree),
          m_wants(wants),
          m_cancelled(cancelled),
          m_progress(progress),
          m_limits(limits)
    {}

    void walk()
    {
        const fs::path root = QFileInfo(m_tree.m_root).filesystemFilePath();
        std::error_code error;
        if (!fs::is_directory(root, error)) {
            addProblem({}, error ? systemText(error) : u"is not a folder"_s,
                       u"Check that the folder still exists, or remove it from the list."_s);
            return;
        }
        readIgnoreFilesAbove();
        enter(root, {}, 0);
        if (m_namesSkipped > m_limits.namesReported) {
            addProblem(
                {}, u"%1 more names cannot be used"_s.arg(m_namesSkipped - m_limits.namesReported),
                u"Rename the files."_s);
        }
    }

private:
    static QString systemText(const std::error_code &error)
    {
        return QString::fromStdString(error.message());
    }

    void addProblem(const QString &file, const QString &message, const QString &hint)
    {
        m_tree.m_problems.append({m_tree.m_root, {}, file, 0, message, hint});
    }

    bool isStopped()
    {
        if (m_cancelled.load(std::memory_order_relaxed))
            m_tree.m_cancelled = true;
        return m_tree.m_cancelled || m_limitReached;
    }

    // Git looks for .gitignore files up to the repository's root, which may lie above the scanned
    // folder.
    void readIgnoreFilesAbove()
    {
        const QDir root(m_tree.m_root);
        QDir repository = root;
        while (!repository.exists(u".git"_s)) {
            if (!repository.cdUp())
                return;
        }
        QDir folder = repository;
        const QString way = repository.relativeFilePath(root.path());
        const QStringList parts = way == "."_L1 ? QStringList() : way.split(u'/');
        if (auto exclude = readFile(repository.filePath(u".git/info/exclude"_s), 1 << 20))
            addIgnoreFile({}, parts.isEmpty() ? QString() : way + u'/', *exclude);
        for (qsizetype depth = 0; depth < parts.size(); ++depth) {
            if (auto content = readFile(folder.filePath(u".gitignore"_s), 1 << 20))
                addIgnoreFile({}, parts.mid(depth).join(u'/') + u'/', *content);
            if (!folder.cd(parts.at(depth)))
                return;
        }
    }

    void addIgnoreFile(const QString &base, const QString &prefix, const QByteArray &content)
    {
        GitIgnore rules = GitIgnore::parse(content);
        if (!rules.isEmpty())
            m_ignoreFiles.push_back({base, prefix, std::move(rules)});
    }

    bool isIgnored(const QString &path, bool folder) const
    {
        for (const auto &file : std::views::reverse(m_ignoreFiles)) {
            const auto verdict = file.prefix.isEmpty()
                ? file.rules.verdict(QStringView(path).sliced(file.base.size()), folder)
                : file.rules.verdict(file.prefix + path, folder);
            if (verdict != GitIgnore::Verdict::Undecided)
                return verdict == GitIgnore::Verdict::Ignored;
        }
        return false;
    }

    void enter(const fs::path &path, const QString &folder, int depth)
    {
        if (depth > m_limits.depth) {
            addProblem(folder,
                       u"is nested more than %1 folders deep and was not looked into"_s.arg(
                           m_limits.depth),
                       u"Add this folder itself to the list."_s);
            return;
        }
        std::vector<Entry> entries;
        if (!list(path, folder, entries))
            return;
        const bool generated = depth > 0
            && std::any_of(entries.cbegin(), entries.cend(), [](const Entry &entry) {
                                   return std::find(generatedMarkers.begin(),
                                                    generatedMarkers.end(), entry.name)
                                       != generatedMarkers.end();
                               });
        if (generated)
            return;
        std::sort(entries.begin(), entries.end(),
                  [](const Entry &a, const Entry &b) { return a.name < b.name; });
        const std::size_t ignoreFiles = m_ignoreFiles.size();
        const QString prefix = folder.isEmpty() ? QString() : folder + u'/';
        if (std::any_of(entries.cbegin(), entries.cend(),
                        [](const Entry &entry) { return entry.name == ".gitignore"; })) {
            if (auto content = readFile(m_tree.m_root + u'/' + prefix + u".gitignore"_s, 1 << 20))
                addIgnoreFile(prefix, {}, *content);
        }
        takeEntries(entries, folder, prefix, depth);
        m_ignoreFiles.resize(ignoreFiles);
    }

    void takeEntries(const std::vector<Entry> &entries, const QString &folder,
                     const QString &prefix, int depth)
    {
        std::vector<std::pair<const Entry *, QString>> folders;
        for (const Entry &entry : entries) {
            const QString name = usableName(entry, prefix);
            if (name.isEmpty())
                continue;
            if (contains(projectMarkers, name))
                m_tree.m_projectFolders.insert(folder);
            if (entry.folder) {
                if (name == ".git"_L1)
                    takeRepository(entry, prefix);
                if (name == ".idea"_L1)
                    takeRunConfigurations(entry, prefix);
                if (!isDependencyFolder(name) && !isIgnored(prefix + name, true))
                    folders.emplace_back(&entry, name);
            } else if (const quint32 wantedBy = m_wants(name, folder);
                       wantedBy != 0 && !isIgnored(prefix + name, false)) {
                m_tree.m_files.append({prefix + name, name, folder, wantedBy});
            }
        }
        if (m_progress)
            m_progress(m_tree.m_entriesSeen, folder);
        for (const auto &[entry, name] : folders) {
            if (isStopped())
                return;
            enter(entry->path, prefix + name, depth + 1);
        }
    }

    // Nothing else of a repository's own folder is looked at.
    void takeRepository(const Entry &entry, const QString &prefix)
    {
        const QString folder = prefix + u".git"_s;
        const QString name = u"config"_s;
        std::error_code error;
        const quint32 wantedBy = m_wants(name, folder);
        if (wantedBy != 0 && fs::is_regular_file(entry.path / "config", error))
            m_tree.m_files.append({folder + u'/' + name, name, folder, wantedBy});
    }

    // Neither is of a JetBrains IDE's, which .gitignore mostly excludes as a whole.
    void takeRunConfigurations(const Entry &idea, const QString &prefix)
    {
        const QString folder = prefix + u".idea/runConfigurations"_s;
        std::error_code error;
        const fs::path path = idea.path / "runConfigurations";
        if (fs::is_directory(path, error) && !fs::is_symlink(path, error)) {
            std::vector<Entry> entries;
            list(path, folder, entries);
            std::sort(entries.begin(), entries.end(),
                      [](const Entry &a, const Entry &b) { return a.name < b.name; });
            for (const Entry &entry : entries) {
                const QString name = usableName(entry, folder + u'/');
                const quint32 wantedBy = entry.folder || name.isEmpty() ? 0 : m_wants(name, folder);
                if (wantedBy != 0)
                    m_tree.m_files.append({folder + u'/' + name, name, folder, wantedBy});
            }
        }
    }

    // Empty: the name was reported. Names that are not text, or that hold control characters,
    // cannot be shown, typed or stored.
    QString usableName(const Entry &entry, const QString &prefix)
    {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString name = decoder(QByteArrayView(entry.name.data(),
                                                    qsizetype(entry.name.size())));
        const bool valid = !decoder.hasError();
        const bool plain = std::none_of(name.cbegin(), name.cend(), [](QChar c) {
            return c.unicode() < 32 || c.unicode() == 127;
        });
        if (valid && plain)
            return name;
        if (++m_namesSkipped <= m_limits.namesReported) {
            addProblem(prefix + escapedName(entry.name),
                       valid ? u"the name holds a line break or another control character"_s
                             : u"the name is not valid UTF-8"_s,
                       entry.folder ? u"Rename the folder; what it holds was not looked at."_s
                                    : u"Rename the file to have it listed."_s);
        }
        return {};
    }

    bool list(const fs::path &path, const QString &folder, std::vector<Entry> &entries)
    {
        std::error_code error;
        fs::directory_iterator it(path, error);
        const fs::directory_iterator end;
        while (!error && it != end) {
            if (isStopped())
                return false;
            if (++m_tree.m_entriesSeen > m_limits.entries) {
                m_limitReached = true;
                addProblem(
                    folder,
                    u"the scan stopped here after %1 files and folders"_s.arg(m_limits.entries),
                    u"Add the folders that hold your projects instead of one that holds everything."_s);
                return false;
            }
            take(*it, entries);
            it.increment(error);
        }
        // A folder that vanished meanwhile is no problem: there is nothing left to list.
        if (error && error != std::errc::no_such_file_or_directory) {
            addProblem(folder, systemText(error),
                       u"Its commands are not listed; check who may read the folder."_s);
        }
        return true;
    }

    static void take(const fs::directory_entry &entry, std::vector<Entry> &entries)
    {
        std::error_code error;
        const bool link = entry.is_symlink(error);
        const bool folder = entry.is_directory(error);
        if (folder && link)
            return; // what it points to is found where it is, if it belongs to the scanned folder
                    // at all
        if (!folder && !entry.is_regular_file(error))
            return;
        entries.push_back({nameBytes(entry.path()), entry.path(), folder});
    }

    FolderTree &m_tree;
    const Wants &m_wants;
    const std::atomic_bool &m_cancelled;
    const Progress &m_progress;
    const Limits m_limits;
    std::vector<IgnoreFile> m_ignoreFiles; // outermost first
    int m_namesSkipped = 0;
    bool m_limitReached = false;
};

FolderTree FolderTree::walk(const QString &root, const Wants &wants,
                            const std::atomic_bool &cancelled, const Progress &progress)
{
    return walk(root, wants, cancelled, progress, Limits());
}

FolderTree FolderTree::walk(const QString &root, const Wants &wants,
                            const std::atomic_bool &cancelled, const Progress &progress,
                            const Limits &limits)
{
    FolderTree tree;
    tree.m_root = root;
    Walker(tree, wants, cancelled, progress, limits).walk();
    return tree;
}

QString FolderTree::projectFolder(const QString &folder) const
{
    QString candidate = folder;
    while (!candidate.isEmpty() && !m_projectFolders.contains(candidate))
        candidate.truncate(std::max(candidate.lastIndexOf(u'/'), qsizetype(0)));
    return candidate;
}

bool FolderTree::isDependencyFolder(QStringView name)
{
    return contains(dependencyFolders, name) || name.endsWith(".egg-info"_L1);
}

} // namespace CommandRunner
