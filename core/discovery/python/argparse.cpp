// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/argparse.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString nameFromFlag(const QStringList &flags)
{
    Parameter probe;
    probe.flags = flags;
    QString name = probe.preferredFlag();
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    return name.replace(u'-', u'_');
}

QString jsonText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    if (value.isArray()) {
        QStringList parts;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &part : array)
            parts.append(jsonText(part));
        return parts.join(u' ');
    }
    return value.toString();
}

// Words of a name: "output_dir" has "output" and "dir".
bool hasWord(const QString &name, std::initializer_list<QLatin1StringView> words)
{
    const QStringList parts = name.toLower().replace(u'-', u'_').split(u'_');
    return std::any_of(words.begin(), words.end(),
                       [&](QLatin1StringView word) { return parts.contains(word); });
}

ParameterType typeOf(const ArgparseArgument &argument)
{
    const QString type = argument.type.section(u'.', -1);
    if (!argument.choices.isEmpty())
        return ParameterType::Choice;
    if (type == "int"_L1)
        return ParameterType::Integer;
    if (type == "float"_L1 || type == "Decimal"_L1)
        return ParameterType::Number;
    if (type.isEmpty() || type == "str"_L1) {
        if (hasWord(argument.dest,
                    {"password"_L1, "passwd"_L1, "token"_L1, "secret"_L1, "apikey"_L1})
            || argument.dest.contains("api_key"_L1))
            return ParameterType::Secret;
        if (argument.dest == "pythonpath"_L1
            || hasWord(argument.dest, {"dir"_L1, "directory"_L1, "folder"_L1}))
            return ParameterType::Folder;
        if (hasWord(argument.dest,
                    {"file"_L1, "filename"_L1, "path"_L1, "filepath"_L1, "files"_L1, "paths"_L1,
                     "filenames"_L1}))
            return ParameterType::File;
        return ParameterType::Text;
    }
    if (argument.type.endsWith("datetime.fromisoformat"_L1))
        return ParameterType::DateTime;
    if (argument.type.endsWith("date.fromisoformat"_L1))
        return ParameterType::Date;
    if (type == "Path"_L1 || type == "FileType"_L1 || type == "open"_L1) {
        return hasWord(argument.dest, {"dir"_L1, "directory"_L1, "folder"_L1})
            ? ParameterType::Folder
            : ParameterType::File;
    }
    return ParameterType::Text;
}

// argparse's own way to write defaults into help.
QString expandedHelp(const ArgparseArgument &argument)
{
    QString help = argument.help;
    help.replace("%(default)s"_L1, argument.defaultValue.value_or(u"None"_s));
    help.replace("%(default)r"_L1, argument.defaultValue.value_or(u"None"_s));
    help.replace("%(default)d"_L1, argument.defaultValue.value_or(u"None"_s));
    help.replace("%(choices)s"_L1, argument.choices.join(", "_L1));
    help.replace("%(type)s"_L1, argument.type);
    help.replace("%(dest)s"_L1, argument.dest);
    help.replace("%(metavar)s"_L1, argument.metavar);
    help.replace("%(prog)s"_L1, QString());
    help.replace("%%"_L1, "%"_L1);
    return help.trimmed();
}

void fillValue(Parameter &parameter, const ArgparseArgument &argument)
{
    parameter.kind = argument.flags.isEmpty() ? ParameterKind::Positional : ParameterKind::Option;
    parameter.type = typeOf(argument);
    parameter.choices = argument.choices;
    bool counted = false;
    const int count = argument.nargs.toInt(&counted);
    const bool list = argument.nargs == "*"_L1 || argument.nargs == "+"_L1
        || argument.nargs == "..."_L1 || (counted && count > 1);
    const bool repeats = argument.action == "append"_L1;
    parameter.repeatsFlag = repeats && parameter.kind == ParameterKind::Option;
    parameter.multiple = list || repeats || argument.action == "extend"_L1;
    parameter.valueCount = counted && count > 1 ? count : 0;
    if (argument.nargs == "..."_L1)
        parameter.passing = ParameterPassing::Remainder;
    if (argument.flags.isEmpty())
        parameter.required = argument.nargs != "?"_L1 && argument.nargs != "*"_L1
            && argument.nargs != "..."_L1;
    if (argument.action == "subparsers"_L1) {
        parameter.required = argument.required;
        parameter.type = ParameterType::Choice;
        parameter.multiple = false;
    }
}

void fillFlag(Parameter &parameter, const ArgparseArgument &argument)
{
    parameter.kind = ParameterKind::Flag;
    parameter.type = ParameterType::Boolean;
    if (argument.action == "count"_L1) {
        parameter.type = ParameterType::Integer;
        parameter.passing = ParameterPassing::Counted;
        parameter.minimum = 0;
        parameter.defaultValue = argument.defaultValue.value_or(u"0"_s);
    } else if (argument.action == "boolean"_L1) {
        parameter.flags.clear();
        for (const QString &flag : argument.flags) {
            const bool negative = flag.startsWith("--no-"_L1)
                && argument.flags.contains("--"_L1 + flag.mid(5));
            (negative ? parameter.negativeFlags : parameter.flags).append(flag);
        }
        // Read from source the negative is not written out; Python makes it.
        if (parameter.negativeFlags.isEmpty() && parameter.preferredFlag().startsWith("--"_L1))
            parameter.negativeFlags.append("--no-"_L1 + parameter.preferredFlag().mid(2));
    } else {
        // Whether the flag sets true, false or a constant: what a person sees is "given or not".
        parameter.defaultValue = u"false"_s;
        if (argument.action != "store_true"_L1)
            parameter.name = nameFromFlag(argument.flags);
    }
}

bool takesNoValue(const QString &action)
{
    static const QSet<QString> actions{u"store_true"_s,   u"store_false"_s, u"store_const"_s,
                                       u"append_const"_s, u"count"_s,       u"boolean"_s};
    return actions.contains(action);
}

QString valueText(const PythonReader &reader, PythonValue value)
{
    if (value.kind == PythonValue::Kind::Name)
        value = reader.constant(value.text);
    if (value.kind == PythonValue::Kind::List) {
        QStringList parts;
        for (const PythonValue &item : std::as_const(value.items))
            parts.append(valueText(reader, item));
        return parts.join(u' ');
    }
    const bool literal = value.kind == PythonValue::Kind::Boolean
        || value.kind == PythonValue::Kind::Integer || value.kind == PythonValue::Kind::Number
        || (value.kind == PythonValue::Kind::String && !value.formatted);
    return literal ? value.text : QString();
}

QStringList choiceTexts(const PythonReader &reader, PythonValue value)
{
    if (value.kind == PythonValue::Kind::Name)
        value = reader.constant(value.text);
    if (value.kind == PythonValue::Kind::Call && value.text == "range"_L1) {
        const qsizetype bounds = value.items.size();
        const qint64 first = bounds > 1 ? value.items.at(0).text.toLongLong() : 0;
        const qint64 last = bounds > 0 ? value.items.at(bounds > 1 ? 1 : 0).text.toLongLong() : 0;
        QStringList numbers;
        for (qint64 number = first; bounds < 3 && last - first <= 100 && number < last; ++number)
            numbers.append(QString::number(number));
        return numbers;
    }
    const bool copies = value.text == "list"_L1 || value.text == "tuple"_L1
        || value.text == "sorted"_L1 || value.text == "set"_L1;
    if (value.kind == PythonValue::Kind::Call && copies && value.items.size() == 1)
        return choiceTexts(reader, value.items.first());
    QStringList choices;
    for (const PythonValue &item : std::as_const(value.items)) {
        const QString text = valueText(reader, item);
        if (text.isEmpty())
            return {}; // a list that is known in part only would refuse good values
        choices.append(text);
    }
    return value.kind == PythonValue::Kind::List ? choices : QStringList();
}

QString actionOf(const PythonValue &value)
{
    if (value.kind == PythonValue::Kind::String)
        return value.text;
    if (value.kind == PythonValue::Kind::Name && value.text.endsWith("BooleanOptionalAction"_L1))
        return u"boolean"_s;
    // A computed action (BooleanOptionalAction where Python has it, else …) is one for a flag; a
    // class of the project's own mostly stores.
    return value.isKnown() ? u"store"_s : u"store_true"_s;
}

} // namespace

ArgparseArgument ArgparseArgument::fromJson(const QJsonObject &json)
{
    ArgparseArgument argument;
    const QJsonArray flags = json.value("flags"_L1).toArray();
    for (const QJsonValue &flag : flags)
        argument.flags.append(flag.toString());
    argument.dest = json.value("dest"_L1).toString();
    argument.action = json.value("action"_L1).toString(u"store"_s);
    argument.nargs = jsonText(json.value("nargs"_L1));
    argument.type = json.value("type"_L1).toString();
    argument.required = json.value("required"_L1).toBool();
    argument.hidden = json.value("hidden"_L1).toBool();
    argument.advanced = json.value("common"_L1).toBool();
    if (json.contains("default"_L1) && !json.value("default"_L1).isNull())
        argument.defaultValue = jsonText(json.value("default"_L1));
    const QJsonArray choices = json.value("choices"_L1).toArray();
    for (const QJsonValue &choice : choices)
        argument.choices.append(jsonText(choice));
    argument.help = json.value("help"_L1).toString();
    argument.metavar = jsonText(json.value("metavar"_L1));
    argument.group = json.value("group"_L1).toString();
    argument.exclusiveGroup = json.value("exclusive"_L1).toString();
    argument.exclusiveRequired = json.value("exclusiveRequired"_L1).toBool();
    return argument;
}

void appendParameter(QList<Parameter> &parameters, const ArgparseArgument &argument)
{
    if (argument.hidden || argument.action == "help"_L1 || argument.action == "version"_L1)
        return;
    if (argument.flags.isEmpty() && argument.dest.isEmpty())
        return;
    Parameter parameter;
    parameter.name = argument.dest;
    parameter.flags = argument.flags;
    parameter.required = argument.required;
    parameter.advanced = argument.advanced;
    parameter.defaultValue = argument.defaultValue.value_or(QString());
    parameter.help = expandedHelp(argument);
    parameter.group = argument.group;
    parameter.exclusiveGroup = argument.exclusiveGroup;
    parameter.requiredGroup = argument.exclusiveRequired ? argument.exclusiveGroup : QString();
    parameter.placeholder = argument.metavar;
    if (takesNoValue(argument.action) && !argument.flags.isEmpty())
        fillFlag(parameter, argument);
    else
        fillValue(parameter, argument);

    const auto taken = [&parameters](const QString &name) {
        return std::any_of(parameters.cbegin(), parameters.cend(),
                           [&name](const Parameter &other) { return other.name == name; });
    };
    if (taken(parameter.name) && !parameter.flags.isEmpty())
        parameter.name = nameFromFlag(parameter.flags);
    const QString base = parameter.name;
    for (int number = 2; taken(parameter.name); ++number)
        parameter.name = base + u'_' + QString::number(number);
    parameters.append(parameter);
}

ArgparseArgument readArgument(const PythonReader &reader, const PythonValue &call)
{
    ArgparseArgument argument;
    for (const PythonValue &item : call.items) {
        const QString text = valueText(reader, item);
        if (text.startsWith(u'-'))
            argument.flags.append(text);
        else if (argument.dest.isEmpty())
            argument.dest = text;
    }
    if (call.hasKeyword("dest"_L1))
        argument.dest = valueText(reader, call.keyword("dest"_L1));
    if (argument.dest.isEmpty())
        argument.dest = nameFromFlag(argument.flags);
    if (call.hasKeyword("action"_L1))
        argument.action = actionOf(call.keyword("action"_L1));
    const PythonValue nargs = call.keyword("nargs"_L1);
    argument.nargs = nargs.text.endsWith("REMAINDER"_L1) ? u"..."_s : valueText(reader, nargs);
    argument.type = call.keyword("type"_L1).text;
    argument.required = call.keyword("required"_L1).text == "true"_L1;
    const PythonValue help = call.keyword("help"_L1);
    argument.hidden = help.kind == PythonValue::Kind::Name && help.text.endsWith("SUPPRESS"_L1);
    argument.help = cleanDocstring(
        help.kind == PythonValue::Kind::Name ? reader.constant(help.text).asText() : help.asText());
    const PythonValue defaultValue = call.keyword("default"_L1);
    const QString defaultText = valueText(reader, defaultValue);
    if (!defaultText.isEmpty() || defaultValue.kind == PythonValue::Kind::String)
        argument.defaultValue = defaultText;
    argument.choices = choiceTexts(reader, call.keyword("choices"_L1));
    const PythonValue metavar = call.keyword("metavar"_L1);
    argument.metavar = valueText(reader, metavar);
    return argument;
}

QList<ArgparseArgument> djangoBaseArguments()
{
    const auto option = [](const QStringList &flags, const QString &dest, const QString &action,
                           const QString &help) {
        ArgparseArgument argument;
        argument.flags = flags;
        argument.dest = dest;
        argument.action = action;
        argument.help = help;
        argument.advanced = true;
        return argument;
    };
    QList<ArgparseArgument> arguments{
        option(
            {u"-v"_s, u"--verbosity"_s}, u"verbosity"_s, u"store"_s,
            u"Verbosity level; 0=minimal output, 1=normal output, 2=verbose output, 3=very verbose output"_s),
        option({u"--settings"_s}, u"settings"_s, u"store"_s,
               u"The Python path to a settings module, e.g. \"myproject.settings.main\"."_s),
        option({u"--pythonpath"_s}, u"pythonpath"_s, u"store"_s,
               u"A directory to add to the Python path."_s),
        option({u"--traceback"_s}, u"traceback"_s, u"store_true"_s,
               u"Raise on CommandError exceptions."_s),
        option({u"--no-color"_s}, u"no_color"_s, u"store_true"_s,
               u"Don't colorize the command output."_s),
        option({u"--force-color"_s}, u"force_color"_s, u"store_true"_s,
               u"Force colorization of the command output."_s),
        option({u"--skip-checks"_s}, u"skip_checks"_s, u"store_true"_s, u"Skip system checks."_s),
    };
    arguments.first().choices = {u"0"_s, u"1"_s, u"2"_s, u"3"_s};
    arguments.first().defaultValue = u"1"_s;
    return arguments;
}

} // namespace CommandRunner
