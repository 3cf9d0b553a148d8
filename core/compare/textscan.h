// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace CommandRunner {

// Small steps over the bytes of a line, for those who look for something in it. Whatever is asked,
// nothing is read outside of the text.

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct TextRange {
    qsizetype start = 0;
    qsizetype end = 0; // not behind start: there is none
};

inline char byteAt(QByteArrayView text, qsizetype at)
{
    return at >= 0 && at < text.size() ? text[at] : '\0';
}

inline bool isWordAt(QByteArrayView text, qsizetype at)
{
    const char c = byteAt(text, at);
    return isDigit(c) || isLetter(c);
}

inline qsizetype endOfDigits(QByteArrayView text, qsizetype at)
{
    while (isDigit(byteAt(text, at)))
        ++at;
    return at;
}

inline qsizetype endOfLetters(QByteArrayView text, qsizetype at)
{
    while (isLetter(byteAt(text, at)))
        ++at;
    return at;
}

// "12", "12.5", "1,204", "1.2.3": digits with single points or commas between them.
inline qsizetype endOfNumberList(QByteArrayView text, qsizetype at)
{
    at = endOfDigits(text, at);
    while ((byteAt(text, at) == '.' || byteAt(text, at) == ',') && isDigit(byteAt(text, at + 1)))
        at = endOfDigits(text, at + 1);
    return at;
}

// The digits [at, at + count) as a number; -1 when they are not all digits. At most nine.
inline int numberAt(QByteArrayView text, qsizetype at, int count)
{
    int value = 0;
    for (int i = 0; i < count; ++i) {
        const char c = byteAt(text, at + i);
        if (!isDigit(c))
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

inline bool standsAt(QByteArrayView text, qsizetype at, QByteArrayView word)
{
    return at >= 0 && at + word.size() <= text.size() && text.sliced(at, word.size()) == word;
}

} // namespace CommandRunner
