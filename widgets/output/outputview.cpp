// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/outputview.h"

#include "core/output/outputlens.h"
#include "widgets/common/theme.h"
#include "widgets/output/linehighlighter.h"
#include "widgets/output/outputview_copyjob.h"
#include "widgets/output/overviewbar.h"
#include "widgets/output/rowreader.h"

#include <QAccessible>
#include <QEvent>
#include <QFontDatabase>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <limits>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr int frameMs = 16;
} // namespace

OutputView::OutputView(QWidget *parent)
    : QAbstractScrollArea(parent),
      m_font(QFontDatabase::systemFont(QFontDatabase::FixedFont)),
      m_palette(palette()),
      m_overview(new OverviewBar(this))
{
    setVerticalScrollBar(m_overview);
    connect(m_overview, &OverviewBar::lineChosen, this, &OutputView::goToLine);
    connect(m_overview, &OverviewBar::rowChosen, this, [this](qint64 row) {
        setTop(moved({row, 0}, -fullRows() / 2));
        rememberPlace();
        setFollowing(isAtBottom());
    });
    installOutputAccessibility();
    setAccessibleName(tr("Output"));
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
}

OutputView::~OutputView() = default;

void OutputView::setDocument(OutputDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    ++m_revision;
    m_announcer.reset(document ? document->rowCount() : 0);
    m_expanded.clear();
    m_anchor = m_caret = {};
    m_topRow = m_topSubRow = 0;
    m_placeLine = 0;
    m_currentMatch = -1;
    m_widest = 0;
    m_overview->setDocument(document);
    if (document) {
        connect(document, &OutputDocument::grown, this, &OutputView::documentGrew);
        connect(document, &OutputDocument::finished, this, &OutputView::documentGrew);
        connect(document, &OutputDocument::rowsReset, this, &OutputView::rowsWereReset);
        connect(&document->lens(), &OutputLens::changed, viewport(), qOverload<>(&QWidget::update));
        connect(document, &OutputDocument::searchChanged, viewport(),
                qOverload<>(&QWidget::update));
    }
    changed();
    if (m_following)
        setTop(bottom());
}

void OutputView::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    viewport()->update();
}

void OutputView::setFollowing(bool following)
{
    if (following) {
        setTop(bottom());
        followCaret();
        rememberPlace();
    }
    if (m_following == following)
        return;
    m_following = following;
    followCaret();
    Q_EMIT followingChanged(following);
}

void OutputView::setWrapping(bool wrapping)
{
    if (m_wrapping == wrapping)
        return;
    m_wrapping = wrapping;
    m_topSubRow = 0;
    m_widest = 0;
    setHorizontalScrollBarPolicy(wrapping ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    changed();
    setTop(m_following ? bottom() : Top{m_topRow, 0});
}

void OutputView::fontWasChanged()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (font.pointSize() > 0)
        font.setPointSize(std::max(5, font.pointSize() + m_pointSteps));
    else
        font.setPixelSize(std::max(7, font.pixelSize() + m_pointSteps));
    m_visible.clear(); // their layouts point to the font
    m_font = ViewFont(font);
    m_widest = 0;
    changed();
    setTop(m_following ? bottom() : Top{m_topRow, m_topSubRow});
    noteGrid();
}

qint64 OutputView::rowCount() const
{
    return m_document ? m_document->rowCount() : 0;
}

int OutputView::fullRows() const
{
    return std::max(1, viewport()->height() / m_font.lineHeight());
}

int OutputView::textLeft() const
{
    return gutterWidth() + int(m_font.charWidth() / 2)
        - (m_wrapping ? 0 : horizontalScrollBar()->value());
}

qreal OutputView::wrapWidth() const
{
    if (!m_wrapping)
        return 0;
    return std::max<qreal>(m_font.charWidth() * 8,
                           viewport()->width() - gutterWidth() - m_font.charWidth());
}

std::vector<OutputView::VisibleRow> OutputView::loadRows(qint64 first, qint64 count) const
{
    std::vector<VisibleRow> result;
    if (!m_document || first < 0)
        return result;
    RowReader reader(*m_document, first);
    while (qint64(result.size()) < count && reader.next()) {
        if (reader.row().marker) {
            LineLayout layout({reader.text(), {}, false}, m_font, m_palette, 0);
            result.push_back({reader.index(), reader.row(), {}, std::move(layout)});
            continue;
        }
        OutputLine line = reader.line();
        TerminalLine decoded = decodeLine(line);
        const qsizetype cursorColumn = decoded.cursorColumn;
        if (m_highlighter)
            m_highlighter->apply(decoded, line, isDark(palette()));
        LineLayout layout(std::move(decoded), m_font, m_palette, wrapWidth());
        line.byteCount -= line.bytes.size(); // from here on: what is not shown of it
        line.bytes.clear();
        result.push_back({reader.index(), reader.row(), std::move(line), std::move(layout)});
        result.back().cursorColumn = cursorColumn;
    }
    return result;
}

int OutputView::subRowsOf(qint64 row) const
{
    if (!m_wrapping)
        return 1;
    if (const VisibleRow *visible = visibleRow(row))
        return visible->layout.subRowCount();
    const auto rows = loadRows(row, 1);
    return rows.empty() ? 1 : rows.front().layout.subRowCount();
}

void OutputView::layOut() const
{
    if (m_layoutValid)
        return;
    m_layoutValid = true;
    m_visible.clear();
    int y = -m_topSubRow * m_font.lineHeight();
    bool before = isUnfolded(m_topRow - 1);
    const qint64 perRead = m_wrapping ? 16 : viewport()->height() / m_font.lineHeight() + 2;
    for (qint64 row = m_topRow; y < viewport()->height() && row < rowCount(); row += perRead) {
        for (VisibleRow &visible : loadRows(row, perRead)) {
            visible.y = y;
            const bool unfolded = !visible.info.marker && m_document->isExpanded(visible.info.line);
            visible.opensBlock = unfolded && !before;
            before = unfolded;
            y += visible.layout.subRowCount() * m_font.lineHeight();
            m_widest = std::max(m_widest, visible.layout.width());
            m_visible.push_back(std::move(visible));
            if (y >= viewport()->height())
                break;
        }
    }
    findPreviousTimes();
}

bool OutputView::isUnfolded(qint64 row) const
{
    if (!m_document || row < 0 || row >= rowCount())
        return false;
    const OutputRow info = m_document->row(row);
    return !info.marker && m_document->isExpanded(info.line);
}

const OutputView::VisibleRow *OutputView::visibleRow(qint64 row) const
{
    if (!m_layoutValid || m_visible.empty() || row < m_visible.front().row
        || row > m_visible.back().row)
        return nullptr;
    return &m_visible[size_t(row - m_visible.front().row)];
}

const OutputView::VisibleRow *OutputView::visibleRowAt(int y) const
{
    layOut();
    for (const VisibleRow &row : m_visible) {
        if (y >= row.y && y < row.y + row.layout.subRowCount() * m_font.lineHeight())
            return &row;
    }
    return nullptr;
}

OutputView::Top OutputView::bottom() const
{
    const qint64 rows = rowCount();
    int left = std::max(1, fullRows() - (hasCursorRow() ? 1 : 0));
    if (!m_wrapping)
        return {std::max<qint64>(0, rows - left), 0};
    for (qint64 row = rows - 1; row >= 0; --row) {
        const int subRows = subRowsOf(row);
        if (subRows >= left)
            return {row, subRows - left};
        left -= subRows;
    }
    return {};
}

bool OutputView::isAtBottom() const
{
    return Top{m_topRow, m_topSubRow} >= bottom();
}

OutputView::Top OutputView::moved(Top from, qint64 subRows) const
{
    if (!m_wrapping)
        return {std::clamp<qint64>(from.row + subRows, 0, std::max<qint64>(0, rowCount() - 1)), 0};
    while (subRows > 0) {
        const int rest = subRowsOf(from.row) - 1 - from.subRow;
        if (subRows <= rest)
            return {from.row, from.subRow + int(subRows)};
        if (from.row + 1 >= rowCount())
            return {from.row, from.subRow + rest};
        subRows -= rest + 1;
        from = {from.row + 1, 0};
    }
    while (subRows < 0) {
        if (from.subRow >= -subRows)
            return {from.row, from.subRow + int(subRows)};
        if (from.row == 0)
            return {};
        subRows += from.subRow + 1;
        from = {from.row - 1, subRowsOf(from.row - 1) - 1};
    }
    return from;
}

void OutputView::setTop(Top top)
{
    top = std::clamp(top, Top{}, bottom());
    if (top != Top{m_topRow, m_topSubRow}) {
        m_topRow = top.row;
        m_topSubRow = top.subRow;
        m_layoutValid = false;
        viewport()->update();
    }
    updateScrollBars();
}

void OutputView::rememberPlace()
{
    if (m_document && m_topRow < rowCount())
        m_placeLine = m_document->row(m_topRow).line;
}

void OutputView::updateScrollBars()
{
    constexpr qint64 largest = std::numeric_limits<int>::max();
    const Top last = bottom();
    const bool atBottom = Top{m_topRow, m_topSubRow} >= last;
    m_settingScrollBars = true;
    // One step more than rows when the last screen begins inside a wrapped line: the very end has
    // its own value.
    const auto maximum = int(std::min(largest, last.row + (last.subRow > 0 ? 1 : 0)));
    verticalScrollBar()->setRange(0, maximum);
    verticalScrollBar()->setPageStep(fullRows());
    verticalScrollBar()->setValue(atBottom ? maximum : int(std::min(largest, m_topRow)));

    layOut();
    const int room = viewport()->width() - gutterWidth();
    horizontalScrollBar()->setRange(
        0, m_wrapping ? 0 : std::max(0, int(m_widest + 2 * m_font.charWidth()) - room));
    horizontalScrollBar()->setPageStep(room);
    horizontalScrollBar()->setSingleStep(int(4 * m_font.charWidth()));
    m_settingScrollBars = false;
}

void OutputView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    viewport()->update();
    if (m_settingScrollBars || dy == 0)
        return;
    const QScrollBar *bar = verticalScrollBar();
    setTop(bar->value() == bar->maximum() ? bottom() : Top{bar->value(), 0});
    rememberPlace();
    setFollowing(isAtBottom());
}

void OutputView::scrollBySubRows(qint64 count)
{
    setTop(moved({m_topRow, m_topSubRow}, count));
    rememberPlace();
    setFollowing(isAtBottom());
}

void OutputView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    changed();
    setTop(m_following ? bottom() : Top{m_topRow, m_wrapping ? m_topSubRow : 0});
    noteGrid();
}

// Everything that is painted may be different now.
void OutputView::changed()
{
    m_layoutValid = false;
    viewport()->update();
    updateScrollBars();
}

void OutputView::documentGrew()
{
    ++m_revision;
    if (m_growTimer.isActive()) {
        m_grewAgain = true;
        return;
    }
    m_growTimer.start(frameMs, Qt::PreciseTimer, this);
    m_layoutValid = false;
    if (m_following) {
        setTop(bottom());
        followCaret();
        rememberPlace();
    } else {
        updateScrollBars();
    }
    viewport()->update();
    noteGrid(); // line numbers may take a column more
    if (QAccessible::isActive() && !m_announceTimer.isActive())
        m_announceTimer.start(OutputAnnouncer::intervalMs, this);
}

void OutputView::rowsWereReset()
{
    ++m_revision;
    m_announcer.reset(rowCount());
    m_layoutValid = false;
    m_visible.clear();
    if (m_hold.line >= 0 && rowCount() > 0) {
        const Top held{m_document->rowOfLine(m_hold.line), 0};
        setTop(moved(held, -m_hold.subRowsBelowTop));
        m_hold = {};
        rememberPlace();
        setFollowing(isAtBottom() && m_following);
    } else if (m_following) {
        setTop(bottom());
    } else if (rowCount() > 0) {
        const qint64 row = m_document->rowOfLine(m_placeLine);
        setTop({row, std::min(m_topSubRow, subRowsOf(row) - 1)});
    } else {
        setTop({});
    }
    changed();
}

void OutputView::toggleMarker(qint64 row)
{
    if (!m_document || row < 0 || row >= rowCount())
        return;
    const OutputRow info = m_document->row(row);
    if (!info.marker)
        return;
    if (const VisibleRow *visible = visibleRow(row))
        m_hold = {info.line, visible->y / m_font.lineHeight()};
    m_expanded.append(info.line);
    m_document->setExpanded(info.line, true);
    m_hold = {};
}

void OutputView::collapseAt(qint64 row)
{
    if (!isUnfolded(row))
        return;
    qint64 first = row; // the block's start is what stays in its place
    while (first > m_topRow && isUnfolded(first - 1))
        --first;
    const qint64 line = m_document->row(first).line;
    if (const VisibleRow *visible = visibleRow(first))
        m_hold = {line, std::max(0, visible->y / m_font.lineHeight())};
    m_document->setExpanded(line, false);
    m_hold = {};
}

// While following, the keyboard starts from the end, where the eye is.
void OutputView::followCaret()
{
    if (!m_following || hasSelection() || m_dragging || rowCount() == 0)
        return;
    m_caret = m_anchor = {m_document->row(rowCount() - 1).line, 0};
    m_caretX = -1;
}

void OutputView::goToLine(qint64 line)
{
    if (!m_document || line < 0 || line >= m_document->lineCount())
        return;
    setFollowing(false);
    if (m_document->row(m_document->rowOfLine(line)).marker) {
        m_expanded.append(line);
        m_document->setExpanded(line, true);
    }
    m_caret = m_anchor = {line, 0};
    m_caretX = -1;
    ensureVisible(m_caret);
    viewport()->update();
}

void OutputView::reveal(TextPosition position)
{
    setFollowing(false);
    ensureVisible(position);
}

QList<qint64> OutputView::expandedMarkers() const
{
    QList<qint64> result;
    for (const qint64 line : m_expanded) {
        if (m_document && m_document->isExpanded(line))
            result.append(line);
    }
    return result;
}

void OutputView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_growTimer.timerId()) {
        m_growTimer.stop();
        if (std::exchange(m_grewAgain, false))
            documentGrew();
    } else if (event->timerId() == m_announceTimer.timerId()) {
        m_announceTimer.stop();
        m_announcer.announce(*this);
    } else if (event->timerId() == m_dragTimer.timerId()) {
        if (m_lastPoint.y() < 0)
            scrollBySubRows(std::min(-1, m_lastPoint.y() / m_font.lineHeight()));
        else if (m_lastPoint.y() >= viewport()->height())
            scrollBySubRows(
                std::max(1, (m_lastPoint.y() - viewport()->height()) / m_font.lineHeight()));
        extendSelection(m_lastPoint);
    } else if (event->timerId() == m_copyTimer.timerId()) {
        continueCopy();
    } else {
        QAbstractScrollArea::timerEvent(event);
    }
}

void OutputView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_palette = TerminalPalette(palette());
        changed();
    }
    if (event->type() == QEvent::FontChange)
        fontWasChanged();
}

} // namespace CommandRunner
