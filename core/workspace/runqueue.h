// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/queuestore.h"
#include "core/workspace/runregistry.h"

#include <QHash>

#include <memory>

namespace CommandRunner {

class StartPace;

// Lets runs begin when they may: by their commands' policies, the limit and the pause that all
// processes of a data folder share. Synchronous, for one thread: of the window's worker, or of the
// command line.
//
// What holds, however many processes submit and advance at once:
// - A run is in the hands of one of them at most. Whoever takes it writes a claim with its pid and
//   start time in the transaction that makes the row say running, and removes it once the host was
//   started.
// - A claimer that died loses no run that waited and starts none twice: it waits again, unless its
//   host may still be on its way (see settleClaim()). A host begins by creating the log
//   exclusively, so that of two that were started for one folder the later one leaves at once. What
//   was to start at once and did not is interrupted, not started some other day.
// - Rows whose host is gone hold up nobody: they are looked at before anything has to wait.
// - What is stopped for another run's sake is written down: it is told again by whoever advances
//   next.
class RunQueue final
{
public:
    // With a pace, hosts start no faster than it lets them.
    explicit RunQueue(RunRegistry registry, std::shared_ptr<StartPace> pace = {});

    struct Submission {
        std::optional<RunRecord> record; // running or queued; with an error, failed to start
        std::optional<Error> error;      // Refused (subject: the run in the way), or what else kept
                                         // it from being recorded or from starting
    };
    // One for each, in that order. All rows are written in one transaction.
    QList<Submission> submit(Database &database, const QList<RunRequest> &requests);

    struct Progress {
        QStringList started; // by us, now
        QueueSettings settings;
        int running = 0;
        QList<WaitingRun> waiting; // in the order in which they would start
        bool couldStartMore = false;
    };
    // Starts what may start, at most `most` runs; call again while couldStartMore.
    Result<Progress> advance(Database &database, int most = 8);

    // Now, whatever it waits for. NotFound; Busy: it does not wait any more; those of launching.
    Result<void> startNow(Database &database, const QString &runId);
    // False: it does not wait (any more).
    Result<bool> cancel(Database &database, const QString &runId);

    const RunRegistry &registry() const { return m_registry; }

private:
    struct Decision;
    Result<void> decide(Database &database, const RunRequest &request, Decision &decision);
    Result<void> makeRoom(Database &database, const RunRequest &request);
    Result<void> refuseToWait(Database &database, const RunRequest &request, const QString &secret,
                              Decision &decision);
    Result<bool> hasRoom(Database &database) const;
    Result<void> launch(Database &database, const RunRequest &request,
                        const std::optional<QProcessEnvironment> &environment = {});
    Result<void> launchWaiting(Database &database, const QString &runId);
    Result<void> takeBackClaims(Database &database);
    Result<void> lookAtRunning(Database &database);
    Result<void> tellStops(Database &database);
    Result<QStringList> claimNext(Database &database, int most);

    RunRegistry m_registry;
    std::shared_ptr<StartPace> m_pace;
    ProcessIdentity m_us;
    QHash<QString, qint64> m_toldAt; // of hosts that did not answer: monotonic, in ms
};

} // namespace CommandRunner
