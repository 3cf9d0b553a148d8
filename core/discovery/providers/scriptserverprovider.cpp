// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/scriptserverprovider.h"

#include "core/command/shellwords.h"
#include "core/discovery/scan/providertools.h"

#include <QDir>
#include <QSet>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

const auto configurationFolder = "conf/runners"_L1;

// The server itself splits nothing that is a file: "my scripts/x.sh" is one program.
QStringList argvOf(const QString &scriptPath, const QString &root, const DiscoveryContext &context)
{
    if (fileExists(context, joinPath(root, QDir::cleanPath(scriptPath))))
        return {context.absolutePath(joinPath(root, QDir::cleanPath(scriptPath)))};
    QStringList words = splitShellWords(scriptPath).value_or(QStringList{scriptPath});
    if (!words.isEmpty() && words.first().contains(u'/') && !words.first().startsWith(u'/'))
        words.first() = QDir::cleanPath(context.absolutePath(joinPath(root, words.first())));
    return words;
}

QString folderOf(const DataNode &configuration, const QString &root,
                 const DiscoveryContext &context)
{
    const QString wished = configuration[u"working_directory"].text();
    const QDir folder(context.absolutePath(root));
    return wished.isEmpty() ? folder.path()
        : wished == "~"_L1 || wished.startsWith("~/"_L1)
        ? QDir::cleanPath(QDir::homePath() + wished.mid(1))
        : QDir::cleanPath(folder.absoluteFilePath(wished));
}

bool isOn(const DataNode &node, QStringView key, bool otherwise = false)
{
    // The server takes "true" in quotes, too.
    return node[key].isText() ? node[key].text().compare("true"_L1, Qt::CaseInsensitive) == 0
                              : otherwise;
}

void readType(Parameter &parameter, const DataNode &node)
{
    const QString type = node[u"type"].text();
    parameter.choices = node[u"values"].texts();
    if (type == "int"_L1) {
        parameter.type = ParameterType::Integer;
        parameter.minimum = node[u"min"].number();
        parameter.maximum = node[u"max"].number();
    } else if (type == "list"_L1 || type == "editable_list"_L1 || type == "multiselect"_L1) {
        parameter.type = parameter.choices.isEmpty() ? ParameterType::Text : ParameterType::Choice;
        parameter.editable = type == "editable_list"_L1;
    } else if (type == "file_upload"_L1 || type == "server_file"_L1) {
        const bool folder = node[u"file_type"].text() == "dir"_L1;
        parameter.type = folder ? ParameterType::Folder : ParameterType::File;
        parameter.mustExist = true;
        QStringList patterns;
        for (const QString &extension : node[u"file_extensions"].texts())
            patterns.append(u"*."_s + QString(extension).remove(u'.'));
        parameter.pattern = patterns.join(u' ');
    } else if (type == "multiline_text"_L1) {
        parameter.multiLine = true;
    } else if (type == "ip"_L1 || type == "ip4"_L1 || type == "ip6"_L1) {
        const QString four = u"\\d{1,3}(\\.\\d{1,3}){3}"_s;
        const QString six = u"[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"_s;
        parameter.pattern = type == "ip4"_L1 ? four : type == "ip6"_L1 ? six : four + u'|' + six;
    }
    if (const QString pattern = node[u"regex"][u"pattern"].text(); !pattern.isEmpty())
        parameter.pattern = pattern;
    if (isOn(node, u"secure"))
        parameter.type = ParameterType::Secret;
}

// Several values: one word with commas in it, unless the server is told otherwise.
void readSeveral(Parameter &parameter, const DataNode &node)
{
    if (node[u"type"].text() != "multiselect"_L1)
        return;
    const QString way = node[u"multiselect_argument_type"].text();
    if (way == "argument_per_value"_L1 || way == "repeat_param_value"_L1) {
        parameter.multiple = true;
        parameter.repeatsFlag = way == "repeat_param_value"_L1;
        return;
    }
    const QString separator = node.contains(u"separator") ? node[u"separator"].text() : u","_s;
    parameter.type = ParameterType::Text;
    parameter.placeholder = parameter.choices.join(separator);
    parameter.choices.clear();
}

void readPassing(Parameter &parameter, const DataNode &node)
{
    const QString way = node[u"pass_as"].text();
    if (way == "stdin"_L1) {
        parameter.passing = ParameterPassing::StandardInput;
    } else if (way == "env_variable"_L1) {
        parameter.passing = ParameterPassing::Environment;
        parameter.environmentVariable = node[u"env_var"].text();
        if (parameter.environmentVariable.isEmpty()) // as the server names it
            parameter.environmentVariable = u"PARAM_"_s
                + QString(parameter.name).replace(u' ', u'_').toUpper();
    } else if (QString flag = node[u"param"].text(); !flag.isEmpty()) {
        parameter.kind = ParameterKind::Option;
        if (flag.endsWith(u'=') && isOn(node, u"same_arg_param")) {
            flag.chop(1);
            parameter.passing = ParameterPassing::Joined;
        }
        parameter.flags = {flag.trimmed()};
        if (isOn(node, u"no_value")) {
            parameter.kind = ParameterKind::Flag;
            parameter.type = ParameterType::Boolean;
        }
        if (node.contains(u"repeat_param") && parameter.multiple)
            parameter.repeatsFlag = isOn(node, u"repeat_param");
    }
}

Parameter parameterOf(const DataNode &node)
{
    Parameter parameter;
    parameter.name = node[u"name"].text();
    if (parameter.name.isEmpty())
        parameter.name = node[u"param"].text();
    parameter.help = node[u"description"].text();
    parameter.constant = isOn(node, u"constant");
    parameter.required = isOn(node, u"required") && !parameter.constant;
    const QString value = node[u"default"].text();
    // "$$NAME" is a variable of the server's.
    parameter.defaultValue = value.startsWith("$$"_L1) ? QString() : value;
    readType(parameter, node);
    readSeveral(parameter, node);
    readPassing(parameter, node);
    if (parameter.kind == ParameterKind::Flag && !parameter.defaultValue.isEmpty())
        parameter.defaultValue = isOn(node, u"default") ? u"true"_s : u"false"_s;
    return parameter;
}

void readParameters(Command &command, const DataNode &list, const SourceFile &file,
                    Findings &findings)
{
    QSet<QString> names;
    for (const DataNode &node : list.items()) {
        if (!node.isMap())
            continue;
        const Parameter parameter = parameterOf(node);
        if (parameter.name.isEmpty() || names.contains(parameter.name)) {
            findings.addProblem(file.path, node.line(),
                                parameter.name.isEmpty()
                                    ? u"the parameter has no name"_s
                                    : u"the parameter \"%1\" is there twice"_s.arg(parameter.name),
                                u"Give each parameter a \"name\" of its own."_s);
            continue;
        }
        names.insert(parameter.name);
        command.parameters.append(parameter);
    }
}

} // namespace

QString ScriptServerProvider::source() const
{
    return u"scriptserver"_s;
}

bool ScriptServerProvider::wants(const QString &name, const QString &folder) const
{
    return name.endsWith(".json"_L1)
        && (folder == configurationFolder || folder.endsWith("/"_L1 + configurationFolder));
}

Findings ScriptServerProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto root = readDataFile(findings, file.path, context, DataFormat::Json);
    if (!root)
        return findings;
    const QString script = (*root)[u"script_path"].text();
    if (script.isEmpty()) {
        findings.addProblem(file.path, root->line(), u"it has no \"script_path\""_s,
                            u"Name the script that is run."_s);
        return findings;
    }
    QString name = (*root)[u"name"].text();
    if (name.isEmpty())
        name = file.name.chopped(5); // as the server calls it
    if (!isUsableName(findings, name, u"script"_s, file.path, (*root)[u"name"].line()))
        return findings;
    const QString base = parentFolder(parentFolder(file.folder));
    Command command = commandAt(file, context, name, root->line());
    command.project = context.tree().projectFolder(base);
    command.description = (*root)[u"description"].text();
    command.argv = argvOf(script, base, context);
    command.workingDirectory = folderOf(*root, base, context);
    readParameters(command, (*root)[u"parameters"], file, findings);
    findings.commands.append(command);
    return findings;
}

} // namespace CommandRunner
