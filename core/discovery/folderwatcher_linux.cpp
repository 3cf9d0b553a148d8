// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/folderwatcher.h"

#include "core/base/files.h"
#include "core/base/logging.h"

#include <QFile>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <mutex>
#include <optional>
#include <thread>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr quint32 interesting = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE
    | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;

struct Place {
    QString root;
    QString folder; // relative
};

struct Pending {
    QSet<QString> paths;
    bool lost = false;
    SteadyClock::time_point first;
    SteadyClock::time_point last;

    SteadyClock::time_point due() const
    {
        return std::min(last + std::chrono::milliseconds(FolderWatcher::quietMs),
                        first + std::chrono::milliseconds(FolderWatcher::longestMs));
    }
};

} // namespace

class FolderWatcher::Private final
{
public:
    explicit Private(Callback callback)
        : m_callback(std::move(callback)),
          m_inotify(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
          m_wake(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    {
        if (m_inotify >= 0 && m_wake >= 0)
            m_thread = std::thread([this] { loop(); });
        else
            qCWarning(logDiscovery) << "folders cannot be watched:" << std::strerror(errno);
    }

    ~Private()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
        }
        if (m_thread.joinable()) {
            const quint64 one = 1;
            [[maybe_unused]] const auto written = write(m_wake, &one, sizeof one);
            m_thread.join();
        }
        for (const int descriptor : {m_inotify, m_wake}) {
            if (descriptor >= 0)
                close(descriptor);
        }
    }

    void add(const QString &root, const QString &folder)
    {
        const QString path = folder.isEmpty() ? root : root + u'/' + folder;
        const std::lock_guard lock(m_mutex);
        const int watch = m_inotify < 0
            ? -1
            : inotify_add_watch(m_inotify, QFile::encodeName(path).constData(),
                                interesting | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK);
        if (watch < 0) {
            // What vanished or may not be read is not listed either.
            if (m_inotify < 0 || errno == ENOSPC || errno == ENOMEM)
                m_incomplete.insert(root);
            return;
        }
        // A folder that was moved keeps its watch, and has another place now.
        QList<Place> &places = m_places[watch];
        places.removeIf([&](const Place &place) { return place.root == root; });
        places.append({root, folder});
    }

    void remove(const QString &root)
    {
        const std::lock_guard lock(m_mutex);
        m_incomplete.remove(root);
        m_pending.remove(root);
        for (auto it = m_places.begin(); it != m_places.end();) {
            it->removeIf([&](const Place &place) { return place.root == root; });
            if (it->isEmpty()) {
                inotify_rm_watch(m_inotify, it.key());
                it = m_places.erase(it);
            } else {
                ++it;
            }
        }
    }

    bool watchesAll(const QString &root) const
    {
        const std::lock_guard lock(m_mutex);
        return m_inotify >= 0 && !m_incomplete.contains(root);
    }

private:
    void loop()
    {
        for (;;) {
            std::array<pollfd, 2> descriptors{pollfd{m_inotify, POLLIN, 0}, {m_wake, POLLIN, 0}};
            poll(descriptors.data(), descriptors.size(), timeoutMs());
            {
                const std::lock_guard lock(m_mutex);
                if (m_stop)
                    return;
            }
            if ((descriptors[0].revents & POLLIN) != 0)
                takeEvents();
            tell();
        }
    }

    // Until the next changes are due; -1: there are none.
    int timeoutMs() const
    {
        const std::lock_guard lock(m_mutex);
        std::optional<SteadyClock::time_point> next;
        for (const Pending &pending : m_pending)
            next = std::min(next.value_or(pending.due()), pending.due());
        if (!next)
            return -1;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - SteadyClock::now());
        return int(std::max<qint64>(left.count(), 0));
    }

    void takeEvents()
    {
        alignas(inotify_event) std::array<char, 64 << 10> buffer;
        for (;;) {
            const ssize_t size = read(m_inotify, buffer.data(), buffer.size());
            if (size <= 0)
                return;
            const std::lock_guard lock(m_mutex);
            for (const char *at = buffer.data(); at < buffer.data() + size;) {
                const auto *event = reinterpret_cast<const inotify_event *>(at);
                take(*event);
                at += sizeof(inotify_event) + event->len;
            }
        }
    }

    void take(const inotify_event &event)
    {
        if ((event.mask & IN_Q_OVERFLOW) != 0) {
            for (const QList<Place> &places : std::as_const(m_places)) {
                for (const Place &place : places)
                    note(place.root).lost = true;
            }
            return;
        }
        const QList<Place> places = m_places.value(event.wd);
        if ((event.mask & IN_IGNORED) != 0)
            m_places.remove(event.wd);
        for (const Place &place : places) {
            const QString name = event.len > 0 ? QFile::decodeName(event.name) : QString();
            const QString path = name.isEmpty() || place.folder.isEmpty()
                ? place.folder + name
                : place.folder + u'/' + name;
            note(place.root).paths.insert(path);
        }
    }

    Pending &note(const QString &root)
    {
        const auto now = SteadyClock::now();
        const bool isNew = !m_pending.contains(root);
        Pending &pending = m_pending[root];
        if (isNew)
            pending.first = now;
        pending.last = now;
        return pending;
    }

    void tell()
    {
        QList<Changes> due;
        {
            const std::lock_guard lock(m_mutex);
            const auto now = SteadyClock::now();
            for (auto it = m_pending.begin(); it != m_pending.end();) {
                if (it->due() > now) {
                    ++it;
                    continue;
                }
                due.append({it.key(), QStringList(it->paths.cbegin(), it->paths.cend()), it->lost});
                it = m_pending.erase(it);
            }
        }
        for (const Changes &changes : std::as_const(due))
            m_callback(changes);
    }

    const Callback m_callback;
    const int m_inotify;
    const int m_wake;
    mutable std::mutex m_mutex;        // guards what follows
    QHash<int, QList<Place>> m_places; // by watch descriptor
    QSet<QString> m_incomplete;
    QHash<QString, Pending> m_pending; // by root
    bool m_stop = false;
    std::thread m_thread;
};

FolderWatcher::FolderWatcher(Callback callback) : d(std::make_unique<Private>(std::move(callback)))
{}

FolderWatcher::~FolderWatcher() = default;

void FolderWatcher::add(const QString &root, const QString &folder)
{
    d->add(root, folder);
}

void FolderWatcher::remove(const QString &root)
{
    d->remove(root);
}

bool FolderWatcher::watchesAll(const QString &root) const
{
    return d->watchesAll(root);
}

QString watchLimitHint()
{
    const auto limit = readFile(u"/proc/sys/fs/inotify/max_user_watches"_s, 64);
    return u"The system watches at most %1 folders for you; an administrator can raise "
           "fs.inotify.max_user_watches."_s.arg(limit ? QString::fromLatin1(limit->trimmed())
                                                      : u"a limited number of"_s);
}

} // namespace CommandRunner
