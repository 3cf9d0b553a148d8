// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/makeprovider.h"

#include "core/discovery/formats/makefileparser.h"

#include <QDir>
#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestVariableCount = 30;

// The file that make takes without -f, of those in the folder.
bool isDefaultMakefile(const SourceFile &file, const DiscoveryContext &context)
{
    for (const QString &name : {u"GNUmakefile"_s, u"makefile"_s, u"Makefile"_s}) {
        if (name == file.name)
            return true;
        const QFileInfo other(context.absolutePath(joinPath(file.folder, name)));
        // On a file system that ignores case "makefile" is this very file.
        if (other.isFile() && other != QFileInfo(context.absolutePath(file.path)))
            return false;
    }
    return true;
}

// Files that `include` names, inside the scanned folder only.
QList<MakefileParser::Included> readIncluded(const QString &pattern, const SourceFile &makefile,
                                             const DiscoveryContext &context)
{
    if (pattern.startsWith(u'/') || pattern.startsWith(u'~') || pattern.contains(u'\\'))
        return {};
    const QString path = QDir::cleanPath(joinPath(makefile.folder, pattern));
    if (path.startsWith("../"_L1) || path == ".."_L1)
        return {};
    QStringList paths{path};
    const QString name = path.section(u'/', -1);
    const QString folder = parentFolder(path);
    if (name.contains(u'*') || name.contains(u'?') || name.contains(u'[')) {
        paths = QDir(context.listedFolder(folder)).entryList({name}, QDir::Files, QDir::Name);
        for (QString &entry : paths)
            entry = joinPath(folder, entry);
    }
    QList<MakefileParser::Included> files;
    for (const QString &candidate : std::as_const(paths)) {
        if (!QFileInfo(context.absolutePath(candidate)).isFile())
            continue;
        if (auto content = context.read(candidate))
            files.append({candidate, *content});
    }
    return files;
}

bool isListed(const MakeTarget &target)
{
    if (target.name == "FORCE"_L1 || target.name.compare("makefile"_L1, Qt::CaseInsensitive) == 0
        || target.name == "GNUmakefile"_L1)
        return false;
    if (target.phony)
        return true;
    if (!target.hasRecipe && !target.hasPrerequisites)
        return false;
    return !MakefileParser::looksLikeProducedFile(target.name);
}

QList<Parameter> parametersOf(const Makefile &makefile)
{
    QList<Parameter> parameters;
    for (const MakeVariable &variable : makefile.variables) {
        if (parameters.size() == largestVariableCount)
            break;
        Parameter parameter;
        parameter.name = variable.name;
        parameter.kind = ParameterKind::Option;
        parameter.passing = ParameterPassing::Assignment;
        parameter.advanced = true;
        parameter.defaultValue = variable.value;
        parameter.help = variable.help;
        parameter.group = u"variables"_s;
        parameters.append(parameter);
    }
    return parameters;
}

} // namespace

QString MakeProvider::source() const
{
    return u"make"_s;
}

bool MakeProvider::wants(const QString &name, const QString &) const
{
    return name == "Makefile"_L1 || name == "makefile"_L1 || name == "GNUmakefile"_L1;
}

Findings MakeProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    const Makefile makefile = MakefileParser::parse(file.path, *content,
                                                    [&](const QString &pattern) {
                                                        return readIncluded(pattern, file, context);
                                                    });
    for (const MakeProblem &problem : makefile.problems)
        findings.addProblem(problem.file, problem.line, problem.message,
                            u"Correct or remove the file."_s);
    QStringList make{u"make"_s};
    if (!isDefaultMakefile(file, context))
        make += {u"-f"_s, file.name};
    const QList<Parameter> parameters = parametersOf(makefile);
    for (const MakeTarget &target : makefile.targets) {
        if (!isListed(target))
            continue;
        Command command;
        command.id = Command::makeId(source(), file.path, target.name); // of the Makefile, also for
                                                                        // targets that it includes
        command.name = target.name;
        command.project = file.folder;
        command.file = target.file;
        command.line = target.line;
        command.description = target.help;
        if (!target.section.isEmpty())
            command.description += (command.description.isEmpty() ? QString() : u"\n"_s)
                + u"Section: "_s + target.section;
        command.argv = make + QStringList{target.name};
        command.workingDirectory = context.absolutePath(file.folder);
        command.parameters = parameters;
        command.hidden = target.name.startsWith(u'_');
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
