// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/terminaltext.h"
#include "widgets/common/terminalpalette.h"
#include "widgets/output/viewfont.h"

#include <QFont>
#include <QTextLayout>

#include <memory>
#include <vector>

class QPainter;

namespace CommandRunner {

// A part of a line painted otherwise: a selection, a match.
struct TextHighlight {
    qsizetype start = 0;
    qsizetype length = 0;
    QColor foreground;
    QColor background;
};

// One decoded line in its place: where it wraps, where each character stands. A grid, as a terminal
// has it: each cluster takes one or two columns, whatever the width of its glyphs, so that tables
// stay tables. Scripts that need shaping (right to left, joined, Indic) are laid out run by run
// within the columns that they take; nothing in a line turns the text around outside of its run.
class LineLayout final
{
public:
    // `wrapWidth` in pixels, 0: one row however long. Font and palette outlive us.
    LineLayout(TerminalLine line, const ViewFont &font, const TerminalPalette &palette,
               qreal wrapWidth);

    const QString &text() const { return m_text; }
    int subRowCount() const { return m_subRows; }
    qreal width() const;

    // The character boundary nearest to x in that sub-row.
    qsizetype positionAt(int subRow, qreal x) const;
    struct Place {
        int subRow = 0;
        qreal x = 0;
    };
    Place placeOf(qsizetype position) const;
    Place placeOfCell(qsizetype column) const; // also behind the text
    qsizetype nextPosition(qsizetype position) const;
    qsizetype previousPosition(qsizetype position) const;

    // Paints with the top left of the first sub-row at `origin`; what lies outside `visible` is
    // skipped. Highlights are sorted by priority: later ones win.
    void paint(QPainter &painter, QPointF origin, const QRectF &visible, const QColor &text,
               const QList<TextHighlight> &highlights) const;

private:
    // Clusters that are painted together.
    struct Piece {
        enum Kind : quint8 {
            Run, // of one width each, with equal glyphs (or painted one by one, when they are not)
            Single, // one cluster
            Shaped, // needs a text layout
        };
        Kind kind = Run;
        bool isIdeographic = false;
        qint32 first = 0; // cluster
        qint32 end = 0;
        mutable qreal glyphs = -1;                   // width of the text; -1: not measured yet
        mutable std::shared_ptr<QTextLayout> layout; // of a shaped one, when it was needed
    };
    struct Looks {
        QColor foreground;
        QColor background;
        QFont font;
    };
    struct Painting; // what a call of paint() goes by

    bool isAscii() const { return m_starts.empty(); }
    void findClusters(qreal wrapWidth);
    void findPieces();
    Piece::Kind kindOf(qint32 cluster, qint32 &end, qint32 limit) const;
    qint32 clusterAt(int subRow, qreal x) const;
    qint32 clusterOf(qsizetype position) const; // the one that holds it; their number at the end
    qint32 firstOf(int subRow) const { return m_rowStarts[size_t(subRow)]; }
    qreal xOf(qint32 cluster, int subRow) const;
    QTextLayout &layoutOf(const Piece &piece) const;
    qreal scaleOf(const Piece &piece) const;
    const Piece *pieceOf(qint32 cluster) const;
    qsizetype startOf(qint32 cluster) const { return m_starts[size_t(cluster)]; }

    Looks looksAt(qsizetype position, const Painting &painting) const;
    qsizetype looksEnd(qsizetype position, qsizetype end, const Painting &painting) const;
    void paintAscii(const Painting &painting) const;
    void paintPieces(const Painting &painting) const;
    void paintRun(const Piece &piece, int subRow, const Painting &painting) const;
    void paintShaped(const Piece &piece, int subRow, const Painting &painting) const;
    void paintBackground(QPainter &painter, QPointF corner, qreal width, const Looks &looks) const;
    void paintText(QPainter &painter, QPointF corner, qreal width, const QString &text,
                   const Looks &looks, qreal glyphs) const;

    QString m_text;
    QList<TerminalSpan> m_spans;
    const ViewFont *m_font;
    const TerminalPalette *m_palette;
    qsizetype m_columns = 0; // of a sub-row; 0: no wrapping
    int m_subRows = 1;

    // Of a line that is not plain ASCII, whose clusters are its characters.
    std::vector<qint32> m_starts;    // of the clusters in the text, and its end
    std::vector<qint32> m_columnsAt; // in the line
    std::vector<qint32> m_rowStarts; // first cluster of each sub-row, and their number
    std::vector<Piece> m_pieces;     // none goes over the end of a sub-row
};

} // namespace CommandRunner
