// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineclass.h"
#include "core/output/linelooks.h"
#include "core/output/logsource.h"

#include <deque>
#include <optional>
#include <vector>

namespace CommandRunner {

// Where a line begins in the log.
struct LineAnchor {
    qint64 line = 0;
    qint64 offset = 0;
};

// Which lines get an anchor: one in 64, and any that begins 64 KiB or more behind the last anchor,
// so that finding a line never reads more than that, whatever the lines before it are like. (The
// line after a longer line always has one.)
constexpr qint64 anchorLines = 64;
constexpr qint64 anchorBytes = 64 * 1024;

// What the run's limit took out counts as one line.
struct IndexGap {
    qint64 line = -1; // -1: nothing was taken out
    qint64 first = 0; // its bytes in the log: from here …
    qint64 end = 0;   // … up to here
    qint64 more = 0;  // lines behind it are so many more lines down in all that the child wrote
};

// What the indexing worker found since it last told. Replaces everything from firstLine on: the
// last line may have been unfinished, or its stream known only afterwards.
struct IndexBatch {
    qint64 firstLine = 0;
    qint64 firstOffset = 0; // where firstLine begins
    qint64 byteCount = 0;   // end of what is indexed
    bool lastLineComplete = true;
    std::vector<LineAnchor> anchors;      // of lines from firstLine on
    std::vector<qint64> breaks;           // line starts without a newline before them
    std::vector<LineClass> classes;       // one a line from firstLine on
    std::vector<LineClassChange> changes; // of lines before firstLine
    std::vector<TerminalMark> marks;      // of lines with an anchor from firstLine on
    std::vector<RedrawnLine> redrawn;     // of any lines
    bool alternateScreen = false;         // a full-screen program ran
    TerminalModes modes;                  // at the end of what is indexed
    std::optional<IndexGap> gap;          // when it is new or has grown
    std::optional<double> progress;       // 0…1
    bool damaged = false;                 // the log became shorter, or was removed
    bool finished = false;                // nothing follows
    std::optional<LogSource> source;      // when all is read from other files from now on
    std::optional<Error> transcriptError; // the transcript could not be made, or not further
};

// Line number → place in the log. Sparse: about an eighth of a byte a line. One thread; filled by
// batches.
class LineIndex final
{
public:
    void apply(const IndexBatch &batch);

    qint64 lineCount() const { return m_lineCount; }
    qint64 byteCount() const { return m_byteCount; }
    bool lastLineComplete() const { return m_lastLineComplete; }
    LineAnchor anchorBefore(qint64 line) const; // the nearest at or before the line
    qint64 anchorOffset(qint64 line) const;     // -1: this line has no anchor
    qint64 breakAfter(qint64 offset) const; // the first break behind offset; byteCount() when there
                                            // is none
    bool isBreak(qint64 offset) const;
    const IndexGap &gap() const { return m_gap; }
    const std::deque<qint64> &breaks() const { return m_breaks; }

private:
    void truncate(qint64 line, qint64 offset);

    qint64 m_lineCount = 0;
    qint64 m_byteCount = 0;
    bool m_lastLineComplete = true;
    std::deque<qint64> m_steps;     // offset of every 64th line; a deque, since it grows without
                                    // copying
    std::deque<LineAnchor> m_extra; // the anchors between them
    std::deque<qint64> m_breaks;
    IndexGap m_gap;
};

} // namespace CommandRunner
