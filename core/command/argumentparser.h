// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QStringList>

namespace CommandRunner {

// What words that somebody typed or pasted mean to a command's parameters.
struct ParsedArguments {
    ArgumentValues values;
    QStringList rest; // what no parameter takes, in its order: free arguments
};

// The way back from buildArgv(): options with their values in every spelling of POSIX and GNU
// ("--n 2", "--n=2", "-n2", "-vvv", "-xvf"), assignments, "--", positionals in their places. Values
// are not checked. `words` are those behind the command's own; when they begin with the command's
// argv, or with its program under another path, that is left out.
ParsedArguments parseArguments(const Command &command, const QStringList &words);

} // namespace CommandRunner
