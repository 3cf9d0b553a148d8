// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"

#include <QByteArray>

namespace CommandRunner {

struct HelpSubCommand {
    QString name;
    QString help;

    bool operator==(const HelpSubCommand &) const = default;
};

// What a program says of itself when it is asked for help.
struct HelpText {
    QList<Parameter> parameters; // options in the order of the text, then positionals
    QList<HelpSubCommand> subCommands;

    bool isEmpty() const { return parameters.isEmpty() && subCommands.isEmpty(); }
};

// Reads help as getopt's users, argparse, click and typer, clap, cobra, docopt and the tools of BSD
// write it. Options for help and for the version are left out: nobody fills them in. Takes any
// bytes; what it does not understand it leaves out.
HelpText parseHelpText(const QByteArray &output);

// The parameters for a form: with sub-commands the first is a choice of them.
QList<Parameter> formParameters(const HelpText &text);

} // namespace CommandRunner
