// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/escapesequence.h"
#include "core/output/terminalline.h"

#include <QByteArray>

#include <optional>

namespace CommandRunner {

// Obeys the bytes of a terminal's output and writes into a row of cells. This one knows a single
// row; TerminalRows derives from it to have several. One thread.
class TerminalWriter
{
public:
    explicit TerminalWriter(const TerminalState &start = {});
    virtual ~TerminalWriter();

    // `more`: what the bytes end in the middle of waits for the next call; else it is given up.
    void write(QByteArrayView bytes, bool more);
    const TerminalCells &cells() const { return m_cells; }
    bool isInAlternateScreen() const { return m_alternateScreen; }

protected:
    TerminalWriter(const TerminalWriter &) = default;
    TerminalWriter &operator=(const TerminalWriter &) = default;

    void reset(const TerminalState &start); // to the beginning of an empty row
    void endLine();                         // what is unfinished ends with its line

    virtual void moveRows(qint64 rows); // negative: up
    virtual void eraseBelow();          // the rows below this one
    virtual void saveCursor();
    virtual void restoreCursor();

    TerminalCells m_cells;    // of the row where the cursor is
    bool m_elsewhere = false; // the cursor was put to a place that is not known here, like a status
                              // bar

private:
    static constexpr qsizetype maximumPending = 4096;

    bool isShown() const { return !m_alternateScreen && !m_elsewhere; }
    qsizetype obey(QByteArrayView bytes, bool more);
    void obeyControl(uchar c);
    void obeySequence(const EscapeSequence &sequence);
    void obeySimple(char final);
    void obeyControlSequence(char final, const EscapeParameters &parameters);
    void obeyPlacing(const EscapeParameters &parameters);
    void obeyCommand(QByteArrayView text);
    void putCharacter(QByteArrayView bytes, qsizetype start, qsizetype end, char32_t character);
    qsizetype skipString(QByteArrayView bytes);

    struct Saved {
        qsizetype column = 0;
        TerminalStyle style;
    };
    std::optional<Saved> m_saved;
    bool m_alternateScreen = false;
    bool m_inString = false; // in a control string longer than maximumPending
    QByteArray m_pending;
};

} // namespace CommandRunner
