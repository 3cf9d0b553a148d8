// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/projectprovider.h"

#include "core/command/commandmarks.h"
#include "core/discovery/providers/descriptionkeys.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString questionOf(const DataNode &value, const QString &name)
{
    if (const auto asked = value.boolean())
        return *asked ? u"Run \"%1\"?"_s.arg(name) : QString();
    return value.text();
}

QMap<QString, QString> pairsOf(const DataNode &table)
{
    QMap<QString, QString> pairs;
    for (const DataNode::Member &pair : table.members())
        pairs.insert(pair.key, pair.value.text());
    return pairs;
}

// Without a name of a value it is the command's default.
QList<ChainStep> stepsOf(const DataNode &list)
{
    QList<ChainStep> steps;
    for (const DataNode &item : list.items()) {
        ChainStep step{item.isText() ? item.text() : item[u"command"].text(), {}};
        for (const DataNode::Member &value : item[u"values"].members())
            step.values.insert(value.key, value.value.texts());
        steps.append(step);
    }
    return steps;
}

qint64 millisecondsOf(const DataNode &seconds)
{
    return qint64(seconds.number().value_or(0) * 1000);
}

// Reads one file.
class DescriptionReader final
{
public:
    DescriptionReader(const SourceFile &file, const DiscoveryContext &context, Findings &findings)
        : m_file(file),
          m_context(context),
          m_findings(findings)
    {}

    void read(const DataNode &root)
    {
        const DataNode file = checked(root, DescriptionTable::File);
        for (const DataNode &table : file[u"command"].items())
            addCommand(checked(table, DescriptionTable::Command));
        for (const DataNode &table : file[u"override"].items())
            addOverride(checked(table, DescriptionTable::Override));
    }

private:
    DataNode checked(const DataNode &node, DescriptionTable table)
    {
        return checkedTable(node, table, m_file.path, m_findings);
    }

    void addProblem(int line, const QString &message, const QString &hint)
    {
        m_findings.addProblem(m_file.path, line, message, hint);
    }

    void addCommand(const DataNode &table)
    {
        Command command;
        command.name = table[u"name"].text();
        command.file = m_file.path;
        command.line = table.line();
        if (command.name.isEmpty()) {
            addProblem(table.line(), u"a command has no name"_s,
                       u"Give it one: name = \"deploy\"."_s);
            return;
        }
        if (m_names.contains(command.name)) {
            addProblem(table.line(), u"a second command is called \"%1\""_s.arg(command.name),
                       u"Give it another name; the first one is listed."_s);
            return;
        }
        const QString base = m_context.absolutePath(m_file.folder);
        command.workingDirectory = QDir::cleanPath(
            QDir(base).absoluteFilePath(table[u"folder"].text()));
        if (!fillArgv(command, table))
            return;
        if (!QFileInfo(command.workingDirectory).isDir())
            addProblem(table.line(),
                       u"\"%1\" is to run in a folder that is not there: %2"_s.arg(
                           command.name, table[u"folder"].text()),
                       u"Write \"folder\" relative to the folder of this file."_s);
        command.project = m_context.tree().projectFolder(m_file.folder);
        command.description = table[u"description"].text();
        command.environment = pairsOf(table[u"environment"]);
        command.confirmation = questionOf(table[u"confirmation"], command.name);
        command.hidden = table[u"hidden"].boolean().value_or(false);
        command.tags = tagsFromText(table[u"tags"].texts().join(u','));
        command.terminal = table[u"terminal"].boolean().value_or(false);
        command.timeoutMs = millisecondsOf(table[u"timeout"]);
        command.confirmsByName = table[u"confirm-by-name"].boolean().value_or(false);
        command.icon = table[u"icon"].text();
        command.endOfOptions = table[u"end-of-options"].boolean().value_or(false);
        for (const DataNode &parameter : table[u"parameter"].items())
            addParameter(command, checked(parameter, DescriptionTable::Parameter));
        m_names.insert(command.name);
        m_findings.commands.append(command);
    }

    bool fillArgv(Command &command, const DataNode &table)
    {
        const QString line = table[u"shell"].text();
        command.argv = table[u"argv"].texts();
        command.steps = stepsOf(table[u"steps"]);
        const bool words = !command.argv.isEmpty() && !command.argv.first().isEmpty();
        const int ways = int(words) + int(!line.isEmpty()) + int(!command.steps.isEmpty());
        if (ways != 1) {
            addProblem(table.line(),
                       (ways > 1 ? u"\"%1\" says in several ways what to run"_s
                                 : u"\"%1\" does not say what to run"_s)
                           .arg(command.name),
                       u"Give it one of argv = [\"program\", \"argument\"], shell = \"line\" and "
                       "steps = [\"command\", \"command\"]."_s);
            return false;
        }
        if (!command.steps.isEmpty()) {
            command.stepsInParallel = table[u"parallel"].boolean().value_or(false);
            command.goesOnAfterFailure = table[u"go-on-after-failure"].boolean().value_or(false);
            return true;
        }
        if (!words) {
            // The values follow as $1, $2, …; $0 is what error messages begin with.
            command.argv = {u"sh"_s, u"-c"_s, line, command.name};
            return true;
        }
        QString &program = command.argv.first();
        if (program.contains(u'/') && QDir::isRelativePath(program))
            program = QDir::cleanPath(command.workingDirectory + u'/' + program);
        return true;
    }

    void addParameter(Command &command, const DataNode &table)
    {
        Parameter parameter;
        if (!checkParameter(command.parameters, table))
            return;
        fillParameter(parameter, table);
        if (!table.contains(u"kind") && !parameter.flags.isEmpty()) {
            const bool flag = parameter.type == ParameterType::Boolean
                || parameter.passing == ParameterPassing::Counted;
            parameter.kind = flag ? ParameterKind::Flag : ParameterKind::Option;
        }
        if (parameter.kind == ParameterKind::Flag && !table.contains(u"type"))
            parameter.type = parameter.passing == ParameterPassing::Counted
                ? ParameterType::Integer
                : ParameterType::Boolean;
        const QString problem = contradiction(parameter);
        if (!problem.isEmpty())
            addProblem(table.line(), u"parameter \"%1\": %2"_s.arg(parameter.name, problem),
                       u"The parameter is left out until that is corrected."_s);
        else
            command.parameters.append(parameter);
    }

    bool checkParameter(const QList<Parameter> &others, const DataNode &table)
    {
        const QString name = table[u"name"].text();
        const bool taken = std::any_of(others.cbegin(), others.cend(),
                                       [&name](const Parameter &other) {
                                           return other.name == name;
                                       });
        if (!name.isEmpty() && !taken)
            return true;
        addProblem(table.line(),
                   name.isEmpty() ? u"a parameter has no name"_s
                                  : u"a second parameter is called \"%1\""_s.arg(name),
                   u"Give it a name of its own: name = \"target\"."_s);
        return false;
    }

    static QString contradiction(const Parameter &parameter)
    {
        const bool needsFlags = parameter.kind != ParameterKind::Positional
            && (parameter.passing == ParameterPassing::Separate
                || parameter.passing == ParameterPassing::Joined
                || parameter.passing == ParameterPassing::Counted);
        if (needsFlags && parameter.flags.isEmpty())
            return u"an option or a flag needs \"flags\", such as [\"-n\", \"--name\"]"_s;
        if (parameter.type == ParameterType::Choice && parameter.choices.isEmpty())
            return u"a choice needs \"choices\""_s;
        if (parameter.minimum && parameter.maximum && *parameter.minimum > *parameter.maximum)
            return u"\"minimum\" is larger than \"maximum\""_s;
        if (parameter.constant && parameter.defaultValue.isEmpty()
            && parameter.kind != ParameterKind::Flag)
            return u"a constant needs its value as \"default\""_s;
        return {};
    }

    void addOverride(const DataNode &table)
    {
        CommandOverride change;
        change.file = m_file.path;
        change.folder = m_file.folder;
        change.line = table.line();
        change.id = table[u"id"].text();
        change.source = table[u"source"].text();
        change.name = table[u"name"].text();
        change.commandFile = table[u"file"].text();
        if (change.id.isEmpty() && change.source.isEmpty() && change.name.isEmpty()
            && change.commandFile.isEmpty()) {
            addProblem(table.line(), u"an override does not say which commands it changes"_s,
                       u"Give it an \"id\", or \"source\" and \"name\" (\"*\" stands for any "
                       "text)."_s);
            return;
        }
        if (table.contains(u"description"))
            change.description = table[u"description"].text();
        if (table.contains(u"confirmation"))
            change.confirmation = questionOf(table[u"confirmation"], {});
        change.asksPlainly = table[u"confirmation"].boolean().value_or(false);
        change.hidden = table[u"hidden"].boolean();
        change.tags = tagsFromText(table[u"tags"].texts().join(u','));
        change.terminal = table[u"terminal"].boolean();
        if (table.contains(u"timeout"))
            change.timeoutMs = millisecondsOf(table[u"timeout"]);
        change.confirmsByName = table[u"confirm-by-name"].boolean();
        if (table.contains(u"icon"))
            change.icon = table[u"icon"].text();
        change.environment = pairsOf(table[u"environment"]);
        for (const DataNode &item : table[u"parameter"].items()) {
            const DataNode parameter = checked(item, DescriptionTable::ParameterChange);
            if (checkParameter({}, parameter))
                change.parameters.append(parameter);
        }
        m_findings.overrides.append(change);
    }

    const SourceFile &m_file;
    const DiscoveryContext &m_context;
    Findings &m_findings;
    QSet<QString> m_names;
};

} // namespace

QString ProjectProvider::source() const
{
    return u"project"_s;
}

bool ProjectProvider::wants(const QString &name, const QString &) const
{
    return name == ".commandrunner.toml"_L1;
}

Findings ProjectProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    const DataResult root = readToml(*content);
    if (root)
        DescriptionReader(file, context, findings).read(*root);
    else
        findings.addProblem(file.path, root.error().line, root.error().message,
                            u"Correct the line; nothing of this file is listed until then."_s);
    return findings;
}

} // namespace CommandRunner
