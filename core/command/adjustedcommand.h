// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/command/commandsettings.h"

namespace CommandRunner {

// What reads a command's script, where another one may be chosen for it.
enum class InterpreterKind { None, Python, Shell, Node, Perl, Ruby };

InterpreterKind interpreterKind(const Command &command);
// The one that the command names; empty: its file says ("#!") or there is none to choose.
QString ownInterpreter(const Command &command);

// Where it runs when the person's settings count; absolute.
QString workingDirectoryOf(const Command &command, const CommandSettings &settings);

// The command as it runs: with the person's folder, environment and interpreter. `fileVariables`
// are those of settings.environmentFiles, read by the caller.
Command adjusted(Command command, const CommandSettings &settings,
                 const QMap<QString, QString> &fileVariables = {});

} // namespace CommandRunner
