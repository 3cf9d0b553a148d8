// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/background.h"
#include "core/storage/runrecord.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace CommandRunner {

class DatabaseWorker;
class RunContextProbe;
class RunService;

// Writes into the rows of runs that this process starts where and with what they began. Looks in a
// thread of its own that gives way to others; who ends before it is done loses only this.
class RunContextRecorder final : public QObject
{
    Q_OBJECT
public:
    // Both outlive us.
    RunContextRecorder(const RunService &runs, DatabaseWorker &worker, QObject *parent = nullptr);
    ~RunContextRecorder() override;

Q_SIGNALS:
    void recorded(const CommandRunner::RunRecord &record); // as its row now is

private:
    void look(const RunRequest &request);
    void store(const QString &runId, const RunContext &context);

    DatabaseWorker &m_worker;
    std::atomic_bool m_cancelled = false;
    std::unique_ptr<RunContextProbe> m_probe; // of the thread
    Mailbox m_mailbox;
    BackgroundThread m_thread; // ends before all of the above
};

} // namespace CommandRunner
