// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/palettedelegate.h"

#include "widgets/palette/palettemodel.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace CommandRunner {

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString title = item.text;
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    item.text = title;
    const int gap = style->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, &item, item.widget);
    const int space = gap > 0 ? gap : item.fontMetrics.averageCharWidth();
    QRect line = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget);
    line.setRight(item.rect.right() - space);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const QColor strong = item.palette.color(QPalette::Active,
                                             selected ? QPalette::HighlightedText : QPalette::Text);
    QColor quiet = strong;
    quiet.setAlphaF(0.75F); // on either background still above 4.5 : 1

    const auto draw = [&](const QString &text, const QColor &colour, Qt::Alignment alignment) {
        painter->setPen(colour);
        const Qt::Alignment visual = QStyle::visualAlignment(item.direction,
                                                             alignment | Qt::AlignVCenter);
        const QString fitting = item.fontMetrics.elidedText(text, Qt::ElideRight, line.width());
        painter->drawText(QStyle::visualRect(item.direction, item.rect, line),
                          int(visual) | Qt::TextSingleLine, fitting);
        return item.fontMetrics.horizontalAdvance(fitting);
    };
    painter->save();
    painter->setFont(item.font);
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    if (!shortcut.isEmpty())
        line.setRight(line.right() - draw(shortcut, quiet, Qt::AlignRight) - 2 * space);
    line.setLeft(line.left() + draw(title, strong, Qt::AlignLeft) + 2 * space);
    if (line.width() > 4 * space)
        draw(index.data(PaletteModel::SubtitleRole).toString(), quiet, Qt::AlignLeft);
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(qMax(size.height(), option.fontMetrics.height() * 3 / 2));
    return size;
}

} // namespace CommandRunner
