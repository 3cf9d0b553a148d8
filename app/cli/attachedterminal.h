// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/localterminal.h"
#include "app/cli/standardstreams.h"

#include <QTimer>

namespace CommandRunner {

class RunFollower;

// Our terminal as the terminal of a run: its keys go to the run, its size is the run's. Ctrl+]
// leaves the run alone, as telnet and virsh do.
class AttachedTerminal final : public QObject
{
    Q_OBJECT
public:
    explicit AttachedTerminal(RunFollower &follower, QObject *parent = nullptr); // outlives us

    // What was just printed is of the past: what our terminal answers to questions in it must not
    // reach the program, and a program that fills the screen is made to draw it anew.
    void catchUp();

Q_SIGNALS:
    void left(); // by the person

private:
    void take(const QByteArray &bytes);
    void send();
    void takeAnswers(const QByteArray &bytes);
    void endAnswers();

    RunFollower &m_follower;
    LocalTerminal m_terminal;
    StandardInputReader m_input;
    QTimer m_answers;    // running: what comes may be an answer
    QByteArray m_early;  // meanwhile
    QByteArray m_typed;  // not sent yet: the host keeps little of what the program does not read
    bool m_sent = false; // and not confirmed
};

} // namespace CommandRunner
