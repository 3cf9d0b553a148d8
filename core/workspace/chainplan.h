// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/base/result.h"
#include "core/command/command.h"

namespace CommandRunner {

// What a chain starts, looked up among the commands that are known.
struct ChainPlan {
    static constexpr int mostRuns = 1000; // that one chain may start, those of inner chains
                                          // included

    struct Step {
        Command command;
        ArgumentValues values;
    };
    QList<Step> steps;
    QStringList folders; // of everything that it starts, inner chains included; each must be
                         // trusted
    bool confirmsByName = false; // something that it starts is confirmed by typing its name
};

inline bool isChain(const Command &command)
{
    return !command.steps.isEmpty();
}

// Errors: NotFound (a step's command, with the nearest ids), InvalidFormat (a name that fits
// several), Refused (it would start itself, with the way; more runs than mostRuns). Ids of steps
// mean commands of the chain's folder, those of its file's folder first; absolute ones any.
Result<ChainPlan> planChain(const Command &chain, const QList<Command> &commands);

// Gives chains their words: a program of ours runs them ("commandrunner-cli chain ID"). One that
// starts a command which is confirmed by its name is so itself: its steps are not asked for.
// `lookedIn`: the folders that the commands were looked for in, when those are not the added ones.
void giveChainsWords(QList<Command> &commands, const DataPaths &paths,
                     const QStringList &lookedIn = {});

} // namespace CommandRunner
