// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/runregistry.h"

#include "core/base/logging.h"
#include "core/run/runfolder.h"
#include "core/secrets/secretservice.h"
#include "core/storage/queuestore.h"
#include "core/workspace/removedfolders.h"
#include "core/workspace/runclaims.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 startingMs = 15'000; // between the row and the folder's first file; as
                                      // RunFolder::liveness
constexpr int keychainMs = 20'000;    // a keychain that asks a person whether we may

// Rows come before folders: somebody may be writing this one. What is in a claimer's hands is
// RunQueue's to judge, who knows whether that one lives.
Result<bool> isBeingStarted(Database &database, const RunRecord &record, const RunFolder &folder,
                            const QDateTime &now)
{
    if (record.state == RunState::Queued)
        return true;
    if (!QFileInfo::exists(folder.request()) && qAbs(record.created.msecsTo(now)) < startingMs)
        return true;
    const auto claim = QueueStore(database).claimOf(record.id());
    if (!claim || !*claim)
        return claim ? Result<bool>(false) : std::unexpected(claim.error());
    const auto settled = settleClaim(database, **claim, folder, now);
    if (!settled)
        return std::unexpected(settled.error());
    if (!*settled)
        return true;
    const auto again = RunStore(database).run(record.id());
    if (!again)
        return std::unexpected(again.error());
    return again->state == RunState::Queued;
}

Result<RunOutcome> outcomeOf(const RunFolder &folder, RunFolder::Liveness liveness)
{
    if (liveness != RunFolder::Liveness::Ended)
        return folder.interruptedOutcome();
    auto outcome = folder.readOutcome();
    if (outcome || outcome.error().code == ErrorCode::Io
        || outcome.error().code == ErrorCode::PermissionDenied)
        return outcome;
    // It will not make more sense later: how the run ended is not known.
    RunOutcome interrupted = folder.interruptedOutcome();
    interrupted.error = outcome.error().toString();
    return interrupted;
}

// Of a run that waited, nothing but the names of its secrets was kept.
Result<RunRequest> withSecrets(const DataPaths &paths, const RunRequest &request)
{
    RunRequest whole = request;
    const auto missing = [](const RunSecret &secret) {
        return secret.value.isEmpty();
    };
    if (std::ranges::none_of(whole.secrets, missing))
        return whole;
    const auto fetched = fetchSecretsNow(paths, whole.secrets, keychainMs);
    if (!fetched)
        return std::unexpected(fetched.error());
    whole.secrets = *fetched;
    const auto typed = std::ranges::find_if(whole.secrets, missing);
    if (typed != whole.secrets.end())
        return fail(ErrorCode::NotFound, u"the secret “%1”"_s.arg(typed->name),
                    u"it was typed for an earlier run and not kept: run the command anew"_s);
    return whole;
}

// When the child started: host.json is written for the last time then.
QDateTime childStart(const RunFolder &folder)
{
    const auto host = folder.readHost();
    return host && host->child.pid > 0 ? QFileInfo(folder.hostFile()).lastModified().toUTC()
                                       : QDateTime();
}

// The id's own time says when the run was asked for, to the second; the folder's files may have
// been copied since.
QDateTime creationTime(const RunFolder &folder, const QString &runId,
                       const Result<RunOutcome> &outcome)
{
    if (outcome && outcome->started.isValid())
        return outcome->started;
    const QDateTime time = QDateTime::fromString(runId.left(15), u"yyyyMMdd-HHmmss"_s);
    if (!time.isValid())
        return QFileInfo(folder.request()).lastModified().toUTC();
    return QDateTime(time.date(), time.time(), Qt::UTC);
}

} // namespace

RunRegistry::RunRegistry(const DataPaths &paths, const Clock &clock, RunLauncher launcher)
    : m_paths(paths),
      m_clock(clock),
      m_launcher(std::move(launcher))
{}

Result<void> RunRegistry::start(Database &database, const RunRequest &request) const
{
    RunStore store(database);
    if (auto inserted = store.insert(request, RunState::Running, m_clock.now()); !inserted)
        return inserted;
    return launch(database, request);
}

Result<void> RunRegistry::launch(Database &database, const RunRequest &request,
                                 const std::optional<QProcessEnvironment> &environment) const
{
    RunStore store(database);
    Result<void> launched;
    if (auto whole = withSecrets(m_paths, request))
        launched = m_launcher.launch(*whole, environment);
    else
        launched = std::unexpected(whole.error());
    if (launched)
        return {};
    RunOutcome outcome;
    outcome.state = RunState::FailedToStart;
    outcome.ended = m_clock.now();
    outcome.error = launched.error().toString();
    if (const auto recorded = store.recordOutcome(request.runId, outcome); !recorded)
        qCWarning(logWorkspace).noquote()
            << "run" << request.runId
            << "did not start, and its row does not say so:" << recorded.error().toString();
    return launched;
}

Result<QStringList> RunRegistry::reconcile(Database &database) const
{
    if (const auto adopted = adopt(database); !adopted)
        qCWarning(logWorkspace).noquote()
            << "earlier runs could not be looked for:" << adopted.error().toString();
    const auto unfinished = RunStore(database).unfinished();
    if (!unfinished)
        return unfinished;
    QStringList running;
    for (const QString &id : *unfinished) {
        const auto record = refresh(database, id);
        if (!record)
            qCWarning(logWorkspace).noquote()
                << "run" << id << "could not be looked at:" << record.error().toString();
        else if (!isFinal(record->state))
            running.append(id);
    }
    return running;
}

Result<RunRecord> RunRegistry::refresh(Database &database, const QString &runId) const
{
    RunStore store(database);
    auto record = store.run(runId);
    if (!record || isFinal(record->state))
        return record;
    const RunFolder folder(runFolder(runId));
    RunFolder::Liveness liveness = folder.liveness(m_clock.now());
    if (liveness == RunFolder::Liveness::HostGone) {
        const auto starting = isBeingStarted(database, *record, folder, m_clock.now());
        if (!starting)
            return std::unexpected(starting.error());
        if (*starting)
            return store.run(runId);               // perhaps it waits again
        liveness = folder.liveness(m_clock.now()); // its host may have been started between the two
    }
    switch (liveness) {
    case RunFolder::Liveness::Starting:
        return record;
    case RunFolder::Liveness::Running: {
        const QDateTime started = record->outcome.started.isValid() ? QDateTime()
                                                                    : childStart(folder);
        if (!started.isValid())
            return record;
        if (auto marked = store.markRunning(runId, started); !marked)
            return std::unexpected(marked.error());
        return store.run(runId);
    }
    case RunFolder::Liveness::HostGone:
    case RunFolder::Liveness::Ended:
        break;
    }
    const auto outcome = outcomeOf(folder, liveness);
    if (!outcome)
        return std::unexpected(outcome.error());
    if (const auto recorded = store.recordOutcome(runId, *outcome); !recorded)
        return std::unexpected(recorded.error());
    return store.run(runId);
}

// Once in a database's life, so that no start has to list a folder of a hundred thousand runs. Rows
// are written before folders, so a folder without a row is not one that is just being made.
Result<void> RunRegistry::adopt(Database &database) const
{
    const auto done = database.value(u"SELECT count(*) FROM facts WHERE name = 'runs-adopted'"_s);
    if (!done)
        return std::unexpected(done.error());
    if (done->toInt() > 0)
        return {};
    // Removed from a database that is no more: in this one they may be listed again.
    const RemovedFolders::Found apart = RemovedFolders::find(m_paths.runs());
    for (const QString &id : apart.folders)
        (void)RemovedFolders::putBack(m_paths.runs(), id);
    for (const QString &id : apart.outputs)
        (void)RemovedFolders::putOutputBack(m_paths.runs(), id);
    RunStore store(database);
    const auto ids = store.ids();
    if (!ids)
        return std::unexpected(ids.error());
    const QSet<QString> known(ids->cbegin(), ids->cend());
    const QStringList names = QDir(m_paths.runs())
                                  .entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks,
                                             QDir::Name);
    Transaction transaction(database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    int count = 0;
    for (const QString &name : names) {
        if (known.contains(name))
            continue;
        const RunFolder folder(runFolder(name));
        const auto outcome = folder.readOutcome();
        if (!outcome && !QFileInfo::exists(folder.outcomeFile())
            && !QFileInfo::exists(folder.hostFile()))
            continue; // it never ran
        const auto request = folder.readRequest();
        if (!request || request->runId != name) {
            qCWarning(logWorkspace).noquote()
                << folder.path() << "is not a run that can be taken in again:"
                << (request ? u"its request is another run's"_s : request.error().toString());
            continue;
        }
        const auto inserted = store.insert(*request, RunState::Running,
                                           creationTime(folder, name, outcome));
        if (!inserted && inserted.error().code != ErrorCode::InvalidFormat
            && inserted.error().code != ErrorCode::AlreadyExists)
            return inserted;
        count += inserted ? 1 : 0;
    }
    if (auto noted = database.execute(u"INSERT OR REPLACE INTO facts VALUES ('runs-adopted', ?)"_s,
                                      {QString::number(count)});
        !noted)
        return std::unexpected(noted.error());
    if (auto committed = transaction.commit(); !committed)
        return committed;
    if (count > 0)
        qCInfo(logWorkspace) << count << "runs were found by their folders and are listed again";
    return {};
}

} // namespace CommandRunner
