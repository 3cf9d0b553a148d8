// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databaseworker.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QTimer>

#include <deque>
#include <mutex>

namespace CommandRunner {

using namespace Qt::StringLiterals;

// The mutex is held while the call is queued: the context cannot go between the look at it and the
// queueing. Here and in the worker what passes from thread to thread passes through a mutex of the
// standard library, not through Qt's event queue alone, so that the thread sanitizer can judge it.
struct ResultContext::Guard {
    std::mutex mutex;
    QObject *context = nullptr;
};

ResultContext::ResultContext(QObject *context) : m_guard(std::make_shared<Guard>())
{
    if (!context)
        return;
    m_guard->context = context;
    // Direct: done by whoever deletes the context, before the object is gone.
    m_connection = QObject::connect(context, &QObject::destroyed, [guard = m_guard] {
        const std::scoped_lock lock(guard->mutex);
        guard->context = nullptr;
    });
}

ResultContext::~ResultContext()
{
    QObject::disconnect(m_connection);
}

void ResultContext::deliver(std::function<void()> call)
{
    const std::scoped_lock lock(m_guard->mutex);
    if (!m_guard->context)
        return;
    QMetaObject::invokeMethod(
        m_guard->context,
        [guard = m_guard, call = std::move(call)] {
            {
                const std::scoped_lock delivered(guard->mutex);
            }
            call();
        },
        Qt::QueuedConnection);
}

// All that happens in the thread.
class DatabaseWorker::Inside final : public QObject
{
    Q_OBJECT
public:
    Inside(QString file, DatabaseOptions options)
        : m_file(std::move(file)),
          m_options(std::move(options))
    {}

    void open()
    {
        auto opened = Database::open(m_file, m_options);
        if (!opened) {
            m_error = opened.error();
            Q_EMIT failed(m_error);
            return;
        }
        m_database = std::move(*opened);
        m_dataVersion = m_database->dataVersion();
        watch();
        Q_EMIT openedAs(m_database->setAside());
    }

    // From any thread.
    void add(Job job)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        QMetaObject::invokeMethod(this, &Inside::runNext, Qt::QueuedConnection);
    }

    void runNext()
    {
        Job job;
        {
            const std::scoped_lock lock(m_mutex);
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job(m_database.get(), m_error);
    }

    void close()
    {
        m_poll.reset();
        m_watcher.reset();
        m_database.reset();
        m_error = {ErrorCode::Database, m_file, u"the database was closed"_s};
    }

Q_SIGNALS:
    void openedAs(const QString &setAside);
    void failed(const CommandRunner::Error &error);
    void changedByOthers();

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
        Q_EMIT changedByOthers();
    }

    std::mutex m_mutex; // guards the jobs
    std::deque<Job> m_jobs;
    const QString m_file;
    const DatabaseOptions m_options;
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
      m_inside(std::make_unique<Inside>(file, options))
{
    qRegisterMetaType<CommandRunner::Error>("CommandRunner::Error");
    m_thread.setObjectName(u"database"_s);
    m_inside->moveToThread(&m_thread);
    connect(m_inside.get(), &Inside::openedAs, this, &DatabaseWorker::opened);
    connect(m_inside.get(), &Inside::failed, this, &DatabaseWorker::failed);
    connect(m_inside.get(), &Inside::changedByOthers, this, &DatabaseWorker::changedByOthers);
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

#include "databaseworker.moc"
