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
        TooManyValues,
        WrongCount,       // `value` is how many there should be
        NotADate,         // for dates with time, too
        NotKeyValue,      // not NAME=value
        NoMatch,          // not what the parameter's pattern asks for
        NotThere,         // a file or folder that must exist and does not
        LooksLikeOption,  // a dash begins one of several values: the program would take an option
        ExcludedByOther,  // `value` names the parameter that was given and excludes this one
        MissingOneOfGroup // `value` names those of which one is needed
    };
    Kind kind = Kind::MissingRequired;
    QString parameter;
    QString value;

    bool operator==(const ArgumentProblem &) const = default;
};

// Every problem of the values, in the order of the command's parameters; empty means that they can
// be run.
QList<ArgumentProblem> checkArguments(const Command &command, const ArgumentValues &values);
// Files and folders that must exist and do not. Looks at the disk: not for the GUI's thread.
QList<ArgumentProblem> checkFiles(const Command &command, const ArgumentValues &values);

// The exact argument vector: program, fixed arguments, options, positionals, free arguments.
// Nothing is quoted: these are words. An option value that starts with "-" is joined to a long
// flag; positionals that start with "-" get "--" before them where the command knows it. What is
// hidden (Parameter::visibleWhen) is neither checked above nor passed here and below.
QStringList buildArgv(const Command &command, const ArgumentValues &values,
                      const QStringList &freeArguments = {});

// Positionals are told apart by their place alone: when a later one is given, the one at `index`
// cannot be left out, except where it takes any number of words.
bool holdsPlace(const Command &command, const ArgumentValues &values, qsizetype index);

// The variables that are set for the child: the command's own and the values that are passed so.
QMap<QString, QString> buildEnvironment(const Command &command, const ArgumentValues &values);

// What the child finds on its standard input: the values that are passed so, one a line. Nullopt:
// none of the values is.
std::optional<QByteArray> buildStandardInput(const Command &command, const ArgumentValues &values);

} // namespace CommandRunner
