// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/retention.h"

#include "core/base/filenames.h"
#include "core/base/logging.h"
#include "core/storage/runstore.h"
#include "core/workspace/removedfolders.h"

#include <QFileInfo>
#include <QLockFile>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Rows in one transaction: some milliseconds, so that nobody who starts a run waits.
constexpr int batchSize = 64;

Result<void> take(QLockFile &lock, const DataPaths &paths)
{
    lock.setStaleLockTime(0); // of a process that died, whenever that was
    if (lock.tryLock(0))
        return {};
    if (lock.error() == QLockFile::PermissionError)
        return fail(ErrorCode::PermissionDenied, paths.root(), u"the folder may not be written"_s);
    return fail(ErrorCode::Busy, paths.runs(), u"another process is cleaning up"_s);
}

void warn(const Error &error)
{
    qCWarning(logWorkspace).noquote() << "cleaning up:" << error.toString();
}

} // namespace

Retention::Retention(Database &database, DataPaths paths, const Clock &clock)
    : m_database(database),
      m_paths(std::move(paths)),
      m_clock(clock)
{}

Result<RetentionPlan> Retention::plan(const RetentionRules &rules, const Options &options) const
{
    return RetentionStore(m_database).plan(rules, m_clock.now(), options.spared, options.wanted);
}

Result<Retention::Done> Retention::apply(const RetentionRules &rules, const Options &options) const
{
    QLockFile lock(m_paths.root() + u"/cleanup.lock"_s);
    if (auto taken = take(lock, m_paths); !taken)
        return std::unexpected(taken.error());
    // A removed row must be on the disk before its files are gone from it.
    if (auto done = m_database.execute(u"PRAGMA synchronous = FULL"_s); !done)
        return std::unexpected(done.error());
    if (auto recovered = recoverLocked(); !recovered)
        return std::unexpected(recovered.error());
    const auto planned = plan(rules, options);
    if (!planned)
        return std::unexpected(planned.error());

    Done done;
    RetentionStore store(m_database);
    const qint64 all = planned->runs.runs + planned->outputs.runs;
    qint64 number = -1;
    while (true) {
        if (options.wanted && !options.wanted()) {
            done.cancelled = true;
            return done;
        }
        const auto batch = store.doomed(number, batchSize);
        if (!batch)
            return std::unexpected(batch.error());
        if (batch->isEmpty())
            return done;
        number = batch->last().number;
        if (auto removed = remove(*batch, done); !removed)
            return std::unexpected(removed.error());
        if (options.told)
            options.told(done.runs + done.outputs, all);
    }
}

// Sets apart, changes the rows, deletes: see the header.
Result<void> Retention::remove(const QList<RetentionStore::Doomed> &doomed, Done &done) const
{
    const QString runs = m_paths.runs();
    QStringList whole;
    QStringList outputs;
    const auto undo = [&] {
        for (const QString &id : std::as_const(whole))
            if (auto back = RemovedFolders::putBack(runs, id); !back)
                warn(back.error());
        for (const QString &id : std::as_const(outputs))
            if (auto back = RemovedFolders::putOutputBack(runs, id); !back)
                warn(back.error());
    };
    for (const RetentionStore::Doomed &run : doomed) {
        if (!RemovedFolders::isFolderName(run.id))
            continue;
        const auto apart = run.whole ? RemovedFolders::setApart(runs, run.id)
                                     : RemovedFolders::setOutputApart(runs, run.id);
        if (!apart) {
            undo();
            return std::unexpected(apart.error());
        }
        (run.whole ? whole : outputs).append(run.id); // also without a folder: the row goes
    }
    syncFolder(runs);
    RetentionStore store(m_database);
    const auto removed = store.removeRuns(whole);
    if (!removed) {
        undo();
        return std::unexpected(removed.error());
    }
    for (const QString &id : std::as_const(whole)) {
        const bool gone = removed->contains(id);
        const auto settled = gone ? RemovedFolders::destroy(runs, id)
                                  : RemovedFolders::putBack(runs, id); // pinned just now
        if (!settled)
            warn(settled.error()); // the next one who cleans up does it
    }
    whole.clear();
    const auto marked = store.markOutputsRemoved(outputs);
    if (!marked) {
        undo();
        return std::unexpected(marked.error());
    }
    for (const QString &id : std::as_const(outputs)) {
        const auto settled = marked->contains(id) ? RemovedFolders::destroyOutput(runs, id)
                                                  : RemovedFolders::putOutputBack(runs, id);
        if (!settled)
            warn(settled.error());
    }
    for (const RetentionStore::Doomed &run : doomed) {
        if (run.whole ? removed->contains(run.id) : marked->contains(run.id)) {
            (run.whole ? done.runs : done.outputs) += 1;
            done.bytes += run.bytes;
        }
    }
    return {};
}

Result<void> Retention::recover() const
{
    QLockFile lock(m_paths.root() + u"/cleanup.lock"_s);
    if (auto taken = take(lock, m_paths); !taken)
        return taken;
    return recoverLocked();
}

Result<void> Retention::recoverLocked() const
{
    const QString runs = m_paths.runs();
    const RemovedFolders::Found found = RemovedFolders::find(runs);
    if (found.folders.isEmpty() && found.outputs.isEmpty())
        return {};
    // A database that is new, or was restored, has yet to find its runs by their folders: then a
    // missing row says nothing.
    const auto adopted = m_database.value(
        u"SELECT count(*) FROM facts WHERE name = 'runs-adopted'"_s);
    if (!adopted)
        return std::unexpected(adopted.error());
    const bool isNew = adopted->toInt() == 0;
    const RunStore store(m_database);
    for (const QString &id : found.folders) {
        const auto record = store.run(id);
        if (!record && record.error().code != ErrorCode::NotFound)
            return std::unexpected(record.error());
        const auto settled = (record || isNew) && !QFileInfo::exists(runs + u'/' + id)
            ? RemovedFolders::putBack(runs, id)
            : RemovedFolders::destroy(runs, id);
        if (!settled)
            warn(settled.error());
    }
    for (const QString &id : found.outputs) {
        const auto record = store.run(id);
        if (!record && record.error().code != ErrorCode::NotFound)
            return std::unexpected(record.error());
        const bool wanted = record ? record->output != OutputKept::Removed : isNew;
        const auto settled = wanted ? RemovedFolders::putOutputBack(runs, id)
                                    : RemovedFolders::destroyOutput(runs, id);
        if (!settled)
            warn(settled.error());
    }
    return {};
}

} // namespace CommandRunner
