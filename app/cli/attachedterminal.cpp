// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/attachedterminal.h"

#include "core/run/runfollower.h"

#include <utility>

namespace CommandRunner {

namespace {

constexpr char leaveKey = 0x1d; // Ctrl+]
constexpr int redrawMs = 50;
constexpr int answersMs = 500; // for a terminal that does not answer
// ECMA-48 8.3.35, device status report: the question, and the answer "ready". A terminal answers in
// the order it is asked.
constexpr char question[] = "\x1b[5n";
constexpr char answer[] = "\x1b[0n";

} // namespace

AttachedTerminal::AttachedTerminal(RunFollower &follower, QObject *parent)
    : QObject(parent),
      m_follower(follower)
{
    connect(&m_input, &StandardInputReader::read, this, &AttachedTerminal::take);
    connect(&m_input, &StandardInputReader::ended, this, &AttachedTerminal::left);
    connect(&m_follower, &RunFollower::wishesTaken, this, [this] { m_input.setPaused(false); });
    connect(&m_terminal, &LocalTerminal::resized, this,
            [this] { m_follower.resize(LocalTerminal::size()); });
    m_answers.setSingleShot(true);
    m_answers.setInterval(answersMs);
    m_follower.resize(LocalTerminal::size());
}

void AttachedTerminal::catchUp()
{
    m_answers.start();
    writeToStandardStream(true, question);
    TerminalSize other = LocalTerminal::size();
    --other.rows;
    m_follower.resize(other);
    // Later: a program looks at the size when it gets round to it, and it must have changed then.
    QTimer::singleShot(redrawMs, this, [this] { m_follower.resize(LocalTerminal::size()); });
}

void AttachedTerminal::take(const QByteArray &bytes)
{
    QByteArray typed = m_answers.isActive() ? withoutAnswers(bytes) : bytes;
    const qsizetype leave = typed.indexOf(leaveKey);
    if (leave >= 0)
        typed.truncate(leave);
    if (!typed.isEmpty()) {
        m_input.setPaused(true); // the host keeps little of what the program does not read
        m_follower.sendInput(typed);
        m_follower.confirmWishes();
    }
    if (leave >= 0)
        Q_EMIT left();
}

QByteArray AttachedTerminal::withoutAnswers(const QByteArray &bytes)
{
    m_dropped += bytes;
    const qsizetype last = m_dropped.lastIndexOf(answer);
    if (last < 0)
        return {};
    m_answers.stop();
    return std::exchange(m_dropped, {}).sliced(last + qsizetype(sizeof(answer)) - 1);
}

} // namespace CommandRunner
