// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputdocument.h"
#include "core/output/textlinks.h"
#include "widgets/output/linelayout.h"
#include "widgets/output/outputaccessible.h"
#include "widgets/output/readingpreferences.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QPointer>

#include <compare>
#include <optional>
#include <vector>

class QMenu;

namespace CommandRunner {

class Bookmarks;
class LineHighlighter;
class LinkOpener;
class OverviewBar;

// A place between two characters: survives folding, since it names the log's line.
struct TextPosition {
    qint64 line = 0;      // 0-based, of the log
    qsizetype column = 0; // UTF-16 units in the decoded line

    auto operator<=>(const TextPosition &) const = default;
};

// What goes to the clipboard besides the text of the lines that are shown.
struct CopyOptions {
    bool colours = false; // as HTML, beside the plain text
    bool hiddenLines = false;
    bool times = false; // in front of each line
};

// A run's output on the screen. Virtual: holds the rows that are visible and nothing else, so its
// memory does not depend on the log. Scrolls in rows; when it wraps, the top is a row and a sub-row
// of it.
class OutputView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    static constexpr qint64 maximumCopyBytes = 64LL << 20;

    explicit OutputView(QWidget *parent = nullptr);
    ~OutputView() override;

    void setDocument(OutputDocument *document); // borrowed; may be null
    OutputDocument *document() const { return m_document; }
    void setPlaceholder(const QString &text); // shown while there are no rows
    QString placeholder() const { return m_placeholder; }

    // At the bottom and stays there when output grows. Ends when a person scrolls up, resumes at
    // the bottom.
    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    bool isWrapping() const { return m_wrapping; }
    void setWrapping(bool wrapping);
    TimeColumn timeColumn() const { return m_timeColumn; }
    void setTimeColumn(TimeColumn column);
    QString shownTime(qint64 row) const; // what stands in the column; empty: nothing
    void setStartTime(qint64 ms);        // since the epoch, UTC; 0: that of the first line
    void zoom(int steps);                // of one point each; 0 goes back to the platform's size
    int zoomSteps() const { return m_pointSteps; }
    void setZoomSteps(int steps);

    void setBookmarks(Bookmarks *bookmarks); // borrowed; may be null
    void toggleBookmark();                   // of the caret's line
    qint64 goToBookmark(bool backwards);     // the line, made visible, or -1
    OverviewBar *overview() const { return m_overview; }

    // The lines that document()->find(query) finds; a person goes through them one by one.
    void setQuery(const FindQuery &query);
    qint64 findNext(bool backwards); // the line, made visible, or -1
    qint64 currentMatch() const { return m_currentMatch; }
    // Its text is not in what is shown of the line: it lies further on than the view shows of a
    // long one, or was written over later.
    bool isMatchOutOfSight() const { return m_matchOutOfSight; }
    qint64 goToError(bool backwards);   // the line, made visible, or -1
    void goToLine(qint64 line);         // unfolds what hides it
    void reveal(TextPosition position); // scrolls there, when it is not on the screen

    void setHighlighter(LineHighlighter *highlighter); // borrowed; may be null
    void setLinkOpener(LinkOpener *opener); // borrowed; may be null: then there are no links
    std::optional<TextLink> linkAt(TextPosition position) const;
    QList<TextLink> linksOfLine(qint64 line) const;
    QString linkText(const TextLink &link) const; // its true target
    bool followLink();             // at the caret, else the first of its line; false: none
    bool goToLink(bool backwards); // selects the next one; false: none near

    bool hasSelection() const { return m_anchor != m_caret; }
    void selectAll();
    void clearSelection();
    // The selected lines, taken in slices between events, then put on the clipboard; lines longer
    // than the view shows are copied whole. copied() or copyRefused() follows; at once for less
    // than a slice.
    void copy(CopyOptions options = {});

    // Of a run in a terminal: while on, keys and pasted text are for the program, and its cursor is
    // shown. Shift with the keys that move scrolls; function keys and Ctrl+Shift+… stay the
    // window's.
    void setTyping(bool typing);
    bool isTyping() const { return m_typing; }
    void paste(const QString &text); // typed() follows
    QSize grid() const;              // columns and rows of characters that fit
    QRect cursorRect() const;        // where the program writes next; empty: not on the screen

    void toggleMarker(qint64 row); // opens the marker in this row
    void collapseAt(qint64 row);   // closes the opened marker that this row's line belongs to
    QList<qint64> expandedMarkers() const; // a hidden line of each that is open

    qint64 revision() const { return m_revision; } // moves when any row may read otherwise
    // Geometry, also for assistive technology and tests.
    qint64 topRow() const { return m_topRow; }
    qint64 topLine() const; // 0-based; 0 when there are no rows
    void setTopLine(qint64 line);
    int topSubRow() const { return m_topSubRow; }
    int fullRows() const; // text rows that fit
    bool isAtBottom() const;
    TextPosition caret() const { return m_caret; }
    TextPosition anchor() const { return m_anchor; }
    TextPosition positionAt(const QPoint &point) const; // viewport coordinates
    QRect rectOf(TextPosition position) const; // of the character there; invalid when not on the
                                               // screen
    QRect rowRect(qint64 row) const; // the visible part of the row with its gutter; empty when not
                                     // on the screen
    QString rowText(qint64 row) const; // as painted, without the gutter
    // The caret's line in words: its number, stream, class, bookmark. For assistive technology.
    QString caretDescription() const;
    void setSelection(TextPosition anchor, TextPosition caret);
    void scrollBySubRows(qint64 count); // as a person does it

Q_SIGNALS:
    void followingChanged(bool following);
    void selectionChanged(bool hasSelection);
    void typed(const QByteArray &bytes); // as a terminal sends it
    void gridChanged();
    void copied(qint64 lines);
    void copyRefused();                       // more than maximumCopyBytes
    void zoomed(int pointSize);               // by a person
    void contextMenuAboutToShow(QMenu *menu); // to add actions of the pane

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct VisibleRow {
        qint64 row = 0;
        OutputRow info;
        OutputLine line; // its bytes are given up once they are decoded
        LineLayout layout;
        int y = 0;                  // of the first sub-row, may be negative
        bool opensBlock = false;    // first line of an opened marker
        qint64 previousTime = 0;    // of the log's line before; 0: unknown or not needed
        qsizetype cursorColumn = 0; // see TerminalLine
    };
    struct Top {
        qint64 row = 0;
        int subRow = 0;
        auto operator<=>(const Top &) const = default;
    };
    struct CopyJob;

    // outputview.cpp: rows and scrolling
    qint64 rowCount() const;
    std::vector<VisibleRow> loadRows(qint64 first, qint64 count) const;
    int subRowsOf(qint64 row) const;
    void layOut() const;
    const VisibleRow *visibleRow(qint64 row) const;
    const VisibleRow *visibleRowAt(int y) const;
    Top bottom() const;
    Top moved(Top from, qint64 subRows) const;
    void setTop(Top top);
    void rememberPlace();
    void updateScrollBars();
    void changed();
    void documentGrew();
    bool isUnfolded(qint64 row) const; // shown only because its marker was opened
    void rowsWereReset();
    void fontWasChanged();
    void followCaret();
    int gutterWidth() const;
    int timeColumnWidth() const; // characters
    void findPreviousTimes() const;
    QString timeText(const VisibleRow &row) const;
    QString gutterToolTip(const VisibleRow &row) const;
    void changeZoom(int steps);

    // outputview_links.cpp
    QString fileAbove(qint64 line) const;
    bool leadsSomewhere(const TextLink &link) const;
    void addLinkActions(QMenu *menu, TextPosition place);
    void updateHover(const QPoint &point, Qt::KeyboardModifiers modifiers);
    void paintLink(QPainter &painter, const VisibleRow &row) const;
    int textLeft() const;
    qreal wrapWidth() const;

    // outputview_paint.cpp
    void paintRow(QPainter &painter, const VisibleRow &row) const;
    void paintGutter(QPainter &painter, const VisibleRow &row) const;
    void paintCaret(QPainter &painter) const;
    QList<TextHighlight> highlightsOf(const VisibleRow &row) const;
    QList<TextHighlight> ruleHighlightsOf(const VisibleRow &row) const;
    QColor textColor(const VisibleRow &row) const;
    QColor lineClassColor(LineClass lineClass) const;

    // outputview_input.cpp
    bool handleMoveKey(QKeyEvent *event);
    void moveCaret(TextPosition position, bool select);
    void moveVertically(qint64 subRows, bool select);
    void moveHorizontally(bool forwards, bool select);
    void ensureVisible(TextPosition position);
    TextPosition lineEnd(qint64 row) const;
    void extendSelection(const QPoint &point);
    QPair<TextPosition, TextPosition> unitAt(TextPosition position) const;

    // outputview_typing.cpp
    bool typeKey(QKeyEvent *event); // true: it was taken
    bool isTypedKey(const QKeyEvent &event) const;
    void type(const QByteArray &bytes);
    void paintCursor(QPainter &painter) const;
    bool hasCursorRow() const; // a blank row below the last one, where the program's cursor is
    void noteGrid();

    // outputview_copy.cpp
    QList<OutputLine> nextCopied(CopyJob &job) const;
    void copyLine(CopyJob &job, const OutputLine &line) const;
    void continueCopy();

    QPointer<OutputDocument> m_document;
    QString m_placeholder;
    ViewFont m_font;
    TerminalPalette m_palette;
    int m_pointSteps = 0;
    bool m_following = true;
    bool m_wrapping = false;
    TimeColumn m_timeColumn = TimeColumn::Off;
    qint64 m_startTime = 0;
    mutable bool m_severalDays = false; // the times need their date
    OverviewBar *m_overview;
    QPointer<Bookmarks> m_bookmarks;

    qint64 m_topRow = 0;
    int m_topSubRow = 0;
    qint64 m_placeLine = 0; // the line at the top when a person scrolled last: folding and
                            // unfolding come back to it
    struct Hold {
        qint64 line = -1; // stays where it is through the next rowsReset()
        int subRowsBelowTop = 0;
    } m_hold;
    bool m_settingScrollBars = false;
    int m_wheelRest = 0;
    mutable std::vector<VisibleRow> m_visible;
    mutable bool m_layoutValid = false;
    mutable qreal m_widest = 0; // of the rows painted so far, for the horizontal scroll bar
    QBasicTimer m_growTimer;    // running: growth was shown less than 16 ms ago
    bool m_grewAgain = false;
    qint64 m_revision = 0;
    QList<qint64> m_expanded;
    OutputAnnouncer m_announcer;
    QBasicTimer m_announceTimer;

    TextPosition m_anchor;
    TextPosition m_caret;
    qreal m_caretX = -1; // wished for by vertical moves; -1: take the caret's
    enum class Unit { Character, Word, Line } m_unit = Unit::Character;
    QPair<TextPosition, TextPosition> m_unitStart; // what the double or triple click took
    bool m_dragging = false;
    bool m_followAfterClick = false;
    QPoint m_pressPoint;
    QPoint m_lastPoint;
    qint64 m_lastClickTime = 0;
    QBasicTimer m_dragTimer;
    QBasicTimer m_copyTimer;
    std::unique_ptr<CopyJob> m_copyJob;

    bool m_typing = false;
    QSize m_grid; // that was told

    FindMarker m_marker;

    QPointer<LineHighlighter> m_highlighter;
    QPointer<LinkOpener> m_links;
    std::optional<TextLink> m_hovered; // leads somewhere
    qint64 m_hoveredLine = -1;
    bool m_followsClick = false; // Ctrl is held over it
    qint64 m_currentMatch = -1;
    bool m_matchOutOfSight = false;
};

} // namespace CommandRunner
