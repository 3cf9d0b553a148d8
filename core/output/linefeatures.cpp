// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linefeatures.h"

#include "core/output/requiredliteral.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace CommandRunner {

namespace {

// In the texts below '#' stands for any digit.
constexpr const char *sqlTexts[] = {".###) ",     // Django: "(0.001) SELECT"
                                    "#ms) ",      // Rails
                                    "; (params ", // Django's migrations
                                    "Executing (",
                                    "Executed (",  // Sequelize
                                    " DbCommand ", // Entity Framework
                                    "Hibernate:",
                                    ".SQL",
                                    ".jdbc.",
                                    "descriptor.sql.",
                                    "EntityFrameworkCore.Database",
                                    "sqlalchemy.engine",
                                    "prisma:query "};
constexpr const char *progressTexts[] = {"#%", "# %", "Xferd", "Dload ", // curl's heading in two
                                                                         // lines
                                         "Duration: ", " of #"};         // ffmpeg
constexpr const char *errorTexts[] = {
    "ERR",         "err]",         "FTL]",        "CRITICAL",    "critical]", "=critical",
    "=\"critical", "\"critical\"", "FATAL",       "fatal]",      "fatal:",    "=fatal",
    "=\"fatal",    "\"fatal\"",    "SEVERE",      "PANIC",       "panic:",    "panicked ",
    "=panic",      "=\"panic",     "\"panic\"",   "Exception",   "fail: ",    "FAIL: ",
    "FAILED ",     "E   ",         "Caused by: ", "Traceback (", "Uncaught ", ": *** "};
constexpr const char *warningTexts[] = {
    "WARN", "WRN]", "warn]", "warn: ", "npm warn ", "=warn", "=\"warn", "\"warn"};
constexpr const char *debugTexts[] = {"DEBUG",  "DBG]",     "TRACE",    "debug]",    "debug: ",
                                      "dbug: ", "=debug",   "=\"debug", "\"debug\"", "trace]",
                                      "=trace", "=\"trace", "\"trace\""};

// "3/10", "1.2 MB / 3.4 MB": what may stand before the slash.
constexpr char beforeSlash[] = {'#', ' ', 'B', 'b', 'i', 'k', 'K', 'M', 'G', 'T'};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// The bytes that a byte of a text may be.
QByteArray alternatives(char c, bool anyCase)
{
    if (c == '#')
        return "0123456789";
    QByteArray result(1, c);
    if (anyCase && isLetter(c))
        result.append(char(c ^ 0x20));
    return result;
}

std::uint16_t pairAt(const char *place)
{
    std::uint16_t pair;
    std::memcpy(&pair, place, sizeof pair);
    return pair;
}

bool holds(QByteArrayView text, bool anyCase, const char *place)
{
    for (const char wanted : text) {
        const char c = *place++;
        const bool same = wanted == '#'
            ? isDigit(c)
            : c == wanted || (anyCase && isLetter(wanted) && (c ^ 0x20) == wanted);
        if (!same)
            return false;
    }
    return true;
}

} // namespace

LineFeatures::LineFeatures() : m_suspects(1 << 16), m_buckets(1 << 16), m_texts(1)
{
    for (int byte = 0; byte < 256; ++byte) {
        addPair('\x1b', char(byte), textOf(EscapeFeature, "\x1b", false));
        if (byte != '\n')
            addPair('\r', char(byte), textOf(ProgressFeature, "\r", false));
    }
    for (const char *text : sqlTexts)
        add(SqlFeature, text);
    for (const char *text : progressTexts)
        add(ProgressFeature, text);
    for (const char before : beforeSlash) {
        add(ProgressFeature, before + QByteArray("/#"));
        add(ProgressFeature, before + QByteArray("/ #"));
    }
    for (const char *text : errorTexts)
        add(ErrorFeature, text);
    add(ErrorFeature, "error", true);
    for (const char *text : warningTexts)
        add(WarningFeature, text);
    add(WarningFeature, "warning", true);
    for (const char *text : debugTexts)
        add(DebugFeature, text);
}

LineFeatures::Text LineFeatures::textOf(std::uint8_t feature, const QByteArray &bytes, bool anyCase)
{
    Text text;
    text.feature = feature;
    text.bytes = bytes;
    text.anyCase = anyCase;
    std::array<uchar, sizeof text.mask> mask = {};
    std::array<uchar, sizeof text.mask> masked = {};
    for (size_t i = 0; i < std::min(mask.size(), size_t(bytes.size())); ++i) {
        const char c = bytes[qsizetype(i)];
        mask[i] = c == '#' ? 0xf0 : anyCase && isLetter(c) ? 0xdf : 0xff;
        masked[i] = mask[i] & uchar(c == '#' ? '0' : c);
    }
    std::memcpy(&text.mask, mask.data(), mask.size());
    std::memcpy(&text.masked, masked.data(), masked.size());
    return text;
}

void LineFeatures::add(std::uint8_t feature, const QByteArray &bytes, bool anyCase)
{
    Text text = textOf(feature, bytes, anyCase);
    text.pair = rarestPair(QByteArray(bytes).replace('#', '0'));
    for (const char first : alternatives(bytes[text.pair], anyCase)) {
        for (const char second : alternatives(bytes[text.pair + 1], anyCase))
            addPair(first, second, text);
    }
}

void LineFeatures::addPair(char first, char second, const Text &text)
{
    const char bytes[] = {first, second};
    const std::uint16_t pair = pairAt(bytes);
    if (m_buckets[pair] == 0) {
        m_buckets[pair] = std::uint16_t(m_texts.size());
        m_texts.emplace_back();
    }
    m_suspects[pair] = 1;
    m_texts[m_buckets[pair]].push_back(text);
}

// Of the texts that have the pair here.
std::uint8_t LineFeatures::featuresAt(const char *begin, const char *place, const char *end) const
{
    std::uint8_t found = 0;
    for (const Text &text : m_texts[m_buckets[pairAt(place)]]) {
        if (place - begin < text.pair)
            continue;
        const char *const start = place - text.pair;
        std::uint64_t word;
        if (end - start >= qsizetype(sizeof word)) {
            std::memcpy(&word, start, sizeof word);
            if ((word & text.mask) != text.masked) // nearly always
                continue;
        }
        if (end - start >= text.bytes.size() && holds(text.bytes, text.anyCase, start))
            found |= text.feature;
    }
    return found;
}

// The first pair of a text that is wanted: Wanted is asked with its place. One read of eight bytes
// serves eight pairs; the ninth byte belongs to the last.
template<class Wanted>
const char *LineFeatures::firstPair(const char *data, const char *end, Wanted wanted) const
{
    const std::uint8_t *const table = m_suspects.data();
    for (; end - data > 8; data += 8) {
        std::uint64_t word;
        std::memcpy(&word, data, sizeof word);
        std::uint8_t any = table[pairAt(data + 7)];
        if constexpr (std::endian::native == std::endian::little) {
            any |= table[word & 0xffff] | table[word >> 16 & 0xffff] | table[word >> 32 & 0xffff]
                | table[word >> 48];
            any |= table[word >> 8 & 0xffff] | table[word >> 24 & 0xffff]
                | table[word >> 40 & 0xffff];
        } else {
            for (int i = 0; i < 7; ++i)
                any |= table[pairAt(data + i)];
        }
        if (!any) [[likely]]
            continue;
        for (int i = 0; i < 8; ++i) {
            if (table[pairAt(data + i)] && wanted(data + i))
                return data + i;
        }
    }
    for (; end - data > 1; ++data) {
        if (table[pairAt(data)] && wanted(data))
            return data;
    }
    return end;
}

std::uint8_t LineFeatures::of(QByteArrayView bytes) const
{
    const char *const begin = bytes.data();
    const char *const end = begin + bytes.size();
    std::uint8_t found = bytes.endsWith('\r') ? ProgressFeature : 0;
    firstPair(begin, end, [&](const char *place) {
        found |= featuresAt(begin, place, end);
        return false;
    });
    return found;
}

const char *LineFeatures::first(const char *data, const char *end) const
{
    return firstPair(data, end,
                     [&](const char *place) { return featuresAt(data, place, end) != 0; });
}

QByteArray withoutEscapes(QByteArrayView bytes)
{
    QByteArray result;
    result.reserve(bytes.size());
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype escape = bytes.indexOf('\x1b', at);
        const qsizetype stop = escape < 0 ? bytes.size() : escape;
        result.append(bytes.sliced(at, stop - at));
        if (escape < 0)
            break;
        at = escape + 1;
        if (at >= bytes.size())
            break;
        const char kind = bytes[at];
        if (kind == '[') {
            ++at;
            while (at < bytes.size() && uchar(bytes[at]) >= 0x20 && uchar(bytes[at]) < 0x40)
                ++at;
            if (at < bytes.size() && uchar(bytes[at]) >= 0x40 && uchar(bytes[at]) < 0x7f)
                ++at;
        } else if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') {
            while (at < bytes.size() && bytes[at] != '\x07' && bytes[at] != '\x1b')
                ++at;
            if (at < bytes.size() && bytes[at] == '\x07')
                ++at;
            else if (at + 1 < bytes.size() && bytes[at + 1] == '\\')
                at += 2;
        } else if (uchar(kind) >= 0x20 && uchar(kind) < 0x30) {
            at += 2; // a character set
        } else if (uchar(kind) >= 0x30 && uchar(kind) < 0x7f) {
            ++at;
        }
    }
    return result;
}

} // namespace CommandRunner
