// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/introspectedscript.h"

#include "core/discovery/python/argparse.h"

#include <QJsonArray>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSubCommands = 1000;
constexpr int deepestSubCommand = 8;

void appendUnique(QList<Parameter> &parameters, Parameter parameter)
{
    const QString name = parameter.name;
    for (int number = 2;
         std::any_of(parameters.cbegin(), parameters.cend(),
                     [&parameter](const Parameter &other) { return other.name == parameter.name; });
         ++number)
        parameter.name = u"%1_%2"_s.arg(name).arg(number);
    parameters.append(parameter);
}

// argparse's arguments as argparse has them, click's as parameters. Without the place of the
// sub-command's name, unless that is asked for.
QList<Parameter> parametersOf(const QJsonObject &parser, bool withSubCommand)
{
    QList<Parameter> parameters;
    const QJsonArray arguments = parser["arguments"_L1].toArray();
    for (const QJsonValue &value : arguments) {
        const ArgparseArgument argument = ArgparseArgument::fromJson(value.toObject());
        if (withSubCommand || argument.action != "subparsers"_L1)
            appendParameter(parameters, argument);
    }
    const QJsonArray described = parser["parameters"_L1].toArray();
    for (const QJsonValue &value : described)
        appendUnique(parameters, Parameter::fromJson(value.toObject()));
    if (!withSubCommand || parser.contains("arguments"_L1)) // argparse lists the place itself
        return parameters;
    const QJsonArray commands = parser["commands"_L1].toArray();
    Parameter place{.name = u"command"_s, .type = ParameterType::Choice};
    for (const QJsonValue &command : commands) {
        if (!command["hidden"_L1].toBool())
            place.choices.append(command["name"_L1].toString());
    }
    if (!place.choices.isEmpty())
        appendUnique(parameters, place);
    return parameters;
}

// What stands before the name of a sub-command. The form folds it: it belongs to all of them.
QList<Parameter> parametersBefore(const QList<Parameter> &outer, const QJsonObject &parser,
                                  const QString &subCommand)
{
    QList<Parameter> parameters = outer;
    for (Parameter parameter : parametersOf(parser, false)) {
        parameter.advanced = true;
        if (!parameter.exclusiveGroup.isEmpty())
            parameter.exclusiveGroup.prepend(u"before %1: "_s.arg(subCommand));
        if (!parameter.requiredGroup.isEmpty())
            parameter.requiredGroup.prepend(u"before %1: "_s.arg(subCommand));
        appendUnique(parameters, parameter);
    }
    appendUnique(parameters, {.name = u"command"_s, .constant = true, .defaultValue = subCommand});
    return parameters;
}

void addSubCommands(QList<Command> &commands, const Command &above, const QJsonObject &parser,
                    const QList<Parameter> &outer, int depth)
{
    const QJsonArray described = parser["commands"_L1].toArray();
    for (const QJsonValue &value : described) {
        if (depth > deepestSubCommand || commands.size() > mostSubCommands)
            return;
        const QJsonObject sub = value.toObject();
        const QString name = sub["name"_L1].toString();
        Command command = above;
        command.name += u' ' + name;
        command.hidden = above.hidden || sub["hidden"_L1].toBool();
        command.description = sub["help"_L1].toString();
        const QList<Parameter> before = parametersBefore(outer, parser, name);
        command.parameters = before;
        const QList<Parameter> own = parametersOf(sub, true);
        for (const Parameter &parameter : own)
            appendUnique(command.parameters, parameter);
        commands.append(command);
        addSubCommands(commands, command, sub, before, depth + 1);
    }
}

} // namespace

QList<Command> commandsOfParser(const Command &script, const QJsonObject &parser)
{
    Command command = script;
    if (command.description.isEmpty())
        command.description = parser["help"_L1].toString();
    command.parameters = parametersOf(parser, true);
    command.endOfOptions = true;
    QList<Command> commands{command};
    addSubCommands(commands, command, parser, {}, 1);
    return commands;
}

} // namespace CommandRunner
