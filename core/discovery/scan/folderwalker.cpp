// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/folderwalker.h"

#include "core/base/files.h"

#include <QDir>
#include <QFileInfo>
#include <QStringDecoder>

#include <algorithm>
#include <ranges>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

namespace fs = std::filesystem;

constexpr qint64 largestIgnoreFile = 1 << 20; // bytes

QString escaped(char16_t unit)
{
    return unit == u'\n' ? u"\\n"_s : u"\\x%1"_s.arg(uint(unit), 2, 16, QLatin1Char('0'));
}

QString systemText(const std::error_code &error)
{
    return QString::fromStdString(error.message());
}

} // namespace

void FolderTree::Walker::walk()
{
    std::error_code error;
    if (!fs::is_directory(QFileInfo(m_tree.m_root).filesystemFilePath(), error)) {
        m_tree.m_ownProblems.append(
            problem({}, error ? systemText(error) : u"is not a folder"_s,
                    u"Check that the folder still exists, or remove it from the list."_s));
        return;
    }
    readIgnoreFilesAbove();
    enter({}, 0);
}

bool FolderTree::Walker::isStopped()
{
    if (m_cancelled.load(std::memory_order_relaxed))
        m_tree.m_cancelled = true;
    return m_tree.m_cancelled || m_limitReached;
}

fs::path FolderTree::Walker::pathOf(const QString &folder) const
{
    return QFileInfo(prefixOf(m_tree.m_root) + folder).filesystemFilePath();
}

// Git looks for .gitignore files up to the repository's root, which may lie above the scanned
// folder.
void FolderTree::Walker::readIgnoreFilesAbove()
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
    addRulesAbove(prefixOf(parts.join(u'/')), repository.filePath(u".git/info/exclude"_s));
    for (qsizetype depth = 0; depth < parts.size(); ++depth) {
        addRulesAbove(parts.mid(depth).join(u'/') + u'/', folder.filePath(u".gitignore"_s));
        if (!folder.cd(parts.at(depth)))
            return;
    }
}

void FolderTree::Walker::addRulesAbove(const QString &way, const QString &file)
{
    const auto content = readFile(file, largestIgnoreFile);
    if (!content)
        return;
    GitIgnore rules = GitIgnore::parse(*content);
    if (!rules.isEmpty())
        m_tree.m_rulesAbove.push_back({way, std::move(rules)});
}

// As they stand when the walk comes to `folder`.
void FolderTree::Walker::stackRules(const QString &folder)
{
    m_rules.clear();
    for (qsizetype end = 0; end >= 0 && !folder.isEmpty();) {
        const QString above = folder.left(end);
        const auto known = m_tree.m_folders.constFind(above);
        if (known != m_tree.m_folders.cend() && !known->ignoreRules.isEmpty())
            m_rules.push_back({prefixOf(above), known->ignoreRules});
        end = folder.indexOf(u'/', end + 1);
    }
}

bool FolderTree::Walker::isIgnored(const QString &path, bool folder) const
{
    for (const auto &[base, rules] : std::views::reverse(m_rules)) {
        const auto verdict = rules.verdict(QStringView(path).sliced(base.size()), folder);
        if (verdict != GitIgnore::Verdict::Undecided)
            return verdict == GitIgnore::Verdict::Ignored;
    }
    for (const auto &[way, rules] : std::views::reverse(m_tree.m_rulesAbove)) {
        const auto verdict = rules.verdict(way + path, folder);
        if (verdict != GitIgnore::Verdict::Undecided)
            return verdict == GitIgnore::Verdict::Ignored;
    }
    return false;
}

void FolderTree::Walker::enter(const QString &folder, int depth)
{
    Folder found;
    if (depth > m_hooks.limits.depth) {
        found.problems.append(
            problem(folder,
                    u"is nested more than %1 folders deep and was not looked into"_s.arg(
                        m_hooks.limits.depth),
                    u"Add this folder itself to the list."_s));
        m_tree.m_folders.insert(folder, found);
        return;
    }
    if (!look(folder, depth, found))
        return;
    const QString prefix = prefixOf(folder);
    m_tree.m_folders.insert(folder, found);
    m_rules.push_back({prefix, found.ignoreRules});
    for (const QString &name : std::as_const(found.subfolders)) {
        if (isStopped())
            break;
        enter(prefix + name, depth + 1);
    }
    m_rules.pop_back();
}

// What the folder holds; false when it could not be listed to its end.
bool FolderTree::Walker::look(const QString &folder, int depth, Folder &found)
{
    if (m_hooks.entering)
        m_hooks.entering(folder);
    const Listing listing = list(folder, found);
    if (!listing.complete)
        return false;
    bool rules = false;
    for (const FolderEntry &entry : listing.entries) {
        rules |= entry.name == ".gitignore";
        found.generated |= depth > 0 && isGeneratedMarker(QString::fromUtf8(entry.name));
    }
    if (found.generated)
        return true;
    const QString prefix = prefixOf(folder);
    if (rules) {
        if (auto content = readFile(prefixOf(m_tree.m_root) + prefix + u".gitignore"_s,
                                    largestIgnoreFile))
            found.ignoreRules = GitIgnore::parse(*content);
    }
    m_rules.push_back({prefix, found.ignoreRules});
    takeAll(listing.entries, folder, found);
    m_rules.pop_back();
    if (m_hooks.progress)
        m_hooks.progress(m_tree.m_entriesSeen, folder);
    return true;
}

void FolderTree::Walker::takeAll(const std::vector<FolderEntry> &entries, const QString &folder,
                                 Folder &found)
{
    const QString prefix = prefixOf(folder);
    for (const FolderEntry &entry : entries) {
        const QString name = usableName(entry, prefix, found);
        if (name.isEmpty())
            continue;
        if (isProjectMarker(name))
            found.project = true;
        if (entry.folder) {
            if (name == ".git"_L1)
                takeRepository(prefix, found);
            if (name == ".idea"_L1)
                takeRunConfigurations(prefix, found);
            if (!isDependencyFolder(name) && !isIgnored(prefix + name, true))
                found.subfolders.append(name);
        } else if (const quint32 wantedBy = m_hooks.wants(name, folder);
                   wantedBy != 0 && !isIgnored(prefix + name, false)) {
            found.files.append({prefix + name, name, folder, wantedBy});
        }
    }
}

// Nothing else of a repository's own folder is looked at.
void FolderTree::Walker::takeRepository(const QString &prefix, Folder &found) const
{
    const QString folder = prefix + u".git"_s;
    const QString name = u"config"_s;
    std::error_code error;
    if (m_hooks.entering)
        m_hooks.entering(folder);
    const quint32 wantedBy = m_hooks.wants(name, folder);
    if (wantedBy != 0 && fs::is_regular_file(pathOf(folder) / "config", error))
        found.files.append({folder + u'/' + name, name, folder, wantedBy});
}

// Nor of the folder of a JetBrains IDE, which .gitignore mostly excludes as a whole.
void FolderTree::Walker::takeRunConfigurations(const QString &prefix, Folder &found)
{
    const QString folder = prefix + u".idea/runConfigurations"_s;
    if (m_hooks.entering) {
        m_hooks.entering(prefix + u".idea"_s);
        m_hooks.entering(folder);
    }
    std::error_code error;
    const fs::path path = pathOf(folder);
    if (!fs::is_directory(path, error) || fs::is_symlink(path, error))
        return;
    const Listing listing = list(folder, found);
    for (const FolderEntry &entry : listing.entries) {
        const QString name = usableName(entry, folder + u'/', found);
        const quint32 wantedBy = entry.folder || name.isEmpty() ? 0 : m_hooks.wants(name, folder);
        if (wantedBy != 0)
            found.files.append({folder + u'/' + name, name, folder, wantedBy});
    }
}

// Empty: the name was reported. Names that are not text, or that hold control characters, cannot be
// shown, typed or stored.
QString FolderTree::Walker::usableName(const FolderEntry &entry, const QString &prefix,
                                       Folder &found) const
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString name = decoder(QByteArrayView(entry.name.data(), qsizetype(entry.name.size())));
    const bool valid = !decoder.hasError();
    const bool plain = std::none_of(name.cbegin(), name.cend(),
                                    [](QChar c) { return c.unicode() < 32 || c.unicode() == 127; });
    if (valid && plain)
        return name;
    if (++found.namesSkipped <= m_hooks.limits.namesReported) {
        found.nameProblems.append(
            problem(prefix + escapedName(entry.name),
                    valid ? u"the name holds a line break or another control character"_s
                          : u"the name is not valid UTF-8"_s,
                    entry.folder ? u"Rename the folder; what it holds was not looked at."_s
                                 : u"Rename the file to have it listed."_s));
    }
    return {};
}

FolderTree::Walker::Listing FolderTree::Walker::list(const QString &folder, Folder &found)
{
    Listing listing;
    bool stopped = false;
    std::error_code error;
    listing.entries = listFolder(pathOf(folder), error, [&] {
        stopped = isStopped();
        if (stopped)
            return false;
        ++found.entries;
        if (++m_tree.m_entriesSeen <= m_hooks.limits.entries)
            return true;
        m_limitReached = stopped = true;
        m_tree.m_ownProblems.append(problem(
            folder,
            u"the scan stopped here after %1 files and folders"_s.arg(m_hooks.limits.entries),
            u"Add the folders that hold your projects instead of one that holds everything."_s));
        return false;
    });
    if (stopped)
        return listing;
    // A folder that vanished meanwhile is no problem: there is nothing left to list.
    if (error && error != std::errc::no_such_file_or_directory) {
        found.problems.append(
            problem(folder, systemText(error),
                    u"Its commands are not listed; check who may read the folder."_s));
    }
    std::sort(listing.entries.begin(), listing.entries.end(),
              [](const FolderEntry &a, const FolderEntry &b) { return a.name < b.name; });
    listing.complete = true;
    return listing;
}

void FolderTree::Walker::listAgain(const QString &folder, Difference &difference)
{
    if (!m_tree.knowsFolder(folder))
        return; // went with a folder above it
    const Folder before = m_tree.m_folders.value(folder);
    m_tree.m_entriesSeen -= before.entries;
    stackRules(folder);
    const int depth = folder.isEmpty() ? 0 : int(folder.count(u'/')) + 1;
    Folder now;
    if (!fs::is_directory(pathOf(folder)) || !look(folder, depth, now)) {
        m_tree.m_entriesSeen += before.entries; // which drop() takes away
        m_tree.drop(folder, difference);
        return;
    }
    for (const SourceFile &file : before.files) {
        if (!now.files.contains(file))
            difference.files.append(file);
    }
    for (const SourceFile &file : std::as_const(now.files)) {
        if (!before.files.contains(file))
            difference.files.append(file);
    }
    difference.projects |= before.project != now.project;
    difference.problems |= before.problems != now.problems
        || before.nameProblems != now.nameProblems;
    m_tree.m_folders.insert(folder, now);
    const bool anew = before.ignoreRules != now.ignoreRules;
    const QString prefix = prefixOf(folder);
    for (const QString &name : before.subfolders) {
        if (anew || !now.subfolders.contains(name))
            m_tree.drop(prefix + name, difference);
    }
    m_rules.push_back({prefix, now.ignoreRules});
    for (const QString &name : std::as_const(now.subfolders)) {
        if (isStopped())
            return;
        if (m_tree.m_folders.contains(prefix + name))
            continue;
        enter(prefix + name, depth + 1);
        m_tree.addTo(difference, prefix + name);
    }
}

// Lets a person find the file: every byte that is not printable UTF-8 as \xNN.
QString FolderTree::Walker::escapedName(const std::string &name)
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

} // namespace CommandRunner
