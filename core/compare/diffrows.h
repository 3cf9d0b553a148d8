// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/linediff.h"

namespace CommandRunner {

// One row of two texts beside each other.
struct DiffRow {
    enum class Kind : std::uint8_t { Equal, Removed, Added, Changed, Fold };
    Kind kind = Kind::Equal;
    qint64 a = -1;     // line; -1: nothing stands there
    qint64 b = -1;     // of a fold: its first lines
    qint64 folded = 0; // equal lines that the row stands for
    size_t hunk = 0;

    bool isDifferent() const { return kind != Kind::Equal && kind != Kind::Fold; }
};

// The rows that show a script, with equal stretches folded but for some lines around what differs.
// A row is found in logarithmic time, whatever their number.
class DiffRows final
{
public:
    static constexpr qint64 context = 3;

    DiffRows() = default;
    explicit DiffRows(DiffScript script);

    const DiffScript &script() const { return m_script; }
    qint64 count() const { return m_starts.empty() ? 0 : m_starts.back(); }
    DiffRow at(qint64 row) const; // row in [0, count)

    void expand(size_t hunk); // opens the fold of an equal hunk
    void setAllExpanded(bool expanded);
    bool isFolded(size_t hunk) const;

    qint64 differenceCount() const { return qint64(m_differences.size()); }
    qint64 rowOfDifference(qint64 index) const; // the first row of it
    // The difference that the row is in; else the last that begins above it; -1: none.
    qint64 differenceAt(qint64 row) const;
    // The row of a line of the first text, or the fold that hides it.
    qint64 rowOfLine(qint64 line, bool second) const;

private:
    void layOut();
    qint64 leading(size_t hunk) const; // lines shown above the fold …
    qint64 trailing(size_t hunk) const;
    qint64 rowsOf(size_t hunk) const;

    DiffScript m_script;
    std::vector<bool> m_expanded;      // by hunk
    std::vector<qint64> m_starts;      // the first row of each hunk, and their number
    std::vector<size_t> m_differences; // the first hunk of each
};

} // namespace CommandRunner
