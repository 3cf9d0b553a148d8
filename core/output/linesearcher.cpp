// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linesearcher.h"

#include "core/output/outputdocument.h"
#include "core/output/terminaltext.h"

#include <algorithm>
#include <cstring>

namespace CommandRunner {

namespace {

constexpr qint64 expressionOverlap = 4096;

// Whether a terminal would show something else than these bytes. "\r\n" is a line end.
bool hasControls(QByteArrayView bytes)
{
    const auto has = [bytes](char c) {
        return std::memchr(bytes.data(), c, size_t(bytes.size())) != nullptr;
    };
    if (has('\x1b') || has('\b'))
        return true;
    for (qsizetype at = bytes.indexOf('\r'); at >= 0; at = bytes.indexOf('\r', at + 1)) {
        if (at + 1 < bytes.size() && bytes[at + 1] != '\n')
            return true;
    }
    return false;
}

} // namespace

LineSearcher::LineSearcher(const QString &logPath)
    : m_log(logPath),
      m_buffer(std::make_unique<char[]>(chunkBytes))
{}

void LineSearcher::setQuery(const FindQuery &query)
{
    m_pattern.reset();
    m_breaks.clear();
    m_end = m_searchedTo = m_line = m_lineStart = m_offset = 0;
    m_longLineMatches = false;
    m_literal = !query.regularExpression && !query.wholeWord;
    // Another case may be longer in UTF-8; how long a match of an expression is nobody knows.
    m_overlap = m_literal ? query.text.toUtf8().size() * 4 : expressionOverlap;
    if (query.isEmpty() || (!query.regularExpression && query.text.contains(u'\n')))
        return;
    if (auto pattern = compileFindQuery(query))
        m_pattern = std::move(*pattern);
}

void LineSearcher::extend(LineAnchor restart, qint64 end, const std::vector<qint64> &breaks)
{
    m_end = end;
    while (!m_breaks.empty() && m_breaks.back() > restart.offset)
        m_breaks.pop_back();
    for (const qint64 offset : breaks) {
        if (m_breaks.empty() || m_breaks.back() < offset)
            m_breaks.push_back(offset);
    }
    if (restart.line < m_line || restart.offset < m_lineStart) {
        m_line = restart.line;
        m_offset = m_lineStart = restart.offset;
        m_longLineMatches = false;
    }
    m_searchedTo = std::min(m_searchedTo, std::max(restart.offset, m_offset));
}

qint64 LineSearcher::breakAfter(qint64 offset)
{
    const auto found = std::upper_bound(m_breaks.begin(), m_breaks.end(), offset);
    return found == m_breaks.end() ? std::numeric_limits<qint64>::max() : *found;
}

bool LineSearcher::step(qint64 &first, qint64 &end, std::vector<qint64> &matches)
{
    first = end = m_line;
    if (m_searchedTo >= m_end)
        return false;
    const qint64 got = m_pattern
        ? m_log.read(m_offset, m_buffer.get(), std::min(chunkBytes, m_end - m_offset))
        : 0;
    if (got <= 0) {
        m_searchedTo = m_end;
        return false;
    }
    const bool atEnd = m_offset + got >= m_end;
    qint64 done = m_offset > m_lineStart ? searchLongLine(got, matches) : 0;
    while (done < got) {
        const qint64 next = breakAfter(m_offset + done) - m_offset;
        const QByteArrayView part(m_buffer.get() + done, std::min(next, got) - done);
        const qint64 whole = next <= got ? part.size() : part.lastIndexOf('\n') + 1;
        if (whole == 0)
            break;
        searchLines(part.first(whole), matches);
        done += whole;
        m_lineStart = m_offset + done;
    }
    end = m_line;
    const QByteArrayView rest(m_buffer.get() + done, got - done);
    const bool longLine = m_offset > m_lineStart;
    if (atEnd && (longLine || !rest.isEmpty())) { // the unfinished last line; it is looked at again
                                                  // when it has grown
        if (longLine ? m_longLineMatches : matchesLine(rest))
            matches.push_back(m_line);
        end = m_line + 1;
        m_offset = longLine ? std::max(m_lineStart + 1, m_end - m_overlap) : m_lineStart;
        m_searchedTo = m_end;
        return true;
    }
    if (longLine) {
        m_offset += got - std::min(m_overlap, got / 2);
    } else if (done == 0) {
        m_longLineMatches = matchesLine(rest);
        m_offset += got - std::min(m_overlap, got / 2);
    } else {
        m_offset += done;
    }
    m_searchedTo = m_offset;
    return true;
}

// Goes on in a line longer than a chunk. Bytes of it that were dealt with; all of them when it goes
// on.
qint64 LineSearcher::searchLongLine(qint64 got, std::vector<qint64> &matches)
{
    const QByteArrayView chunk(m_buffer.get(), got);
    const qint64 newline = chunk.indexOf('\n');
    const qint64 next = breakAfter(m_offset) - m_offset;
    const qint64 stop = newline >= 0 && newline < next ? newline : std::min(next, got);
    m_longLineMatches = m_longLineMatches || m_pattern->matches(chunk.first(stop));
    if (newline < 0 && next > got)
        return got;
    if (m_longLineMatches)
        matches.push_back(m_line);
    const qint64 done = stop == newline ? stop + 1 : stop;
    ++m_line;
    m_lineStart = m_offset + done;
    m_longLineMatches = false;
    return done;
}

// Whole lines; the last one may lack its newline.
void LineSearcher::searchLines(QByteArrayView lines, std::vector<qint64> &matches)
{
    // An expression may look over the end of a line: it gets one at a time.
    if (m_literal && !hasControls(lines))
        searchPlainLines(lines, matches);
    else
        searchEachLine(lines, matches);
}

void LineSearcher::searchEachLine(QByteArrayView lines, std::vector<qint64> &matches)
{
    while (!lines.isEmpty()) {
        const qsizetype newline = lines.indexOf('\n');
        const qsizetype size = newline < 0 ? lines.size() : newline;
        if (matchesLine(lines.first(size)))
            matches.push_back(m_line);
        ++m_line;
        lines = lines.sliced(newline < 0 ? size : size + 1);
    }
}

void LineSearcher::searchPlainLines(QByteArrayView lines, std::vector<qint64> &matches)
{
    qsizetype at = 0;
    while (at < lines.size()) {
        const auto match = m_pattern->find(lines, at);
        const qsizetype stop = match ? match->start : lines.size();
        m_line += std::count(lines.begin() + at, lines.begin() + stop, '\n');
        at = stop;
        if (!match)
            break;
        matches.push_back(m_line);
        const qsizetype newline = lines.indexOf('\n', match->end);
        at = newline < 0 ? lines.size() : newline + 1;
        if (newline >= 0)
            ++m_line;
    }
    if (!lines.endsWith('\n'))
        ++m_line;
}

bool LineSearcher::matchesLine(QByteArrayView line) const
{
    if (line.endsWith('\r'))
        line.chop(1);
    if (!hasControls(line))
        return m_pattern->matches(line);
    const QByteArrayView shown = line.first(std::min(line.size(),
                                                     OutputDocument::maximumLineBytes));
    return m_pattern->matches(plainTerminalText(shown).toUtf8());
}

} // namespace CommandRunner
