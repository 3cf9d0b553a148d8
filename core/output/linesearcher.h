// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/bytepattern.h"
#include "core/output/lineindex.h"
#include "core/output/segmentedlog.h"

#include <QByteArray>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace CommandRunner {

// Goes through a log and tells the numbers of the lines that hold a text; splits the lines as the
// index did. One thread.
class LineSearcher final
{
public:
    static constexpr qint64 chunkBytes = 1 << 20;

    explicit LineSearcher(const QString &logPath);

    void setNeedle(const QByteArray &utf8, bool caseSensitive); // empty: nothing matches; begins at
                                                                // the first line again
    // The log may be searched up to `end`; `restart` is a line whose place or text changed, with
    // all after it.
    void extend(LineAnchor restart, qint64 end, const std::vector<qint64> &breaks);

    // Searches at most chunkBytes: the lines [first, end) and the matches among them. False: there
    // was nothing to search.
    bool step(qint64 &first, qint64 &end, std::vector<qint64> &matches);
    qint64 searchedTo() const { return m_searchedTo; }

private:
    qint64 breakAfter(qint64 offset);
    qint64 searchLongLine(qint64 got, std::vector<qint64> &matches);
    void searchLines(QByteArrayView lines, std::vector<qint64> &matches);
    void searchPlainLines(QByteArrayView lines, std::vector<qint64> &matches);
    bool matchesLine(QByteArrayView line) const;

    SegmentedLog m_log;
    std::unique_ptr<char[]> m_buffer;
    std::optional<BytePattern> m_pattern;
    qint64 m_overlap = 0; // bytes of a chunk in which a match may begin that ends in the next one
    std::deque<qint64> m_breaks;
    qint64 m_end = 0;
    qint64 m_searchedTo = 0;
    qint64 m_line = 0;      // the line at m_offset, which …
    qint64 m_lineStart = 0; // … begins here; before m_offset only for a line longer than a chunk
    qint64 m_offset = 0;
    bool m_longLineMatches = false;
};

} // namespace CommandRunner
