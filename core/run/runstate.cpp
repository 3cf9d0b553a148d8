// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runstate.h"

#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<RunState, QLatin1StringView> stateWords[] = {
    {RunState::Queued, "queued"_L1},
    {RunState::Running, "running"_L1},
    {RunState::Succeeded, "succeeded"_L1},
    {RunState::Failed, "failed"_L1},
    {RunState::Stopped, "stopped"_L1},
    {RunState::TimedOut, "timed-out"_L1},
    {RunState::FailedToStart, "failed-to-start"_L1},
    {RunState::Interrupted, "interrupted"_L1},
};

constexpr std::pair<RunOrigin, QLatin1StringView> originWords[] = {
    {RunOrigin::Person, "person"_L1},
    {RunOrigin::Schedule, "schedule"_L1},
    {RunOrigin::Agent, "agent"_L1},
    {RunOrigin::Api, "api"_L1},
};

template<class Words, class Value>
QString wordOf(const Words &words, Value value)
{
    for (const auto &[known, word] : words) {
        if (known == value)
            return word;
    }
    return {};
}

} // namespace

QString toString(RunState state)
{
    return wordOf(stateWords, state);
}

QString toString(RunOrigin origin)
{
    return wordOf(originWords, origin);
}

std::optional<RunState> runStateFromString(const QString &text)
{
    for (const auto &[state, word] : stateWords) {
        if (word == text)
            return state;
    }
    return std::nullopt;
}

std::optional<RunOrigin> runOriginFromString(const QString &text)
{
    for (const auto &[origin, word] : originWords) {
        if (word == text)
            return origin;
    }
    return std::nullopt;
}

bool isFinal(RunState state)
{
    return state != RunState::Queued && state != RunState::Running;
}

} // namespace CommandRunner
