// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/startupwatch.h"

#include "core/base/logging.h"

#include <QAbstractItemView>
#include <QEvent>

namespace CommandRunner {

StartupWatch::StartupWatch(QWidget &window, QAbstractItemView &list)
    : m_window(window),
      m_list(list)
{
    if (!logWidgets().isDebugEnabled())
        return;
    window.installEventFilter(this);
    list.viewport()->installEventFilter(this);
}

// What is said from the queue comes after the whole window has been painted.
bool StartupWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Paint)
        return false;
    if (watched == &m_window && !m_painted) {
        m_painted = true;
        QMetaObject::invokeMethod(
            this, [] { qCDebug(logWidgets) << "window painted"; }, Qt::QueuedConnection);
    } else if (watched == m_list.viewport() && m_list.model()->rowCount() > 0) {
        m_list.viewport()->removeEventFilter(this);
        QMetaObject::invokeMethod(
            this, [] { qCDebug(logWidgets) << "rows painted"; }, Qt::QueuedConnection);
    }
    return false;
}

} // namespace CommandRunner
