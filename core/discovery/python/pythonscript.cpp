// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/pythonscript.h"

#include "core/discovery/python/argparsereader.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSubCommands = 1000;
constexpr qsizetype deepestSubCommand = 8;

// What stands before the name of a sub-command. The form folds it: it belongs to all of them.
QList<Parameter> parametersBefore(const QList<Parameter> &outer, const ArgparseParser &parser,
                                  const QString &subCommand)
{
    QList<Parameter> parameters = outer;
    QString name = u"command"_s;
    for (ArgparseArgument argument : parser.arguments) {
        if (argument.action == "subparsers"_L1) {
            name = argument.dest;
            continue;
        }
        argument.advanced = true;
        // The same parent may have given its groups to both parsers.
        if (!argument.exclusiveGroup.isEmpty())
            argument.exclusiveGroup.prepend(u"before %1: "_s.arg(subCommand));
        appendParameter(parameters, argument);
    }
    ArgparseArgument word;
    word.dest = name;
    appendParameter(parameters, word); // finds a name that is free
    parameters.last().constant = true;
    parameters.last().required = false;
    parameters.last().defaultValue = subCommand;
    return parameters;
}

void addSubCommands(QList<Command> &commands, const Command &above, const ArgparseParser &parser,
                    const QList<Parameter> &outer, qsizetype depth)
{
    for (const ArgparseParser &sub : parser.subCommands) {
        if (depth > deepestSubCommand || commands.size() > mostSubCommands)
            return;
        Command command = above;
        command.name += u' ' + sub.name;
        command.line = sub.line;
        command.hidden = above.hidden || sub.hidden;
        command.description = sub.description.isEmpty() ? sub.help : sub.description;
        const QList<Parameter> before = parametersBefore(outer, parser, sub.name);
        command.parameters = before;
        for (const ArgparseArgument &argument : sub.arguments)
            appendParameter(command.parameters, argument);
        commands.append(command);
        addSubCommands(commands, command, sub, before, depth + 1);
    }
}

} // namespace

QList<Command> withArgparse(const Command &script, const PythonReader &reader)
{
    const bool mentions = std::any_of(
        reader.tokens().cbegin(), reader.tokens().cend(), [](const PythonToken &token) {
            return token.kind == PythonToken::Kind::Name && token.text == "ArgumentParser"_L1;
        });
    const auto parser = mentions ? readScriptParser(reader) : std::nullopt;
    if (!parser)
        return {script};
    Command command = script;
    if (reader.docstring().isEmpty() && !parser->description.isEmpty())
        command.description = parser->description;
    for (const ArgparseArgument &argument : parser->arguments)
        appendParameter(command.parameters, argument);
    command.endOfOptions = !command.parameters.isEmpty() || !parser->subCommands.empty();
    QList<Command> commands{command};
    addSubCommands(commands, command, *parser, {}, 1);
    return commands;
}

} // namespace CommandRunner
