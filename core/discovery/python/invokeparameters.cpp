// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/invoketasks.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QStringList textsOf(const PythonValue &list)
{
    QStringList texts;
    for (const PythonValue &item : list.items) {
        if (item.kind == PythonValue::Kind::String)
            texts.append(item.text);
    }
    return texts;
}

// "my_file" is --my-file; one letter is a short option and nothing else.
QString flagOf(const QString &name)
{
    QString flag = name;
    while (flag.startsWith(u'_'))
        flag.remove(0, 1);
    while (flag.endsWith(u'_'))
        flag.chop(1);
    flag.replace(u'_', u'-');
    return (flag.size() == 1 ? u"-"_s : u"--"_s) + flag;
}

ParameterType typeOf(const PythonValue &value)
{
    switch (value.kind) {
    case PythonValue::Kind::Integer:
        return ParameterType::Integer;
    case PythonValue::Kind::Number:
        return ParameterType::Number;
    case PythonValue::Kind::Boolean:
        return ParameterType::Boolean;
    default:
        return ParameterType::Text;
    }
}

void fillOption(Parameter &parameter, const PythonArgument &argument)
{
    const QString flag = flagOf(argument.name);
    parameter.kind = ParameterKind::Option;
    parameter.flags = {flag};
    parameter.passing = ParameterPassing::Joined; // values that begin with a dash stay values
    if (parameter.type != ParameterType::Boolean)
        return;
    parameter.kind = ParameterKind::Flag;
    parameter.passing = ParameterPassing::Separate;
    if (argument.defaultValue.text == "true"_L1 && flag.startsWith("--"_L1))
        parameter.negativeFlags = {u"--no-"_s + flag.mid(2)};
}

} // namespace

QList<Parameter> invokeParameters(const PythonReader &reader, const PythonFunction &function)
{
    const PythonValue task = function.decorator("task"_L1);
    const QStringList iterables = textsOf(task.keyword("iterable"_L1));
    const QStringList counted = textsOf(task.keyword("incrementable"_L1));
    PythonValue help = task.keyword("help"_L1);
    if (help.kind == PythonValue::Kind::Name)
        help = reader.constant(help.text);
    QList<Parameter> parameters;
    for (const PythonArgument &argument : function.arguments.mid(1)) {
        Parameter parameter;
        parameter.name = argument.name;
        parameter.required = !argument.hasDefault;
        for (const auto &[key, text] : std::as_const(help.keywords)) {
            if (key == argument.name || flagOf(key) == flagOf(argument.name))
                parameter.help = cleanDocstring(text.asText());
        }
        const PythonValue::Kind kind = argument.defaultValue.kind;
        if (kind == PythonValue::Kind::String || kind == PythonValue::Kind::Integer
            || kind == PythonValue::Kind::Number || kind == PythonValue::Kind::Boolean)
            parameter.defaultValue = argument.defaultValue.text;
        parameter.type = typeOf(argument.defaultValue);
        if (iterables.contains(argument.name)) {
            parameter.type = ParameterType::Text;
            fillOption(parameter, argument);
            parameter.multiple = true;
            parameter.repeatsFlag = true;
            parameter.required = false;
        } else if (counted.contains(argument.name)) {
            parameter.kind = ParameterKind::Flag;
            parameter.flags = {flagOf(argument.name)};
            parameter.type = ParameterType::Integer;
            parameter.passing = ParameterPassing::Counted;
            parameter.minimum = 0;
        } else {
            // Positional ones have a flag, too. There is no "--" that would end the options.
            fillOption(parameter, argument);
        }
        parameters.append(parameter);
    }
    return parameters;
}

} // namespace CommandRunner
