// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/npmprovider.h"

#include "core/discovery/formats/jsonkeys.h"
#include "core/discovery/scan/providertools.h"

#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QByteArrayView withoutByteOrderMark(QByteArrayView content)
{
    return content.startsWith("\xEF\xBB\xBF") ? content.sliced(3) : content;
}

// "prebuild" and "postbuild" run with "build".
bool belongsToAnother(const QString &name, const QJsonObject &scripts)
{
    return (name.startsWith("pre"_L1) && scripts.contains(name.mid(3)))
        || (name.startsWith("post"_L1) && scripts.contains(name.mid(4)));
}

QString descriptionOf(const QString &name, const QJsonObject &scripts, const QJsonObject &package)
{
    const QString info = package.value("scripts-info"_L1).toObject().value(name).toString();
    if (!info.isEmpty())
        return info;
    const QString comment = scripts.value("//"_L1 + name).toString();
    return comment.isEmpty() ? scripts.value(name).toString() : comment;
}

// Of a package; its folder's when it has none.
QString packageName(const QString &folder, const DiscoveryContext &context)
{
    const auto content = context.read(joinPath(folder, u"package.json"_s));
    const QByteArray json = content ? withoutByteOrderMark(*content).toByteArray() : QByteArray();
    const QString name = QJsonDocument::fromJson(json).object().value("name"_L1).toString();
    return name.isEmpty() ? QFileInfo(context.absolutePath(folder)).fileName() : name;
}

// Newer versions of yarn run nothing in a package that their project does not know.
bool isNewYarn(const QString &root, const DiscoveryContext &context)
{
    return fileExists(context, joinPath(root, u".yarnrc.yml"_s));
}

} // namespace

QString NpmProvider::source() const
{
    return u"npm"_s;
}

bool NpmProvider::wants(const QString &name, const QString &) const
{
    return name == "package.json"_L1;
}

Findings NpmProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    readPackage(findings, file, context);
    readWorkspace(findings, file, context);
    return findings;
}

void NpmProvider::readPackage(Findings &findings, const SourceFile &file,
                              const DiscoveryContext &context)
{
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return;
    }
    const QByteArrayView json = withoutByteOrderMark(*content);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError) {
        // Qt stands behind what it refuses.
        const TextPosition at = positionAt(json, std::max(error.offset - 1, 0));
        findings.addProblem(file.path, at.line,
                            u"not valid JSON: %1 (line %2, column %3)"_s.arg(error.errorString())
                                .arg(at.line)
                                .arg(at.column),
                            u"Correct the file at this place; its scripts are listed then."_s);
        return;
    }
    const QJsonObject package = document.object();
    const QJsonObject scripts = package.value("scripts"_L1).toObject();
    if (!document.isObject()
        || (package.contains("scripts"_L1) && !package.value("scripts"_L1).isObject())) {
        findings.addProblem(file.path, 0,
                            document.isObject() ? u"\"scripts\" is not an object"_s
                                                : u"not a JSON object"_s,
                            u"Scripts are written as {\"name\": \"command line\"}."_s);
        return;
    }
    const QString manager = scripts.isEmpty() ? QString()
                                              : m_managers.managerFor(file.folder, context);
    const QString place = scripts.isEmpty() ? QString() : placeOf(package, file, manager, context);
    const QList<JsonKey> keys = jsonKeysOf(json, "scripts");
    for (const auto &[name, line] : keys) {
        if (name.startsWith("//"_L1) || name.trimmed().isEmpty())
            continue;
        if (!isUsableName(findings, name, u"script"_s, file.path, line))
            continue;
        if (!scripts.value(name).isString()) {
            findings.addProblem(file.path, line, u"the script \"%1\" is not a string"_s.arg(name),
                                u"Write its command line between double quotes."_s);
            continue;
        }
        Command command;
        command.name = name;
        command.project = file.folder;
        command.file = file.path;
        command.line = line;
        command.description = joinLines({descriptionOf(name, scripts, package), place});
        command.argv = {manager, u"run"_s, name};
        command.workingDirectory = context.absolutePath(file.folder);
        if (manager == "npm"_L1)
            command.freeArgumentsPrefix = {u"--"_s}; // the others hand on what follows the name
        command.hidden = belongsToAnother(name, scripts);
        findings.commands.append(command);
    }
}

QString NpmProvider::placeOf(const QJsonObject &package, const SourceFile &file,
                             const QString &manager, const DiscoveryContext &context)
{
    if (const auto root = m_workspaces.rootOf(file.folder, context)) {
        const QString name = package.value("name"_L1).toString();
        return u"Package: %1, of the workspace %2"_s.arg(name.isEmpty() ? file.folder : name,
                                                         packageName(*root, context));
    }
    const auto above = m_workspaces.nearestRoot(file.folder, context);
    const bool ownProject = fileExists(context, joinPath(file.folder, u"yarn.lock"_s));
    if (above && manager == "yarn"_L1 && !ownProject && isNewYarn(*above, context))
        return u"Not a package of the workspace %1: yarn needs an empty yarn.lock here to run it"_s
            .arg(packageName(*above, context));
    return {};
}

// The members that the scan does not come to, and what no package manager accepts.
void NpmProvider::readWorkspace(Findings &findings, const SourceFile &root,
                                const DiscoveryContext &context)
{
    const QString pnpmFile = joinPath(root.folder, u"pnpm-workspace.yaml"_s);
    if (fileExists(context, pnpmFile))
        readDataFile(findings, pnpmFile, context, DataFormat::Yaml); // for its problems
    const QStringList members = m_workspaces.membersOf(root.folder, context);
    if (members.isEmpty())
        return;
    QSet<QString> seen;
    for (const SourceFile &file : context.tree().files())
        seen.insert(file.path);
    QHash<QString, QString> folders; // by the package's name
    for (const QString &folder : members) {
        const QString name = packageName(folder, context);
        if (folders.contains(name))
            findings.addProblem(root.path, 0,
                                u"\"%1\" and \"%2\" of the workspace are both called \"%3\""_s.arg(
                                    folders.value(name), folder, name),
                                u"Rename one of them in its package.json; npm and yarn refuse to "
                                "work otherwise."_s);
        folders.insert(name, folder);
        const SourceFile file{joinPath(folder, root.name), root.name, folder};
        if (!seen.contains(file.path))
            readPackage(findings, file, context);
    }
}

} // namespace CommandRunner
