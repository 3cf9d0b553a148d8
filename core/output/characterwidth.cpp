// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/characterwidth.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace CommandRunner {

namespace {

struct Interval {
    char32_t first;
    char32_t last;
};

// East Asian Width W and F, and characters with emoji presentation, joined into few intervals
// (Unicode 15).
constexpr std::array wideIntervals = {
    Interval{0x1100, 0x115f},   Interval{0x231a, 0x231b},   Interval{0x2329, 0x232a},
    Interval{0x23e9, 0x23ec},   Interval{0x23f0, 0x23f0},   Interval{0x23f3, 0x23f3},
    Interval{0x25fd, 0x25fe},   Interval{0x2614, 0x2615},   Interval{0x2648, 0x2653},
    Interval{0x267f, 0x267f},   Interval{0x2693, 0x2693},   Interval{0x26a1, 0x26a1},
    Interval{0x26aa, 0x26ab},   Interval{0x26bd, 0x26be},   Interval{0x26c4, 0x26c5},
    Interval{0x26ce, 0x26ce},   Interval{0x26d4, 0x26d4},   Interval{0x26ea, 0x26ea},
    Interval{0x26f2, 0x26f3},   Interval{0x26f5, 0x26f5},   Interval{0x26fa, 0x26fa},
    Interval{0x26fd, 0x26fd},   Interval{0x2705, 0x2705},   Interval{0x270a, 0x270b},
    Interval{0x2728, 0x2728},   Interval{0x274c, 0x274c},   Interval{0x274e, 0x274e},
    Interval{0x2753, 0x2755},   Interval{0x2757, 0x2757},   Interval{0x2795, 0x2797},
    Interval{0x27b0, 0x27b0},   Interval{0x27bf, 0x27bf},   Interval{0x2b1b, 0x2b1c},
    Interval{0x2b50, 0x2b50},   Interval{0x2b55, 0x2b55},   Interval{0x2e80, 0x303e},
    Interval{0x3041, 0x33ff},   Interval{0x3400, 0x4dbf},   Interval{0x4e00, 0xa4cf},
    Interval{0xa960, 0xa97f},   Interval{0xac00, 0xd7a3},   Interval{0xf900, 0xfaff},
    Interval{0xfe10, 0xfe19},   Interval{0xfe30, 0xfe6f},   Interval{0xff01, 0xff60},
    Interval{0xffe0, 0xffe6},   Interval{0x16fe0, 0x18cff}, Interval{0x1aff0, 0x1b2ff},
    Interval{0x1f004, 0x1f004}, Interval{0x1f0cf, 0x1f0cf}, Interval{0x1f18e, 0x1f18e},
    Interval{0x1f191, 0x1f19a}, Interval{0x1f1e6, 0x1f1ff}, Interval{0x1f200, 0x1f320},
    Interval{0x1f32d, 0x1f335}, Interval{0x1f337, 0x1f37c}, Interval{0x1f37e, 0x1f393},
    Interval{0x1f3a0, 0x1f3ca}, Interval{0x1f3cf, 0x1f3d3}, Interval{0x1f3e0, 0x1f3f0},
    Interval{0x1f3f4, 0x1f3f4}, Interval{0x1f3f8, 0x1f43e}, Interval{0x1f440, 0x1f440},
    Interval{0x1f442, 0x1f4fc}, Interval{0x1f4ff, 0x1f53d}, Interval{0x1f54b, 0x1f54e},
    Interval{0x1f550, 0x1f567}, Interval{0x1f57a, 0x1f57a}, Interval{0x1f595, 0x1f596},
    Interval{0x1f5a4, 0x1f5a4}, Interval{0x1f5fb, 0x1f64f}, Interval{0x1f680, 0x1f6c5},
    Interval{0x1f6cc, 0x1f6cc}, Interval{0x1f6d0, 0x1f6d2}, Interval{0x1f6d5, 0x1f6d7},
    Interval{0x1f6dc, 0x1f6df}, Interval{0x1f6eb, 0x1f6ec}, Interval{0x1f6f4, 0x1f6fc},
    Interval{0x1f7e0, 0x1f7eb}, Interval{0x1f7f0, 0x1f7f0}, Interval{0x1f90c, 0x1f93a},
    Interval{0x1f93c, 0x1f945}, Interval{0x1f947, 0x1f9ff}, Interval{0x1fa70, 0x1faff},
    Interval{0x20000, 0x3fffd},
};

constexpr char32_t zeroWidthJoiner = 0x200d;

bool isRegionalIndicator(char32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

bool isEmojiModifier(char32_t c)
{
    return c >= 0x1f3fb && c <= 0x1f3ff;
}

char32_t characterAt(QStringView text, qsizetype at, qsizetype &next)
{
    next = at + 1;
    if (text[at].isHighSurrogate() && next < text.size() && text[next].isLowSurrogate())
        return QChar::surrogateToUcs4(text[at], text[next++]);
    return text[at].unicode();
}

} // namespace

int terminalColumns(char32_t character)
{
    if (character < 0x300)
        return 1;
    const auto found = std::lower_bound(wideIntervals.begin(), wideIntervals.end(), character,
                                        [](const Interval &interval, char32_t c) {
                                            return interval.last < c;
                                        });
    if (found != wideIntervals.end() && found->first <= character)
        return 2;
    switch (QChar::category(character)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return 0;
    default:
        // The vowels and finals of conjoining Hangul join the leading consonant.
        return character >= 0x1160 && character <= 0x11ff ? 0 : 1;
    }
}

bool joinsCluster(char32_t first, char32_t last, bool single, char32_t next)
{
    if (next < 0x300)
        return false;
    if (terminalColumns(next) == 0)
        return true;
    if (single && isRegionalIndicator(next))
        return isRegionalIndicator(first);
    const bool wide = terminalColumns(first) == 2;
    return (isEmojiModifier(next) && (wide || last == emojiPresentation))
        || (last == zeroWidthJoiner && terminalColumns(next) == 2)
        || (last == zeroWidthJoiner && wide);
}

TerminalCluster clusterAt(QStringView text, qsizetype start)
{
    TerminalCluster result;
    const char32_t first = characterAt(text, start, result.end);
    if (first >= 0x300)
        result.columns = std::max(1, terminalColumns(first));
    char32_t last = first;
    bool single = true;
    while (result.end < text.size()) {
        qsizetype end = result.end;
        const char32_t next = characterAt(text, result.end, end);
        if (!joinsCluster(first, last, single, next))
            break;
        if (next == emojiPresentation && single && first >= 0xa9)
            result.columns = 2;
        last = next;
        single = false;
        result.end = end;
    }
    return result;
}

} // namespace CommandRunner
