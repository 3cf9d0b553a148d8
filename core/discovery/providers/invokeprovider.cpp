// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/invokeprovider.h"

#include "core/discovery/python/invoketasks.h"
#include "core/discovery/python/pythonenvironment.h"
#include "core/discovery/scan/providertools.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString InvokeProvider::source() const
{
    return u"invoke"_s;
}

bool InvokeProvider::wants(const QString &name, const QString &folder) const
{
    return name == "tasks.py"_L1
        || (name == "__init__.py"_L1 && (folder == "tasks"_L1 || folder.endsWith("/tasks"_L1)));
}

Findings InvokeProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    // Other tools have a tasks.py, too (Celery's are in each app of a Django project).
    if (!content->contains("invoke"))
        return findings;
    const InvokeModule main{file.path, sourceText(*content)};
    const PythonReader reader(main.source);
    if (!importsModule(reader, "invoke"_L1))
        return findings;
    const InvokeImporter importer = [&context](const QString &fromFile,
                                               const QString &name) -> std::optional<InvokeModule> {
        const QString folder = parentFolder(fromFile);
        for (const QString &path :
             {joinPath(folder, name + u".py"_s), joinPath(folder, name + u"/__init__.py"_s)}) {
            if (path == fromFile || !fileExists(context, path))
                continue;
            if (const auto text = context.read(path))
                return InvokeModule{path, sourceText(*text)};
        }
        return std::nullopt;
    };
    SourceFile place = file;
    if (file.name == "__init__.py"_L1)
        place.folder = parentFolder(file.folder); // where the package is found from
    const QString installed = environmentProgram(u"invoke"_s, place.folder, context);
    for (const InvokeTask &task : readInvokeTasks(main, importer)) {
        if (!isUsableName(findings, task.name, u"task"_s, task.file, task.line))
            continue;
        Command command = commandAt(place, context, task.name, task.line);
        command.id = Command::makeId(source(), file.path, task.name);
        command.file = task.file;
        command.description = joinLines({task.description});
        command.argv = {installed.isEmpty() ? u"invoke"_s : installed, task.name};
        command.parameters = task.parameters;
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
