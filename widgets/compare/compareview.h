// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/diffrows.h"
#include "core/compare/worddiff.h"
#include "core/output/outputdocument.h"
#include "widgets/compare/comparecolors.h"
#include "widgets/output/linelayout.h"
#include "widgets/output/viewfont.h"

#include <QAbstractScrollArea>

#include <array>
#include <optional>
#include <vector>

namespace CommandRunner {

// Two outputs beside each other, line by line, with equal stretches folded. Only what is seen is
// read and decoded. One row is the current one; a selection is made of whole rows.
class CompareView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit CompareView(QWidget *parent = nullptr);
    ~CompareView() override;

    // Both outlive us, or null. `rows` speaks of their lines.
    void setComparison(const OutputDocument *before, const OutputDocument *after, DiffRows rows,
                       NoiseKinds ignored);
    void clear();
    const DiffRows &rows() const { return m_rows; }

    qint64 currentRow() const { return m_current; }
    void setCurrentRow(qint64 row, bool select = false);
    // To the next or previous difference from the current row; false: there is none that way.
    bool stepDifference(bool forward);
    void goToDifference(qint64 index);
    qint64 currentDifference() const; // the current row is in it; -1: in none
    void openFold(qint64 row);
    void setAllOpen(bool open);

    qint64 topRow() const;
    qint64 revision() const { return m_revision; } // another one when rows changed
    // "− 12: text", as it is copied and read out; both sides of a row that changed.
    QString rowText(qint64 row) const;
    QString spokenText(qint64 row) const; // in words
    QRect rowRect(qint64 row) const;      // in the viewport; empty when it is not seen
    qint64 rowAt(int y) const;            // -1: there is none
    void copy() const;                    // the selected rows, as `diff -u` writes them
    bool canCopy() const { return m_rows.count() > 0; }
    const ViewFont &viewFont() const { return m_font; }

Q_SIGNALS:
    void currentChanged(); // the current row, or the difference that it is in

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Cell {
        CellLook look = CellLook::Nothing;
        qint64 line = -1;
        qint64 more = 0; // bytes of the line that are not shown
        std::optional<LineLayout> layout;
        QList<TextHighlight> highlights;
    };
    struct VisibleRow {
        qint64 index = 0;
        DiffRow row;
        std::array<Cell, 2> cells;
    };
    struct Geometry { // of one side
        int left = 0;
        int gutter = 0; // width
        int width = 0;

        int text() const { return left + gutter; }
    };

    void layOut() const;
    VisibleRow visibleRow(qint64 index) const;
    Cell cellOf(const OutputLine &line, TerminalLine decoded, CellLook look) const;
    OutputLine lineOf(int side, qint64 line) const;
    void markParts(VisibleRow &row, const QString &before, const QString &after,
                   std::array<TerminalLine, 2> &lines) const;
    void invalidate();
    void updateBars();
    Geometry geometryOf(int side) const;
    int fullRows() const;
    void reveal(qint64 row);
    bool isSelected(qint64 row) const;
    bool moveByKey(QKeyEvent *event);
    QString numberOf(int side, qint64 line) const;

    void paintRow(QPainter &painter, const VisibleRow &row, int y) const;
    void paintCell(QPainter &painter, const VisibleRow &row, int side, int y) const;
    void paintFold(QPainter &painter, const VisibleRow &row, int y) const;
    QString foldText(const DiffRow &row) const;

    std::array<const OutputDocument *, 2> m_documents{};
    DiffRows m_rows;
    NoiseKinds m_ignored = 0;
    ViewFont m_font;
    CompareColors m_colors;
    qint64 m_current = 0;
    qint64 m_anchor = 0; // the other end of the selection
    qint64 m_revision = 0;

    mutable bool m_layoutValid = false;
    mutable std::vector<VisibleRow> m_visible;
    mutable std::array<QList<OutputLine>, 2> m_lines; // read last
    mutable qreal m_widest = 0;
};

} // namespace CommandRunner
