// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"
#include "core/workspace/chainplan.h"

#include <QObject>

#include <map>
#include <optional>

namespace CommandRunner {

class StepRun;

// Starts a chain's steps as runs of their own, follows them and tells on standard output which one
// began and how it ended.
class ChainRunner final : public QObject
{
    Q_OBJECT
public:
    ChainRunner(Session &session, const Command &chain, ChainPlan plan); // the session outlives us
    ~ChainRunner() override;

    void start(); // ended() follows
    void stop();  // no further step begins; those that run are asked to end

Q_SIGNALS:
    void ended(int exitCode); // of the step that failed first; 0: all succeeded

private:
    void begin(qsizetype index);
    void stepEnded(qsizetype index, const QString &text, int exitCode, bool stopped = false);
    void goOn();
    void tell(qsizetype index, const QString &text) const;
    void summarise() const;

    Session &m_session;
    const Command m_chain;
    const ChainPlan m_plan;
    std::map<qsizetype, std::unique_ptr<StepRun>> m_running;
    QList<qsizetype> m_failed; // in the order in which they did
    qsizetype m_next = 0;
    qint64 m_mostGraceMs = -1; // so that our own end leaves the steps time for theirs; -1: any
    int m_exitCode = 0;
    bool m_stopped = false;
};

} // namespace CommandRunner
