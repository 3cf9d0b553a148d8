// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/terminalline.h"

#include "core/output/characterwidth.h"

#include <QChar>

#include <algorithm>

namespace CommandRunner {

namespace {

// A cell that holds bytes which are no character: how many, and which.
constexpr char32_t invalidMark = 0x80000000;

constexpr char32_t dottedCircle = 0x25cc; // carries a mark that stands alone (Unicode 2.11)
constexpr char16_t nonJoiner = 0x200c;

bool isInvalid(char32_t character)
{
    return (character & invalidMark) != 0;
}

char32_t lastCharacter(const QString &text)
{
    const qsizetype last = text.size() - 1;
    if (last > 0 && text[last].isLowSurrogate())
        return QChar::surrogateToUcs4(text[last - 1], text[last]);
    return text[last].unicode();
}

QByteArray invalidBytes(char32_t character)
{
    QByteArray result;
    for (int i = int(character >> 24 & 3) - 1; i >= 0; --i)
        result.append(char(character >> (8 * i)));
    return result;
}

} // namespace

void TerminalCells::setLink(const QString &link)
{
    m_link = link;
    m_styleChanged = true;
}

qint32 TerminalCells::look()
{
    if (m_styleChanged) {
        m_styleChanged = false;
        const Look wanted{m_style, m_link};
        if (wanted == m_looks.front()) {
            m_look = 0;
        } else if (!(wanted == m_looks[size_t(m_look)])) {
            m_look = qint32(m_looks.size());
            m_looks.push_back(wanted);
        }
    }
    return m_look;
}

void TerminalCells::clearHalf(qsizetype column)
{
    if (column >= 0 && size_t(column) < m_cells.size()) {
        Cell &cell = m_cells[size_t(column)];
        cell.character = U' ';
        cell.joined = -1;
        cell.width = Narrow;
    }
}

bool TerminalCells::join(char32_t character)
{
    qsizetype column = m_column - 1;
    if (column < 0 || size_t(column) >= m_cells.size())
        return false;
    if (m_cells[size_t(column)].width == RightHalf)
        --column;
    Cell &cell = m_cells[size_t(column)];
    const bool single = cell.joined < 0;
    const char32_t last = single ? cell.character : lastCharacter(m_joined[size_t(cell.joined)]);
    if (isInvalid(cell.character) || !joinsCluster(cell.character, last, single, character))
        return false;
    if (single) {
        cell.joined = qint32(m_joined.size());
        m_joined.emplace_back();
    }
    m_joined[size_t(cell.joined)] += QChar::fromUcs4(character);
    if (character == emojiPresentation && single && cell.width == Narrow && cell.character >= 0xa9
        && m_column < maximumColumns) {
        const Cell narrow = cell;
        m_column = column;
        place(2) = narrow;
        m_cells[size_t(column)].width = Wide;
    }
    return true;
}

TerminalCells::Cell &TerminalCells::place(int columns)
{
    m_rewritten = m_rewritten || size_t(m_column) < m_cells.size();
    if (m_cells.size() < size_t(m_column + columns))
        m_cells.resize(size_t(m_column + columns));
    if (m_cells[size_t(m_column)].width == RightHalf)
        clearHalf(m_column - 1);
    const qsizetype last = m_column + columns - 1;
    if (m_cells[size_t(last)].width == Wide)
        clearHalf(last + 1);
    Cell &cell = m_cells[size_t(m_column)];
    cell.joined = -1;
    cell.look = look();
    cell.width = columns == 2 ? Wide : Narrow;
    if (columns == 2) {
        m_cells[size_t(last)] = cell;
        m_cells[size_t(last)].width = RightHalf;
    }
    m_column += columns;
    return cell;
}

void TerminalCells::put(char32_t character)
{
    if (character >= 0x300 && join(character))
        return;
    const int columns = character < 0x300 ? 1 : terminalColumns(character);
    if (columns > 0) {
        if (m_column + columns <= maximumColumns)
            place(columns).character = character;
    } else if (QChar::category(character) != QChar::Other_Format && m_column < maximumColumns) {
        place(1).character = dottedCircle; // a mark with nothing to join
        join(character);
    }
}

void TerminalCells::putAscii(QByteArrayView text)
{
    qsizetype done = 0;
    for (; done < text.size() && size_t(m_column) < m_cells.size(); ++done)
        put(char32_t(uchar(text[done])));
    const qsizetype count = std::min(text.size() - done, maximumColumns - m_column);
    if (count <= 0)
        return;
    m_cells.resize(size_t(m_column + count));
    const qint32 current = look();
    for (qsizetype i = 0; i < count; ++i) {
        Cell &cell = m_cells[size_t(m_column + i)];
        cell.character = char32_t(uchar(text[done + i]));
        cell.look = current;
    }
    m_column += count;
}

void TerminalCells::putInvalid(QByteArrayView bytes)
{
    if (m_column >= maximumColumns)
        return;
    char32_t packed = 0;
    for (const char byte : bytes)
        packed = packed << 8 | uchar(byte);
    place(1).character = invalidMark | char32_t(bytes.size()) << 24 | packed;
}

void TerminalCells::spell(char32_t character)
{
    const TerminalStyle before = m_style;
    TerminalStyle inverse = m_style;
    inverse.inverse = !inverse.inverse;
    setStyle(inverse);
    putAscii("<U+" + QByteArray::number(uint(character), 16).toUpper().rightJustified(4, '0')
             + '>');
    setStyle(before);
}

void TerminalCells::moveTo(qint64 column)
{
    m_column = qsizetype(std::clamp<qint64>(column, 0, maximumColumns));
}

void TerminalCells::eraseToEnd()
{
    if (size_t(m_column) >= m_cells.size())
        return;
    m_rewritten = true;
    if (m_cells[size_t(m_column)].width == RightHalf)
        clearHalf(m_column - 1);
    m_cells.resize(size_t(m_column));
}

void TerminalCells::eraseToCursor()
{
    const qsizetype end = std::min(m_column + 1, qsizetype(m_cells.size()));
    m_rewritten = m_rewritten || end > 0;
    if (end > 0 && m_cells[size_t(end - 1)].width == Wide)
        clearHalf(end);
    std::fill_n(m_cells.begin(), end, Cell());
}

void TerminalCells::eraseAll()
{
    m_rewritten = m_rewritten || !m_cells.empty();
    m_cells.clear();
}

void TerminalCells::eraseForward(qint64 columns)
{
    const qsizetype end = qsizetype(std::min<qint64>(m_column + std::max<qint64>(columns, 1),
                                                     qint64(m_cells.size())));
    if (m_column >= end)
        return;
    m_rewritten = true;
    if (m_cells[size_t(m_column)].width == RightHalf)
        clearHalf(m_column - 1);
    if (m_cells[size_t(end - 1)].width == Wide)
        clearHalf(end);
    std::fill(m_cells.begin() + m_column, m_cells.begin() + end, Cell());
}

void TerminalCells::deleteForward(qint64 columns)
{
    eraseForward(columns);
    const qsizetype end = qsizetype(std::min<qint64>(m_column + std::max<qint64>(columns, 1),
                                                     qint64(m_cells.size())));
    if (m_column < end)
        m_cells.erase(m_cells.begin() + m_column, m_cells.begin() + end);
}

void TerminalCells::appendText(TerminalLine &line, const Cell &cell, const Cell *before) const
{
    const bool invalid = isInvalid(cell.character);
    const char32_t character = invalid ? char32_t(QChar::ReplacementCharacter) : cell.character;
    if (character >= 0x300 && before && !isInvalid(before->character)) {
        // Neighbours that did not meet in time must not become one.
        const bool single = before->joined < 0;
        const char32_t last = single ? before->character
                                     : lastCharacter(m_joined[size_t(before->joined)]);
        if (joinsCluster(before->character, last, single, character))
            line.text += QChar(nonJoiner);
    }
    if (invalid)
        line.invalid.append({line.text.size(), invalidBytes(cell.character)});
    if (character < 0x10000)
        line.text += QChar(char16_t(character));
    else
        line.text += QChar::fromUcs4(character);
    if (cell.joined >= 0)
        line.text += m_joined[size_t(cell.joined)];
}

TerminalLine TerminalCells::result() const
{
    TerminalLine line;
    line.rewritten = m_rewritten;
    line.cursorColumn = m_column;
    line.text.reserve(qsizetype(m_cells.size()));
    qint32 current = 0;
    const Cell *before = nullptr;
    for (const Cell &cell : m_cells) {
        if (cell.width == RightHalf)
            continue;
        const qsizetype start = line.text.size();
        appendText(line, cell, before);
        before = &cell;
        if (cell.look != 0) {
            const Look &look = m_looks[size_t(cell.look)];
            if (cell.look == current || (current != 0 && look == m_looks[size_t(current)])) {
                line.spans.last().length += line.text.size() - start;
            } else {
                line.spans.append({start, line.text.size() - start, look.style, look.link});
            }
        }
        current = cell.look;
    }
    return line;
}

} // namespace CommandRunner
