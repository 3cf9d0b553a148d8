// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"

namespace CommandRunner {

// What usage lines ("prog [-v] [--name NAME] FILE...") say. `known` are the options that the rest
// of the text lists: they become required or exclusive here; options that only usage lines have are
// added. `positionals` are in the order of the first line.
struct HelpUsage {
    QList<Parameter> positionals;
    QList<Parameter> options; // `known` and what was added
    bool hasCommand = false;  // a place for a sub-command's name
};

// `patterns`: one entry a way to call the program, its own name first.
HelpUsage readHelpUsage(const QStringList &patterns, const QList<Parameter> &known);

} // namespace CommandRunner
