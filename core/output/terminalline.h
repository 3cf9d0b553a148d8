// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/terminaltext.h"

#include <QByteArrayView>

#include <vector>

namespace CommandRunner {

// The cells of one terminal line while it is written: text goes where the cursor stands and
// replaces what was there.
class TerminalCells final
{
public:
    // No column lies behind this, whatever a cursor movement asks for.
    static constexpr qsizetype maximumColumns = 64 * 1024;

    void put(char32_t character);
    void putAscii(QByteArrayView text);    // printable characters only
    void putInvalid(QByteArrayView bytes); // up to three, as U+FFFD
    void spell(char32_t character);        // as "<U+202E>", inverse: it must not act
    qsizetype column() const { return m_column; }
    qsizetype columns() const { return qsizetype(m_cells.size()); }
    bool isBlank() const { return m_cells.empty(); }
    void moveTo(qint64 column);
    void moveBy(qint64 columns) { moveTo(m_column + columns); }
    void tab() { moveTo((m_column / 8 + 1) * 8); }
    void eraseToEnd();
    void eraseToCursor();
    void eraseAll();
    void eraseForward(qint64 columns);  // blanks, nothing moves
    void deleteForward(qint64 columns); // what follows moves here

    const TerminalStyle &style() const { return m_style; }
    void setStyle(const TerminalStyle &style)
    {
        m_style = style;
        m_styleChanged = true;
    }
    void setLink(const QString &link);

    TerminalLine result() const;

private:
    enum : quint8 { RightHalf = 0, Narrow = 1, Wide = 2 };
    struct Cell {
        char32_t character = U' ';
        qint32 joined = -1; // index in m_joined: characters that join this one
        qint32 look = 0;    // index in m_looks
        quint8 width = Narrow;
    };
    struct Look {
        TerminalStyle style;
        QString link;
        bool operator==(const Look &) const = default;
    };

    bool join(char32_t character);
    Cell &place(int columns); // for a new character at the cursor, which moves on
    void appendText(TerminalLine &line, const Cell &cell, const Cell *before) const;
    void clearHalf(qsizetype column); // of a wide character that loses its other half
    qint32 look();

    std::vector<Cell> m_cells;
    std::vector<QString> m_joined;
    std::vector<Look> m_looks{Look()};
    TerminalStyle m_style;
    QString m_link;
    bool m_styleChanged = false;
    qint32 m_look = 0;
    qsizetype m_column = 0;
    bool m_rewritten = false;
};

} // namespace CommandRunner
