// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/queueactions.h"
#include "widgets/mainwindow/mainwindow.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/mainwindow/windowactions.h"
#include "widgets/palette/actionregistry.h"

#include <QMenu>
#include <QStatusBar>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr int messageMs = 12000;
constexpr qsizetype mostTabsOfQueued = 16; // hundreds of tabs that show nothing help nobody
} // namespace

void MainWindow::connectQueue()
{
    RunService &runs = m_services.runs;
    m_queue = new QueueActions(runs, [this] { return targetRunId(); }, this);
    for (QAction *action : m_queue->actions())
        m_registry->adopt(tr("Queue"), action);
    m_actions->runMenu->addSeparator();
    m_actions->runMenu->addActions(m_queue->actions());
    connect(&runs, &RunService::runQueued, this, [this](const RunRecord &record) {
        const qsizetype waiting = m_services.runs.queue().waiting.size();
        if (waiting <= mostTabsOfQueued)
            openRun(record);
        else
            statusBar()->showMessage(tr("%1 is queued behind others. The page Runs lists them.")
                                         .arg(record.request.name),
                                     messageMs);
    });
    connect(&runs, &RunService::queueChanged, this, [this] {
        updateRunningLabel();
        updateRunActions();
    });
    connect(&runs, &RunService::queueFailed, this, &MainWindow::showError);
}

void MainWindow::showStartError(const RunRequest &request, const Error &error)
{
    if (error.code != ErrorCode::Refused) {
        showError(error);
        return;
    }
    showMessage(
        MessageBanner::Kind::Warning,
        tr("%1 is under way already, and its run settings refuse a second run.").arg(request.name));
    offer(tr("Show It"), [this, runId = error.subject] {
        m_services.runs.record(runId, this, [this](const Result<RunRecord> &record) {
            if (record)
                openRun(*record);
            else
                showError(record.error());
        });
    });
}

} // namespace CommandRunner
