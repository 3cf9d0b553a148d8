// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/patternset.h"

#include "core/output/outputlog.h"
#include "core/output/requiredliteral.h"

#include <algorithm>
#include <cstring>

namespace CommandRunner {

namespace {

// A pattern that backtracks without end costs ten milliseconds a line at first, then less and less:
// a log of ten million such lines is through in seconds.
constexpr qint64 giveUpsAtFullLimit = 20;
constexpr qint64 giveUpsAtSmallLimit = 500;
constexpr quint32 smallMatchLimit = 20'000;

std::uint16_t pairAt(const char *bytes)
{
    std::uint16_t pair;
    std::memcpy(&pair, bytes, sizeof pair);
    return pair;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? char(c - 32) : c;
}

QByteArrayView withoutCarriageReturn(QByteArrayView line)
{
    return line.endsWith('\r') ? line.chopped(1) : line;
}

// "^X*$" with one thing X: its lines begin with X or are empty, which PCRE2 does not tell.
std::optional<std::bitset<256>> firstBytesOfRepeated(const LinePattern &pattern)
{
    const QByteArray text = pattern.text.toUtf8();
    if (!pattern.regex || text.size() < 4 || !text.startsWith('^') || !text.endsWith("*$"))
        return std::nullopt;
    const QByteArray thing = text.mid(1, text.size() - 3);
    const bool isEscape = thing.size() == 2 && thing[0] == '\\';
    const bool isClass = thing.startsWith('[') && thing.indexOf(']', 2) == thing.size() - 1;
    if (!isEscape && !isClass)
        return std::nullopt;
    const int options = BytePattern::Text
        | (pattern.caseSensitive ? 0 : int(BytePattern::CaseInsensitive));
    const auto begin = BytePattern::compile('^' + thing, options);
    return begin ? begin->anchoredFirstBytes() : std::nullopt;
}

} // namespace

CompiledPattern::CompiledPattern(const LinePattern &pattern) : m_source(pattern)
{
    if (pattern.text.isEmpty() || pattern.text.contains(u'\n'))
        return;
    if (auto code = pattern.compile())
        m_code = *std::move(code);
    if (pattern.following.isEmpty() || pattern.followingLines <= 0)
        return;
    if (auto code = BytePattern::compile(pattern.following.toUtf8(), BytePattern::Text))
        m_following = *std::move(code);
}

bool CompiledPattern::matches(QByteArrayView text)
{
    if (!m_code || m_stopped)
        return false;
    if (m_code->matches(text))
        return true;
    if (m_code->gaveUp()) {
        ++m_gaveUp;
        if (m_gaveUp == giveUpsAtFullLimit)
            m_code->setMatchLimit(smallMatchLimit);
        m_stopped = m_gaveUp >= giveUpsAtFullLimit + giveUpsAtSmallLimit;
    }
    return false;
}

bool CompiledPattern::continues(QByteArrayView text)
{
    return m_following && m_following->matches(text);
}

std::optional<double> CompiledPattern::progress(QByteArrayView text) const
{
    if (!m_source.takesProgress || !m_code)
        return std::nullopt;
    const auto number = [this, text](int group) -> std::optional<double> {
        if (group < 1)
            return std::nullopt;
        bool ok = false;
        const double value = m_code->captured(text, group).toByteArray().toDouble(&ok);
        return ok ? std::optional(value) : std::nullopt;
    };
    const auto done = number(m_code->groupNamed("done"));
    const auto total = number(m_code->groupNamed("total"));
    if (done && total)
        return *total > 0 ? std::optional(std::clamp(*done / *total, 0.0, 1.0)) : std::nullopt;
    const int named = m_code->groupNamed("progress");
    const auto percent = number(named > 0 ? named : m_code->groupCount() > 0 ? 1 : -1);
    return percent ? std::optional(std::clamp(*percent / 100, 0.0, 1.0)) : std::nullopt;
}

PatternSet::PatternSet(std::vector<std::shared_ptr<CompiledPattern>> patterns)
    : m_patterns(std::move(patterns)),
      m_tried(m_patterns.size())
{
    for (int i = 0; i < int(m_patterns.size()); ++i) {
        const CompiledPattern &pattern = *m_patterns[size_t(i)];
        const LinePattern &source = pattern.source();
        if (!pattern.code())
            continue;
        const QByteArray text = source.text.toUtf8();
        QByteArrayList needed;
        if (source.regex)
            needed = requiredLiterals(text, !source.caseSensitive);
        else if (text.size() >= 2
                 && (source.caseSensitive || std::all_of(text.begin(), text.end(), [](char c) {
                         return uchar(c) < 0x80;
                     })))
            needed = {text};
        m_single = m_patterns.size() == 1 && !source.regex && !source.wholeLine;
        if (m_single && (!needed.isEmpty() || text.size() == 1))
            m_finder = TextFinder(text, !source.caseSensitive);
        if (m_single)
            break;
        if (!needed.isEmpty())
            m_finder = m_literals.empty() && needed.size() == 1
                ? TextFinder(needed.constFirst(), !source.caseSensitive)
                : TextFinder();
        for (const QByteArray &literal : std::as_const(needed))
            add(i, literal, !source.caseSensitive);
        if (needed.isEmpty())
            addAlways(i);
    }
}

void PatternSet::add(int pattern, const QByteArray &text, bool caseInsensitive)
{
    if (m_suspects.empty()) {
        m_suspects.resize(1 << 16);
        m_buckets.resize(1 << 16);
        m_literals.resize(1);
    }
    Literal literal{pattern, text, rarestPair(text), caseInsensitive};
    if (caseInsensitive)
        std::transform(text.begin(), text.end(), literal.bytes.begin(), lower);
    const char one = text[literal.pair];
    const char two = text[literal.pair + 1];
    std::vector<std::uint16_t> pairs;
    for (const char a : {lower(one), upper(one)}) {
        for (const char b : {lower(two), upper(two)}) {
            const char bytes[2] = {caseInsensitive ? a : one, caseInsensitive ? b : two};
            if (std::find(pairs.begin(), pairs.end(), pairAt(bytes)) == pairs.end())
                pairs.push_back(pairAt(bytes));
        }
    }
    for (const std::uint16_t pair : pairs) {
        m_suspects[pair] = 1;
        if (m_buckets[pair] == 0) {
            m_buckets[pair] = std::uint16_t(m_literals.size());
            m_literals.emplace_back();
        }
        m_literals[m_buckets[pair]].push_back(literal);
    }
}

void PatternSet::addAlways(int pattern)
{
    const CompiledPattern &compiled = *m_patterns[size_t(pattern)];
    Always always{pattern, true, true, {}};
    if (const auto first = compiled.code()->anchoredFirstBytes())
        always = {pattern, false, false, *first};
    else if (const auto repeated = firstBytesOfRepeated(compiled.source()))
        always = {pattern, false, true, *repeated};
    m_always.push_back(always);
}

struct PatternSet::Cursor {
    QByteArrayView bytes;
    std::vector<Hit> &hits;
    qsizetype lineStart = 0; // of the line looked at last …
    qsizetype lineEnd = -1;
    qsizetype counted = 0; // … where newlines were counted up to
    qint64 line = 0;       // the number of the line there

    // Goes to the line that holds this place.
    void moveTo(qsizetype at)
    {
        if (at <= lineEnd)
            return;
        const qsizetype before = lineEnd + 1;
        lineStart = at;
        while (lineStart > before && bytes[lineStart - 1] != '\n')
            --lineStart;
        const qsizetype newline = bytes.indexOf('\n', at);
        lineEnd = newline < 0 ? bytes.size() : newline;
    }
    qint64 lineNumber()
    {
        line += countNewlines(bytes.sliced(counted, lineStart - counted));
        counted = lineStart;
        return line;
    }
};

bool PatternSet::holds(const Literal &literal, QByteArrayView bytes, qsizetype at) const
{
    const qsizetype start = at - literal.pair;
    if (start < 0 || start + literal.bytes.size() > bytes.size())
        return false;
    const char *const place = bytes.data() + start;
    if (!literal.caseInsensitive)
        return std::memcmp(place, literal.bytes.constData(), size_t(literal.bytes.size())) == 0;
    return std::equal(literal.bytes.begin(), literal.bytes.end(), place,
                      [](char wanted, char c) { return wanted == lower(c); });
}

void PatternSet::tryLiterals(Cursor &cursor, qsizetype at)
{
    for (const Literal &literal : m_literals[m_buckets[pairAt(cursor.bytes.data() + at)]]) {
        if (!holds(literal, cursor.bytes, at))
            continue;
        cursor.moveTo(at);
        qsizetype &tried = m_tried[size_t(literal.pattern)];
        if (tried == cursor.lineStart)
            continue;
        tried = cursor.lineStart;
        const QByteArrayView text = withoutCarriageReturn(
            cursor.bytes.sliced(cursor.lineStart, cursor.lineEnd - cursor.lineStart));
        if (m_patterns[size_t(literal.pattern)]->matches(text))
            cursor.hits.push_back({literal.pattern, cursor.lineNumber(), text});
    }
}

// Every place that the table suspects.
void PatternSet::searchTable(Cursor &cursor)
{
    const std::uint8_t *const table = m_suspects.data();
    const char *const data = cursor.bytes.data();
    const qsizetype size = cursor.bytes.size();
    qsizetype at = 0;
    for (; size - at > 8; at += 8) {
        std::uint8_t any = 0;
        for (int i = 0; i < 8; ++i)
            any |= table[pairAt(data + at + i)];
        if (!any) [[likely]]
            continue;
        for (int i = 0; i < 8; ++i) {
            if (table[pairAt(data + at + i)])
                tryLiterals(cursor, at + i);
        }
    }
    for (; size - at > 1; ++at) {
        if (table[pairAt(data + at)])
            tryLiterals(cursor, at);
    }
}

// The lines that hold the one text that is needed.
void PatternSet::searchNeeded(Cursor &cursor)
{
    const int pattern = m_literals.back().front().pattern;
    m_finder.start(cursor.bytes);
    for (qsizetype at = m_finder.next(0); at >= 0; at = m_finder.next(cursor.lineEnd)) {
        cursor.moveTo(at);
        const QByteArrayView text = withoutCarriageReturn(
            cursor.bytes.sliced(cursor.lineStart, cursor.lineEnd - cursor.lineStart));
        if (m_patterns[size_t(pattern)]->matches(text))
            cursor.hits.push_back({pattern, cursor.lineNumber(), text});
        if (cursor.lineEnd >= cursor.bytes.size())
            break;
    }
}

qint64 PatternSet::search(QByteArrayView lines, qint64 line, std::vector<Hit> &hits)
{
    if (m_single)
        return searchOne(lines, line, hits);
    const qint64 always = m_always.empty() ? -1 : searchAlways(lines, line, hits);
    Cursor cursor{lines, hits, 0, -1, 0, line};
    if (!m_finder.isNull()) {
        searchNeeded(cursor);
    } else if (!m_suspects.empty()) {
        std::fill(m_tried.begin(), m_tried.end(), -1);
        searchTable(cursor);
    }
    if (always >= 0)
        return always;
    return cursor.line - line + countNewlines(lines.sliced(cursor.counted))
        + (lines.isEmpty() || lines.endsWith('\n') ? 0 : 1);
}

qint64 PatternSet::searchAlways(QByteArrayView lines, qint64 line, std::vector<Hit> &hits)
{
    const qint64 before = line;
    for (qsizetype at = 0; at < lines.size(); ++line) {
        const qsizetype newline = lines.indexOf('\n', at);
        const qsizetype end = newline < 0 ? lines.size() : newline;
        const QByteArrayView text = withoutCarriageReturn(lines.sliced(at, end - at));
        for (const Always &always : m_always) {
            const bool suspected = always.all
                || (text.isEmpty() ? always.onEmpty : always.first[uchar(text[0])]);
            if (suspected && m_patterns[size_t(always.pattern)]->matches(text))
                hits.push_back({always.pattern, line, text});
        }
        at = end + 1;
    }
    return line - before;
}

std::optional<BytePattern::Match> PatternSet::firstOf(QByteArrayView lines, qsizetype from)
{
    if (m_finder.isNull())
        return m_patterns.front()->code()->find(lines, from);
    const qsizetype start = m_finder.next(from);
    return start < 0 ? std::nullopt
                     : std::optional(BytePattern::Match{start, start + m_finder.size()});
}

qint64 PatternSet::searchOne(QByteArrayView lines, qint64 line, std::vector<Hit> &hits)
{
    const qint64 before = line;
    const qsizetype size = lines.size();
    if (!m_finder.isNull())
        m_finder.start(lines);
    qsizetype at = 0;
    while (at < size) {
        const auto match = firstOf(lines, at);
        const qsizetype stop = match ? match->start : size;
        line += countNewlines(lines.sliced(at, stop - at));
        if (!match)
            break;
        qsizetype start = stop;
        while (start > at && lines[start - 1] != '\n')
            --start;
        const qsizetype newline = lines.indexOf('\n', match->end);
        const qsizetype end = newline < 0 ? lines.size() : newline;
        hits.push_back({0, line, withoutCarriageReturn(lines.sliced(start, end - start))});
        at = newline < 0 ? lines.size() : newline + 1;
        if (newline >= 0)
            ++line;
    }
    if (!lines.endsWith('\n') && !lines.isEmpty())
        ++line;
    return line - before;
}

void PatternSet::searchLine(QByteArrayView text, qint64 line, std::vector<Hit> &hits)
{
    if (!text.isEmpty()) {
        search(text, line, hits);
        return;
    }
    for (const Always &always : m_always) {
        if ((always.all || always.onEmpty) && m_patterns[size_t(always.pattern)]->matches(text))
            hits.push_back({always.pattern, line, text});
    }
}

} // namespace CommandRunner
