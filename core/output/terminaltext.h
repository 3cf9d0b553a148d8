// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

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
    bool underline = false;
    bool inverse = false;
    bool strikeOut = false;

    bool operator==(const TerminalStyle &) const = default;
};

struct TerminalSpan {
    qsizetype start = 0; // UTF-16 units in TerminalLine::text
    qsizetype length = 0;
    TerminalStyle style;
    QString link; // target of an OSC 8 link
};

// One line as a terminal would show it at its end.
struct TerminalLine {
    QString text;              // no control characters; invalid UTF-8 became U+FFFD
    QList<TerminalSpan> spans; // sorted, not overlapping; text outside has the default style
    bool rewritten = false;    // a '\r' or cursor movement went back over text
};

// Decodes the bytes of one line: UTF-8 (one U+FFFD for each maximal part of an invalid sequence, as
// WHATWG does), SGR (ECMA-48 8.3.117), '\r', backspace, tab (every 8 columns), erase in line,
// cursor forward and back, OSC 8 links; other escape sequences are swallowed, also one that the
// line's end cuts off. Never fails. Each line begins with the default style.
TerminalLine decodeTerminalLine(QByteArrayView bytes);

// Columns that a character takes in a terminal: 2 for East Asian wide ones and emoji, 0 for those
// that join the one before.
int terminalColumns(char32_t character);

// The text alone, for search, copy and the command line.
QString plainTerminalText(QByteArrayView bytes);

} // namespace CommandRunner
