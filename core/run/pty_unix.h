// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/run/terminalsettings.h"

namespace CommandRunner {

// A pair of descriptors of a new pseudo-terminal, both close-on-exec; the caller closes them.
struct PseudoTerminal {
    int master = -1;
    int slave = -1;

    static Result<PseudoTerminal> open(TerminalSize size);
    static void resize(int master, TerminalSize size);
    static TerminalInputMode inputMode(int master);
    // In the child between fork and exec (async-signal-safe), after setsid(): makes it the
    // controlling terminal and 0, 1, 2.
    static void attach(int slave);
};

} // namespace CommandRunner
