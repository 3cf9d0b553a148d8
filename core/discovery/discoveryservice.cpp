// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/discoveryservice.h"

#include <QCoreApplication>
#include <QDir>
#include <QEvent>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace CommandRunner {

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

// Carries calls from the worker to the thread that it was made in; what was not delivered goes with
// it. Its own lock and an event without content, since thread sanitizers do not see how Qt guards a
// queued call.
class Courier final : public QObject
{
public:
    void post(std::function<void()> call)
    {
        const std::lock_guard lock(m_mutex);
        m_calls.push_back(std::move(call));
        if (m_calls.size() == 1)
            QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }

protected:
    void customEvent(QEvent *) override
    {
        std::deque<std::function<void()>> calls;
        {
            const std::lock_guard lock(m_mutex);
            calls.swap(m_calls);
        }
        const std::weak_ptr<bool> alive = m_alive; // a receiver may destroy the service
        for (const auto &call : calls) {
            if (!alive.expired())
                call();
        }
    }

private:
    std::mutex m_mutex;
    std::deque<std::function<void()>> m_calls;
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace

class DiscoveryService::Private final
{
public:
    explicit Private(DiscoveryService *service) : q(service) {}

    void enqueue(const JobPointer &job)
    {
        m_live.append(job);
        {
            const std::lock_guard lock(m_mutex);
            m_queue.push_back(job);
        }
        m_wake.notify_one();
        if (!m_thread.joinable())
            m_thread = std::thread([this] { work(); });
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
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_one();
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    // In the worker.
    void work()
    {
        for (;;) {
            JobPointer job;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
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
            m_courier.post([this, job, progress] {
                if (!job->cancelled)
                    Q_EMIT q->progress(progress);
            });
        };
        const auto onTier1 = [&](const DiscoveryResult &result) {
            m_courier.post([this, job, result] {
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
        m_courier.post([this, job, result] {
            m_live.removeOne(job);
            DiscoveryResult told = result;
            // It may have been cancelled while this call was on its way.
            told.cancelled = told.cancelled || job->cancelled;
            Q_EMIT q->finished(told);
        });
    }

    DiscoveryService *const q;
    QList<JobPointer> m_live; // in the service's thread: asked for and not finished
    Courier m_courier;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::deque<JobPointer> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
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
