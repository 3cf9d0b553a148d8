// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QStringList>

namespace CommandRunner {

// A program with a window in which others run as in a terminal.
struct TerminalApplication {
    QString name;          // as people know it
    QStringList arguments; // program first; the words of what is to run follow
};

// Those that we know the arguments of, in the order in which they are tried; on Linux first what
// the system or the desktop prefers.
QList<TerminalApplication> knownTerminalApplications(const QString &desktop);

// The one to use: `command` (a person's own; words as in a shell, none is run) when it is not
// empty, else $TERMINAL, else the first that is installed. Errors: InvalidFormat (a quote is open),
// NotFound (the program, or none at all). Looks at the disk: for a worker.
Result<TerminalApplication> chosenTerminalApplication(const QString &command);

// Starts these words in it. Each word stays one word.
QStringList terminalApplicationCommand(const TerminalApplication &application,
                                       const QStringList &words);

} // namespace CommandRunner
