// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runcontext.h"
#include "core/run/runoutcome.h"
#include "core/run/runrequest.h"

#include <QList>
#include <QString>

#include <optional>

namespace CommandRunner {

// Something that two runs have and that differs. `key` is one of the words below, `name` tells
// apart facts of one key. Empty: it is not there on that side.
struct RunFact {
    QString key;
    QString name; // of an environment variable
    std::optional<QString> before;
    std::optional<QString> after;

    bool operator==(const RunFact &) const = default;
};

namespace RunFactKey {
inline constexpr QLatin1StringView command("command"); // what was run, its name
inline constexpr QLatin1StringView arguments("arguments");
inline constexpr QLatin1StringView folder("folder");
inline constexpr QLatin1StringView environment("environment");
inline constexpr QLatin1StringView terminal("terminal"); // "yes", "no"
inline constexpr QLatin1StringView timeout("timeout");   // milliseconds
inline constexpr QLatin1StringView state("state");       // as toString(RunState)
inline constexpr QLatin1StringView exitCode("exit-code");
inline constexpr QLatin1StringView signal("signal");
inline constexpr QLatin1StringView duration("duration"); // milliseconds
inline constexpr QLatin1StringView memory("memory");     // bytes at most
inline constexpr QLatin1StringView revision("git-revision");
inline constexpr QLatin1StringView branch("git-branch");
inline constexpr QLatin1StringView changes("git-changes"); // not committed: "yes", "no"
inline constexpr QLatin1StringView interpreter("interpreter");
inline constexpr QLatin1StringView version("interpreter-version");
inline constexpr QLatin1StringView program("program"); // the file
inline constexpr QLatin1StringView machine("machine");
inline constexpr QLatin1StringView system("system");
inline constexpr QLatin1StringView user("user");
} // namespace RunFactKey

struct RunFacts {
    RunRequest request;
    RunOutcome outcome; // its state is the run's, also while it goes on
    RunContext context; // compared where it is known of both
};

// What differs, in the order in which one asks. Values of environment variables whose names speak
// of secrets are not told.
QList<RunFact> differingFacts(const RunFacts &before, const RunFacts &after);

} // namespace CommandRunner
