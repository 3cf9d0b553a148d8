// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/linesweep.h"

#include "core/output/escapesequence.h"
#include "core/output/outputdocument.h"

#include <QHash>

#include <algorithm>
#include <cstring>

namespace CommandRunner {

namespace {

constexpr qint64 windowBytes = 1 << 20;
constexpr qint64 longLine = OutputDocument::maximumLineBytes;
constexpr QByteArrayView takenOut = "\x02"; // no text of a terminal holds it

enum class Looks { Plain, Coloured, Other };

// Plain: printable ASCII, which shows as it is. Coloured: with escapes among it.
Looks looksOf(QByteArrayView bytes)
{
    bool escapes = false;
    for (const char c : bytes) {
        if (c >= 0x20 && c < 0x7f)
            continue;
        if (c != 0x1b)
            return Looks::Other;
        escapes = true;
    }
    return escapes ? Looks::Coloured : Looks::Plain;
}

// Drops what only gives colours; false: there are other sequences.
bool dropColours(QByteArrayView bytes, QByteArray &text)
{
    text.resize(0);
    qsizetype at = 0;
    while (at < bytes.size()) {
        const void *found = std::memchr(bytes.data() + at, 0x1b, size_t(bytes.size() - at));
        const qsizetype escape = found ? static_cast<const char *>(found) - bytes.data()
                                       : bytes.size();
        text.append(bytes.data() + at, escape - at);
        at = escape;
        if (at == bytes.size())
            break;
        ++at;
        const EscapeSequence sequence = readEscapeSequence(bytes, at);
        if (!sequence.ended || sequence.kind != EscapeSequence::Kind::Control
            || sequence.final != 'm')
            return false;
    }
    return true;
}

} // namespace

LineSweep::LineSweep(const LogSnapshot &log)
    : m_log(log),
      m_file(log.source.logPath),
      m_records(log.source.indexPath),
      m_window(windowBytes, Qt::Uninitialized)
{
    m_file.size();
    if (log.alternateScreen)
        m_records.refresh();
}

bool LineSweep::next()
{
    if (m_line + 1 >= m_log.index.lineCount())
        return false;
    ++m_line;
    m_start = m_next;
    m_restHash = 0;
    const IndexGap &gap = m_log.index.gap();
    if (m_line == gap.line) {
        m_bytes = takenOut;
        m_next = gap.end;
    } else {
        findEnd();
        if (m_log.alternateScreen)
            passStates();
    }
    return true;
}

// Reads on from the line's beginning; false: nothing more can be read.
bool LineSweep::fill()
{
    const qint64 kept = std::max<qint64>(0, m_windowStart + m_windowSize - m_start);
    if (kept > 0)
        std::memmove(m_window.data(), m_window.data() + (m_start - m_windowStart), size_t(kept));
    m_windowStart = m_start;
    const qint64 wanted = std::min(windowBytes, m_log.index.byteCount() - m_start) - kept;
    const qint64 got = wanted > 0 ? m_file.read(m_start + kept, m_window.data() + kept, wanted) : 0;
    m_windowSize = kept + got;
    return got > 0;
}

void LineSweep::findEnd()
{
    const auto &breaks = m_log.index.breaks();
    while (m_break < breaks.size() && breaks[m_break] <= m_start)
        ++m_break;
    const qint64 limit = m_break < breaks.size() ? breaks[m_break] : m_log.index.byteCount();
    qint64 searched = m_start;
    for (;;) {
        const qint64 end = std::min(m_windowStart + m_windowSize, limit);
        if (searched < end) {
            const char *from = m_window.constData() + (searched - m_windowStart);
            if (const void *found = std::memchr(from, '\n', size_t(end - searched))) {
                const qint64 newline = searched + (static_cast<const char *>(found) - from);
                m_next = newline + 1;
                m_bytes = QByteArrayView(m_window).sliced(m_start - m_windowStart,
                                                          newline - m_start);
                if (m_bytes.endsWith('\r'))
                    m_bytes.chop(1);
                break;
            }
            searched = end;
        }
        if (searched >= limit || !fill()) {
            m_next = limit;
            const qint64 there = std::max<qint64>(0, std::min(searched, limit) - m_start);
            if (there >= windowBytes)
                return takeLongLine();
            m_bytes = QByteArrayView(m_window).sliced(m_start - m_windowStart, there);
            break;
        }
    }
    if (m_bytes.size() <= longLine)
        return;
    for (qint64 at = longLine; at < m_bytes.size(); at += longLine) {
        m_restHash = qHashBits(m_bytes.data() + at, size_t(std::min(longLine, m_bytes.size() - at)),
                               m_restHash | 1);
    }
    m_bytes = m_bytes.first(longLine);
}

// A line that no window holds: its beginning is kept, the rest goes into the hash.
void LineSweep::takeLongLine()
{
    m_long = m_window.first(longLine);
    m_bytes = m_long;
    const auto &breaks = m_log.index.breaks();
    const qint64 limit = m_break < breaks.size() ? breaks[m_break] : m_log.index.byteCount();
    QByteArray piece(longLine, Qt::Uninitialized);
    for (qint64 at = m_start + longLine; at < limit;) {
        qint64 size = m_file.read(at, piece.data(), std::min(longLine, limit - at));
        if (size <= 0) {
            m_next = limit;
            break;
        }
        const void *found = std::memchr(piece.constData(), '\n', size_t(size));
        if (found)
            size = static_cast<const char *>(found) - piece.constData();
        const bool carriage = found && size > 0 && piece[size - 1] == '\r';
        m_restHash = qHashBits(piece.constData(), size_t(carriage ? size - 1 : size),
                               m_restHash | 1);
        m_next = at + size + (found ? 1 : 0);
        if (found)
            break;
        at += size;
    }
    m_windowSize = 0; // what it holds lies behind us
}

// Takes up what the line's stream was left with by the lines before.
void LineSweep::passStates()
{
    TerminalCarry &carry = m_carries[m_records.covering(m_start).stream - 1];
    m_state = carry.state();
    if (m_bytes.contains('\x1b')) {
        carry.take(m_bytes);
        carry.endLine();
    }
}

QByteArrayView LineSweep::text()
{
    if (m_bytes.data() == takenOut.data())
        return takenOut;
    if (const auto shown = m_log.looks.shown(m_line)) {
        m_text = decodeTerminalLine(*shown).text.toUtf8();
        return m_text;
    }
    if (!m_log.alternateScreen) {
        const Looks looks = looksOf(m_bytes);
        if (looks == Looks::Plain)
            return m_bytes;
        if (looks == Looks::Coloured && dropColours(m_bytes, m_text))
            return m_text;
    }
    m_text = decodeTerminalLine(m_bytes, m_state).text.toUtf8();
    return m_text;
}

} // namespace CommandRunner
