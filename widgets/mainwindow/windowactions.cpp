// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/windowactions.h"

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

WindowActions::WindowActions(ActionRegistry &registry) : m_registry(registry)
{
    addFileActions();
    addRunActions();
    addViewActions();
    addTabActions();
    addHelpActions();
}

void WindowActions::addFileActions()
{
    const QString section = tr("File");
    addFolder = m_registry.add({u"file.addFolder"_s, section, tr("&Add Folder…"), u"folder-add"_s, {keys(u"Ctrl+O")},
                                tr("Adds a folder whose commands are listed")});
    folders = m_registry.add({u"file.folders"_s, section, tr("&Folders…"), u"folder"_s, {},
                              tr("Shows the folders that are scanned, and which are trusted")});
    newOwnCommand = m_registry.add({u"file.newOwnCommand"_s, section, tr("&New Own Command…"), u"own-command"_s, {keys(u"Ctrl+N")},
                                    tr("Adds a command of your own to the list")});
    closeWindow = m_registry.add({u"file.quit"_s, section, tr("&Quit"), u"quit"_s, {keys(u"Ctrl+Q")},
                                  tr("Closes the window; runs go on")});
    closeWindow->setMenuRole(QAction::QuitRole);
}

void WindowActions::addRunActions()
{
    const QString section = tr("Run", "menu");
    run = m_registry.add({u"run.run"_s, section, tr("&Run"), u"run"_s, {keys(u"Ctrl+Return"), keys(u"Ctrl+Enter")},
                          tr("Runs the selected command with the arguments filled in")});
    stop = m_registry.add({u"run.stop"_s, section, tr("&Stop"), u"stop"_s, {keys(u"Ctrl+.")},
                           tr("Ends the run and everything it started")});
    runAgain = m_registry.add({u"run.runAgain"_s, section, tr("Run &Again"), u"run-again"_s, {keys(u"Ctrl+R")},
                               tr("Runs the same command with the same arguments")});
    runAgainWithChanges = m_registry.add({u"run.runAgainWithChanges"_s, section, tr("Run Again with &Changes…"), u"run-again"_s,
                                          {keys(u"Ctrl+Shift+R")}, tr("Goes to the command with the arguments of this run filled in")});
}

void WindowActions::addViewActions()
{
    const QString section = tr("View");
    commandsPage = m_registry.add({u"view.commands"_s, section, tr("&Commands"), u"commands"_s, {keys(u"Alt+1")},
                                   tr("Goes to the page of all commands")});
    runsPage = m_registry.add({u"view.runs"_s, section, tr("&Runs"), u"runs"_s, {keys(u"Alt+2")},
                               tr("Goes to the page of everything that ran")});
    makeExclusive({commandsPage, runsPage});
    search = m_registry.add({u"view.search"_s, section, tr("&Search"), u"search"_s, {keys(u"Ctrl+F")},
                             tr("Goes to the search field of the page, or finds in the output")});
    themeSystem = m_registry.add({u"view.themeSystem"_s, section, tr("&System Appearance"), u"appearance"_s, {},
                                  tr("Follows the desktop's light or dark colours")});
    themeLight = m_registry.add({u"view.themeLight"_s, section, tr("&Light Appearance"), u"appearance"_s, {},
                                 tr("Always light colours")});
    themeDark = m_registry.add({u"view.themeDark"_s, section, tr("&Dark Appearance"), u"appearance"_s, {}, tr("Always dark colours")});
    makeExclusive({themeSystem, themeLight, themeDark});
    maximiseOutput = m_registry.add({u"view.maximiseOutput"_s, section, tr("&Maximise Output"), u"maximise"_s, {keys(u"F11")},
                                     tr("Gives the whole window to the open runs, or back")});
    maximiseOutput->setCheckable(true);
    nextPane = m_registry.add({u"view.nextPane"_s, section, tr("Next &Pane"), u"next-pane"_s, {keys(u"F6")},
                               tr("Moves the keyboard to the next pane")});
    previousPane = m_registry.add({u"view.previousPane"_s, section, tr("Previous Pan&e"), u"next-pane"_s, {keys(u"Shift+F6")},
                                   tr("Moves the keyboard to the previous pane")});
    refresh = m_registry.add({u"view.refresh"_s, section, tr("Re&fresh"), u"refresh"_s, {keys(u"F5")},
                              tr("Looks for commands and runs again")});
}

void WindowActions::addTabActions()
{
    const QString section = tr("Tabs");
    nextTab = m_registry.add({u"tabs.next"_s, section, tr("&Next Tab"), u"tab-next"_s, {keys(u"Ctrl+Tab"), keys(u"Ctrl+PgDown")},
                              tr("Goes to the next open run")});
    previousTab = m_registry.add({u"tabs.previous"_s, section, tr("&Previous Tab"), u"tab-previous"_s,
                                  {keys(u"Ctrl+Shift+Tab"), keys(u"Ctrl+PgUp")}, tr("Goes to the previous open run")});
    closeTab = m_registry.add({u"tabs.close"_s, section, tr("&Close Tab"), u"close"_s, {keys(u"Ctrl+W")},
                               tr("Closes the tab; a run that is going on goes on")});
    for (int i = 1; i <= 9; ++i) {
        tabs.append(m_registry.add({u"tabs.tab%1"_s.arg(i), section, tr("Tab &%1").arg(i), u"open"_s, {keys(u"Ctrl+%1"_s.arg(i))},
                                    tr("Goes to open run %1").arg(i)}));
    }
}

void WindowActions::addHelpActions()
{
    const QString section = tr("Help");
    palette = m_registry.add({u"help.palette"_s, section, tr("Command &Palette…"), u"palette"_s, {keys(u"Ctrl+Shift+P"), keys(u"Ctrl+K")},
                              tr("Finds every command and every action by a few letters")});
    shortcuts = m_registry.add({u"help.shortcuts"_s, section, tr("&Keyboard Shortcuts"), u"keyboard"_s, {keys(u"F1"), keys(u"?")},
                                tr("Lists all keys")});
    about = m_registry.add({u"help.about"_s, section, tr("&About Command Runner"), u"about"_s, {}, tr("Version and licence")});
    about->setMenuRole(QAction::AboutRole);
}

void WindowActions::fillMenus(QMenuBar *bar) const
{
    QMenu *file = bar->addMenu(tr("&File"));
    file->addActions({addFolder, folders, newOwnCommand});
    file->addSeparator();
    file->addAction(closeWindow);

    QMenu *runs = bar->addMenu(tr("&Run", "menu"));
    runs->addActions({run, stop});
    runs->addSeparator();
    runs->addActions({runAgain, runAgainWithChanges});

    QMenu *view = bar->addMenu(tr("&View"));
    view->addActions({commandsPage, runsPage});
    view->addSeparator();
    view->addAction(search);
    QMenu *appearance = view->addMenu(glyphIcon(u"appearance"_s), tr("&Appearance"));
    appearance->addActions({themeSystem, themeLight, themeDark});
    view->addSeparator();
    view->addActions({maximiseOutput, nextPane, previousPane});
    view->addSeparator();
    view->addAction(refresh);

    QMenu *tabMenu = bar->addMenu(tr("&Tabs"));
    tabMenu->addActions({nextTab, previousTab, closeTab});
    tabMenu->addSeparator();
    tabMenu->addActions(tabs);

    QMenu *help = bar->addMenu(tr("&Help"));
    help->addActions({palette, shortcuts});
    help->addSeparator();
    help->addAction(about);
    for (QMenu *menu : bar->findChildren<QMenu *>())
        menu->setToolTipsVisible(false); // the status bar shows what an action does
}

} // namespace CommandRunner
