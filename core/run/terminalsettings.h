// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CommandRunner {

// Of the window that a run in a terminal is shown in, in character cells.
struct TerminalSize {
    static constexpr int smallest = 1;
    static constexpr int largest = 10'000;

    int columns = 120;
    int rows = 30;

    bool operator==(const TerminalSize &) const = default;
};

// How a run's terminal takes input at the moment (termios(3): ECHO, ICANON).
struct TerminalInputMode {
    bool echo = true;  // what is typed is shown by the terminal itself
    bool lines = true; // the program gets whole lines, which the terminal lets edit

    // Programs that edit the line themselves (shells) switch both off.
    bool readsPassword() const { return lines && !echo; }
    bool operator==(const TerminalInputMode &) const = default;
};

} // namespace CommandRunner
