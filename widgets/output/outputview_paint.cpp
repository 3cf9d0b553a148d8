// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlens.h"
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/theme.h"
#include "widgets/output/outputview.h"
#include "widgets/output/rulepresentation.h"

#include <QPaintEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void OutputView::paintEvent(QPaintEvent *event)
{
    layOut();
    QPainter painter(viewport());
    painter.setFont(m_font.regular());
    if (m_visible.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.setFont(font());
        painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12),
                         int(Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap), m_placeholder);
        return;
    }
    const QRect gutter(0, 0, gutterWidth(), viewport()->height());
    painter.fillRect(gutter, palette().color(QPalette::AlternateBase));
    const int height = m_font.lineHeight();
    for (const VisibleRow &row : m_visible) {
        if (row.y > event->rect().bottom()
            || row.y + height * row.layout.subRowCount() < event->rect().top())
            continue;
        painter.save();
        painter.setClipRect(gutter);
        paintGutter(painter, row);
        painter.restore();
        painter.save();
        painter.setClipRect(gutter.right() + 1, 0, viewport()->width(), viewport()->height());
        paintRow(painter, row);
        painter.restore();
    }
    painter.setClipRect(gutter.right() + 1, 0, viewport()->width(), viewport()->height());
    if (m_typing)
        paintCursor(painter);
    else if (hasFocus())
        paintCaret(painter);
}

QColor OutputView::textColor(const VisibleRow &row) const
{
    if (row.info.marker)
        return palette().color(QPalette::Link);
    return lineClassColor(row.line.lineClass);
}

QColor OutputView::lineClassColor(LineClass lineClass) const
{
    switch (lineClass) {
    case LineClass::Error:
        return semanticColor(SemanticColor::Bad, palette());
    case LineClass::Warning:
        return semanticColor(SemanticColor::Caution, palette());
    case LineClass::Sql:
    case LineClass::Progress:
    case LineClass::Debug:
        return semanticColor(SemanticColor::Neutral, palette());
    case LineClass::Plain:
        break;
    }
    return palette().color(QPalette::Text);
}

// The colours of rules; those of earlier rules last, so that they win.
QList<TextHighlight> OutputView::ruleHighlightsOf(const VisibleRow &row) const
{
    QList<TextHighlight> result;
    if (row.info.marker)
        return result;
    const auto decorations = m_document->lens().decorations(row.info.line, row.layout.text());
    for (const LineDecoration &each : decorations) {
        QColor background = lineBackground(each.background, palette());
        if (!background.isValid())
            background = palette().color(QPalette::Base);
        result.prepend({each.start, each.length, lineColour(each.foreground, palette()),
                        background});
    }
    return result;
}

QList<TextHighlight> OutputView::highlightsOf(const VisibleRow &row) const
{
    QList<TextHighlight> result = ruleHighlightsOf(row);
    const QString &text = row.layout.text();
    if (!m_marker.isEmpty() && !row.info.marker) {
        const bool dark = isDark(palette());
        const bool current = row.info.line == m_currentMatch;
        const QColor background = current ? QColor(0xffb300) : QColor(dark ? 0x5c4a00 : 0xffe9a8);
        const QColor foreground = current || !dark ? QColor(0x1b1b1b) : QColor(0xffffff);
        for (const FindMarker::Place place : m_marker.placesIn(text))
            result.append({place.start, place.length, foreground, background});
    }
    if (hasSelection()) {
        const auto [from, to] = std::minmax(m_anchor, m_caret);
        const qint64 line = row.info.line;
        const qsizetype start = line < from.line ? text.size()
            : line == from.line                  ? from.column
                                                 : 0;
        const qsizetype end = line < to.line ? text.size() : line == to.line ? to.column : 0;
        if (line >= from.line && line <= to.line && end > start) {
            result.append({start, end - start, palette().color(QPalette::HighlightedText),
                           palette().color(QPalette::Highlight)});
        }
    }
    return result;
}

void OutputView::paintRow(QPainter &painter, const VisibleRow &row) const
{
    const QPointF origin(textLeft(), row.y);
    const int height = m_font.lineHeight();
    const QColor color = textColor(row);
    if (row.info.marker) {
        painter.fillRect(QRect(gutterWidth(), row.y, viewport()->width(), height),
                         mixed(palette().color(QPalette::Base), color, 0.08));
    }
    const QList<TextHighlight> highlights = highlightsOf(row);
    row.layout.paint(painter, origin, viewport()->rect(), color, highlights);
    paintLink(painter, row);

    const auto end = row.layout.placeOf(row.layout.text().size());
    const QPointF behind = origin + QPointF(end.x, end.subRow * height);
    if (hasSelection() && !row.info.marker) {
        const auto [from, to] = std::minmax(m_anchor, m_caret);
        if (row.info.line >= from.line && row.info.line < to.line) // the newline is selected, too
            painter.fillRect(QRectF(behind, QSizeF(m_font.charWidth() / 2, height)),
                             palette().color(QPalette::Highlight));
    }
    if (!row.info.marker && row.line.byteCount > 0) {
        painter.setFont(m_font.shape(false, true));
        painter.setPen(semanticColor(SemanticColor::Neutral, palette()));
        painter.drawText(behind + QPointF(m_font.charWidth(), m_font.ascent()),
                         tr("… %1 more in this line").arg(sizeText(row.line.byteCount)));
    }
}

void OutputView::paintCaret(QPainter &painter) const
{
    if (rowCount() == 0)
        return;
    const VisibleRow *row = visibleRow(m_document->rowOfLine(m_caret.line));
    if (!row)
        return;
    if (row->info.marker) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        option.rect = QRect(gutterWidth(), row->y, viewport()->width() - gutterWidth(),
                            m_font.lineHeight());
        option.state |= QStyle::State_KeyboardFocusChange;
        option.backgroundColor = palette().color(QPalette::Base);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
        return;
    }
    const auto place = row->layout.placeOf(m_caret.column);
    const int width = std::max(2, style()->pixelMetric(QStyle::PM_TextCursorWidth, nullptr, this));
    painter.fillRect(QRectF(textLeft() + place.x, row->y + place.subRow * m_font.lineHeight(),
                            width, m_font.lineHeight()),
                     palette().color(QPalette::Text));
}

QRect OutputView::rowRect(qint64 row) const
{
    layOut();
    const VisibleRow *visible = visibleRow(row);
    if (!visible)
        return {};
    return QRect(0, visible->y, viewport()->width(),
                 visible->layout.subRowCount() * m_font.lineHeight())
        .intersected(viewport()->rect());
}

QRect OutputView::rectOf(TextPosition position) const
{
    layOut();
    const VisibleRow *row = rowCount() > 0 ? visibleRow(m_document->rowOfLine(position.line))
                                           : nullptr;
    if (!row)
        return {};
    const auto place = row->layout.placeOf(position.column);
    return QRectF(textLeft() + place.x, row->y + place.subRow * m_font.lineHeight(),
                  m_font.charWidth(), m_font.lineHeight())
        .toAlignedRect();
}

QString OutputView::rowText(qint64 row) const
{
    if (const VisibleRow *visible = visibleRow(row))
        return visible->layout.text();
    const auto rows = loadRows(row, 1);
    return rows.empty() ? QString() : rows.front().layout.text();
}

} // namespace CommandRunner
