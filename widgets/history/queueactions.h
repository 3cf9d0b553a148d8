// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/runservice.h"

#include <QObject>

#include <functional>

class QAction;

namespace CommandRunner {

// What a person can do with the queue, and with the run that waits where the keyboard is. Who shows
// the actions asks update() when another run is the target.
class QueueActions final : public QObject
{
    Q_OBJECT
public:
    // The service outlives us. target: the run's id, or empty.
    QueueActions(RunService &runs, std::function<QString()> target, QObject *parent);

    QList<QAction *> actions() const { return {m_pause, m_raise, m_lower, m_startNow}; }
    void update();

private:
    QAction *add(const QString &id, const QString &icon, const QString &text,
                 const QString &toolTip, void (QueueActions::*slot)());
    void togglePause();
    void raise();
    void lower();
    void startNow();
    void changePriority(int by);

    RunService &m_runs;
    const std::function<QString()> m_target;
    QAction *m_pause;
    QAction *m_raise;
    QAction *m_lower;
    QAction *m_startNow;
};

// "3 running, 12 queued, paused"
QString queueSummary(const RunService &runs);

} // namespace CommandRunner
