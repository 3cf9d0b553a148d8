// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/discoveryservice.h"

#include "core/base/mailbox.h"
#include "core/discovery/folderscan.h"
#include "core/discovery/folderwatcher.h"

#include <QDir>
#include <QHash>
#include <QStorageInfo>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Job {
    enum class Kind { Scan, Change, Forget };
    Kind kind = Kind::Scan;
    QString folder;
    DiscoveryOptions options;       // of a scan
    FolderWatcher::Changes changes; // of a change
    std::atomic_bool cancelled = false;
};

using JobPointer = std::shared_ptr<Job>;

QString normalized(const QString &folder)
{
    return QDir::cleanPath(QDir(folder).absolutePath());
}

// What other machines change there is not told to this one.
bool isShared(const QString &folder)
{
    const QByteArray type = QStorageInfo(folder).fileSystemType();
    return type.startsWith("nfs") || type.startsWith("smb") || type == "cifs" || type == "9p"
        || type.startsWith("fuse") || type == "afs" || type == "ceph";
}

} // namespace

class DiscoveryService::Private final
{
public:
    Private(DiscoveryService *service, Watching watching) : q(service)
    {
        if (watching == Watching::Yes)
            m_watcher = std::make_unique<FolderWatcher>(
                [this](const FolderWatcher::Changes &changes) {
                    auto job = std::make_shared<Job>();
                    job->kind = Job::Kind::Change;
                    job->folder = changes.root;
                    job->changes = changes;
                    push(job);
                });
    }

    void enqueue(const JobPointer &job)
    {
        m_live.append(job);
        start(job);
    }

    void forget(const QString &folder)
    {
        auto job = std::make_shared<Job>();
        job->kind = Job::Kind::Forget;
        job->folder = folder;
        start(job);
    }

    // All of them, when no folder is named.
    void cancel(const QString &folder)
    {
        const auto isMeant = [&](const JobPointer &job) {
            return job && (folder.isEmpty() || job->folder == folder);
        };
        for (const JobPointer &job : std::as_const(m_live)) {
            if (isMeant(job))
                job->cancelled = true;
        }
        const std::lock_guard lock(m_mutex);
        if (isMeant(m_running))
            m_running->cancelled = true;
        for (const JobPointer &job : m_queue) {
            if (isMeant(job) && job->kind == Job::Kind::Change)
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
        m_watcher.reset(); // the worker was the one that told it of folders
    }

private:
    void start(const JobPointer &job)
    {
        push(job);
        if (!m_thread.joinable())
            m_thread = std::thread([this] { work(); });
    }

    // From any thread.
    void push(const JobPointer &job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_queue.push_back(job);
        }
        m_wake.notify_one();
    }

    // From here on: in the worker.
    void work()
    {
        for (;;) {
            JobPointer job;
            {
                std::unique_lock lock(m_mutex);
                m_running.reset();
                m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
                if (m_stopping)
                    return;
                job = m_queue.front();
                m_queue.pop_front();
                m_running = job;
            }
            switch (job->kind) {
            case Job::Kind::Scan:
                scan(job);
                break;
            case Job::Kind::Change:
                lookAgain(job);
                break;
            case Job::Kind::Forget:
                drop(job->folder);
                break;
            }
        }
    }

    void drop(const QString &folder)
    {
        if (m_watcher)
            m_watcher->remove(folder);
        m_scans.remove(folder);
    }

    FolderScan::OnTier1 onTier1(const JobPointer &job)
    {
        return [this, job](const DiscoveryResult &result) {
            m_mailbox.post([this, job, result] {
                if (!job->cancelled)
                    Q_EMIT q->found(result);
            });
        };
    }

    void scan(const JobPointer &job)
    {
        const auto onProgress = [this, job](const DiscoveryProgress &progress) {
            m_mailbox.post([this, job, progress] {
                if (!job->cancelled)
                    Q_EMIT q->progress(progress);
            });
        };
        DiscoveryResult result;
        result.folder = job->folder;
        result.cancelled = true;
        if (!job->cancelled) {
            drop(job->folder);
            const bool watched = m_watcher && !isShared(job->folder);
            const auto scan = std::make_shared<FolderScan>(job->folder, job->options,
                                                           watched ? entering(job->folder)
                                                                   : FolderTree::Entering());
            result = scan->scan(job->cancelled, onProgress, onTier1(job));
            if (watched && !result.cancelled)
                m_scans.insert(job->folder, scan);
            tellWhetherWatched(result);
        }
        m_mailbox.post([this, job, result] {
            m_live.removeOne(job);
            DiscoveryResult told = result;
            // It may have been cancelled while this call was on its way.
            told.cancelled = told.cancelled || job->cancelled;
            Q_EMIT q->finished(told);
        });
    }

    FolderTree::Entering entering(const QString &root)
    {
        return [this, root](const QString &folder) {
            m_watcher->add(root, folder);
        };
    }

    void lookAgain(const JobPointer &job)
    {
        const std::shared_ptr<FolderScan> scan = m_scans.value(job->folder);
        if (!scan || job->cancelled)
            return;
        auto result = job->changes.lost
            ? std::optional(scan->scan(job->cancelled, {}, onTier1(job)))
            : scan->update(job->changes.paths, job->cancelled, onTier1(job));
        if (!result || result->cancelled)
            return;
        tellWhetherWatched(*result);
        m_mailbox.post([this, job, result = *result] {
            if (!job->cancelled)
                Q_EMIT q->changed(result);
        });
    }

    void tellWhetherWatched(DiscoveryResult &result) const
    {
        if (!m_scans.contains(result.folder))
            return;
        result.watched = m_watcher->watchesAll(result.folder);
        if (const QString hint = watchLimitHint(); !result.watched && !hint.isEmpty())
            result.problems.append({result.folder,
                                    {},
                                    {},
                                    0,
                                    u"not all changes in this folder are noticed at once: it holds "
                                    "more folders than can be watched"_s,
                                    hint});
    }

    DiscoveryService *const q;
    QList<JobPointer> m_live; // in the service's thread: scans asked for and not finished
    Mailbox m_mailbox;
    QHash<QString, std::shared_ptr<FolderScan>> m_scans; // in the worker: of watched folders
    std::mutex m_mutex;                                  // guards what follows
    std::condition_variable m_wake;
    std::deque<JobPointer> m_queue;
    JobPointer m_running;
    bool m_stopping = false;
    std::thread m_thread;
    std::unique_ptr<FolderWatcher> m_watcher; // its calls end before the rest does
};

DiscoveryService::DiscoveryService(QObject *parent, Watching watching)
    : QObject(parent),
      d(std::make_unique<Private>(this, watching))
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

void DiscoveryService::forget(const QString &folder)
{
    d->cancel(normalized(folder));
    d->forget(normalized(folder));
}

bool DiscoveryService::isScanning(const QString &folder) const
{
    return d->isScanning(normalized(folder));
}

} // namespace CommandRunner
