// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"

#include <optional>

namespace CommandRunner {

// How a help text spells one option: "-n, --name=NAME", "--[no-]color[=<when>]", "-v | --verbose".
struct HelpOption {
    QStringList flags;
    QStringList negativeFlags;
    QString value;              // what stands for the value, without brackets; empty: it takes none
    bool joined = false;        // "--name=VALUE"
    bool optionalValue = false; // the flag alone will do
    bool repeated = false;      // "..."
    bool listed = false;        // several behind one flag: "X [X ...]"
    int valueCount = 0;         // "--point X Y": 2
    QStringList choices;
    bool editable = false; // `choices` may be examples only
    QString defaultValue;  // "--output='json':"
    qsizetype end = 0;     // where the help begins that stands on the same line
};

// Nullopt: the line is no option's.
std::optional<HelpOption> readHelpOption(const QString &text);

// What it is as a parameter; its help is read by applyHelpRemarks().
Parameter parameterOf(const HelpOption &option);

// The words of "{a,b}", "a|b" and "<a|b>"; empty when it is no list of plain words.
QStringList choicesOf(const QString &value);
// The type that a metavar names: "INTEGER", "<file>", "DIR".
ParameterType typeOfMetavar(const QString &metavar);
// "--dry-run" and "<Input File>" as names.
QString nameOfSpelling(const QString &spelling);

} // namespace CommandRunner
