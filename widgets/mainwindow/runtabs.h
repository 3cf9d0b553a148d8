// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/runservice.h"

#include <QIcon>
#include <QKeySequence>
#include <QTabWidget>

namespace CommandRunner {

class ReadingPreferences;
class RunTab;

// The runs that are open, one tab each; a run has at most one tab.
class RunTabs final : public QTabWidget
{
    Q_OBJECT
public:
    explicit RunTabs(RunService &runs, QWidget *parent = nullptr); // outlives us

    // Keys that the window has for all tabs: the tabs' own actions give them up, since Qt lets
    // neither have an ambiguous one.
    void setWindowKeys(const QList<QKeySequence> &keys) { m_windowKeys = keys; }

    void setPreferences(ReadingPreferences *preferences) { m_preferences = preferences; } // ditto

    // The run's tab, made when there is none yet.
    RunTab *open(const RunRecord &record, bool raise = true);
    RunTab *currentTab() const; // null when none is open
    RunTab *tabOf(const QString &runId) const;
    QStringList runIds() const; // in the order shown
    void raiseRun(const QString &runId);
    void step(int by); // to the next or previous tab, around the ends
    void closeTab(int index);

Q_SIGNALS:
    void runAgainRequested(const CommandRunner::RunRecord &record);
    void tabsChanged();                     // which tabs, their order or the current one
    void currentStateChanged();             // of the current tab's run
    void leftRunning(const QString &title); // a tab was closed, its run goes on

private:
    void updateTab(RunTab *tab);
    QWidget *createCloseButton(RunTab *tab);

    RunService &m_runs;
    ReadingPreferences *m_preferences = nullptr;
    QList<QKeySequence> m_windowKeys;
};

// The state's shape in the state's colour.
QIcon runStateIcon(RunState state);

} // namespace CommandRunner
