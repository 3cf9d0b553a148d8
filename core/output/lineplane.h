// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineblock.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace CommandRunner {

// One bit a line, kept in blocks of 64 bytes for 512 lines. A block without a bit costs 4 bytes, 64
// such blocks in a row cost 8 bytes together, those behind the last bit nothing. One thread.
class LinePlane final
{
public:
    qint64 count() const { return m_count; }                                    // of bits
    qint64 blockCount() const { return qint64(m_chunks.size()) * chunkBlocks; } // none from here on
    const LineWords &words(qint64 block) const; // of any block, also one behind blockCount()
    bool isEmptyBlock(qint64 block) const;

    bool test(qint64 line) const;
    bool any(qint64 first, qint64 end) const; // a bit in [first, end)
    qint64 countBefore(qint64 line) const;    // bits below the line

    void set(qint64 line);
    void clear(qint64 first, qint64 end);
    void truncate(qint64 lineCount);
    void clear();

    qint64 memoryBytes() const;

private:
    static constexpr qint64 chunkBlocks = 64;
    using Chunk = std::array<std::uint32_t, chunkBlocks>; // of each block in m_pool; 0: it has no
                                                          // bit

    std::uint32_t placeOf(qint64 block) const;
    void release(qint64 block);

    std::vector<std::unique_ptr<Chunk>> m_chunks; // null: no block has a bit
    std::deque<LineWords> m_pool{LineWords{}};
    std::vector<std::uint32_t> m_free;
    qint64 m_count = 0;
};

} // namespace CommandRunner
