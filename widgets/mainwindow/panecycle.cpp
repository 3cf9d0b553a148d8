// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/panecycle.h"

#include <QApplication>
#include <QWidget>

namespace CommandRunner {

static bool takesKeyboard(const QWidget *widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isEnabled()
        && widget->isVisible();
}

QWidget *focusTarget(QWidget *pane)
{
    if (QWidget *last = pane->focusWidget(); last && takesKeyboard(last))
        return last;
    QWidget *proxy = pane;
    while (proxy->focusProxy())
        proxy = proxy->focusProxy();
    if (proxy != pane && takesKeyboard(proxy))
        return proxy;
    QWidget *candidate = pane;
    do {
        if ((candidate == pane || pane->isAncestorOf(candidate)) && takesKeyboard(candidate))
            return candidate;
        candidate = candidate->nextInFocusChain();
    } while (candidate != pane);
    return nullptr;
}

void focusOtherPane(const QList<QWidget *> &panes, bool forward)
{
    const QWidget *now = QApplication::focusWidget();
    const qsizetype count = panes.size();
    qsizetype at = forward ? -1 : 0;
    for (qsizetype i = 0; i < count; ++i) {
        if (panes.at(i) == now || (now && panes.at(i)->isAncestorOf(now)))
            at = i;
    }
    for (qsizetype step = 1; step <= count; ++step) {
        QWidget *pane = panes.at((at + (forward ? step : -step) + 2 * count) % count);
        if (!pane->isVisible())
            continue;
        if (QWidget *target = focusTarget(pane)) {
            target->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return;
        }
    }
}

} // namespace CommandRunner
