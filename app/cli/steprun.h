// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/contextlook.h"
#include "app/cli/session.h"
#include "core/run/runfollower.h"

#include <QTimer>

namespace CommandRunner {

// The run of one step of a chain, from its row to the record of its end.
class StepRun final : public QObject
{
    Q_OBJECT
public:
    StepRun(Session &session, RunRequest request); // the session outlives us

    const QString &runId() const { return m_request.runId; }
    Result<void> start(); // ended() follows unless it fails
    void stop();

Q_SIGNALS:
    void ended();

private:
    Result<void> submit();
    void lookAtQueue();
    void follow();
    void finish();

    Session &m_session;
    const RunRequest m_request;
    ContextLook m_context;
    std::unique_ptr<RunFollower> m_follower; // null while it waits
    QTimer m_waiting;
};

} // namespace CommandRunner
