// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/cmakeprovider.h"

#include "core/discovery/scan/providertools.h"

#include <QFileInfo>
#include <QHash>
#include <QSet>
#include <QSysInfo>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestVariableCount = 100;
constexpr qsizetype deepestInheritance = 50;
constexpr auto mainFile = "CMakePresets.json"_L1;
constexpr auto userFile = "CMakeUserPresets.json"_L1;

struct PresetKind {
    QLatin1StringView key;  // of the list in the file
    QLatin1StringView verb; // what the command's name begins with
    std::array<QLatin1StringView, 2> program;
};

constexpr std::array presetKinds{
    PresetKind{"configurePresets"_L1, "configure"_L1, {"cmake"_L1, {}}},
    PresetKind{"buildPresets"_L1, "build"_L1, {"cmake"_L1, "--build"_L1}},
    PresetKind{"testPresets"_L1, "test"_L1, {"ctest"_L1, {}}},
    PresetKind{"packagePresets"_L1, "package"_L1, {"cpack"_L1, {}}},
    PresetKind{"workflowPresets"_L1, "workflow"_L1, {"cmake"_L1, "--workflow"_L1}},
};

struct Preset {
    QString file;
    DataNode node;
};

Parameter option(const QString &name, const QString &flag, const QString &help)
{
    Parameter parameter;
    parameter.name = name;
    parameter.flags = {flag};
    parameter.kind = ParameterKind::Option;
    parameter.advanced = true;
    parameter.help = help;
    return parameter;
}

Parameter jobsOption(const DataNode &jobs)
{
    Parameter parameter = option(u"jobs"_s, u"--parallel"_s, u"Jobs at a time"_s);
    parameter.type = ParameterType::Integer;
    parameter.minimum = 1;
    parameter.defaultValue = jobs.text();
    return parameter;
}

Parameter variableOption(const QString &name, const DataNode &variable)
{
    Parameter parameter = option(name, u"-D"_s + name, {});
    parameter.passing = ParameterPassing::Joined;
    parameter.group = u"variables"_s;
    const DataNode &value = variable.isMap() ? variable[u"value"] : variable;
    const QString type = variable[u"type"].text();
    parameter.defaultValue = value.text();
    if (type == "BOOL"_L1 || value.boolean().has_value()) {
        parameter.type = ParameterType::Choice;
        parameter.choices = {u"ON"_s, u"OFF"_s};
        const QString upper = value.text().toUpper();
        const bool off = value.text().isEmpty() || upper == "FALSE"_L1 || upper == "OFF"_L1
            || upper == "NO"_L1 || upper == "N"_L1 || upper == "0"_L1 || upper == "IGNORE"_L1
            || upper.endsWith("NOTFOUND"_L1);
        parameter.defaultValue = off ? u"OFF"_s : u"ON"_s;
    } else if (type == "FILEPATH"_L1) {
        parameter.type = ParameterType::File;
    } else if (type == "PATH"_L1) {
        parameter.type = ParameterType::Folder;
    }
    return parameter;
}

// The presets that one folder's two files make, with what they include.
class PresetCollector final
{
public:
    PresetCollector(const SourceFile &root, const DiscoveryContext &context)
        : m_root(root),
          m_context(context)
    {}

    Findings collect()
    {
        for (const QLatin1StringView name : {mainFile, userFile}) {
            const QString path = joinPath(m_root.folder, name);
            if (QFileInfo(m_context.absolutePath(path)).isFile())
                read(path, {});
        }
        for (std::size_t kind = 0; kind < presetKinds.size(); ++kind) {
            for (const QString &name : std::as_const(m_order.at(kind)))
                add(kind, name);
        }
        return m_findings;
    }

private:
    void read(const QString &path, const QStringList &way);
    void include(const DataNode &node, const QString &path, const QStringList &way);
    void take(std::size_t kind, const DataNode &node, const QString &path);
    void add(std::size_t kind, const QString &name);
    bool checkInherits(std::size_t kind, const QString &name, QSet<QString> &seen,
                       QStringList &way);
    void addVariables(const QString &name, QMap<QString, DataNode> &variables,
                      QSet<QString> &seen) const;
    QList<Parameter> parametersOf(std::size_t kind, const QString &name) const;
    bool isConditional(std::size_t kind, const QString &name, QSet<QString> &seen) const;
    QString descriptionOf(std::size_t kind, const QString &name) const;

    const SourceFile &m_root;
    const DiscoveryContext &m_context;
    Findings m_findings;
    QSet<QString> m_read;
    std::array<QHash<QString, Preset>, presetKinds.size()> m_presets;
    std::array<QStringList, presetKinds.size()> m_order;
};

void PresetCollector::read(const QString &path, const QStringList &way)
{
    if (m_read.contains(path))
        return;
    m_read.insert(path);
    const auto root = readDataFile(m_findings, path, m_context, DataFormat::Json);
    if (!root)
        return;
    if (!(*root)[u"version"].number())
        m_findings.addProblem(path, (*root)[u"version"].line(),
                              u"names no version, so CMake refuses it"_s,
                              u"Write \"version\": 3, or the number that it needs."_s);
    for (const DataNode &item : (*root)[u"include"].items())
        include(item, path, way + QStringList{path});
    for (std::size_t kind = 0; kind < presetKinds.size(); ++kind) {
        const DataNode &list = (*root)[QString(presetKinds.at(kind).key)];
        if (!list.isList() && !list.isNull())
            m_findings.addProblem(path, list.line(),
                                  u"\"%1\" is not a list"_s.arg(presetKinds.at(kind).key),
                                  u"Presets are written as [{\"name\": \"dev\"}]."_s);
        for (const DataNode &item : list.items())
            take(kind, item, path);
    }
}

void PresetCollector::include(const DataNode &node, const QString &path, const QStringList &way)
{
    const QString system = QSysInfo::kernelType() == "winnt"_L1 ? u"Windows"_s
        : QSysInfo::kernelType() == "darwin"_L1                 ? u"Darwin"_s
                                                                : u"Linux"_s;
    QString text = node.text();
    text.replace("${sourceDir}"_L1, m_context.absolutePath(m_root.folder));
    text.replace("${fileDir}"_L1, m_context.absolutePath(parentFolder(path)));
    text.replace("${hostSystemName}"_L1, system);
    if (text.contains(u'$')) {
        m_findings.addProblem(
            path, node.line(),
            u"the include \"%1\" is known to CMake only when it runs"_s.arg(node.text()),
            u"Its presets are not listed."_s);
        return;
    }
    const auto file = pathInside(parentFolder(path), text, m_context);
    if (!file) {
        m_findings.addProblem(path, node.line(),
                              u"the include \"%1\" lies outside of the folder"_s.arg(node.text()),
                              u"Add the folder above to have its presets listed."_s);
    } else if (way.contains(*file)) {
        m_findings.addProblem(path, node.line(), u"\"%1\" is included in a circle"_s.arg(*file),
                              u"CMake refuses circles; take one of the includes out."_s);
    } else if (!QFileInfo(m_context.absolutePath(*file)).isFile()) {
        m_findings.addProblem(path, node.line(),
                              u"the included file \"%1\" is not there"_s.arg(node.text()),
                              u"Correct the path; CMake refuses the presets until then."_s);
    } else {
        read(*file, way);
    }
}

void PresetCollector::take(std::size_t kind, const DataNode &node, const QString &path)
{
    const QString name = node[u"name"].text();
    const QString what = presetKinds.at(kind).verb + " preset"_L1;
    // A dash is no harm: "--preset=-x" is one word.
    if (!name.startsWith(u'-') && !isUsableName(m_findings, name, what, path, node.line()))
        return;
    if (m_presets.at(kind).contains(name)) {
        m_findings.addProblem(path, node.line(), u"the %1 \"%2\" is there twice"_s.arg(what, name),
                              u"CMake refuses both; rename one of them."_s);
        return;
    }
    m_presets.at(kind).insert(name, {path, node});
    m_order.at(kind).append(name);
}

bool PresetCollector::checkInherits(std::size_t kind, const QString &name, QSet<QString> &seen,
                                    QStringList &way)
{
    seen.insert(name);
    const Preset preset = m_presets.at(kind).value(name);
    for (const QString &parent : preset.node[u"inherits"].texts()) {
        const bool circle = way.contains(parent) || parent == name;
        const bool deep = way.size() > deepestInheritance;
        if (circle || deep || !m_presets.at(kind).contains(parent)) {
            const QString message = circle
                ? u"the %1 preset \"%2\" inherits itself through \"%3\""_s
                : deep ? u"the %1 preset \"%2\" inherits \"%3\" through too many others"_s
                       : u"the %1 preset \"%2\" inherits \"%3\", which is not there"_s;
            m_findings.addProblem(preset.file, preset.node[u"inherits"].line(),
                                  message.arg(presetKinds.at(kind).verb, name, parent),
                                  u"CMake refuses the presets; correct the name."_s);
            return false;
        }
        if (seen.contains(parent))
            continue;
        way.append(name);
        const bool good = checkInherits(kind, parent, seen, way);
        way.removeLast();
        if (!good)
            return false;
    }
    return true;
}

// Own ones first, then those of the presets inherited from, the earlier ones first.
void PresetCollector::addVariables(const QString &name, QMap<QString, DataNode> &variables,
                                   QSet<QString> &seen) const
{
    if (seen.contains(name))
        return;
    seen.insert(name);
    const DataNode node = m_presets.front().value(name).node;
    for (const DataNode::Member &variable : membersOf(node[u"cacheVariables"])) {
        if (!variables.contains(variable.key))
            variables.insert(variable.key, variable.value);
    }
    for (const QString &parent : node[u"inherits"].texts())
        addVariables(parent, variables, seen);
}

QList<Parameter> PresetCollector::parametersOf(std::size_t kind, const QString &name) const
{
    QList<Parameter> parameters;
    const DataNode node = m_presets.at(kind).value(name).node;
    const QLatin1StringView verb = presetKinds.at(kind).verb;
    if (verb == "configure"_L1) {
        QMap<QString, DataNode> variables;
        QSet<QString> seen;
        addVariables(name, variables, seen);
        for (auto it = variables.cbegin(); it != variables.cend(); ++it) {
            if (parameters.size() < largestVariableCount && !it->isNull() && !it.key().isEmpty()
                && !it.key().contains(u'='))
                parameters.append(variableOption(it.key(), *it));
        }
    } else if (verb == "build"_L1) {
        Parameter target = option(u"target"_s, u"--target"_s, u"Targets to build"_s);
        target.multiple = true;
        target.defaultValue = node[u"targets"].texts().join(u' ');
        Parameter clean = option(u"clean-first"_s, u"--clean-first"_s, u"Clean before building"_s);
        clean.kind = ParameterKind::Flag;
        clean.type = ParameterType::Boolean;
        parameters = {target, jobsOption(node[u"jobs"]), clean};
    } else if (verb == "test"_L1) {
        parameters = {option(u"tests-regex"_s, u"--tests-regex"_s,
                             u"Only tests whose name matches this regular expression"_s),
                      jobsOption(node.at({u"execution", u"jobs"}))};
    }
    return parameters;
}

// A condition is inherited, unless a preset has none of its own by "null".
bool PresetCollector::isConditional(std::size_t kind, const QString &name,
                                    QSet<QString> &seen) const
{
    if (seen.contains(name))
        return false;
    seen.insert(name);
    const DataNode node = m_presets.at(kind).value(name).node;
    if (node.contains(u"condition"))
        return !node[u"condition"].isNull() && node[u"condition"].boolean() != true;
    const QStringList parents = node[u"inherits"].texts();
    return std::any_of(parents.cbegin(), parents.cend(),
                       [&](const QString &parent) { return isConditional(kind, parent, seen); });
}

QString PresetCollector::descriptionOf(std::size_t kind, const QString &name) const
{
    const DataNode node = m_presets.at(kind).value(name).node;
    QStringList lines{node[u"displayName"].text(), node[u"description"].text()};
    QStringList steps;
    for (const DataNode &step : node[u"steps"].items())
        steps.append(step[u"type"].text() + u' ' + step[u"name"].text());
    if (!steps.isEmpty())
        lines.append(u"Steps: "_s + steps.join(", "_L1));
    QSet<QString> seen;
    if (isConditional(kind, name, seen))
        lines.append(u"Only where its condition holds; CMake decides."_s);
    return joinLines(lines);
}

void PresetCollector::add(std::size_t kind, const QString &name)
{
    const PresetKind &presetKind = presetKinds.at(kind);
    const Preset preset = m_presets.at(kind).value(name);
    QSet<QString> seen;
    QStringList way;
    if (!checkInherits(kind, name, seen, way))
        return;
    Command command;
    command.name = presetKind.verb + u' ' + name;
    command.id = Command::makeId(u"cmake"_s, joinPath(m_root.folder, mainFile), command.name);
    command.project = m_root.folder;
    command.file = preset.file;
    command.line = preset.node.line();
    command.workingDirectory = m_context.absolutePath(m_root.folder);
    command.description = descriptionOf(kind, name);
    command.hidden = preset.node[u"hidden"].boolean().value_or(false);
    for (const QLatin1StringView word : presetKind.program) {
        if (!word.isEmpty())
            command.argv.append(word);
    }
    if (name.startsWith(u'-'))
        command.argv.append(u"--preset="_s + name);
    else
        command.argv += {u"--preset"_s, name};
    command.parameters = parametersOf(kind, name);
    m_findings.commands.append(command);
}

} // namespace

QString CMakeProvider::source() const
{
    return u"cmake"_s;
}

bool CMakeProvider::wants(const QString &name, const QString &) const
{
    return name == mainFile || name == userFile;
}

Findings CMakeProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    const QString main = joinPath(file.folder, mainFile);
    if (file.name == userFile && QFileInfo(context.absolutePath(main)).isFile())
        return {}; // read with the other one
    return PresetCollector(file, context).collect();
}

} // namespace CommandRunner
