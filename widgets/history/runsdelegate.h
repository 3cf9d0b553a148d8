// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace CommandRunner {

// The cells of the list of runs. A day's heading goes across its row; behind the word of a state
// stands a progress bar while the output tells of progress; before a duration stand those of the
// latest runs as small bars, and a mark when it is unusual.
class RunsDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    static void paintHeading(QPainter *painter, const QStyleOptionViewItem &option,
                             const QString &words);
    static void paintProgress(QPainter *painter, const QStyleOptionViewItem &option,
                              const QString &word, double share);
    static void paintTrend(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index);
};

// Bars from the bottom of the place, the longest as high as it; the last ones that there is room
// for.
void paintBars(QPainter *painter, const QRect &place, const QList<qint64> &values,
               const QColor &color);

} // namespace CommandRunner
