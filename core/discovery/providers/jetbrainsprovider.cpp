// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/jetbrainsprovider.h"

#include "core/discovery/providers/jetbrainslaunch.h"
#include "core/discovery/scan/providertools.h"

#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// $PROJECT_DIR$: the folder that was opened in the IDE, which has an .idea folder; without one the
// folder that the file was written for.
QString projectFolderOf(const SourceFile &file, const DiscoveryContext &context)
{
    if (FolderTree::isRunConfigurationFolder(file.folder))
        return parentFolder(parentFolder(file.folder));
    for (QString folder = file.folder;; folder = parentFolder(folder)) {
        if (QFileInfo(context.absolutePath(joinPath(folder, u".idea"_s))).isDir())
            return folder;
        if (folder.isEmpty())
            break;
    }
    return file.folder == ".run"_L1 || file.folder.endsWith("/.run"_L1)
        ? parentFolder(file.folder)
        : context.tree().projectFolder(file.folder);
}

// A file has one in a <component>, or, as some IDEs wrote them, as its root.
QList<XmlElement> configurationsIn(const XmlElement &root)
{
    if (root.name == "configuration"_L1)
        return {root};
    QList<XmlElement> configurations;
    for (const XmlElement &child : root.children) {
        if (child.name == "configuration"_L1)
            configurations.append(child);
    }
    return configurations;
}

} // namespace

QString JetBrainsProvider::source() const
{
    return u"jetbrains"_s;
}

bool JetBrainsProvider::wants(const QString &name, const QString &folder) const
{
    return name.endsWith(".run.xml"_L1)
        || (name.endsWith(".xml"_L1) && FolderTree::isRunConfigurationFolder(folder));
}

Findings JetBrainsProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    const auto root = readXml(*content);
    if (!root) {
        findings.addProblem(file.path, root.error().line,
                            u"cannot be read as XML: %1"_s.arg(root.error().message),
                            u"Correct the file at this place, or store it anew in the IDE."_s);
        return findings;
    }
    const JetBrainsProject project{projectFolderOf(file, context), context,
                                   [this, &context](const QString &folder) {
                                       return m_managers.managerFor(folder, context);
                                   }};
    const QList<XmlElement> configurations = configurationsIn(*root);
    for (const XmlElement &configuration : configurations) {
        const QString name = configuration.attribute(u"name"_s);
        if (configuration.attribute(u"default"_s) == "true"_L1)
            continue; // a template for new ones
        // A name is no word of an argument vector here, so that a dash is no harm.
        if (!name.startsWith(u'-')
            && !isUsableName(findings, name, u"configuration"_s, file.path, configuration.line))
            continue;
        const auto launch = jetBrainsLaunch(configuration, project);
        if (!launch) {
            findings.addProblem(file.path, configuration.line,
                                u"the configuration \"%1\" %2"_s.arg(name, launch.error().reason),
                                launch.error().hint);
            continue;
        }
        Command command = commandAt(file, context, name, configuration.line);
        command.project = project.folder;
        command.argv = launch->argv;
        command.workingDirectory = launch->folder;
        command.environment = launch->environment;
        command.freeArgumentsPrefix = launch->freeArgumentsPrefix;
        command.terminal = launch->terminal;
        const QString folder = configuration.attribute(u"folderName"_s);
        command.description = joinLines(
            launch->notes + QStringList{folder.isEmpty() ? QString() : u"Folder: "_s + folder});
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
