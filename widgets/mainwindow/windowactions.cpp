// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/windowactions.h"

#include "widgets/commands/commandspage.h"
#include "widgets/history/runspage.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/palette/actionregistry.h"

#include <QActionGroup>
#include <QMenuBar>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QKeySequence keys(QStringView text)
{
    return QKeySequence(text.toString(), QKeySequence::PortableText);
}

void makeExclusive(const QList<QAction *> &actions)
{
    auto *group = new QActionGroup(actions.first()->parent());
    for (QAction *action : actions) {
        action->setCheckable(true);
        group->addAction(action);
    }
}

} // namespace

WindowActions::WindowActions(ActionRegistry &registry, const CommandsPage &commands,
                             const RunsPage &runs)
    : m_registry(registry),
      m_commands(commands),
      m_runs(runs)
{
    m_registry.namePlace(&m_commands, tr("Commands"));
    m_registry.namePlace(&m_runs, tr("Runs"));
    addFileActions();
    addRunActions();
    addViewActions();
    addTabActions();
    addHelpActions();
}

void WindowActions::addFileActions()
{
    const QString section = tr("File");
    m_registry.adopt(section, m_commands.addFolderAction(), u"folder-add"_s);
    m_registry.adopt(section, m_commands.foldersAction(), u"folder"_s);
    m_registry.adopt(section, m_commands.newCommandAction(), u"own-command"_s);
    m_registry.adopt(section, m_commands.importHistoryAction(), u"own-command"_s);
    m_registry.adopt(section, m_commands.editCommandAction(), u"edit"_s);
    m_registry.adopt(section, m_commands.saveToProjectAction(), u"save"_s);
    m_registry.adopt(section, m_commands.copyDescriptionAction(), u"copy"_s);
    m_registry.adopt(section, m_commands.removeCommandAction(), u"remove"_s);
    // They make sense from every page.
    for (QAction *action :
         {m_commands.addFolderAction(), m_commands.newCommandAction(), m_commands.refreshAction()})
        action->setShortcutContext(Qt::WindowShortcut);
    settings = m_registry.add({u"file.settings"_s,
                               section,
                               tr("&Settings…"),
                               u"settings"_s,
                               {keys(u"Ctrl+,")},
                               tr("Change how Command Runner looks and works")});
    settings->setMenuRole(QAction::PreferencesRole);
    closeWindow = m_registry.add({u"file.quit"_s,
                                  section,
                                  tr("&Quit"),
                                  u"quit"_s,
                                  {keys(u"Ctrl+Q")},
                                  tr("Close the window; runs go on")});
    closeWindow->setMenuRole(QAction::QuitRole);
}

void WindowActions::addRunActions()
{
    const QString section = tr("Run", "menu");
    m_registry.adopt(section, m_commands.runAction(), u"run"_s);
    m_registry.adopt(section, m_commands.copyAction(), u"copy"_s);
    m_registry.adopt(section, m_commands.pasteAction(), u"edit"_s);
    m_registry.adopt(section, m_commands.defaultsAction(), u"refresh"_s);
    m_registry.adopt(section, m_commands.howItRunsAction(), u"settings"_s);
    m_registry.adopt(section, m_commands.copyFishAction(), u"copy"_s);
    m_registry.adopt(section, m_commands.copyPowerShellAction(), u"copy"_s);
    m_registry.adopt(section, m_commands.presetsAction(), u"bookmark"_s);
    m_registry.adopt(section, m_commands.savePresetAction(), u"save"_s);
    m_registry.adopt(section, m_commands.favouriteAction(), u"favourite"_s);
    m_registry.adopt(section, m_commands.openFileAction(), u"open"_s);
    for (QAction *action : m_commands.markActions())
        m_registry.adopt(tr("Organise"), action);
    m_registry.adopt(section, m_commands.runSettingsAction(), u"settings"_s);
    m_registry.adopt(section, m_commands.readOptionsAction(), u"search"_s);
    m_registry.adopt(section, m_commands.forgetOptionsAction(), u"remove"_s);
    stop = m_registry.add({u"run.stop"_s,
                           section,
                           tr("&Stop"),
                           u"stop"_s,
                           {keys(u"Ctrl+.")},
                           tr("End the run and everything it started")});
    runAgain = m_registry.add({u"run.runAgain"_s,
                               section,
                               tr("Run &Again"),
                               u"run-again"_s,
                               {keys(u"Ctrl+R")},
                               tr("Run the same command with the same arguments")});
    runAgainWithChanges = m_registry.add(
        {u"run.runAgainWithChanges"_s,
         section,
         tr("Run Again with &Changes…"),
         u"run-again"_s,
         {keys(u"Ctrl+Shift+R")},
         tr("Go to the command with the arguments of this run filled in")});
    compareWithLastSuccess = m_registry.add(
        {u"run.compareWithLastSuccess"_s,
         section,
         tr("Compare with &Last Success"),
         u"compare"_s,
         {keys(u"Ctrl+D")},
         tr("Show this run beside the last one of the same command that succeeded")});
    exportRun = m_registry.add(
        {u"run.export"_s,
         section,
         tr("&Export Run…"),
         u"save"_s,
         {},
         tr("Pass it on: a folder or zip file with output, arguments and a report")});
}

void WindowActions::addViewActions()
{
    const QString section = tr("View");
    commandsPage = m_registry.add({u"view.commands"_s,
                                   section,
                                   tr("&Commands"),
                                   u"commands"_s,
                                   {keys(u"Alt+1")},
                                   tr("Go to the page of all commands")});
    runsPage = m_registry.add({u"view.runs"_s,
                               section,
                               tr("&Runs"),
                               u"runs"_s,
                               {keys(u"Alt+2")},
                               tr("Go to the page of everything that ran")});
    makeExclusive({commandsPage, runsPage});
    m_registry.adopt(section, m_commands.searchAction(), u"search"_s);
    m_registry.adopt(section, m_runs.searchAction());
    m_registry.adopt(section, m_runs.detailsAction());
    for (QAction *action : m_runs.runActions())
        m_registry.adopt(tr("Runs"), action);
    themeSystem = m_registry.add({u"view.themeSystem"_s,
                                  section,
                                  tr("&System Appearance"),
                                  u"appearance"_s,
                                  {},
                                  tr("Follow the desktop's light or dark colours")});
    themeLight = m_registry.add({u"view.themeLight"_s,
                                 section,
                                 tr("&Light Appearance"),
                                 u"appearance"_s,
                                 {},
                                 tr("Always light colours")});
    themeDark = m_registry.add({u"view.themeDark"_s,
                                section,
                                tr("&Dark Appearance"),
                                u"appearance"_s,
                                {},
                                tr("Always dark colours")});
    makeExclusive({themeSystem, themeLight, themeDark});
    maximiseOutput = m_registry.add({u"view.maximiseOutput"_s,
                                     section,
                                     tr("&Maximise Output"),
                                     u"maximise"_s,
                                     {keys(u"F11")},
                                     tr("Give the whole window to the open runs, or back")});
    maximiseOutput->setCheckable(true);
    nextPane = m_registry.add({u"view.nextPane"_s,
                               section,
                               tr("Next &Pane"),
                               u"next-pane"_s,
                               {keys(u"F6")},
                               tr("Move the keyboard to the next pane")});
    previousPane = m_registry.add({u"view.previousPane"_s,
                                   section,
                                   tr("Previous Pan&e"),
                                   u"next-pane"_s,
                                   {keys(u"Shift+F6")},
                                   tr("Move the keyboard to the previous pane")});
    m_registry.adopt(section, m_commands.refreshAction(), u"refresh"_s);
    m_registry.adopt(section, m_commands.showHiddenAction());
}

void WindowActions::addTabActions()
{
    const QString section = tr("Tabs");
    nextTab = m_registry.add({u"tabs.next"_s,
                              section,
                              tr("&Next Tab"),
                              u"tab-next"_s,
                              {keys(u"Ctrl+Tab"), keys(u"Ctrl+PgDown")},
                              tr("Go to the next open run")});
    previousTab = m_registry.add({u"tabs.previous"_s,
                                  section,
                                  tr("&Previous Tab"),
                                  u"tab-previous"_s,
                                  {keys(u"Ctrl+Shift+Tab"), keys(u"Ctrl+PgUp")},
                                  tr("Go to the previous open run")});
    closeTab = m_registry.add({u"tabs.close"_s,
                               section,
                               tr("&Close Tab"),
                               u"close"_s,
                               {keys(u"Ctrl+W")},
                               tr("Close the tab; a run that is going on goes on")});
    floatTab = m_registry.add({u"tabs.float"_s,
                               section,
                               tr("Own &Window"),
                               u"float"_s,
                               {keys(u"Shift+F11")},
                               tr("Give the run a window of its own; closing it brings the tab "
                                  "back")});
    for (int i = 1; i <= 9; ++i) {
        tabs.append(m_registry.add({u"tabs.tab%1"_s.arg(i),
                                    section,
                                    tr("Tab &%1").arg(i),
                                    u"open"_s,
                                    {keys(u"Ctrl+%1"_s.arg(i))},
                                    tr("Go to open run %1").arg(i)}));
    }
}

void WindowActions::addHelpActions()
{
    const QString section = tr("Help");
    palette = m_registry.add({u"help.palette"_s,
                              section,
                              tr("Command &Palette…"),
                              u"palette"_s,
                              {keys(u"Ctrl+Shift+P"), keys(u"Ctrl+K")},
                              tr("Find every command and every action by a few letters")});
    keySheet = m_registry.add({u"help.keys"_s,
                               section,
                               tr("&Keys"),
                               u"keyboard"_s,
                               {keys(u"F1"), keys(u"?")},
                               tr("Show all keys, by where they work")});
    shortcuts = m_registry.add({u"help.shortcuts"_s,
                                section,
                                tr("Change Keyboard &Shortcuts…"),
                                u"edit"_s,
                                {},
                                tr("Give every action the keys you like")});
    about = m_registry.add({u"help.about"_s,
                            section,
                            tr("&About Command Runner"),
                            u"about"_s,
                            {},
                            tr("Version and licence")});
    about->setMenuRole(QAction::AboutRole);
}

void WindowActions::fillMenus(QMenuBar *bar) const
{
    QMenu *file = bar->addMenu(tr("&File"));
    file->addActions({m_commands.addFolderAction(), m_commands.foldersAction()});
    file->addSeparator();
    file->addActions({m_commands.newCommandAction(), m_commands.importHistoryAction(),
                      m_commands.editCommandAction(), m_commands.saveToProjectAction(),
                      m_commands.copyDescriptionAction(), m_commands.removeCommandAction()});
    file->addSeparator();
    file->addActions({settings, closeWindow});

    runMenu = bar->addMenu(tr("&Run", "menu"));
    runMenu->addActions({m_commands.runAction(), stop});
    runMenu->addSeparator();
    runMenu->addActions({runAgain, runAgainWithChanges, compareWithLastSuccess, exportRun});
    runMenu->addSeparator();
    runMenu->addActions(
        {m_commands.copyAction(), m_commands.pasteAction(), m_commands.defaultsAction(),
         m_commands.presetsAction(), m_commands.savePresetAction(), m_commands.openFileAction(),
         m_commands.favouriteAction(), m_commands.howItRunsAction(), m_commands.runSettingsAction(),
         m_commands.readOptionsAction(), m_commands.forgetOptionsAction()});

    QMenu *view = bar->addMenu(tr("&View"));
    view->addActions({commandsPage, runsPage});
    view->addSeparator();
    view->addActions({m_commands.searchAction(), m_runs.searchAction(),
                      m_commands.showHiddenAction()});
    QMenu *appearance = view->addMenu(glyphIcon(u"appearance"_s), tr("&Appearance"));
    appearance->addActions({themeSystem, themeLight, themeDark});
    view->addSeparator();
    view->addActions({maximiseOutput, nextPane, previousPane});
    view->addSeparator();
    view->addAction(m_commands.refreshAction());

    // Not "Output": that name belongs to the pane, for whoever reads the window by its names.
    outputMenu = bar->addMenu(tr("&Log"));
    QMenu *tabMenu = bar->addMenu(tr("&Tabs"));
    tabMenu->addActions({nextTab, previousTab, closeTab, floatTab});
    tabMenu->addSeparator();
    tabMenu->addActions(tabs);

    QMenu *help = bar->addMenu(tr("&Help"));
    help->addActions({palette, keySheet, shortcuts});
    help->addSeparator();
    help->addAction(about);
}

} // namespace CommandRunner
