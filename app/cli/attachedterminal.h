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
    QByteArray withoutAnswers(const QByteArray &bytes);

    RunFollower &m_follower;
    LocalTerminal m_terminal;
    StandardInputReader m_input;
    QTimer m_answers; // running: dropped
    QByteArray m_dropped;
};

} // namespace CommandRunner
