// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/runlimits.h"

#include <limits>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

void insertLimit(QJsonObject &json, const QString &key, qint64 value)
{
    if (value > 0)
        json.insert(key, value);
}

qint64 limit(const QJsonObject &json, QLatin1StringView key,
             qint64 largest = std::numeric_limits<qint64>::max())
{
    const qint64 value = json.value(key).toInteger();
    return value > 0 && value <= largest ? value : 0;
}

} // namespace

QJsonObject RunLimits::toJson() const
{
    QJsonObject json;
    insertLimit(json, u"memoryBytes"_s, memoryBytes);
    insertLimit(json, u"cpuSeconds"_s, cpuSeconds);
    insertLimit(json, u"niceness"_s, niceness);
    insertLimit(json, u"processes"_s, processes);
    return json;
}

RunLimits RunLimits::fromJson(const QJsonObject &json)
{
    RunLimits limits;
    limits.memoryBytes = limit(json, "memoryBytes"_L1);
    limits.cpuSeconds = limit(json, "cpuSeconds"_L1);
    limits.niceness = int(limit(json, "niceness"_L1, lowestPriority));
    limits.processes = int(limit(json, "processes"_L1, std::numeric_limits<int>::max()));
    return limits;
}

} // namespace CommandRunner
