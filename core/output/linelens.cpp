// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linelens.h"

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr quint64 allBits = ~quint64(0);

} // namespace

LineClass LineLens::classOf(qint64 line) const
{
    const Block &block = m_blocks[size_t(line / blockLines)];
    const size_t word = size_t(line % blockLines / 64);
    const int bit = int(line % 64);
    unsigned value = 0;
    for (size_t plane = 0; plane < 4; ++plane)
        value |= unsigned(block.planes[plane][word] >> bit & 1) << plane;
    return LineClass(value);
}

LineWords LineLens::shownClassWords(size_t block, LineClass c) const
{
    const auto &planes = m_blocks[block].planes;
    LineWords words = wordsBelow(qint64(block), m_lineCount);
    for (size_t plane = 0; plane < 4; ++plane) {
        const quint64 flip = unsigned(c) >> plane & 1 ? 0 : allBits;
        for (size_t word = 0; word < wordsPerBlock; ++word)
            words[word] &= planes[plane][word] ^ flip;
    }
    const bool none = std::all_of(words.begin(), words.end(), [](quint64 word) { return !word; });
    if (none || !leavesOut())
        return words;
    const LineWords leftOut = leftOutWords(qint64(block));
    for (size_t word = 0; word < wordsPerBlock; ++word)
        words[word] &= ~leftOut[word];
    return words;
}

qint64 LineLens::nextOfClass(LineClass c, qint64 line, bool backwards) const
{
    if (classCount(c) == 0)
        return -1;
    return nextLineOf(m_lineCount, line, backwards,
                      [this, c](qint64 block) { return shownClassWords(size_t(block), c); });
}

bool LineLens::hasClassIn(LineClass c, qint64 first, qint64 end) const
{
    end = std::min(end, m_lineCount);
    if (classCount(c) == 0 || first >= end)
        return false;
    for (qint64 block = first / blockLines; block * blockLines < end; ++block) {
        const LineWords words = shownClassWords(size_t(block), c);
        const LineWords below = wordsBelow(block, first);
        const LineWords upTo = wordsBelow(block, end);
        for (size_t word = 0; word < wordsPerBlock; ++word) {
            if (words[word] & upTo[word] & ~below[word])
                return true;
        }
    }
    return false;
}

void LineLens::setBits(qint64 line, LineClass c)
{
    Block &block = m_blocks[size_t(line / blockLines)];
    const size_t word = size_t(line % blockLines / 64);
    const quint64 bit = quint64(1) << (line % 64);
    for (size_t plane = 0; plane < 4; ++plane) {
        quint64 &bits = block.planes[plane][word];
        bits = unsigned(c) >> plane & 1 ? bits | bit : bits & ~bit;
    }
}

void LineLens::touch(qint64 line)
{
    m_dirtyBlock = std::min(m_dirtyBlock, size_t(line / blockLines));
}

void LineLens::truncate(qint64 lineCount)
{
    if (lineCount >= m_lineCount)
        return;
    for (qint64 line = lineCount; line < m_lineCount; ++line) {
        --m_classCounts[size_t(classOf(line))];
        setBits(line, LineClass::Plain);
    }
    m_lineCount = lineCount;
    m_blocks.resize(size_t((lineCount + blockLines - 1) / blockLines));
    // The lines may come again at once (an unfinished line does): an opened marker stays open then.
    m_resumeExpanded = isExpanded(lineCount);
    while (!m_expanded.empty() && m_expanded.back().first >= lineCount)
        m_expanded.pop_back();
    if (!m_expanded.empty())
        m_expanded.back().last = std::min(m_expanded.back().last, lineCount - 1);
    touch(lineCount);
}

void LineLens::append(std::span<const LineClass> classes)
{
    if (classes.empty())
        return;
    touch(m_lineCount);
    bool extend = m_resumeExpanded
        || (!m_expanded.empty() && m_expanded.back().last == m_lineCount - 1);
    m_resumeExpanded = false;
    for (const LineClass c : classes) {
        if (m_lineCount % blockLines == 0)
            m_blocks.emplace_back();
        if (c != LineClass::Plain)
            setBits(m_lineCount, c);
        ++m_classCounts[size_t(c)];
        extend = extend && (m_hidden & lineClassBit(c)) != 0;
        if (extend) { // an opened marker that is still growing stays open
            if (!m_expanded.empty() && m_expanded.back().last == m_lineCount - 1)
                m_expanded.back().last = m_lineCount;
            else
                m_expanded.push_back({m_lineCount, m_lineCount});
        }
        ++m_lineCount;
    }
}

void LineLens::change(qint64 line, LineClass c)
{
    if (line < 0 || line >= m_lineCount)
        return;
    --m_classCounts[size_t(classOf(line))];
    ++m_classCounts[size_t(c)];
    setBits(line, c);
    touch(line);
}

void LineLens::setHidden(LineClasses classes)
{
    m_hidden = classes;
    m_dirtyBlock = 0;
    update();
}

bool LineLens::isExpanded(qint64 line) const
{
    const auto after = std::upper_bound(m_expanded.begin(), m_expanded.end(), line,
                                        [](qint64 value, const Range &range) {
                                            return value < range.first;
                                        });
    return after != m_expanded.begin() && std::prev(after)->last >= line;
}

bool LineLens::isFolded(qint64 line) const
{
    const LineWords words = stateOf(size_t(line / blockLines)).folded;
    return words[size_t(line % blockLines / 64)] >> (line % 64) & 1;
}

bool LineLens::setExpanded(qint64 line, bool expanded)
{
    if (line < 0 || line >= m_lineCount)
        return false;
    if (expanded) {
        if (!isFolded(line))
            return false;
        const qint64 first = row(rowOfLine(line)).line;
        const Range range{first, endOfRun(line) - 1};
        const auto place = std::lower_bound(m_expanded.begin(), m_expanded.end(), first,
                                            [](const Range &r, qint64 value) {
                                                return r.first < value;
                                            });
        m_expanded.insert(place, range);
        touch(first);
    } else {
        const auto range = std::find_if(m_expanded.begin(), m_expanded.end(),
                                        [line](const Range &r) {
                                            return r.first <= line && line <= r.last;
                                        });
        if (range == m_expanded.end())
            return false;
        touch(range->first);
        m_expanded.erase(range);
    }
    update();
    return true;
}

} // namespace CommandRunner
