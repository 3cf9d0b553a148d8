// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace CommandRunner {

// A pair of descriptors of a new pseudo-terminal, both close-on-exec; the caller closes them.
struct PseudoTerminal {
    static constexpr int defaultColumns = 120;
    static constexpr int defaultRows = 30;

    int master = -1;
    int slave = -1;

    // With the default size: some programs hide their progress on a terminal without one.
    static Result<PseudoTerminal> open();
    static void resize(int master, int columns, int rows);
    // In the child between fork and exec (async-signal-safe), after setsid(): makes it the
    // controlling terminal and 0, 1, 2.
    static void attach(int slave);
};

} // namespace CommandRunner
