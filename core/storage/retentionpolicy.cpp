// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/retentionpolicy.h"

#include "core/base/clock.h"

#include <QJsonArray>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Keys are the members' names, in both structures.
template<class Value>
std::optional<Value> number(const QJsonObject &json, QLatin1StringView key)
{
    const QJsonValue value = json.value(key);
    const qint64 read = value.toInteger(-1);
    if (read < 0 || read > std::numeric_limits<Value>::max())
        return {};
    return Value(read);
}

void insertIfSet(QJsonObject &json, QLatin1StringView key, std::optional<qint64> value)
{
    if (value)
        json.insert(key, *value);
}

QJsonObject toJson(const RetentionPlan::Share &share)
{
    const auto time = [](const QDateTime &when) {
        return when.isValid() ? QJsonValue(isoTimestamp(when)) : QJsonValue();
    };
    return {{u"runs"_s, share.runs},
            {u"bytes"_s, share.bytes},
            {u"oldest"_s, time(share.oldest)},
            {u"newest"_s, time(share.newest)}};
}

} // namespace

QJsonObject RetentionPolicy::toJson() const
{
    QJsonObject json;
    const auto insert = [&json](QLatin1StringView key, qint64 value) {
        if (value != 0)
            json.insert(key, value);
    };
    insert("runDays"_L1, runDays);
    insert("runCount"_L1, runCount);
    insert("outputDays"_L1, outputDays);
    insert("outputBytes"_L1, outputBytes);
    return json;
}

RetentionPolicy RetentionPolicy::fromJson(const QJsonObject &json)
{
    RetentionPolicy policy;
    policy.runDays = number<int>(json, "runDays"_L1).value_or(0);
    policy.runCount = number<qint64>(json, "runCount"_L1).value_or(0);
    policy.outputDays = number<int>(json, "outputDays"_L1).value_or(0);
    policy.outputBytes = number<qint64>(json, "outputBytes"_L1).value_or(0);
    return policy;
}

QJsonObject CommandRetention::toJson() const
{
    QJsonObject json{{u"command"_s, commandId}, {u"folder"_s, folder}};
    insertIfSet(json, "runDays"_L1, runDays);
    insertIfSet(json, "runCount"_L1, runCount);
    insertIfSet(json, "outputDays"_L1, outputDays);
    insertIfSet(json, "outputBytes"_L1, outputBytes);
    return json;
}

CommandRetention CommandRetention::fromJson(const QJsonObject &json)
{
    return {json.value("command"_L1).toString(), json.value("folder"_L1).toString(),
            number<int>(json, "runDays"_L1),     number<qint64>(json, "runCount"_L1),
            number<int>(json, "outputDays"_L1),  number<qint64>(json, "outputBytes"_L1)};
}

bool RetentionRules::keepAll() const
{
    return all.keepsAll() && std::ranges::all_of(own, [](const CommandRetention &command) {
               return command.runDays.value_or(0) == 0 && command.runCount.value_or(0) == 0
                   && command.outputDays.value_or(0) == 0 && command.outputBytes.value_or(0) == 0;
           });
}

QJsonObject RetentionRules::toJson() const
{
    QJsonArray commands;
    for (const CommandRetention &command : own)
        commands.append(command.toJson());
    QJsonObject json{{u"all"_s, all.toJson()}, {u"compress"_s, compress}};
    if (!commands.isEmpty())
        json.insert("commands"_L1, commands);
    return json;
}

RetentionRules RetentionRules::fromJson(const QJsonObject &json)
{
    RetentionRules rules;
    rules.all = RetentionPolicy::fromJson(json.value("all"_L1).toObject());
    rules.compress = json.value("compress"_L1).toBool(true);
    const QJsonArray commands = json.value("commands"_L1).toArray();
    for (const QJsonValue &command : commands)
        rules.own.append(CommandRetention::fromJson(command.toObject()));
    return rules;
}

QJsonObject RetentionPlan::toJson() const
{
    QJsonArray list;
    for (const Command &command : commands)
        list.append(QJsonObject{{u"name"_s, command.name},
                                {u"command"_s, command.commandId},
                                {u"folder"_s, command.folder},
                                {u"runs"_s, command.runs},
                                {u"bytes"_s, command.bytes}});
    return {{u"runs"_s, CommandRunner::toJson(runs)},
            {u"outputs"_s, CommandRunner::toJson(outputs)},
            {u"commands"_s, list},
            {u"pinned"_s, pinned}};
}

} // namespace CommandRunner
