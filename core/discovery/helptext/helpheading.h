// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace CommandRunner {

enum class HelpSection { Prose, Options, Positionals, Commands, Skipped };

// What a heading of a help text ("Global Flags") says of the entries below it.
struct HelpHeading {
    HelpSection section = HelpSection::Options;
    QString group;       // empty below "Options" and its like
    bool shared = false; // all commands of the program have them
};

HelpHeading readHelpHeading(const QString &title);

// "CORE COMMANDS"
bool isInCapitals(const QString &title);

} // namespace CommandRunner
