// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineclass.h"

#include <array>
#include <deque>
#include <span>
#include <vector>

namespace CommandRunner {

// A row of the view: a line, or the marker that stands for a run of hidden lines.
struct OutputRow {
    bool marker = false;
    qint64 line = 0;        // the line, or the first hidden one
    qint64 hiddenLines = 0; // of a marker
    LineClasses hiddenClasses = 0;
};

// The classes of all lines, and the rows that remain when some classes are hidden. Four bit planes,
// so that the hidden lines of 64 come from a few word operations and switching a class on ten
// million lines fits in a frame. One thread.
class LineLens final
{
public:
    qint64 lineCount() const { return m_lineCount; }
    LineClass classOf(qint64 line) const;
    qint64 classCount(LineClass c) const { return m_classCounts[size_t(c)]; }

    // The next line of the class, hidden ones included; exclusive of `line`; wraps; -1: none.
    qint64 nextOfClass(LineClass c, qint64 line, bool backwards) const;

    bool hasClassIn(LineClass c, qint64 first, qint64 end) const;

    void truncate(qint64 lineCount);
    void append(std::span<const LineClass> classes);
    void change(qint64 line, LineClass c);

    LineClasses hidden() const { return m_hidden; }
    void setHidden(LineClasses classes);
    bool isExpanded(qint64 line) const;
    bool setExpanded(qint64 line, bool expanded); // false: nothing changed

    void update(); // after truncate, append and change, before asking for rows
    qint64 rowCount() const { return m_rowsBefore.back(); }
    OutputRow row(qint64 row) const;     // row in [0, rowCount())
    qint64 rowOfLine(qint64 line) const; // line in [0, lineCount())

private:
    static constexpr int wordsPerBlock = 8;
    static constexpr qint64 blockLines = 64 * wordsPerBlock;
    using Words = std::array<quint64, wordsPerBlock>;
    struct Block {
        std::array<Words, 4> planes{};
    };
    struct Range {
        qint64 first = 0;
        qint64 last = 0;
    };

    void setBits(qint64 line, LineClass c);
    Words hiddenWords(size_t block) const; // expanded lines are not hidden
    static Words rowWords(const Words &hidden, Words valid, bool hiddenBefore);
    Words validWords(size_t block) const;
    Words rowsOfBlock(size_t block) const;
    bool isHiddenLine(qint64 line) const;
    size_t blockOfRow(qint64 row) const;
    qint64 endOfRun(qint64 line) const; // the first line behind the run of hidden lines that holds
                                        // `line`
    LineClasses classesOf(qint64 first, qint64 end) const;
    void touch(qint64 line);

    std::deque<Block> m_blocks; // grows without copying
    qint64 m_lineCount = 0;
    std::array<qint64, maximumLineClasses> m_classCounts{};
    LineClasses m_hidden = 0;
    std::vector<Range> m_expanded; // sorted, apart from each other
    bool m_resumeExpanded = false; // the next line to be appended was in an expanded range before
    std::vector<qint64> m_rowsBefore{0}; // rows before each block; the last one is the sum
    size_t m_dirtyBlock = 0;             // blocks before it are counted
};

} // namespace CommandRunner
