// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linelayout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

namespace {

constexpr qreal tolerance = 0.5; // of a run's width, in pixels

} // namespace

struct LineLayout::Painting {
    QPainter *painter;
    QPointF origin;
    QRectF visible;
    QColor text;
    QList<TextHighlight> highlights;
};

void LineLayout::paint(QPainter &painter, QPointF origin, const QRectF &visible, const QColor &text,
                       const QList<TextHighlight> &highlights) const
{
    const int height = m_font->lineHeight();
    const auto rowAt = [&](qreal y) {
        return std::clamp(int(std::floor((y - origin.y()) / height)), 0, m_subRows - 1);
    };
    const int top = rowAt(visible.top());
    const int bottom = rowAt(visible.bottom());
    qsizetype from = 0;
    qsizetype to = m_text.size();
    if (isAscii()) {
        from = positionAt(top, top == bottom ? visible.left() - origin.x() : 0);
        to = positionAt(bottom, visible.right() - origin.x() + m_font->charWidth());
    } else {
        const Piece *piece = pieceOf(clusterAt(top, visible.left() - origin.x()));
        from = piece && top == bottom ? startOf(piece->first) : startOf(firstOf(top));
        to = startOf(firstOf(bottom + 1));
    }

    Painting painting{&painter, origin, visible, text, {}};
    for (const TextHighlight &highlight : highlights) {
        if (highlight.start <= to && highlight.start + highlight.length >= from)
            painting.highlights.append(highlight);
    }
    if (isAscii())
        paintAscii(painting);
    else
        paintPieces(painting);
}

LineLayout::Looks LineLayout::looksAt(qsizetype position, const Painting &painting) const
{
    Looks looks{painting.text, {}, m_font->regular()};
    const auto span = std::lower_bound(m_spans.begin(), m_spans.end(), position,
                                       [](const TerminalSpan &candidate, qsizetype wanted) {
                                           return candidate.start + candidate.length <= wanted;
                                       });
    if (span != m_spans.end() && span->start <= position) {
        const TerminalStyle &style = span->style;
        const TerminalPalette::Colors colors = m_palette->colors(style);
        looks.background = colors.background;
        // A line's own colour shows through where the program chose none: an error stays red when
        // bold.
        const bool plain = style.foreground.kind == TerminalColor::Kind::Default && !style.inverse
            && !style.faint && !style.conceal && !colors.background.isValid();
        if (!plain)
            looks.foreground = colors.foreground;
        looks.font = m_font->shape(style.bold, style.italic);
        looks.font.setUnderline(style.underline || !span->link.isEmpty());
        looks.font.setStrikeOut(style.strikeOut);
    }
    for (const TextHighlight &highlight : painting.highlights) {
        if (highlight.start > position || position >= highlight.start + highlight.length)
            continue;
        looks.background = highlight.background;
        if (highlight.foreground.isValid())
            looks.foreground = highlight.foreground;
    }
    return looks;
}

// Where the looks at `position` may change, at most `end`.
qsizetype LineLayout::looksEnd(qsizetype position, qsizetype end, const Painting &painting) const
{
    const auto stop = [&end, position](qsizetype at) {
        if (at > position)
            end = std::min(end, at);
    };
    const auto span = std::lower_bound(m_spans.begin(), m_spans.end(), position,
                                       [](const TerminalSpan &candidate, qsizetype wanted) {
                                           return candidate.start + candidate.length <= wanted;
                                       });
    if (span != m_spans.end()) {
        stop(span->start);
        stop(span->start + span->length);
    }
    for (const TextHighlight &highlight : painting.highlights) {
        stop(highlight.start);
        stop(highlight.start + highlight.length);
    }
    return end;
}

void LineLayout::paintBackground(QPainter &painter, QPointF corner, qreal width,
                                 const Looks &looks) const
{
    if (looks.background.isValid())
        painter.fillRect(QRectF(corner, QSizeF(width, m_font->lineHeight())), looks.background);
}

void LineLayout::paintText(QPainter &painter, QPointF corner, qreal width, const QString &text,
                           const Looks &looks, qreal glyphs) const
{
    paintBackground(painter, corner, width, looks);
    painter.setFont(looks.font);
    painter.setPen(looks.foreground);
    const QPointF baseline = corner + QPointF(0, m_font->ascent());
    if (glyphs <= width + tolerance) {
        painter.drawText(baseline, text);
        return;
    }
    painter.save();
    painter.translate(baseline);
    painter.scale(width / glyphs, 1);
    painter.drawText(QPointF(), text);
    painter.restore();
}

void LineLayout::paintAscii(const Painting &painting) const
{
    const qreal unit = m_font->charWidth();
    const qsizetype perRow = m_columns == 0 ? std::max<qsizetype>(1, m_text.size()) : m_columns;
    for (int subRow = 0; subRow < m_subRows; ++subRow) {
        const QPointF corner = painting.origin + QPointF(0, subRow * m_font->lineHeight());
        const QRectF &visible = painting.visible;
        if (corner.y() + m_font->lineHeight() < visible.top() || corner.y() > visible.bottom())
            continue;
        const qsizetype start = subRow * perRow;
        const auto column = [&](qreal x) {
            return std::min(qsizetype(std::max<qreal>(0, x / unit)), perRow);
        };
        const qsizetype from = start + column(std::floor(visible.left() - corner.x()));
        const qsizetype to = std::min(start + column(visible.right() - corner.x() + unit),
                                      m_text.size());
        for (qsizetype at = from; at < to;) {
            const qsizetype end = looksEnd(at, to, painting);
            const Looks looks = looksAt(at, painting);
            const QPointF place = corner + QPointF(unit * qreal(at - start), 0);
            paintBackground(*painting.painter, place, unit * qreal(end - at), looks);
            painting.painter->setPen(looks.foreground);
            m_font->drawAscii(*painting.painter, place + QPointF(0, m_font->ascent()),
                              QStringView(m_text).sliced(at, end - at), looks.font);
            at = end;
        }
    }
}

void LineLayout::paintPieces(const Painting &painting) const
{
    for (int subRow = 0; subRow < m_subRows; ++subRow) {
        const qreal y = painting.origin.y() + subRow * m_font->lineHeight();
        const QRectF &visible = painting.visible;
        if (y + m_font->lineHeight() < visible.top() || y > visible.bottom())
            continue;
        const Piece *piece = pieceOf(clusterAt(subRow, visible.left() - painting.origin.x()));
        const Piece *const end = m_pieces.data() + m_pieces.size();
        for (; piece && piece != end && piece->first < firstOf(subRow + 1); ++piece) {
            if (painting.origin.x() + xOf(piece->first, subRow) > visible.right())
                break;
            if (piece->kind == Piece::Shaped)
                paintShaped(*piece, subRow, painting);
            else
                paintRun(*piece, subRow, painting);
        }
    }
}

void LineLayout::paintRun(const Piece &piece, int subRow, const Painting &painting) const
{
    const qsizetype start = startOf(piece.first);
    const qsizetype end = startOf(piece.end);
    const qreal room = xOf(piece.end, subRow) - xOf(piece.first, subRow);
    const QFontMetricsF metrics(m_font->regular());
    if (piece.glyphs < 0)
        piece.glyphs = metrics.horizontalAdvance(m_text.mid(start, end - start));
    const bool fits = std::abs(piece.glyphs - room) < tolerance;
    const bool alike = piece.isIdeographic && piece.glyphs < room;
    const qreal spacing = fits ? 0 : (room - piece.glyphs) / (piece.end - piece.first);
    const QPointF corner = painting.origin + QPointF(0, subRow * m_font->lineHeight());

    for (qsizetype at = start; at < end;) {
        qsizetype stop = looksEnd(at, end, painting);
        qint32 cluster = clusterOf(at);
        qint32 last = clusterOf(stop - 1) + 1; // a cluster is painted as a whole
        stop = startOf(last);
        Looks looks = looksAt(at, painting);
        if (alike && !fits)
            looks.font.setLetterSpacing(QFont::AbsoluteSpacing, spacing);
        const qint32 step = fits || alike ? last - cluster : 1;
        for (; cluster < last; cluster += step) {
            const qreal x = xOf(cluster, subRow);
            const qreal width = xOf(cluster + step, subRow) - x;
            const qsizetype from = startOf(cluster);
            const QString text = m_text.mid(from, startOf(cluster + step) - from);
            const qreal glyphs = fits || alike ? 0 : metrics.horizontalAdvance(text);
            const bool seen = corner.x() + x + width >= painting.visible.left()
                && corner.x() + x <= painting.visible.right();
            if (seen)
                paintText(*painting.painter, corner + QPointF(x, 0), width, text, looks, glyphs);
        }
        at = stop;
    }
}

void LineLayout::paintShaped(const Piece &piece, int subRow, const Painting &painting) const
{
    const qsizetype start = startOf(piece.first);
    const qsizetype end = startOf(piece.end);
    QList<QTextLayout::FormatRange> ranges;
    for (qsizetype at = start; at < end;) {
        const qsizetype stop = looksEnd(at, end, painting);
        const Looks looks = looksAt(at, painting);
        QTextLayout::FormatRange range;
        range.start = int(at - start);
        range.length = int(stop - at);
        range.format.setForeground(looks.foreground);
        if (looks.background.isValid())
            range.format.setBackground(looks.background);
        range.format.setFontUnderline(looks.font.underline());
        range.format.setFontStrikeOut(looks.font.strikeOut());
        ranges.append(range);
        at = stop;
    }
    QTextLayout &layout = layoutOf(piece);
    QPainter &painter = *painting.painter;
    painter.save();
    painter.setPen(painting.text);
    painter.translate(painting.origin
                      + QPointF(xOf(piece.first, subRow), subRow * m_font->lineHeight()));
    painter.scale(scaleOf(piece), 1);
    layout.draw(&painter, QPointF(), ranges);
    painter.restore();
}

} // namespace CommandRunner
