// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linelayout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isGridText(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

} // namespace

ViewFont::ViewFont(const QFont &font)
{
    for (size_t i = 0; i < m_fonts.size(); ++i) {
        m_fonts[i] = font;
        m_fonts[i].setBold((i & 1) != 0);
        m_fonts[i].setItalic((i & 2) != 0);
        m_fonts[i].setKerning(false);
    }
    const QFontMetricsF metrics(m_fonts[0]);
    m_charWidth = std::max<qreal>(1, metrics.horizontalAdvance(u'0'));
    m_ascent = int(std::ceil(metrics.ascent()));
    m_lineHeight = m_ascent + int(std::ceil(metrics.descent()))
        + std::max(1, int(metrics.leading()));
    const QString sample = u"il1MW.@ -"_s;
    m_fixedPitch = std::abs(metrics.horizontalAdvance(sample) - m_charWidth * qreal(sample.size()))
        < 0.5;
}

LineLayout::LineLayout(TerminalLine line, const ViewFont &font, const TerminalPalette &palette,
                       qreal wrapWidth)
    : m_text(std::move(line.text)),
      m_font(&font)
{
    m_segments.reserve(line.spans.size());
    for (const TerminalSpan &span : std::as_const(line.spans)) {
        Segment segment{span.start, span.length, span.style, palette.colors(span.style)};
        if (!span.link.isEmpty())
            segment.style.underline = true;
        const bool plain = span.style.foreground.kind == TerminalColor::Kind::Default
            && !span.style.inverse && !span.style.faint && !segment.colors.background.isValid();
        if (plain)
            segment.colors.foreground = QColor(); // takes the line's own colour: an error stays red
                                                  // when bold
        m_segments.append(segment);
    }
    if (!font.isFixedPitch() || !isGridText(m_text))
        layOutText(wrapWidth);
    else if (wrapWidth > 0)
        m_columns = std::max<qsizetype>(1, qsizetype(wrapWidth / font.charWidth()));
}

void LineLayout::layOutText(qreal wrapWidth)
{
    m_layout = std::make_unique<QTextLayout>(m_text, m_font->regular());
    QTextOption option;
    option.setWrapMode(wrapWidth > 0 ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
    option.setAlignment(Qt::AlignLeft | Qt::AlignAbsolute); // a right-to-left line stays in sight
                                                            // when it does not wrap
    m_layout->setTextOption(option);

    QList<QTextLayout::FormatRange> formats;
    for (const Segment &segment : std::as_const(m_segments)) {
        QTextLayout::FormatRange range;
        range.start = int(segment.start);
        range.length = int(segment.length);
        range.format.setFont(m_font->shape(segment.style.bold, segment.style.italic));
        range.format.setFontUnderline(segment.style.underline);
        range.format.setFontStrikeOut(segment.style.strikeOut);
        if (segment.colors.foreground.isValid())
            range.format.setForeground(segment.colors.foreground);
        if (segment.colors.background.isValid())
            range.format.setBackground(segment.colors.background);
        formats.append(range);
    }
    m_layout->setFormats(formats);
    m_layout->setCacheEnabled(true);
    m_layout->beginLayout();
    for (int i = 0;; ++i) {
        QTextLine line = m_layout->createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(wrapWidth > 0 ? wrapWidth : 1e7);
        // Fallback fonts are taller or deeper than ours: all rows keep one height and one baseline.
        line.setPosition(QPointF(0, i * m_font->lineHeight() + m_font->ascent() - line.ascent()));
    }
    m_layout->endLayout();
}

int LineLayout::subRowCount() const
{
    if (m_layout)
        return std::max(1, m_layout->lineCount());
    if (m_columns == 0)
        return 1;
    return int(std::max<qsizetype>(1, (m_text.size() + m_columns - 1) / m_columns));
}

qreal LineLayout::width() const
{
    if (!m_layout)
        return m_font->charWidth()
            * qreal(m_columns == 0 ? m_text.size() : std::min(m_text.size(), m_columns));
    qreal width = 0;
    for (int i = 0; i < m_layout->lineCount(); ++i)
        width = std::max(width, m_layout->lineAt(i).naturalTextWidth());
    return width;
}

qsizetype LineLayout::positionAt(int subRow, qreal x) const
{
    if (m_layout) {
        if (m_layout->lineCount() == 0)
            return 0;
        return m_layout->lineAt(std::clamp(subRow, 0, m_layout->lineCount() - 1)).xToCursor(x);
    }
    const auto column = qsizetype(std::max<qreal>(0, std::floor(x / m_font->charWidth() + 0.5)));
    const qsizetype start = m_columns * std::max(0, subRow);
    const qsizetype within = m_columns == 0 ? column : std::min(column, m_columns);
    return std::clamp<qsizetype>(start + within, 0, m_text.size());
}

LineLayout::Place LineLayout::placeOf(qsizetype position) const
{
    const qsizetype at = std::clamp<qsizetype>(position, 0, m_text.size());
    if (m_layout) {
        const QTextLine line = m_layout->lineForTextPosition(int(at));
        return line.isValid() ? Place{line.lineNumber(), line.cursorToX(int(at))} : Place{};
    }
    if (m_columns == 0)
        return {0, m_font->charWidth() * qreal(at)};
    // The end of a full last sub-row stands behind its last character, not in a row of its own.
    const qsizetype row = std::min<qsizetype>(at / m_columns, subRowCount() - 1);
    return {int(row), m_font->charWidth() * qreal(at - row * m_columns)};
}

qsizetype LineLayout::nextPosition(qsizetype position) const
{
    if (m_layout)
        return m_layout->nextCursorPosition(int(position));
    return std::min(position + 1, m_text.size());
}

qsizetype LineLayout::previousPosition(qsizetype position) const
{
    if (m_layout)
        return m_layout->previousCursorPosition(int(std::min(position, m_text.size())));
    return std::max<qsizetype>(0, std::min(position, m_text.size()) - 1);
}

void LineLayout::paint(QPainter &painter, QPointF origin, const QRectF &visible, const QColor &text,
                       const QList<TextHighlight> &highlights) const
{
    if (!m_layout) {
        paintGrid(painter, origin, visible, text, highlights);
        return;
    }
    QList<QTextLayout::FormatRange> ranges;
    for (const TextHighlight &highlight : highlights) {
        QTextLayout::FormatRange range;
        range.start = int(highlight.start);
        range.length = int(highlight.length);
        range.format.setBackground(highlight.background);
        if (highlight.foreground.isValid())
            range.format.setForeground(highlight.foreground);
        ranges.append(range);
    }
    painter.setPen(text);
    m_layout->draw(&painter, origin, ranges, visible);
}

QList<qsizetype> LineLayout::boundaries(qsizetype from, qsizetype to,
                                        const QList<TextHighlight> &highlights) const
{
    QList<qsizetype> result{from, to};
    const auto add = [&result, from, to](qsizetype position) {
        if (position > from && position < to)
            result.append(position);
    };
    for (const Segment &segment : m_segments) {
        add(segment.start);
        add(segment.start + segment.length);
    }
    for (const TextHighlight &highlight : highlights) {
        add(highlight.start);
        add(highlight.start + highlight.length);
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

void LineLayout::paintGrid(QPainter &painter, QPointF origin, const QRectF &visible,
                           const QColor &text, const QList<TextHighlight> &highlights) const
{
    const qreal charWidth = m_font->charWidth();
    const qsizetype perRow = m_columns == 0 ? std::max<qsizetype>(1, m_text.size()) : m_columns;
    for (int subRow = 0; subRow < subRowCount(); ++subRow) {
        const QPointF corner = origin + QPointF(0, subRow * m_font->lineHeight());
        if (corner.y() + m_font->lineHeight() < visible.top() || corner.y() > visible.bottom())
            continue;
        const qsizetype start = subRow * perRow;
        const auto left = qsizetype(
            std::max<qreal>(0, std::floor((visible.left() - corner.x()) / charWidth)));
        const auto right = qsizetype(
            std::max<qreal>(0, std::ceil((visible.right() - corner.x()) / charWidth)));
        const qsizetype from = start + std::min(left, perRow);
        const qsizetype to = std::min({start + std::min(right, perRow), m_text.size()});
        if (from >= to)
            continue;

        const auto covers = [](const auto &range, qsizetype position) {
            return range.start <= position && position < range.start + range.length;
        };
        const QList<qsizetype> cuts = boundaries(from, to, highlights);
        for (qsizetype i = 0; i + 1 < cuts.size(); ++i) {
            const qsizetype at = cuts[i];
            const Segment *segment = nullptr;
            for (const Segment &candidate : m_segments) {
                if (covers(candidate, at))
                    segment = &candidate;
            }
            const TextHighlight *highlight = nullptr;
            for (const TextHighlight &candidate : highlights) {
                if (covers(candidate, at))
                    highlight = &candidate;
            }
            paintGridPiece(painter, corner + QPointF(charWidth * qreal(at - start), 0), at,
                           cuts[i + 1], segment, highlight, text);
        }
    }
}

void LineLayout::paintGridPiece(QPainter &painter, QPointF origin, qsizetype from, qsizetype to,
                                const Segment *segment, const TextHighlight *highlight,
                                const QColor &text) const
{
    QColor background = segment ? segment->colors.background : QColor();
    QColor foreground = segment && segment->colors.foreground.isValid() ? segment->colors.foreground
                                                                        : text;
    if (highlight) {
        background = highlight->background;
        if (highlight->foreground.isValid())
            foreground = highlight->foreground;
    }
    if (background.isValid()) {
        painter.fillRect(
            QRectF(origin, QSizeF(m_font->charWidth() * qreal(to - from), m_font->lineHeight())),
            background);
    }
    QFont font = segment ? m_font->shape(segment->style.bold, segment->style.italic)
                         : m_font->regular();
    if (segment && (segment->style.underline || segment->style.strikeOut)) {
        font.setUnderline(segment->style.underline);
        font.setStrikeOut(segment->style.strikeOut);
    }
    painter.setFont(font);
    painter.setPen(foreground);
    painter.drawText(origin + QPointF(0, m_font->ascent()), m_text.mid(from, to - from));
}

} // namespace CommandRunner
