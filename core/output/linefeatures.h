// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

namespace CommandRunner {

// What a line may be, judged by pairs of neighbouring bytes that such a line cannot do without. One
// table look-up a byte decides for nearly all lines that no pattern has to be tried. Never misses,
// often suspects.
enum LineFeature : std::uint8_t {
    SqlFeature = 1,
    ProgressFeature = 2,
    ErrorFeature = 4,
    WarningFeature = 8,
    DebugFeature = 16,
    EscapeFeature = 32, // an escape sequence: it may stand between the bytes of any pair
    OfFeature = 64,     // "of", which is common: progress only between two numbers
};

class LineFeatures final
{
public:
    LineFeatures();

    std::uint8_t of(QByteArrayView bytes) const
    {
        const char *data = bytes.data();
        const char *const end = data + bytes.size();
        const std::uint8_t *const table = m_table.data();
        const auto pairAt = [table](const char *place) {
            std::uint16_t pair;
            std::memcpy(&pair, place, sizeof pair);
            return table[pair];
        };
        std::uint8_t found = bytes.size() == 1 && *data == '\r' ? ProgressFeature : 0;
        for (; end - data > 8; data += 8) { // one read serves eight pairs; the ninth byte belongs
                                            // to the last
            std::uint64_t word;
            std::memcpy(&word, data, sizeof word);
            if constexpr (std::endian::native == std::endian::little) {
                const std::uint8_t even = table[word & 0xffff] | table[word >> 16 & 0xffff]
                    | table[word >> 32 & 0xffff] | table[word >> 48];
                const std::uint8_t odd = table[word >> 8 & 0xffff] | table[word >> 24 & 0xffff]
                    | table[word >> 40 & 0xffff] | pairAt(data + 7);
                found |= even | odd;
            } else {
                for (int i = 0; i < 8; ++i)
                    found |= pairAt(data + i);
            }
        }
        for (; end - data > 1; ++data)
            found |= pairAt(data);
        if ((found & OfFeature) && countsOf(bytes))
            found |= ProgressFeature;
        return found & ~OfFeature;
    }

private:
    void add(const char *pair, std::uint8_t feature);
    static bool countsOf(QByteArrayView bytes);

    std::vector<std::uint8_t> m_table;
};

// The bytes without escape sequences (control sequences and strings); an unfinished one at the end
// goes too.
QByteArray withoutEscapes(QByteArrayView bytes);

} // namespace CommandRunner
