// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/lineindex.h"

#include <algorithm>

namespace CommandRunner {

namespace {

bool byLine(const LineAnchor &anchor, qint64 line)
{
    return anchor.line < line;
}

} // namespace

void LineIndex::truncate(qint64 line, qint64 offset)
{
    // The anchor and the break of `line` itself stay: it begins where it began.
    const qint64 steps = line / anchorLines + 1;
    if (qint64(m_steps.size()) > steps)
        m_steps.resize(size_t(steps));
    while (!m_extra.empty() && m_extra.back().line > line)
        m_extra.pop_back();
    while (!m_breaks.empty() && m_breaks.back() > offset)
        m_breaks.pop_back();
}

void LineIndex::apply(const IndexBatch &batch)
{
    truncate(batch.firstLine, batch.firstOffset);
    for (const LineAnchor &anchor : batch.anchors) {
        if (anchor.line % anchorLines != 0) {
            if (m_extra.empty() || m_extra.back().line < anchor.line)
                m_extra.push_back(anchor);
        } else if (anchor.line / anchorLines == qint64(m_steps.size())) {
            m_steps.push_back(anchor.offset);
        }
    }
    for (const qint64 offset : batch.breaks) {
        if (m_breaks.empty() || m_breaks.back() < offset)
            m_breaks.push_back(offset);
    }
    if (batch.gap)
        m_gap = *batch.gap;
    m_lineCount = batch.firstLine + qint64(batch.classes.size());
    m_byteCount = batch.byteCount;
    m_lastLineComplete = batch.lastLineComplete;
}

LineAnchor LineIndex::anchorBefore(qint64 line) const
{
    if (m_steps.empty())
        return {};
    const qint64 step = std::min(line / anchorLines, qint64(m_steps.size()) - 1);
    LineAnchor best{step * anchorLines, m_steps[size_t(step)]};
    const auto extra = std::lower_bound(m_extra.begin(), m_extra.end(), line + 1, byLine);
    if (extra != m_extra.begin() && std::prev(extra)->line > best.line)
        best = *std::prev(extra);
    return best;
}

qint64 LineIndex::anchorOffset(qint64 line) const
{
    const LineAnchor anchor = anchorBefore(line);
    return anchor.line == line && !m_steps.empty() ? anchor.offset : -1;
}

qint64 LineIndex::breakAfter(qint64 offset) const
{
    const auto found = std::upper_bound(m_breaks.begin(), m_breaks.end(), offset);
    return found == m_breaks.end() ? m_byteCount : *found;
}

bool LineIndex::isBreak(qint64 offset) const
{
    return std::binary_search(m_breaks.begin(), m_breaks.end(), offset);
}

} // namespace CommandRunner
