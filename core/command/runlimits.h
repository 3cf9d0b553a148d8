// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace CommandRunner {

// What a run may take from the machine; 0: no limit. How each is kept says core/run/childlimits.h.
struct RunLimits {
    static constexpr int lowestPriority = 19;

    qint64 memoryBytes = 0;
    qint64 cpuSeconds = 0; // of each process
    int niceness = 0;      // 1 to 19, as nice(1) counts; 0: as other programs
    int processes = 0;     // of the run at the same time, threads not counted

    bool any() const { return *this != RunLimits(); }
    bool operator==(const RunLimits &) const = default;
    QJsonObject toJson() const; // without what has no limit
    // What is missing or makes no sense is no limit.
    static RunLimits fromJson(const QJsonObject &json);
};

} // namespace CommandRunner
