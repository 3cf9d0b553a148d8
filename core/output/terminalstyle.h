// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace CommandRunner {

// Colour as a terminal means it; the view maps indexes to the theme.
struct TerminalColor {
    enum class Kind : std::uint8_t { Default, Indexed, Rgb };
    Kind kind = Kind::Default;
    std::uint32_t value = 0; // index 0..255, or 0xRRGGBB

    bool operator==(const TerminalColor &) const = default;
};

struct TerminalStyle {
    TerminalColor foreground;
    TerminalColor background;
    bool bold = false;
    bool faint = false;
    bool italic = false;
    bool underline = false; // single, double, curly, dotted, dashed
    bool inverse = false;
    bool strikeOut = false;
    bool conceal = false;

    bool operator==(const TerminalStyle &) const = default;
};

// What a terminal takes along from one line to the next.
struct TerminalState {
    TerminalStyle style;
    bool alternateScreen = false; // a full-screen program draws: nothing of it stays in the log

    bool operator==(const TerminalState &) const = default;
};

// What a program switched on for who types and for the screen (xterm's control sequences, "DEC
// Private Mode Set"). Only the present state matters, so lines do not remember it.
struct TerminalModes {
    bool alternateScreen = false;       // 47, 1047, 1049
    bool applicationCursorKeys = false; // 1
    bool bracketedPaste = false;        // 2004
    bool cursorHidden = false;          // 25, switched off
    // How often the cursor was put into the upper left corner while hidden, at most 255. Programs
    // that draw the whole screen again and again without the alternate one (top) do that.
    std::uint8_t timesHomed = 0;

    bool fillsScreen() const { return alternateScreen || timesHomed >= 2; }
    bool operator==(const TerminalModes &) const = default;
};

} // namespace CommandRunner
