// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/export/runexporter.h"

#include "core/base/threadpriority.h"
#include "core/storage/databaseworker.h"
#include "widgets/export/exportdialog.h"
#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QDir>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QProgressDialog>
#include <QStandardPaths>

namespace CommandRunner {

using namespace Qt::StringLiterals;

RunExporter::RunExporter(DatabaseWorker &worker, DataPaths paths, QWidget *window)
    : QObject(window),
      m_worker(worker),
      m_paths(std::move(paths)),
      m_window(window)
{}

RunExporter::~RunExporter()
{
    *m_wanted = false;
}

QAction *RunExporter::createAction(std::function<QStringList()> runIds, QObject *parent)
{
    auto *action = new QAction(glyphIcon(u"save"_s), tr("&Export…"), parent);
    action->setToolTip(
        tr("Pass runs on: a folder or zip file with output, arguments and a report"));
    connect(action, &QAction::triggered, this,
            [this, runIds = std::move(runIds)] { start(runIds()); });
    return action;
}

void RunExporter::start(const QStringList &runIds)
{
    if (runIds.isEmpty() || m_busy)
        return;
    auto *dialog = new ExportDialog(runIds.size(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, runIds, dialog] { askTarget(runIds, dialog->isZip(), dialog->isRedacted()); });
    dialog->open();
}

void RunExporter::askTarget(const QStringList &runIds, bool zip, bool redact)
{
    const QString name = runIds.size() == 1 ? u"run-"_s + runIds.first() : u"runs"_s;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(m_window,
                                   zip ? tr("Export as Zip File") : tr("Export to Folder"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    if (zip) {
        dialog->setNameFilter(tr("Zip files (*.zip)"));
        dialog->setDefaultSuffix(u"zip"_s);
    }
    dialog->selectFile(zip ? name + u".zip"_s : name);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, runIds, redact](const QString &target) {
                exportTo(runIds, {.target = target, .redact = redact});
            });
    dialog->open();
}

void RunExporter::exportTo(const QStringList &runIds, const ExportOptions &options)
{
    if (m_busy)
        return;
    m_busy = true;
    *m_wanted = true;
    m_worker.submit(
        this, [runIds](Database &database) { return runsToExport(database, runIds); },
        [this, options](const Result<QList<ExportedRun>> &runs) {
            if (runs)
                write(*runs, options);
            else
                finish(options.target, std::unexpected(runs.error()));
        });
}

void RunExporter::write(const QList<ExportedRun> &runs, ExportOptions options)
{
    constexpr int steps = 1000;
    m_progress = new QProgressDialog(
        tr("Writing %1…").arg(QDir::toNativeSeparators(options.target)), tr("Cancel"), 0, steps,
        m_window);
    m_progress->setWindowTitle(tr("Export"));
    m_progress->setAutoReset(false);
    m_progress->setMinimumDuration(300);
    m_progress->setValue(0);
    connect(m_progress, &QProgressDialog::canceled, this, [this] { *m_wanted = false; });

    options.wanted = [wanted = m_wanted] {
        return wanted->load();
    };
    auto told = std::make_shared<QElapsedTimer>();
    told->start();
    options.told = [this, told](qint64 done, qint64 all) {
        constexpr qint64 betweenMs = 50;
        if (told->elapsed() < betweenMs)
            return;
        told->restart();
        m_mailbox.post([this, done, all] {
            if (m_progress && all > 0)
                m_progress->setValue(int(double(done) / double(all) * (steps - 1)));
        });
    };
    m_thread.run([this, runs, options, paths = m_paths] {
        giveWayToOthers();
        const auto result = std::make_shared<Result<ExportResult>>(exportRuns(paths, runs,
                                                                              options));
        m_mailbox.post([this, target = options.target, result] { finish(target, *result); });
    });
}

void RunExporter::finish(const QString &target, const Result<ExportResult> &result)
{
    m_busy = false;
    if (m_progress)
        m_progress->deleteLater();
    if (result)
        Q_EMIT exported(target, *result);
    else if (m_wanted->load())
        Q_EMIT failed(result.error());
}

} // namespace CommandRunner
