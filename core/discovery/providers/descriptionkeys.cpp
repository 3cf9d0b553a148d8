// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/descriptionkeys.h"

#include "core/base/editdistance.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

enum class Type {
    Text,
    Words,  // one text or a list of texts
    Scalar, // text, number, date or boolean
    Scalars,
    Boolean,
    Number,
    Count,    // a whole number from 0
    Seconds,  // a number from 0
    Pairs,    // a table of scalars
    Tables,   // a list of tables
    Question, // text or boolean
    KindName,
    TypeName,
    PassingName,
    Conditions, // a table of scalars or lists of them
};

struct Key {
    QLatin1StringView name;
    Type type;
};

constexpr Key fileKeys[]{{"command"_L1, Type::Tables}, {"override"_L1, Type::Tables}};

constexpr Key commandKeys[]{
    {"name"_L1, Type::Text},        {"description"_L1, Type::Text},
    {"argv"_L1, Type::Words},       {"shell"_L1, Type::Text},
    {"folder"_L1, Type::Text},      {"environment"_L1, Type::Pairs},
    {"parameter"_L1, Type::Tables}, {"confirmation"_L1, Type::Question},
    {"hidden"_L1, Type::Boolean},   {"timeout"_L1, Type::Seconds},
    {"terminal"_L1, Type::Boolean}, {"end-of-options"_L1, Type::Boolean},
    {"tags"_L1, Type::Words},
};

constexpr Key overrideKeys[]{
    {"id"_L1, Type::Text},          {"source"_L1, Type::Text},
    {"name"_L1, Type::Text},        {"file"_L1, Type::Text},
    {"description"_L1, Type::Text}, {"environment"_L1, Type::Pairs},
    {"parameter"_L1, Type::Tables}, {"confirmation"_L1, Type::Question},
    {"hidden"_L1, Type::Boolean},   {"timeout"_L1, Type::Seconds},
    {"terminal"_L1, Type::Boolean}, {"tags"_L1, Type::Words},
};

// The last one is for overrides only.
constexpr Key parameterKeys[]{
    {"name"_L1, Type::Text},
    {"flags"_L1, Type::Words},
    {"negative-flags"_L1, Type::Words},
    {"kind"_L1, Type::KindName},
    {"type"_L1, Type::TypeName},
    {"passing"_L1, Type::PassingName},
    {"required"_L1, Type::Boolean},
    {"multiple"_L1, Type::Boolean},
    {"repeats-flag"_L1, Type::Boolean},
    {"value-count"_L1, Type::Count},
    {"constant"_L1, Type::Boolean},
    {"advanced"_L1, Type::Boolean},
    {"default"_L1, Type::Scalar},
    {"choices"_L1, Type::Scalars},
    {"editable"_L1, Type::Boolean},
    {"help"_L1, Type::Text},
    {"group"_L1, Type::Text},
    {"placeholder"_L1, Type::Text},
    {"minimum"_L1, Type::Number},
    {"maximum"_L1, Type::Number},
    {"exclusive-group"_L1, Type::Text},
    {"required-group"_L1, Type::Text},
    {"environment-variable"_L1, Type::Text},
    {"pattern"_L1, Type::Text},
    {"must-exist"_L1, Type::Boolean},
    {"multi-line"_L1, Type::Boolean},
    {"visible-when"_L1, Type::Conditions},
    {"remove"_L1, Type::Boolean},
};

std::span<const Key> keysOf(DescriptionTable table)
{
    switch (table) {
    case DescriptionTable::File:
        return fileKeys;
    case DescriptionTable::Command:
        return commandKeys;
    case DescriptionTable::Override:
        return overrideKeys;
    case DescriptionTable::Parameter:
        return std::span(parameterKeys).first(std::size(parameterKeys) - 1);
    case DescriptionTable::ParameterChange:
        return parameterKeys;
    }
    return {};
}

bool isQuoted(const DataNode &node)
{
    return node.isText() && !node.boolean() && !node.number();
}

bool areAll(const QList<DataNode> &items, bool (*test)(const DataNode &))
{
    return std::all_of(items.cbegin(), items.cend(), test);
}

bool isScalar(const DataNode &node)
{
    return node.isText();
}

// Words for the type when the value is not of it; empty when it is.
QString expectedInstead(const DataNode &value, Type type)
{
    const double number = value.number().value_or(-1);
    switch (type) {
    case Type::Text:
        return isQuoted(value) ? QString() : u"a text in quotes"_s;
    case Type::Words:
        return isQuoted(value) || (value.isList() && areAll(value.items(), isQuoted))
            ? QString()
            : u"a list of texts, such as [\"a\", \"b\"]"_s;
    case Type::Scalar:
        return value.isText() ? QString() : u"a text, a number, true or false"_s;
    case Type::Scalars:
        return value.isList() && areAll(value.items(), isScalar)
            ? QString()
            : u"a list of texts or numbers, such as [\"a\", \"b\"]"_s;
    case Type::Boolean:
        return value.boolean() ? QString() : u"true or false, without quotes"_s;
    case Type::Number:
        return value.number() ? QString() : u"a number, without quotes"_s;
    case Type::Count:
        return number >= 0 && number <= 1000 && number == std::floor(number)
            ? QString()
            : u"a whole number, without quotes"_s;
    case Type::Seconds:
        return number >= 0 && number <= 1e9 ? QString() : u"a number of seconds, without quotes"_s;
    case Type::Question:
        return isQuoted(value) || value.boolean() ? QString()
                                                  : u"the question in quotes, true or false"_s;
    case Type::Pairs:
        return value.isMap()
                && std::all_of(value.members().cbegin(), value.members().cend(),
                               [](const DataNode::Member &pair) { return pair.value.isText(); })
            ? QString()
            : u"a table of texts, such as { NAME = \"value\" }"_s;
    case Type::Tables:
        return value.isList()
                && areAll(value.items(), [](const DataNode &item) { return item.isMap(); })
            ? QString()
            : u"tables, each under [[…]]"_s;
    case Type::Conditions:
        return value.isMap()
                && std::all_of(value.members().cbegin(), value.members().cend(),
                               [](const DataNode::Member &pair) {
                                   return pair.value.isText()
                                       || (pair.value.isList()
                                           && areAll(pair.value.items(), isScalar));
                               })
            ? QString()
            : u"a table of parameters and their values, such as { mode = [\"a\", \"b\"] }"_s;
    case Type::KindName:
    case Type::TypeName:
    case Type::PassingName:
        break;
    }
    const QStringList names = type == Type::KindName ? parameterKindNames()
        : type == Type::TypeName                     ? parameterTypeNames()
                                                     : parameterPassingNames();
    return value.isText() && names.contains(value.text())
        ? QString()
        : u"one of \"%1\""_s.arg(names.join(u"\", \""_s));
}

QString quoted(const DataNode &value)
{
    return value.isList() ? u"a list"_s
        : value.isMap()   ? u"a table"_s
                          : u"\"%1\""_s.arg(value.text());
}

} // namespace

QStringList descriptionKeys(DescriptionTable table)
{
    QStringList names;
    for (const Key &key : keysOf(table))
        names.append(key.name);
    return names;
}

DataNode checkedTable(const DataNode &node, DescriptionTable table, const QString &file,
                      Findings &findings)
{
    const auto keys = keysOf(table);
    QList<DataNode::Member> good;
    for (const DataNode::Member &member : node.members()) {
        const auto key = std::find_if(keys.begin(), keys.end(), [&member](const Key &candidate) {
            return candidate.name == member.key;
        });
        if (key == keys.end()) {
            const QStringList names = descriptionKeys(table);
            const QString near = nearestWord(member.key, names);
            findings.addProblem(file, member.line, u"there is no key \"%1\""_s.arg(member.key),
                                near.isEmpty() ? u"The keys here are %1."_s.arg(names.join(u", "_s))
                                               : u"Did you mean \"%1\"?"_s.arg(near));
            continue;
        }
        const QString expected = expectedInstead(member.value, key->type);
        if (expected.isEmpty())
            good.append(member);
        else
            findings.addProblem(file, member.line,
                                u"\"%1\" cannot be %2"_s.arg(member.key, quoted(member.value)),
                                u"Write %1."_s.arg(expected));
    }
    return DataNode::map(good, node.line());
}

} // namespace CommandRunner
