// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineclass.h"
#include "core/output/lineplane.h"

#include <array>
#include <deque>
#include <limits>
#include <span>
#include <vector>

namespace CommandRunner {

// A row of the view: a line, or the marker that stands for a run of hidden lines.
struct OutputRow {
    bool marker = false;
    qint64 line = 0;        // the line, or the first hidden one
    qint64 hiddenLines = 0; // of a marker
    LineClasses hiddenClasses = 0;
    quint64 hiddenRules = 0; // bit n: the n-th folding plane hides some of them (of the first 64)
};

// What the lines of a plane are to the lens.
struct LensPlane {
    enum class Role {
        Fold,    // they fold into markers
        Exclude, // they are left out and leave no trace
        Include, // lines without a bit are left out
    };
    const LinePlane *plane = nullptr; // must outlive its use
    Role role = Role::Fold;
    int before = 0; // Include: lines around those with a bit that show as well, up to
                    // maximumContext
    int after = 0;

    static constexpr int maximumContext = int(blockLines);
};

// The classes of all lines, and the rows that remain when some classes are hidden and the planes of
// rules and filters are laid over them. A line shows, or is folded (a run of folded lines is one
// marker), or is left out as if it were not there; markers reach across lines that are left out.
// All in bit planes, so that the rows of 64 lines come from a few word operations and switching
// something on ten million lines fits in a frame. One thread.
class LineLens final
{
public:
    qint64 lineCount() const { return m_lineCount; }
    LineClass classOf(qint64 line) const;
    qint64 classCount(LineClass c) const { return m_classCounts[size_t(c)]; }

    // The next line of the class, folded ones included, those left out not; exclusive of `line`;
    // wraps; -1: none.
    qint64 nextOfClass(LineClass c, qint64 line, bool backwards) const;
    bool hasClassIn(LineClass c, qint64 first, qint64 end) const; // the same

    void truncate(qint64 lineCount);
    void append(std::span<const LineClass> classes);
    void change(qint64 line, LineClass c);

    LineClasses hidden() const { return m_hidden; }
    void setHidden(LineClasses classes);
    bool isExpanded(qint64 line) const;
    bool setExpanded(qint64 line, bool expanded); // false: nothing changed

    // Several inclusions: a line must pass all of them, or (`anyInclude`) one of them.
    void setPlanes(std::vector<LensPlane> planes, bool anyInclude);
    const std::vector<LensPlane> &planes() const { return m_planes; }
    void planesChanged(qint64 firstLine); // bits of lines from there on; update() must follow
    // Lines from here on are left out until more is known of them; update() must follow.
    void setPendingFrom(qint64 line);
    qint64 pendingFrom() const { return m_pendingFrom; }
    bool leavesOut() const; // whether any line may be left out
    bool isLeftOut(qint64 line) const;
    LineWords leftOutWords(qint64 block) const; // of the lines of a block

    void update(); // after truncate, append and change, before asking for rows
    qint64 rowCount() const { return m_sums.back().rows; }
    OutputRow row(qint64 row) const; // row in [0, rowCount())
    // The row that shows the line or the marker that hides it; of a line that is left out the row
    // above its place, or the first one. -1: there are no rows. line in [0, lineCount())
    qint64 rowOfLine(qint64 line) const;

private:
    struct Block {
        std::array<LineWords, 4> planes{};
    };
    struct Range {
        qint64 first = 0;
        qint64 last = 0;
    };
    struct Sum { // of all blocks before
        qint64 rows = 0;
        quint64 folded : 63 = 0; // lines
        quint64 inRun : 1 = 0;   // the last line that is not left out is folded
    };
    struct BlockState { // of the lines that are there; disjoint
        LineWords folded{};
        LineWords leftOut{};
        LineWords valid{};
    };

    void setBits(qint64 line, LineClass c);
    LineWords shownClassWords(size_t block, LineClass c) const; // those that are not left out
    LineWords hiddenClassWords(size_t block) const;
    void takeExpanded(size_t block, LineWords &words) const;
    LineWords includedWords(qint64 block, const LensPlane &plane) const;
    BlockState stateOf(size_t block) const; // expanded lines are not folded
    static LineWords rowWords(const BlockState &state, bool inRun, bool *inRunAfter = nullptr);
    bool isFolded(qint64 line) const;
    size_t blockOfRow(qint64 row) const;
    qint64 foldedBefore(qint64 line) const;
    qint64 endOfRun(qint64 line) const; // the first shown line behind the run of folded lines that
                                        // holds `line`; lineCount() when there is none
    void tellHidden(qint64 end, OutputRow &row) const;
    LineClasses classesOf(qint64 first, qint64 end) const;
    void touch(qint64 line);

    std::deque<Block> m_blocks; // grows without copying
    qint64 m_lineCount = 0;
    std::array<qint64, maximumLineClasses> m_classCounts{};
    LineClasses m_hidden = 0;
    std::vector<Range> m_expanded; // sorted, apart from each other
    bool m_resumeExpanded = false; // the next line to be appended was in an expanded range before
    std::vector<LensPlane> m_planes;
    bool m_anyInclude = false;
    qint64 m_pendingFrom = std::numeric_limits<qint64>::max();
    std::vector<Sum> m_sums{Sum{}}; // one a block, and one behind the last
    size_t m_dirtyBlock = 0;        // blocks before it are counted
};

} // namespace CommandRunner
