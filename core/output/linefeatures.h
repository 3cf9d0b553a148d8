// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <vector>

namespace CommandRunner {

// What a line may be, judged by texts that such a line cannot do without. A table of pairs of
// neighbouring bytes tells where such a text may be: one look-up a byte decides for nearly all
// lines that no pattern has to be tried. Never misses, sometimes suspects.
enum LineFeature : std::uint8_t {
    SqlFeature = 1,
    ProgressFeature = 2,
    ErrorFeature = 4,
    WarningFeature = 8,
    DebugFeature = 16,
    EscapeFeature = 32, // an escape sequence: it may stand between the bytes of any text
};

class LineFeatures final
{
public:
    LineFeatures();

    // Of one line, or of a part of one.
    std::uint8_t of(QByteArrayView bytes) const;

    // Lines: a place in the first of them that has a feature; `end` when none has one. A carriage
    // return before a newline is none.
    const char *first(const char *data, const char *end) const;

private:
    struct Text {
        std::uint64_t mask = 0;   // with which eight bytes of the log that begin with this text …
        std::uint64_t masked = 0; // … make this
        qsizetype pair = 0;       // where in the text the pair is by which it is found
        std::uint8_t feature = 0;
        bool anyCase = false;
        QByteArray bytes;
    };

    static Text textOf(std::uint8_t feature, const QByteArray &bytes, bool anyCase);
    void add(std::uint8_t feature, const QByteArray &bytes, bool anyCase = false);
    void addPair(char first, char second, const Text &text);
    std::uint8_t featuresAt(const char *begin, const char *place, const char *end) const;
    template<class Wanted>
    const char *firstPair(const char *data, const char *end, Wanted wanted) const;

    std::vector<std::uint8_t> m_suspects; // of a pair: it is one of a text
    std::vector<std::uint16_t> m_buckets; // of a pair: in m_texts
    std::vector<std::vector<Text>> m_texts;
};

// The bytes without escape sequences (control sequences and strings); an unfinished one at the end
// goes too.
QByteArray withoutEscapes(QByteArrayView bytes);

} // namespace CommandRunner
