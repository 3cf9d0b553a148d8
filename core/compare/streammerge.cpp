// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/streammerge.h"

#include <algorithm>
#include <utility>

namespace CommandRunner {

namespace {

using Kind = DiffHunk::Kind;

class StreamMerge final
{
public:
    StreamMerge(const std::array<DiffScript, streamCount> &scripts,
                const std::vector<quint8> &before)
        : m_scripts(scripts)
    {
        for (size_t line = 0; line < before.size(); ++line)
            m_lines.at(before[line]).push_back(qint32(line));
        m_result.beforeOrder.reserve(before.size());
        for (const DiffScript &script : scripts)
            m_result.script.approximate = m_result.script.approximate || script.approximate;
    }

    // The next line of the second side.
    void take(size_t stream)
    {
        Cursor &cursor = m_cursors.at(stream);
        while (kindAt(stream, cursor.hunk) == Kind::Removed)
            takeRemoved(stream);
        const DiffHunk &hunk = m_scripts.at(stream).hunks[cursor.hunk];
        if (hunk.isEqual()) {
            addEqual(m_lines.at(stream)[size_t(hunk.a + cursor.within)]);
        } else {
            ++m_added;
        }
        if (++cursor.within < hunk.bSize)
            return;
        cursor = {cursor.hunk + 1, 0};
        // What is gone stays behind what it stood behind; what was replaced waits for what stands
        // there now.
        if (kindAt(stream, cursor.hunk) == Kind::Removed
            && kindAt(stream, cursor.hunk + 1) != Kind::Added)
            takeRemoved(stream);
    }

    MergedScript result()
    {
        for (size_t stream = 0; stream < streamCount; ++stream) {
            while (kindAt(stream, m_cursors.at(stream).hunk) == Kind::Removed)
                takeRemoved(stream);
        }
        endDifference();
        return std::move(m_result);
    }

private:
    struct Cursor {
        size_t hunk = 0;
        qint64 within = 0;
    };

    Kind kindAt(size_t stream, size_t hunk) const
    {
        const auto &hunks = m_scripts.at(stream).hunks;
        return hunk < hunks.size() ? hunks[hunk].kind : Kind::Equal;
    }

    void takeRemoved(size_t stream)
    {
        const DiffHunk &hunk = m_scripts.at(stream).hunks[m_cursors.at(stream).hunk];
        for (qint64 i = 0; i < hunk.aSize; ++i)
            m_result.beforeOrder.push_back(m_lines.at(stream)[size_t(hunk.a + i)]);
        m_removed += hunk.aSize;
        m_cursors.at(stream) = {m_cursors.at(stream).hunk + 1, 0};
    }

    void addEqual(qint32 line)
    {
        endDifference();
        m_result.beforeOrder.push_back(line);
        auto &hunks = m_result.script.hunks;
        if (hunks.empty() || !hunks.back().isEqual())
            hunks.push_back({Kind::Equal, m_a, m_b, 0, 0});
        ++hunks.back().aSize;
        ++hunks.back().bSize;
        ++m_a;
        ++m_b;
    }

    void endDifference()
    {
        auto &hunks = m_result.script.hunks;
        // What is gone of several streams stands as it stood.
        auto &order = m_result.beforeOrder;
        std::sort(order.end() - m_removed, order.end());
        if (m_removed > 0)
            hunks.push_back({Kind::Removed, m_a, m_b, m_removed, 0});
        m_a += std::exchange(m_removed, 0);
        if (m_added > 0)
            hunks.push_back({Kind::Added, m_a, m_b, 0, m_added});
        m_b += std::exchange(m_added, 0);
    }

    const std::array<DiffScript, streamCount> &m_scripts;
    std::array<std::vector<qint32>, streamCount> m_lines; // of the first side
    std::array<Cursor, streamCount> m_cursors;
    MergedScript m_result;
    qint64 m_a = 0;
    qint64 m_b = 0;
    qint64 m_removed = 0; // of the difference under way
    qint64 m_added = 0;
};

} // namespace

MergedScript mergeStreams(const std::array<DiffScript, streamCount> &scripts,
                          const std::vector<quint8> &before, const std::vector<quint8> &after)
{
    StreamMerge merge(scripts, before);
    for (const quint8 stream : after)
        merge.take(stream);
    return merge.result();
}

} // namespace CommandRunner
