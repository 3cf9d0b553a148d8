// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandsettings.h"

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
    return settings;
}

} // namespace CommandRunner
