// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linkopener.h"
#include "widgets/output/outputview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int dragScrollMs = 40;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate() || c.isMark() || u"_-./~:@%+#\\"_s.contains(c);
}

} // namespace

TextPosition OutputView::positionAt(const QPoint &point) const
{
    layOut();
    if (m_visible.empty())
        return {};
    const VisibleRow *row = visibleRowAt(point.y());
    if (!row && point.y() < 0)
        return {m_visible.front().info.line, 0};
    if (!row) {
        const VisibleRow &last = m_visible.back();
        return {last.info.line, last.info.marker ? 0 : last.layout.text().size()};
    }
    if (row->info.marker)
        return {row->info.line, 0};
    return {row->info.line,
            row->layout.positionAt((point.y() - row->y) / m_font.lineHeight(),
                                   point.x() - textLeft())};
}

TextPosition OutputView::lineEnd(qint64 row) const
{
    const OutputRow info = m_document->row(row);
    return {info.line, info.marker ? 0 : rowText(row).size()};
}

void OutputView::setSelection(TextPosition anchor, TextPosition caret)
{
    if (anchor == m_anchor && caret == m_caret)
        return;
    m_anchor = anchor;
    m_caret = caret;
    m_caretX = -1;
    viewport()->update();
    Q_EMIT selectionChanged(hasSelection());
}

void OutputView::selectAll()
{
    if (rowCount() == 0)
        return;
    setSelection({m_document->row(0).line, 0}, lineEnd(rowCount() - 1));
}

void OutputView::clearSelection()
{
    setSelection(m_caret, m_caret);
}

void OutputView::moveCaret(TextPosition position, bool select)
{
    setFollowing(false);
    const bool had = hasSelection();
    m_caret = position;
    if (!select)
        m_anchor = position;
    ensureVisible(position);
    viewport()->update();
    if (had || hasSelection())
        Q_EMIT selectionChanged(hasSelection());
    QAccessibleTextCursorEvent moved(this, -1);
    QAccessible::updateAccessibility(&moved);
}

void OutputView::ensureVisible(TextPosition position)
{
    if (rowCount() == 0)
        return;
    const qint64 row = m_document->rowOfLine(position.line);
    int subRow = 0;
    qreal x = 0;
    for (const VisibleRow &loaded : loadRows(row, 1)) {
        const auto place = loaded.layout.placeOf(position.column);
        subRow = place.subRow;
        x = place.x;
    }
    const Top at{row, subRow};
    const Top top{m_topRow, m_topSubRow};
    if (at < top)
        setTop(at);
    else if (at > moved(top, fullRows() - 1))
        setTop(moved(at, -(at > moved(top, 2LL * fullRows()) ? fullRows() / 2 : fullRows() - 1)));
    QScrollBar *bar = horizontalScrollBar();
    const int room = viewport()->width() - gutterWidth() - int(2 * m_font.charWidth());
    if (!m_wrapping && x < bar->value())
        bar->setValue(int(x));
    else if (!m_wrapping && x > bar->value() + room) {
        m_widest = std::max(m_widest, x);
        updateScrollBars();
        bar->setValue(int(x) - room);
    }
    rememberPlace();
}

void OutputView::moveVertically(qint64 subRows, bool select)
{
    if (rowCount() == 0)
        return;
    layOut();
    const qint64 from = m_document->rowOfLine(m_caret.line);
    // A caret out of sight would jump the view: start from what is seen.
    if (!select && !visibleRow(from) && !m_visible.empty()) {
        const VisibleRow &edge = subRows < 0 || from < m_visible.front().row ? m_visible.front()
                                                                             : m_visible.back();
        moveCaret({edge.info.line, 0}, false);
        return;
    }
    const auto current = loadRows(from, 1);
    if (current.empty())
        return;
    const auto place = current.front().layout.placeOf(m_caret.column);
    const qreal x = m_caretX >= 0 ? m_caretX : place.x;
    const Top target = moved({from, place.subRow}, subRows);
    for (const VisibleRow &row : loadRows(target.row, 1))
        moveCaret({row.info.line, row.info.marker ? 0 : row.layout.positionAt(target.subRow, x)},
                  select);
    m_caretX = x;
    if (!select && subRows > 0 && target.row == rowCount() - 1 && isAtBottom())
        setFollowing(true);
}

void OutputView::moveHorizontally(bool forwards, bool select)
{
    if (rowCount() == 0)
        return;
    const qint64 row = m_document->rowOfLine(m_caret.line);
    const auto loaded = loadRows(row, 1);
    if (loaded.empty())
        return;
    const VisibleRow &line = loaded.front();
    const qsizetype size = line.info.marker ? 0 : line.layout.text().size();
    TextPosition target{line.info.line, std::min(m_caret.column, size)};
    if (forwards && target.column < size)
        target.column = line.layout.nextPosition(target.column);
    else if (forwards && row + 1 < rowCount())
        target = {m_document->row(row + 1).line, 0};
    else if (!forwards && target.column > 0)
        target.column = line.layout.previousPosition(target.column);
    else if (!forwards && row > 0)
        target = lineEnd(row - 1);
    m_caretX = -1;
    moveCaret(target, select);
}

bool OutputView::handleMoveKey(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return false;
    const qint64 rows = rowCount();
    const int page = std::max(1, fullRows() - 1);
    switch (event->key()) {
    case Qt::Key_Up:
        control ? scrollBySubRows(-1) : moveVertically(-1, shift);
        return true;
    case Qt::Key_Down:
        control ? scrollBySubRows(1) : moveVertically(1, shift);
        return true;
    case Qt::Key_PageUp:
        moveVertically(-page, shift);
        return !control;
    case Qt::Key_PageDown:
        moveVertically(page, shift);
        return !control;
    case Qt::Key_Left:
        moveHorizontally(false, shift);
        return true;
    case Qt::Key_Right:
        moveHorizontally(true, shift);
        return true;
    case Qt::Key_Home:
        if (rows > 0)
            moveCaret(control ? TextPosition{m_document->row(0).line, 0}
                              : TextPosition{m_caret.line, 0},
                      shift);
        m_caretX = -1;
        return true;
    case Qt::Key_End:
        if (rows > 0 && shift)
            moveCaret(lineEnd(control ? rows - 1 : m_document->rowOfLine(m_caret.line)), true);
        else if (rows > 0) {
            clearSelection();
            setFollowing(true);
        }
        m_caretX = -1;
        return true;
    default:
        return false;
    }
}

void OutputView::keyPressEvent(QKeyEvent *event)
{
    if (m_typing && typeKey(event))
        return;
    if (event->matches(QKeySequence::Copy)) {
        copy({});
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->key() == Qt::Key_F8) {
        goToError(event->modifiers() & Qt::ShiftModifier);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
               || event->key() == Qt::Key_Space) {
        if (rowCount() == 0 || event->modifiers() & Qt::ControlModifier) {
            QAbstractScrollArea::keyPressEvent(event);
            return;
        }
        const qint64 row = m_document->rowOfLine(m_caret.line);
        m_document->row(row).marker ? toggleMarker(row) : collapseAt(row);
    } else if (event->matches(QKeySequence::ZoomIn)) {
        zoom(1);
    } else if (event->matches(QKeySequence::ZoomOut)) {
        zoom(-1);
    } else if (event->key() == Qt::Key_0 && event->modifiers() == Qt::ControlModifier) {
        zoom(0);
    } else if (!handleMoveKey(event)) {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void OutputView::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        if (angle.y() != 0)
            zoom(angle.y() > 0 ? 1 : -1);
        event->accept();
        return;
    }
    const bool sideways = std::abs(angle.x()) > std::abs(angle.y())
        || (event->modifiers() & Qt::ShiftModifier);
    if (sideways) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    // 120 units are one notch; touch pads send less: keep the rest for the next event.
    m_wheelRest += -angle.y() * QApplication::wheelScrollLines();
    const int rows = m_wheelRest / 120;
    m_wheelRest -= rows * 120;
    if (rows != 0)
        scrollBySubRows(rows);
    event->accept();
}

QPair<TextPosition, TextPosition> OutputView::unitAt(TextPosition position) const
{
    if (m_unit == Unit::Character || rowCount() == 0)
        return {position, position};
    const QString text = rowText(m_document->rowOfLine(position.line));
    qsizetype from = std::min(position.column, text.size());
    qsizetype to = from;
    if (m_unit == Unit::Line)
        return {{position.line, 0}, {position.line, text.size()}};
    while (from > 0 && isWordCharacter(text[from - 1]))
        --from;
    while (to < text.size() && isWordCharacter(text[to]))
        ++to;
    if (from == to && to < text.size())
        ++to;
    return {{position.line, from}, {position.line, to}};
}

void OutputView::extendSelection(const QPoint &point)
{
    const auto unit = unitAt(positionAt(point));
    if (unit.first < m_unitStart.first)
        setSelection(m_unitStart.second, unit.first);
    else
        setSelection(m_unitStart.first, std::max(unit.second, m_unitStart.second));
}

void OutputView::mousePressEvent(QMouseEvent *event)
{
    if (m_typing && event->button() == Qt::MiddleButton)
        paste(QApplication::clipboard()->text(QClipboard::Selection));
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint point = event->position().toPoint();
    updateHover(point, event->modifiers());
    if (m_followsClick) {
        m_links->open(*m_hovered);
        return;
    }
    const bool third = m_unit == Unit::Word && m_pressPoint == point
        && qint64(event->timestamp()) - m_lastClickTime < QApplication::doubleClickInterval();
    m_unit = third ? Unit::Line : Unit::Character;
    m_pressPoint = m_lastPoint = point;
    m_dragging = true;
    m_followAfterClick = m_following;
    setFollowing(false); // text must not move under the pointer
    if (event->modifiers() & Qt::ShiftModifier) {
        m_unitStart = {m_anchor, m_anchor};
        extendSelection(point);
        return;
    }
    m_unitStart = unitAt(positionAt(point));
    setSelection(m_unitStart.first, m_unitStart.second);
}

void OutputView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_unit = Unit::Word;
    m_pressPoint = m_lastPoint = event->position().toPoint();
    m_lastClickTime = qint64(event->timestamp());
    m_dragging = true;
    m_unitStart = unitAt(positionAt(m_pressPoint));
    setSelection(m_unitStart.first, m_unitStart.second);
}

void OutputView::mouseMoveEvent(QMouseEvent *event)
{
    m_lastPoint = event->position().toPoint();
    if (!m_dragging) {
        const VisibleRow *row = visibleRowAt(m_lastPoint.y());
        const bool inGutter = m_lastPoint.x() < gutterWidth();
        const bool clickable = row && (row->info.marker || (inGutter && row->opensBlock));
        updateHover(m_lastPoint, event->modifiers());
        viewport()->setCursor(clickable || m_followsClick ? Qt::PointingHandCursor
                                  : inGutter              ? Qt::ArrowCursor
                                                          : Qt::IBeamCursor);
        return;
    }
    extendSelection(m_lastPoint);
    const bool outside = m_lastPoint.y() < 0 || m_lastPoint.y() >= viewport()->height();
    if (outside && !m_dragTimer.isActive())
        m_dragTimer.start(dragScrollMs, this);
    else if (!outside)
        m_dragTimer.stop();
}

void OutputView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    m_dragTimer.stop();
    const QPoint point = event->position().toPoint();
    const VisibleRow *row = visibleRowAt(point.y());
    const bool click = (point - m_pressPoint).manhattanLength() < QApplication::startDragDistance();
    if (click && row && row->info.marker && m_unit == Unit::Character) {
        toggleMarker(row->row);
    } else if (click && row && row->opensBlock && point.x() < gutterWidth()) {
        collapseAt(row->row);
    } else if (!hasSelection() && m_followAfterClick && isAtBottom()) {
        setFollowing(true);
    }
    if (hasSelection() && QApplication::clipboard()->supportsSelection()) {
        // The middle button pastes what is selected; only what is cheap to gather.
        const auto [from, to] = std::minmax(m_anchor, m_caret);
        if (from.line == to.line) {
            QApplication::clipboard()->setText(
                rowText(m_document->rowOfLine(from.line)).mid(from.column, to.column - from.column),
                QClipboard::Selection);
        }
    }
}

void OutputView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copyAction = menu->addAction(tr("&Copy"), QKeySequence(QKeySequence::Copy), this,
                                          [this] { copy({}); });
    copyAction->setEnabled(hasSelection());
    if (m_typing) {
        menu->addAction(tr("&Paste"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V), this,
                        [this] { paste(QApplication::clipboard()->text()); });
    }
    QAction *all = menu->addAction(tr("Select &All"), QKeySequence(QKeySequence::SelectAll), this,
                                   &OutputView::selectAll);
    all->setEnabled(rowCount() > 0);

    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const VisibleRow *row = byKeyboard && rowCount() > 0
        ? visibleRow(m_document->rowOfLine(m_caret.line))
        : visibleRowAt(viewport()->mapFromGlobal(event->globalPos()).y());
    if (row) {
        const qint64 number = row->row;
        const TextPosition place = byKeyboard
            ? m_caret
            : positionAt(viewport()->mapFromGlobal(event->globalPos()));
        addLinkActions(menu, place);
        if (row->info.marker)
            menu->addAction(tr("&Show These Lines"), this,
                            [this, number] { toggleMarker(number); });
        else if (isUnfolded(number))
            menu->addAction(tr("&Hide These Lines Again"), this,
                            [this, number] { collapseAt(number); });
    }
    Q_EMIT contextMenuAboutToShow(menu);
    menu->popup(byKeyboard ? viewport()->mapToGlobal(rectOf(m_caret).bottomLeft())
                           : event->globalPos());
}

bool OutputView::event(QEvent *event)
{
    // Keys that a window's shortcut would take away from the pane while it has the focus.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (m_typing ? isTypedKey(*key)
                     : key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)
                    || (key->key() == Qt::Key_End && key->modifiers() == Qt::NoModifier)) {
            key->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

bool OutputView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const VisibleRow *row = visibleRowAt(help->pos().y());
        QString text;
        if (row && row->info.marker)
            text = tr("Click, or press Return, to show these lines");
        else if (row && help->pos().x() < gutterWidth() && row->opensBlock)
            text = tr("Click, or press Return in the line, to hide these lines again");
        else if (row && help->pos().x() < gutterWidth())
            text = gutterToolTip(*row);
        else if (m_hovered)
            text = tr("%1\nCtrl+click to open", "target of a link").arg(linkText(*m_hovered));
        QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void OutputView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void OutputView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace CommandRunner
