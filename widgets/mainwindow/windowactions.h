// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QList>

class QAction;
class QMenu;
class QMenuBar;

namespace CommandRunner {

class ActionRegistry;
class CommandsPage;
class RunsPage;

// Every action of the window, made once and put into the menus together with those of the pages.
// What the window's own do is connected by the window.
class WindowActions final
{
    Q_DECLARE_TR_FUNCTIONS(WindowActions)
public:
    // All outlive us.
    WindowActions(ActionRegistry &registry, const CommandsPage &commands, const RunsPage &runs);

    void fillMenus(QMenuBar *bar) const;

    QAction *settings = nullptr;
    QAction *closeWindow = nullptr;
    mutable QMenu *runMenu = nullptr;    // made by fillMenus()
    mutable QMenu *outputMenu = nullptr; // made by fillMenus(); filled when it opens

    QAction *stop = nullptr;
    QAction *runAgain = nullptr;
    QAction *runAgainWithChanges = nullptr;
    QAction *compareWithLastSuccess = nullptr;
    QAction *exportRun = nullptr;

    QAction *commandsPage = nullptr;
    QAction *runsPage = nullptr;
    QAction *themeSystem = nullptr;
    QAction *themeLight = nullptr;
    QAction *themeDark = nullptr;
    QAction *maximiseOutput = nullptr;
    QAction *nextPane = nullptr;
    QAction *previousPane = nullptr;
    QAction *nextTab = nullptr;
    QAction *previousTab = nullptr;
    QAction *closeTab = nullptr;
    QAction *floatTab = nullptr;
    QList<QAction *> tabs; // to the first, second … ninth

    QAction *palette = nullptr;
    QAction *keySheet = nullptr;
    QAction *shortcuts = nullptr;
    QAction *about = nullptr;

private:
    void addFileActions();
    void addRunActions();
    void addViewActions();
    void addTabActions();
    void addHelpActions();

    ActionRegistry &m_registry;
    const CommandsPage &m_commands;
    const RunsPage &m_runs;
};

} // namespace CommandRunner
