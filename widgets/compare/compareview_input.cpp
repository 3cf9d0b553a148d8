// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compareview.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 mostCopiedRows = 50'000; // they are read while one waits
}

bool CompareView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) { // Ctrl+C is ours, whatever the window does
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void CompareView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        m_anchor = 0;
        setCurrentRow(m_rows.count() - 1, true);
    } else if (m_rows.count() == 0 || !moveByKey(event)) {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool CompareView::moveByKey(QKeyEvent *event)
{
    const bool select = event->modifiers().testFlag(Qt::ShiftModifier);
    const auto modifiers = event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    if (modifiers != Qt::NoModifier)
        return false;
    QScrollBar *sideways = horizontalScrollBar();
    switch (event->key()) {
    case Qt::Key_Up:
        setCurrentRow(m_current - 1, select);
        return true;
    case Qt::Key_Down:
        setCurrentRow(m_current + 1, select);
        return true;
    case Qt::Key_PageUp:
        setCurrentRow(m_current - fullRows() + 1, select);
        return true;
    case Qt::Key_PageDown:
        setCurrentRow(m_current + fullRows() - 1, select);
        return true;
    case Qt::Key_Home:
        setCurrentRow(0, select);
        return true;
    case Qt::Key_End:
        setCurrentRow(m_rows.count() - 1, select);
        return true;
    case Qt::Key_Left:
        sideways->setValue(sideways->value() - sideways->singleStep());
        return true;
    case Qt::Key_Right:
        sideways->setValue(sideways->value() + sideways->singleStep());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        openFold(m_current);
        return true;
    default:
        return false;
    }
}

void CompareView::mousePressEvent(QMouseEvent *event)
{
    const qint64 row = rowAt(int(event->position().y()));
    if (row < 0 || (event->button() == Qt::RightButton && isSelected(row)))
        return;
    setCurrentRow(row, event->modifiers().testFlag(Qt::ShiftModifier));
    if (event->button() == Qt::LeftButton)
        openFold(row);
}

void CompareView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || m_rows.count() == 0)
        return;
    const int y = int(event->position().y());
    const qint64 row = rowAt(y);
    setCurrentRow(row >= 0 ? row : y < 0 ? topRow() - 1 : m_rows.count() - 1, true);
}

void CompareView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(parentWidget()->actions());
    menu->addSeparator();
    connect(menu->addAction(tr("&Open All Equal Lines")), &QAction::triggered, this,
            [this] { setAllOpen(true); });
    connect(menu->addAction(tr("&Fold Equal Lines")), &QAction::triggered, this,
            [this] { setAllOpen(false); });
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? viewport()->mapToGlobal(rowRect(m_current).bottomLeft())
                      : event->globalPos());
}

void CompareView::copy() const
{
    if (m_rows.count() == 0)
        return;
    const auto [first, last] = std::minmax(m_anchor, m_current);
    QStringList lines;
    QStringList became; // of lines that changed: they follow what they were
    for (qint64 row = first; row <= std::min(last, first + mostCopiedRows); ++row) {
        const QStringList text = rowText(row).split(u'\n');
        const bool changed = m_rows.at(row).kind == DiffRow::Kind::Changed;
        if (!changed)
            lines += std::exchange(became, {});
        lines.append(text.first());
        became += text.mid(1);
    }
    lines += became;
    QGuiApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

void CompareView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    invalidate();
    updateBars();
}

void CompareView::scrollContentsBy(int, int)
{
    invalidate();
    updateBars();
}

void CompareView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange
        && event->type() != QEvent::ApplicationFontChange)
        return;
    m_visible.clear(); // their layouts point to font and colours
    m_font = ViewFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_colors = CompareColors(palette());
    invalidate();
    updateBars();
}

} // namespace CommandRunner
