// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/terminalsettings.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QAction;
class QLabel;

namespace CommandRunner {

class MessageBanner;
class OutputPane;
class OutputView;
class RunFollower;

// Below the output of a run in a terminal: whose the keyboard is, and what the program does with
// it. Hands keys and the size of the pane to the run. Shown while it runs.
class TerminalStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit TerminalStrip(OutputPane &pane, QWidget *parent = nullptr); // the pane outlives us

    void setFollower(RunFollower *follower); // null: it does not run
    QList<QAction *> actions() const { return {m_typing, m_openTerminal}; }
    // Offers a terminal to a program that fills the screen; for the top of the tab.
    MessageBanner *offer() const { return m_offer; }

Q_SIGNALS:
    void openTerminalRequested();

private:
    OutputView &view() const;
    void createActions();
    void send(const QByteArray &bytes);
    void sendSize();
    void update();
    void updateOffer();

    OutputPane &m_pane;
    QPointer<RunFollower> m_follower;
    MessageBanner *m_offer;
    QLabel *m_text;
    QAction *m_typing;
    QAction *m_openTerminal;
    QTimer m_resize;
    TerminalSize m_sent;
    bool m_readsPassword = false;
    bool m_fillsScreen = false;
};

} // namespace CommandRunner
