// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QPointer>
#include <QScrollBar>

#include <cstdint>
#include <vector>

namespace CommandRunner {

class Bookmarks;
class OutputDocument;

// The scroll bar of the output with an overview of the whole run: errors and warnings on its right,
// matches in the middle, bookmarks on its left. A click goes there. What is painted is computed
// beforehand, from the document's bit planes, at most every refreshMs.
class OverviewBar final : public QScrollBar
{
    Q_OBJECT
public:
    static constexpr int refreshMs = 120;
    enum Mark : std::uint8_t { Warning = 1, Error = 2, Match = 4, Bookmark = 8, Rule = 16 };

    explicit OverviewBar(QWidget *parent = nullptr);

    void setDocument(OutputDocument *document); // borrowed; may be null
    void setBookmarks(Bookmarks *bookmarks);    // borrowed; may be null
    void refreshSoon();                         // rows, classes, matches or bookmarks changed

    // Marks of each pixel row of the groove, from its top.
    const std::vector<std::uint8_t> &marks() const { return m_marks; }
    QRect groove() const;
    // The line of the most important mark near this height (widget coordinates); -1: there is none.
    qint64 markedLineAt(int y) const;
    QString textAt(int y) const; // "Line 1,204: error"; empty where nothing is marked

Q_SIGNALS:
    void lineChosen(qint64 line); // a mark was clicked
    void rowChosen(qint64 row);   // a place without a mark

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    struct Lines {
        qint64 first = 0;
        qint64 end = 0;
    };

    void paintBar(QPainter &painter);
    void refresh();
    Lines linesOf(int pixel, int height) const;
    std::uint8_t marksOf(Lines lines) const;
    int markedPixelNear(int y) const;
    void describe();

    QPointer<OutputDocument> m_document;
    QPointer<Bookmarks> m_bookmarks;
    std::vector<std::uint8_t> m_marks;
    QBasicTimer m_timer;
    int m_pause = refreshMs;
};

} // namespace CommandRunner
