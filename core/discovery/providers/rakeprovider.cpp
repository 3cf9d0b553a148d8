// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/rakeprovider.h"

#include "core/discovery/formats/makefileparser.h"
#include "core/discovery/formats/rakefileparser.h"
#include "core/discovery/scan/providertools.h"
#include "core/discovery/scan/toolcache.h"
#include "core/discovery/scan/toolprocess.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLibraryFiles = 5000; // looked at to see whether the list is still right
constexpr int listTimeoutMs = 30'000;  // a Rails application starts for it

// In rake's order: of several in one folder it reads the first.
const QStringList &mainFiles()
{
    static const QStringList names{u"rakefile"_s, u"Rakefile"_s, u"rakefile.rb"_s,
                                   u"Rakefile.rb"_s};
    return names;
}

bool isMainFile(const SourceFile &file, const DiscoveryContext &context)
{
    const qsizetype rank = mainFiles().indexOf(file.name);
    if (rank < 0)
        return false;
    const QStringList names = mainFiles().first(rank);
    // By the names as they are written: some file systems have "Rakefile" when asked for
    // "rakefile".
    const QList<SourceFile> &files = context.tree().files();
    return std::none_of(files.cbegin(), files.cend(), [&](const SourceFile &other) {
        return other.folder == file.folder && names.contains(other.name);
    });
}

// The project's own start script, Bundler's, or the one of PATH.
QStringList rakeFor(const QString &folder, const DiscoveryContext &context)
{
    const QString binstub = context.absolutePath(joinPath(folder, u"bin/rake"_s));
    if (QFileInfo(binstub).isExecutable() && QFileInfo(binstub).isFile())
        return {binstub};
    for (const QString &lock : {u"Gemfile.lock"_s, u"gems.locked"_s}) {
        const QString path = joinPath(folder, lock);
        if (!fileExists(context, path))
            continue;
        if (const auto content = context.read(path); content && content->contains("\n    rake ("))
            return {u"bundle"_s, u"exec"_s, u"rake"_s};
    }
    return {u"rake"_s};
}

// The files that belong to a Rakefile, relative to the scanned folder.
QStringList partsOf(const SourceFile &file, const QString &source, const QStringList &imports,
                    const DiscoveryContext &context)
{
    QStringList parts;
    for (const QString &import : imports) {
        for (const QString &path : {import, import + u".rb"_s, import + u".rake"_s}) {
            const auto inside = pathInside(file.folder, path, context);
            if (inside && fileExists(context, *inside)) {
                parts.append(*inside);
                break;
            }
        }
    }
    const bool takesTasks = source.contains("lib/tasks"_L1) || source.contains("load_tasks"_L1);
    const QString library = joinPath(file.folder, u"rakelib"_s);
    const QString tasks = joinPath(file.folder, u"lib/tasks"_s);
    for (const SourceFile &other : context.tree().files()) {
        if (!other.name.endsWith(".rake"_L1))
            continue;
        if (other.folder == library
            || (takesTasks && (other.folder == tasks || other.folder.startsWith(tasks + u'/'))))
            parts.append(other.path);
    }
    parts.removeDuplicates();
    return parts;
}

Parameter parameterOf(const RakeArgument &argument)
{
    Parameter parameter;
    parameter.name = argument.name;
    parameter.passing = ParameterPassing::Bracketed;
    parameter.defaultValue = argument.defaultValue;
    return parameter;
}

bool isTaskName(Findings &findings, const RakeTask &task, const QString &file)
{
    static const QRegularExpression assignment(u"^\\w+="_s);
    if (!isUsableName(findings, task.name, u"task"_s, file, task.line))
        return false;
    if (!assignment.match(task.name).hasMatch())
        return true;
    findings.addProblem(
        file, task.line,
        u"rake would take the name of the task \"%1\" for a variable"_s.arg(task.name),
        u"Rename it to have it listed."_s);
    return false;
}

void addTasks(Findings &findings, const Rakefile &rakefile, const QString &path,
              const SourceFile &file, const QStringList &rake, const DiscoveryContext &context)
{
    for (const RakeTask &task : rakefile.tasks) {
        if (!isTaskName(findings, task, path))
            continue;
        Command command = commandAt(file, context, task.name, task.line);
        command.id = Command::makeId(u"rake"_s, file.path, task.name);
        command.file = path;
        command.description = joinLines({task.description});
        command.argv = rake + QStringList{task.name};
        for (const RakeArgument &argument : task.arguments)
            command.parameters.append(parameterOf(argument));
        findings.commands.append(command);
    }
    if (rakefile.unfinishedLine > 0)
        findings.addProblem(path, rakefile.unfinishedLine,
                            u"the text that begins here does not end"_s,
                            u"\"ruby -c\" tells more; what stands before it is listed."_s);
}

// "rake -T" shows no task without a description; where nobody writes any, all are shown.
void hideUndescribed(Findings &findings)
{
    const bool described = std::any_of(findings.commands.cbegin(), findings.commands.cend(),
                                       [](const Command &command) {
                                           return !command.description.isEmpty();
                                       });
    for (Command &command : findings.commands)
        command.hidden = described && command.description.isEmpty() && command.name != "default"_L1;
}

// "rake name[a,b]  # description"
struct ListedTask {
    QString name;
    QStringList arguments;
    QString description;
};

QList<ListedTask> readList(const QByteArray &output)
{
    static const QRegularExpression entry(u"^rake (.+?)(?:\\[([^\\[\\]]*)\\])?\\s+#(?: (.*))?$"_s);
    QList<ListedTask> tasks;
    const QStringList lines = QString::fromUtf8(output).split(u'\n');
    for (const QString &line : lines) {
        const auto match = entry.match(line);
        if (match.hasMatch())
            tasks.append({match.captured(1), match.captured(2).split(u',', Qt::SkipEmptyParts),
                          match.captured(3).trimmed()});
    }
    return tasks;
}

ToolOutput askRake(const SourceFile &file, const QStringList &rake, const DiscoveryContext &context)
{
    ToolRequest request;
    request.program = rake.first();
    request.arguments = rake.mid(1) + QStringList{u"--all"_s, u"--tasks"_s, u"--no-search"_s};
    request.workingDirectory = context.absolutePath(file.folder);
    request.environment = toolEnvironment(context.options().loginPath);
    request.timeoutMs = listTimeoutMs;
    return runTool(request, context.cancelled());
}

// What the list depends on, as far as it can be seen from outside: rakefiles, and what they may
// require of the project's own.
QByteArray cacheKey(const SourceFile &file, const QStringList &rake,
                    const DiscoveryContext &context)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(rake.join(u' ').toUtf8());
    const QString program = rake.first().contains(u'/')
        ? rake.first()
        : findTool(rake.first(), context.options().loginPath);
    ToolCache::addFile(hash, QFileInfo(program));
    ToolCache::addFile(hash, QFileInfo(context.absolutePath(file.path)));
    const QString prefix = file.folder.isEmpty() ? QString() : file.folder + u'/';
    for (const SourceFile &other : context.tree().files()) {
        if (other.path.startsWith(prefix)
            && (other.name.endsWith(".rb"_L1) || other.name.endsWith(".rake"_L1)))
            ToolCache::addFile(hash, QFileInfo(context.absolutePath(other.path)));
    }
    QDirIterator library(context.listedFolder(joinPath(file.folder, u"lib"_s)), {u"*.rb"_s},
                         QDir::Files, QDirIterator::Subdirectories);
    for (int seen = 0; library.hasNext() && seen < mostLibraryFiles; ++seen) {
        library.next();
        ToolCache::addFile(hash, library.fileInfo());
    }
    for (const QString &name : {u"Gemfile"_s, u"Gemfile.lock"_s, u".ruby-version"_s})
        ToolCache::addFile(hash, QFileInfo(context.absolutePath(joinPath(file.folder, name))));
    return hash.result().toHex();
}

} // namespace

QString RakeProvider::source() const
{
    return u"rake"_s;
}

bool RakeProvider::wants(const QString &name, const QString &) const
{
    return name.endsWith(".rake"_L1) || mainFiles().contains(name);
}

Findings RakeProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    if (!isMainFile(file, context))
        return findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    const QString source = sourceText(*content);
    const Rakefile rakefile = parseRakefile(source);
    const QStringList rake = rakeFor(file.folder, context);
    addTasks(findings, rakefile, file.path, file, rake, context);
    const QStringList parts = partsOf(file, source, rakefile.imports, context);
    for (const QString &part : parts) {
        const auto text = context.read(part);
        if (text)
            addTasks(findings, parseRakefile(sourceText(*text)), part, file, rake, context);
        else
            addReadProblem(findings, part, text.error());
    }
    hideUndescribed(findings);
    return findings;
}

bool RakeProvider::canIntrospect(const SourceFile &file, const DiscoveryContext &context) const
{
    if (!isMainFile(file, context))
        return false;
    const QString program = rakeFor(file.folder, context).first();
    return program.contains(u'/') || !findTool(program, context.options().loginPath).isEmpty();
}

Findings RakeProvider::introspect(const SourceFile &file, const Findings &known,
                                  const DiscoveryContext &context)
{
    const QStringList rake = rakeFor(file.folder, context);
    Findings findings = known;
    const ToolCache cache(u"rake"_s, file, context);
    const QByteArray key = cacheKey(file, rake, context);
    const auto cached = cache.answer(key);
    QByteArray listed = cached ? cached->value("list"_L1).toString().toUtf8() : QByteArray();
    if (!cached) {
        const ToolOutput output = askRake(file, rake, context);
        if (output.state != ToolOutput::State::Finished || output.exitCode != 0) {
            const QString text = QString::fromUtf8(output.standardError).trimmed();
            if (output.state != ToolOutput::State::Cancelled)
                findings.addProblem(file.path, 0,
                                    text.isEmpty() ? u"rake could not list its tasks"_s
                                                   : joinLines({text}),
                                    u"\"rake -AT\" in this folder shows what is wrong; the tasks "
                                    "that reading finds are listed."_s);
            return findings;
        }
        listed = output.standardOutput;
        cache.keep(key, {{"list"_L1, QString::fromUtf8(listed)}});
    }
    findings.commands.clear();
    for (const ListedTask &task : readList(listed)) {
        const auto found = std::find_if(known.commands.cbegin(), known.commands.cend(),
                                        [&task](const Command &command) {
                                            return command.name == task.name;
                                        });
        if (found == known.commands.cend()
            && ((task.description.isEmpty() && MakefileParser::looksLikeProducedFile(task.name))
                || task.name.startsWith(u'-')))
            continue;
        Command command = found == known.commands.cend() ? commandAt(file, context, task.name, 0)
                                                         : *found;
        if (found == known.commands.cend()) {
            command.id = Command::makeId(source(), file.path, task.name);
            command.argv = rake + QStringList{task.name};
        }
        if (command.description.isEmpty())
            command.description = joinLines({task.description});
        QList<Parameter> parameters;
        for (const QString &name : task.arguments) {
            const auto same = std::find_if(command.parameters.cbegin(), command.parameters.cend(),
                                           [&name](const Parameter &parameter) {
                                               return parameter.name == name;
                                           });
            parameters.append(same == command.parameters.cend() ? parameterOf({name, {}}) : *same);
        }
        command.parameters = parameters;
        findings.commands.append(command);
    }
    hideUndescribed(findings);
    return findings;
}

} // namespace CommandRunner
