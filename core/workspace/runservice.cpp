// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/runservice.h"

#include "core/base/logging.h"
#include "core/run/runfolderprobe.h"
#include "core/workspace/startpace.h"

#include <QTimer>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// A run whose end could not be written into its row (a locked database), or that another process is
// only just starting, is followed again.
constexpr int followAttempts = 30;
constexpr int followIntervalMs = 1000;

struct Started {
    std::optional<RunRecord> record; // its row, if it has one
    std::optional<Error> error;
};

Result<QList<RunRecord>> recordsOf(Database &database, const QStringList &ids)
{
    QList<RunRecord> records;
    for (const QString &id : ids) {
        if (auto record = RunStore(database).run(id))
            records.append(*std::move(record));
    }
    return records;
}

} // namespace

RunService::RunService(DatabaseWorker &worker, RunRegistry registry, QObject *parent)
    : QObject(parent),
      m_worker(worker),
      m_registry(std::move(registry)),
      m_lenses(worker),
      m_probe(std::make_shared<RunFolderProbe>()),
      m_pace(std::make_shared<StartPace>())
{
    connect(&m_worker, &DatabaseWorker::changedByOthers, this, [this] {
        Q_EMIT runsChanged();
        adoptOthers();
    });
}

RunService::~RunService() = default;

void RunService::resume()
{
    m_worker.submit(
        this,
        [registry = m_registry](Database &database) -> Result<QList<RunRecord>> {
            const auto running = registry.reconcile(database);
            if (!running)
                return std::unexpected(running.error());
            return recordsOf(database, *running);
        },
        [this](Result<QList<RunRecord>> records) {
            followUnfinished(std::move(records));
            Q_EMIT runsChanged(); // rows of runs that ended meanwhile
        });
}

// Runs that the command line or another window started.
void RunService::adoptOthers()
{
    m_worker.submit(
        this,
        [](Database &database) -> Result<QList<RunRecord>> {
            const auto ids = RunStore(database).unfinished();
            if (!ids)
                return std::unexpected(ids.error());
            return recordsOf(database, *ids);
        },
        [this](Result<QList<RunRecord>> records) { followUnfinished(std::move(records)); });
}

void RunService::followUnfinished(Result<QList<RunRecord>> records)
{
    if (!records) {
        qCWarning(logWorkspace).noquote()
            << "unfinished runs could not be read:" << records.error().toString();
        return;
    }
    for (const RunRecord &record : std::as_const(*records)) {
        if (m_followers.contains(record.id()) || m_starting.contains(record.id()))
            continue;
        follow(record.id());
        Q_EMIT runChanged(record);
    }
}

void RunService::start(const RunRequest &request)
{
    m_starting.insert(request.runId, std::nullopt);
    m_worker.submit(
        this,
        [registry = m_registry, pace = m_pace, request](Database &database) -> Result<Started> {
            Started started;
            pace->waitForRoom();
            if (auto done = registry.start(database, request); !done)
                started.error = done.error();
            else
                pace->add(RunFolder(registry.runFolder(request.runId)));
            // Of an id that was taken already, the row is another run's.
            if (!started.error || started.error->code != ErrorCode::AlreadyExists) {
                if (auto record = RunStore(database).run(request.runId))
                    started.record = *std::move(record);
                else if (!started.error)
                    started.error = record.error();
            }
            return started;
        },
        [this, request](Result<Started> result) {
            const auto wish = m_starting.take(request.runId);
            const Started started = result ? *std::move(result)
                                           : Started{std::nullopt, result.error()};
            if (started.error) {
                Q_EMIT startFailed(request, *started.error);
                if (started.record)
                    Q_EMIT runChanged(*started.record);
                return;
            }
            follow(request.runId); // first, so that whoever hears of the run finds its follower
            Q_EMIT runStarted(*started.record);
            if (wish)
                this->wish(request.runId, *wish);
        });
}

void RunService::follow(const QString &runId, int attempt)
{
    auto *follower = new RunFollower(runFolder(runId), m_probe, this);
    m_followers.insert(runId, follower);
    connect(follower, &RunFollower::started, this, [this, runId] { lookAgain(runId); });
    connect(follower, &RunFollower::wishFailed, this,
            [this, runId](const Error &error) { Q_EMIT wishFailed(runId, error); });
    connect(follower, &RunFollower::done, this, [this, runId, follower, attempt] {
        m_followers.remove(runId);
        follower->deleteLater();
        settle(runId, attempt);
    });
    follower->start();
}

// The child runs: its row gets the time.
void RunService::lookAgain(const QString &runId)
{
    m_worker.submit(
        this,
        [registry = m_registry, runId](Database &database) {
            return registry.refresh(database, runId);
        },
        [this, runId](const Result<RunRecord> &record) {
            // An end is told by settle(), once.
            if (record && !isFinal(record->state))
                Q_EMIT runChanged(*record);
        });
}

void RunService::settle(const QString &runId, int attempt)
{
    m_worker.submit(
        this,
        [registry = m_registry, runId](Database &database) {
            return registry.refresh(database, runId);
        },
        [this, runId, attempt](const Result<RunRecord> &record) {
            if (record && isFinal(record->state)) {
                Q_EMIT runChanged(*record);
                return;
            }
            if (attempt >= followAttempts
                || (!record && record.error().code == ErrorCode::NotFound)) {
                qCWarning(logWorkspace).noquote()
                    << "the end of run" << runId << "could not be recorded:"
                    << (record ? u"its folder does not tell it"_s : record.error().toString());
                return;
            }
            QTimer::singleShot(followIntervalMs, this, [this, runId, attempt] {
                if (!m_followers.contains(runId))
                    follow(runId, attempt + 1);
            });
        });
}

RunFollower *RunService::follower(const QString &runId) const
{
    return m_followers.value(runId);
}

void RunService::terminate(const QString &runId)
{
    wish(runId, Wish::Terminate);
}

void RunService::kill(const QString &runId)
{
    wish(runId, Wish::Kill);
}

void RunService::wish(const QString &runId, Wish wish)
{
    if (const auto starting = m_starting.find(runId); starting != m_starting.end()) {
        *starting = wish;
        return;
    }
    RunFollower *follower = m_followers.value(runId);
    if (!follower)
        return;
    if (wish == Wish::Kill)
        follower->kill();
    else
        follower->terminate();
}

void RunService::query(const RunQuery &query, QObject *context,
                       std::function<void(Result<QList<RunRecord>>)> done)
{
    m_worker.submit(
        context, [query](Database &database) { return RunStore(database).runs(query); },
        std::move(done));
}

void RunService::record(const QString &runId, QObject *context,
                        std::function<void(Result<RunRecord>)> done)
{
    m_worker.submit(
        context, [runId](Database &database) { return RunStore(database).run(runId); },
        std::move(done));
}

QString RunService::runFolder(const QString &runId) const
{
    return m_registry.runFolder(runId);
}

int RunService::runningCount() const
{
    return int(m_followers.size());
}

} // namespace CommandRunner
