// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>

namespace CommandRunner {

// Finds one text in many bytes, as fast as memory is read: memchr() goes from one of its bytes to
// the next, the one that was least common in what was searched lately. One thread.
class TextFinder final
{
public:
    TextFinder() = default;
    explicit TextFinder(const QByteArray &text, bool caseInsensitive); // of ASCII letters

    bool isNull() const { return m_text.isEmpty(); }
    qsizetype size() const { return m_text.size(); }

    void start(QByteArrayView bytes); // which must stay while next() is called
    // Where the text begins, at `from` or behind it; -1: nowhere. `from` never decreases.
    qsizetype next(qsizetype from);

private:
    void chooseByte(QByteArrayView bytes);
    const char *nextByte(const char *from);
    bool isAt(const char *place) const;

    QByteArray m_text; // lower case when the case does not count
    bool m_caseInsensitive = false;
    qsizetype m_rare = 0;     // where in the text the byte is that is looked for
    qsizetype m_untilNew = 0; // bytes until it is chosen anew

    struct Way { // of writing that byte
        char byte = 0;
        const char *next = nullptr; // the first one that was not passed, or the end
    };
    std::array<Way, 2> m_ways;
    QByteArrayView m_bytes;
};

} // namespace CommandRunner
