// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandsettings.h"

#include <QJsonArray>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QJsonObject CommandSettings::toJson() const
{
    QJsonObject json{{u"terminal"_s, terminal}};
    if (limits.any())
        json.insert(u"limits"_s, limits.toJson());
    if (timeoutMs > 0)
        json.insert(u"timeoutMs"_s, timeoutMs);
    if (graceMs >= 0)
        json.insert(u"graceMs"_s, graceMs);
    if (ifRunning != ConcurrencyPolicy::Parallel)
        json.insert(u"ifRunning"_s, toString(ifRunning));
    if (priority != RunPriority::normal)
        json.insert(u"priority"_s, priority);
    if (!workingDirectory.isEmpty())
        json.insert(u"workingDirectory"_s, workingDirectory);
    if (!environment.isEmpty()) {
        QJsonObject variables;
        for (auto it = environment.cbegin(); it != environment.cend(); ++it)
            variables.insert(it.key(), it.value());
        json.insert(u"environment"_s, variables);
    }
    if (!environmentFiles.isEmpty())
        json.insert(u"environmentFiles"_s, QJsonArray::fromStringList(environmentFiles));
    if (!interpreter.isEmpty())
        json.insert(u"interpreter"_s, interpreter);
    return json;
}

CommandSettings CommandSettings::fromJson(const QJsonObject &json)
{
    CommandSettings settings;
    settings.terminal = json.value("terminal"_L1).toBool();
    settings.limits = RunLimits::fromJson(json.value("limits"_L1).toObject());
    settings.timeoutMs = qMax<qint64>(0, json.value("timeoutMs"_L1).toInteger());
    settings.graceMs = qMax<qint64>(-1, json.value("graceMs"_L1).toInteger(-1));
    settings.ifRunning = concurrencyPolicyFromString(json.value("ifRunning"_L1).toString())
                             .value_or(ConcurrencyPolicy::Parallel);
    settings.priority = RunPriority::bounded(json.value("priority"_L1).toInt());
    settings.workingDirectory = json.value("workingDirectory"_L1).toString();
    const QJsonObject variables = json.value("environment"_L1).toObject();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        settings.environment.insert(it.key(), it.value().toString());
    for (const auto &file : json.value("environmentFiles"_L1).toArray())
        settings.environmentFiles.append(file.toString());
    settings.environmentFiles.removeAll(QString());
    settings.interpreter = json.value("interpreter"_L1).toString();
    return settings;
}

} // namespace CommandRunner
