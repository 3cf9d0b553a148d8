// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineindex.h"
#include "core/output/outputlogreader.h"
#include "core/output/patternset.h"
#include "core/output/segmentedlog.h"

#include <QByteArray>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace CommandRunner {

// The lines [first, end) were looked at.
struct SearchedLines {
    qint64 first = 0;
    qint64 end = 0;
    std::vector<std::vector<qint64>> matches; // one a pattern; unsorted
    qint64 progressLine = -1;                 // the last one that told progress
    double progress = 0;                      // 0…1
};

// Goes through a log and tells which of its lines match which patterns; splits the lines as the
// index did. One thread.
class LineSearcher final
{
public:
    static constexpr qint64 chunkBytes = 1 << 20;

    LineSearcher(const QString &logPath, const QString &indexPath);

    // Other files, which hold the same up to what was searched.
    void readFrom(const QString &logPath, const QString &indexPath);
    void setPatterns(PatternSet patterns); // the place in the log stays: see restart()
    const PatternSet &patterns() const { return m_patterns; }
    void restart(); // at the first line
    // The log may be searched up to `end`; `restart` is a line whose place or text changed, with
    // all after it. `breaks`: line starts without a newline before them, from `restart` on.
    void extend(LineAnchor restart, qint64 end, const std::vector<qint64> &breaks);

    // Searches at most chunkBytes. False: there was nothing to search.
    bool step(SearchedLines &found);
    // Searches at most so many bytes from there on, whole lines only. Where step() goes on does not
    // change.
    void peek(LineAnchor from, qint64 bytes, SearchedLines &found);

    qint64 searchedTo() const { return m_searchedTo; } // bytes
    qint64 end() const { return m_end; }
    // Lines before it were searched; the largest number when the log could not be read further.
    qint64 searchedLine() const { return m_searchedLine; }
    // Both would go on at the same place in the same way.
    bool isWith(const LineSearcher &other) const;

private:
    struct Following { // lines behind a match that may belong to it
        int pattern = 0;
        int left = 0;
    };

    qint64 breakAfter(qint64 offset) const;
    qint64 searchLongLine(qint64 got);
    void searchLines(QByteArrayView lines, qint64 offset);
    void searchPlainLines(QByteArrayView lines, qint64 offset);
    qint64 searchControlLine(QByteArrayView line, qint64 offset);
    void searchLastLine(QByteArrayView rest, bool longLine);
    void take(qint64 offset, QByteArrayView buffer);
    void followInto(QByteArrayView lines);
    void follow(int pattern, int left, qint64 line, QByteArrayView rest);
    bool isWanted(const LinePattern &pattern, qint64 offset);

    std::unique_ptr<SegmentedLog> m_log;
    std::unique_ptr<OutputRecordReader> m_records;
    std::unique_ptr<char[]> m_buffer;
    PatternSet m_patterns;
    bool m_hasPatterns = false;
    qint64 m_overlap = 0; // bytes of a chunk in which a match may begin that ends in the next one
    std::deque<qint64> m_breaks;
    qint64 m_end = 0;
    qint64 m_searchedTo = 0;
    qint64 m_searchedLine = 0;
    qint64 m_line = 0;      // the line at m_offset, which …
    qint64 m_lineStart = 0; // … begins here; before m_offset only for a line longer than a chunk
    qint64 m_offset = 0;
    std::vector<bool> m_longLineMatches; // one a pattern
    std::vector<Following> m_following;  // goes on with m_line

    SearchedLines *m_found = nullptr; // of the present step
    std::vector<PatternSet::Hit> m_hits;
    const char *m_chunkEnd = nullptr; // of the lines that are searched
    const char *m_lineEnd = nullptr;  // of a line with control bytes, as it stands in them
};

} // namespace CommandRunner
