// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/pyprojecttasks.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

ParameterType typeOf(const QString &name)
{
    if (name == "integer"_L1)
        return ParameterType::Integer;
    if (name == "float"_L1)
        return ParameterType::Number;
    if (name == "boolean"_L1)
        return ParameterType::Boolean;
    return ParameterType::Text;
}

Parameter parameterOf(const QString &name, const DataNode &settings)
{
    Parameter parameter;
    parameter.name = name;
    parameter.help = settings[u"help"].text();
    parameter.defaultValue = settings[u"default"].texts().join(u' ');
    parameter.type = typeOf(settings[u"type"].text());
    parameter.required = settings[u"required"].boolean().value_or(false);
    parameter.choices = settings[u"choices"].texts();
    if (!parameter.choices.isEmpty())
        parameter.type = ParameterType::Choice;
    const DataNode &multiple = settings[u"multiple"];
    parameter.multiple = multiple.boolean().value_or(multiple.number().value_or(0) > 1);

    // "positional" may be a text, too: the name that is shown.
    const DataNode &positional = settings[u"positional"];
    if (positional.isText() && positional.boolean().value_or(true)) {
        parameter.kind = ParameterKind::Positional;
        if (!positional.boolean())
            parameter.placeholder = positional.text();
        return parameter;
    }
    parameter.kind = ParameterKind::Option;
    parameter.flags = settings[u"options"].texts();
    if (parameter.flags.isEmpty())
        parameter.flags = {u"--"_s + name};
    if (parameter.type == ParameterType::Boolean) {
        // The flag gives the opposite of the default.
        parameter.kind = ParameterKind::Flag;
        parameter.multiple = false;
        if (settings[u"default"].boolean().value_or(false)) {
            parameter.help += (parameter.help.isEmpty() ? QString() : u"\n"_s)
                + u"On unless this is given."_s;
            parameter.defaultValue.clear();
        }
    }
    return parameter;
}

} // namespace

QList<Parameter> poeParameters(const DataNode &args)
{
    QList<Parameter> parameters;
    const auto append = [&parameters](const QString &name, const DataNode &settings) {
        const bool taken = std::any_of(parameters.cbegin(), parameters.cend(),
                                       [&name](const Parameter &other) {
                                           return other.name == name;
                                       });
        if (!name.isEmpty() && !taken)
            parameters.append(parameterOf(name, settings));
    };
    for (const DataNode &item : args.items())
        append(item.isText() ? item.text() : item[u"name"].text(), item);
    for (const DataNode::Member &member : args.members())
        append(member.key, member.value);
    return parameters;
}

} // namespace CommandRunner
