// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace CommandRunner {

// A part of the way from one text to the other, in lines.
struct DiffHunk {
    enum class Kind : std::uint8_t {
        Equal,   // aSize == bSize
        Removed, // bSize == 0
        Added,   // aSize == 0
        Changed, // aSize == bSize; each line became the one beside it
    };
    Kind kind = Kind::Equal;
    qint64 a = 0; // first line
    qint64 b = 0;
    qint64 aSize = 0;
    qint64 bSize = 0;

    bool isEqual() const { return kind == Kind::Equal; }
    bool operator==(const DiffHunk &) const = default;
};

// Covers both texts without gaps. Neighbouring hunks that are not equal are one difference.
struct DiffScript {
    std::vector<DiffHunk> hunks;
    bool approximate = false; // longer than it had to be: the shortest one would take too long
};

// Asked now and then from the thread that compares; false: it is not wanted any more.
using StillWanted = std::function<bool()>;

// The shortest script between two sequences of hashes, made of Equal, Removed and Added. Myers,
// "An O(ND) Difference Algorithm and Its Variations" (1986), in linear space; what the other side
// does not have at all is put aside before. Where the shortest way is too long it goes by elements
// that both sides have exactly once (as "patience" does), then by the way that came farthest, so
// that the time is never quadratic. Memory: some 30 bytes an element, the hashes included. Empty:
// not wanted any more.
std::optional<DiffScript> diffSequences(std::span<const quint64> a, std::span<const quint64> b,
                                        const StillWanted &wanted = {});

} // namespace CommandRunner
