// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/palettedelegate.h"

#include "widgets/palette/palettemodel.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <cmath>

namespace CommandRunner {

namespace {

// The letters that fit what was typed are bold and underlined: bold alone is hard to see in some
// fonts. Returns the width.
int drawMarked(QPainter &painter, const QStyleOptionViewItem &item, const QString &text,
               const QList<qsizetype> &letters, const QRect &line, Qt::Alignment alignment,
               const QColor &colour)
{
    QTextLayout layout(text, item.font);
    QTextOption option;
    option.setTextDirection(item.direction);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    QTextCharFormat marked;
    marked.setFontWeight(QFont::Bold);
    marked.setFontUnderline(true);
    QList<QTextLayout::FormatRange> formats;
    for (const qsizetype letter : letters) {
        if (letter < text.size())
            formats.append({int(letter), 1, marked});
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine words = layout.createLine();
    layout.endLayout();
    const int width = words.isValid() ? int(std::ceil(words.naturalTextWidth())) : 0;
    const QRect place = QStyle::alignedRect(item.direction, alignment | Qt::AlignVCenter,
                                            QSize(width, words.isValid() ? int(words.height()) : 0),
                                            QStyle::visualRect(item.direction, item.rect, line));
    painter.setPen(colour);
    layout.draw(&painter, place.topLeft());
    return width;
}

} // namespace

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

    const auto draw = [&](const QString &text, const QColor &colour, Qt::Alignment alignment,
                          const QList<qsizetype> &letters = {}) {
        const QString fitting = item.fontMetrics.elidedText(text, Qt::ElideRight, line.width());
        return drawMarked(*painter, item, fitting, letters, line, alignment, colour);
    };
    painter->save();
    painter->setFont(item.font);
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    if (!shortcut.isEmpty())
        line.setRight(line.right() - draw(shortcut, quiet, Qt::AlignRight) - 2 * space);
    line.setLeft(line.left()
                 + draw(title, strong, Qt::AlignLeft,
                        index.data(PaletteModel::TitleLettersRole).value<QList<qsizetype>>())
                 + 2 * space);
    if (line.width() > 4 * space)
        draw(index.data(PaletteModel::SubtitleRole).toString(), quiet, Qt::AlignLeft,
             index.data(PaletteModel::SubtitleLettersRole).value<QList<qsizetype>>());
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(qMax(size.height(), option.fontMetrics.height() * 3 / 2));
    return size;
}

} // namespace CommandRunner
