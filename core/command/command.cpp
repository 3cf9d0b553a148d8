// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/command.h"

#include <QJsonArray>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QStringList stringList(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array)
        list.append(entry.toString());
    return list;
}

QJsonArray toJson(const QList<ChainStep> &steps)
{
    QJsonArray array;
    for (const ChainStep &step : steps)
        array.append(QJsonObject{{"command"_L1, step.command},
                                 {"values"_L1, argumentValuesToJson(step.values)}});
    return array;
}

QList<ChainStep> stepsFromJson(const QJsonValue &value)
{
    QList<ChainStep> steps;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array)
        steps.append({entry["command"_L1].toString(),
                      argumentValuesFromJson(entry["values"_L1].toObject())});
    return steps;
}

} // namespace

QString Command::makeId(const QString &source, const QString &relativeFile, const QString &name)
{
    return source + u':' + relativeFile + u':' + name;
}

QString Command::absoluteId() const
{
    return folder + u'/' + id;
}

QJsonObject Command::toJson() const
{
    QJsonArray parameterArray;
    for (const Parameter &parameter : parameters)
        parameterArray.append(parameter.toJson());
    QJsonObject environmentObject;
    for (auto it = environment.cbegin(); it != environment.cend(); ++it)
        environmentObject.insert(it.key(), it.value());
    QJsonObject json{
        {"id"_L1, id},
        {"name"_L1, name},
        {"source"_L1, source},
        {"folder"_L1, folder},
        {"project"_L1, project},
        {"file"_L1, file},
        {"line"_L1, line},
        {"description"_L1, description},
        {"parameters"_L1, parameterArray},
        {"argv"_L1, QJsonArray::fromStringList(argv)},
        {"cwd"_L1, workingDirectory},
        {"environment"_L1, environmentObject},
        {"endOfOptions"_L1, endOfOptions},
        {"freeArgumentsPrefix"_L1, QJsonArray::fromStringList(freeArgumentsPrefix)},
        {"hidden"_L1, hidden},
        {"confirmation"_L1, confirmation},
    };
    if (timeoutMs > 0)
        json.insert("timeoutMs"_L1, timeoutMs);
    if (terminal)
        json.insert("terminal"_L1, true);
    if (!definitionFiles.isEmpty())
        json.insert("definitionFiles"_L1, QJsonArray::fromStringList(definitionFiles));
    if (confirmsByName)
        json.insert("confirmsByName"_L1, true);
    if (!icon.isEmpty())
        json.insert("icon"_L1, icon);
    if (!tags.isEmpty())
        json.insert("tags"_L1, QJsonArray::fromStringList(tags));
    if (!steps.isEmpty())
        json.insert("steps"_L1, CommandRunner::toJson(steps));
    if (stepsInParallel)
        json.insert("stepsInParallel"_L1, true);
    if (goesOnAfterFailure)
        json.insert("goesOnAfterFailure"_L1, true);
    return json;
}

Command Command::fromJson(const QJsonObject &json)
{
    Command command;
    command.id = json.value("id"_L1).toString();
    command.name = json.value("name"_L1).toString();
    command.source = json.value("source"_L1).toString();
    command.folder = json.value("folder"_L1).toString();
    command.project = json.value("project"_L1).toString();
    command.file = json.value("file"_L1).toString();
    command.line = json.value("line"_L1).toInt();
    command.description = json.value("description"_L1).toString();
    command.argv = stringList(json.value("argv"_L1));
    command.workingDirectory = json.value("cwd"_L1).toString();
    const QJsonObject environmentObject = json.value("environment"_L1).toObject();
    for (auto it = environmentObject.begin(); it != environmentObject.end(); ++it)
        command.environment.insert(it.key(), it.value().toString());
    const QJsonArray parameterArray = json.value("parameters"_L1).toArray();
    for (const QJsonValue &entry : parameterArray)
        command.parameters.append(Parameter::fromJson(entry.toObject()));
    command.endOfOptions = json.value("endOfOptions"_L1).toBool();
    command.freeArgumentsPrefix = stringList(json.value("freeArgumentsPrefix"_L1));
    command.hidden = json.value("hidden"_L1).toBool();
    command.confirmation = json.value("confirmation"_L1).toString();
    command.timeoutMs = json.value("timeoutMs"_L1).toInteger();
    command.terminal = json.value("terminal"_L1).toBool();
    command.definitionFiles = stringList(json.value("definitionFiles"_L1));
    command.confirmsByName = json.value("confirmsByName"_L1).toBool();
    command.icon = json.value("icon"_L1).toString();
    command.tags = stringList(json.value("tags"_L1));
    command.steps = stepsFromJson(json.value("steps"_L1));
    command.stepsInParallel = json.value("stepsInParallel"_L1).toBool();
    command.goesOnAfterFailure = json.value("goesOnAfterFailure"_L1).toBool();
    return command;
}

QJsonObject DiscoveryProblem::toJson() const
{
    return {{"folder"_L1, folder}, {"source"_L1, source},   {"file"_L1, file},
            {"line"_L1, line},     {"message"_L1, message}, {"hint"_L1, hint}};
}

DiscoveryProblem DiscoveryProblem::fromJson(const QJsonObject &json)
{
    return {json.value("folder"_L1).toString(),  json.value("source"_L1).toString(),
            json.value("file"_L1).toString(),    json.value("line"_L1).toInt(),
            json.value("message"_L1).toString(), json.value("hint"_L1).toString()};
}

} // namespace CommandRunner
