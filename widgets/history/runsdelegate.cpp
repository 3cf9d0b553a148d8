// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/runsdelegate.h"

#include "widgets/common/runstatepresentation.h"
#include "widgets/common/theme.h"
#include "widgets/history/runsmodel.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QPainter>
#include <QStyleOptionProgressBar>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void paintBars(QPainter *painter, const QRect &place, const QList<qint64> &values,
               const QColor &color)
{
    const int gap = 1;
    const int width = qMax(2, place.height() / 6);
    const qsizetype room = (place.width() + gap) / (width + gap);
    const QList<qint64> shown = values.last(qMin(values.size(), qMax<qsizetype>(0, room)));
    if (shown.isEmpty())
        return;
    const double largest = double(qMax<qint64>(1, *std::ranges::max_element(shown)));
    int left = place.right() + 1 - int(shown.size()) * (width + gap) + gap;
    for (const qint64 value : shown) {
        const int height = qMax(1, qRound(double(value) / largest * place.height()));
        painter->fillRect(QRect(left, place.bottom() + 1 - height, width, height), color);
        left += width + gap;
    }
}

void RunsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QVariant heading = index.data(RunsModel::HeadingRole);
    if (heading.isValid()) {
        paintHeading(painter, option, heading.toString());
        return;
    }
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() == RunsModel::StateColumn) {
        const QVariant share = index.data(RunsModel::ProgressRole);
        if (share.isValid())
            paintProgress(painter, option, index.data().toString(), share.toDouble());
    } else if (index.column() == RunsModel::DurationColumn) {
        paintTrend(painter, option, index);
    }
}

// Each cell paints its part of the whole row, so that their order does not matter.
void RunsDelegate::paintHeading(QPainter *painter, const QStyleOptionViewItem &option,
                                const QString &words)
{
    painter->save();
    painter->setClipRect(option.rect);
    const QPalette &palette = option.palette;
    painter->fillRect(option.rect,
                      mixed(palette.color(QPalette::Base),
                            palette.color(QPalette::Active, QPalette::Text), 0.08));
    QRect row = option.rect;
    if (const auto *area = qobject_cast<const QAbstractScrollArea *>(option.widget)) {
        row.setLeft(0);
        row.setWidth(area->viewport()->width());
    }
    const int margin = option.fontMetrics.averageCharWidth();
    QFont font = option.font;
    font.setBold(true);
    painter->setFont(font);
    // The cell is disabled, its text is to be read.
    painter->setPen(palette.color(QPalette::Active, QPalette::Text));
    painter->drawText(row.adjusted(margin, 0, -margin, 0),
                      int(QStyle::visualAlignment(option.direction, Qt::AlignLeading))
                          | Qt::AlignVCenter | Qt::TextSingleLine,
                      words);
    painter->restore();
}

void RunsDelegate::paintProgress(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QString &word, double share)
{
    // What is right of the words "⟳ running".
    const int margin = option.fontMetrics.averageCharWidth();
    const int left = option.fontMetrics.horizontalAdvance(word) + 3 * margin;
    QRect place = option.rect.adjusted(left, 3, -margin, -3);
    if (place.width() < 2 * margin)
        return;
    place = QStyle::visualRect(option.direction, option.rect, place);
    QStyleOptionProgressBar bar;
    bar.initFrom(option.widget);
    bar.rect = place;
    bar.fontMetrics = option.fontMetrics;
    bar.state |= QStyle::State_Horizontal;
    bar.minimum = 0;
    bar.maximum = 1000;
    bar.progress = int(share * 1000);
    bar.text = u"%1 %"_s.arg(int(share * 100));
    bar.textVisible = place.width() > option.fontMetrics.horizontalAdvance(u"100 %"_s) + margin;
    bar.textAlignment = Qt::AlignCenter;
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ProgressBar, &bar, painter, option.widget);
}

void RunsDelegate::paintTrend(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    const auto durations = index.data(RunsModel::TrendRole).value<QList<qint64>>();
    const QString mark = index.data(RunsModel::UnusualRole).toString();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group = option.state.testFlag(QStyle::State_Active)
        ? QPalette::Active
        : QPalette::Inactive;
    const QColor chosen = option.palette.color(group, QPalette::HighlightedText);
    const QFontMetrics &metrics = option.fontMetrics;
    const int margin = metrics.averageCharWidth();
    // What is left of the duration, which ends at the trailing edge.
    const int text = metrics.horizontalAdvance(index.data().toString()) + 2 * margin;
    QRect place = option.rect.adjusted(margin, 0, -text, 0);
    if (!mark.isEmpty()) {
        const int width = metrics.horizontalAdvance(mark);
        if (width > place.width())
            return;
        const QRect marked = place.adjusted(place.width() - width, 0, 0, 0);
        painter->setPen(selected ? chosen : semanticColor(SemanticColor::Caution, option.palette));
        painter->drawText(QStyle::visualRect(option.direction, option.rect, marked),
                          Qt::AlignCenter | Qt::TextSingleLine, mark);
        place.setRight(marked.left() - margin);
    }
    const int height = metrics.ascent();
    place.setTop(option.rect.center().y() - height / 2);
    place.setHeight(height);
    const QColor quiet = mixed(option.palette.color(QPalette::Base),
                               option.palette.color(QPalette::Text), 0.45);
    paintBars(painter, QStyle::visualRect(option.direction, option.rect, place), durations,
              selected ? chosen : quiet);
}

} // namespace CommandRunner
