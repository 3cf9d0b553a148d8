// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/taskfileprovider.h"

#include "core/discovery/scan/providertools.h"

#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QSysInfo>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// In the order in which Task looks for them.
constexpr std::array taskfileNames{
    "Taskfile.yml"_L1,       "taskfile.yml"_L1,       "Taskfile.yaml"_L1,
    "taskfile.yaml"_L1,      "Taskfile.dist.yml"_L1,  "taskfile.dist.yml"_L1,
    "Taskfile.dist.yaml"_L1, "taskfile.dist.yaml"_L1,
};

constexpr int largestIncludeCount = 500; // files that include each other twice double at each step
constexpr qsizetype largestTaskCount = 50'000;
constexpr qsizetype largestPrefixCount = 8;

// The file that Task takes in a folder: relative path, or nothing.
QString taskfileIn(const QString &folder, const DiscoveryContext &context)
{
    for (const QLatin1StringView name : taskfileNames) {
        const QString path = joinPath(folder, name);
        if (QFileInfo(context.absolutePath(path)).isFile())
            return path;
    }
    return {};
}

// The default that a variable falls back to when the command line does not set it:
// {{.NAME | default "x"}} or {{default "x" .NAME}}.
std::optional<QString> templateDefault(const QString &name, const QString &text)
{
    static const QRegularExpression piped(
        uR"re(^\{\{-?\s*\.(\w+)\s*\|\s*default\s+(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([\w.]+))\s*-?\}\}$)re"_s);
    static const QRegularExpression called(
        uR"re(^\{\{-?\s*default\s+(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([\w.]+))\s+\.(\w+)\s*-?\}\}$)re"_s);
    if (!text.contains("default"_L1))
        return std::nullopt;
    if (const auto match = piped.match(text.trimmed());
        match.hasMatch() && match.captured(1) == name)
        return match.captured(2) + match.captured(3) + match.captured(4) + match.captured(5);
    if (const auto match = called.match(text.trimmed());
        match.hasMatch() && match.captured(5) == name)
        return match.captured(1) + match.captured(2) + match.captured(3) + match.captured(4);
    return std::nullopt;
}

// As Go names systems and processors, and so Task.
QString goSystem()
{
    const QString kernel = QSysInfo::kernelType();
    return kernel == "winnt"_L1 ? u"windows"_s : kernel;
}

QString goProcessor()
{
    const QString processor = QSysInfo::currentCpuArchitecture();
    return processor == "x86_64"_L1 ? u"amd64"_s : processor == "i386"_L1 ? u"386"_s : processor;
}

// How a file was come by.
struct Scope {
    QStringList prefixes{QString()}; // "docs:"; then the same by aliases of the include
    bool internal = false;
    QStringList excludes;
    QStringList variables; // what the include sets
    QStringList files;     // that lead here
};

class TaskCollector final
{
public:
    TaskCollector(const SourceFile &root, const DiscoveryContext &context)
        : m_root(root),
          m_context(context)
    {}

    Findings collect()
    {
        read(m_root.path, {});
        for (const auto &[name, index] : std::as_const(m_defaults)) {
            // "docs" runs "docs:default" where no task has that name.
            if (!m_names.contains(name))
                m_aliases[index].append(name);
        }
        for (auto it = m_aliases.cbegin(); it != m_aliases.cend(); ++it) {
            QString &description = m_findings.commands[it.key()].description;
            description = joinLines({description, u"Alias: "_s + it->join(", "_L1)});
        }
        return m_findings;
    }

private:
    void read(const QString &path, const Scope &scope);
    void checkVersion(const DataNode &root, const QString &path);
    void include(const DataNode::Member &member, const QString &path, const Scope &scope);
    std::optional<QString> includedFile(const QString &named, bool optional, int line,
                                        const QString &path);
    void add(const DataNode::Member &member, const DataNode &globals, const QString &path,
             const Scope &scope);
    void addAliases(const DataNode::Member &member, const Scope &scope);
    static QList<Parameter> parametersOf(const DataNode &task, const DataNode &globals,
                                         const Scope &scope);

    const SourceFile &m_root;
    const DiscoveryContext &m_context;
    Findings m_findings;
    QHash<QString, std::optional<DataNode>> m_files;
    QSet<QString> m_names;
    QMap<qsizetype, QStringList> m_aliases;          // by index of the command
    QList<std::pair<QString, qsizetype>> m_defaults; // name of the include, its default task
    int m_includes = 0;
};

void TaskCollector::read(const QString &path, const Scope &scope)
{
    auto known = m_files.constFind(path);
    if (known == m_files.cend()) {
        known = m_files.insert(path, readDataFile(m_findings, path, m_context, DataFormat::Yaml));
        if (*known)
            checkVersion(**known, path);
    }
    if (!*known)
        return;
    const DataNode root = **known;
    const DataNode &tasks = root[u"tasks"];
    if (!tasks.isMap() && !tasks.isNull()) {
        m_findings.addProblem(path, tasks.line(), u"\"tasks\" is not a map"_s,
                              u"Tasks are written as names, each with what it does."_s);
    }
    for (const DataNode::Member &member : membersOf(tasks)) {
        if (m_findings.commands.size() >= largestTaskCount || m_context.cancelled())
            return;
        if (!scope.excludes.contains(member.key))
            add(member, root[u"vars"], path, scope);
    }
    for (const DataNode::Member &member : membersOf(root[u"includes"]))
        include(member, path, scope);
}

void TaskCollector::checkVersion(const DataNode &root, const QString &path)
{
    const DataNode &version = root[u"version"];
    if (version.isText() && version.text().section(u'.', 0, 0) == "3"_L1)
        return;
    m_findings.addProblem(
        path, version.line(),
        version.isText()
            ? u"is of schema version %1, which Task no longer reads"_s.arg(version.text())
            : u"names no schema version, so Task refuses it"_s,
        u"Write \"version: '3'\" at its top."_s);
}

void TaskCollector::include(const DataNode::Member &member, const QString &path, const Scope &scope)
{
    const DataNode &value = member.value;
    const QString named = value.isText() ? value.text() : value[u"taskfile"].text();
    const bool optional = value[u"optional"].boolean().value_or(false);
    if (++m_includes > largestIncludeCount) {
        if (m_includes == largestIncludeCount + 1)
            m_findings.addProblem(path, member.line,
                                  u"more than %1 files are included"_s.arg(largestIncludeCount),
                                  u"Tasks of the others are not listed; include each file once."_s);
        return;
    }
    if (named.isEmpty()) {
        m_findings.addProblem(path, member.line,
                              u"the include \"%1\" names no Taskfile"_s.arg(member.key),
                              u"Write the path of a Taskfile, or of the folder that holds it."_s);
        return;
    }
    const auto file = includedFile(named, optional, member.line, path);
    if (!file)
        return;
    Scope inner;
    inner.files = scope.files + QStringList{path};
    if (inner.files.contains(*file)) {
        m_findings.addProblem(path, member.line, u"\"%1\" is included in a circle"_s.arg(*file),
                              u"Task refuses circles; take one of the includes out."_s);
        return;
    }
    inner.internal = scope.internal || value[u"internal"].boolean().value_or(false);
    inner.excludes = value[u"excludes"].texts();
    inner.variables = scope.variables;
    for (const DataNode::Member &variable : value[u"vars"].members())
        inner.variables.append(variable.key);
    inner.prefixes = scope.prefixes;
    if (!value[u"flatten"].boolean().value_or(false)) {
        inner.prefixes.clear();
        for (const QString &name : QStringList{member.key} + value[u"aliases"].texts()) {
            for (const QString &prefix : scope.prefixes)
                inner.prefixes.append(prefix + name + u':');
        }
        inner.prefixes = inner.prefixes.mid(0, largestPrefixCount);
    }
    read(*file, inner);
}

std::optional<QString> TaskCollector::includedFile(const QString &named, bool optional, int line,
                                                   const QString &path)
{
    static const QRegularExpression system(uR"(\{\{\s*OS\s*\}\})"_s);
    static const QRegularExpression processor(uR"(\{\{\s*ARCH\s*\}\})"_s);
    static const QRegularExpression rootFolder(uR"(\{\{\s*\.ROOT_DIR\s*\}\})"_s);
    static const QRegularExpression ownFolder(uR"(\{\{\s*\.TASKFILE_DIR\s*\}\})"_s);
    const QString folder = parentFolder(path);
    QString text = named;
    text.replace(system, goSystem()).replace(processor, goProcessor());
    text.replace(rootFolder, m_context.absolutePath(m_root.folder));
    text.replace(ownFolder, m_context.absolutePath(folder));
    if (text.contains("{{"_L1) || text.contains("://"_L1) || text.startsWith("git@"_L1)) {
        m_findings.addProblem(path, line,
                              u"the include \"%1\" is known to Task only when it runs"_s.arg(named),
                              u"Its tasks are not listed; \"task --list\" names them."_s);
        return std::nullopt;
    }
    auto file = pathInside(folder, text, m_context);
    if (!file) {
        m_findings.addProblem(path, line,
                              u"the include \"%1\" lies outside of the folder"_s.arg(named),
                              u"Add the folder above to have its tasks listed."_s);
        return std::nullopt;
    }
    if (QFileInfo(m_context.absolutePath(*file)).isDir())
        file = taskfileIn(*file, m_context);
    if (!file->isEmpty() && QFileInfo(m_context.absolutePath(*file)).isFile())
        return file;
    if (!optional) {
        m_findings.addProblem(path, line, u"the included Taskfile \"%1\" is not there"_s.arg(named),
                              u"Correct the path, or write \"optional: true\"."_s);
    }
    return std::nullopt;
}

QList<Parameter> TaskCollector::parametersOf(const DataNode &task, const DataNode &globals,
                                             const Scope &scope)
{
    QList<Parameter> parameters;
    QStringList names;
    const auto append = [&](const QString &name, const QStringList &choices, bool required,
                            const QString &defaultValue) {
        if (name.isEmpty() || name.contains(u'=') || name.startsWith(u'-') || names.contains(name))
            return;
        names.append(name);
        Parameter parameter;
        parameter.name = name;
        parameter.kind = ParameterKind::Option;
        parameter.passing = ParameterPassing::Assignment;
        parameter.type = choices.isEmpty() ? ParameterType::Text : ParameterType::Choice;
        parameter.choices = choices;
        parameter.required = required;
        parameter.defaultValue = defaultValue;
        parameters.append(parameter);
    };
    const DataNode &own = task[u"vars"];
    for (const DataNode &item : task.at({u"requires", u"vars"}).items()) {
        const QString name = item.isText() ? item.text() : item[u"name"].text();
        const QString text = (own.contains(name) ? own : globals)[name].text();
        const auto fallback = templateDefault(name, text);
        if (own.contains(name) && !fallback)
            continue; // the task sets it; the command line could not
        const bool set = globals.contains(name) || fallback || scope.variables.contains(name);
        const QString plain = text.contains("{{"_L1) ? QString() : text;
        append(name, item[u"enum"].texts(), !set, fallback.value_or(plain));
    }
    for (const DataNode::Member &variable : membersOf(own)) {
        if (const auto fallback = templateDefault(variable.key, variable.value.text()))
            append(variable.key, {}, false, *fallback);
    }
    for (const DataNode::Member &variable : membersOf(globals)) {
        const auto fallback = templateDefault(variable.key, variable.value.text());
        if (!fallback || names.contains(variable.key) || own.contains(variable.key))
            continue;
        append(variable.key, {}, false, *fallback);
        if (!parameters.isEmpty() && parameters.last().name == variable.key)
            parameters.last().advanced = true;
    }
    return parameters;
}

// What a task does, for those that do not describe themselves.
QString firstCommand(const DataNode &task)
{
    DataNode command = task;
    if (task.isMap())
        command = task.contains(u"cmd") ? task[u"cmd"] : task[u"cmds"];
    if (command.isList())
        command = command.items().isEmpty() ? DataNode() : command.items().first();
    if (command.isMap())
        command = command[u"cmd"];
    return command.text().trimmed();
}

// deps: [build, {task: lint}]
QString dependenciesOf(const DataNode &task)
{
    QStringList names;
    for (const DataNode &item : task[u"deps"].items())
        names.append(item.isMap() ? item[u"task"].text() : item.text());
    names.removeAll(QString());
    return names.join(", "_L1);
}

void TaskCollector::add(const DataNode::Member &member, const DataNode &globals,
                        const QString &path, const Scope &scope)
{
    const DataNode &task = member.value;
    const QString name = scope.prefixes.first() + member.key;
    if (!isUsableName(m_findings, name, u"task"_s, path, member.line))
        return;
    if (name.contains(u'=')) {
        m_findings.addProblem(
            path, member.line,
            u"the task \"%1\" holds a \"=\" and would be taken for a variable"_s.arg(name),
            u"Rename it to have it listed."_s);
        return;
    }
    Command command;
    command.id = Command::makeId(u"taskfile"_s, m_root.path, name);
    command.name = name;
    command.project = m_root.folder;
    command.file = path;
    command.line = member.line;
    command.workingDirectory = m_context.absolutePath(m_root.folder);
    command.description = joinLines({task[u"desc"].text(), task[u"summary"].text()});
    if (command.description.isEmpty())
        command.description = firstCommand(task);
    if (const QString first = dependenciesOf(task);
        command.description.isEmpty() && !first.isEmpty())
        command.description = u"Runs first: "_s + first;
    command.hidden = scope.internal || task[u"internal"].boolean().value_or(false);
    command.argv = {u"task"_s};
    command.confirmation = joinLines(task[u"prompt"].texts());
    if (!command.confirmation.isEmpty())
        command.argv.append(u"--yes"_s); // we ask; Task would wait on its standard input
    command.parameters = parametersOf(task, globals, scope);
    if (name.contains(u'*')) {
        Parameter place;
        place.name = u"task"_s;
        place.required = true;
        place.placeholder = name;
        place.help = u"The task's whole name, with a word in place of each *"_s;
        command.parameters.prepend(place);
    } else {
        command.argv.append(name);
        command.freeArgumentsPrefix = {u"--"_s};
    }
    m_names.insert(name);
    m_findings.commands.append(command);
    addAliases(member, scope);
}

void TaskCollector::addAliases(const DataNode::Member &member, const Scope &scope)
{
    const qsizetype index = m_findings.commands.size() - 1;
    QStringList aliases;
    for (const QString &prefix : scope.prefixes) {
        if (prefix != scope.prefixes.first())
            aliases.append(prefix + member.key);
        for (const QString &alias : member.value[u"aliases"].texts())
            aliases.append(prefix + alias);
        if (member.key == "default"_L1 && !prefix.isEmpty())
            m_defaults.append({prefix.chopped(1), index});
    }
    if (!aliases.isEmpty())
        m_aliases.insert(index, aliases);
}

} // namespace

QString TaskfileProvider::source() const
{
    return u"taskfile"_s;
}

bool TaskfileProvider::wants(const QString &name, const QString &) const
{
    return std::find(taskfileNames.begin(), taskfileNames.end(), name) != taskfileNames.end();
}

Findings TaskfileProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    // Of several in a folder Task takes the first. On a file system that ignores case, that may be
    // this one by another name.
    const QString taken = taskfileIn(file.folder, context);
    if (taken != file.path
        && QFileInfo(context.absolutePath(taken)) != QFileInfo(context.absolutePath(file.path)))
        return {};
    return TaskCollector(file, context).collect();
}

} // namespace CommandRunner
