// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linelens.h"

#include <algorithm>
#include <bit>

namespace CommandRunner {

namespace {

constexpr quint64 allBits = ~quint64(0);

quint64 bitsBelow(int count)
{
    return count >= 64 ? allBits : (quint64(1) << count) - 1;
}

// Position of the n-th set bit (from 0).
int selectBit(quint64 word, int n)
{
    while (n-- > 0)
        word &= word - 1;
    return std::countr_zero(word);
}

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

qint64 LineLens::nextOfClass(LineClass c, qint64 line, bool backwards) const
{
    if (classCount(c) == 0)
        return -1;
    const auto bitsOf = [this, c](qint64 word) {
        const Block &block = m_blocks[size_t(word / wordsPerBlock)];
        quint64 bits = bitsBelow(int(std::clamp<qint64>(m_lineCount - word * 64, 0, 64)));
        for (size_t plane = 0; plane < 4; ++plane) {
            const quint64 plain = block.planes[plane][size_t(word % wordsPerBlock)];
            bits &= unsigned(c) >> plane & 1 ? plain : ~plain;
        }
        return bits;
    };
    // One turn over all words, beginning and ending in the one that holds `line`.
    const qint64 words = (m_lineCount + 63) / 64;
    const qint64 step = backwards ? -1 : 1;
    qint64 begin = line + step;
    if (begin < 0)
        begin = backwards ? m_lineCount - 1 : 0;
    if (begin >= m_lineCount)
        begin = backwards ? m_lineCount - 1 : 0;
    for (qint64 i = 0; i <= words; ++i) {
        const qint64 word = (begin / 64 + i * step + words * 2) % words;
        quint64 bits = bitsOf(word);
        if (i == 0)
            bits &= backwards ? allBits >> (63 - begin % 64) : allBits << (begin % 64);
        if (bits != 0)
            return word * 64 + (backwards ? 63 - std::countl_zero(bits) : std::countr_zero(bits));
    }
    return -1;
}

bool LineLens::hasClassIn(LineClass c, qint64 first, qint64 end) const
{
    if (classCount(c) == 0)
        return false;
    end = std::min(end, m_lineCount);
    for (qint64 line = std::max<qint64>(0, first); line < end;) {
        const auto &planes = m_blocks[size_t(line / blockLines)].planes;
        const size_t word = size_t(line % blockLines / 64);
        const int count = int(std::min<qint64>(64 - line % 64, end - line));
        quint64 bits = bitsBelow(count) << (line % 64);
        for (size_t plane = 0; plane < 4; ++plane)
            bits &= unsigned(c) >> plane & 1 ? planes[plane][word] : ~planes[plane][word];
        if (bits != 0)
            return true;
        line += count;
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

bool LineLens::isHiddenLine(qint64 line) const
{
    return (m_hidden & lineClassBit(classOf(line))) != 0 && !isExpanded(line);
}

bool LineLens::setExpanded(qint64 line, bool expanded)
{
    if (line < 0 || line >= m_lineCount)
        return false;
    if (expanded) {
        if (!isHiddenLine(line))
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

LineLens::Words LineLens::validWords(size_t block) const
{
    Words valid;
    qint64 left = m_lineCount - qint64(block) * blockLines;
    for (quint64 &word : valid) {
        word = bitsBelow(int(std::clamp<qint64>(left, 0, 64)));
        left -= 64;
    }
    return valid;
}

LineLens::Words LineLens::hiddenWords(size_t block) const
{
    Words hidden{};
    const auto &planes = m_blocks[block].planes;
    const Words valid = validWords(block);
    for (unsigned c = 0; c < maximumLineClasses; ++c) {
        if (!(m_hidden >> c & 1) || m_classCounts[c] == 0)
            continue;
        const std::array<quint64, 4> flip{c & 1 ? 0 : allBits, c & 2 ? 0 : allBits,
                                          c & 4 ? 0 : allBits, c & 8 ? 0 : allBits};
        for (size_t word = 0; word < wordsPerBlock; ++word) {
            hidden[word] |= (planes[0][word] ^ flip[0]) & (planes[1][word] ^ flip[1])
                & (planes[2][word] ^ flip[2]) & (planes[3][word] ^ flip[3]) & valid[word];
        }
    }
    if (m_expanded.empty())
        return hidden;
    const qint64 first = qint64(block) * blockLines;
    const qint64 end = first + blockLines;
    auto range = std::lower_bound(m_expanded.begin(), m_expanded.end(), first,
                                  [](const Range &r, qint64 value) { return r.last < value; });
    for (; range != m_expanded.end() && range->first < end; ++range) {
        const qint64 last = std::min(range->last, end - 1);
        for (qint64 line = std::max(range->first, first); line <= last;) {
            const int bit = int(line % 64);
            const int count = int(std::min<qint64>(64 - bit, last - line + 1));
            hidden[size_t((line - first) / 64)] &= ~(bitsBelow(count) << bit);
            line += count;
        }
    }
    return hidden;
}

// A row for each line that shows and for the first line of each hidden run.
LineLens::Words LineLens::rowWords(const Words &hidden, Words valid, bool hiddenBefore)
{
    quint64 carry = hiddenBefore ? 1 : 0;
    for (size_t word = 0; word < wordsPerBlock; ++word) {
        valid[word] &= ~(hidden[word] & (hidden[word] << 1 | carry));
        carry = hidden[word] >> 63;
    }
    return valid;
}

LineLens::Words LineLens::rowsOfBlock(size_t block) const
{
    const bool hiddenBefore = block > 0 && isHiddenLine(qint64(block) * blockLines - 1);
    return rowWords(hiddenWords(block), validWords(block), hiddenBefore);
}

void LineLens::update()
{
    if (m_dirtyBlock >= m_blocks.size() && m_rowsBefore.size() == m_blocks.size() + 1)
        return;
    m_dirtyBlock = std::min(m_dirtyBlock, m_blocks.size());
    m_rowsBefore.resize(m_blocks.size() + 1);
    qint64 rows = m_rowsBefore[m_dirtyBlock];
    bool hiddenBefore = m_dirtyBlock > 0 && isHiddenLine(qint64(m_dirtyBlock) * blockLines - 1);
    for (size_t block = m_dirtyBlock; block < m_blocks.size(); ++block) {
        m_rowsBefore[block] = rows;
        const Words hidden = hiddenWords(block);
        for (const quint64 word : rowWords(hidden, validWords(block), hiddenBefore))
            rows += std::popcount(word);
        hiddenBefore = hidden.back() >> 63 != 0;
    }
    m_rowsBefore.back() = rows;
    m_dirtyBlock = m_blocks.size();
}

size_t LineLens::blockOfRow(qint64 row) const
{
    const auto after = std::upper_bound(m_rowsBefore.begin(), m_rowsBefore.end(), row);
    return size_t(after - m_rowsBefore.begin()) - 1;
}

OutputRow LineLens::row(qint64 row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const size_t block = blockOfRow(row);
    const Words rows = rowsOfBlock(block);
    int left = int(row - m_rowsBefore[block]);
    size_t word = 0;
    while (left >= std::popcount(rows[word]))
        left -= std::popcount(rows[word++]);
    OutputRow result;
    result.line = qint64(block) * blockLines + qint64(word) * 64 + selectBit(rows[word], left);
    result.marker = isHiddenLine(result.line);
    if (result.marker) {
        const qint64 end = endOfRun(result.line);
        result.hiddenLines = end - result.line;
        result.hiddenClasses = classesOf(result.line, end);
    }
    return result;
}

qint64 LineLens::rowOfLine(qint64 line) const
{
    const size_t block = size_t(line / blockLines);
    const Words rows = rowsOfBlock(block);
    const size_t word = size_t(line % blockLines / 64);
    qint64 count = m_rowsBefore[block];
    for (size_t i = 0; i < word; ++i)
        count += std::popcount(rows[i]);
    return count + std::popcount(rows[word] & bitsBelow(int(line % 64) + 1)) - 1;
}

qint64 LineLens::endOfRun(qint64 line) const
{
    size_t block = size_t(line / blockLines);
    qint64 from = line % blockLines;
    while (block < m_blocks.size()) {
        const Words hidden = hiddenWords(block);
        for (size_t word = size_t(from / 64); word < wordsPerBlock; ++word) {
            const quint64 shown = ~hidden[word]
                & ~bitsBelow(word == size_t(from / 64) ? int(from % 64) : 0);
            if (shown != 0)
                return std::min(m_lineCount,
                                qint64(block) * blockLines + qint64(word) * 64
                                    + std::countr_zero(shown));
        }
        // The run goes on through every block that adds no row of its own.
        const auto next = std::upper_bound(m_rowsBefore.begin() + qint64(block) + 1,
                                           m_rowsBefore.end(), m_rowsBefore[block + 1]);
        block = std::max(size_t(next - m_rowsBefore.begin()) - 1, block + 1);
        from = 0;
    }
    return m_lineCount;
}

LineClasses LineLens::classesOf(qint64 first, qint64 end) const
{
    LineClasses possible = 0;
    for (unsigned c = 0; c < maximumLineClasses; ++c) {
        if ((m_hidden >> c & 1) && m_classCounts[c] > 0)
            possible |= LineClasses(1U << c);
    }
    if (std::has_single_bit(possible))
        return possible;
    LineClasses found = 0;
    for (qint64 line = first; line < end && found != possible;) {
        const auto &planes = m_blocks[size_t(line / blockLines)].planes;
        const size_t word = size_t(line % blockLines / 64);
        const int count = int(std::min<qint64>(64 - line % 64, end - line));
        const quint64 mask = bitsBelow(count) << (line % 64);
        for (unsigned c = 0; c < maximumLineClasses; ++c) {
            if (!((possible & ~found) >> c & 1))
                continue;
            quint64 bits = mask;
            for (size_t plane = 0; plane < 4; ++plane)
                bits &= c >> plane & 1 ? planes[plane][word] : ~planes[plane][word];
            if (bits != 0)
                found |= LineClasses(1U << c);
        }
        line += count;
    }
    return found;
}

} // namespace CommandRunner
