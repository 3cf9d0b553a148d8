// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/denoprovider.h"

#include "core/discovery/scan/providertools.h"

#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString DenoProvider::source() const
{
    return u"deno"_s;
}

bool DenoProvider::wants(const QString &name, const QString &) const
{
    return name == "deno.json"_L1 || name == "deno.jsonc"_L1;
}

Findings DenoProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const QString preferred = joinPath(file.folder, u"deno.json"_s);
    if (file.path != preferred && QFileInfo(context.absolutePath(preferred)).isFile())
        return findings; // Deno takes one of both
    const auto root = readDataFile(findings, file.path, context, DataFormat::Json);
    if (!root)
        return findings;
    const DataNode &tasks = (*root)[u"tasks"];
    if (!tasks.isMap() && !tasks.isNull()) {
        findings.addProblem(file.path, tasks.line(), u"\"tasks\" is not an object"_s,
                            u"Tasks are written as {\"name\": \"command line\"}."_s);
    }
    for (const DataNode::Member &member : membersOf(tasks)) {
        const DataNode &task = member.value;
        if (!isUsableName(findings, member.key, u"task"_s, file.path, member.line))
            continue;
        const QStringList dependencies = task[u"dependencies"].texts();
        const bool isText = task.isText() && !task.number() && !task.boolean();
        const QString line = isText ? task.text() : task[u"command"].text();
        if (line.isEmpty() && dependencies.isEmpty()) {
            findings.addProblem(file.path, member.line,
                                u"the task \"%1\" has no command"_s.arg(member.key),
                                u"Write its command line as a text or in \"command\"."_s);
            continue;
        }
        const QString description = task[u"description"].text().trimmed();
        Command command;
        command.name = member.key;
        command.project = file.folder;
        command.file = file.path;
        command.line = member.line;
        command.description = joinLines(
            {description.isEmpty() ? line : description,
             dependencies.isEmpty() ? QString() : u"Runs first: "_s + dependencies.join(", "_L1)});
        command.argv = {u"deno"_s, u"task"_s, member.key}; // what follows is handed on as it is
        command.workingDirectory = context.absolutePath(file.folder);
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
