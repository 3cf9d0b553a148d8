// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/workspace/commandcatalog.h"
#include "core/workspace/runservice.h"
#include "widgets/common/messagebanner.h"
#include "widgets/mainwindow/settingsdialog.h"
#include "widgets/palette/paletteitems.h"
#include "widgets/palette/paletteusage.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace CommandRunner {

class ActionRegistry;
class CommandItems;
class CommandPalette;
class CommandsPage;
class Housekeeping;
class KeySheet;
class LastSuccessSearch;
class PageRail;
class QueueActions;
class RunFlow;
class RunTabs;
class LinkOpener;
class RunsPage;
class TaskbarProgress;
class ReadingPreferences;
class SecretService;
class ShortcutsDialog;
class ThemeSwitcher;
class WindowActions;
class WindowSettings;

// What the window works with. Built by main; all outlive the window.
struct WindowServices {
    DataPaths paths;
    const Clock &clock;
    DatabaseWorker &database;
    CommandCatalog &catalog;
    RunService &runs;
    ThemeSwitcher &theme;
    WindowSettings &settings;
    Housekeeping *housekeeping = nullptr; // may be missing: then nothing is asked about retention
    SecretService *secrets = nullptr;     // may be missing: then none can be stored
};

// The desktop window: the rail of pages, the page, the open runs below it. Holds the parts together
// and knows what each may ask of the others; the work is done elsewhere.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    enum class Page { Commands, Runs };

    explicit MainWindow(const WindowServices &services);
    ~MainWindow() override;

    // Opens the database; folders, runs and tabs follow as they are read. Called once.
    void begin();

    void showPage(Page page);
    Page page() const;
    void addFolder(const QString &path);
    void raiseWindow(); // a second start asked for it
    // Opens their comparison beside the open runs, or raises it.
    void compareRuns(const RunRecord &before, const RunRecord &after);

    // True once folders and runs have been read, the open tabs are back, no folder is being scanned
    // and the login shell's PATH is known.
    bool isSettled() const;
    bool hasProblem() const; // the database cannot be used; a page says why

    ActionRegistry &actions() const { return *m_registry; }
    CommandsPage &commandsPage() const { return *m_commands; }
    RunsPage &runsPage() const { return *m_runs; }
    RunTabs &runTabs() const { return *m_tabs; }
    MessageBanner &banner() const { return *m_banner; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;

private:
    // mainwindow.cpp: parts and how they are joined
    void createLayout();
    void createStatusBar();
    void connectActions();
    void connectPages();
    void connectServices();
    void fillOutputMenu(QMenu *menu);
    SettingsDialog *makeSettingsDialog();
    void openSettings(const SettingsDialog::Title &title = {});
    void openAbout();
    void togglePane(bool outputOnly);
    void movePane(bool forward);
    void applySettings();

    // mainwindow_runs.cpp: runs and their tabs
    void connectRuns();
    void connectExport();
    void openRun(const RunRecord &record);
    void openRunAt(const RunRecord &record, qint64 line);
    void withTargetRun(std::function<void(const RunRecord &)> then);
    QString targetRunId() const;
    void stopTarget();
    void runAgainTarget();
    void changeTarget();
    void changeRun(const RunRecord &record);
    void updateRunActions();
    // mainwindow_queue.cpp
    void connectQueue();
    void showStartError(const RunRequest &request, const Error &error);
    void updateRunningLabel();
    void updateTabsVisible();
    void showMessage(MessageBanner::Kind kind, const QString &text, const QString &detail = {});
    void showError(const Error &error);
    void offer(const QString &buttonText, std::function<void()> action); // a next step for the
                                                                         // banner's message
    void sayOnce(const QString &key, const QString &words);

    // mainwindow_keys.cpp: keys, and where they are shown and changed
    void connectKeys();
    void learnPanes();
    void openShortcuts(const QString &id = {});
    void openKeySheet();

    // mainwindow_palette.cpp: what the palette offers
    void connectPalette();
    void openPalette(const QString &typed = {});
    QList<PaletteItem> actionItems();
    QList<PaletteItem> settingItems();
    void chooseCommand(const QString &absoluteId);
    void addRunItems();
    void askPrograms(const std::function<void(const QList<PaletteItem> &)> &done);
    void choosePreset(const QString &absoluteId, const QString &name);
    void fillCommand(const QString &absoluteId, const QString &line);
    void noteUse(const QString &id);

    // mainwindow_compare.cpp
    void compareWithLastSuccess();
    void askLastSuccess(const std::shared_ptr<LastSuccessSearch> &search, const RunRecord &run);
    QList<QAction *> comparisonActions() const; // of the comparison in front

    // mainwindow_state.cpp: start, what is kept over starts
    void databaseOpened(const QString &setAside);
    void showProblem(const Error &error);
    void catalogLoaded();
    void addDemo();
    void restoreLook();
    void restoreTabs();
    void restoreRunning(const QStringList &saved);
    void finishRestoring(const QString &current);
    void saveSoon();
    void saveNow();
    void setOutputShare();

    WindowServices m_services;
    ActionRegistry *m_registry;
    CommandsPage *m_commands;
    RunsPage *m_runs;
    std::unique_ptr<WindowActions> m_actions;
    RunFlow *m_flow;
    QueueActions *m_queue = nullptr;
    PageRail *m_rail = nullptr;
    QStackedWidget *m_pages = nullptr;
    RunTabs *m_tabs;
    ReadingPreferences *m_reading;
    TaskbarProgress *m_taskbar;
    LinkOpener *m_opener; // for the files of commands
    QSplitter *m_splitter = nullptr;
    MessageBanner *m_banner;
    QPushButton *m_offer = nullptr; // the banner's
    std::function<void()> m_offered;
    CommandPalette *m_palette;
    CommandItems *m_commandItems = nullptr;
    PaletteUsage m_usage;
    QToolButton *m_running = nullptr;
    QTimer m_saveTimer;
    double m_outputShare = 0.45; // of the height, when runs are open
    bool m_restored = false;     // before that nothing of the tabs is saved
    bool m_problem = false;
    QPointer<ShortcutsDialog> m_shortcuts; // they delete themselves when closed
    QPointer<KeySheet> m_keySheet;
    QPointer<SettingsDialog> m_settingsDialog;
    std::optional<QList<SettingsDialog::Title>> m_settingTitles; // once somebody asked
};

} // namespace CommandRunner
