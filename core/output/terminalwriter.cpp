// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/terminalwriter.h"

#include "core/output/utf8decoder.h"

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr uchar escape = 0x1b;

bool isPrintable(char c)
{
    return c >= 0x20 && c < 0x7f;
}

// Marks that turn the direction of what follows, and separators that a text layout would obey.
bool mustBeSpelled(char32_t c)
{
    return (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool vanishes(uchar c)
{
    return c == 0x07 || (c >= 0x0b && c <= 0x0f) || c == 0x11 || c == 0x13 || c == 0x18 || c == 0x1a
        || c == '\n' || c == 0x7f;
}

} // namespace

TerminalWriter::TerminalWriter(const TerminalState &start)
    : m_alternateScreen(start.alternateScreen)
{
    m_cells.setStyle(start.style);
}

TerminalWriter::~TerminalWriter() = default;

void TerminalWriter::reset(const TerminalState &start)
{
    endLine();
    m_alternateScreen = start.alternateScreen;
    m_cells = {};
    m_cells.setStyle(start.style);
}

void TerminalWriter::endLine()
{
    m_pending.clear();
    m_inString = false;
    m_elsewhere = false;
}

void TerminalWriter::write(QByteArrayView bytes, bool more)
{
    QByteArray joined;
    if (!m_pending.isEmpty()) {
        joined = m_pending + bytes.toByteArray();
        bytes = joined;
        m_pending.clear();
    }
    if (m_inString)
        bytes = bytes.sliced(skipString(bytes));
    const QByteArrayView rest = bytes.sliced(obey(bytes, more));
    if (!more) {
        m_inString = false;
    } else if (rest.size() <= maximumPending) {
        m_pending = rest.toByteArray();
    } else {
        m_inString = true; // only strings are that long
    }
}

qsizetype TerminalWriter::skipString(QByteArrayView bytes)
{
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const uchar c = uchar(bytes[at]);
        if (c == 0x07 || c == 0x18 || c == 0x1a || c == escape) {
            m_inString = false;
            return c == escape ? at : at + 1;
        }
    }
    return bytes.size();
}

// How many bytes were dealt with: all, unless `more` and the last sequence is not complete.
qsizetype TerminalWriter::obey(QByteArrayView bytes, bool more)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype start = at;
        while (at < bytes.size() && isPrintable(bytes[at]))
            ++at;
        if (at > start) {
            if (isShown())
                m_cells.putAscii(bytes.sliced(start, at - start));
            continue;
        }
        const uchar c = uchar(bytes[at]);
        if (c < 0x20 || c == 0x7f) {
            ++at;
            if (c != escape) {
                obeyControl(c);
                continue;
            }
            const EscapeSequence sequence = readEscapeSequence(bytes, at);
            if (!sequence.ended && more)
                return start;
            obeySequence(sequence);
            continue;
        }
        if (more && bytes.size() - start < 4 && isUnfinishedUtf8(bytes.sliced(start)))
            return start;
        const char32_t character = nextUtf8(bytes, at);
        if (character < 0x80 || character >= 0xa0) {
            putCharacter(bytes, start, at, character);
            continue;
        }
        EscapeSequence sequence; // the C1 forms of the escape sequences
        if (character == 0x9b)
            sequence = readControlSequence(bytes, at);
        else if (character == 0x9d)
            sequence = readControlString(bytes, at, EscapeSequence::Kind::Command);
        else if (character == 0x90 || character == 0x98 || character == 0x9e || character == 0x9f)
            sequence = readControlString(bytes, at, EscapeSequence::Kind::String);
        if (!sequence.ended && more)
            return start;
        obeySequence(sequence);
    }
    return at;
}

void TerminalWriter::putCharacter(QByteArrayView bytes, qsizetype start, qsizetype end,
                                  char32_t character)
{
    if (!isShown())
        return;
    const QByteArrayView source = bytes.sliced(start, end - start);
    if (character == 0xfffd && source != QByteArrayView("\xef\xbf\xbd"))
        m_cells.putInvalid(source);
    else if (mustBeSpelled(character))
        m_cells.spell(character);
    else
        m_cells.put(character);
}

void TerminalWriter::obeyControl(uchar c)
{
    if (!isShown())
        return;
    switch (c) {
    case '\r':
        m_cells.moveTo(0);
        break;
    case '\b':
        m_cells.moveBy(-1);
        break;
    case '\t':
        m_cells.tab();
        break;
    default:
        if (!vanishes(c))
            m_cells.put(char32_t(0x2400 + c));
    }
}

void TerminalWriter::obeySequence(const EscapeSequence &sequence)
{
    using Kind = EscapeSequence::Kind;
    TerminalState lasting{m_cells.style(), m_alternateScreen};
    applyLasting(lasting, sequence);
    m_alternateScreen = lasting.alternateScreen;
    if (lasting.style != m_cells.style())
        m_cells.setStyle(lasting.style);
    if (m_alternateScreen)
        return;
    if (sequence.kind == Kind::Simple)
        obeySimple(sequence.final);
    else if (sequence.kind == Kind::Control && !sequence.isPrivate && sequence.final != 'm')
        obeyControlSequence(sequence.final, EscapeParameters(sequence.text));
    else if (sequence.kind == Kind::Command)
        obeyCommand(sequence.text);
}

void TerminalWriter::obeySimple(char final)
{
    switch (final) {
    case '7':
        saveCursor();
        break;
    case '8':
        restoreCursor();
        break;
    case 'M':
        moveRows(-1);
        break;
    case 'D':
        moveRows(1);
        break;
    case 'E':
        m_cells.moveTo(0);
        moveRows(1);
        break;
    default:
        break;
    }
}

void TerminalWriter::obeyControlSequence(char final, const EscapeParameters &parameters)
{
    if (final == 'u') {
        restoreCursor();
        return;
    }
    if (m_elsewhere)
        return;
    const int count = parameters.countAt(0);
    switch (final) {
    case 'A':
        moveRows(-count);
        break;
    case 'B':
    case 'e':
        moveRows(count);
        break;
    case 'C':
    case 'a':
        m_cells.moveBy(count);
        break;
    case 'D':
        m_cells.moveBy(-count);
        break;
    case 'E':
    case 'F':
        m_cells.moveTo(0);
        moveRows(final == 'E' ? count : -count);
        break;
    case 'G':
    case '`':
        m_cells.moveTo(count - 1);
        break;
    case 'H':
    case 'd':
    case 'f':
        obeyPlacing(parameters);
        break;
    case 'J':
        if (parameters.at(0) == 0) {
            m_cells.eraseToEnd();
            eraseBelow();
        } else if (parameters.at(0) == 2) {
            // The screen was cleared; of what scrolled by, only this row was on it for sure.
            m_cells.eraseAll();
            m_cells.moveTo(0);
        }
        break;
    case 'K':
        if (parameters.at(0) == 0)
            m_cells.eraseToEnd();
        else if (parameters.at(0) == 1)
            m_cells.eraseToCursor();
        else if (parameters.at(0) == 2)
            m_cells.eraseAll();
        break;
    case 'P':
        m_cells.deleteForward(count);
        break;
    case 'X':
        m_cells.eraseForward(count);
        break;
    case 's':
        saveCursor();
        break;
    default:
        break;
    }
}

// A place counted from the top of a screen that is not known here. With the cursor saved before it,
// it is a status bar (apt draws one), which does not belong to the text. Else text goes on where
// nothing is overwritten.
void TerminalWriter::obeyPlacing(const EscapeParameters &parameters)
{
    if (m_saved)
        m_elsewhere = true;
    else
        m_cells.moveTo(std::max<qint64>(m_cells.columns(), parameters.countAt(1) - 1));
}

void TerminalWriter::obeyCommand(QByteArrayView text)
{
    if (!text.startsWith("8;"))
        return;
    const qsizetype separator = text.indexOf(';', 2);
    if (separator >= 0)
        m_cells.setLink(QString::fromUtf8(text.sliced(separator + 1)));
}

void TerminalWriter::saveCursor()
{
    m_saved = Saved{m_cells.column(), m_cells.style()};
}

void TerminalWriter::restoreCursor()
{
    if (!m_saved)
        return;
    m_elsewhere = false;
    m_cells.moveTo(m_saved->column);
    m_cells.setStyle(m_saved->style);
}

void TerminalWriter::moveRows(qint64) {}

void TerminalWriter::eraseBelow() {}

} // namespace CommandRunner
