// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/lineplane.h"

namespace CommandRunner {

std::uint32_t LinePlane::placeOf(qint64 block) const
{
    const auto chunk = size_t(block / chunkBlocks);
    return chunk < m_chunks.size() && m_chunks[chunk]
        ? (*m_chunks[chunk])[size_t(block % chunkBlocks)]
        : 0;
}

const LineWords &LinePlane::words(qint64 block) const
{
    return m_pool[placeOf(block)];
}

bool LinePlane::isEmptyBlock(qint64 block) const
{
    return placeOf(block) == 0;
}

bool LinePlane::test(qint64 line) const
{
    return words(line / blockLines)[size_t(line % blockLines / 64)] >> (line % 64) & 1;
}

bool LinePlane::any(qint64 first, qint64 end) const
{
    end = std::min(end, blockCount() * blockLines);
    for (qint64 line = first; line < end;) {
        const qint64 block = line / blockLines;
        if (isEmptyBlock(block)) {
            line = (block + 1) * blockLines;
            continue;
        }
        const int count = int(std::min<qint64>(64 - line % 64, end - line));
        const quint64 mask = bitsBelow(count) << (line % 64);
        if (words(block)[size_t(line % blockLines / 64)] & mask)
            return true;
        line += count;
    }
    return false;
}

qint64 LinePlane::countBefore(qint64 line) const
{
    line = std::clamp<qint64>(line, 0, blockCount() * blockLines);
    qint64 count = 0;
    for (qint64 block = 0; block * blockLines < line; ++block) {
        if (isEmptyBlock(block))
            continue;
        const LineWords below = wordsBelow(block, line);
        const LineWords &bits = words(block);
        for (size_t word = 0; word < wordsPerBlock; ++word)
            count += std::popcount(bits[word] & below[word]);
    }
    return count;
}

void LinePlane::set(qint64 line)
{
    const qint64 block = line / blockLines;
    const auto chunk = size_t(block / chunkBlocks);
    if (chunk >= m_chunks.size())
        m_chunks.resize(chunk + 1);
    if (!m_chunks[chunk])
        m_chunks[chunk] = std::make_unique<Chunk>();
    std::uint32_t &place = (*m_chunks[chunk])[size_t(block % chunkBlocks)];
    if (place == 0 && !m_free.empty()) {
        place = m_free.back();
        m_free.pop_back();
    } else if (place == 0) {
        place = std::uint32_t(m_pool.size());
        m_pool.emplace_back();
    }
    quint64 &word = m_pool[place][size_t(line % blockLines / 64)];
    const quint64 bit = quint64(1) << (line % 64);
    if (!(word & bit))
        ++m_count;
    word |= bit;
}

void LinePlane::release(qint64 block)
{
    auto &chunk = m_chunks[size_t(block / chunkBlocks)];
    std::uint32_t &place = (*chunk)[size_t(block % chunkBlocks)];
    m_pool[place] = {};
    m_free.push_back(place);
    place = 0;
    if (std::all_of(chunk->begin(), chunk->end(), [](std::uint32_t each) { return each == 0; }))
        chunk.reset();
}

void LinePlane::clear(qint64 first, qint64 end)
{
    end = std::min(end, blockCount() * blockLines);
    for (qint64 line = std::max<qint64>(0, first); line < end;) {
        const qint64 block = line / blockLines;
        const qint64 stop = std::min(end, (block + 1) * blockLines);
        if (const std::uint32_t place = placeOf(block)) {
            LineWords &bits = m_pool[place];
            const LineWords below = wordsBelow(block, line);
            const LineWords upTo = wordsBelow(block, stop);
            quint64 left = 0;
            for (size_t word = 0; word < wordsPerBlock; ++word) {
                const quint64 gone = bits[word] & upTo[word] & ~below[word];
                m_count -= std::popcount(gone);
                bits[word] &= ~gone;
                left |= bits[word];
            }
            if (left == 0)
                release(block);
        }
        line = stop;
    }
}

void LinePlane::truncate(qint64 lineCount)
{
    clear(lineCount, blockCount() * blockLines);
    constexpr qint64 chunkLines = chunkBlocks * blockLines;
    const auto chunks = size_t((lineCount + chunkLines - 1) / chunkLines);
    if (m_chunks.size() > chunks)
        m_chunks.resize(chunks); // they are empty by now
}

void LinePlane::clear()
{
    *this = {};
}

qint64 LinePlane::memoryBytes() const
{
    const auto chunks = std::count_if(m_chunks.begin(), m_chunks.end(),
                                      [](const auto &chunk) { return chunk != nullptr; });
    const size_t bytes = m_chunks.capacity() * sizeof(void *) + size_t(chunks) * sizeof(Chunk)
        + m_pool.size() * sizeof(LineWords) + m_free.capacity() * sizeof(std::uint32_t);
    return qint64(bytes);
}

} // namespace CommandRunner
