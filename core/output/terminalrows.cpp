// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/terminalrows.h"

#include "core/output/terminaltext.h"
#include "core/output/terminalwriter.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace CommandRunner {

class TerminalRows::Screen final : public TerminalWriter
{
public:
    void enter(TerminalRows *rows, Source *source)
    {
        m_owner = rows;
        m_source = source;
    }
    void begin(const TerminalState &start);
    void draw(QByteArrayView bytes);
    void newLine(const TerminalState &next);

    qint64 row() const { return m_row; }
    bool hasMoved() const { return m_moved; }
    std::set<qint64> takeChanged(qint64 openRow);
    void changeAll();
    TerminalLine lineOf(qint64 row) const;

protected:
    void moveRows(qint64 rows) override { goTo(m_row + rows); }
    void eraseBelow() override;
    void saveCursor() override;
    void restoreCursor() override;

private:
    void goTo(qint64 row);
    void switchTo(qint64 row);
    TerminalCells load(qint64 row);
    qint64 topRow() const { return std::max<qint64>(0, m_owner->m_bottom - maximumRows + 1); }

    TerminalRows *m_owner = nullptr;        // valid within a call
    Source *m_source = nullptr;             // the same
    std::map<qint64, TerminalCells> m_rows; // without the one where the cursor is
    std::set<qint64> m_changed;
    qint64 m_row = 0;
    qint64 m_savedRow = -1;
    bool m_moved = false; // in the present line
};

void TerminalRows::Screen::begin(const TerminalState &start)
{
    m_row = m_owner->m_bottom; // lines came since that were not written here
    m_rows.erase(m_row);
    reset(start);
    m_moved = false;
}

void TerminalRows::Screen::draw(QByteArrayView bytes)
{
    m_changed.insert(m_row);
    write(bytes, true);
}

// The cursor stands on the next row, which is new when this one was the last.
void TerminalRows::Screen::newLine(const TerminalState &next)
{
    const qint64 row = m_row + 1;
    m_changed.insert(m_row);
    endLine();
    if (row > m_owner->m_bottom) {
        m_rows[m_row] = std::exchange(m_cells, {});
        m_row = row;
    } else {
        switchTo(row);
    }
    m_moved = row < m_owner->m_bottom;
    m_cells.moveTo(0);
    m_cells.setStyle(next.style);
}

void TerminalRows::Screen::goTo(qint64 row)
{
    m_moved = true;
    switchTo(std::clamp(row, topRow(), m_owner->m_bottom));
    m_changed.insert(m_row);
}

void TerminalRows::Screen::switchTo(qint64 row)
{
    if (row == m_row)
        return;
    const qsizetype column = m_cells.column();
    const TerminalStyle style = m_cells.style();
    m_rows[m_row] = std::move(m_cells);
    const auto known = m_rows.find(row);
    if (known != m_rows.end()) {
        m_cells = std::move(known->second);
        m_rows.erase(known);
    } else {
        m_cells = load(row);
    }
    m_row = row;
    m_cells.moveTo(column);
    m_cells.setStyle(style);
}

TerminalCells TerminalRows::Screen::load(qint64 row)
{
    const Origin &origin = m_owner->origin(row);
    if (origin.line < 0)
        return {};
    TerminalWriter writer;
    writer.write(m_source->lineAt(origin.offset, origin.end), false);
    return writer.cells();
}

// What was erased below is nobody's any more: lines that come next take these rows.
void TerminalRows::Screen::eraseBelow()
{
    for (qint64 row = m_row + 1; row <= m_owner->m_bottom; ++row) {
        m_rows[row] = {};
        Origin &origin = m_owner->origin(row);
        if (origin.line >= 0)
            m_owner->m_erased.push_back({origin.line, origin.lineClass, LineClass::Progress});
        origin.line = -1;
    }
}

void TerminalRows::Screen::saveCursor()
{
    m_savedRow = m_row;
    TerminalWriter::saveCursor();
}

void TerminalRows::Screen::restoreCursor()
{
    if (m_savedRow >= 0 && m_savedRow != m_row)
        goTo(m_savedRow);
    TerminalWriter::restoreCursor();
}

std::set<qint64> TerminalRows::Screen::takeChanged(qint64 openRow)
{
    const auto gone = [this](qint64 row) {
        return row <= m_owner->m_bottom - maximumRows;
    };
    std::set<qint64> result = std::exchange(m_changed, {});
    std::erase_if(result, gone);
    std::erase_if(m_rows, [&gone](const auto &row) { return gone(row.first); });
    if (openRow >= 0)
        m_changed.insert(openRow); // told again with the line that is still open
    return result;
}

// While not active, the cursor's row is not followed here.
void TerminalRows::Screen::changeAll()
{
    for (const auto &[row, cells] : m_rows)
        m_changed.insert(row);
    if (m_owner->m_active)
        m_changed.insert(m_row);
}

TerminalLine TerminalRows::Screen::lineOf(qint64 row) const
{
    if (row == m_row)
        return m_cells.result();
    const auto found = m_rows.find(row);
    return found == m_rows.end() ? TerminalLine() : found->second.result();
}

TerminalRows::TerminalRows() = default;
TerminalRows::~TerminalRows() = default;
TerminalRows::TerminalRows(const TerminalRows &) = default;
TerminalRows &TerminalRows::operator=(const TerminalRows &) = default;
TerminalRows::TerminalRows(TerminalRows &&) noexcept = default;
TerminalRows &TerminalRows::operator=(TerminalRows &&) noexcept = default;

TerminalRows::Screen &TerminalRows::screen(Source *source)
{
    if (!m_screen)
        m_screen = std::make_shared<Screen>();
    else if (m_screen.use_count() > 1)
        m_screen = std::make_shared<Screen>(*m_screen);
    m_screen->enter(this, source);
    return *m_screen;
}

void TerminalRows::activate(QByteArrayView soFar, const TerminalState &start, Source &source)
{
    m_active = true;
    Screen &own = screen(&source);
    own.begin(start);
    own.draw(soFar);
}

void TerminalRows::write(QByteArrayView piece, Source &source)
{
    screen(&source).draw(piece);
}

bool TerminalRows::endActiveLine(qint64 line, LineClass c, qint64 nextStart,
                                 const TerminalState &next, std::vector<LineClassChange> &changes,
                                 Source &source)
{
    Screen &own = screen(&source);
    const qint64 row = own.row();
    const bool moved = own.hasMoved();
    Origin &place = origin(row);
    if (place.line >= 0)
        m_erased.push_back({place.line, place.lineClass, LineClass::Progress});
    for (const LineClassChange &change : std::exchange(m_erased, {})) {
        m_lost.push_back(change.line);
        // What went wrong stays in sight.
        if (change.before != change.after && change.before != LineClass::Error
            && change.before != LineClass::Warning)
            changes.push_back(change);
    }
    place.line = line;
    place.lineClass = c;
    if (row == m_bottom) {
        own.newLine(next);
        origin(++m_bottom) = {-1, nextStart, nextStart, LineClass::Plain};
        m_active = false;
    } else {
        own.newLine(next);
    }
    return moved;
}

void TerminalRows::classChanged(qint64 line, LineClass c)
{
    for (Origin &candidate : m_origins) {
        if (candidate.line == line)
            candidate.lineClass = c;
    }
}

bool TerminalRows::takeRedrawn(qint64 openLine, std::vector<RedrawnLine> &redrawn)
{
    for (const qint64 line : std::exchange(m_lost, {}))
        redrawn.push_back({line, std::nullopt});
    if (!m_screen)
        return false;
    Screen &own = screen(nullptr);
    const bool open = m_active && openLine >= 0;
    const qint64 cursor = own.row();
    for (const qint64 row : own.takeChanged(open ? cursor : -1)) {
        const qint64 owner = origin(row).line;
        if (owner >= 0)
            redrawn.push_back({owner, encodeTerminalLine(own.lineOf(row))});
    }
    if (!open)
        return false;
    const bool homeless = origin(cursor).line >= 0;
    redrawn.push_back({openLine, homeless ? QByteArray() : encodeTerminalLine(own.lineOf(cursor))});
    return homeless;
}

void TerminalRows::tellAllAgain()
{
    if (!m_screen)
        return;
    screen(nullptr).changeAll();
}

} // namespace CommandRunner
