// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/background.h"
#include "core/base/mailbox.h"
#include "core/export/runexport.h"

#include <QObject>
#include <QPointer>

#include <atomic>

class QAction;
class QProgressDialog;
class QWidget;

namespace CommandRunner {

class DatabaseWorker;

// "Export…" of any place that shows runs: asks how and where to, writes in a thread of its own with
// a progress bar that can cancel, then tells. One export at a time.
//
//     auto *exporter = new RunExporter(worker, paths, window);
//     menu->addAction(exporter->createAction([page] { return page->selectedRunIds(); }, page));
class RunExporter final : public QObject
{
    Q_OBJECT
public:
    // The worker outlives us; `window` is the parent of us and of the dialogs.
    RunExporter(DatabaseWorker &worker, DataPaths paths, QWidget *window);
    ~RunExporter() override; // abandons an export that is under way

    // An action that exports what `runIds` names when it is triggered.
    QAction *createAction(std::function<QStringList()> runIds, QObject *parent);

    void start(const QStringList &runIds);                                  // asks
    void exportTo(const QStringList &runIds, const ExportOptions &options); // target and redact
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void exported(const QString &target, const CommandRunner::ExportResult &result);
    void failed(const CommandRunner::Error &error); // not when it was cancelled

private:
    void askTarget(const QStringList &runIds, bool zip, bool redact);
    void write(const QList<ExportedRun> &runs, ExportOptions options);
    void finish(const QString &target, const Result<ExportResult> &result);

    DatabaseWorker &m_worker;
    const DataPaths m_paths;
    QWidget *const m_window;
    bool m_busy = false;
    const std::shared_ptr<std::atomic_bool> m_wanted = std::make_shared<std::atomic_bool>(true);
    QPointer<QProgressDialog> m_progress;
    Mailbox m_mailbox;
    BackgroundThread m_thread; // ends before the mailbox
};

} // namespace CommandRunner
