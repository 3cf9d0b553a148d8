// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linelens.h"

#include <algorithm>
#include <bit>

namespace CommandRunner {

namespace {

// Three blocks in a row: context reaches at most one block far.
constexpr size_t wideWords = 3 * wordsPerBlock;
using WideWords = std::array<quint64, wideWords>;

// Towards later lines.
WideWords shiftedUp(const WideWords &from, int lines)
{
    WideWords result{};
    const size_t words = size_t(lines / 64);
    const int bits = lines % 64;
    for (size_t i = words; i < wideWords; ++i) {
        result[i] = from[i - words] << bits;
        if (bits > 0 && i > words)
            result[i] |= from[i - words - 1] >> (64 - bits);
    }
    return result;
}

WideWords shiftedDown(const WideWords &from, int lines)
{
    WideWords result{};
    const size_t words = size_t(lines / 64);
    const int bits = lines % 64;
    for (size_t i = 0; i + words < wideWords; ++i) {
        result[i] = from[i + words] >> bits;
        if (bits > 0 && i + words + 1 < wideWords)
            result[i] |= from[i + words + 1] << (64 - bits);
    }
    return result;
}

// Each bit spreads over the next `lines`, in doubling steps.
template<class Shift>
WideWords spread(WideWords words, int lines, const Shift &shift)
{
    for (int reach = 0; reach < lines;) {
        const int step = std::min(reach + 1, lines - reach);
        const WideWords moved = shift(words, step);
        for (size_t i = 0; i < wideWords; ++i)
            words[i] |= moved[i];
        reach += step;
    }
    return words;
}

// Position of the n-th set bit (from 0).
int selectBit(quint64 word, int n)
{
    while (n-- > 0)
        word &= word - 1;
    return std::countr_zero(word);
}

// Lets the seeds run upwards through `pass`: a bit that is set and passes sets the next one.
quint64 flood(quint64 seeds, quint64 pass)
{
    quint64 through = pass << 1;
    for (int step = 1; step < 64; step *= 2) {
        seeds |= through & seeds << step;
        through &= through << step;
    }
    return seeds;
}

} // namespace

LineWords LineLens::hiddenClassWords(size_t block) const
{
    LineWords hidden{};
    const auto &planes = m_blocks[block].planes;
    for (unsigned c = 0; c < maximumLineClasses; ++c) {
        if (!(m_hidden >> c & 1) || m_classCounts[c] == 0)
            continue;
        const std::array<quint64, 4> flip{c & 1 ? 0 : ~quint64(0), c & 2 ? 0 : ~quint64(0),
                                          c & 4 ? 0 : ~quint64(0), c & 8 ? 0 : ~quint64(0)};
        for (size_t word = 0; word < wordsPerBlock; ++word) {
            hidden[word] |= (planes[0][word] ^ flip[0]) & (planes[1][word] ^ flip[1])
                & (planes[2][word] ^ flip[2]) & (planes[3][word] ^ flip[3]);
        }
    }
    return hidden;
}

void LineLens::takeExpanded(size_t block, LineWords &words) const
{
    const qint64 first = qint64(block) * blockLines;
    const qint64 end = first + blockLines;
    auto range = std::lower_bound(m_expanded.begin(), m_expanded.end(), first,
                                  [](const Range &r, qint64 value) { return r.last < value; });
    for (; range != m_expanded.end() && range->first < end; ++range) {
        const qint64 last = std::min(range->last, end - 1);
        for (qint64 line = std::max(range->first, first); line <= last;) {
            const int bit = int(line % 64);
            const int count = int(std::min<qint64>(64 - bit, last - line + 1));
            words[size_t((line - first) / 64)] &= ~(bitsBelow(count) << bit);
            line += count;
        }
    }
}

LineWords LineLens::includedWords(qint64 block, const LensPlane &plane) const
{
    if (plane.before <= 0 && plane.after <= 0)
        return plane.plane->words(block);
    const bool alone = plane.plane->isEmptyBlock(block)
        && (block == 0 || plane.plane->isEmptyBlock(block - 1))
        && plane.plane->isEmptyBlock(block + 1);
    if (alone)
        return {};
    WideWords wide{};
    for (size_t part = 0; part < 3; ++part) {
        if (block == 0 && part == 0)
            continue;
        const LineWords &words = plane.plane->words(block - 1 + qint64(part));
        std::copy(words.begin(), words.end(), wide.begin() + qint64(part * wordsPerBlock));
    }
    const WideWords up = spread(wide, std::min(plane.after, LensPlane::maximumContext), shiftedUp);
    const WideWords down = spread(wide, std::min(plane.before, LensPlane::maximumContext),
                                  shiftedDown);
    LineWords result;
    for (size_t word = 0; word < wordsPerBlock; ++word)
        result[word] = up[wordsPerBlock + word] | down[wordsPerBlock + word];
    return result;
}

bool LineLens::leavesOut() const
{
    return m_pendingFrom < m_lineCount
        || std::any_of(
               m_planes.begin(), m_planes.end(),
               [](const LensPlane &plane) { return plane.role != LensPlane::Role::Fold; });
}

LineWords LineLens::leftOutWords(qint64 block) const
{
    LineWords leftOut{};
    LineWords shown{};
    bool includes = false;
    for (const LensPlane &plane : m_planes) {
        if (plane.role == LensPlane::Role::Exclude && !plane.plane->isEmptyBlock(block)) {
            const LineWords &words = plane.plane->words(block);
            for (size_t word = 0; word < wordsPerBlock; ++word)
                leftOut[word] |= words[word];
        } else if (plane.role == LensPlane::Role::Include) {
            const LineWords words = includedWords(block, plane);
            for (size_t word = 0; word < wordsPerBlock; ++word)
                shown[word] = !includes || !m_anyInclude
                    ? words[word] & (includes ? shown[word] : ~quint64(0))
                    : shown[word] | words[word];
            includes = true;
        }
    }
    const LineWords known = wordsBelow(block, std::min(m_pendingFrom, m_lineCount));
    const LineWords valid = wordsBelow(block, m_lineCount);
    for (size_t word = 0; word < wordsPerBlock; ++word) {
        if (includes)
            leftOut[word] |= ~shown[word];
        leftOut[word] = (leftOut[word] | ~known[word]) & valid[word];
    }
    return leftOut;
}

bool LineLens::isLeftOut(qint64 line) const
{
    return leavesOut()
        && (leftOutWords(line / blockLines)[size_t(line % blockLines / 64)] >> (line % 64) & 1);
}

LineLens::BlockState LineLens::stateOf(size_t block) const
{
    BlockState state;
    state.valid = wordsBelow(qint64(block), m_lineCount);
    state.folded = hiddenClassWords(block);
    for (const LensPlane &plane : m_planes) {
        if (plane.role != LensPlane::Role::Fold || plane.plane->isEmptyBlock(qint64(block)))
            continue;
        const LineWords &words = plane.plane->words(qint64(block));
        for (size_t word = 0; word < wordsPerBlock; ++word)
            state.folded[word] |= words[word];
    }
    if (!m_expanded.empty())
        takeExpanded(block, state.folded);
    if (leavesOut())
        state.leftOut = leftOutWords(qint64(block));
    for (size_t word = 0; word < wordsPerBlock; ++word)
        state.folded[word] &= state.valid[word] & ~state.leftOut[word];
    return state;
}

// A row for each line that shows and for the first line of each folded run.
LineWords LineLens::rowWords(const BlockState &state, bool inRun, bool *inRunAfter)
{
    LineWords rows;
    quint64 carry = inRun ? 1 : 0;
    for (size_t word = 0; word < wordsPerBlock; ++word) {
        const quint64 folded = state.folded[word];
        const quint64 leftOut = state.leftOut[word];
        // The lines before which the last one that is not left out is folded.
        quint64 behind = folded << 1 | carry;
        if (leftOut != 0)
            behind = flood(behind, leftOut);
        carry = (folded | (leftOut & behind)) >> 63;
        rows[word] = state.valid[word] & ~leftOut & ~(folded & behind);
    }
    if (inRunAfter)
        *inRunAfter = carry != 0;
    return rows;
}

void LineLens::setPlanes(std::vector<LensPlane> planes, bool anyInclude)
{
    m_planes = std::move(planes);
    m_anyInclude = anyInclude;
    m_dirtyBlock = 0;
    update();
}

void LineLens::planesChanged(qint64 firstLine)
{
    int before = 0;
    for (const LensPlane &plane : m_planes)
        before = std::max(before, plane.before);
    touch(std::max<qint64>(0, firstLine - before));
}

void LineLens::setPendingFrom(qint64 line)
{
    if (line == m_pendingFrom)
        return;
    touch(std::min(line, m_pendingFrom));
    m_pendingFrom = line;
}

void LineLens::update()
{
    if (m_dirtyBlock >= m_blocks.size() && m_sums.size() == m_blocks.size() + 1)
        return;
    // The last line of the block before may have stood for one that is gone.
    m_dirtyBlock = std::min(m_dirtyBlock, m_blocks.size());
    m_sums.resize(m_blocks.size() + 1);
    Sum sum = m_sums[m_dirtyBlock];
    for (size_t block = m_dirtyBlock; block < m_blocks.size(); ++block) {
        m_sums[block] = sum;
        const BlockState state = stateOf(block);
        bool inRun = false;
        for (const quint64 word : rowWords(state, sum.inRun != 0, &inRun))
            sum.rows += std::popcount(word);
        quint64 folded = 0;
        for (const quint64 word : state.folded)
            folded += quint64(std::popcount(word));
        sum.folded += folded;
        sum.inRun = inRun ? 1 : 0;
    }
    m_sums.back() = sum;
    m_dirtyBlock = m_blocks.size();
}

size_t LineLens::blockOfRow(qint64 row) const
{
    const auto after = std::upper_bound(m_sums.begin(), m_sums.end(), row,
                                        [](qint64 value, const Sum &sum) {
                                            return value < sum.rows;
                                        });
    return size_t(after - m_sums.begin()) - 1;
}

OutputRow LineLens::row(qint64 row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const size_t block = blockOfRow(row);
    const BlockState state = stateOf(block);
    const LineWords rows = rowWords(state, m_sums[block].inRun != 0);
    int left = int(row - m_sums[block].rows);
    size_t word = 0;
    while (left >= std::popcount(rows[word]))
        left -= std::popcount(rows[word++]);
    OutputRow result;
    const int bit = selectBit(rows[word], left);
    result.line = qint64(block) * blockLines + qint64(word) * 64 + bit;
    result.marker = state.folded[word] >> bit & 1;
    if (result.marker) {
        const qint64 end = endOfRun(result.line);
        result.hiddenLines = foldedBefore(end) - foldedBefore(result.line);
        tellHidden(end, result);
    }
    return result;
}

qint64 LineLens::foldedBefore(qint64 line) const
{
    const auto block = size_t(line / blockLines);
    auto count = qint64(m_sums[block].folded);
    if (block >= m_blocks.size())
        return count;
    const LineWords folded = stateOf(block).folded;
    const LineWords below = wordsBelow(qint64(block), line);
    for (size_t word = 0; word < wordsPerBlock; ++word)
        count += std::popcount(folded[word] & below[word]);
    return count;
}

qint64 LineLens::rowOfLine(qint64 line) const
{
    if (rowCount() == 0)
        return -1;
    const auto block = size_t(line / blockLines);
    const LineWords rows = rowWords(stateOf(block), m_sums[block].inRun != 0);
    const LineWords upTo = wordsBelow(qint64(block), line + 1);
    qint64 count = m_sums[block].rows;
    for (size_t word = 0; word < wordsPerBlock; ++word)
        count += std::popcount(rows[word] & upTo[word]);
    return std::max<qint64>(0, count - 1);
}

qint64 LineLens::endOfRun(qint64 line) const
{
    auto block = size_t(line / blockLines);
    LineWords below = wordsBelow(qint64(block), line);
    while (block < m_blocks.size()) {
        const BlockState state = stateOf(block);
        for (size_t word = 0; word < wordsPerBlock; ++word) {
            const quint64 shown = state.valid[word] & ~state.folded[word] & ~state.leftOut[word]
                & ~below[word];
            if (shown != 0)
                return qint64(block) * blockLines + qint64(word) * 64 + std::countr_zero(shown);
        }
        // The run goes on through every block that adds no row of its own.
        const auto next = std::upper_bound(
            m_sums.begin() + qint64(block) + 1, m_sums.end(), m_sums[block + 1].rows,
            [](qint64 value, const Sum &sum) { return value < sum.rows; });
        block = std::max(size_t(next - m_sums.begin()) - 1, block + 1);
        below = {};
    }
    return m_lineCount;
}

void LineLens::tellHidden(qint64 end, OutputRow &row) const
{
    row.hiddenClasses = classesOf(row.line, end);
    int n = 0;
    for (const LensPlane &plane : m_planes) {
        if (plane.role != LensPlane::Role::Fold)
            continue;
        if (n < 64 && plane.plane->any(row.line, end))
            row.hiddenRules |= quint64(1) << n;
        ++n;
    }
}

LineClasses LineLens::classesOf(qint64 first, qint64 end) const
{
    LineClasses found = 0;
    for (unsigned c = 0; c < maximumLineClasses; ++c) {
        if ((m_hidden >> c & 1) && m_classCounts[c] > 0
            && (m_classCounts[c] == m_lineCount || hasClassIn(LineClass(c), first, end)))
            found |= LineClasses(1U << c);
    }
    return found;
}

} // namespace CommandRunner
