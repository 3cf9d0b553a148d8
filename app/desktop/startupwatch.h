// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractItemView;

namespace CommandRunner {

// Tells the log category commandrunner.widgets when the window was painted for the first time, and
// when with rows in the given list. Does nothing while that category's debug messages are off
// (QT_LOGGING_RULES=commandrunner.widgets.debug=true turns them on); ./dev bench reads them.
class StartupWatch final : public QObject
{
    Q_OBJECT

public:
    StartupWatch(QWidget &window, QAbstractItemView &list);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget &m_window;
    QAbstractItemView &m_list;
    bool m_painted = false;
};

} // namespace CommandRunner
