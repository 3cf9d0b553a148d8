// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/outputview.h"
#include "widgets/output/terminalkeys.h"

#include <QApplication>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr Qt::KeyboardModifiers controlShift = Qt::ControlModifier | Qt::ShiftModifier;

bool isShifted(const QKeyEvent &event)
{
    return (event.modifiers() & ~Qt::KeypadModifier) == Qt::ShiftModifier;
}

bool isCopy(const QKeyEvent &event)
{
    return event.key() == Qt::Key_C && event.modifiers() == controlShift;
}

bool isPaste(const QKeyEvent &event)
{
    return (event.key() == Qt::Key_V && event.modifiers() == controlShift)
        || (event.key() == Qt::Key_Insert && isShifted(event));
}

// Ctrl+C copies what is selected, as it does elsewhere; with nothing selected it interrupts.
bool isPlainCopy(const QKeyEvent &event)
{
    return event.key() == Qt::Key_C && event.modifiers() == Qt::ControlModifier;
}

} // namespace

void OutputView::setTyping(bool typing)
{
    if (std::exchange(m_typing, typing) == typing)
        return;
    setAttribute(Qt::WA_InputMethodEnabled, typing);
    setVerticalScrollBarPolicy(typing ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAsNeeded);
    setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase | Qt::ImhSensitiveData);
    changed();
    if (m_following)
        setTop(bottom());
}

QSize OutputView::grid() const
{
    const qreal width = viewport()->width() - gutterWidth() - m_font.charWidth();
    // A long line brings a scroll bar: that is no other size for the program.
    const QScrollBar *bar = horizontalScrollBar();
    const int height = viewport()->height() + (bar->isVisible() ? bar->height() : 0);
    return {std::max(1, int(width / m_font.charWidth())),
            std::max(1, height / m_font.lineHeight())};
}

void OutputView::noteGrid()
{
    const QSize now = grid();
    if (std::exchange(m_grid, now) != now)
        Q_EMIT gridChanged();
}

void OutputView::type(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    clearSelection();
    setFollowing(true); // one looks at what one types
    Q_EMIT typed(bytes);
}

void OutputView::paste(const QString &text)
{
    if (m_typing && m_document)
        type(terminalPasteBytes(text, m_document->terminalModes()));
}

bool OutputView::isTypedKey(const QKeyEvent &event) const
{
    const TerminalModes modes = m_document ? m_document->terminalModes() : TerminalModes();
    return isCopy(event) || isPaste(event) || !terminalKeyBytes(event, modes).isEmpty();
}

bool OutputView::typeKey(QKeyEvent *event)
{
    if (isCopy(*event) || (isPlainCopy(*event) && hasSelection())) {
        copy({});
        clearSelection();
        return true;
    }
    if (isPaste(*event)) {
        paste(QApplication::clipboard()->text());
        return true;
    }
    if (isShifted(*event)) {
        switch (event->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
            scrollBySubRows(event->key() == Qt::Key_Up ? -1 : 1);
            return true;
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            scrollBySubRows((event->key() == Qt::Key_PageUp ? -1 : 1)
                            * std::max(1, fullRows() - 1));
            return true;
        case Qt::Key_Home:
            scrollBySubRows(-rowCount());
            return true;
        case Qt::Key_End:
            setFollowing(true);
            return true;
        default:
            break;
        }
    }
    const TerminalModes modes = m_document ? m_document->terminalModes() : TerminalModes();
    const QByteArray bytes = terminalKeyBytes(*event, modes);
    type(bytes);
    return !bytes.isEmpty();
}

// Tab is a key for the program, too; F6 leaves.
bool OutputView::focusNextPrevChild(bool next)
{
    return !(m_typing && hasFocus()) && QAbstractScrollArea::focusNextPrevChild(next);
}

void OutputView::inputMethodEvent(QInputMethodEvent *event)
{
    if (m_typing)
        type(event->commitString().toUtf8());
    event->accept();
}

QVariant OutputView::inputMethodQuery(Qt::InputMethodQuery query) const
{
    if (query == Qt::ImEnabled)
        return m_typing;
    if (query == Qt::ImCursorRectangle)
        return cursorRect().translated(viewport()->pos());
    return QAbstractScrollArea::inputMethodQuery(query);
}

bool OutputView::hasCursorRow() const
{
    return m_typing && m_document && m_document->isLastLineComplete();
}

QRect OutputView::cursorRect() const
{
    layOut();
    if (!m_document || m_visible.empty() || m_visible.back().row != rowCount() - 1)
        return {};
    const VisibleRow &last = m_visible.back();
    QRectF cell(textLeft(), last.y, m_font.charWidth(), m_font.lineHeight());
    if (m_document->isLastLineComplete() || last.info.marker) {
        cell.translate(0, last.layout.subRowCount() * m_font.lineHeight());
    } else {
        const auto place = last.layout.placeOfCell(last.cursorColumn);
        cell.translate(place.x, place.subRow * m_font.lineHeight());
    }
    return cell.toAlignedRect();
}

// A block, as terminals have it; a frame while the keys go elsewhere.
void OutputView::paintCursor(QPainter &painter) const
{
    const QRect cell = cursorRect();
    if (cell.isEmpty() || m_document->terminalModes().cursorHidden)
        return;
    const QColor color = palette().color(QPalette::Text);
    if (!hasFocus()) {
        painter.setPen(color);
        painter.drawRect(cell.adjusted(0, 0, -1, -1));
        return;
    }
    painter.fillRect(cell, color);
    const VisibleRow &last = m_visible.back();
    if (m_document->isLastLineComplete() || last.info.marker)
        return;
    const int subRow = (cell.top() - last.y) / m_font.lineHeight();
    const qsizetype from = last.layout.positionAt(subRow, cell.left() - textLeft());
    const qsizetype to = last.layout.nextPosition(from);
    painter.setPen(palette().color(QPalette::Base));
    painter.setFont(m_font.regular());
    painter.drawText(QPointF(cell.left(), cell.top() + m_font.ascent()),
                     last.layout.text().mid(from, to - from));
}

} // namespace CommandRunner
