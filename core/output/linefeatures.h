// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <cstring>
#include <vector>

namespace CommandRunner {

// What a line may be, judged by pairs of neighbouring bytes that such a line cannot do without. One table look-up a byte decides for
// nearly all lines that no pattern has to be tried. Never misses, often suspects.
enum LineFeature : std::uint8_t {
    SqlFeature = 1,
    ProgressFeature = 2,
    ErrorFeature = 4,
    WarningFeature = 8,
    DebugFeature = 16,
    EscapeFeature = 32, // an escape sequence: it may stand between the bytes of any pair
};

class LineFeatures final
{
public:
    LineFeatures();

    std::uint8_t of(QByteArrayView bytes) const
    {
        std::uint8_t found = 0;
        const char *const data = bytes.data();
        for (qsizetype i = 1; i < bytes.size(); ++i) {
            std::uint16_t pair;
            std::memcpy(&pair, data + i - 1, sizeof pair);
            found |= m_table[pair];
        }
        if (bytes.size() == 1 && *data == '\r')
            found |= ProgressFeature;
        return found;
    }

private:
    void add(const char *pair, std::uint8_t feature);

    std::vector<std::uint8_t> m_table;
};

// The bytes without escape sequences (control sequences and strings); an unfinished one at the end goes too.
QByteArray withoutEscapes(QByteArrayView bytes);

} // namespace CommandRunner
