// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/compare/compareview.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionFocusRect>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void CompareView::paintEvent(QPaintEvent *event)
{
    layOut();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_colors.background(CellLook::Equal));
    const int height = m_font.lineHeight();
    int y = 0;
    for (const VisibleRow &row : m_visible) {
        if (y <= event->rect().bottom() && y + height >= event->rect().top())
            paintRow(painter, row, y);
        y += height;
    }
    if (y < viewport()->height()) { // the gutters go on below the last row
        for (int side = 0; side < 2; ++side) {
            const Geometry geometry = geometryOf(side);
            painter.fillRect(geometry.left, y, geometry.gutter, viewport()->height() - y,
                             m_colors.gutter(CellLook::Equal));
        }
    }
    painter.fillRect(viewport()->width() / 2, 0, 1, viewport()->height(),
                     palette().color(QPalette::Mid));
}

void CompareView::paintRow(QPainter &painter, const VisibleRow &row, int y) const
{
    const QRect rect(0, y, viewport()->width(), m_font.lineHeight());
    if (row.row.kind == DiffRow::Kind::Fold) {
        paintFold(painter, row, y);
    } else {
        for (int side = 0; side < 2; ++side)
            paintCell(painter, row, side, y);
    }
    if (row.index == m_current || isSelected(row.index)) {
        // A bar on the left and a line around: what the row says keeps its colours.
        const int bar = std::max(2, int(m_font.charWidth() / 3));
        painter.fillRect(QRect(0, y, bar, rect.height()), palette().color(QPalette::Highlight));
    }
    if (isSelected(row.index)) {
        QColor veil = palette().color(QPalette::Highlight);
        veil.setAlphaF(0.18F);
        painter.fillRect(rect, veil);
    }
    if (row.index == m_current && hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
    }
}

void CompareView::paintFold(QPainter &painter, const VisibleRow &row, int y) const
{
    const QRect rect(0, y, viewport()->width(), m_font.lineHeight());
    const QColor color = palette().color(QPalette::Link);
    const QColor background = mixed(palette().color(QPalette::Base), color, 0.08);
    painter.fillRect(rect, background);
    painter.setFont(m_font.regular());
    painter.setPen(readableOn(background, color));
    painter.drawText(QPointF(m_font.charWidth() * 1.5, y + m_font.ascent()), foldText(row.row));
}

void CompareView::paintCell(QPainter &painter, const VisibleRow &row, int side, int y) const
{
    const Cell &cell = row.cells.at(size_t(side));
    const Geometry geometry = geometryOf(side);
    const int height = m_font.lineHeight();
    const qreal unit = m_font.charWidth();
    const qreal baseline = y + m_font.ascent();
    painter.fillRect(geometry.left, y, geometry.gutter, height, m_colors.gutter(cell.look));
    painter.fillRect(geometry.text(), y, geometry.width - geometry.gutter, height,
                     m_colors.background(cell.look));
    if (!cell.layout)
        return;

    const QString number = numberOf(side, cell.line);
    const qreal numbersRight = geometry.text() - 2.5 * unit;
    painter.setPen(m_colors.number());
    m_font.drawAscii(painter, QPointF(numbersRight - unit * qreal(number.size()), baseline), number,
                     m_font.regular());
    if (const QString sign = CompareColors::signOf(cell.look); !sign.isEmpty()) {
        painter.setPen(m_colors.sign(cell.look));
        painter.setFont(m_font.shape(true, false));
        painter.drawText(QPointF(numbersRight + unit * 0.75, baseline), sign);
    }

    const QRect room(geometry.text(), y, geometry.width - geometry.gutter, height);
    painter.save();
    painter.setClipRect(room);
    const QPointF origin(geometry.text() + unit / 2 - horizontalScrollBar()->value(), y);
    cell.layout->paint(painter, origin, room, m_colors.text(cell.look), cell.highlights);
    if (cell.more > 0) {
        painter.setFont(m_font.shape(false, true));
        painter.setPen(m_colors.number());
        painter.drawText(origin + QPointF(cell.layout->width() + unit, m_font.ascent()),
                         tr("… %1 more in this line").arg(sizeText(cell.more)));
    }
    painter.restore();
}

} // namespace CommandRunner
