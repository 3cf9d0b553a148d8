// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/pagerail.h"

#include "widgets/palette/actionregistry.h"

#include <QAction>
#include <QKeyEvent>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace CommandRunner {

PageRail::PageRail(QWidget *parent) : QFrame(parent), m_layout(new QVBoxLayout(this))
{
    setAccessibleName(tr("Pages"));
    m_layout->addStretch(1);
}

void PageRail::addPage(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAccessibleName(ActionRegistry::name(action));
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    const int extent = style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, this) * 3 / 4;
    button->setIconSize({extent, extent});
    button->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    m_layout->insertWidget(m_layout->count() - 1, button);
}

void PageRail::keyPressEvent(QKeyEvent *event)
{
    const bool forth = event->key() == Qt::Key_Down;
    if (!forth && event->key() != Qt::Key_Up) {
        QFrame::keyPressEvent(event);
        return;
    }
    const int at = m_layout->indexOf(focusWidget());
    const int next = at + (forth ? 1 : -1);
    if (at >= 0 && next >= 0 && next < m_layout->count() - 1)
        m_layout->itemAt(next)->widget()->setFocus(forth ? Qt::TabFocusReason
                                                         : Qt::BacktabFocusReason);
}

} // namespace CommandRunner
