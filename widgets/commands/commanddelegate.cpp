// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commanddelegate.h"

#include "widgets/commands/commandtreemodel.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

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

} // namespace CommandRunner
