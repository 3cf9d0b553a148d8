// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/background.h"
#include "core/run/loginenvironment.h"
#include "widgets/commands/commandspage.h"
#include "widgets/common/theme.h"
#include "widgets/history/runspage.h"
#include "widgets/mainwindow/demoworkspace.h"
#include "widgets/mainwindow/mainwindow.h"
#include "widgets/mainwindow/problempage.h"
#include "widgets/mainwindow/runflow.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/mainwindow/windowactions.h"
#include "widgets/mainwindow/windowsettings.h"
#include "widgets/output/runtab.h"
#include "widgets/palette/actionregistry.h"

#include <QAction>
#include <QCloseEvent>
#include <QDir>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>

#include <ranges>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto commandsPrefix = "commandsPage"_L1;
constexpr auto runsPrefix = "runsPage"_L1;
constexpr int messageMs = 12000;

} // namespace

void MainWindow::begin()
{
    connect(&m_services.database, &DatabaseWorker::opened, this, &MainWindow::databaseOpened);
    connect(&m_services.database, &DatabaseWorker::failed, this, &MainWindow::showProblem);
    m_services.database.start();

    inBackground(
        this,
        [file = m_services.paths.cache() + u"/login-path.json"_s] { return loginShellPath(file); },
        [this](const QString &path) {
            DiscoveryOptions options = m_services.catalog.options();
            if (options.loginPath != path) {
                options.loginPath = path;
                m_services.catalog.setOptions(options);
            }
            m_flow->setLoginPath(path);
        });
}

void MainWindow::databaseOpened(const QString &setAside)
{
    if (!setAside.isEmpty()) {
        showMessage(MessageBanner::Kind::Warning,
                    tr("The list of commands and runs was damaged. It was set aside as %1 and a "
                       "new one begun. The output of earlier "
                       "runs is still in %2.")
                        .arg(QDir::toNativeSeparators(setAside),
                             QDir::toNativeSeparators(m_services.paths.runs())));
    }
    m_runs->refresh();
    m_services.catalog.load();
    m_services.runs.resume();
    restoreTabs();
}

void MainWindow::showProblem(const Error &error)
{
    m_problem = true;
    m_restored = false;
    for (QAction *action : m_registry->actions()) {
        if (action != m_actions->closeWindow && action != m_actions->about)
            action->setEnabled(false);
    }
    auto *page = new ProblemPage(error, this);
    connect(page, &ProblemPage::quitRequested, this, &QWidget::close);
    // The former central widget stays alive: its parts may still be asked.
    if (QWidget *work = takeCentralWidget()) {
        work->setParent(this);
        work->hide();
    }
    setCentralWidget(page);
}

bool MainWindow::hasProblem() const
{
    return m_problem;
}

bool MainWindow::isSettled() const
{
    return m_problem
        || (m_restored && m_flow->knowsLoginPath() && m_services.catalog.isLoaded()
            && !m_services.catalog.isScanning());
}

void MainWindow::catalogLoaded()
{
    WindowSettings &settings = m_services.settings;
    const bool first = !settings.value(u"demo/offered"_s).toBool();
    settings.set(u"demo/offered"_s, true);
    if (first && m_services.catalog.folders().isEmpty())
        addDemo();
}

void MainWindow::addDemo()
{
    inBackground(
        this, [root = m_services.paths.root()] { return prepareDemo(demoSource(), root); },
        [this](const Result<QString> &folder) {
            if (!folder) {
                // Without a demo the page shows its empty state, which says the same.
                if (folder.error().code != ErrorCode::NotFound)
                    showError(folder.error());
                return;
            }
            m_services.catalog.addFolder(*folder);
            m_services.catalog.setTrusted(*folder, true); // it is ours
            showMessage(MessageBanner::Kind::Information,
                        tr("This is the demo workspace: try its commands. Then add the folders of "
                           "your own projects."));
            offer(tr("Add Folder…"), [this] { m_commands->addFolderAction()->trigger(); });
        });
}

void MainWindow::restoreLook()
{
    const WindowSettings &settings = m_services.settings;
    if (!restoreGeometry(settings.value(u"window/geometry"_s).toByteArray())) {
        const QSize room = screen()->availableSize();
        resize(QSize(1366, 768).boundedTo(room));
        if (room.width() < 1400 || room.height() < 800)
            setWindowState(windowState() | Qt::WindowMaximized);
    }
    m_outputShare = qBound(0.1, settings.value(u"window/outputShare"_s, m_outputShare).toDouble(),
                           0.9);
    m_commands->restoreState(settings.group(commandsPrefix));
    m_runs->restoreState(settings.group(runsPrefix));
    if (settings.value(u"window/page"_s).toString() == "runs"_L1)
        showPage(Page::Runs);
    else
        showPage(Page::Commands);
}

void MainWindow::restoreTabs()
{
    const QStringList saved = m_services.settings.value(u"window/tabs"_s).toStringList();
    // The answers come in the order asked, after what resume() has found, so that a run that goes
    // on has its follower by then.
    for (const QString &runId : saved) {
        m_services.runs.record(runId, this, [this](const Result<RunRecord> &record) {
            if (record) // else it was removed from the history: nothing to show
                m_tabs->open(*record, false);
        });
    }
    restoreRunning(saved);
}

void MainWindow::restoreRunning(const QStringList &saved)
{
    RunQuery query;
    query.state = RunState::Running;
    query.limit = 20;
    m_services.runs.query(query, this, [this, saved](const Result<QList<RunRecord>> &running) {
        if (running) {
            for (const RunRecord &record : std::views::reverse(*running))
                m_tabs->open(record, false);
            if (!running->isEmpty()) {
                statusBar()->showMessage(tr("%n runs went on while this window was closed.",
                                            nullptr, int(running->size())),
                                         messageMs);
            }
        }
        finishRestoring(m_services.settings.value(u"window/currentTab"_s).toString());
    });
}

void MainWindow::finishRestoring(const QString &current)
{
    m_tabs->raiseRun(current);
    m_restored = true;
    updateTabsVisible();
    updateRunningLabel();
}

void MainWindow::setOutputShare()
{
    const int height = m_splitter->height();
    const int output = int(height * m_outputShare);
    m_splitter->setSizes({height - output, output});
}

void MainWindow::saveSoon()
{
    if (!m_saveTimer.isActive()) // a steady stream of changes must not put it off for ever
        m_saveTimer.start();
}

void MainWindow::saveNow()
{
    if (m_problem)
        return;
    m_saveTimer.stop();
    WindowSettings &settings = m_services.settings;
    settings.set(u"window/geometry"_s, saveGeometry());
    settings.set(u"window/page"_s, page() == Page::Runs ? u"runs"_s : u"commands"_s);
    settings.set(u"window/outputShare"_s, m_outputShare);
    settings.setGroup(commandsPrefix, m_commands->state());
    settings.setGroup(runsPrefix, m_runs->saveState());
    if (!m_restored)
        return; // the tabs of last time are not all back: they must not be forgotten
    settings.set(u"window/tabs"_s, m_tabs->runIds());
    const RunTab *current = m_tabs->currentTab();
    settings.set(u"window/currentTab"_s, current ? current->runId() : QString());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_flow->startWaiting();
    saveNow();
    m_services.settings.flush();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    saveSoon();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    saveSoon();
}

} // namespace CommandRunner
