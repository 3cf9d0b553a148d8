// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/terminalstyle.h"

#include <QByteArrayView>

#include <array>
#include <cstdint>

namespace CommandRunner {

// An escape sequence (ECMA-48, xterm), cut out of the bytes around it.
struct EscapeSequence {
    enum class Kind : std::uint8_t {
        Nothing, // ended by something that is dealt with on its own, or canceled
        Simple,  // ESC and one byte: `final`
        Control, // CSI: parameters in `text`, then `final`
        Command, // OSC: `text`
        String,  // DCS, SOS, PM, APC, a title of screen; character sets
    };
    Kind kind = Kind::Nothing;
    char final = 0;
    bool isPrivate = false; // of Control: parameters begin with '<' to '?', or intermediate bytes
    bool ended = true;      // false: the bytes end within it
    QByteArrayView text;    // within the bytes that were read
};

// `at` stands behind the introducer (ESC; CSI; OSC, DCS, …) and moves behind the sequence. Nothing
// reads behind `bytes`.
EscapeSequence readEscapeSequence(QByteArrayView bytes, qsizetype &at);
EscapeSequence readControlSequence(QByteArrayView bytes, qsizetype &at);
EscapeSequence readControlString(QByteArrayView bytes, qsizetype &at, EscapeSequence::Kind kind);

// The parameters of a control sequence. Sub-parameters (after ':') are marked, since 4:3 and 4;3
// differ.
struct EscapeParameters {
    static constexpr int maximum = 64; // more are ignored
    std::array<int, maximum> values{};
    std::array<bool, maximum> sub{};
    int count = 0;

    explicit EscapeParameters(QByteArrayView text);
    bool isSub(int index) const { return index < count && sub[size_t(index)]; }
    int at(int index, int missing = 0) const
    {
        return index < count && values[size_t(index)] >= 0 ? values[size_t(index)] : missing;
    }
    int countAt(int index) const { return at(index, 1) < 1 ? 1 : at(index, 1); }
};

// Select graphic rendition (ECMA-48 8.3.117), with 16, 256 and true colours.
void applyGraphicRendition(TerminalStyle &style, const EscapeParameters &parameters);

// What of a sequence lasts: styles, the alternate screen, a full reset.
void applyLasting(TerminalState &state, const EscapeSequence &sequence);
void applyModes(TerminalModes &modes, const EscapeSequence &sequence);

} // namespace CommandRunner
