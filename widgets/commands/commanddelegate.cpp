// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commanddelegate.h"

#include "widgets/commands/commandcolors.h"
#include "widgets/commands/commandtreemodel.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QPainter>

namespace CommandRunner {

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height(), option.fontMetrics.height() * 3 / 2));
    return size;
}

void CommandDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text = isolated(option->text);
    option->decorationPosition = QStyleOptionViewItem::Right;
    const auto kind = CommandTreeModel::NodeKind(index.data(CommandTreeModel::KindRole).toInt());
    const bool group = kind == CommandTreeModel::NodeKind::CommandGroup
        || kind == CommandTreeModel::NodeKind::ProblemGroup;
    if (group && index.column() == CommandTreeModel::NameColumn) {
        option->font.setBold(true);
        option->fontMetrics = QFontMetrics(option->font);
    } else if (group) {
        const QColor base = option->palette.color(QPalette::Base);
        option->palette.setColor(
            QPalette::Text, readableOn(base, option->palette.color(QPalette::PlaceholderText)));
    }
}

// A colour is a shape at the end of the name, where all of them stand in one column.
void CommandDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto color = CommandColor(index.data(CommandTreeModel::ColorRole).toInt());
    if (color == CommandColor::None || index.column() != CommandTreeModel::NameColumn) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const int extent = option.fontMetrics.height() * 3 / 4;
    const QRect place = QStyle::alignedRect(option.direction, Qt::AlignRight | Qt::AlignVCenter,
                                            {extent, extent},
                                            option.rect.adjusted(extent / 2, 0, -extent / 2, 0));
    QStyleOptionViewItem rest = option;
    if (option.direction == Qt::LeftToRight)
        rest.rect.setRight(place.left() - extent / 2);
    else
        rest.rect.setLeft(place.right() + extent / 2);
    QStyledItemDelegate::paint(painter, rest, index);
    const bool selected = option.state & QStyle::State_Selected;
    commandColorIcon(color).paint(painter, place, Qt::AlignCenter,
                                  selected ? QIcon::Selected : QIcon::Normal);
}

} // namespace CommandRunner
