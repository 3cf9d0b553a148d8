// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runstore.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;

namespace CommandRunner {

class ElidedLabel;
class MessageBanner;
class OutputPane;
class ReadingPreferences;
class RunFollower;
class RunService;
class TerminalOpener;
class TerminalStrip;

// One run: what it is and how it goes, its output, what can be done to it. Shows finished runs the
// same way.
class RunTab final : public QWidget
{
    Q_OBJECT
public:
    // Service and preferences outlive us; without preferences the pane has its own.
    RunTab(RunService &service, const RunRecord &record, QWidget *parent = nullptr,
           ReadingPreferences *preferences = nullptr);
    ~RunTab() override;

    QString runId() const { return m_record.id(); }
    QString title() const; // the run's name
    RunState state() const { return m_record.state; }
    const RunRecord &record() const { return m_record; }
    OutputPane *pane() const { return m_pane; }
    std::optional<double> progress() const;                // 0…1, while the output tells it
    QList<QAction *> actions() const;                      // Stop, Run Again, and those of the pane
    TerminalStrip *terminal() const { return m_terminal; } // null: it has none
    TerminalOpener *terminalOpener() const { return m_opener; }

Q_SIGNALS:
    void titleChanged(); // title or state
    void progressChanged();
    void runAgainRequested(const CommandRunner::RunRecord &record);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *createHeader();
    QWidget *createInput();
    void createActions();
    void createTerminal();
    void attach(); // to the follower, once there is one
    void update(const RunRecord &record);
    void showState();
    void showTimes();
    void tellStart();
    void showOutcome();
    void showHost();
    void stop();
    void sendLine();
    void noteQuestion();
    bool sendText(const QString &text);
    void endInput();
    void updateInput();

    RunService &m_service;
    RunRecord m_record;
    QPointer<RunFollower> m_follower; // the service owns it
    OutputPane *m_pane;
    MessageBanner *m_outcomeBanner;
    MessageBanner *m_hostBanner;
    QLabel *m_state;
    QLabel *m_name;
    ElidedLabel *m_argv;
    QLabel *m_facts;
    TerminalStrip *m_terminal = nullptr;
    TerminalOpener *m_opener = nullptr;
    QWidget *m_inputRow = nullptr;
    QLineEdit *m_input = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_runAgain = nullptr;
    QBasicTimer m_clock; // while it runs and is on the screen
    bool m_stopping = false;
    bool m_inputEnded = false;
    QElapsedTimer m_sinceEscape;
};

} // namespace CommandRunner
