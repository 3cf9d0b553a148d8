// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/composerprovider.h"

#include "core/discovery/scan/providertools.h"

#include <QHash>
#include <QSet>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// What Composer runs by itself.
bool isEvent(const QString &name)
{
    static const QSet<QString> events{u"command"_s,
                                      u"init"_s,
                                      u"post-archive-cmd"_s,
                                      u"post-autoload-dump"_s,
                                      u"post-create-project-cmd"_s,
                                      u"post-file-download"_s,
                                      u"post-install-cmd"_s,
                                      u"post-package-install"_s,
                                      u"post-package-uninstall"_s,
                                      u"post-package-update"_s,
                                      u"post-root-package-install"_s,
                                      u"post-status-cmd"_s,
                                      u"post-update-cmd"_s,
                                      u"pre-archive-cmd"_s,
                                      u"pre-autoload-dump"_s,
                                      u"pre-command-run"_s,
                                      u"pre-file-download"_s,
                                      u"pre-install-cmd"_s,
                                      u"pre-operations-exec"_s,
                                      u"pre-package-install"_s,
                                      u"pre-package-uninstall"_s,
                                      u"pre-package-update"_s,
                                      u"pre-pool-create"_s,
                                      u"pre-status-cmd"_s,
                                      u"pre-update-cmd"_s};
    return events.contains(name);
}

QHash<QString, QStringList> textsByName(const DataNode &map)
{
    QHash<QString, QStringList> texts;
    for (const DataNode::Member &member : map.members())
        texts.insert(member.key, member.value.texts());
    return texts;
}

} // namespace

QString ComposerProvider::source() const
{
    return u"composer"_s;
}

bool ComposerProvider::wants(const QString &name, const QString &) const
{
    return name == "composer.json"_L1;
}

Findings ComposerProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto root = readDataFile(findings, file.path, context, DataFormat::Json);
    if (!root)
        return findings;
    const DataNode &scripts = (*root)[u"scripts"];
    // PHP writes an empty object as an empty list.
    if (!scripts.isMap() && !scripts.isNull() && !scripts.items().isEmpty()) {
        findings.addProblem(file.path, scripts.line(), u"\"scripts\" is not an object"_s,
                            u"Scripts are written as {\"name\": \"command line\"}."_s);
    }
    const auto descriptions = textsByName((*root)[u"scripts-descriptions"]);
    const auto aliases = textsByName((*root)[u"scripts-aliases"]);
    for (const DataNode::Member &member : membersOf(scripts)) {
        // A dash is no harm: it stands behind "--".
        const bool dashed = member.key.startsWith(u'-');
        if (!dashed && !isUsableName(findings, member.key, u"script"_s, file.path, member.line))
            continue;
        const DataNode &script = member.value;
        if (script.number() || script.boolean() || (!script.isText() && !script.isList())) {
            findings.addProblem(file.path, member.line,
                                u"the script \"%1\" is neither a text nor a list"_s.arg(member.key),
                                u"Write its command lines between double quotes."_s);
            continue;
        }
        const QStringList alias = aliases.value(member.key);
        QStringList description = descriptions.value(member.key);
        if (description.isEmpty())
            description = member.value.texts();
        if (!alias.isEmpty())
            description.append(u"Alias: "_s + alias.join(", "_L1));
        Command command;
        command.name = member.key;
        command.project = file.folder;
        command.file = file.path;
        command.line = member.line;
        command.description = joinLines(description);
        command.workingDirectory = context.absolutePath(file.folder);
        command.argv = {u"composer"_s, u"run-script"_s};
        if (dashed)
            command.argv.append(u"--"_s);
        else
            command.freeArgumentsPrefix = {u"--"_s};
        command.argv.append(member.key);
        command.hidden = isEvent(member.key);
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
