// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <optional>

namespace CommandRunner {

// What happens to a new run while another one of the same command is under way.
enum class ConcurrencyPolicy {
    Parallel, // both run
    Queue,    // it waits until no other runs
    Refuse,   // it is not run, and not recorded
    Replace,  // the other is stopped, then it runs
};

// "parallel", "queue", "refuse", "replace": of settings, requests and the command line.
QString toString(ConcurrencyPolicy policy);
std::optional<ConcurrencyPolicy> concurrencyPolicyFromString(const QString &text);

// In the queue: higher goes first, equal ones by age.
namespace RunPriority {
inline constexpr int lowest = -100;
inline constexpr int low = -10;
inline constexpr int normal = 0;
inline constexpr int high = 10;
inline constexpr int highest = 100;

inline int bounded(int priority)
{
    return std::clamp(priority, lowest, highest);
}
// "low", "normal", "high" or a number within the bounds.
std::optional<int> fromString(const QString &text);
} // namespace RunPriority

} // namespace CommandRunner
