// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/runservice.h"
#include "widgets/history/outputhitsmodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;
class QTreeView;

namespace CommandRunner {

// What is found in the outputs of all runs, as it comes: below each run its lines, with how far the
// search is. Return opens the run at the line.
class OutputHitsView final : public QWidget
{
    Q_OBJECT
public:
    OutputHitsView(RunService &runs, const Clock &clock, QWidget *parent = nullptr); // outlive us

    // A moment after the last call: a search goes through gigabytes. Empty text: none.
    void searchSoon(const OutputsQuery &query);
    void cancel();
    bool isSearching() const { return m_search->isSearching() || m_soon.isActive(); }
    QString statusText() const;
    OutputHitsModel *model() const { return m_model; }

Q_SIGNALS:
    void openRequested(const CommandRunner::RunRecord &record, qint64 line); // from 0; -1: none
    void failed(const CommandRunner::Error &error);

private:
    void search();
    void showProgress(const OutputsProgress &progress);
    void finish(OutputsSearch::End end);
    void askRun(const QString &runId);
    void open(const QModelIndex &index);

    RunService &m_runs;
    OutputHitsModel *m_model;
    OutputsSearch *m_search;
    QLabel *m_status;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
    QTreeView *m_tree;
    QTimer m_soon;
    OutputsQuery m_query;
};

} // namespace CommandRunner
