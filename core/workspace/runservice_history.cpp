// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/outputssearch.h"
#include "core/workspace/runservice.h"

namespace CommandRunner {

void RunService::statistics(const RunSeries &series, QObject *context,
                            std::function<void(Result<RunStatistics>)> done)
{
    m_worker.submit(
        context, [series](Database &database) { return RunStore(database).statistics(series); },
        std::move(done));
}

void RunService::count(const RunQuery &query, qint64 most, QObject *context,
                       std::function<void(Result<qint64>)> done)
{
    m_worker.submit(
        context,
        [query, most](Database &database) { return RunStore(database).count(query, most); },
        std::move(done));
}

void RunService::choices(QObject *context, std::function<void(Result<RunChoices>)> done)
{
    m_worker.submit(
        context,
        [](Database &database) -> Result<RunChoices> {
            const RunStore store(database);
            auto series = store.series(RunChoices::mostSeries);
            if (!series)
                return std::unexpected(series.error());
            auto folders = store.folders();
            if (!folders)
                return std::unexpected(folders.error());
            return RunChoices{*std::move(series), *std::move(folders)};
        },
        std::move(done));
}

OutputsSearch *RunService::createOutputsSearch(QObject *parent)
{
    return new OutputsSearch(
        m_worker,
        [registry = m_registry](const QString &runId) { return registry.runFolder(runId); },
        parent);
}

void RunService::setNote(const QString &runId, const QString &note, QObject *context,
                         std::function<void(Result<void>)> done)
{
    change(
        {runId}, context,
        [note](RunStore &store, const QString &id) { return store.setNote(id, note); },
        std::move(done));
}

void RunService::setPinned(const QStringList &runIds, bool pinned, QObject *context,
                           std::function<void(Result<void>)> done)
{
    change(
        runIds, context,
        [pinned](RunStore &store, const QString &id) { return store.setPinned(id, pinned); },
        std::move(done));
}

void RunService::change(const QStringList &runIds, QObject *context,
                        std::function<Result<void>(RunStore &, const QString &)> change,
                        std::function<void(Result<void>)> done)
{
    m_worker.submit(
        this,
        [runIds, change = std::move(change)](Database &database) -> Result<QList<RunRecord>> {
            Transaction transaction(database); // all or none
            if (auto begun = transaction.begin(); !begun)
                return std::unexpected(begun.error());
            RunStore store(database);
            QList<RunRecord> records;
            for (const QString &id : runIds) {
                if (auto changed = change(store, id); !changed)
                    return std::unexpected(changed.error());
                auto record = store.run(id);
                if (!record)
                    return std::unexpected(record.error());
                records.append(*std::move(record));
            }
            if (auto committed = transaction.commit(); !committed)
                return std::unexpected(committed.error());
            return records;
        },
        [this, wanted = QPointer<QObject>(context),
         done = std::move(done)](const Result<QList<RunRecord>> &records) {
            if (records) {
                for (const RunRecord &record : *records)
                    Q_EMIT runChanged(record);
            }
            if (wanted)
                done(records ? Result<void>() : std::unexpected(records.error()));
        });
}

} // namespace CommandRunner
