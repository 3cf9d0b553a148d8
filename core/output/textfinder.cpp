// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/textfinder.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace CommandRunner {

namespace {

constexpr qsizetype sampleBytes = 4 * 1024;
constexpr qsizetype samplesApart = 128; // so many times the sample

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? char(c - 32) : c;
}

} // namespace

TextFinder::TextFinder(const QByteArray &text, bool caseInsensitive)
    : m_text(text),
      m_caseInsensitive(caseInsensitive)
{
    if (caseInsensitive)
        std::transform(text.begin(), text.end(), m_text.begin(), lower);
}

void TextFinder::start(QByteArrayView bytes)
{
    m_bytes = bytes;
    m_untilNew -= bytes.size();
    if (m_untilNew < 0 && bytes.size() >= m_text.size())
        chooseByte(bytes);
    const char rare = m_text[m_rare];
    m_ways[0] = {rare, nullptr};
    m_ways[1] = {m_caseInsensitive ? upper(rare) : rare, nullptr};
}

void TextFinder::chooseByte(QByteArrayView bytes)
{
    std::array<std::uint16_t, 256> counts = {};
    const QByteArrayView sample = bytes.first(std::min(bytes.size(), sampleBytes));
    for (const char c : sample)
        ++counts[uchar(c)];
    const auto countOf = [&](char c) {
        const char other = m_caseInsensitive ? upper(c) : c;
        return counts[uchar(c)] + (other == c ? 0 : counts[uchar(other)]);
    };
    const auto least = std::min_element(m_text.cbegin(), m_text.cend(),
                                        [&](char a, char b) { return countOf(a) < countOf(b); });
    m_rare = least - m_text.cbegin();
    m_untilNew = sample.size() * samplesApart;
}

const char *TextFinder::nextByte(const char *from)
{
    const char *const end = m_bytes.data() + m_bytes.size();
    const int ways = m_ways[0].byte == m_ways[1].byte ? 1 : 2;
    const char *first = end;
    for (int i = 0; i < ways; ++i) {
        Way &way = m_ways[size_t(i)];
        if (!way.next || way.next < from) {
            const void *const found = std::memchr(from, way.byte, size_t(end - from));
            way.next = found ? static_cast<const char *>(found) : end;
        }
        first = std::min(first, way.next);
    }
    return first;
}

bool TextFinder::isAt(const char *place) const
{
    if (!m_caseInsensitive)
        return std::memcmp(place, m_text.constData(), size_t(m_text.size())) == 0;
    return std::equal(m_text.cbegin(), m_text.cend(), place,
                      [](char wanted, char c) { return wanted == lower(c); });
}

qsizetype TextFinder::next(qsizetype from)
{
    const char *const begin = m_bytes.data();
    const qsizetype last = m_bytes.size() - m_text.size(); // where the text may begin
    while (from <= last) {
        const char *const place = nextByte(begin + from + m_rare);
        from = place - begin - m_rare;
        if (from > last)
            break;
        if (isAt(begin + from))
            return from;
        ++from;
    }
    return -1;
}

} // namespace CommandRunner
