// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/theme.h"
#include "widgets/output/bookmarks.h"
#include "widgets/output/lineclasspresentation.h"
#include "widgets/output/outputview.h"
#include "widgets/output/overviewbar.h"

#include <QDateTime>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QDate dayOf(qint64 time)
{
    return QDateTime::fromMSecsSinceEpoch(time).date();
}

// "+0.120", "+12.3", "+4:10", "+2:05:10": a duration that grows stays in its width.
QString spanText(qint64 ms)
{
    const QString sign = ms < 0 ? u"-"_s : u"+"_s;
    ms = std::abs(ms);
    const qint64 seconds = ms / 1000;
    if (seconds < 60)
        return sign + u"%1.%2"_s.arg(seconds).arg(ms % 1000, 3, 10, QChar(u'0'));
    const QString rest = u"%1:%2"_s.arg(seconds / 60 % 60, seconds < 3600 ? 1 : 2, 10, QChar(u'0'))
                             .arg(seconds % 60, 2, 10, QChar(u'0'));
    if (seconds < 3600)
        return sign + rest + u".%1"_s.arg(ms % 1000 / 100);
    return sign + u"%1:%2"_s.arg(seconds / 3600).arg(rest);
}

} // namespace

void OutputView::setTimeColumn(TimeColumn column)
{
    if (std::exchange(m_timeColumn, column) == column)
        return;
    changed();
    if (m_following)
        setTop(bottom());
    noteGrid();
}

void OutputView::setStartTime(qint64 ms)
{
    m_startTime = ms;
    changed();
}

int OutputView::timeColumnWidth() const
{
    switch (m_timeColumn) {
    case TimeColumn::Off:
        return 0;
    case TimeColumn::Absolute:
        return m_severalDays ? 24 : 13; // "2026-11-20 14:03:05.120 "
    case TimeColumn::SinceStart:
    case TimeColumn::SincePrevious:
        return 11; // "+100:05:10 "
    }
    return 0;
}

int OutputView::gutterWidth() const
{
    // At least four digits, so that the text does not move while the first thousands arrive.
    qsizetype digits = 4;
    if (m_document)
        digits = std::max(
            digits, QString::number(m_document->writtenNumber(m_document->lineCount())).size());
    const qsizetype times = timeColumnWidth();
    return int(m_font.charWidth() * (qreal(digits + times) + 3.5)); // mark, blank before, blank and
                                                                    // stream bar after
}

void OutputView::findPreviousTimes() const
{
    if (!m_document || m_timeColumn == TimeColumn::Off || m_visible.empty())
        return;
    const auto timeOf = [this](qint64 line) {
        const auto lines = m_document->lines(line, 1);
        return lines.isEmpty() ? 0 : lines.first().time;
    };
    if (m_timeColumn == TimeColumn::Absolute) {
        m_severalDays = dayOf(timeOf(0)) != dayOf(timeOf(m_document->lineCount() - 1));
        if (!m_severalDays)
            return;
    }
    qint64 line = -1;
    qint64 time = 0;
    for (VisibleRow &row : m_visible) {
        if (row.info.marker)
            continue;
        if (row.info.line > 0)
            row.previousTime = row.info.line == line + 1 && line >= 0 ? time
                                                                      : timeOf(row.info.line - 1);
        line = row.info.line;
        time = row.line.time;
    }
}

QString OutputView::shownTime(qint64 row) const
{
    layOut();
    const VisibleRow *visible = visibleRow(row);
    return visible && m_timeColumn != TimeColumn::Off ? timeText(*visible) : QString();
}

QString OutputView::timeText(const VisibleRow &row) const
{
    if (row.line.time <= 0)
        return {};
    if (m_timeColumn == TimeColumn::SincePrevious)
        return row.previousTime > 0 ? spanText(row.line.time - row.previousTime) : QString();
    if (m_timeColumn == TimeColumn::SinceStart) {
        qint64 start = m_startTime;
        if (const auto first = m_document->lines(0, 1); start == 0 && !first.isEmpty())
            start = first.first().time;
        return spanText(row.line.time - start);
    }
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(row.line.time);
    const QString time = when.time().toString(u"HH:mm:ss.zzz"_s);
    if (!m_severalDays)
        return time;
    // The date where it changes, and once on every screen.
    const bool dated = row.row == m_visible.front().row || row.previousTime == 0
        || dayOf(row.previousTime) != when.date();
    return (dated ? when.date().toString(Qt::ISODate) : QString(10, u' ')) + u' ' + time;
}

void OutputView::paintGutter(QPainter &painter, const VisibleRow &row) const
{
    const qreal unit = m_font.charWidth();
    const int height = m_font.lineHeight();
    const int width = gutterWidth();
    const qreal baseline = row.y + m_font.ascent();
    const QColor neutral = semanticColor(SemanticColor::Neutral, palette());

    if (row.info.marker)
        return;
    if (m_bookmarks && m_bookmarks->contains(row.info.line)) {
        const QColor accent = palette().color(QPalette::Highlight);
        painter.fillRect(QRect(0, row.y, width, height),
                         mixed(palette().color(QPalette::AlternateBase), accent, 0.25));
        QPainterPath ribbon; // a shape, not only a colour
        const qreal side = unit * 0.5;
        ribbon.addPolygon(QPolygonF({{0.0, row.y + 1.0},
                                     {side, row.y + 1.0},
                                     {side * 0.55, row.y + height / 2.0},
                                     {side, row.y + height - 1.0},
                                     {0.0, row.y + height - 1.0}}));
        painter.fillPath(ribbon, accent);
    }
    if (row.line.lineClass == LineClass::Error || row.line.lineClass == LineClass::Warning) {
        painter.setPen(textColor(row));
        painter.setFont(m_font.shape(true, false));
        painter.drawText(QPointF(unit * 0.6, baseline),
                         row.line.lineClass == LineClass::Error ? u"✕"_s : u"!"_s);
    } else if (row.opensBlock) {
        painter.setPen(palette().color(QPalette::Link));
        painter.setFont(m_font.regular());
        painter.drawText(QPointF(unit * 0.6, baseline), u"▾"_s);
    }

    painter.setPen(neutral);
    const qreal numbersRight = width - unit * (1 + timeColumnWidth());
    const QString number = QString::number(m_document->writtenNumber(row.info.line) + 1);
    m_font.drawAscii(painter, QPointF(numbersRight - unit * qreal(number.size()), baseline), number,
                     m_font.regular());
    if (m_timeColumn != TimeColumn::Off) {
        painter.setFont(m_font.regular());
        const bool rightAligned = m_timeColumn != TimeColumn::Absolute;
        painter.drawText(
            QRectF(numbersRight + unit, row.y, unit * (timeColumnWidth() - 0.5), height),
            int((rightAligned ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter), timeText(row));
    }
    if (row.line.stream == OutputStream::Error) {
        const int bar = std::max(2, int(unit / 4));
        painter.fillRect(QRect(width - bar, row.y, bar, height * row.layout.subRowCount()),
                         mixed(palette().color(QPalette::AlternateBase),
                               semanticColor(SemanticColor::Caution, palette()), 0.6));
    }
}

QString OutputView::caretDescription() const
{
    const auto lines = m_document ? m_document->lines(m_caret.line, 1) : QList<OutputLine>();
    if (lines.isEmpty())
        return {};
    const OutputLine &line = lines.first();
    QStringList parts{tr("Line %1").arg(numberText(line.number + 1))};
    if (line.stream == OutputStream::Error)
        parts.append(tr("error stream"));
    if (line.lineClass != LineClass::Plain)
        parts.append(lineClassName(line.lineClass));
    if (m_bookmarks && m_bookmarks->contains(line.number))
        parts.append(tr("bookmark"));
    return parts.join(u", "_s);
}

QString OutputView::gutterToolTip(const VisibleRow &row) const
{
    QStringList parts;
    if (row.line.stream == OutputStream::Error && !row.info.marker)
        parts.append(tr("Written to the error stream"));
    if (m_bookmarks && m_bookmarks->contains(row.info.line))
        parts.append(tr("Bookmark"));
    if (row.line.time > 0)
        parts.append(exactTime(QDateTime::fromMSecsSinceEpoch(row.line.time)));
    return parts.join(u'\n');
}

} // namespace CommandRunner
