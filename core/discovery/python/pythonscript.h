// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/discovery/python/pythonreader.h"

namespace CommandRunner {

// `script` with the arguments that it reads with argparse, followed by one command for each of its
// sub-commands, named "script.py add". Just `script` when it uses no argparse.
QList<Command> withArgparse(const Command &script, const PythonReader &reader);

} // namespace CommandRunner
