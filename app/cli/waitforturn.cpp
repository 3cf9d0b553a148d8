// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/waitforturn.h"

#include "app/cli/printing.h"
#include "app/cli/standardstreams.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QTimer>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookMs = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

class Turn final
{
public:
    Turn(Session &session, QString runId) : m_session(session), m_runId(std::move(runId)) {}

    // True: there is nothing to wait for any more.
    bool look()
    {
        const auto progress = m_session.queue().advance(m_session.database());
        auto record = m_session.run(m_runId);
        if (!progress || !record) {
            // A locked database is asked again.
            const Error error = progress ? record.error() : progress.error();
            if (error.code == ErrorCode::Busy)
                return false;
            m_error = error;
            return true;
        }
        m_record = *std::move(record);
        // Whoever starts it writes the row before the folder, in which a follower looks.
        if (m_record.state == RunState::Running)
            return QFileInfo::exists(m_session.runFolder(m_runId).request());
        if (m_record.state != RunState::Queued)
            return true;
        for (const WaitingRun &run : std::as_const(progress->waiting)) {
            if (run.runId == m_runId && run != m_told) {
                m_told = run;
                printError(tr("queued: waits for %1").arg(describe(run, progress->settings)));
            }
        }
        return false;
    }

    Result<RunRecord> result() const
    {
        if (m_error)
            return std::unexpected(*m_error);
        return m_record;
    }

private:
    Session &m_session;
    const QString m_runId;
    WaitingRun m_told;
    RunRecord m_record;
    std::optional<Error> m_error;
};

} // namespace

QString describe(const WaitingRun &run, const QueueSettings &settings)
{
    switch (run.reason) {
    case WaitingRun::Reason::Turn:
        return tr("its turn");
    case WaitingRun::Reason::Pause:
        return tr("the queue, which is paused (commandrunner-cli queue resume)");
    case WaitingRun::Reason::Limit:
        return tr("one of the runs that go on: at most %1 at a time").arg(settings.limit);
    case WaitingRun::Reason::Series:
        return tr("run %1 of the same command").arg(run.other);
    }
    return {};
}

Result<RunRecord> waitForTurn(Session &session, const QString &runId, bool own)
{
    Turn turn(session, runId);
    if (turn.look())
        return turn.result();
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (turn.look())
            loop.quit();
    });
    timer.start(lookMs);
    std::optional<InterruptNotifier> interrupts;
    if (own) {
        interrupts.emplace();
        QObject::connect(&*interrupts, &InterruptNotifier::interrupted, &loop, [&] {
            if (const auto cancelled = session.queue().cancel(session.database(), runId);
                !cancelled)
                printError(cancelled.error());
            if (turn.look())
                loop.quit();
        });
    }
    loop.exec();
    return turn.result();
}

} // namespace CommandRunner
