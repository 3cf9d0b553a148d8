// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/runservice.h"

#include <QTimer>
#include <QVariantMap>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace CommandRunner {

class MessageBanner;
class OutputHitsView;
class RunDetails;
class RunsFilterBar;
class RunsModel;
class RunStatisticsCache;
class RunsTable;

// The page "Runs": everything that ran, searchable, with the details of one run beside it and what
// can be done with those that are selected.
class RunsPage final : public QWidget
{
    Q_OBJECT
public:
    // Both outlive us.
    RunsPage(RunService &runs, const Clock &clock, QWidget *parent = nullptr);
    ~RunsPage() override;

    QString currentRunId() const;       // empty: none
    QStringList selectedRunIds() const; // newest first
    void focusSearch();
    void refresh();
    // Selects it in the list; when the list does not hold it, its details are shown alone.
    void showRun(const QString &runId);

    // Filters, columns, the panel's place, for the settings.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

    // What can be done with the selected runs; their shortcuts work inside this page.
    QList<QAction *> runActions() const;
    QAction *searchAction() const { return m_find; }
    QAction *detailsAction() const { return m_showDetails; }
    QList<QWidget *> panes() const; // that F6 goes through
    // What the output of a run tells of its progress, 0…1; empty: nothing any more.
    void setProgress(const QString &runId, std::optional<double> share);

Q_SIGNALS:
    void openRequested(const CommandRunner::RunRecord &record);
    void openAtLineRequested(const CommandRunner::RunRecord &record, qint64 line); // from 0
    void runAgainRequested(const CommandRunner::RunRecord &record);
    void runAgainWithChangesRequested(const CommandRunner::RunRecord &record);
    void stopRequested(const QString &runId);
    void compareRequested(const CommandRunner::RunRecord &before,
                          const CommandRunner::RunRecord &after);
    void compareWithLastSuccessRequested(const CommandRunner::RunRecord &record);
    void commandsRequested(); // the button of the empty page
    void currentRunChanged();
    void stateChanged(); // saveState() would answer otherwise

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    // runspage.cpp: parts, what is shown
    void createLayout();
    QWidget *createEmptyState();
    void connectParts();
    void connectRuns();
    void applyFilter();
    void searchOutputs();
    void noteAnswer();
    void noteProblem(const Error &error);
    void updateCount();
    void showCount();
    void askCount();
    void askChoices();
    void updateEmptyState();
    void showDetailsSoon();
    void showDetails(const QString &runId);
    void saveNote(const QString &runId, const QString &note);
    void setPinned(const QStringList &runIds, bool pinned);

    // runspage_actions.cpp
    void createActions();
    QAction *addRunAction(const QString &id, const QString &text, const QString &icon,
                          const QString &description, const QKeySequence &shortcut = {});
    void connectActions();
    void updateActions();
    void showMenu(const QPoint &position);
    void withRecords(const QStringList &runIds,
                     const std::function<void(const QList<RunRecord> &records)> &then);
    void withCurrent(std::function<void(const RunRecord &record)> then);
    void runFailedAgain();
    void askToRun(const QList<RunRecord> &failed);

    RunService &m_runs;
    const Clock &m_time;
    RunsModel *m_model;
    RunStatisticsCache *m_statistics;
    RunsFilterBar *m_filters;
    MessageBanner *m_banner;
    QProgressBar *m_asking; // words for what takes its time
    RunsTable *m_table;
    QStackedWidget *m_stack;
    OutputHitsView *m_hits;
    QSplitter *m_splitter;
    QWidget *m_listPane;
    RunDetails *m_details = nullptr;
    QLabel *m_emptyText = nullptr;
    QPushButton *m_emptyButton = nullptr;
    QAction *m_find = nullptr;
    QAction *m_showDetails = nullptr;
    QAction *m_open = nullptr;
    QAction *m_runAgain = nullptr;
    QAction *m_runAgainWithChanges = nullptr;
    QAction *m_runFailedAgain = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_pin = nullptr;
    QAction *m_compare = nullptr;
    QAction *m_compareWithLastSuccess = nullptr;
    QAction *m_copyId = nullptr;
    QAction *m_copyLine = nullptr;
    QTimer m_clock;            // running durations, while we can be seen
    QTimer m_slow;             // an answer that takes longer is spoken of
    QTimer m_recount;          // how many fit
    QTimer m_detailsSoon;      // so that the arrow keys need not wait for details
    QString m_detailsOf;       // the run that is shown or asked for
    QString m_linked;          // a run that a link led to, which the list does not hold
    qint64 m_count = -1;       // of runs that fit; -1: not known
    bool m_countIsCut = false; // there are more
    int m_countQuestion = 0;
    bool m_choicesAsked = false;
    bool m_listFailed = false; // the banner says so
};

} // namespace CommandRunner
