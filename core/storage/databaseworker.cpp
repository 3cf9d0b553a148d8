// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databaseworker.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QTimer>

namespace CommandRunner {

using namespace Qt::StringLiterals;

// All that happens in the thread.
class DatabaseWorker::Inside final : public QObject
{
public:
    Inside(QString file, DatabaseOptions options, DatabaseWorker *worker)
        : m_file(std::move(file)),
          m_options(std::move(options)),
          m_worker(worker),
          m_jobs(this)
    {}

    void open()
    {
        auto opened = Database::open(m_file, m_options);
        if (!opened) {
            m_error = opened.error();
            m_worker->m_results.post([worker = m_worker, error = m_error] {
                Q_EMIT worker->failed(error);
            });
            return;
        }
        m_database = std::move(*opened);
        m_dataVersion = m_database->dataVersion();
        watch();
        m_worker->m_results.post([worker = m_worker, setAside = m_database->setAside()] {
            Q_EMIT worker->opened(setAside);
        });
    }

    // From any thread.
    void add(Job job)
    {
        m_jobs.post([this, job = std::move(job)] { job(m_database.get(), m_error); });
    }

    void close()
    {
        const std::scoped_lock lock(m_closing);
        m_poll.reset();
        m_watcher.reset();
        m_database.reset();
        m_error = {ErrorCode::Database, m_file, u"the database was closed"_s};
    }

    // After the thread's end, which the thread sanitizer does not see in QThread::wait().
    void awaitClosed() { const std::scoped_lock lock(m_closing); }

private:
    void watch()
    {
        m_watcher = std::make_unique<QFileSystemWatcher>();
        m_poll = std::make_unique<QTimer>();
        m_poll->setInterval(2000);
        connect(m_poll.get(), &QTimer::timeout, this, &Inside::look);
        m_poll->start();
        // A transaction writes the WAL in many steps: one look after the last of them.
        auto *soon = new QTimer(m_poll.get());
        soon->setSingleShot(true);
        soon->setInterval(20);
        connect(soon, &QTimer::timeout, this, &Inside::look);
        connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, soon, [soon] {
            if (!soon->isActive())
                soon->start();
        });
        watchWal();
    }

    // The WAL comes with the first write and may be made anew.
    void watchWal()
    {
        const QString wal = m_file + u"-wal"_s;
        if (m_watcher->files().isEmpty() && QFileInfo::exists(wal))
            m_watcher->addPath(wal);
    }

    void look()
    {
        watchWal();
        const qint64 version = m_database->dataVersion();
        if (version < 0 || version == m_dataVersion)
            return;
        m_dataVersion = version;
        m_worker->m_results.post([worker = m_worker] { Q_EMIT worker->changedByOthers(); });
    }

    const QString m_file;
    const DatabaseOptions m_options;
    DatabaseWorker *const m_worker;
    std::mutex m_closing;
    Mailbox m_jobs; // a child: goes to the thread with us
    std::unique_ptr<Database> m_database;
    Error m_error;
    qint64 m_dataVersion = 0;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
    std::unique_ptr<QTimer> m_poll;
};

DatabaseWorker::DatabaseWorker(const QString &file, QObject *parent)
    : DatabaseWorker(file, DatabaseOptions(), parent)
{}

DatabaseWorker::DatabaseWorker(const QString &file, const DatabaseOptions &options, QObject *parent)
    : QObject(parent),
      m_inside(std::make_unique<Inside>(file, options, this))
{
    m_thread.setObjectName(u"database"_s);
    m_inside->moveToThread(&m_thread);
    // Before any event of the thread, so before all work.
    connect(&m_thread, &QThread::started, m_inside.get(), &Inside::open);
}

DatabaseWorker::~DatabaseWorker()
{
    if (!m_thread.isRunning())
        return;
    // Behind the work that was given.
    m_inside->add([this](Database *, const Error &) {
        m_inside->close();
        m_thread.quit();
    });
    m_thread.wait();
    m_inside->awaitClosed();
}

void DatabaseWorker::start()
{
    m_thread.start();
}

void DatabaseWorker::post(Job job)
{
    m_inside->add(std::move(job));
}

} // namespace CommandRunner
