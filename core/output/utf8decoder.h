// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace CommandRunner {

// The character at `at`, which moves behind it. Of an invalid sequence U+FFFD stands for the
// longest part that could have begun a valid one, or one byte (Unicode 3.9, "substitution of
// maximal subparts"; WHATWG Encoding does the same).
inline char32_t nextUtf8(QByteArrayView bytes, qsizetype &at)
{
    const auto byte = [bytes](qsizetype i) {
        return uchar(bytes[i]);
    };
    const uchar first = byte(at++);
    if (first < 0x80)
        return first;
    int more = 0;
    char32_t value = 0;
    uchar low = 0x80; // allowed for the second byte: no overlong form, no surrogate, nothing above
                      // U+10FFFF
    uchar high = 0xbf;
    if (first >= 0xc2 && first <= 0xdf) {
        more = 1;
        value = first & 0x1f;
    } else if (first >= 0xe0 && first <= 0xef) {
        more = 2;
        value = first & 0x0f;
        low = first == 0xe0 ? 0xa0 : low;
        high = first == 0xed ? 0x9f : high;
    } else if (first >= 0xf0 && first <= 0xf4) {
        more = 3;
        value = first & 0x07;
        low = first == 0xf0 ? 0x90 : low;
        high = first == 0xf4 ? 0x8f : high;
    } else {
        return 0xfffd;
    }
    for (; more > 0; --more) {
        if (at >= bytes.size() || byte(at) < low || byte(at) > high)
            return 0xfffd;
        value = value << 6 | (byte(at++) & 0x3f);
        low = 0x80;
        high = 0xbf;
    }
    return value;
}

// Whether these up to three bytes are the beginning of a character that is valid so far.
inline bool isUnfinishedUtf8(QByteArrayView bytes)
{
    const auto byte = [bytes](qsizetype i) {
        return uchar(bytes[i]);
    };
    const uchar first = bytes.isEmpty() ? uchar(0) : byte(0);
    const qsizetype needed = first >= 0xf0 && first <= 0xf4 ? 4
        : first >= 0xe0 && first <= 0xef                    ? 3
        : first >= 0xc2 && first <= 0xdf                    ? 2
                                                            : 1;
    if (bytes.size() >= needed)
        return false;
    for (qsizetype i = 1; i < bytes.size(); ++i) {
        if (byte(i) < 0x80 || byte(i) > 0xbf)
            return false;
    }
    return true;
}

} // namespace CommandRunner
