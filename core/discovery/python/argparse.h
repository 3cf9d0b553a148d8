// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"
#include "core/discovery/python/pythonreader.h"

#include <QJsonObject>

#include <optional>

namespace CommandRunner {

// One add_argument() of Python's argparse, whether read from the source or reported by the running
// parser.
struct ArgparseArgument {
    QStringList flags; // empty for positionals
    QString dest;
    QString action = QStringLiteral("store"); // as add_argument() takes it; "boolean" for
                                              // BooleanOptionalAction, "subparsers"
    QString nargs;                            // "", "?", "*", "+", "...", "A..." or a number
    QString type;                             // name of the callable: "int", "Path"
    bool required = false;
    bool hidden = false;
    bool advanced = false;
    std::optional<QString> defaultValue;
    QStringList choices;
    QString help;
    QString metavar;
    QString group;
    QString exclusiveGroup; // same for those of which at most one may be given
    bool exclusiveRequired = false;

    // An entry of the introspection helper's "args".
    static ArgparseArgument fromJson(const QJsonObject &json);
};

// Adds what a person can fill in; help, version and suppressed arguments are none of that. Keeps
// the names unique.
void appendParameter(QList<Parameter> &parameters, const ArgparseArgument &argument);

// What a call of add_argument() (or add_subparsers()) in the source says.
ArgparseArgument readArgument(const PythonReader &reader, const PythonValue &call);

// The options that every Django management command has.
QList<ArgparseArgument> djangoBaseArguments();

} // namespace CommandRunner
