// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/concurrencypolicy.h"

#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<ConcurrencyPolicy, QLatin1StringView> policyWords[] = {
    {ConcurrencyPolicy::Parallel, "parallel"_L1},
    {ConcurrencyPolicy::Queue, "queue"_L1},
    {ConcurrencyPolicy::Refuse, "refuse"_L1},
    {ConcurrencyPolicy::Replace, "replace"_L1},
};

constexpr std::pair<int, QLatin1StringView> priorityWords[] = {
    {RunPriority::low, "low"_L1},
    {RunPriority::normal, "normal"_L1},
    {RunPriority::high, "high"_L1},
};

} // namespace

QString toString(ConcurrencyPolicy policy)
{
    for (const auto &[known, word] : policyWords) {
        if (known == policy)
            return word;
    }
    return {};
}

std::optional<ConcurrencyPolicy> concurrencyPolicyFromString(const QString &text)
{
    for (const auto &[policy, word] : policyWords) {
        if (word == text)
            return policy;
    }
    return {};
}

std::optional<int> RunPriority::fromString(const QString &text)
{
    for (const auto &[priority, word] : priorityWords) {
        if (word == text)
            return priority;
    }
    bool number = false;
    const int priority = text.toInt(&number);
    if (!number || priority != bounded(priority))
        return {};
    return priority;
}

} // namespace CommandRunner
