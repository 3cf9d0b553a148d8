// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/computer/computercommands.h"

namespace CommandRunner {

// An alias or a function, as a shell told it.
struct ShellName {
    QString name;
    QString text; // of an alias: what it stands for; of a function: the file that defines it
    bool function = false;
};

// Aliases and functions of the person's interactive bash, zsh or fish. The shell is started once
// and its answer kept, until one of its start files changes or a day has passed. Left out:
// functions that do not come from the home folder (of completions and of the system), names that
// begin with an underscore, and such that cannot be typed without quotes.
QList<Command> shellCommands(const ComputerPlaces &places, const std::atomic_bool &cancelled);

// The commands for what the shell said.
QList<Command> shellCommandsFrom(const QList<ShellName> &names, const QString &shell,
                                 const QString &home);

} // namespace CommandRunner
