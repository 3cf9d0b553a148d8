// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/bookmarks.h"
#include "widgets/output/linehighlighter.h"
#include "widgets/output/outputview.h"
#include "widgets/output/overviewbar.h"

#include <QFontDatabase>

#include <algorithm>

namespace CommandRunner {

void OutputView::zoom(int steps)
{
    changeZoom(steps == 0 ? 0 : m_pointSteps + steps);
    const int size = QFontDatabase::systemFont(QFontDatabase::FixedFont).pointSize();
    Q_EMIT zoomed((size > 0 ? size : 10) + m_pointSteps);
}

void OutputView::setZoomSteps(int steps)
{
    if (steps != m_pointSteps)
        changeZoom(steps);
}

void OutputView::changeZoom(int steps)
{
    const QFont platform = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const int size = platform.pointSize() > 0 ? platform.pointSize() : 10;
    m_pointSteps = std::clamp(steps, 5 - size, 40);
    fontWasChanged();
}

qint64 OutputView::topLine() const
{
    return m_document && m_topRow < rowCount() ? m_document->row(m_topRow).line : 0;
}

void OutputView::setTopLine(qint64 line)
{
    if (!m_document || rowCount() == 0)
        return;
    setTop({std::max<qint64>(0, m_document->rowOfLine(line)), 0});
    m_placeLine = line;
}

void OutputView::setHighlighter(LineHighlighter *highlighter)
{
    if (m_highlighter)
        m_highlighter->disconnect(this);
    m_highlighter = highlighter;
    if (highlighter)
        connect(highlighter, &LineHighlighter::improved, this, [this] {
            m_layoutValid = false; // colours only: nothing moves
            m_visible.clear();
            viewport()->update();
        });
}

void OutputView::setBookmarks(Bookmarks *bookmarks)
{
    if (m_bookmarks)
        m_bookmarks->disconnect(viewport());
    m_bookmarks = bookmarks;
    if (bookmarks)
        connect(bookmarks, &Bookmarks::changed, viewport(), qOverload<>(&QWidget::update));
    m_overview->setBookmarks(bookmarks);
    viewport()->update();
}

void OutputView::toggleBookmark()
{
    if (m_bookmarks && m_document && m_caret.line < m_document->lineCount())
        m_bookmarks->toggle(m_caret.line);
}

qint64 OutputView::goToBookmark(bool backwards)
{
    if (!m_bookmarks || !m_document || m_bookmarks->isEmpty())
        return -1;
    // A log that was cut may have fewer lines than bookmarks know.
    qint64 line = m_caret.line;
    for (size_t tries = m_bookmarks->lines().size(); tries > 0; --tries) {
        line = m_bookmarks->next(line, backwards);
        if (line < m_document->lineCount()) {
            goToLine(line);
            return line;
        }
    }
    return -1;
}

} // namespace CommandRunner
