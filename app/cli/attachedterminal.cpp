// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/attachedterminal.h"

#include "core/run/runfollower.h"

#include <QRegularExpression>

#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr char leaveKey = 0x1d; // Ctrl+]
constexpr int redrawMs = 50;
constexpr qsizetype mostTyped = 16 << 20; // bytes
constexpr int answersMs = 500;            // for a terminal that does not answer
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
    connect(&m_follower, &RunFollower::wishesTaken, this, [this] {
        m_sent = false;
        send();
    });
    connect(&m_terminal, &LocalTerminal::resized, this,
            [this] { m_follower.resize(LocalTerminal::size()); });
    m_answers.setSingleShot(true);
    m_answers.setInterval(answersMs);
    connect(&m_answers, &QTimer::timeout, this, &AttachedTerminal::endAnswers);
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
    const qsizetype leave = bytes.indexOf(leaveKey);
    const QByteArray typed = leave >= 0 ? bytes.first(leave) : bytes;
    if (m_answers.isActive()) {
        takeAnswers(typed);
    } else {
        m_typed += typed;
        send();
    }
    if (leave >= 0)
        Q_EMIT left();
}

// Whatever a program leaves unread, the key that leaves it is still heard.
void AttachedTerminal::send()
{
    m_input.setPaused(m_typed.size() > mostTyped);
    if (m_sent || m_typed.isEmpty())
        return;
    m_sent = true;
    m_follower.sendInput(std::exchange(m_typed, {}));
    m_follower.confirmWishes();
}

void AttachedTerminal::takeAnswers(const QByteArray &bytes)
{
    m_early += bytes;
    if (m_early.contains(answer))
        endAnswers();
}

// Keys that were typed meanwhile are the program's.
void AttachedTerminal::endAnswers()
{
    static const QRegularExpression answers(
        uR"(\x1b\[[?>=]?[0-9;]*[cRnty]|\x1b[]P][^\x07\x1b]*(?:\x07|\x1b\\))"_s);
    m_answers.stop();
    QString typed = QString::fromLatin1(std::exchange(m_early, {}));
    m_typed += typed.remove(answers).toLatin1();
    send();
}

} // namespace CommandRunner
