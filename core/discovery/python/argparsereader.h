// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/python/argparse.h"

#include <vector>

namespace CommandRunner {

// A parser of Python's argparse as a script builds it.
struct ArgparseParser {
    QString name; // of the sub-command; empty for a script's own parser
    QString help; // what the parser above says of it
    QString description;
    int line = 0; // where it is made
    bool hidden = false;
    QList<ArgparseArgument> arguments; // add_subparsers() is one of them
    std::vector<ArgparseParser> subCommands;
};

// The parser that the script parses its arguments with, found without running anything: calls of
// the script's own functions and methods are followed with the parsers, groups and words that they
// are given, loops over written-out lists are gone through. Nullopt: the script makes none.
std::optional<ArgparseParser> readScriptParser(const PythonReader &reader);

// The arguments that statements [begin, end) add to the parser in the variable `parser`.
QList<ArgparseArgument> readArguments(const PythonReader &reader, qsizetype begin, qsizetype end,
                                      const QString &parser);

} // namespace CommandRunner
