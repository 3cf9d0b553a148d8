// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/logtextsearch.h"

#include "core/output/logfile.h"
#include "core/output/logtextreader.h"
#include "core/output/terminaltext.h"

#include <QFileInfo>

#include <algorithm>
#include <cstring>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownBefore = 200; // bytes before a match in a long line
constexpr int mostTries = 20;          // of matches that are none

// Bytes that a terminal would not just show.
bool hasControls(QByteArrayView bytes)
{
    return std::any_of(bytes.begin(), bytes.end(),
                       [](char c) { return (uchar(c) < 0x20 && c != '\t') || c == 0x7f; });
}

bool isInsideCharacter(QByteArrayView bytes, qsizetype at)
{
    return at > 0 && at < bytes.size() && (uchar(bytes[at]) & 0xc0) == 0x80;
}

// In place: the room stays.
void dropFirst(QByteArray &text, qsizetype bytes)
{
    std::memmove(text.data(), text.constData() + bytes, size_t(text.size() - bytes));
    text.truncate(text.size() - bytes);
}

std::optional<Error> openError(const QString &logPath)
{
    if (!logFileExists(logPath))
        return Error{ErrorCode::NotFound, logPath, u"no such log"_s};
    if (const QFileInfo plain(logPath); plain.exists() && !plain.isReadable())
        return Error{ErrorCode::PermissionDenied, logPath, u"it cannot be opened"_s};
    return std::nullopt;
}

} // namespace

// Through one log.
struct LogTextSearch::Pass {
    qint64 limit = 0;
    const std::function<void(FoundLine)> &found;
    QByteArray text;        // what was not searched yet: an open line, and then what is read
    qint64 line = 0;        // the number of the line at its beginning
    bool isLong = false;    // the text goes on with a line of which a piece was searched …
    bool longFound = false; // … and found
    qint64 lines = 0;       // that were found

    bool isFull() const { return lines >= limit; }
};

LogTextSearch::LogTextSearch(const FindQuery &query) : m_marker(query)
{
    if (query.isEmpty() || problemOf(query))
        return;
    const LinePattern pattern = linePatternOf(query);
    m_patterns = PatternSet({std::make_shared<CompiledPattern>(pattern)});
    if (!pattern.regex) // another case may be longer in UTF-8
        m_overlap = std::min(4 * pattern.text.toUtf8().size(), longestLine / 2);
}

LogTextSearch::Report LogTextSearch::search(const Log &log, qint64 limit,
                                            const std::function<void(FoundLine)> &found,
                                            const std::function<bool(qint64)> &wanted)
{
    Report report;
    if (m_marker.isEmpty() || limit <= 0)
        return report;
    report.error = openError(log.logPath);
    if (report.error)
        return report;
    LogTextReader reader(log.logPath, log.indexPath, log.encoding);
    Pass pass{.limit = limit, .found = found};
    pass.text.reserve(2 * LogTextReader::chunkBytes);
    std::vector<qsizetype> breaks;
    bool goesOn = true;
    while (goesOn && !pass.isFull()) {
        const LogTextReader::Got got = reader.read(pass.text, breaks);
        if (got == LogTextReader::Got::Text) {
            searchText(pass, breaks);
        } else {
            endLine(pass);
            pass.line = reader.gapLine();
        }
        goesOn = wanted(reader.position() - report.bytes) && got != LogTextReader::Got::End;
        report.bytes = reader.position();
        if (got == LogTextReader::Got::End && report.bytes < reader.size())
            report.error = Error{reader.isDamaged() ? ErrorCode::Corrupt : ErrorCode::Io,
                                 log.logPath,
                                 u"it cannot be read behind byte %1"_s.arg(report.bytes)};
    }
    if (!report.error && reader.isDamaged())
        report.error = Error{ErrorCode::Corrupt, log.logPath, u"a part of it cannot be read"_s};
    report.lines = pass.lines;
    report.limited = pass.isFull();
    return report;
}

// All lines that are whole; the open one stays.
void LogTextSearch::searchText(Pass &pass, const std::vector<qsizetype> &breaks)
{
    qsizetype done = 0;
    for (const qsizetype place : breaks) {
        searchPart(pass, done, place);
        done = place;
    }
    const qsizetype whole = QByteArrayView(pass.text).lastIndexOf('\n') + 1;
    if (whole > done) {
        searchPart(pass, done, whole);
        done = whole;
    }
    dropFirst(pass.text, done);
    if (pass.text.size() >= longestLine)
        searchLongLine(pass);
}

// Whole lines, the last one perhaps without its newline.
void LogTextSearch::searchPart(Pass &pass, qsizetype from, qsizetype to)
{
    if (pass.isFull())
        return;
    if (pass.isLong) { // its last piece
        const QByteArrayView all = QByteArrayView(pass.text).first(to);
        const qsizetype newline = all.indexOf('\n', from);
        const qsizetype end = newline < 0 ? to : newline + 1;
        m_hits.clear();
        if (m_overlap > 0 && !pass.longFound)
            m_patterns.search(all.sliced(from, end - from), pass.line, m_hits);
        take(pass);
        pass.isLong = pass.longFound = false;
        ++pass.line;
        from = end;
    }
    m_hits.clear();
    const QByteArrayView lines = QByteArrayView(pass.text).sliced(from, to - from);
    const qint64 count = lines.isEmpty() ? 0 : m_patterns.search(lines, pass.line, m_hits);
    take(pass);
    pass.line += count;
}

void LogTextSearch::searchLongLine(Pass &pass)
{
    m_hits.clear();
    if (!pass.longFound && (!pass.isLong || m_overlap > 0))
        m_patterns.search(pass.text, pass.line, m_hits);
    const qint64 before = pass.lines;
    take(pass);
    pass.longFound = pass.longFound || pass.lines > before;
    pass.isLong = true;
    dropFirst(pass.text, pass.text.size() - m_overlap);
}

void LogTextSearch::endLine(Pass &pass)
{
    if (!pass.text.isEmpty())
        searchPart(pass, 0, pass.text.size());
    pass.text.clear();
    pass.isLong = pass.longFound = false;
}

void LogTextSearch::take(Pass &pass)
{
    for (const PatternSet::Hit &hit : m_hits) {
        if (pass.isFull())
            return;
        auto found = foundIn(hit.text);
        if (!found)
            continue;
        found->line = hit.line;
        found->cutBefore = found->cutBefore || pass.isLong;
        ++pass.lines;
        pass.found(*std::move(found));
    }
}

std::optional<FoundLine> LogTextSearch::foundIn(QByteArrayView line) const
{
    const auto &code = m_patterns.patterns().front()->code();
    qsizetype from = 0;
    for (int tries = 0; tries < mostTries && from <= line.size(); ++tries) {
        const auto match = code->find(line, from);
        if (!match)
            break;
        if (auto found = around(line, *match))
            return found;
        from = std::max(match->end, match->start + 1);
    }
    return std::nullopt;
}

// Empty: nobody would see that match.
std::optional<FoundLine> LogTextSearch::around(QByteArrayView line, BytePattern::Match match) const
{
    qsizetype from = 0;
    qsizetype to = line.size();
    if (to > shownBytes) {
        from = std::max<qsizetype>(0, match.start - shownBefore);
        to = std::min(line.size(), from + shownBytes);
        while (isInsideCharacter(line, from))
            ++from;
        while (to > from && isInsideCharacter(line, to))
            --to;
    }
    FoundLine found;
    found.cutBefore = from > 0;
    found.cutBehind = to < line.size();
    if (!hasControls(line.sliced(from, to - from))) {
        const qsizetype end = std::clamp(match.end, match.start, to);
        found.text = QString::fromUtf8(line.sliced(from, to - from));
        found.start = QString::fromUtf8(line.sliced(from, match.start - from)).size();
        found.length = QString::fromUtf8(line.sliced(match.start, end - match.start)).size();
        return found;
    }
    // The version of the line that has the match: what a carriage return ends is written over.
    const qsizetype before = match.start > from
        ? line.sliced(from, match.start - from).lastIndexOf('\r')
        : -1;
    if (before >= 0)
        from += before + 1;
    const qsizetype behind = line.first(to).indexOf('\r', std::min(match.end, to));
    if (behind >= 0)
        to = behind;
    found.text = plainTerminalText(line.sliced(from, to - from));
    const QList<FindMarker::Place> places = m_marker.placesIn(found.text);
    if (places.isEmpty())
        return std::nullopt;
    found.start = places.first().start;
    found.length = places.first().length;
    return found;
}

} // namespace CommandRunner
