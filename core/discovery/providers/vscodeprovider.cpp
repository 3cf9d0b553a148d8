// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/vscodeprovider.h"

#include "core/command/shellwords.h"
#include "core/discovery/formats/vscodetext.h"
#include "core/discovery/python/pythonenvironment.h"
#include "core/discovery/scan/providertools.h"

#include <QDir>
#include <QSet>
#include <QSysInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using Quoting = VsCodeWord::Quoting;

// The block of a task that only holds on this system.
QString systemKey()
{
    const QString kernel = QSysInfo::kernelType();
    return kernel == "winnt"_L1 ? u"windows"_s : kernel == "darwin"_L1 ? u"osx"_s : u"linux"_s;
}

// What VS Code puts between quotes by itself: a word with a blank outside of quotes.
bool needsQuotes(const QString &text)
{
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'\\')
            ++i;
        else if (c == u'\'' || c == u'"')
            quote = c;
        else if (c == u' ')
            return true;
    }
    return false;
}

Quoting quotingOf(const DataNode &node)
{
    const QString name = node[u"quoting"].text();
    return name == "escape"_L1 ? Quoting::Escape
        : name == "weak"_L1    ? Quoting::Weak
                               : Quoting::Strong;
}

// "text" or {"value": "text", "quoting": "strong"}
VsCodeWord wordOf(const DataNode &node, bool shell)
{
    if (node.isMap())
        return {node[u"value"].texts().join(u' '), shell ? quotingOf(node) : Quoting::Strong};
    const bool strong = !shell || needsQuotes(node.text());
    return {node.text(), strong ? Quoting::Strong : Quoting::None};
}

QString listed(const DataNode &node)
{
    QStringList names = node.texts();
    for (const DataNode &item : node.items()) {
        if (item.isMap())
            names.append(item[u"task"].isMap() ? item[u"task"][u"type"].text()
                                               : item[u"task"].text());
    }
    if (node.isMap())
        names.append(node[u"task"].text());
    names.removeAll(QString());
    return names.join(", "_L1);
}

QString labelOf(const DataNode &task)
{
    const DataNode &label = task.contains(u"label") ? task[u"label"] : task[u"taskName"];
    if (!label.text().isEmpty() || task[u"type"].text() != "npm"_L1)
        return label.text();
    const QString path = task[u"path"].text();
    return u"npm: "_s + task[u"script"].text() + (path.isEmpty() ? QString() : u" - "_s + path);
}

// One of both files.
class EntryReader final
{
public:
    EntryReader(const SourceFile &file, const DataNode &root, const DiscoveryContext &context)
        : m_file(file),
          m_root(root),
          m_folder(parentFolder(file.folder)),
          m_context(context),
          m_python(pythonInterpreterFor(m_folder, context))
    {}

    Findings readTasks();
    Findings readConfigurations();

private:
    // An entry on its way to a command.
    struct Draft {
        VsCodeLine line;
        VsCodeShell shell = defaultVsCodeShell();
        QString folder;                     // where it runs, as written
        QMap<QString, QString> environment; // as written
        QStringList freeArgumentsPrefix;
    };

    void readTask(const DataNode &task);
    bool taskLine(const DataNode &task, const QString &type, Draft &draft);
    bool toolLine(const DataNode &task, const QString &type, Draft &draft);
    void applyOptions(const DataNode &options, Draft &draft) const;
    void readConfiguration(const DataNode &entry);
    bool configurationLine(const DataNode &entry, const QString &type, Draft &draft);
    void appendArguments(const DataNode &entry, QStringView key, Draft &draft);
    void add(const DataNode &entry, const QString &name, const QString &description, Draft &draft);
    bool resolve(Draft &draft, VsCodeVariables &variables, Command &command);
    bool isNew(const QString &name, const QString &what, int line);
    bool refuse(const QString &message, const QString &hint)
    {
        m_findings.addProblem(m_file.path, m_line, message, hint);
        return false;
    }
    // The entry's own value, or that of its block for this system.
    static const DataNode &valueOf(const DataNode &entry, QStringView key)
    {
        const DataNode &own = entry[systemKey()][key];
        return own.isNull() ? entry[key] : own;
    }

    const SourceFile &m_file;
    const DataNode &m_root;
    const QString m_folder; // that holds .vscode
    const DiscoveryContext &m_context;
    const QString m_python;
    Findings m_findings;
    QSet<QString> m_names;
    QString m_what; // "task \"x\"", for problems
    int m_line = 0;
};

bool EntryReader::isNew(const QString &name, const QString &what, int line)
{
    m_line = line;
    m_what = u"the %1 \"%2\""_s.arg(what, name);
    // A name is no word of an argument vector here, so that a dash is no harm.
    if (!name.startsWith(u'-') && !isUsableName(m_findings, name, what, m_file.path, line))
        return false;
    if (m_names.contains(name))
        return refuse(m_what + u" is there twice"_s, u"Rename one of them to have both listed."_s);
    m_names.insert(name);
    return true;
}

Findings EntryReader::readTasks()
{
    const DataNode &tasks = m_root[u"tasks"];
    const QString version = m_root[u"version"].text();
    m_line = m_root[u"version"].line();
    if (version.section(u'.', 0, 0) != "2"_L1 && !tasks.isNull()) {
        refuse(version.isEmpty() ? u"names no version of its format"_s
                                 : u"is of version %1, which is no longer read"_s.arg(version),
               u"Write \"version\": \"2.0.0\", with tasks of that format."_s);
        return m_findings;
    }
    m_line = tasks.line();
    if (!tasks.isList() && !tasks.isNull())
        refuse(u"\"tasks\" is not a list"_s, u"Tasks are written as [{\"label\": \"build\"}]."_s);
    for (const DataNode &task : tasks.items())
        readTask(task);
    return m_findings;
}

void EntryReader::readTask(const DataNode &task)
{
    const QString name = labelOf(task);
    if (!isNew(name, u"task"_s, task.line()))
        return;
    Draft draft;
    draft.line.name = name;
    for (const DataNode *level : {&m_root, &task}) {
        applyOptions((*level)[u"options"], draft);
        applyOptions((*level)[systemKey()][u"options"], draft);
    }
    const QString type = valueOf(task, u"type").text();
    if (!taskLine(task, type, draft))
        return;
    const QString first = listed(task[u"dependsOn"]);
    QString description = task[u"detail"].text();
    if (description.trimmed().isEmpty()) {
        for (const VsCodeWord &word : std::as_const(draft.line.words))
            description += (description.isEmpty() ? QString() : u" "_s) + word.text;
    }
    add(task, name,
        joinLines({description, first.isEmpty() ? QString() : u"Needs, run before: "_s + first}),
        draft);
    if (!m_findings.commands.isEmpty() && m_findings.commands.last().name == name)
        m_findings.commands.last().hidden = task[u"hide"].boolean().value_or(false);
}

void EntryReader::applyOptions(const DataNode &options, Draft &draft) const
{
    if (!options[u"cwd"].text().isEmpty())
        draft.folder = options[u"cwd"].text();
    for (const DataNode::Member &variable : membersOf(options[u"env"])) {
        if (variable.value.isText() && !variable.key.isEmpty() && !variable.key.contains(u'='))
            draft.environment.insert(variable.key, variable.value.text());
    }
    const DataNode &shell = options[u"shell"];
    if (!shell[u"executable"].text().isEmpty())
        draft.shell = vsCodeShellOf(shell[u"executable"].text(), shell[u"args"].texts());
}

bool EntryReader::taskLine(const DataNode &task, const QString &type, Draft &draft)
{
    if (!type.isEmpty() && type != "shell"_L1 && type != "process"_L1)
        return toolLine(task, type, draft);
    const DataNode &command = valueOf(task, u"command");
    const DataNode &arguments = valueOf(task, u"args");
    if (command.isNull() || wordOf(command, false).text.trimmed().isEmpty()) {
        const QString others = listed(task[u"dependsOn"]);
        if (others.isEmpty())
            return refuse(m_what + u" has no command"_s, u"Write what it runs in \"command\"."_s);
        return refuse(m_what + u" only runs others: "_s + others, u"Run these one by one."_s);
    }
    const bool shell = type == "shell"_L1;
    // A line without arguments is taken as it is.
    if (shell && arguments.items().isEmpty() && !command.isMap())
        draft.line.words = {{command.texts().join(u' '), Quoting::None}};
    else
        draft.line.words = {wordOf(command, shell)};
    for (const DataNode &argument : arguments.items())
        draft.line.words.append(wordOf(argument, shell));
    return true;
}

// Types that are no line of their own but belong to a tool.
bool EntryReader::toolLine(const DataNode &task, const QString &type, Draft &draft)
{
    QStringList words;
    if (type == "npm"_L1) {
        const QString script = task[u"script"].text();
        if (script.isEmpty() || script.startsWith(u'-'))
            return refuse(m_what + u" names no script that npm can run"_s,
                          u"Write one of package.json's scripts in \"script\"."_s);
        words = script == "install"_L1 ? QStringList{u"npm"_s, script}
                                       : QStringList{u"npm"_s, u"run"_s, script};
        draft.freeArgumentsPrefix = {u"--"_s};
        if (const QString path = task[u"path"].text(); !path.isEmpty() && draft.folder.isEmpty())
            draft.folder = path;
    } else if (type == "gulp"_L1 || type == "grunt"_L1 || type == "jake"_L1) {
        const QString name = task[u"task"].text();
        if (name.isEmpty() || name.startsWith(u'-'))
            return refuse(m_what + u" names no task that %1 can run"_s.arg(type),
                          u"Write its name in \"task\"."_s);
        words = {u"npx"_s, u"--no-install"_s, type, name};
    } else if (type == "typescript"_L1) {
        const QString configuration = task[u"tsconfig"].text();
        words = {u"npx"_s, u"--no-install"_s, u"tsc"_s, u"-p"_s,
                 configuration.isEmpty() ? u"tsconfig.json"_s : u"./"_s + configuration};
        if (task[u"option"].text() == "watch"_L1)
            words.append(u"--watch"_s);
    } else if (type == "cargo"_L1 || type == "cppbuild"_L1) {
        words = QStringList{task[u"command"].text()} + task[u"args"].texts();
        if (type == "cargo"_L1)
            words.prepend(u"cargo"_s);
    } else {
        return refuse(m_what + u" is of type \"%1\", which only an extension runs"_s.arg(type),
                      u"Write it as type \"shell\" or \"process\" to have it listed."_s);
    }
    for (const QString &word : std::as_const(words))
        draft.line.words.append({word, Quoting::Strong});
    return true;
}

Findings EntryReader::readConfigurations()
{
    const DataNode &entries = m_root[u"configurations"];
    m_line = entries.line();
    if (!entries.isList() && !entries.isNull())
        refuse(u"\"configurations\" is not a list"_s,
               u"They are written as [{\"name\": \"Server\", \"type\": \"node\"}]."_s);
    for (const DataNode &entry : entries.items())
        readConfiguration(entry);
    for (const DataNode &compound : m_root[u"compounds"].items()) {
        if (!isNew(compound[u"name"].text(), u"compound"_s, compound.line()))
            continue;
        QStringList others = compound[u"configurations"].texts();
        for (const DataNode &item : compound[u"configurations"].items())
            others.append(item[u"name"].text()); // of another folder of the workspace
        others.removeAll(QString());
        refuse(m_what + u" only runs others: "_s + others.join(", "_L1),
               u"Run these one by one."_s);
    }
    return m_findings;
}

void EntryReader::readConfiguration(const DataNode &entry)
{
    static const QSet<QString> known{u"python"_s,   u"debugpy"_s,       u"node"_s,
                                     u"pwa-node"_s, u"node-terminal"_s, u"bashdb"_s};
    const QString type = entry[u"type"].text();
    const QString request = entry[u"request"].text();
    if (!known.contains(type) || request == "attach"_L1)
        return; // needs its debugger
    const QString name = entry[u"name"].text();
    if (!isNew(name, u"configuration"_s, entry.line()))
        return;
    Draft draft;
    draft.line.name = name;
    applyOptions(entry, draft); // "cwd" and "env" stand in the entry itself
    applyOptions(entry[systemKey()], draft);
    if (!configurationLine(entry, type, draft))
        return;
    const QString task = entry[u"preLaunchTask"].text();
    const QString file = entry[u"envFile"].text();
    add(entry, name,
        joinLines({valueOf(entry, u"program").text(), valueOf(entry, u"module").text(),
                   valueOf(entry, u"command").text(),
                   task.isEmpty() ? QString() : u"Needs, run before: "_s + task,
                   file.isEmpty() ? QString() : u"VS Code also sets what is in "_s + file}),
        draft);
    if (!m_findings.commands.isEmpty() && m_findings.commands.last().name == name)
        m_findings.commands.last()
            .hidden = entry.at({u"presentation", u"hidden"}).boolean().value_or(false);
}

void EntryReader::appendArguments(const DataNode &entry, QStringView key, Draft &draft)
{
    const DataNode &node = valueOf(entry, key);
    QStringList words = node.texts();
    if (node.isText())
        words = splitShellWords(node.text()).value_or(words);
    for (const QString &word : std::as_const(words))
        draft.line.words.append({word, Quoting::Strong});
}

bool EntryReader::configurationLine(const DataNode &entry, const QString &type, Draft &draft)
{
    const auto append = [&draft](const QString &word) {
        draft.line.words.append({word, Quoting::Strong});
    };
    const QString program = valueOf(entry, u"program").text();
    const QString module = valueOf(entry, u"module").text();
    if (type == "node-terminal"_L1) {
        const QString line = valueOf(entry, u"command").text();
        draft.line.words = {{line, Quoting::None}};
        return !line.trimmed().isEmpty()
            || refuse(m_what + u" has no command"_s, u"Write what it runs in \"command\"."_s);
    }
    const bool python = type == "python"_L1 || type == "debugpy"_L1;
    const QString runtime = valueOf(entry, u"runtimeExecutable").text();
    if (program.isEmpty() && module.isEmpty() && (python || runtime.isEmpty()))
        return refuse(m_what + u" names no program"_s, u"Write what it runs in \"program\"."_s);
    if (program.startsWith(u'-') || module.startsWith(u'-'))
        return refuse(m_what + u" names a program that would be taken for an option"_s,
                      u"Write \"./\" before it."_s);
    if (python) {
        const QString named = valueOf(entry, u"python").isText() ? valueOf(entry, u"python").text()
                                                                 : entry[u"pythonPath"].text();
        append(named.isEmpty() ? u"${command:python.interpreterPath}"_s : named);
        appendArguments(entry, u"pythonArgs", draft);
        if (!draft.environment.contains(u"PYTHONUNBUFFERED"_s))
            draft.environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
        if (!module.isEmpty())
            append(u"-m"_s);
        append(module.isEmpty() ? program : module);
    } else if (type == "bashdb"_L1) {
        append(u"bash"_s);
        append(program);
    } else {
        append(runtime.isEmpty() ? u"node"_s : runtime);
        appendArguments(entry, u"runtimeArgs", draft);
        if (!program.isEmpty())
            append(program);
    }
    appendArguments(entry, u"args", draft);
    return true;
}

bool EntryReader::resolve(Draft &draft, VsCodeVariables &variables, Command &command)
{
    QString unknown;
    const auto expand = [&](const QString &text) {
        const auto expanded = variables.expand(text);
        if (!expanded && unknown.isEmpty())
            unknown = expanded.error();
        return expanded.value_or(QString());
    };
    for (VsCodeWord &word : draft.line.words)
        word.text = expand(word.text);
    QString folder = VsCodeVariables::withLiterals(expand(draft.folder));
    for (auto it = draft.environment.cbegin(); it != draft.environment.cend(); ++it) {
        const QString marked = expand(*it);
        const QString value = VsCodeVariables::withLiterals(marked);
        if (VsCodeVariables::hasMark(value))
            draft.line.environment.insert(it.key(), marked);
        else
            command.environment.insert(it.key(), value);
    }
    for (QString &word : draft.shell.start)
        word = VsCodeVariables::withLiterals(expand(word));
    const bool late = VsCodeVariables::hasMark(folder + draft.shell.start.join(u' '));
    if (unknown.isEmpty() && late)
        return refuse(m_what + u" runs in a folder or shell that is known only when it starts"_s,
                      u"Write \"cwd\" and \"shell\" without ${env:…} and ${input:…}."_s);
    if (!unknown.isEmpty())
        return refuse(m_what + u" uses %1, which only the editor knows"_s.arg(unknown),
                      u"Replace it, for instance with an ${input:…}, to have it listed."_s);
    const QString base = m_context.absolutePath(m_folder);
    command.workingDirectory = QDir::cleanPath(
        QDir::isAbsolutePath(folder) ? folder : joinPath(base, folder));
    return true;
}

void EntryReader::add(const DataNode &entry, const QString &name, const QString &description,
                      Draft &draft)
{
    Command command;
    command.name = name;
    command.project = m_folder;
    command.file = m_file.path;
    command.line = entry.line();
    command.description = description;
    command.freeArgumentsPrefix = draft.freeArgumentsPrefix;
    VsCodeVariables variables(m_context.absolutePath(m_folder), m_python, m_root[u"inputs"]);
    if (!resolve(draft, variables, command))
        return;
    draft.line.parameters = variables.parameters();
    const auto argv = vsCodeArgv(draft.line, draft.shell);
    if (!argv) {
        refuse(m_what + u" cannot be run: "_s + argv.error(),
               u"Write it as type \"process\", or for bash in \"options\", \"shell\"."_s);
        return;
    }
    command.argv = *argv;
    command.parameters = variables.parameters();
    m_findings.commands.append(command);
}

} // namespace

QString VsCodeProvider::source() const
{
    return u"vscode"_s;
}

bool VsCodeProvider::wants(const QString &name, const QString &folder) const
{
    return (name == "tasks.json"_L1 || name == "launch.json"_L1)
        && (folder == ".vscode"_L1 || folder.endsWith("/.vscode"_L1));
}

Findings VsCodeProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto root = readDataFile(findings, file.path, context, DataFormat::Json);
    if (!root)
        return findings;
    EntryReader reader(file, *root, context);
    return file.name == "tasks.json"_L1 ? reader.readTasks() : reader.readConfigurations();
}

} // namespace CommandRunner
