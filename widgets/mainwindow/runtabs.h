// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/commandmarks.h"
#include "core/workspace/runservice.h"

#include <QHash>
#include <QIcon>
#include <QKeySequence>
#include <QPointer>
#include <QTabWidget>

#include <functional>
#include <optional>

namespace CommandRunner {

class FloatingRun;
class ReadingPreferences;
class RunTab;

// The runs that are open, one tab each; a run has at most one tab.
class RunTabs final : public QTabWidget
{
    Q_OBJECT
public:
    explicit RunTabs(RunService &runs, QWidget *parent = nullptr); // outlives us
    ~RunTabs() override; // with the windows that it gave to tabs

    // Keys of Stop and Run Again, which the window has for all tabs: the tabs' own actions go
    // without, since Qt lets neither have an ambiguous one, until a tab has a window of its own.
    void setWindowKeys(const QList<QKeySequence> &stop, const QList<QKeySequence> &runAgain);

    void setPreferences(ReadingPreferences *preferences) { m_preferences = preferences; } // ditto

    // Asked for the colour that a person gave a run's command: the tab's title has it, and says it.
    void setColors(std::function<CommandColor(const RunRecord &)> colorOf);
    void updateColors();

    // The run's tab, made when there is none yet.
    RunTab *open(const RunRecord &record, bool raise = true);
    // A page about runs that is no run: named and drawn by its window title and icon, gone when it
    // is closed.
    void openPage(QWidget *page);
    RunTab *currentTab() const; // null when none is open, or a page is in front
    RunTab *tabOf(const QString &runId) const;
    QStringList runIds() const; // in the order shown
    void raiseRun(const QString &runId);
    void step(int by); // to the next or previous tab, around the ends
    void closeTab(int index);
    // Gives the tab a window of its own; closing that brings the tab back.
    void floatTab(int index);
    RunTab *lastFloating() const; // the newest such window's; null when there is none
    // The mean of what the runs that tell of progress tell, 0…1.
    std::optional<double> progress() const;
    // What the tab in front has room for, or had; else the default.
    TerminalSize terminalSize() const;

Q_SIGNALS:
    void runAgainRequested(const CommandRunner::RunRecord &record);
    void opened(CommandRunner::RunTab *tab); // a new one
    void tabsChanged();                      // which tabs, their order or the current one
    void currentStateChanged();              // of the current tab's run
    void progressChanged(const QString &runId, std::optional<double> share); // 0…1, or no more
    void leftRunning(const QString &title); // a tab was closed, its run goes on

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateTab(RunTab *tab);
    void insert(RunTab *tab);
    void updateProgress(RunTab *tab);
    QList<RunTab *> allTabs() const; // those in windows of their own last
    void giveKeys(RunTab *tab, bool ownWindow) const;
    QWidget *createCloseButton(QWidget *tab, const QString &title);

    RunService &m_runs;
    std::function<CommandColor(const RunRecord &)> m_colorOf;
    ReadingPreferences *m_preferences = nullptr;
    QList<QKeySequence> m_stopKeys;
    QList<QKeySequence> m_runAgainKeys;
    QList<QPointer<FloatingRun>> m_floating;
    QHash<QString, double> m_progress; // by run id
};

// The state's shape in the state's colour.
QIcon runStateIcon(RunState state);

} // namespace CommandRunner
