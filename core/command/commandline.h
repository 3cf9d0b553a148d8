// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QStringList>

namespace CommandRunner {

// Why a value cannot be used; `parameter` is the name of the field it belongs to.
struct ArgumentProblem {
    enum class Kind {
        MissingRequired,
        NotAnInteger,
        NotANumber,
        OutOfRange,
        NotAChoice,
        UnknownParameter,
        TooManyValues
    };
    Kind kind = Kind::MissingRequired;
    QString parameter;
    QString value;

    bool operator==(const ArgumentProblem &) const = default;
};

// Every problem of the values, in the order of the command's parameters; empty means that they can
// be run.
QList<ArgumentProblem> checkArguments(const Command &command, const ArgumentValues &values);

// The exact argument vector: program, fixed arguments, options, positionals, free arguments.
// Nothing is quoted: these are words. An option value that starts with "-" is joined to a long
// flag; positionals that start with "-" get "--" before them where the command knows it.
QStringList buildArgv(const Command &command, const ArgumentValues &values,
                      const QStringList &freeArguments = {});

} // namespace CommandRunner
