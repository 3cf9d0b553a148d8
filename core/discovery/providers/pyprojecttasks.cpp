// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/pyprojecttasks.h"

#include "core/discovery/python/pythonenvironment.h"
#include "core/discovery/scan/providertools.h"

#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestSequence = 5;

// What a task runs, for reading: its command line, or those of a sequence.
QString whatRuns(const DataNode &task, int depth = 0)
{
    if (task.isText())
        return task.text();
    if (depth > deepestSequence)
        return u"…"_s;
    if (task.isList()) {
        QStringList steps;
        for (const DataNode &step : task.items())
            steps.append(whatRuns(step, depth + 1));
        return steps.join("; "_L1);
    }
    constexpr std::array<QStringView, 9> kinds{u"cmd",      u"shell",     u"script",
                                               u"call",     u"composite", u"sequence",
                                               u"parallel", u"ref",       u"expr"};
    for (const QStringView kind : kinds) {
        const DataNode &value = task[kind];
        if (value.isNull())
            continue;
        // A list is one command's words for "cmd", several commands elsewhere.
        return kind == u"cmd" ? value.texts().join(u' ') : whatRuns(value, depth + 1);
    }
    return {};
}

QString runs(const DataNode &task)
{
    const QString text = whatRuns(task).trimmed();
    return text.isEmpty() ? QString() : u"Runs: "_s + text;
}

// "pre_build" and "post_build" run with "build".
bool isHookOf(const QString &name, const DataNode &scripts)
{
    return (name.startsWith("pre_"_L1) && scripts.contains(QStringView(name).sliced(4)))
        || (name.startsWith("post_"_L1) && scripts.contains(QStringView(name).sliced(5)));
}

} // namespace

void PyprojectTasks::add(const Command &command, const QString &tool)
{
    Command added = command;
    added.id = Command::makeId(u"pyproject"_s, m_file.path, command.name);
    if (m_ids.contains(added.id))
        added.id = Command::makeId(u"pyproject"_s, m_file.path, tool + u':' + command.name);
    if (m_ids.contains(added.id))
        return;
    m_ids.insert(added.id);
    m_findings.commands.append(added);
}

// False for what is not there, and for what is no table (a problem).
bool PyprojectTasks::takes(const DataNode &table, const QString &what)
{
    if (!table.isNull() && !table.isMap())
        m_findings.addProblem(m_file.path, table.line(), u"[%1] is not a table"_s.arg(what),
                              u"Write one \"name = value\" line for each entry."_s);
    return table.isMap();
}

bool PyprojectTasks::hasEnvironmentOf(const QString &tool, const QString &lockFile) const
{
    return !m_root.at({u"tool", tool}).isNull()
        || nearestFolderWith(m_file.folder, {lockFile}, m_context).has_value();
}

void PyprojectTasks::addProgram(const QString &name, int line, const QString &entryPoint)
{
    if (!isUsableName(m_findings, name, u"script"_s, m_file.path, line))
        return;
    if (name.contains(u'/') || name.contains(u'\\')) {
        m_findings.addProblem(m_file.path, line,
                              u"the script \"%1\" has a slash in its name"_s.arg(name),
                              u"Rename it: it is the name of a program."_s);
        return;
    }
    Command command = commandAt(m_file, m_context, name, line);
    QString note;
    const QString installed = environmentProgram(name, m_file.folder, m_context);
    if (!installed.isEmpty()) {
        command.argv = {installed};
    } else if (hasEnvironmentOf(u"uv"_s, u"uv.lock"_s)) {
        command.argv = {u"uv"_s, u"run"_s, name};
    } else if (hasEnvironmentOf(u"poetry"_s, u"poetry.lock"_s)) {
        command.argv = {u"poetry"_s, u"run"_s, name};
    } else if (hasEnvironmentOf(u"pdm"_s, u"pdm.lock"_s)) {
        command.argv = {u"pdm"_s, u"run"_s, name};
    } else if (!m_root.at({u"tool", u"hatch", u"envs"}).isNull()) {
        command.argv = {u"hatch"_s, u"run"_s, name};
    } else {
        command.argv = {name};
        command.hidden = true;
        note = u"Not installed in an environment of the project (.venv): looked up in PATH."_s;
    }
    command.description = joinLines({u"Program of this project: "_s + entryPoint, note});
    command.environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
    add(command, u"script"_s);
}

void PyprojectTasks::addProjectScripts()
{
    const std::array tables{
        std::pair{&m_root.at({u"project", u"scripts"}), u"project.scripts"_s},
        std::pair{&m_root.at({u"project", u"gui-scripts"}), u"project.gui-scripts"_s},
        std::pair{&m_root.at({u"tool", u"poetry", u"scripts"}), u"tool.poetry.scripts"_s},
    };
    QSet<QString> names; // Poetry's own table often repeats the standard one
    for (const auto &[table, what] : tables) {
        if (!takes(*table, what))
            continue;
        for (const DataNode::Member &script : table->members()) {
            QString entryPoint = script.value.text();
            for (const QString &key : {u"reference"_s, u"callable"_s}) {
                if (entryPoint.isEmpty())
                    entryPoint = script.value[key].text();
            }
            if (entryPoint.isEmpty()) {
                m_findings.addProblem(m_file.path, script.line,
                                      u"the script \"%1\" names no function"_s.arg(script.key),
                                      u"Write it as \"module:function\"."_s);
            } else if (!names.contains(script.key)) {
                names.insert(script.key);
                addProgram(script.key, script.line, entryPoint);
            }
        }
    }
}

// A tool that is a package of the project's environment: from there, else through the manager that
// knows where the environment is, else from PATH.
QStringList PyprojectTasks::toolOfProject(const QString &program, const QString &package) const
{
    const QString installed = environmentProgram(program, m_file.folder, m_context);
    if (!installed.isEmpty())
        return {installed};
    const auto text = m_context.read(m_file.path);
    if (text && text->contains(package.toUtf8())) {
        if (hasEnvironmentOf(u"uv"_s, u"uv.lock"_s))
            return {u"uv"_s, u"run"_s, program};
        if (hasEnvironmentOf(u"poetry"_s, u"poetry.lock"_s))
            return {u"poetry"_s, u"run"_s, program};
    }
    return {program};
}

void PyprojectTasks::addPoe(const DataNode &poe)
{
    const QStringList argv = toolOfProject(u"poe"_s, u"poethepoet"_s);
    if (takes(poe[u"tasks"], u"tool.poe.tasks"_s))
        addPoeTasks(poe[u"tasks"], m_file.path, argv);
    addPoeIncludes(poe[u"include"], argv);
}

void PyprojectTasks::addPoeTasks(const DataNode &tasks, const QString &file,
                                 const QStringList &argv)
{
    for (const DataNode::Member &task : tasks.members()) {
        if (m_poeNames.contains(task.key)
            || !isUsableName(m_findings, task.key, u"task"_s, file, task.line))
            continue;
        m_poeNames.insert(task.key); // the main file's task wins over an included one
        const DataNode &settings = task.value;
        Command command = commandAt(m_file, m_context, task.key, task.line);
        command.file = file;
        command.argv = argv + QStringList{task.key};
        command.description = joinLines({settings[u"help"].text(), runs(settings)});
        command.parameters = poeParameters(settings[u"args"]);
        if (!command.parameters.isEmpty())
            command.freeArgumentsPrefix = {u"--"_s};
        command.hidden = task.key.startsWith(u'_'); // poe refuses to start these by themselves
        add(command, u"poe"_s);
    }
}

// Included files' own includes do not count for poe.
void PyprojectTasks::addPoeIncludes(const DataNode &include, const QStringList &argv)
{
    QList<std::pair<QString, int>> paths;
    if (include.isText() || include.isMap())
        paths.append({include.isText() ? include.text() : include[u"path"].text(), include.line()});
    for (const DataNode &item : include.items())
        paths.append({item.isText() ? item.text() : item[u"path"].text(), item.line()});
    for (const auto &[path, line] : std::as_const(paths)) {
        const auto inside = pathInside(m_file.folder, path, m_context);
        if (!inside || !fileExists(m_context, *inside)) {
            m_findings.addProblem(m_file.path, line,
                                  u"the included file \"%1\" is not in this folder"_s.arg(path),
                                  u"Its tasks are not listed; correct the path, or add a folder "
                                  "that holds both files."_s);
            continue;
        }
        const bool json = inside->endsWith(".json"_L1);
        const bool yaml = inside->endsWith(".yaml"_L1) || inside->endsWith(".yml"_L1);
        const auto root = readDataFile(m_findings, *inside, m_context,
                                       json       ? DataFormat::Json
                                           : yaml ? DataFormat::Yaml
                                                  : DataFormat::Toml);
        if (!root)
            continue;
        const DataNode &tasks = root->at({u"tool", u"poe", u"tasks"});
        addPoeTasks(tasks.isNull() ? (*root)[u"tasks"] : tasks, *inside, argv);
    }
}

void PyprojectTasks::addPdm(const DataNode &scripts)
{
    if (!takes(scripts, u"tool.pdm.scripts"_s))
        return;
    for (const DataNode::Member &script : scripts.members()) {
        if (script.key == "_"_L1) // settings of all scripts
            continue;
        if (!isUsableName(m_findings, script.key, u"script"_s, m_file.path, script.line))
            continue;
        Command command = commandAt(m_file, m_context, script.key, script.line);
        command.argv = {u"pdm"_s, u"run"_s, script.key};
        command.description = joinLines({script.value[u"help"].text(), runs(script.value)});
        command.hidden = script.key.startsWith(u'_') || isHookOf(script.key, scripts);
        add(command, u"pdm"_s);
    }
}

void PyprojectTasks::addHatch(const DataNode &environments)
{
    if (!takes(environments, u"tool.hatch.envs"_s))
        return;
    for (const DataNode::Member &environment : environments.members()) {
        for (const QString &section : {u"scripts"_s, u"extra-scripts"_s})
            addHatchScripts(environment.key, environment.value, section);
    }
}

void PyprojectTasks::addHatchScripts(const QString &environment, const DataNode &settings,
                                     const QString &section)
{
    const DataNode &scripts = settings[section];
    if (!takes(scripts, u"tool.hatch.envs.%1.%2"_s.arg(environment, section)))
        return;
    const bool isDefault = environment == "default"_L1;
    for (const DataNode::Member &script : scripts.members()) {
        const QString name = isDefault ? script.key : environment + u':' + script.key;
        if (!isUsableName(m_findings, name, u"script"_s, m_file.path, script.line))
            continue;
        Command command = commandAt(m_file, m_context, name, script.line);
        command.argv = {u"hatch"_s, u"run"_s, name};
        command.description = joinLines({runs(script.value),
                                         isDefault ? QString()
                                                   : joinLines({u"Environment: "_s + environment,
                                                                settings[u"description"].text()})});
        command.hidden = script.key.startsWith(u'_');
        add(command, u"hatch"_s);
    }
}

void PyprojectTasks::addTaskipy(const DataNode &tasks)
{
    if (!takes(tasks, u"tool.taskipy.tasks"_s))
        return;
    const QStringList argv = toolOfProject(u"task"_s, u"taskipy"_s);
    for (const DataNode::Member &task : tasks.members()) {
        if (!isUsableName(m_findings, task.key, u"task"_s, m_file.path, task.line))
            continue;
        Command command = commandAt(m_file, m_context, task.key, task.line);
        command.argv = argv + QStringList{task.key};
        command.description = joinLines({task.value[u"help"].text(), runs(task.value)});
        command.hidden = isHookOf(task.key, tasks);
        add(command, u"taskipy"_s);
    }
}

} // namespace CommandRunner
