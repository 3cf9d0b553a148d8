// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/discoveryservice.h"

#include <QDir>
#include <QMutex>
#include <QThread>
#include <QWaitCondition>

#include <algorithm>
#include <deque>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Job {
    QString folder;
    DiscoveryOptions options;
    std::atomic_bool cancelled = false;
};

using JobPointer = std::shared_ptr<Job>;

QString normalized(const QString &folder)
{
    return QDir::cleanPath(QDir(folder).absolutePath());
}

} // namespace

class DiscoveryService::Private final
{
public:
    explicit Private(DiscoveryService *service) : q(service)
    {
        m_thread.reset(QThread::create([this] { work(); }));
        m_thread->setObjectName(u"discovery"_s);
    }

    void enqueue(const JobPointer &job)
    {
        m_live.append(job);
        const QMutexLocker lock(&m_mutex);
        m_queue.push_back(job);
        m_wake.wakeOne();
        if (!m_thread->isRunning())
            m_thread->start(QThread::LowPriority);
    }

    void cancel(const QString &folder)
    {
        for (const JobPointer &job : std::as_const(m_live)) {
            if (folder.isEmpty() || job->folder == folder)
                job->cancelled = true;
        }
    }

    bool isScanning(const QString &folder) const
    {
        return std::any_of(m_live.cbegin(), m_live.cend(), [&](const JobPointer &job) {
            return job->folder == folder && !job->cancelled;
        });
    }

    void stop()
    {
        cancel({});
        {
            const QMutexLocker lock(&m_mutex);
            m_stopping = true;
            m_wake.wakeOne();
        }
        m_thread->wait();
    }

private:
    // In the worker. Results travel as queued calls, which vanish with the service.
    void work()
    {
        for (;;) {
            JobPointer job;
            {
                const QMutexLocker lock(&m_mutex);
                while (m_queue.empty() && !m_stopping)
                    m_wake.wait(&m_mutex);
                if (m_stopping)
                    return;
                job = m_queue.front();
                m_queue.pop_front();
            }
            run(job);
        }
    }

    void run(const JobPointer &job)
    {
        const auto onProgress = [&](const DiscoveryProgress &progress) {
            deliver([this, job, progress] {
                if (!job->cancelled)
                    Q_EMIT q->progress(progress);
            });
        };
        const auto onTier1 = [&](const DiscoveryResult &result) {
            deliver([this, job, result] {
                if (!job->cancelled)
                    Q_EMIT q->found(result);
            });
        };
        DiscoveryResult result;
        if (job->cancelled) {
            result.folder = job->folder;
            result.cancelled = true;
        } else {
            result = discover(job->folder, job->options, job->cancelled, onProgress, onTier1);
        }
        deliver([this, job, result] {
            m_live.removeOne(job);
            DiscoveryResult told = result;
            told.cancelled = told.cancelled || job->cancelled; // cancelled while this call was on
                                                               // its way
            Q_EMIT q->finished(told);
        });
    }

    template<class Call>
    void deliver(Call &&call)
    {
        QMetaObject::invokeMethod(q, std::forward<Call>(call), Qt::QueuedConnection);
    }

    DiscoveryService *const q;
    QList<JobPointer> m_live; // in the service's thread: asked for and not finished
    QMutex m_mutex;           // guards what follows
    QWaitCondition m_wake;
    std::deque<JobPointer> m_queue;
    bool m_stopping = false;
    std::unique_ptr<QThread> m_thread;
};

DiscoveryService::DiscoveryService(QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this))
{}

DiscoveryService::~DiscoveryService()
{
    d->stop();
}

void DiscoveryService::scan(const QString &folder, const DiscoveryOptions &options)
{
    auto job = std::make_shared<Job>();
    job->folder = normalized(folder);
    job->options = options;
    d->cancel(job->folder);
    d->enqueue(job);
}

void DiscoveryService::cancel(const QString &folder)
{
    d->cancel(normalized(folder));
}

void DiscoveryService::cancelAll()
{
    d->cancel({});
}

bool DiscoveryService::isScanning(const QString &folder) const
{
    return d->isScanning(normalized(folder));
}

} // namespace CommandRunner
