// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <optional>

namespace CommandRunner {

// A shell script whose arguments argc parses says them in comments ("# @option --jobs=4 How many").
bool usesArgc(const QString &text);

// `script` with what its comments say, followed by one command for each of its sub-commands, named
// "script.sh upload".
QList<Command> withArgcComments(const Command &script, const QString &text);

// What stands behind "@arg", "@option", "@flag" or "@env"; nullopt: it is none.
std::optional<Parameter> argcParameter(const QString &tag, const QString &text);

} // namespace CommandRunner
