// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/terminalline.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace CommandRunner {

namespace {

struct Interval {
    char32_t first;
    char32_t last;
};

// East Asian Width W and F, and characters with emoji presentation, joined into few intervals
// (Unicode 15).
constexpr std::array wideIntervals = {
    Interval{0x1100, 0x115f},   Interval{0x231a, 0x231b},   Interval{0x2329, 0x232a},
    Interval{0x23e9, 0x23ec},   Interval{0x23f0, 0x23f0},   Interval{0x23f3, 0x23f3},
    Interval{0x25fd, 0x25fe},   Interval{0x2614, 0x2615},   Interval{0x2648, 0x2653},
    Interval{0x267f, 0x267f},   Interval{0x2693, 0x2693},   Interval{0x26a1, 0x26a1},
    Interval{0x26aa, 0x26ab},   Interval{0x26bd, 0x26be},   Interval{0x26c4, 0x26c5},
    Interval{0x26ce, 0x26ce},   Interval{0x26d4, 0x26d4},   Interval{0x26ea, 0x26ea},
    Interval{0x26f2, 0x26f3},   Interval{0x26f5, 0x26f5},   Interval{0x26fa, 0x26fa},
    Interval{0x26fd, 0x26fd},   Interval{0x2705, 0x2705},   Interval{0x270a, 0x270b},
    Interval{0x2728, 0x2728},   Interval{0x274c, 0x274c},   Interval{0x274e, 0x274e},
    Interval{0x2753, 0x2755},   Interval{0x2757, 0x2757},   Interval{0x2795, 0x2797},
    Interval{0x27b0, 0x27b0},   Interval{0x27bf, 0x27bf},   Interval{0x2b1b, 0x2b1c},
    Interval{0x2b50, 0x2b50},   Interval{0x2b55, 0x2b55},   Interval{0x2e80, 0x303e},
    Interval{0x3041, 0x33ff},   Interval{0x3400, 0x4dbf},   Interval{0x4e00, 0xa4cf},
    Interval{0xa960, 0xa97f},   Interval{0xac00, 0xd7a3},   Interval{0xf900, 0xfaff},
    Interval{0xfe10, 0xfe19},   Interval{0xfe30, 0xfe6f},   Interval{0xff01, 0xff60},
    Interval{0xffe0, 0xffe6},   Interval{0x16fe0, 0x18cff}, Interval{0x1aff0, 0x1b2ff},
    Interval{0x1f004, 0x1f004}, Interval{0x1f0cf, 0x1f0cf}, Interval{0x1f18e, 0x1f18e},
    Interval{0x1f191, 0x1f19a}, Interval{0x1f1e6, 0x1f1ff}, Interval{0x1f200, 0x1f320},
    Interval{0x1f32d, 0x1f335}, Interval{0x1f337, 0x1f37c}, Interval{0x1f37e, 0x1f393},
    Interval{0x1f3a0, 0x1f3ca}, Interval{0x1f3cf, 0x1f3d3}, Interval{0x1f3e0, 0x1f3f0},
    Interval{0x1f3f4, 0x1f3f4}, Interval{0x1f3f8, 0x1f43e}, Interval{0x1f440, 0x1f440},
    Interval{0x1f442, 0x1f4fc}, Interval{0x1f4ff, 0x1f53d}, Interval{0x1f54b, 0x1f54e},
    Interval{0x1f550, 0x1f567}, Interval{0x1f57a, 0x1f57a}, Interval{0x1f595, 0x1f596},
    Interval{0x1f5a4, 0x1f5a4}, Interval{0x1f5fb, 0x1f64f}, Interval{0x1f680, 0x1f6c5},
    Interval{0x1f6cc, 0x1f6cc}, Interval{0x1f6d0, 0x1f6d2}, Interval{0x1f6d5, 0x1f6d7},
    Interval{0x1f6dc, 0x1f6df}, Interval{0x1f6eb, 0x1f6ec}, Interval{0x1f6f4, 0x1f6fc},
    Interval{0x1f7e0, 0x1f7eb}, Interval{0x1f7f0, 0x1f7f0}, Interval{0x1f90c, 0x1f93a},
    Interval{0x1f93c, 0x1f945}, Interval{0x1f947, 0x1f9ff}, Interval{0x1fa70, 0x1faff},
    Interval{0x20000, 0x3fffd},
};

bool isRegionalIndicator(char32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

bool isEmojiModifier(char32_t c)
{
    return c >= 0x1f3fb && c <= 0x1f3ff;
}

constexpr char32_t zeroWidthJoiner = 0x200d;

} // namespace

int terminalColumns(char32_t character)
{
    if (character < 0x300)
        return 1;
    const auto found = std::lower_bound(wideIntervals.begin(), wideIntervals.end(), character,
                                        [](const Interval &interval, char32_t c) {
                                            return interval.last < c;
                                        });
    if (found != wideIntervals.end() && found->first <= character)
        return 2;
    switch (QChar::category(character)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return 0;
    default:
        // The vowels and finals of conjoining Hangul join the leading consonant.
        return character >= 0x1160 && character <= 0x11ff ? 0 : 1;
    }
}

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
    const bool joined = cell.joined >= 0;
    const bool afterJoiner = joined
        && m_joined[size_t(cell.joined)].endsWith(QChar(zeroWidthJoiner));
    const bool flag = isRegionalIndicator(character) && isRegionalIndicator(cell.character)
        && !joined;
    const bool modifier = isEmojiModifier(character) && cell.width == Wide;
    if (terminalColumns(character) != 0 && !flag && !modifier
        && !(afterJoiner && cell.width == Wide))
        return false;
    if (!joined) {
        cell.joined = qint32(m_joined.size());
        m_joined.emplace_back();
    }
    m_joined[size_t(cell.joined)] += QChar::fromUcs4(character);
    return true;
}

void TerminalCells::put(char32_t character)
{
    if (character >= 0x300 && join(character))
        return;
    const int columns = character < 0x300 ? 1 : std::max(1, terminalColumns(character));
    if (m_column + columns > maximumColumns)
        return;
    m_rewritten = m_rewritten || size_t(m_column) < m_cells.size();
    if (m_cells.size() < size_t(m_column + columns))
        m_cells.resize(size_t(m_column + columns));
    if (m_cells[size_t(m_column)].width == RightHalf)
        clearHalf(m_column - 1);
    const qsizetype last = m_column + columns - 1;
    if (m_cells[size_t(last)].width == Wide)
        clearHalf(last + 1);
    Cell &cell = m_cells[size_t(m_column)];
    cell.character = character;
    cell.joined = -1;
    cell.look = look();
    cell.width = columns == 2 ? Wide : Narrow;
    if (columns == 2) {
        m_cells[size_t(last)] = cell;
        m_cells[size_t(last)].width = RightHalf;
    }
    m_column += columns;
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

TerminalLine TerminalCells::result() const
{
    TerminalLine line;
    line.rewritten = m_rewritten;
    line.text.reserve(qsizetype(m_cells.size()));
    qint32 current = 0;
    for (const Cell &cell : m_cells) {
        if (cell.width == RightHalf)
            continue;
        const qsizetype start = line.text.size();
        if (cell.character < 0x10000)
            line.text += QChar(char16_t(cell.character));
        else
            line.text += QChar::fromUcs4(cell.character);
        if (cell.joined >= 0)
            line.text += m_joined[size_t(cell.joined)];
        if (cell.look != 0) {
            if (cell.look == current) {
                line.spans.last().length += line.text.size() - start;
            } else {
                const Look &look = m_looks[size_t(cell.look)];
                line.spans.append({start, line.text.size() - start, look.style, look.link});
            }
        }
        current = cell.look;
    }
    return line;
}

} // namespace CommandRunner
