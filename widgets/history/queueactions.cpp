// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/queueactions.h"

#include "widgets/icons/glyphicon.h"

#include <QAction>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr int priorityStep = RunPriority::high - RunPriority::normal;
}

QueueActions::QueueActions(RunService &runs, std::function<QString()> target, QObject *parent)
    : QObject(parent),
      m_runs(runs),
      m_target(std::move(target)),
      m_pause(add(u"queue.pause"_s, u"pause"_s, tr("Pause &Queue"),
                  tr("Start no more runs until the queue is resumed; what runs goes on"),
                  &QueueActions::togglePause)),
      m_raise(add(u"queue.raise"_s, u"raise"_s, tr("Ra&ise Priority"),
                  tr("Let the queued run start before others"), &QueueActions::raise)),
      m_lower(add(u"queue.lower"_s, u"lower"_s, tr("Lo&wer Priority"),
                  tr("Let the queued run start after others"), &QueueActions::lower)),
      m_startNow(add(u"queue.startNow"_s, u"run"_s, tr("Start &Now"),
                     tr("Start the queued run at once, whatever it waits for"),
                     &QueueActions::startNow))
{
    connect(&m_runs, &RunService::queueChanged, this, &QueueActions::update);
    update();
}

QAction *QueueActions::add(const QString &id, const QString &icon, const QString &text,
                           const QString &toolTip, void (QueueActions::*slot)())
{
    auto *action = new QAction(glyphIcon(icon), text, this);
    action->setObjectName(id);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void QueueActions::update()
{
    const bool paused = m_runs.queue().settings.paused;
    m_pause->setText(paused ? tr("Resume &Queue") : tr("Pause &Queue"));
    m_pause->setToolTip(paused ? tr("Start queued runs again")
                               : tr("Start no more runs until the queue is resumed; what runs goes "
                                    "on"));
    const bool waits = m_runs.waiting(m_target()).has_value();
    for (QAction *action : {m_raise, m_lower, m_startNow})
        action->setEnabled(waits);
}

void QueueActions::togglePause()
{
    m_runs.setQueuePaused(!m_runs.queue().settings.paused);
}

void QueueActions::raise()
{
    changePriority(priorityStep);
}

void QueueActions::lower()
{
    changePriority(-priorityStep);
}

void QueueActions::startNow()
{
    if (const QString id = m_target(); !id.isEmpty())
        m_runs.startNow(id);
}

void QueueActions::changePriority(int by)
{
    const QString id = m_target();
    if (id.isEmpty())
        return;
    m_runs.record(id, this, [this, id, by](const Result<RunRecord> &record) {
        if (record)
            m_runs.setPriority(id, record->priority + by);
    });
}

QString queueSummary(const RunService &runs)
{
    const int running = runs.runningCount();
    const int queued = int(runs.queue().waiting.size());
    QStringList parts{running == 0 ? QueueActions::tr("Nothing running")
                                   : QueueActions::tr("%n running", nullptr, running)};
    if (queued > 0)
        parts.append(QueueActions::tr("%n queued", nullptr, queued));
    if (runs.queue().settings.paused)
        parts.append(QueueActions::tr("paused"));
    return parts.join(QueueActions::tr(", ", "between parts of a list"));
}

} // namespace CommandRunner
