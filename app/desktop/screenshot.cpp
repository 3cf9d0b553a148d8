// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screenshot.h"

#include "core/workspace/runservice.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/mainwindow/mainwindow.h"

#include <QPixmap>
#include <QTextStream>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 100;
constexpr int calmLooks = 6; // what is painted a moment later (last runs, output) is there by then
constexpr int patienceMs = 30'000;

} // namespace

Screenshot::Screenshot(MainWindow &window, RunService &runs, DesktopOptions options,
                       QObject *parent)
    : QObject(parent),
      m_window(window),
      m_runs(runs),
      m_options(std::move(options))
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
}

void Screenshot::start()
{
    m_waited.start();
    m_timer.start();
}

void Screenshot::look()
{
    const bool tooLate = m_waited.elapsed() > patienceMs;
    if (!m_window.isSettled() && !tooLate)
        return;
    if (!m_window.hasProblem() && !m_selected) {
        m_selected = selectCommand();
        if (!m_selected && !tooLate && m_waited.elapsed() < patienceMs / 6)
            return; // the demo workspace may still be on its way
        m_selected = true;
        if (m_options.run)
            m_window.commandsPage().commandPage()->run();
        return;
    }
    m_calm = m_runs.runningCount() > 0 && m_options.run ? 0 : m_calm + 1;
    if (m_calm >= calmLooks || tooLate)
        save();
}

bool Screenshot::selectCommand()
{
    const CommandTreeModel &model = m_window.commandsPage().list()->model();
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex parent = model.index(group, 0);
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QString id =
                model.index(row, 0, parent).data(CommandTreeModel::AbsoluteIdRole).toString();
            if (!id.isEmpty()
                && (m_options.command.isEmpty() || id == m_options.command
                    || id.endsWith(u'/' + m_options.command)))
                return m_window.commandsPage().selectCommand(id);
        }
    }
    return false;
}

void Screenshot::save()
{
    m_timer.stop();
    const bool saved = m_window.grab().save(m_options.screenshot, "PNG");
    if (!saved)
        QTextStream(stderr) << u"The picture could not be written to '%1'.\n"_s.arg(
            m_options.screenshot);
    Q_EMIT finished(saved && !m_window.hasProblem() ? 0 : 1);
}

} // namespace CommandRunner
