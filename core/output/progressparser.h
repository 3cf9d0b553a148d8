// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace CommandRunner {

// What OSC 9;4 says (ConEmu's and Windows Terminal's progress sequence: ESC ] 9 ; 4 ; state ;
// percent, ended by BEL or ST).
struct TerminalProgress {
    enum class State { None, Value, Error, Indeterminate, Paused };
    State state = State::None;
    double fraction = 0; // 0…1, of Value, Error and Paused
};

// The last one in these bytes; one that is not ended does not count.
std::optional<TerminalProgress> terminalProgressOf(QByteArrayView bytes);

// A place in a line that counts something: "61 %", "12/40", "1.2/3.4 MB", "3 of 10".
struct ProgressSample {
    enum class Kind { Percent, Count };
    Kind kind = Kind::Percent;
    double value = 0; // of Percent: 0…100
    double total = 100;
    qsizetype start = 0; // in the text
    qsizetype end = 0;

    double fraction() const { return value / total; }
};

// The first percent that is not the beginning of a sentence ("12% growth"), else the first count.
// The text is as a terminal shows it, without escape sequences.
std::optional<ProgressSample> progressSampleOf(QByteArrayView text);

// How far a line says it is, 0…1: what a terminal shows of it at its end (OSC 9;4 first, then
// percent, then counts).
std::optional<double> progressOf(QByteArrayView line);

} // namespace CommandRunner
