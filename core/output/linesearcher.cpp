// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linesearcher.h"

#include "core/output/outputdocument.h"
#include "core/output/terminaltext.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace CommandRunner {

namespace {

// Finds bytes that a terminal would not just show, one after the other; "\r\n" is a line end. Each
// byte is looked for once, however many of the others there are.
class ControlFinder final
{
public:
    explicit ControlFinder(QByteArrayView bytes) : m_bytes(bytes) {}

    qsizetype next(qsizetype from) // never goes back; the size: there is none
    {
        qsizetype first = m_bytes.size();
        for (Kind &kind : m_kinds) {
            if (kind.next < from)
                kind.next = find(kind.byte, from);
            first = std::min(first, kind.next);
        }
        return first;
    }

private:
    struct Kind {
        char byte;
        qsizetype next = -1;
    };

    qsizetype find(char byte, qsizetype from) const
    {
        for (qsizetype at = from; at < m_bytes.size(); ++at) {
            const void *const found = std::memchr(m_bytes.data() + at, byte,
                                                  size_t(m_bytes.size() - at));
            if (!found)
                break;
            at = static_cast<const char *>(found) - m_bytes.data();
            if (byte != '\r' || (at + 1 < m_bytes.size() && m_bytes[at + 1] != '\n'))
                return at;
        }
        return m_bytes.size();
    }

    const QByteArrayView m_bytes;
    std::array<Kind, 3> m_kinds = {{{'\x1b'}, {'\b'}, {'\r'}}};
};

bool hasControls(QByteArrayView bytes)
{
    return ControlFinder(bytes).next(0) < bytes.size();
}

// What is seen of a line that carriage returns wrote over: its last piece, when that is as long as
// all before it and each byte is a column. Null: it takes more to know.
QByteArrayView lastPiece(QByteArrayView line)
{
    if (line.size() > OutputDocument::maximumLineBytes)
        return {};
    qsizetype start = 0;
    qsizetype longest = 0;
    for (qsizetype at = 0; at < line.size(); ++at) {
        if (line[at] == '\r') {
            longest = std::max(longest, at - start);
            start = at + 1;
        } else if (uchar(line[at]) < 0x20 || uchar(line[at]) > 0x7e) {
            return {};
        }
    }
    return line.size() - start >= longest ? line.sliced(start) : QByteArrayView();
}

// The text without colours, when colours are all that it has.
std::optional<QByteArray> withoutColours(QByteArrayView line)
{
    QByteArray text;
    text.reserve(line.size());
    ControlFinder controls(line);
    for (qsizetype at = 0; at < line.size();) {
        const char c = line[at];
        if (c == '\b' || c == '\r')
            return std::nullopt;
        if (c != '\x1b') {
            const qsizetype stop = controls.next(at);
            text.append(line.sliced(at, std::max(stop, at + 1) - at));
            at = std::max(stop, at + 1);
            continue;
        }
        qsizetype end = at + 2;
        if (at + 1 >= line.size() || line[at + 1] != '[')
            return std::nullopt;
        while (end < line.size() && ((line[end] >= '0' && line[end] <= '9') || line[end] == ';'))
            ++end;
        if (end >= line.size() || line[end] != 'm')
            return std::nullopt;
        at = end + 1;
    }
    return text;
}

QByteArray shownText(QByteArrayView line)
{
    if (auto text = withoutColours(line))
        return *std::move(text);
    const QByteArrayView shown = line.first(std::min(line.size(),
                                                     OutputDocument::maximumLineBytes));
    return plainTerminalText(shown).toUtf8();
}

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

LineSearcher::LineSearcher(const QString &logPath, const QString &indexPath)
    : m_log(std::make_unique<SegmentedLog>(logPath)),
      m_records(std::make_unique<OutputRecordReader>(indexPath)),
      m_buffer(std::make_unique<char[]>(chunkBytes))
{}

void LineSearcher::readFrom(const QString &logPath, const QString &indexPath)
{
    m_log = std::make_unique<SegmentedLog>(logPath);
    m_records = std::make_unique<OutputRecordReader>(indexPath);
}

void LineSearcher::setPatterns(PatternSet patterns)
{
    m_patterns = std::move(patterns);
    m_overlap = 0;
    m_hasPatterns = false;
    for (const auto &pattern : m_patterns.patterns()) {
        m_hasPatterns = m_hasPatterns || pattern->code();
        if (!pattern->source().regex) // another case may be longer in UTF-8
            m_overlap = std::max<qint64>(m_overlap, pattern->source().text.toUtf8().size() * 4);
    }
    m_longLineMatches.assign(m_patterns.patterns().size(), false);
    m_following.clear();
    if (m_offset > m_lineStart) { // the long line once more
        m_offset = m_lineStart;
        m_searchedTo = std::min(m_searchedTo, m_offset);
    }
}

void LineSearcher::restart()
{
    m_searchedTo = m_searchedLine = m_line = m_lineStart = m_offset = 0;
    std::fill(m_longLineMatches.begin(), m_longLineMatches.end(), false);
    m_following.clear();
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
        std::fill(m_longLineMatches.begin(), m_longLineMatches.end(), false);
        m_following.clear();
    }
    m_searchedTo = std::min(m_searchedTo, std::max(restart.offset, m_offset));
    m_searchedLine = std::min(m_searchedLine, restart.line);
}

bool LineSearcher::isWith(const LineSearcher &other) const
{
    return m_offset == other.m_offset && m_line == other.m_line && m_lineStart == other.m_lineStart
        && m_lineStart == m_offset && m_searchedTo == other.m_searchedTo && m_end == other.m_end
        && m_following.empty() && other.m_following.empty();
}

qint64 LineSearcher::breakAfter(qint64 offset) const
{
    const auto found = std::upper_bound(m_breaks.begin(), m_breaks.end(), offset);
    return found == m_breaks.end() ? std::numeric_limits<qint64>::max() : *found;
}

bool LineSearcher::step(SearchedLines &found)
{
    m_found = &found;
    found.first = found.end = m_line;
    found.matches.resize(m_patterns.patterns().size());
    if (m_searchedTo >= m_end)
        return false;
    m_records->refresh();
    const qint64 got = m_hasPatterns
        ? m_log->read(m_offset, m_buffer.get(), std::min(chunkBytes, m_end - m_offset))
        : 0;
    if (got <= 0) {
        m_searchedTo = m_end;
        m_searchedLine = std::numeric_limits<qint64>::max();
        return false;
    }
    const bool atEnd = m_offset + got >= m_end;
    qint64 done = m_offset > m_lineStart ? searchLongLine(got) : 0;
    while (done < got) {
        const qint64 next = breakAfter(m_offset + done) - m_offset;
        const QByteArrayView part(m_buffer.get() + done, std::min(next, got) - done);
        const qint64 whole = next <= got ? part.size() : part.lastIndexOf('\n') + 1;
        if (whole == 0)
            break;
        searchLines(part.first(whole), m_offset + done);
        done += whole;
        m_lineStart = m_offset + done;
    }
    found.end = m_searchedLine = m_line;
    const QByteArrayView rest(m_buffer.get() + done, got - done);
    const bool longLine = m_offset > m_lineStart;
    if (atEnd && (longLine || !rest.isEmpty())) {
        searchLastLine(rest, longLine);
        return true;
    }
    if (longLine || done == 0) {
        if (!longLine) {
            for (size_t i = 0; i < m_longLineMatches.size(); ++i)
                m_longLineMatches[i] = m_patterns.patterns()[i]->matches(rest);
        }
        m_offset += got - std::min(m_overlap, got / 2);
    } else {
        m_offset += done;
    }
    m_searchedTo = m_offset;
    return true;
}

// The unfinished last line; it is looked at again when it has grown.
void LineSearcher::searchLastLine(QByteArrayView rest, bool longLine)
{
    const qint64 line = m_line;
    const std::vector<Following> following = m_following;
    if (longLine) {
        for (size_t i = 0; i < m_longLineMatches.size(); ++i) {
            if (m_longLineMatches[i] && isWanted(m_patterns.patterns()[i]->source(), m_lineStart))
                m_found->matches[i].push_back(m_line);
        }
    } else {
        searchLines(rest, m_lineStart);
    }
    m_line = line;
    m_following = following;
    m_found->end = m_searchedLine = m_line + 1;
    m_offset = longLine ? std::max(m_lineStart + 1, m_end - m_overlap) : m_lineStart;
    m_searchedTo = m_end;
}

void LineSearcher::peek(LineAnchor from, qint64 bytes, SearchedLines &found)
{
    m_found = &found;
    found.first = found.end = from.line;
    found.matches.resize(m_patterns.patterns().size());
    m_records->refresh();
    const qint64 wanted = std::min({bytes, chunkBytes, m_end - from.offset});
    const qint64 got = m_hasPatterns && wanted > 0
        ? m_log->read(from.offset, m_buffer.get(), wanted)
        : 0;
    const qint64 line = m_line;
    const std::vector<Following> following = std::exchange(m_following, {});
    m_line = from.line;
    for (qint64 done = 0; done < got;) {
        const qint64 next = breakAfter(from.offset + done) - from.offset;
        const QByteArrayView part(m_buffer.get() + done, std::min(next, got) - done);
        const bool ends = next <= got || from.offset + got >= m_end;
        const qint64 whole = ends ? part.size() : part.lastIndexOf('\n') + 1;
        if (whole == 0)
            break;
        searchLines(part.first(whole), from.offset + done);
        done += whole;
    }
    found.end = m_line;
    m_line = line;
    m_following = following;
}

// Goes on in a line longer than a chunk. Bytes of it that were dealt with; all of them when it goes
// on.
qint64 LineSearcher::searchLongLine(qint64 got)
{
    const QByteArrayView chunk(m_buffer.get(), got);
    const qint64 newline = chunk.indexOf('\n');
    const qint64 next = breakAfter(m_offset) - m_offset;
    const qint64 stop = newline >= 0 && newline < next ? newline : std::min(next, got);
    for (size_t i = 0; i < m_longLineMatches.size(); ++i) {
        CompiledPattern &pattern = *m_patterns.patterns()[i];
        const bool isText = !pattern.source().regex && !pattern.source().wholeLine;
        if (!m_longLineMatches[i] && isText)
            m_longLineMatches[i] = pattern.matches(chunk.first(stop));
    }
    if (newline < 0 && next > got)
        return got;
    for (size_t i = 0; i < m_longLineMatches.size(); ++i) {
        if (m_longLineMatches[i] && isWanted(m_patterns.patterns()[i]->source(), m_lineStart))
            m_found->matches[i].push_back(m_line);
        m_longLineMatches[i] = false;
    }
    m_following.clear();
    const qint64 done = stop == newline ? stop + 1 : stop;
    ++m_line;
    m_lineStart = m_offset + done;
    return done;
}

// Whole lines; the last one may lack its newline.
void LineSearcher::searchLines(QByteArrayView lines, qint64 offset)
{
    followInto(lines);
    ControlFinder controls(lines);
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype control = controls.next(at);
        qsizetype plain = lines.size() - at;
        if (control < lines.size()) // up to the line that has it
            plain = lines.sliced(at, control - at).lastIndexOf('\n') + 1;
        if (plain > 0)
            searchPlainLines(lines.sliced(at, plain), offset + at);
        at += plain;
        if (at < lines.size())
            at += searchControlLine(lines.sliced(at), offset + at);
    }
}

void LineSearcher::searchPlainLines(QByteArrayView lines, qint64 offset)
{
    m_hits.clear();
    m_line += m_patterns.search(lines, m_line, m_hits);
    take(offset, lines);
}

// The first of these lines. Its size with its newline.
qint64 LineSearcher::searchControlLine(QByteArrayView lines, qint64 offset)
{
    const qsizetype newline = lines.indexOf('\n');
    const qsizetype size = newline < 0 ? lines.size() : newline + 1;
    const QByteArrayView line = withoutLineEnd(lines.first(size));
    QByteArray shown;
    QByteArrayView text = lastPiece(line);
    if (text.isNull())
        text = shown = shownText(line);
    m_lineEnd = lines.data() + (newline < 0 ? size : newline);
    m_hits.clear();
    m_patterns.searchLine(text, m_line, m_hits);
    take(offset, {});
    ++m_line;
    return size;
}

// The hits of lines that begin at `offset`, where `buffer` begins; all of them of one line when
// that is empty.
void LineSearcher::take(qint64 offset, QByteArrayView buffer)
{
    for (const PatternSet::Hit &hit : m_hits) {
        CompiledPattern &pattern = *m_patterns.patterns()[size_t(hit.pattern)];
        const qint64 place = buffer.isEmpty() ? offset : offset + (hit.text.data() - buffer.data());
        if (!isWanted(pattern.source(), place))
            continue;
        m_found->matches[size_t(hit.pattern)].push_back(hit.line);
        if (pattern.source().takesProgress && hit.line > m_found->progressLine
            && pattern.matches(hit.text)) { // again, since other lines were tried since
            if (const auto progress = pattern.progress(hit.text)) {
                m_found->progressLine = hit.line;
                m_found->progress = *progress;
            }
        }
        if (pattern.source().followingLines <= 0)
            continue;
        const char *const chunkEnd = m_chunkEnd;
        const char *behind = buffer.isEmpty() ? m_lineEnd : hit.text.data() + hit.text.size();
        if (behind < chunkEnd && *behind == '\r')
            ++behind;
        if (behind < chunkEnd && *behind == '\n')
            ++behind;
        follow(hit.pattern, pattern.source().followingLines, hit.line + 1,
               QByteArrayView(behind, chunkEnd - behind));
    }
}

// Lines from `line` on, in `rest`, that belong to a match; what is left over goes on with the next
// chunk.
void LineSearcher::follow(int pattern, int left, qint64 line, QByteArrayView rest)
{
    CompiledPattern &compiled = *m_patterns.patterns()[size_t(pattern)];
    for (; left > 0; --left, ++line) {
        if (rest.isEmpty()) {
            m_following.push_back({pattern, left});
            return;
        }
        const qsizetype newline = rest.indexOf('\n');
        const qsizetype size = newline < 0 ? rest.size() : newline + 1;
        const QByteArrayView text = withoutLineEnd(rest.first(size));
        const bool belongs = hasControls(text) ? compiled.continues(shownText(text))
                                               : compiled.continues(text);
        if (!belongs)
            return;
        m_found->matches[size_t(pattern)].push_back(line);
        rest = rest.sliced(size);
    }
}

void LineSearcher::followInto(QByteArrayView lines)
{
    m_chunkEnd = lines.data() + lines.size();
    for (const Following &following : std::exchange(m_following, {}))
        follow(following.pattern, following.left, m_line, lines);
}

bool LineSearcher::isWanted(const LinePattern &pattern, qint64 offset)
{
    if (pattern.streams == allLineStreams)
        return true;
    return pattern.streams >> unsigned(m_records->covering(offset).stream) & 1;
}

} // namespace CommandRunner
