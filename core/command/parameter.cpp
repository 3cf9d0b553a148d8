// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/parameter.h"

#include <QJsonArray>

#include <array>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kindNames{
    std::pair{ParameterKind::Positional, "positional"_L1},
    std::pair{ParameterKind::Option, "option"_L1},
    std::pair{ParameterKind::Flag, "flag"_L1},
};

constexpr std::array typeNames{
    std::pair{ParameterType::Text, "text"_L1},
    std::pair{ParameterType::Integer, "integer"_L1},
    std::pair{ParameterType::Number, "number"_L1},
    std::pair{ParameterType::Boolean, "boolean"_L1},
    std::pair{ParameterType::Choice, "choice"_L1},
    std::pair{ParameterType::File, "file"_L1},
    std::pair{ParameterType::Folder, "folder"_L1},
    std::pair{ParameterType::Secret, "secret"_L1},
    std::pair{ParameterType::Date, "date"_L1},
    std::pair{ParameterType::DateTime, "datetime"_L1},
    std::pair{ParameterType::KeyValue, "key-value"_L1},
};

constexpr std::array passingNames{
    std::pair{ParameterPassing::Separate, "separate"_L1},
    std::pair{ParameterPassing::Joined, "joined"_L1},
    std::pair{ParameterPassing::Assignment, "assignment"_L1},
    std::pair{ParameterPassing::Bracketed, "bracketed"_L1},
    std::pair{ParameterPassing::Counted, "counted"_L1},
    std::pair{ParameterPassing::Remainder, "remainder"_L1},
    std::pair{ParameterPassing::Environment, "environment"_L1},
    std::pair{ParameterPassing::StandardInput, "stdin"_L1},
};

template<class Table, class Value>
QString nameOf(const Table &table, Value value)
{
    for (const auto &[candidate, name] : table) {
        if (candidate == value)
            return name;
    }
    return {};
}

template<class Table>
auto valueOf(const Table &table, const QString &text)
{
    for (const auto &[value, name] : table) {
        if (name == text)
            return value;
    }
    return table.front().first;
}

template<class Table>
QStringList namesOf(const Table &table)
{
    QStringList names;
    for (const auto &entry : table)
        names.append(entry.second);
    return names;
}

QStringList stringList(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array)
        list.append(entry.toString());
    return list;
}

QJsonArray toJson(const QList<ParameterCondition> &conditions)
{
    QJsonArray array;
    for (const ParameterCondition &condition : conditions)
        array.append(QJsonObject{{"parameter"_L1, condition.parameter},
                                 {"values"_L1, QJsonArray::fromStringList(condition.values)}});
    return array;
}

QList<ParameterCondition> conditionsFromJson(const QJsonValue &value)
{
    QList<ParameterCondition> conditions;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array)
        conditions.append({entry["parameter"_L1].toString(), stringList(entry["values"_L1])});
    return conditions;
}

std::optional<double> optionalNumber(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

QString toString(ParameterKind kind)
{
    return nameOf(kindNames, kind);
}

QString toString(ParameterType type)
{
    return nameOf(typeNames, type);
}

QStringList parameterKindNames()
{
    return namesOf(kindNames);
}

QStringList parameterTypeNames()
{
    return namesOf(typeNames);
}

QStringList parameterPassingNames()
{
    return namesOf(passingNames);
}

QString Parameter::preferredFlag() const
{
    for (const QString &flag : flags) {
        if (flag.startsWith("--"_L1))
            return flag;
    }
    return flags.value(0);
}

// The first nine keys are the command line's contract; the rest is for our own cache.
QJsonObject Parameter::toJson() const
{
    QJsonObject json{
        {"name"_L1, name},
        {"flags"_L1, QJsonArray::fromStringList(flags)},
        {"kind"_L1, toString(kind)},
        {"type"_L1, toString(type)},
        {"required"_L1, required},
        {"multiple"_L1, multiple},
        {"default"_L1,
         defaultValue.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(defaultValue)},
        {"choices"_L1, QJsonArray::fromStringList(choices)},
        {"help"_L1, help},
        {"group"_L1, group},
        {"negativeFlags"_L1, QJsonArray::fromStringList(negativeFlags)},
        {"passing"_L1, nameOf(passingNames, passing)},
        {"repeatsFlag"_L1, repeatsFlag},
        {"advanced"_L1, advanced},
        {"placeholder"_L1, placeholder},
    };
    if (minimum)
        json.insert("minimum"_L1, *minimum);
    if (maximum)
        json.insert("maximum"_L1, *maximum);
    if (valueCount > 0)
        json.insert("valueCount"_L1, valueCount);
    if (constant)
        json.insert("constant"_L1, true);
    if (editable)
        json.insert("editable"_L1, true);
    if (!exclusiveGroup.isEmpty())
        json.insert("exclusiveGroup"_L1, exclusiveGroup);
    if (!requiredGroup.isEmpty())
        json.insert("requiredGroup"_L1, requiredGroup);
    if (!environmentVariable.isEmpty())
        json.insert("environmentVariable"_L1, environmentVariable);
    if (!pattern.isEmpty())
        json.insert("pattern"_L1, pattern);
    if (mustExist)
        json.insert("mustExist"_L1, true);
    if (multiLine)
        json.insert("multiLine"_L1, true);
    if (!visibleWhen.isEmpty())
        json.insert("visibleWhen"_L1, CommandRunner::toJson(visibleWhen));
    return json;
}

Parameter Parameter::fromJson(const QJsonObject &json)
{
    Parameter parameter;
    parameter.name = json.value("name"_L1).toString();
    parameter.flags = stringList(json.value("flags"_L1));
    parameter.negativeFlags = stringList(json.value("negativeFlags"_L1));
    parameter.kind = valueOf(kindNames, json.value("kind"_L1).toString());
    parameter.type = valueOf(typeNames, json.value("type"_L1).toString());
    parameter.passing = valueOf(passingNames, json.value("passing"_L1).toString());
    parameter.required = json.value("required"_L1).toBool();
    parameter.multiple = json.value("multiple"_L1).toBool();
    parameter.repeatsFlag = json.value("repeatsFlag"_L1).toBool();
    parameter.advanced = json.value("advanced"_L1).toBool();
    parameter.defaultValue = json.value("default"_L1).toString();
    parameter.choices = stringList(json.value("choices"_L1));
    parameter.help = json.value("help"_L1).toString();
    parameter.group = json.value("group"_L1).toString();
    parameter.placeholder = json.value("placeholder"_L1).toString();
    parameter.minimum = optionalNumber(json.value("minimum"_L1));
    parameter.maximum = optionalNumber(json.value("maximum"_L1));
    parameter.valueCount = json.value("valueCount"_L1).toInt();
    parameter.constant = json.value("constant"_L1).toBool();
    parameter.editable = json.value("editable"_L1).toBool();
    parameter.exclusiveGroup = json.value("exclusiveGroup"_L1).toString();
    parameter.requiredGroup = json.value("requiredGroup"_L1).toString();
    parameter.environmentVariable = json.value("environmentVariable"_L1).toString();
    parameter.pattern = json.value("pattern"_L1).toString();
    parameter.mustExist = json.value("mustExist"_L1).toBool();
    parameter.multiLine = json.value("multiLine"_L1).toBool();
    parameter.visibleWhen = conditionsFromJson(json.value("visibleWhen"_L1));
    return parameter;
}

QJsonObject argumentValuesToJson(const ArgumentValues &values)
{
    QJsonObject json;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        json.insert(it.key(), QJsonArray::fromStringList(it.value()));
    return json;
}

ArgumentValues argumentValuesFromJson(const QJsonObject &json)
{
    ArgumentValues values;
    for (auto it = json.begin(); it != json.end(); ++it)
        values.insert(it.key(), stringList(it.value()));
    return values;
}

} // namespace CommandRunner
