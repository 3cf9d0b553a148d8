// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/runqueue.h"

#include "core/base/logging.h"
#include "core/run/hostwish.h"
#include "core/workspace/runclaims.h"
#include "core/workspace/startpace.h"
#include "core/workspace/waitingrequest.h"

#include <QFileInfo>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int wishMs = 300;
constexpr qint64 wishAgainMs = 5000; // a host that hangs makes everybody wait

RunSeries seriesOf(const RunRequest &request)
{
    return {request.commandId, request.folder, request.name};
}

} // namespace

struct RunQueue::Decision {
    bool starts = false;
    std::optional<Error> error; // of this run alone
};

RunQueue::RunQueue(RunRegistry registry, std::shared_ptr<StartPace> pace)
    : m_registry(std::move(registry)),
      m_pace(std::move(pace)),
      m_us(ProcessIdentity::current())
{}

QList<RunQueue::Submission> RunQueue::submit(Database &database, const QList<RunRequest> &requests)
{
    QList<Submission> submissions(requests.size());
    const auto allFailed = [&submissions](const Error &error) {
        for (Submission &submission : submissions)
            submission = {std::nullopt, error};
        return submissions;
    };
    bool parallel = true;
    for (const RunRequest &request : requests)
        parallel = parallel && request.ifRunning == ConcurrencyPolicy::Parallel;
    const auto settings = QueueStore(database).settings();
    if (!settings)
        return allFailed(settings.error());
    if (!parallel || settings->limit > 0) {
        if (auto looked = lookAtRunning(database); !looked)
            return allFailed(looked.error());
    }
    QList<Decision> decisions(requests.size());
    {
        Transaction transaction(database);
        if (auto begun = transaction.begin(); !begun)
            return allFailed(begun.error());
        for (qsizetype i = 0; i < requests.size(); ++i) {
            if (auto decided = decide(database, requests.at(i), decisions[i]); !decided)
                return allFailed(decided.error());
        }
        if (auto committed = transaction.commit(); !committed)
            return allFailed(committed.error());
    }
    for (qsizetype i = 0; i < requests.size(); ++i) {
        Submission &submission = submissions[i];
        submission.error = decisions.at(i).error;
        if (decisions.at(i).starts) {
            if (auto launched = launch(database, requests.at(i)); !launched)
                submission.error = launched.error();
        } else if (submission.error) {
            continue; // not recorded; of an id that was taken already, the row is another run's
        }
        if (auto record = RunStore(database).run(requests.at(i).runId))
            submission.record = *std::move(record);
        else if (!submission.error)
            submission.error = record.error();
    }
    if (auto told = tellStops(database); !told)
        qCWarning(logWorkspace).noquote() << "runs to be replaced:" << told.error().toString();
    return submissions;
}

// Within the transaction. An Error of ours ends it for all; one of this run is in the decision.
Result<void> RunQueue::decide(Database &database, const RunRequest &request, Decision &decision)
{
    const QueueStore queue(database);
    if (request.ifRunning == ConcurrencyPolicy::Refuse) {
        for (const RunState state : {RunState::Running, RunState::Queued}) {
            const auto others = queue.ofSeries(seriesOf(request), state);
            if (!others)
                return std::unexpected(others.error());
            if (!others->isEmpty()) {
                decision.error = Error{ErrorCode::Refused, others->first(),
                                       u"this run of %1 has not ended"_s.arg(request.name)};
                return {};
            }
        }
    }
    const auto inserted = RunStore(database).insert(request, RunState::Queued,
                                                    m_registry.clock().now());
    if (!inserted) {
        if (inserted.error().code != ErrorCode::AlreadyExists
            && inserted.error().code != ErrorCode::InvalidFormat)
            return inserted;
        decision.error = inserted.error();
        return {};
    }
    if (request.ifRunning == ConcurrencyPolicy::Replace) {
        if (auto made = makeRoom(database, request); !made)
            return made;
    }
    const auto room = hasRoom(database);
    const auto next = room && *room ? queue.next() : Result<QString>();
    if (!room || !next)
        return std::unexpected(room ? next.error() : room.error());
    decision.starts = *next == request.runId; // those that wait longer go first
    if (!decision.starts) {
        const auto typed = std::ranges::find_if(request.secrets, [](const RunSecret &secret) {
            return !secret.stored;
        });
        if (typed != request.secrets.end())
            return refuseToWait(database, request, typed->name, decision);
        const WaitingRequest waiting{request.initialInput,
                                     QProcessEnvironment::systemEnvironment()};
        return waiting.write(m_registry.runFolder(request.runId));
    }
    if (const auto claimed = QueueStore(database).claim(request.runId, m_us); !claimed)
        return std::unexpected(claimed.error());
    return {};
}

// Whoever starts it later could not know the value, and it must not lie on a disk.
Result<void> RunQueue::refuseToWait(Database &database, const RunRequest &request,
                                    const QString &secret, Decision &decision)
{
    const QString why = u"it would have to wait, and what was typed for the secret “%1” is not "
                        "kept until then: store it in the keychain, or start the run when nothing "
                        "is in its way"_s.arg(secret);
    const auto cancelled = QueueStore(database).cancel(request.runId, m_registry.clock().now(),
                                                       why);
    if (!cancelled)
        return std::unexpected(cancelled.error());
    decision.error = Error{ErrorCode::NotSupported, request.name, why};
    return {};
}

// The others of the series end: those that wait at once, those that run when they are told.
Result<void> RunQueue::makeRoom(Database &database, const RunRequest &request)
{
    QueueStore queue(database);
    const auto waiting = queue.ofSeries(seriesOf(request), RunState::Queued);
    if (!waiting)
        return std::unexpected(waiting.error());
    for (const QString &id : *waiting) {
        if (id == request.runId)
            continue;
        const auto cancelled = queue.cancel(id, m_registry.clock().now(),
                                            u"cancelled before it started: replaced by run "_s
                                                + request.runId);
        if (!cancelled)
            return std::unexpected(cancelled.error());
        WaitingRequest::remove(m_registry.runFolder(id));
    }
    const auto running = queue.ofSeries(seriesOf(request), RunState::Running);
    if (!running)
        return std::unexpected(running.error());
    for (const QString &id : *running) {
        if (auto asked = queue.askToStop(id); !asked)
            return asked;
    }
    return {};
}

Result<bool> RunQueue::hasRoom(Database &database) const
{
    const QueueStore queue(database);
    const auto settings = queue.settings();
    if (!settings)
        return std::unexpected(settings.error());
    if (settings->paused || settings->limit == 0)
        return !settings->paused;
    const auto running = queue.runningCount();
    if (!running)
        return std::unexpected(running.error());
    return *running < settings->limit;
}

// For a run that we have claimed.
Result<void> RunQueue::launch(Database &database, const RunRequest &request,
                              const std::optional<QProcessEnvironment> &environment)
{
    const QString &id = request.runId;
    if (m_pace)
        m_pace->waitForRoom();
    auto launched = m_registry.launch(database, request, environment);
    if (launched && m_pace)
        m_pace->add(RunFolder(m_registry.runFolder(id)));
    if (auto released = QueueStore(database).release(id); !released)
        qCWarning(logWorkspace).noquote()
            << "run" << id << "stays claimed:" << released.error().toString();
    return launched;
}

Result<void> RunQueue::launchWaiting(Database &database, const QString &runId)
{
    auto record = RunStore(database).run(runId);
    if (!record)
        return std::unexpected(record.error());
    const QString folder = m_registry.runFolder(runId);
    const WaitingRequest waiting = WaitingRequest::read(folder);
    record->request.initialInput = waiting.initialInput;
    auto launched = launch(database, record->request, waiting.environment);
    WaitingRequest::remove(folder);
    return launched;
}

Result<void> RunQueue::takeBackClaims(Database &database)
{
    const auto claims = QueueStore(database).claims();
    if (!claims)
        return std::unexpected(claims.error());
    for (const RunClaim &claim : *claims) {
        const RunFolder folder(m_registry.runFolder(claim.runId));
        if (auto settled = settleClaim(database, claim, folder, m_registry.clock().now()); !settled)
            return std::unexpected(settled.error());
    }
    return {};
}

// Ends that nobody has recorded yet.
Result<void> RunQueue::lookAtRunning(Database &database)
{
    if (auto taken = takeBackClaims(database); !taken)
        return taken;
    const auto running = QueueStore(database).running();
    if (!running)
        return std::unexpected(running.error());
    for (const QString &id : *running) {
        if (const auto record = m_registry.refresh(database, id); !record)
            qCWarning(logWorkspace).noquote()
                << "run" << id << "could not be looked at:" << record.error().toString();
    }
    return {};
}

Result<void> RunQueue::tellStops(Database &database)
{
    QueueStore queue(database);
    const auto ids = queue.toStop();
    if (!ids)
        return std::unexpected(ids.error());
    const qint64 now = m_registry.clock().monotonicMs();
    for (const QString &id : *ids) {
        const auto last = m_toldAt.constFind(id);
        if (last != m_toldAt.cend() && now - *last < wishAgainMs)
            continue;
        const auto told = sendHostWish(RunFolder(m_registry.runFolder(id)), u"terminate"_s, wishMs);
        if (told) {
            m_toldAt.remove(id);
            if (auto marked = queue.markTold(id); !marked)
                return marked;
        } else if (told.error().code == ErrorCode::Timeout) {
            m_toldAt.insert(id, now);
        }
    }
    return {};
}

Result<QStringList> RunQueue::claimNext(Database &database, int most)
{
    QStringList claimed;
    Transaction transaction(database);
    if (auto begun = transaction.begin(); !begun)
        return std::unexpected(begun.error());
    QueueStore queue(database);
    while (claimed.size() < most) {
        const auto room = hasRoom(database);
        const auto next = room && *room ? queue.next() : Result<QString>();
        if (!room || !next)
            return std::unexpected(room ? next.error() : room.error());
        if (next->isEmpty())
            break;
        if (auto taken = queue.claim(*next, m_us); !taken)
            return std::unexpected(taken.error());
        claimed.append(*next);
    }
    if (auto committed = transaction.commit(); !committed)
        return std::unexpected(committed.error());
    return claimed;
}

Result<RunQueue::Progress> RunQueue::advance(Database &database, int most)
{
    QueueStore queue(database);
    Progress progress;
    if (auto taken = takeBackClaims(database); !taken)
        return std::unexpected(taken.error());
    const auto queued = queue.queuedCount();
    if (!queued)
        return std::unexpected(queued.error());
    if (*queued > 0) {
        if (auto looked = lookAtRunning(database); !looked)
            return std::unexpected(looked.error());
        const auto claimed = claimNext(database, most);
        if (!claimed)
            return std::unexpected(claimed.error());
        for (const QString &id : *claimed) {
            if (auto launched = launchWaiting(database, id); !launched)
                qCWarning(logWorkspace).noquote()
                    << "run" << id << "did not start:" << launched.error().toString();
        }
        progress.started = *claimed;
        progress.couldStartMore = claimed->size() == most;
    }
    if (auto told = tellStops(database); !told)
        return std::unexpected(told.error());
    const auto settings = queue.settings();
    const auto running = queue.runningCount();
    auto waiting = *queued > 0 ? queue.waiting() : QList<WaitingRun>();
    if (!settings || !running || !waiting)
        return std::unexpected(!settings      ? settings.error()
                                   : !running ? running.error()
                                              : waiting.error());
    progress.settings = *settings;
    progress.running = *running;
    progress.waiting = *std::move(waiting);
    return progress;
}

Result<void> RunQueue::startNow(Database &database, const QString &runId)
{
    const auto claimed = QueueStore(database).claim(runId, m_us);
    if (!claimed)
        return std::unexpected(claimed.error());
    if (*claimed)
        return launchWaiting(database, runId);
    const auto record = RunStore(database).run(runId);
    if (!record)
        return std::unexpected(record.error());
    return fail(ErrorCode::Busy, runId, u"the run does not wait any more"_s);
}

Result<bool> RunQueue::cancel(Database &database, const QString &runId)
{
    auto cancelled = QueueStore(database).cancel(runId, m_registry.clock().now(),
                                                 u"cancelled before it started"_s);
    if (cancelled && *cancelled)
        WaitingRequest::remove(m_registry.runFolder(runId));
    return cancelled;
}

} // namespace CommandRunner
