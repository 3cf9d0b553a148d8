// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/bytepattern.h"

#include <QString>

#include <cstdint>

namespace CommandRunner {

// The streams that a pattern looks at; one bit each: 1 << unsigned(OutputStream).
using LineStreams = std::uint8_t;
constexpr LineStreams allLineStreams = 0xff;

// What a line is looked at for: by find, by a rule, by a filter. Two that are equal are searched
// for once. Lines with escape codes or carriage returns are looked at as a terminal shows them. A
// regular expression sees at most the first MiB of a line, other text all of it.
struct LinePattern {
    QString text;               // empty: no line matches
    bool regex = false;         // PCRE2, else literal
    bool caseSensitive = false; // of letters
    bool wholeLine = false;     // else any part of it
    bool allLetters = false;    // \w, \d and \b of a regular expression are not of ASCII alone
    LineStreams streams = allLineStreams;
    // Of the lines behind a match as many as match this, too, belong to it; at most followingLines.
    QString following; // PCRE2
    int followingLines = 0;
    // The match tells progress: groups "done" and "total", or "progress" or else the first group,
    // in percent.
    bool takesProgress = false;

    bool operator==(const LinePattern &) const = default;

    static LinePattern literal(const QString &text, bool caseSensitive = false);
    static LinePattern regularExpression(const QString &text, bool caseSensitive = true);

    // Errors: InvalidFormat; subject is the pattern, detail what PCRE2 says.
    Result<BytePattern> compile() const;
};
size_t qHash(const LinePattern &pattern, size_t seed = 0);

// Why a pattern cannot be used, and where in its text.
struct PatternProblem {
    qsizetype position = 0;   // UTF-16 units, in [0, text.size()]
    QString message;          // PCRE2's, in English
    bool inFollowing = false; // it is `following` that is wrong
};
std::optional<PatternProblem> problemOf(const LinePattern &pattern);

} // namespace CommandRunner
