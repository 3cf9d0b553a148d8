// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <bit>

namespace CommandRunner {

// Bits of 512 neighbouring lines: the unit in which classes, rules and filters are kept and
// combined.
constexpr int wordsPerBlock = 8;
constexpr qint64 blockLines = 64 * wordsPerBlock;
using LineWords = std::array<quint64, wordsPerBlock>;

constexpr quint64 bitsBelow(int count)
{
    return count >= 64 ? ~quint64(0) : (quint64(1) << count) - 1;
}

// The bits of a block that stand for lines below `end`.
constexpr LineWords wordsBelow(qint64 block, qint64 end)
{
    LineWords words{};
    qint64 left = end - block * blockLines;
    for (quint64 &word : words) {
        word = bitsBelow(int(std::clamp<qint64>(left, 0, 64)));
        left -= 64;
    }
    return words;
}

// The next line with a bit, exclusive of `line`; wraps; -1: none. wordsOf(block) gives a block's
// bits.
template<class WordsOf>
qint64 nextLineOf(qint64 lineCount, qint64 line, bool backwards, const WordsOf &wordsOf)
{
    if (lineCount <= 0)
        return -1;
    qint64 begin = backwards ? line - 1 : line + 1;
    if (begin < 0 || begin >= lineCount)
        begin = backwards ? lineCount - 1 : 0;
    // One turn over all blocks, beginning and ending in the one that holds `begin`.
    const qint64 blocks = (lineCount + blockLines - 1) / blockLines;
    const qint64 step = backwards ? -1 : 1;
    for (qint64 i = 0; i <= blocks; ++i) {
        const qint64 block = ((begin / blockLines + i * step) % blocks + blocks) % blocks;
        const LineWords words = wordsOf(block);
        const int middle = int(begin % blockLines / 64);
        for (int n = 0; n < wordsPerBlock; ++n) {
            const int word = backwards ? wordsPerBlock - 1 - n : n;
            quint64 bits = words[size_t(word)];
            if (i == 0 && (backwards ? word > middle : word < middle))
                continue;
            if (i == 0 && word == middle)
                bits &= backwards ? ~quint64(0) >> (63 - begin % 64) : ~quint64(0) << (begin % 64);
            if (bits == 0)
                continue;
            const qint64 found = block * blockLines + word * 64LL
                + (backwards ? 63 - std::countl_zero(bits) : std::countr_zero(bits));
            if (found < lineCount)
                return found;
        }
    }
    return -1;
}

} // namespace CommandRunner
