// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/command/command.h"
#include "core/discovery/helptext/helptext.h"

#include <atomic>

namespace CommandRunner {

// The command lines that ask a command's program for help, in the order in which they are tried.
// None: it is a chain, or the answer would be about the tool that starts it (make, just …).
QList<QStringList> helpCalls(const Command &command);

struct HelpReading {
    QStringList argv; // what gave the answer
    HelpText text;
};

// Runs the program, in the calling thread (never the GUI's) and with a timeout for each call, until
// one of the calls tells something. Ask the person first: a program that does not know the words
// may do its work. Errors: NotFound (no call told anything; the detail is what it said), Process,
// Timeout.
Result<HelpReading> readHelp(const Command &command, const QString &loginPath,
                             const std::atomic_bool &cancelled);

// Adds what the command does not know yet: no flag twice, and positionals only when it has none.
void addReadOptions(Command &command, const QList<Parameter> &read);
// The way back, for what is to be saved as the command's own.
void removeReadOptions(Command &command, const QList<Parameter> &read);

} // namespace CommandRunner
