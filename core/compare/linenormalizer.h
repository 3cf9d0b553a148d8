// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace CommandRunner {

// What differs between two runs of the same thing although nothing is different.
enum class Noise : std::uint8_t {
    Times = 1,     // timestamps, dates, durations, rates
    Ids = 2,       // UUIDs, long hexadecimal ids, process ids, names of temporary files
    Addresses = 4, // memory addresses, ephemeral ports
    Numbers = 8,   // every number
};
using NoiseKinds = std::uint8_t; // of Noise

constexpr NoiseKinds noiseBit(Noise noise)
{
    return NoiseKinds(noise);
}
constexpr NoiseKinds defaultNoise = noiseBit(Noise::Times) | noiseBit(Noise::Ids)
    | noiseBit(Noise::Addresses);

// "times", "ids,addresses", "none", "all". Empty: a word is unknown.
std::optional<NoiseKinds> noiseKindsFromString(const QString &text);
QString toString(NoiseKinds kinds); // "none" when empty

// A part of a line that does not count.
struct NoiseSpan {
    qsizetype start = 0;
    qsizetype end = 0;
    Noise kind = Noise::Times;

    bool operator==(const NoiseSpan &) const = default;
};

// Finds noise in the text of a line: UTF-8, without escape sequences. It rather leaves a number
// than to hide a difference: "version 1.2.3", "exit code 3" and "port 8080" count unless all
// numbers are noise. Holds no state that matters: a copy for each thread.
class LineNormalizer final
{
public:
    explicit LineNormalizer(NoiseKinds kinds = defaultNoise) : m_kinds(kinds) {}

    NoiseKinds kinds() const { return m_kinds; }
    // Sorted, not overlapping; `spans` is overwritten.
    void find(QByteArrayView text, std::vector<NoiseSpan> &spans) const;
    // Placeholders for the noise; blanks beside it count as one, since columns are padded by what
    // stands in them. Valid until the next call. The text itself when there is nothing to replace.
    QByteArrayView normalized(QByteArrayView text);

private:
    NoiseKinds m_kinds;
    std::vector<NoiseSpan> m_spans;
    QByteArray m_result;
};

} // namespace CommandRunner
