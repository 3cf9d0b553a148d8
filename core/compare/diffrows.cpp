// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/diffrows.h"

#include <algorithm>

namespace CommandRunner {

DiffRows::DiffRows(DiffScript script)
    : m_script(std::move(script)),
      m_expanded(m_script.hunks.size())
{
    const auto &hunks = m_script.hunks;
    for (size_t i = 0; i < hunks.size(); ++i) {
        if (!hunks[i].isEqual() && (i == 0 || hunks[i - 1].isEqual()))
            m_differences.push_back(i);
    }
    layOut();
}

void DiffRows::layOut()
{
    m_starts.clear();
    m_starts.reserve(m_script.hunks.size() + 1);
    qint64 row = 0;
    for (size_t i = 0; i < m_script.hunks.size(); ++i) {
        m_starts.push_back(row);
        row += rowsOf(i);
    }
    m_starts.push_back(row);
}

qint64 DiffRows::leading(size_t hunk) const
{
    return hunk == 0 ? 0 : context;
}

qint64 DiffRows::trailing(size_t hunk) const
{
    return hunk + 1 == m_script.hunks.size() ? 0 : context;
}

// A fold of one line would take as much room as the line.
bool DiffRows::isFolded(size_t hunk) const
{
    const DiffHunk &which = m_script.hunks[hunk];
    return which.isEqual() && !m_expanded[hunk] && which.aSize > leading(hunk) + trailing(hunk) + 1;
}

qint64 DiffRows::rowsOf(size_t hunk) const
{
    const DiffHunk &which = m_script.hunks[hunk];
    return isFolded(hunk) ? leading(hunk) + 1 + trailing(hunk) : std::max(which.aSize, which.bSize);
}

DiffRow DiffRows::at(qint64 row) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), row);
    const auto hunk = size_t(after - m_starts.begin()) - 1;
    const DiffHunk &which = m_script.hunks[hunk];
    qint64 line = row - m_starts[hunk];
    DiffRow result;
    result.hunk = hunk;
    switch (which.kind) {
    case DiffHunk::Kind::Removed:
        result.kind = DiffRow::Kind::Removed;
        result.a = which.a + line;
        return result;
    case DiffHunk::Kind::Added:
        result.kind = DiffRow::Kind::Added;
        result.b = which.b + line;
        return result;
    case DiffHunk::Kind::Changed:
        result.kind = DiffRow::Kind::Changed;
        break;
    case DiffHunk::Kind::Equal:
        if (isFolded(hunk) && line >= leading(hunk)) {
            const qint64 folded = which.aSize - leading(hunk) - trailing(hunk);
            if (line == leading(hunk)) {
                result.kind = DiffRow::Kind::Fold;
                result.folded = folded;
            } else {
                line += folded - 1;
            }
        }
        break;
    }
    result.a = which.a + line;
    result.b = which.b + line;
    return result;
}

void DiffRows::expand(size_t hunk)
{
    m_expanded[hunk] = true;
    layOut();
}

void DiffRows::setAllExpanded(bool expanded)
{
    std::fill(m_expanded.begin(), m_expanded.end(), expanded);
    layOut();
}

qint64 DiffRows::rowOfDifference(qint64 index) const
{
    return m_starts[m_differences[size_t(index)]];
}

qint64 DiffRows::differenceAt(qint64 row) const
{
    const auto after = std::upper_bound(m_differences.begin(), m_differences.end(), row,
                                        [this](qint64 wanted, size_t hunk) {
                                            return wanted < m_starts[hunk];
                                        });
    return after - m_differences.begin() - 1;
}

qint64 DiffRows::rowOfLine(qint64 line, bool second) const
{
    const auto &hunks = m_script.hunks;
    const auto endOf = [second](const DiffHunk &hunk) {
        return second ? hunk.b + hunk.bSize : hunk.a + hunk.aSize;
    };
    const auto found = std::partition_point(hunks.begin(), hunks.end(), [&](const DiffHunk &hunk) {
        return endOf(hunk) <= line;
    });
    if (found == hunks.end())
        return count() - 1;
    const auto hunk = size_t(found - hunks.begin());
    const qint64 within = line - (second ? found->b : found->a);
    if (!isFolded(hunk) || within <= leading(hunk))
        return m_starts[hunk] + within;
    const qint64 folded = found->aSize - leading(hunk) - trailing(hunk);
    return m_starts[hunk] + std::max(leading(hunk), within - folded + 1);
}

} // namespace CommandRunner
