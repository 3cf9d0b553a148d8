// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/characterwidth.h"
#include "core/output/terminalstyle.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace CommandRunner {

struct TerminalSpan {
    qsizetype start = 0; // UTF-16 units in TerminalLine::text
    qsizetype length = 0;
    TerminalStyle style;
    QString link; // target of an OSC 8 link
};

// Bytes that are no character of the encoding.
struct InvalidBytes {
    qsizetype position = 0; // of the U+FFFD that stands for them
    QByteArray bytes;       // one to three
};

// One line as a terminal would show it at its end.
struct TerminalLine {
    QString text;                // no control characters; invalid bytes became U+FFFD
    QList<TerminalSpan> spans;   // sorted, not overlapping; text outside has the default style
    qsizetype cursorColumn = 0;  // where a terminal's cursor stands behind it; a cell, from 0
    bool rewritten = false;      // a '\r' or cursor movement went back over text
    QList<InvalidBytes> invalid; // sorted
};

// Decodes the bytes of one line: UTF-8 (one U+FFFD for each maximal part of an invalid sequence, as
// WHATWG does), SGR (ECMA-48 8.3.117), '\r', backspace, tab (every 8 columns), erase in line,
// cursor forward and back, save and restore, OSC 8 links; other escape sequences are swallowed,
// also one that the line's end cuts off. What moves the cursor to other lines is the business of
// TerminalRows; here it moves nothing. Never fails.
//
// Controls that a terminal obeys without showing anything (bell, shift in and out, vertical tab,
// form feed, XON, XOFF, delete) vanish; the others are shown as Unicode's control pictures, since
// they mean that something is wrong with the output. Marks that turn the direction of text around
// and line separators are spelled out ("<U+202E>"): text must not read otherwise than it is.
TerminalLine decodeTerminalLine(QByteArrayView bytes, const TerminalState &start = {});

// The text alone, for search, copy and the command line.
QString plainTerminalText(QByteArrayView bytes, const TerminalState &start = {});

// UTF-8 with SGR and OSC 8 that decodes to the same line again, whatever came before it; ends with
// the default style. Without spans: the text alone.
QByteArray encodeTerminalLine(const TerminalLine &line);

} // namespace CommandRunner
