// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/elidedlabel.h"

#include "widgets/common/format.h"

#include <QPainter>

namespace CommandRunner {

ElidedLabel::ElidedLabel(QWidget *parent, Qt::TextElideMode mode) : QWidget(parent), m_mode(mode)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    m_text = text;
    setToolTip(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QString line = QString(m_text).replace(QLatin1Char('\n'), QChar(0x23CE)); // ⏎
    painter.drawText(rect(), int(Qt::AlignLeading | Qt::AlignVCenter | Qt::TextSingleLine),
                     isolated(fontMetrics().elidedText(line, m_mode, width())));
}

} // namespace CommandRunner
