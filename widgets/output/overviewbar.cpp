// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/overviewbar.h"

#include "core/output/outputdocument.h"
#include "core/output/outputlens.h"
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/theme.h"
#include "widgets/output/bookmarks.h"

#include <QElapsedTimer>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QToolTip>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr int reach = 4; // pixels within which a click means the mark
}

OverviewBar::OverviewBar(QWidget *parent) : QScrollBar(Qt::Vertical, parent)
{
    setAccessibleName(tr("Place in the output"));
    setToolTip(tr("Errors, warnings, matches and bookmarks of the whole output; click to go "
                  "there"));
}

void OverviewBar::setDocument(OutputDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (document) {
        connect(document, &OutputDocument::grown, this, &OverviewBar::refreshSoon);
        connect(document, &OutputDocument::rowsReset, this, &OverviewBar::refreshSoon);
        connect(document, &OutputDocument::searchChanged, this, &OverviewBar::refreshSoon);
        connect(&document->lens(), &OutputLens::changed, this, &OverviewBar::refreshSoon);
    }
    refreshSoon();
}

void OverviewBar::setBookmarks(Bookmarks *bookmarks)
{
    if (m_bookmarks)
        m_bookmarks->disconnect(this);
    m_bookmarks = bookmarks;
    if (bookmarks)
        connect(bookmarks, &Bookmarks::changed, this, &OverviewBar::refreshSoon);
    refreshSoon();
}

void OverviewBar::refreshSoon()
{
    if (!m_timer.isActive())
        m_timer.start(m_pause, this);
}

void OverviewBar::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        QScrollBar::timerEvent(event);
        return;
    }
    m_timer.stop();
    QElapsedTimer clock;
    clock.start();
    refresh();
    m_pause = std::max<int>(refreshMs, int(clock.elapsed()) * 50); // at most 2 % of the time
}

QRect OverviewBar::groove() const
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    return style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarGroove, this);
}

// The lines whose rows fall on this pixel of a groove of this height.
OverviewBar::Lines OverviewBar::linesOf(int pixel, int height) const
{
    const qint64 rows = m_document->rowCount();
    const auto rowAt = [&](int at) {
        return rows * at / height;
    };
    const qint64 row = rowAt(pixel);
    const qint64 nextRow = rowAt(pixel + 1);
    // With fewer rows than pixels a row stands on its first pixel only.
    const bool starts = pixel == 0 || rowAt(pixel - 1) < row;
    if (!starts || row >= rows)
        return {};
    const qint64 endRow = std::max(nextRow, row + 1);
    return {m_document->row(row).line,
            endRow >= rows ? m_document->lineCount() : m_document->row(endRow).line};
}

std::uint8_t OverviewBar::marksOf(Lines lines) const
{
    std::uint8_t marks = 0;
    if (m_document->hasClassIn(LineClass::Error, lines.first, lines.end))
        marks |= Error;
    if (m_document->hasClassIn(LineClass::Warning, lines.first, lines.end))
        marks |= Warning;
    if (m_document->hasMatchIn(lines.first, lines.end))
        marks |= Match;
    if (m_bookmarks && m_bookmarks->hasIn(lines.first, lines.end))
        marks |= Bookmark;
    if (m_document->lens().markedBy(lines.first, lines.end) >= 0)
        marks |= Rule;
    return marks;
}

void OverviewBar::refresh()
{
    const int height = groove().height();
    std::vector<std::uint8_t> marks(size_t(std::max(0, height)));
    const bool any = m_document && m_document->rowCount() > 0
        && (m_document->classCount(LineClass::Error) > 0
            || m_document->classCount(LineClass::Warning) > 0 || m_document->matchCount() > 0
            || m_document->lens().hasMarks() || (m_bookmarks && !m_bookmarks->isEmpty()));
    if (any) {
        for (int pixel = 0; pixel < height; ++pixel)
            marks[size_t(pixel)] = marksOf(linesOf(pixel, height));
    }
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    describe();
    update();
}

void OverviewBar::describe()
{
    QStringList parts;
    if (m_document) {
        const auto add = [&parts](qint64 count, const QString &name) {
            if (count > 0)
                parts.append(u"%1 %2"_s.arg(numberText(count), name));
        };
        add(m_document->classCount(LineClass::Error), tr("errors"));
        add(m_document->classCount(LineClass::Warning), tr("warnings"));
        add(m_document->matchCount(), tr("matches"));
        add(m_bookmarks ? qint64(m_bookmarks->lines().size()) : 0, tr("bookmarks"));
    }
    setAccessibleDescription(parts.join(u", "_s));
}

// As QScrollBar does, but in bands: gradients over more rows than these are filled by Qt's pool of
// threads, for which the event loop then waits, each time the output grows, among whatever floods
// the machine.
void OverviewBar::paintBar(QPainter &painter)
{
    constexpr int band = 64;
    QStyleOptionSlider option;
    initStyleOption(&option);
    option.subControls = QStyle::SC_All;
    const QPoint mouse = mapFromGlobal(QCursor::pos());
    if (isSliderDown()) {
        option.activeSubControls = QStyle::SC_ScrollBarSlider;
        option.state |= QStyle::State_Sunken;
    } else if (underMouse()) {
        option.activeSubControls = style()->hitTestComplexControl(QStyle::CC_ScrollBar, &option,
                                                                  mouse, this);
    }
    for (int top = 0; top < height(); top += band) {
        painter.setClipRect(0, top, width(), band);
        style()->drawComplexControl(QStyle::CC_ScrollBar, &option, &painter, this);
    }
    painter.setClipping(false);
}

void OverviewBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintBar(painter);
    const QRect rect = groove();
    const QColor base = palette().color(QPalette::Window);
    const auto color = [&base](const QColor &wanted) {
        return readableOn(base, wanted, 3.0);
    };
    const QColor colors[] = {color(semanticColor(SemanticColor::Caution, palette())),
                             color(semanticColor(SemanticColor::Bad, palette())),
                             color(isDark(palette()) ? QColor(0xffb300) : QColor(0xb07800)),
                             color(palette().color(QPalette::Highlight)),
                             color(semanticColor(SemanticColor::Active, palette()))};
    const int third = std::max(2, rect.width() / 3);
    const int thickness = std::max(2, fontMetrics().lineWidth() * 2);
    const auto mark = [&](int left, int pixel, const QColor &fill) {
        const int top = std::clamp(rect.top() + pixel, rect.top(), rect.bottom() + 1 - thickness);
        painter.fillRect(left, top, third, thickness, fill);
    };
    for (size_t i = 0; i < m_marks.size(); ++i) {
        const std::uint8_t marks = m_marks[i];
        if (marks & Bookmark)
            mark(rect.left(), int(i), colors[3]);
        if (marks & Rule)
            mark(rect.left() + (rect.width() - third) / 2, int(i), colors[4]);
        if (marks & Match)
            mark(rect.left() + (rect.width() - third) / 2, int(i), colors[2]);
        if (marks & (Error | Warning))
            mark(rect.right() + 1 - third, int(i), marks & Error ? colors[1] : colors[0]);
    }
}

int OverviewBar::markedPixelNear(int y) const
{
    const int pixel = y - groove().top();
    for (int distance = 0; distance <= reach; ++distance) {
        for (const int at : {pixel - distance, pixel + distance}) {
            if (at >= 0 && size_t(at) < m_marks.size() && m_marks[size_t(at)] != 0)
                return at;
        }
    }
    return -1;
}

qint64 OverviewBar::markedLineAt(int y) const
{
    const int pixel = markedPixelNear(y);
    if (pixel < 0 || !m_document || m_document->rowCount() == 0)
        return -1;
    const Lines lines = linesOf(pixel, int(m_marks.size()));
    const auto inside = [lines](qint64 line) {
        return line >= lines.first && line < lines.end;
    };
    for (const qint64 line :
         {m_document->nextOfClass(LineClass::Error, lines.first - 1, false),
          m_bookmarks ? m_bookmarks->next(lines.first - 1, false) : -1,
          m_document->nextMatch(lines.first - 1, false),
          m_document->lens().nextMarked(lines.first - 1, false),
          m_document->nextOfClass(LineClass::Warning, lines.first - 1, false)}) {
        if (inside(line))
            return line;
    }
    return -1;
}

QString OverviewBar::textAt(int y) const
{
    const qint64 line = markedLineAt(y);
    if (line < 0)
        return {};
    const std::uint8_t marks = marksOf({line, line + 1});
    QStringList words;
    if (marks & Error)
        words.append(tr("error"));
    if (marks & Warning)
        words.append(tr("warning"));
    if (marks & Match)
        words.append(tr("match"));
    if (marks & Bookmark)
        words.append(tr("bookmark"));
    if (marks & Rule) {
        const OutputLens &lens = m_document->lens();
        words.append(lens.rules().at(lens.markedBy(line, line + 1)).name);
    }
    return tr("Line %1: %2", "number, what is marked there")
        .arg(numberText(line + 1), words.join(u", "_s));
}

bool OverviewBar::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const QString text = textAt(help->pos().y());
        QToolTip::showText(help->globalPos(), text.isEmpty() ? toolTip() : text, this);
        return true;
    }
    return QScrollBar::event(event);
}

void OverviewBar::mousePressEvent(QMouseEvent *event)
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QPoint point = event->position().toPoint();
    const auto part = style()->hitTestComplexControl(QStyle::CC_ScrollBar, &option, point, this);
    const bool besideSlider = part == QStyle::SC_ScrollBarAddPage
        || part == QStyle::SC_ScrollBarSubPage;
    if (event->button() != Qt::LeftButton || !besideSlider || !m_document
        || m_document->rowCount() == 0) {
        QScrollBar::mousePressEvent(event);
        return;
    }
    const qint64 line = markedLineAt(point.y());
    const QRect rect = groove();
    const qint64 row = m_document->rowCount() * (point.y() - rect.top())
        / std::max(1, rect.height());
    if (line >= 0)
        Q_EMIT lineChosen(line);
    else
        Q_EMIT rowChosen(std::clamp<qint64>(row, 0, m_document->rowCount() - 1));
    event->accept();
}

void OverviewBar::resizeEvent(QResizeEvent *event)
{
    QScrollBar::resizeEvent(event);
    refreshSoon();
}

} // namespace CommandRunner
