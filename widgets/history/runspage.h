// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/runservice.h"

#include <QTimer>
#include <QVariantMap>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace CommandRunner {

class RunsModel;

// The page "Runs": everything that ran, searchable, with what can be done with one run.
class RunsPage final : public QWidget
{
    Q_OBJECT
public:
    // Both outlive us.
    RunsPage(RunService &runs, const Clock &clock, QWidget *parent = nullptr);

    std::optional<RunRecord> currentRun() const;
    void focusSearch();
    void refresh();

    // Search, state and column widths, for the settings.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

    // What can be done with the current run; their shortcuts work inside this page.
    QList<QAction *> runActions() const;
    QAction *searchAction() const { return m_find; }
    // What the output of a run tells of its progress, 0…1; empty: nothing any more.
    void setProgress(const QString &runId, std::optional<double> share);

Q_SIGNALS:
    void openRequested(const CommandRunner::RunRecord &record);
    void runAgainRequested(const CommandRunner::RunRecord &record);
    void stopRequested(const QString &runId);
    void commandsRequested(); // the button of the empty page
    void currentRunChanged();
    void stateChanged(); // saveState() would answer otherwise
    void failed(const CommandRunner::Error &error);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void createActions();
    QWidget *createEmptyState();
    QAction *addRunAction(const QString &id, const QString &text, const QString &icon,
                          const QString &description, const QKeySequence &shortcut);
    void applyFilter();
    void updateEmptyState();
    void updateActions();
    void showMenu(const QPoint &position);

    RunService &m_runs;
    RunsModel *m_model;
    QLineEdit *m_search;
    QComboBox *m_state;
    QTableView *m_table;
    QStackedWidget *m_stack;
    QLabel *m_emptyText;
    QPushButton *m_emptyButton;
    QAction *m_find = nullptr;
    QAction *m_open = nullptr;
    QAction *m_runAgain = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_copyId = nullptr;
    QAction *m_copyLine = nullptr;
    QTimer m_typing; // so that not each letter asks the database
    QTimer m_clock;  // running durations, while we can be seen
};

} // namespace CommandRunner
