// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/mainwindow.h"

#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/connecttoworkspace.h"
#include "widgets/commands/definitionview.h"
#include "widgets/common/messagebanner.h"
#include "widgets/common/theme.h"
#include "widgets/desktop/filemanager.h"
#include "widgets/desktop/taskbarprogress.h"
#include "widgets/history/runspage.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/mainwindow/aboutdialog.h"
#include "widgets/mainwindow/pagerail.h"
#include "widgets/mainwindow/panecycle.h"
#include "widgets/mainwindow/runflow.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/mainwindow/settingsdialog.h"
#include "widgets/mainwindow/windowactions.h"
#include "widgets/mainwindow/windowsettings.h"
#include "widgets/output/linkopener.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/readingpreferences.h"
#include "widgets/output/runtab.h"
#include "widgets/palette/actionregistry.h"
#include "widgets/palette/commandpalette.h"

#include <QApplication>
#include <QDir>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

static constexpr auto readingPrefix = "reading"_L1;

MainWindow::MainWindow(const WindowServices &services)
    : m_services(services),
      m_registry(new ActionRegistry(this)),
      m_commands(new CommandsPage(this)),
      m_runs(new RunsPage(services.runs, services.clock, this)),
      m_actions(std::make_unique<WindowActions>(*m_registry, *m_commands, *m_runs)),
      m_flow(new RunFlow(services.runs, services.catalog, services.clock, this)),
      m_tabs(new RunTabs(services.runs, this)),
      m_reading(new ReadingPreferences(this)),
      m_taskbar(new TaskbarProgress(this)),
      m_opener(new LinkOpener(*m_reading, this)),
      m_banner(new MessageBanner(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Command Runner"));
    setAccessibleName(tr("Command Runner"));
    createLayout();
    createStatusBar();
    m_offer = m_banner->addButton({});
    m_offer->hide();
    connect(m_offer, &QPushButton::clicked, this, [this] {
        m_banner->dismiss();
        if (const auto step = std::exchange(m_offered, {}))
            step();
    });
    m_palette = new CommandPalette(this);
    connectPalette();
    m_actions->fillMenus(menuBar());
    connect(m_actions->outputMenu, &QMenu::aboutToShow, this,
            [this] { fillOutputMenu(m_actions->outputMenu); });
    m_reading->load(services.settings.group(readingPrefix));
    connect(m_reading, &ReadingPreferences::changed, this,
            [this] { m_services.settings.setGroup(readingPrefix, m_reading->toMap()); });
    m_tabs->setPreferences(m_reading);
    connectKeys();
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(200);
    connect(&m_saveTimer, &QTimer::timeout, this, &MainWindow::saveNow);
    connectActions();
    connectPages();
    connectQueue();
    connectRuns();
    connectServices();
    restoreLook();
    applySettings();
    updateTabsVisible();
    updateRunActions();
}

MainWindow::~MainWindow()
{
    // The children die after our members, and speak while they do: nobody may listen any more.
    qApp->disconnect(this);
    for (QObject *speaker : std::initializer_list<QObject *>{m_tabs, m_runs, m_commands, m_pages,
                                                             m_splitter, m_banner, m_flow})
        speaker->disconnect(this);
    for (QObject *speaker : std::initializer_list<QObject *>{&m_services.runs, &m_services.catalog,
                                                             &m_services.database})
        speaker->disconnect(this);
    delete m_tabs; // before the preferences that they read by
}

void MainWindow::createLayout()
{
    m_rail = new PageRail(this);
    m_rail->addPage(m_actions->commandsPage);
    m_rail->addPage(m_actions->runsPage);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_commands);
    m_pages->addWidget(m_runs);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->addWidget(m_pages);
    m_splitter->addWidget(m_tabs);
    m_splitter->setChildrenCollapsible(false);

    auto *right = new QVBoxLayout;
    right->setContentsMargins({});
    right->setSpacing(0);
    right->addWidget(m_banner);
    right->addWidget(m_splitter, 1);
    auto *central = new QWidget(this);
    auto *layout = new QHBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    layout->addLayout(right, 1);
    setCentralWidget(central);
    // Reading order: the rail, then the page, then the runs.
    QWidget::setTabOrder(m_rail, m_pages);
    QWidget::setTabOrder(m_pages, m_tabs);
}

void MainWindow::createStatusBar()
{
    m_running = new QToolButton(this);
    m_running->setAutoRaise(true);
    m_running->setToolTip(tr("Goes to the runs"));
    m_running->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    statusBar()->addPermanentWidget(m_running);
    connect(m_running, &QToolButton::clicked, this, [this] { showPage(Page::Runs); });
    updateRunningLabel();
}

// The actions belong to the tab in front: filled anew each time.
void MainWindow::fillOutputMenu(QMenu *menu)
{
    menu->clear();
    if (const RunTab *tab = m_tabs->currentTab())
        tab->pane()->fillMenu(menu);
    else
        menu->addAction(tr("No run is open"))->setEnabled(false);
}

void MainWindow::connectActions()
{
    const WindowActions &actions = *m_actions;
    connect(actions.closeWindow, &QAction::triggered, this, &QWidget::close);
    connect(actions.commandsPage, &QAction::triggered, this, [this] { showPage(Page::Commands); });
    connect(actions.runsPage, &QAction::triggered, this, [this] { showPage(Page::Runs); });
    connect(actions.maximiseOutput, &QAction::toggled, this, &MainWindow::togglePane);
    connect(actions.nextPane, &QAction::triggered, this, [this] { movePane(true); });
    connect(actions.previousPane, &QAction::triggered, this, [this] { movePane(false); });
    connect(actions.nextTab, &QAction::triggered, this, [this] { m_tabs->step(1); });
    connect(actions.previousTab, &QAction::triggered, this, [this] { m_tabs->step(-1); });
    connect(actions.closeTab, &QAction::triggered, this,
            [this] { m_tabs->closeTab(m_tabs->currentIndex()); });
    connect(actions.floatTab, &QAction::triggered, this,
            [this] { m_tabs->floatTab(m_tabs->currentIndex()); });
    for (int i = 0; i < actions.tabs.size(); ++i)
        connect(actions.tabs.at(i), &QAction::triggered, this,
                [this, i] { m_tabs->setCurrentIndex(i); });
    connect(actions.palette, &QAction::triggered, this, [this] { openPalette(); });
    connect(actions.settings, &QAction::triggered, this, [this] { openSettings(); });
    connect(&m_services.settings, &WindowSettings::changed, this, &MainWindow::applySettings);
    connect(actions.shortcuts, &QAction::triggered, this, [this] { openShortcuts(); });
    connect(actions.keySheet, &QAction::triggered, this, &MainWindow::openKeySheet);
    connect(actions.about, &QAction::triggered, this, &MainWindow::openAbout);
    const std::pair<QAction *, ThemeChoice> themes[] = {{actions.themeSystem, ThemeChoice::System},
                                                        {actions.themeLight, ThemeChoice::Light},
                                                        {actions.themeDark, ThemeChoice::Dark}};
    for (const auto &[action, choice] : themes) {
        action->setChecked(m_services.theme.choice() == choice);
        connect(action, &QAction::triggered, this, [this, wanted = choice] {
            m_services.theme.apply(wanted);
            m_services.settings.set(u"appearance"_s, toString(wanted));
        });
    }
}

void MainWindow::connectPages()
{
    connectToWorkspace(*m_commands, m_services.catalog, m_services.runs);
    m_tabs->setColors([this](const RunRecord &record) {
        Command command;
        command.folder = record.request.folder;
        command.id = record.request.commandId;
        return m_services.catalog.marks().value(command.absoluteId()).color;
    });
    connect(&m_services.catalog, &CommandCatalog::commandsChanged, m_tabs, &RunTabs::updateColors);
    connect(m_commands, &CommandsPage::refreshRequested, m_runs, &RunsPage::refresh);
    connect(m_commands, &CommandsPage::currentCommandChanged, this, &MainWindow::saveSoon);
    connect(m_commands->commandPage(), &CommandPage::editRequested, m_opener,
            [this](const QString &path, int line) { m_opener->openPlace({path, line, 0}); });
    connect(m_commands->commandPage(), &CommandPage::revealRequested, this, showInFileManager);
    connect(m_opener, &LinkOpener::failed, this, &MainWindow::showError);
    for (QAction *tool : m_commands->commandPage()->definition()->tools())
        m_registry->adopt(tr("File"), tool);
    connect(m_runs, &RunsPage::commandsRequested, this, [this] {
        showPage(Page::Commands);
        if (QWidget *target = focusTarget(m_commands))
            target->setFocus();
    });
    connect(m_runs, &RunsPage::stateChanged, this, &MainWindow::saveSoon);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        const QList<int> sizes = m_splitter->sizes();
        if (sizes.at(0) > 0 && sizes.at(1) > 0)
            m_outputShare = double(sizes.at(1)) / (sizes.at(0) + sizes.at(1));
        saveSoon();
    });
}

void MainWindow::connectServices()
{
    connect(&m_services.catalog, &CommandCatalog::failed, this, &MainWindow::showError);
    connect(&m_services.catalog, &CommandCatalog::loaded, this, &MainWindow::catalogLoaded);
    connect(qApp, &QGuiApplication::applicationStateChanged, this,
            [this](Qt::ApplicationState state) {
                if (state == Qt::ApplicationActive)
                    m_services.catalog.refreshUnwatched();
            });
}

void MainWindow::showPage(Page page)
{
    m_actions->maximiseOutput->setChecked(false);
    QAction *action = page == Page::Commands ? m_actions->commandsPage : m_actions->runsPage;
    action->setChecked(true);
    m_pages->setCurrentWidget(page == Page::Commands ? static_cast<QWidget *>(m_commands) : m_runs);
    // The keyboard follows, unless it is in the output below, where it stays.
    if (!m_tabs->isAncestorOf(focusWidget())) {
        if (QWidget *target = focusTarget(m_pages->currentWidget()))
            target->setFocus(Qt::OtherFocusReason);
    }
    updateRunActions();
    saveSoon();
}

MainWindow::Page MainWindow::page() const
{
    return m_pages->currentWidget() == m_runs ? Page::Runs : Page::Commands;
}

void MainWindow::addFolder(const QString &path)
{
    showPage(Page::Commands);
    m_services.catalog.ensureFolder(path);
}

void MainWindow::raiseWindow()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::togglePane(bool outputOnly)
{
    const bool hide = outputOnly && m_tabs->count() > 0;
    m_rail->setVisible(!hide);
    m_pages->setVisible(!hide);
    if (hide)
        m_tabs->currentWidget()->setFocus();
    else
        setOutputShare();
}

void MainWindow::movePane(bool forward)
{
    QList<QWidget *> panes{m_banner, m_rail};
    // A page that is split has as many panes as parts.
    if (page() == Page::Runs) {
        panes += m_runs->panes();
    } else if (const auto *split = m_pages->currentWidget()->findChild<QSplitter *>()) {
        for (int i = 0; i < split->count(); ++i)
            panes.append(split->widget(i));
    } else {
        panes.append(m_pages->currentWidget());
    }
    if (QWidget *tab = m_tabs->currentWidget())
        panes.append(tab);
    focusOtherPane(panes, forward);
}

void MainWindow::offer(const QString &buttonText, std::function<void()> action)
{
    m_offer->setText(buttonText);
    m_offer->setVisible(!buttonText.isEmpty());
    m_offered = std::move(action);
}

void MainWindow::showMessage(MessageBanner::Kind kind, const QString &text, const QString &detail)
{
    offer({}, {});
    m_banner->showMessage(kind, text, detail);
}

void MainWindow::showError(const Error &error)
{
    if (m_problem)
        return; // the page says it, and everything fails then
    offer({}, {});
    m_banner->showError(error);
}

void MainWindow::applySettings()
{
    m_flow->setStopGrace(StopGrace::milliseconds(m_services.settings));
    m_flow->setOutputLimit(OutputLimit::bytes(m_services.settings));
}

SettingsDialog *MainWindow::makeSettingsDialog()
{
    auto *dialog = new SettingsDialog(
        m_services.settings, *m_reading, m_services.runs,
        {m_actions->themeSystem, m_actions->themeLight, m_actions->themeDark}, this);
    if (m_services.housekeeping)
        dialog->addRetention(*m_services.housekeeping);
    return dialog;
}

void MainWindow::openSettings(const SettingsDialog::Title &title)
{
    if (!m_settingsDialog) {
        m_settingsDialog = makeSettingsDialog();
        m_settingsDialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_settingsDialog->show();
    m_settingsDialog->activateWindow();
    m_settingsDialog->focus(title);
}

void MainWindow::openAbout()
{
    auto *dialog = new AboutDialog(m_services.paths.root(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace CommandRunner
