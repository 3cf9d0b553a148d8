// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/packageworkspaces.h"

#include "core/discovery/formats/pathpattern.h"
#include "core/discovery/scan/providertools.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto pnpmFile = "pnpm-workspace.yaml"_L1;
constexpr qsizetype mostFolders = 2000; // that one pattern is tried on

QStringList globsIn(const QString &root, const DiscoveryContext &context)
{
    // pnpm looks at its own file alone.
    if (fileExists(context, joinPath(root, pnpmFile))) {
        Findings problems; // told when the file itself is looked at
        const auto file = readDataFile(problems, joinPath(root, pnpmFile), context,
                                       DataFormat::Yaml);
        return file ? (*file)[u"packages"].texts() : QStringList();
    }
    const auto content = context.read(joinPath(root, u"package.json"_s));
    if (!content)
        return {};
    const QByteArray json = content->startsWith("\xEF\xBB\xBF") ? content->mid(3) : *content;
    const QJsonValue value = QJsonDocument::fromJson(json).object().value("workspaces"_L1);
    const QJsonArray list = value.isObject() ? value["packages"_L1].toArray() : value.toArray();
    QStringList globs;
    for (const QJsonValue &glob : list)
        globs.append(glob.toString());
    return globs;
}

// Folders below `root` that a glob without "**" stands for: also those that a scan does not enter,
// because they are called "build" or the like.
QStringList foldersFor(const QString &glob, const QString &root, const DiscoveryContext &context)
{
    QStringList folders{QString()};
    const QStringList parts = glob.split(u'/');
    for (const QString &part : parts) {
        QStringList next;
        const QRegularExpression pattern = pathPattern(part);
        for (const QString &folder : std::as_const(folders)) {
            const QDir directory(context.listedFolder(joinPath(root, folder)));
            const QStringList names = directory.entryList(QDir::Dirs | QDir::NoDotAndDotDot
                                                          | QDir::NoSymLinks);
            for (const QString &name : names) {
                if (name != "node_modules"_L1 && pattern.match(name).hasMatch()
                    && next.size() < mostFolders)
                    next.append(joinPath(folder, name));
            }
        }
        folders = next;
    }
    return folders;
}

QString below(const QString &folder, const QString &root)
{
    return root.isEmpty() ? folder : folder.mid(root.size() + 1);
}

} // namespace

bool PackageWorkspaces::Workspace::holds(const QString &path) const
{
    const auto matches = [&path](const QRegularExpression &pattern) {
        return pattern.match(path).hasMatch();
    };
    return std::any_of(patterns.cbegin(), patterns.cend(), matches)
        && std::none_of(exceptions.cbegin(), exceptions.cend(), matches);
}

// As npm does: an exception counts wherever it stands, unless a later pattern is itself excepted.
PackageWorkspaces::Workspace PackageWorkspaces::read(const QString &root,
                                                     const DiscoveryContext &context)
{
    Workspace workspace;
    const bool pnpm = fileExists(context, joinPath(root, pnpmFile));
    const QStringList globs = globsIn(root, context);
    for (QString glob : globs) {
        qsizetype marks = 0;
        while (glob.startsWith(u'!')) {
            glob.remove(0, 1);
            ++marks;
        }
        while (glob.startsWith(u'/') || glob.startsWith("./"_L1))
            glob.remove(0, glob.startsWith(u'/') ? 1 : 2);
        while (glob.endsWith(u'/'))
            glob.chop(1);
        if (glob.isEmpty() || glob == "."_L1 || glob.startsWith("../"_L1) || glob == ".."_L1)
            continue; // the root itself, or what lies outside of it
        if (marks % 2 == 1) {
            workspace.exceptions.append(pathPattern(glob));
            continue;
        }
        if (!pnpm)
            workspace.exceptions.removeIf([&glob](const QRegularExpression &exception) {
                return exception.match(glob).hasMatch();
            });
        workspace.globs.append(glob);
        workspace.patterns.append(pathPattern(glob));
    }
    return workspace;
}

const PackageWorkspaces::Workspace &PackageWorkspaces::workspaceAt(const QString &root,
                                                                   const DiscoveryContext &context)
{
    auto known = m_workspaces.find(root);
    if (known == m_workspaces.end())
        known = m_workspaces.insert(root, read(root, context));
    return *known;
}

std::optional<QString> PackageWorkspaces::nearestRoot(const QString &folder,
                                                      const DiscoveryContext &context)
{
    for (QString root = folder; !root.isEmpty();) {
        root = parentFolder(root);
        if (!workspaceAt(root, context).isEmpty())
            return root;
    }
    return std::nullopt;
}

std::optional<QString> PackageWorkspaces::rootOf(const QString &folder,
                                                 const DiscoveryContext &context)
{
    for (auto root = nearestRoot(folder, context); root; root = nearestRoot(*root, context)) {
        if (workspaceAt(*root, context).holds(below(folder, *root)))
            return root;
    }
    return std::nullopt;
}

QStringList PackageWorkspaces::membersOf(const QString &root, const DiscoveryContext &context)
{
    const Workspace workspace = workspaceAt(root, context);
    QStringList members;
    if (workspace.isEmpty())
        return members;
    for (const SourceFile &file : context.tree().files()) {
        if (file.name == "package.json"_L1 && file.folder != root
            && (root.isEmpty() || file.folder.startsWith(root + u'/'))
            && workspace.holds(below(file.folder, root)))
            members.append(file.folder);
    }
    for (const QString &glob : workspace.globs) {
        const QStringList folders = glob.contains("**"_L1) ? QStringList()
                                                           : foldersFor(glob, root, context);
        for (const QString &folder : folders) {
            if (workspace.holds(folder)
                && fileExists(context, joinPath(joinPath(root, folder), u"package.json"_s)))
                members.append(joinPath(root, folder));
        }
    }
    members.sort();
    members.removeDuplicates();
    return members;
}

} // namespace CommandRunner
