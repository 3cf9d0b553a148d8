// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/progressdelegate.h"

#include "widgets/history/runsmodel.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOptionProgressBar>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant share = index.data(RunsModel::ProgressRole);
    if (!share.isValid())
        return;
    // What is right of the words "⟳ running".
    const QString words = index.data().toString();
    const int margin = option.fontMetrics.averageCharWidth();
    const int left = option.fontMetrics.horizontalAdvance(words) + 3 * margin;
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
    bar.progress = int(share.toDouble() * 1000);
    bar.text = u"%1 %"_s.arg(int(share.toDouble() * 100));
    bar.textVisible = place.width() > option.fontMetrics.horizontalAdvance(u"100 %"_s) + margin;
    bar.textAlignment = Qt::AlignCenter;
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ProgressBar, &bar, painter, option.widget);
}

} // namespace CommandRunner
