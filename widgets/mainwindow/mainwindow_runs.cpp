// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/background.h"
#include "core/run/readlineconfig.h"
#include "core/workspace/lastsuccess.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/desktop/filemanager.h"
#include "widgets/desktop/taskbarprogress.h"
#include "widgets/export/runexporter.h"
#include "widgets/history/queueactions.h"
#include "widgets/history/runspage.h"
#include "widgets/mainwindow/mainwindow.h"
#include "widgets/mainwindow/runflow.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/mainwindow/windowactions.h"
#include "widgets/mainwindow/windowsettings.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/runtab.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QStatusBar>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr int messageMs = 12000;
}

void MainWindow::connectRuns()
{
    RunService &runs = m_services.runs;
    connect(m_commands, &CommandsPage::runRequested, m_flow, &RunFlow::run);
    m_flow->setSecrets(m_services.secrets);
    m_commands->commandPage()->setSecrets(m_services.secrets);
    m_flow->setTerminalSize([this] { return m_tabs->terminalSize(); });
    inBackground(
        this, [folder = runs.cacheFolder()] { return writeReadlineConfig(folder); },
        [this](const Result<QString> &path) {
            if (path)
                m_flow->setReadlineConfig(*path);
        });
    connect(m_commands, &CommandsPage::runActivated, this, [this](const QString &runId) {
        m_services.runs.record(runId, this, [this](const Result<RunRecord> &record) {
            if (record)
                openRun(*record);
            else
                showError(record.error());
        });
    });
    connect(m_flow, &RunFlow::waitingForLoginPath, this, [this] {
        statusBar()->showMessage(tr("Asking the login shell for its PATH…"), messageMs);
    });
    connect(m_flow, &RunFlow::failed, this, &MainWindow::showError);
    connect(&runs, &RunService::runStarted, this, [this](const RunRecord &record) {
        statusBar()->clearMessage();
        openRun(record);
        if (record.request.terminal) // it may ask at once
            m_tabs->currentWidget()->setFocus();
        sayOnce(u"said/runsGoOn"_s,
                tr("Runs go on when this window is closed; open it again to find them."));
        updateRunningLabel();
    });
    connect(&runs, &RunService::startFailed, this, &MainWindow::showStartError);
    connect(m_flow, &RunFlow::startFailed, this, &MainWindow::showStartError);
    connect(&runs, &RunService::runChanged, this, &MainWindow::updateRunningLabel);
    connect(&runs, &RunService::runChanged, this, &MainWindow::updateRunActions);
    connect(&runs, &RunService::wishFailed, this, [this](const QString &runId, const Error &error) {
        if (!m_tabs->tabOf(runId)) // a tab shows it itself
            showError(error);
    });
    connect(m_runs, &RunsPage::openRequested, this, [this](const RunRecord &record) {
        openRun(record);
        m_tabs->currentWidget()->setFocus();
    });
    connect(m_runs, &RunsPage::openAtLineRequested, this, &MainWindow::openRunAt);
    connect(m_runs, &RunsPage::runAgainRequested, m_flow, &RunFlow::runAgain);
    connect(m_runs, &RunsPage::runAgainWithChangesRequested, this, &MainWindow::changeRun);
    connect(m_runs, &RunsPage::compareRequested, this, &MainWindow::compareRuns);
    connect(m_runs, &RunsPage::compareWithLastSuccessRequested, this, [this](const RunRecord &run) {
        askLastSuccess(std::make_shared<LastSuccessSearch>(run), run);
    });
    connect(m_runs, &RunsPage::stopRequested, &runs, &RunService::terminate);
    connect(m_runs, &RunsPage::currentRunChanged, this, &MainWindow::updateRunActions);
    connect(m_tabs, &RunTabs::runAgainRequested, m_flow, &RunFlow::runAgain);
    connect(m_tabs, &RunTabs::tabsChanged, this, [this] {
        updateTabsVisible();
        // At once: a window that is killed the next moment has its tabs again.
        saveNow();
        m_services.settings.write();
    });
    connect(m_tabs, &RunTabs::currentStateChanged, this, &MainWindow::updateRunActions);
    connect(m_tabs, &RunTabs::progressChanged, this,
            [this](const QString &runId, std::optional<double> share) {
                m_runs->setProgress(runId, share);
                m_taskbar->setProgress(m_tabs->progress());
            });
    connect(m_tabs, &RunTabs::leftRunning, this, [this](const QString &title) {
        sayOnce(u"said/tabRunsGoOn"_s, tr("%1 goes on. It stands in the list of runs.").arg(title));
    });
    connect(m_actions->stop, &QAction::triggered, this, &MainWindow::stopTarget);
    connect(m_actions->runAgain, &QAction::triggered, this, &MainWindow::runAgainTarget);
    connect(m_actions->runAgainWithChanges, &QAction::triggered, this, &MainWindow::changeTarget);
    connect(m_actions->compareWithLastSuccess, &QAction::triggered, this,
            &MainWindow::compareWithLastSuccess);
    connect(qApp, &QApplication::focusChanged, this, [this] { updateRunActions(); });
    connectExport();
}

void MainWindow::connectExport()
{
    auto *exporter = new RunExporter(m_services.database, m_services.paths, this);
    connect(m_actions->exportRun, &QAction::triggered, exporter,
            [this, exporter] { exporter->start({targetRunId()}); });
    connect(exporter, &RunExporter::exported, this, [this](const QString &target) {
        showMessage(MessageBanner::Kind::Success,
                    tr("Exported to %1.").arg(QDir::toNativeSeparators(target)));
        offer(tr("Show in Folder"), [target] { showInFileManager(target); });
    });
    connect(exporter, &RunExporter::failed, this, &MainWindow::showError);
}

void MainWindow::openRun(const RunRecord &record)
{
    m_tabs->open(record);
}

// The line is there once the log has been indexed up to it.
void MainWindow::openRunAt(const RunRecord &record, qint64 line)
{
    openRun(record);
    RunTab *tab = m_tabs->tabOf(record.id());
    tab->setFocus();
    OutputPane *pane = tab->pane();
    const auto go = [pane, line] {
        if (!pane->document() || pane->document()->lineCount() <= line)
            return false;
        pane->currentView()->goToLine(line);
        return true;
    };
    if (go())
        return;
    auto *waiting = new QObject(pane); // for its own end
    connect(pane, &OutputPane::grown, waiting, [waiting, go] {
        if (go())
            waiting->deleteLater();
    });
}

// Where the keyboard is decides: in the list of runs its current run, else the tab in front.
QString MainWindow::targetRunId() const
{
    const RunTab *tab = m_tabs->currentTab();
    const QString listed = m_runs->isVisible() ? m_runs->currentRunId() : QString();
    if (!listed.isEmpty() && (!tab || m_runs->isAncestorOf(QApplication::focusWidget())))
        return listed;
    return tab ? tab->runId() : QString();
}

void MainWindow::withTargetRun(std::function<void(const RunRecord &)> then)
{
    const QString runId = targetRunId();
    if (runId.isEmpty())
        return;
    m_services.runs.record(runId, this,
                           [this, then = std::move(then)](const Result<RunRecord> &record) {
                               if (record)
                                   then(*record);
                               else
                                   showError(record.error());
                           });
}

void MainWindow::stopTarget()
{
    const QString runId = targetRunId();
    if (const RunTab *tab = m_tabs->tabOf(runId))
        tab->actions().constFirst()->trigger(); // Stop: it shows that it is under way
    else if (!runId.isEmpty())
        m_services.runs.terminate(runId);
}

void MainWindow::runAgainTarget()
{
    if (m_runs->isAncestorOf(QApplication::focusWidget()) && m_runs->selectedRunIds().size() > 1) {
        m_runs->runActions().at(1)->trigger(); // of all that are selected
        return;
    }
    withTargetRun([this](const RunRecord &record) { m_flow->runAgain(record); });
}

void MainWindow::changeTarget()
{
    withTargetRun([this](const RunRecord &record) { changeRun(record); });
}

void MainWindow::changeRun(const RunRecord &record)
{
    Command command;
    command.id = record.request.commandId;
    command.folder = record.request.folder;
    showPage(Page::Commands);
    if (!m_commands->selectCommand(command.absoluteId())) {
        showMessage(MessageBanner::Kind::Warning,
                    tr("%1 is not listed any more. Run it again as it was, or add its folder.")
                        .arg(record.request.name));
        return;
    }
    m_commands->commandPage()->setValues(record.request.values, record.request.freeArguments);
    m_commands->commandPage()->focusForm();
}

void MainWindow::updateRunActions()
{
    const QString target = targetRunId();
    m_actions->stop->setEnabled(!target.isEmpty() && m_services.runs.canStop(target));
    m_queue->update();
    m_actions->runAgain->setEnabled(!target.isEmpty());
    m_actions->runAgainWithChanges->setEnabled(!target.isEmpty());
    m_actions->compareWithLastSuccess->setEnabled(!target.isEmpty());
    m_actions->exportRun->setEnabled(!target.isEmpty());
    const int tabs = m_tabs->count();
    for (int i = 0; i < m_actions->tabs.size(); ++i)
        m_actions->tabs.at(i)->setEnabled(i < tabs);
    m_actions->closeTab->setEnabled(tabs > 0);
    m_actions->floatTab->setEnabled(m_tabs->currentTab() != nullptr);
    m_actions->nextTab->setEnabled(tabs > 1);
    m_actions->previousTab->setEnabled(tabs > 1);
    m_actions->maximiseOutput->setEnabled(tabs > 0);
}

void MainWindow::updateRunningLabel()
{
    const int running = m_services.runs.runningCount();
    m_running->setText(queueSummary(m_services.runs));
    m_running->setIcon(running == 0 ? QIcon() : runStateIcon(RunState::Running));
    m_running->setAccessibleName(m_running->text());
}

void MainWindow::updateTabsVisible()
{
    const bool any = m_tabs->count() > 0;
    if (!any)
        m_actions->maximiseOutput->setChecked(false);
    if (any == m_tabs->isHidden()) {
        const bool hadKeyboard = m_tabs->isAncestorOf(QApplication::focusWidget());
        m_tabs->setVisible(any);
        if (any)
            setOutputShare();
        else if (hadKeyboard)
            movePane(false);
    }
    updateRunActions();
}

void MainWindow::sayOnce(const QString &key, const QString &words)
{
    if (m_services.settings.value(key).toBool())
        return;
    m_services.settings.set(key, true);
    statusBar()->showMessage(words, messageMs);
}

} // namespace CommandRunner
