// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/storage/runstore.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace CommandRunner {

// The last few runs of a command in one line, each with its state, when and how long; choosing one
// opens it. Hidden while there are none.
class LastRunsStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit LastRunsStrip(const Clock *clock, QWidget *parent = nullptr); // null: the system's;
                                                                           // outlives us

    void setRuns(const QList<RunRecord> &runs);          // newest first
    void setStatistics(const RunStatistics &statistics); // of the command, behind its runs
    QStringList texts() const;                           // of the buttons, as shown
    QString statisticsText() const;

Q_SIGNALS:
    void activated(const QString &runId);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    QSize minimumSizeHint() const override;

private:
    void fill();
    void hideWhatDoesNotFit();

    SystemClock m_systemClock;
    const Clock *m_clock;
    QLabel *m_title;
    QLabel *m_statistics;
    QHBoxLayout *m_layout;
    QList<QToolButton *> m_buttons;
    QList<RunRecord> m_runs;
    QTimer m_aging; // "2 min ago" becomes "3 min ago"
};

} // namespace CommandRunner
