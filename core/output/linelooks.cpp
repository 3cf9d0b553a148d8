// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linelooks.h"

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr qint64 costOfEntry = 96; // of a node of the map and its string, beside the bytes

} // namespace

void LineLooks::truncate(qint64 line)
{
    for (auto &marks : m_marks) {
        while (!marks.empty() && marks.back().line > line)
            marks.pop_back();
    }
    for (auto it = m_redrawn.lower_bound(line); it != m_redrawn.end(); it = m_redrawn.erase(it))
        m_bytes -= it->second.size() + costOfEntry;
}

void LineLooks::add(const TerminalMark &mark)
{
    auto &marks = m_marks[size_t(mark.stream) - 1];
    if (!marks.empty() && marks.back().line >= mark.line)
        return;
    marks.push_back({mark.line, mark.state});
    m_anyMark = true;
}

void LineLooks::add(RedrawnLine redrawn)
{
    if (const auto known = m_redrawn.find(redrawn.line); known != m_redrawn.end()) {
        m_bytes -= known->second.size() + costOfEntry;
        m_redrawn.erase(known);
    }
    if (!redrawn.shown)
        return;
    m_bytes += redrawn.shown->size() + costOfEntry;
    m_redrawn.emplace(redrawn.line, std::move(*redrawn.shown));
    while (m_bytes > maximumBytes) {
        m_bytes -= m_redrawn.begin()->second.size() + costOfEntry;
        m_redrawn.erase(m_redrawn.begin());
    }
}

TerminalState LineLooks::stateAt(qint64 anchorLine, OutputStream stream) const
{
    const auto &marks = m_marks[size_t(stream) - 1];
    const auto after = std::upper_bound(marks.begin(), marks.end(), anchorLine,
                                        [](qint64 line, const Mark &mark) {
                                            return line < mark.line;
                                        });
    return after == marks.begin() ? TerminalState() : std::prev(after)->state;
}

std::optional<QByteArray> LineLooks::shown(qint64 line) const
{
    const auto found = m_redrawn.find(line);
    if (found == m_redrawn.end())
        return std::nullopt;
    return found->second;
}

} // namespace CommandRunner
