// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/runcontextrecorder.h"

#include "core/base/logging.h"
#include "core/base/threadpriority.h"
#include "core/storage/databaseworker.h"
#include "core/storage/folderstore.h"
#include "core/storage/runstore.h"
#include "core/workspace/runcontextprobe.h"
#include "core/workspace/runservice.h"

namespace CommandRunner {

RunContextRecorder::RunContextRecorder(const RunService &runs, DatabaseWorker &worker,
                                       QObject *parent)
    : QObject(parent),
      m_worker(worker),
      m_probe(std::make_unique<RunContextProbe>())
{
    m_thread.run([] { giveWayToOthers(); });
    for (const auto started : {&RunService::runStarted, &RunService::queuedRunStarted})
        connect(&runs, started, this, [this](const RunRecord &record) { look(record.request); });
}

RunContextRecorder::~RunContextRecorder()
{
    m_cancelled = true;
}

void RunContextRecorder::look(const RunRequest &request)
{
    m_worker.submit(
        this,
        [folder = request.workingDirectory](Database &database) {
            return FolderStore(database).isTrusted(folder);
        },
        [this, request](const Result<bool> &trusted) {
            m_thread.run([this, request, trusted = trusted.value_or(false)] {
                const RunContext context = m_probe->look(request, trusted, m_cancelled);
                m_mailbox.post([this, runId = request.runId, context] { store(runId, context); });
            });
        });
}

void RunContextRecorder::store(const QString &runId, const RunContext &context)
{
    m_worker.submit(
        this,
        [runId, context](Database &database) -> Result<RunRecord> {
            RunStore store(database);
            if (auto stored = store.setContext(runId, context); !stored)
                return std::unexpected(stored.error());
            return store.run(runId);
        },
        [this](const Result<RunRecord> &record) {
            if (record)
                Q_EMIT recorded(*record);
            else
                qCWarning(logWorkspace).noquote()
                    << "where a run was started could not be recorded:"
                    << record.error().toString();
        });
}

} // namespace CommandRunner
