// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/terminaltext.h"
#include "widgets/common/terminalpalette.h"

#include <QFont>
#include <QTextLayout>

#include <array>
#include <memory>

class QPainter;

namespace CommandRunner {

// The monospace font in its four shapes, measured once.
class ViewFont final
{
public:
    explicit ViewFont(const QFont &font);

    const QFont &regular() const { return m_fonts[0]; }
    const QFont &shape(bool bold, bool italic) const
    {
        return m_fonts[size_t(bold) + 2 * size_t(italic)];
    }
    qreal charWidth() const { return m_charWidth; }
    int lineHeight() const { return m_lineHeight; }
    int ascent() const { return m_ascent; }
    bool isFixedPitch() const { return m_fixedPitch; }

private:
    std::array<QFont, 4> m_fonts;
    qreal m_charWidth = 1;
    int m_lineHeight = 1;
    int m_ascent = 1;
    bool m_fixedPitch = true;
};

// A part of a line painted otherwise: a selection, a match.
struct TextHighlight {
    qsizetype start = 0;
    qsizetype length = 0;
    QColor foreground;
    QColor background;
};

// One decoded line in its place: where it wraps, where each character stands. ASCII in a fixed
// pitch font is a grid and needs no text engine; everything else (wide characters, right to left,
// combining marks) goes through QTextLayout.
class LineLayout final
{
public:
    // `wrapWidth` in pixels, 0: one row however long. The font outlives us.
    LineLayout(TerminalLine line, const ViewFont &font, const TerminalPalette &palette,
               qreal wrapWidth);

    const QString &text() const { return m_text; }
    int subRowCount() const;
    qreal width() const;

    // The character boundary nearest to x in that sub-row.
    qsizetype positionAt(int subRow, qreal x) const;
    struct Place {
        int subRow = 0;
        qreal x = 0;
    };
    Place placeOf(qsizetype position) const;
    qsizetype nextPosition(qsizetype position) const;
    qsizetype previousPosition(qsizetype position) const;

    // Paints with the top left of the first sub-row at `origin`; what lies outside `visible` is
    // skipped. Highlights are sorted by priority: later ones win.
    void paint(QPainter &painter, QPointF origin, const QRectF &visible, const QColor &text,
               const QList<TextHighlight> &highlights) const;

private:
    struct Segment {
        qsizetype start = 0;
        qsizetype length = 0;
        TerminalStyle style;
        TerminalPalette::Colors colors;
    };

    void layOutText(qreal wrapWidth);
    void paintGrid(QPainter &painter, QPointF origin, const QRectF &visible, const QColor &text,
                   const QList<TextHighlight> &highlights) const;
    void paintGridPiece(QPainter &painter, QPointF origin, qsizetype from, qsizetype to,
                        const Segment *segment, const TextHighlight *highlight,
                        const QColor &text) const;
    QList<qsizetype> boundaries(qsizetype from, qsizetype to,
                                const QList<TextHighlight> &highlights) const;

    QString m_text;
    QList<Segment> m_segments;
    const ViewFont *m_font;
    qsizetype m_columns = 0;               // of a sub-row in the grid; 0: no wrapping
    std::unique_ptr<QTextLayout> m_layout; // null: grid
};

} // namespace CommandRunner
