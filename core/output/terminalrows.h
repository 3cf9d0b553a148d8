// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineclass.h"
#include "core/output/terminalstyle.h"

#include <QByteArray>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace CommandRunner {

// A line whose row of the terminal reads otherwise than its own bytes.
struct RedrawnLine {
    qint64 line = 0;
    std::optional<QByteArray> shown; // as encodeTerminalLine() writes it; none: the bytes again
};

// Follows the cursor over the last rows of a terminal, for programs that draw several lines of
// progress again and again: they move the cursor up and write over what is there.
//
// A row belongs to the last line that ended on it (whose newline was written there). Lines that
// lost their row to a later one are redrawn: nothing of them is on the screen any more. What a row
// shows in the end is told for the line that it belongs to.
//
// Costs two stores for a line as long as nothing moves the cursor up. Copies share their rows until
// one of them writes.
class TerminalRows final
{
public:
    static constexpr qint64 maximumRows = 128; // the cursor goes no farther up, as on a screen

    // The first bytes of a line of the log, which ends before `end` (with or without a newline), as
    // UTF-8.
    class Source
    {
    public:
        virtual ~Source() = default;
        virtual QByteArray lineAt(qint64 offset, qint64 end) = 0;
    };

    TerminalRows();
    ~TerminalRows();
    TerminalRows(const TerminalRows &);
    TerminalRows &operator=(const TerminalRows &);
    TerminalRows(TerminalRows &&) noexcept;
    TerminalRows &operator=(TerminalRows &&) noexcept;

    bool isActive() const { return m_active; }
    // The cursor moved up in the open line. `soFar`: what is there of the line; `start`: as it
    // began.
    void activate(QByteArrayView soFar, const TerminalState &start, Source &source);
    void write(QByteArrayView piece, Source &source); // the line goes on; only while active

    // The open line ended; the next one begins at nextStart with that state. While active, the line
    // that loses its row is added to `changes`. True: the line drew over other rows, or was itself
    // drawn on one.
    bool endLine(qint64 line, LineClass c, qint64 nextStart, const TerminalState &next,
                 std::vector<LineClassChange> &changes, Source &source)
    {
        if (m_active)
            return endActiveLine(line, c, nextStart, next, changes, source);
        Origin &own = origin(m_bottom);
        own.line = line;
        own.end = nextStart;
        own.lineClass = c;
        origin(++m_bottom) = {-1, nextStart, nextStart, LineClass::Plain};
        return false;
    }
    void classChanged(qint64 line, LineClass c);

    // What reads otherwise since the last call. `openLine` -1: there is none. True: nothing of the
    // open line shows in a row of its own.
    bool takeRedrawn(qint64 openLine, std::vector<RedrawnLine> &redrawn);
    void tellAllAgain(); // after going back to this copy

private:
    class Screen;
    struct Origin {
        qint64 line = -1;  // that the row belongs to; -1: none has ended on it
        qint64 offset = 0; // where the line begins that was first written here, and …
        qint64 end = 0;    // … where the one after it begins
        LineClass lineClass = LineClass::Plain;
    };

    Origin &origin(qint64 row) { return m_origins[size_t(row) % size_t(maximumRows)]; }
    Screen &screen(Source *source);
    bool endActiveLine(qint64 line, LineClass c, qint64 nextStart, const TerminalState &next,
                       std::vector<LineClassChange> &changes, Source &source);

    std::array<Origin, maximumRows> m_origins; // of the rows up to m_bottom
    qint64 m_bottom = 0;
    bool m_active = false;
    std::vector<LineClassChange> m_erased; // lines that lost their row in the open line
    std::vector<qint64> m_lost;            // lines that lost their row since the last takeRedrawn()
    std::shared_ptr<Screen> m_screen;
};

} // namespace CommandRunner
