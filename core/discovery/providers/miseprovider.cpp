// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/miseprovider.h"

#include "core/discovery/formats/usagespec.h"
#include "core/discovery/scan/providertools.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 headBytes = 64 << 10; // what a file says about itself stands at its beginning
constexpr int deepestFolder = 8;
constexpr qsizetype largestTaskCount = 50'000;

// Below a project's folder; of several that define a task the first has it.
constexpr std::array configurationFiles{
    "mise.local.toml"_L1,
    ".mise.local.toml"_L1,
    "mise.toml"_L1,
    ".mise.toml"_L1,
    "mise/config.local.toml"_L1,
    "mise/config.toml"_L1,
    ".mise/config.local.toml"_L1,
    ".mise/config.toml"_L1,
    ".config/mise.local.toml"_L1,
    ".config/mise.toml"_L1,
    ".config/mise/mise.local.toml"_L1,
    ".config/mise/mise.toml"_L1,
    ".config/mise/config.local.toml"_L1,
    ".config/mise/config.toml"_L1,
};

constexpr std::array taskFolders{
    "mise-tasks"_L1, ".mise-tasks"_L1, ".mise/tasks"_L1, ".config/mise/tasks"_L1, "mise/tasks"_L1,
};

constexpr auto moreConfigurations = ".config/mise/conf.d"_L1; // each *.toml in it

// `path` less a last part that `end` names; nothing when it does not end so.
std::optional<QString> withoutEnd(const QString &path, QLatin1StringView end)
{
    if (path == end)
        return QString();
    if (path.endsWith(end) && path.at(path.size() - end.size() - 1) == u'/')
        return path.chopped(end.size() + 1);
    return std::nullopt;
}

// The folder of the project that a file belongs to.
std::optional<QString> rootOf(const QString &name, const QString &folder)
{
    // The longest match: "mise/tasks" also ends ".config/mise/tasks".
    std::optional<QString> root;
    const auto consider = [&root](const std::optional<QString> &found) {
        if (found && (!root || found->size() < root->size()))
            root = found;
    };
    for (const QLatin1StringView file : configurationFiles)
        consider(withoutEnd(joinPath(folder, name), file));
    if (name.endsWith(".toml"_L1))
        consider(withoutEnd(folder, moreConfigurations));
    if (root)
        return root;
    for (QString above = folder;; above = parentFolder(above)) {
        for (const QLatin1StringView tasks : taskFolders)
            consider(withoutEnd(above, tasks));
        if (root || above.isEmpty())
            return root;
    }
}

// What a task file says in comments: "#MISE description=…" as TOML, "#USAGE flag …".
struct FileHead {
    QByteArray toml;
    QString usage;
    int line = 1; // of the first such comment
};

FileHead readHead(const QString &path)
{
    static const QRegularExpression pattern(
        uR"re(^(?:#|//|::|--|;)\s*(?:\[?(MISE|mise)\]?|\[?(USAGE)\]?)\s+(\S.*)$)re"_s);
    FileHead head;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return head;
    const QByteArray content = file.read(headBytes);
    if (content.contains('\0'))
        return head;
    const QStringList lines = sourceText(content).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = pattern.match(lines.at(i).trimmed());
        if (!match.hasMatch())
            continue;
        if (head.toml.isEmpty() && head.usage.isEmpty())
            head.line = int(i) + 1;
        if (match.captured(1).isEmpty())
            head.usage += match.captured(3) + u'\n';
        else
            head.toml += match.captured(3).toUtf8() + '\n';
    }
    return head;
}

// The tasks of one project.
class MiseReader final
{
public:
    MiseReader(const QString &root, const DiscoveryContext &context)
        : m_root(root),
          m_context(context)
    {}

    Findings read();

private:
    void readConfiguration(const QString &path);
    void readIncludes(const DataNode &includes, const QString &path);
    void readTasks(const DataNode &tasks, const QString &path);
    void readFolder(const QString &folder, const QString &prefix, int depth);
    void readFile(const QString &path, const QString &name);
    void addTask(const QString &name, const DataNode &task, const QString &path, int line);
    void applyUsage(Command &command, const QString &usage, int line);
    static QString descriptionOf(const DataNode &task);

    bool exists(const QString &path) const
    {
        return QFileInfo(m_context.absolutePath(path)).isFile();
    }

    const QString m_root;
    const DiscoveryContext &m_context;
    Findings m_findings;
    QSet<QString> m_names;
    bool m_ownFolders = false; // the configuration says where tasks are
};

Findings MiseReader::read()
{
    for (const QLatin1StringView name : configurationFiles) {
        if (const QString path = joinPath(m_root, name); exists(path))
            readConfiguration(path);
    }
    if (const auto folder = pathInside(m_root, moreConfigurations, m_context)) {
        const QDir directory(m_context.listedFolder(*folder));
        const QStringList names = directory.entryList({u"*.toml"_s}, QDir::Files, QDir::Name);
        for (const QString &name : names)
            readConfiguration(joinPath(*folder, name));
    }
    if (!m_ownFolders) {
        for (const QLatin1StringView name : taskFolders) {
            if (const auto folder = pathInside(m_root, name, m_context))
                readFolder(*folder, {}, 0);
        }
    }
    return m_findings;
}

void MiseReader::readConfiguration(const QString &path)
{
    const auto root = readDataFile(m_findings, path, m_context, DataFormat::Toml);
    if (!root)
        return;
    const DataNode &tasks = (*root)[u"tasks"];
    if (!tasks.isMap() && !tasks.isNull())
        m_findings.addProblem(path, tasks.line(), u"\"tasks\" is not a table"_s,
                              u"Tasks are written as [tasks.name]."_s);
    readTasks(tasks, path);
    const DataNode &includes = root->at({u"task_config", u"includes"});
    if (includes.isList()) {
        m_ownFolders = true;
        readIncludes(includes, path);
    }
}

void MiseReader::readIncludes(const DataNode &includes, const QString &path)
{
    static const QRegularExpression rootPattern(uR"(\{\{\s*config_root\s*\}\})"_s);
    for (const DataNode &item : includes.items()) {
        QString text = item.text();
        text.replace(rootPattern, m_context.absolutePath(m_root));
        const bool remote = text.contains("::"_L1) || text.contains("://"_L1);
        const auto included = remote || text.contains("{{"_L1)
            ? std::nullopt
            : pathInside(m_root, text, m_context);
        if (!included) {
            m_findings.addProblem(
                path, item.line(),
                u"the include \"%1\" cannot be followed inside this folder"_s.arg(item.text()),
                u"Its tasks are not listed; \"mise tasks\" names them."_s);
        } else if (!text.endsWith(".toml"_L1)) {
            readFolder(*included, {}, 0);
        } else if (exists(*included)) {
            if (const auto root = readDataFile(m_findings, *included, m_context, DataFormat::Toml))
                readTasks(*root, *included);
        }
    }
}

void MiseReader::readTasks(const DataNode &tasks, const QString &path)
{
    for (const DataNode::Member &member : membersOf(tasks))
        addTask(member.key, member.value, path, member.line);
}

// The members of a folder, those below it as "folder:member".
void MiseReader::readFolder(const QString &folder, const QString &prefix, int depth)
{
    const QDir directory(m_context.listedFolder(folder));
    if (depth > deepestFolder || m_context.cancelled() || !directory.exists())
        return;
    const QFileInfoList entries = directory.entryInfoList(
        QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &entry : entries) {
        const QString path = joinPath(folder, entry.fileName());
        if (entry.isDir() && !entry.isSymLink()) {
            readFolder(path, prefix + entry.fileName() + u':', depth + 1);
        } else if (entry.isFile() && entry.suffix() == "toml"_L1) {
            if (const auto root = readDataFile(m_findings, path, m_context, DataFormat::Toml))
                readTasks(*root, path);
        } else if (entry.isFile() && entry.isExecutable()) {
            const bool group = entry.fileName() == "_default"_L1 && !prefix.isEmpty();
            readFile(path, group ? prefix.chopped(1) : prefix + entry.fileName());
        }
    }
}

void MiseReader::readFile(const QString &path, const QString &name)
{
    const FileHead head = readHead(m_context.absolutePath(path));
    const DataResult properties = readToml(head.toml);
    if (!properties)
        m_findings.addProblem(
            path, head.line,
            u"the #MISE comments are not valid TOML: %1"_s.arg(properties.error().message),
            u"Write each as name = \"value\"."_s);
    const auto count = m_findings.commands.size();
    addTask(name, properties.value_or(DataNode::map({}, 1)), path, 1);
    if (m_findings.commands.size() == count)
        return;
    applyUsage(m_findings.commands.last(), head.usage, head.line);
}

QString MiseReader::descriptionOf(const DataNode &task)
{
    const DataNode &run = task.isMap() ? task[u"run"] : task;
    QString description = task[u"description"].text().trimmed();
    if (description.isEmpty())
        description = run.texts().value(0).trimmed();
    const QString first = task[u"depends"].texts().join(", "_L1);
    const QString aliases = (task[u"alias"].texts() + task[u"aliases"].texts()).join(", "_L1);
    return joinLines({description, first.isEmpty() ? QString() : u"Runs first: "_s + first,
                      aliases.isEmpty() ? QString() : u"Alias: "_s + aliases});
}

void MiseReader::addTask(const QString &name, const DataNode &task, const QString &path, int line)
{
    if (m_names.contains(name) || m_findings.commands.size() >= largestTaskCount
        || !isUsableName(m_findings, name, u"task"_s, path, line))
        return;
    const bool plain = task.isList() || (task.isText() && !task.number() && !task.boolean());
    if (!plain && !task.isMap()) {
        m_findings.addProblem(path, line,
                              u"the task \"%1\" is neither a text nor a table"_s.arg(name),
                              u"Write its command line between quotes."_s);
        return;
    }
    if (name == ":::"_L1) {
        m_findings.addProblem(path, line, u"\":::\" separates tasks and cannot name one"_s,
                              u"Rename it to have it listed."_s);
        return;
    }
    m_names.insert(name);
    Command command;
    command.id = Command::makeId(u"mise"_s, path, name);
    command.name = name;
    command.project = m_root;
    command.file = path;
    command.line = line;
    command.description = descriptionOf(task);
    command.workingDirectory = m_context.absolutePath(m_root); // mise itself goes to "dir"
    command.hidden = task[u"hide"].boolean().value_or(false);
    const DataNode &confirm = task[u"confirm"];
    command.confirmation = (confirm.isMap() ? confirm[u"message"] : confirm).text().trimmed();
    command.argv = {u"mise"_s, u"run"_s};
    if (!command.confirmation.isEmpty())
        command.argv.append(u"--yes"_s); // we ask; mise would want a terminal
    command.argv.append(name);
    applyUsage(command, task[u"usage"].text(), task[u"usage"].line());
    m_findings.commands.append(command);
}

void MiseReader::applyUsage(Command &command, const QString &usage, int line)
{
    if (usage.trimmed().isEmpty())
        return;
    const auto parameters = readUsageSpec(usage);
    if (parameters) {
        command.parameters = *parameters;
        return;
    }
    m_findings.addProblem(
        command.file, line + parameters.error().line - 1,
        u"the usage of \"%1\" cannot be read: %2"_s.arg(command.name, parameters.error().message),
        u"Correct it; the task is listed without its arguments."_s);
}

} // namespace

QString MiseProvider::source() const
{
    return u"mise"_s;
}

bool MiseProvider::wants(const QString &name, const QString &folder) const
{
    return (name.endsWith(".toml"_L1) || folder.contains("mise"_L1)) && rootOf(name, folder);
}

Findings MiseProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    const auto root = rootOf(file.name, file.folder);
    if (!root || m_roots.contains(*root))
        return {};
    m_roots.insert(*root);
    return MiseReader(*root, context).read();
}

} // namespace CommandRunner
