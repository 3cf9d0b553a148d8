// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/processtree.h"

#include <QByteArray>
#include <QMultiHash>
#include <QSet>

#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <dirent.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Process {
    pid_t pid = 0;
    pid_t parent = 0;
    pid_t group = 0;
    char state = '?';
    QByteArray name;
    int threads = 0;

    bool lives() const { return state != 'Z' && state != 'X'; }
};

// /proc/PID/stat: "pid (name) state parent group …"; the name may hold anything, parentheses too.
bool readProcess(int procFd, const char *pidText, Process &process)
{
    const QByteArray path = QByteArray(pidText) + "/stat";
    const int fd = ::openat(procFd, path.constData(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    char buffer[1024];
    const ssize_t size = ::read(fd, buffer, sizeof(buffer) - 1);
    ::close(fd);
    if (size <= 0)
        return false;
    const QByteArray stat(buffer, size);
    const qsizetype nameStart = stat.indexOf('(');
    const qsizetype nameEnd = stat.lastIndexOf(')');
    const QList<QByteArray> fields = stat.mid(nameEnd + 2).split(' ');
    if (nameStart < 0 || nameEnd < nameStart || fields.size() < 3)
        return false;
    process.pid = pid_t(std::atoi(pidText));
    process.name = stat.mid(nameStart + 1, nameEnd - nameStart - 1);
    process.state = fields.at(0).isEmpty() ? '?' : fields.at(0).at(0);
    process.parent = pid_t(fields.at(1).toInt());
    process.group = pid_t(fields.at(2).toInt());
    process.threads = fields.value(17).toInt(); // proc(5): the 20th of all
    return true;
}

// Everyone below us who lives. The way leads over zombies, too: their children may have been seen
// before they became ours.
QList<Process> living()
{
    QMultiHash<pid_t, Process> byParent;
    DIR *proc = ::opendir("/proc");
    if (!proc)
        return {};
    while (const dirent *entry = ::readdir(proc)) {
        Process process;
        if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9'
            && readProcess(::dirfd(proc), entry->d_name, process))
            byParent.insert(process.parent, process);
    }
    ::closedir(proc);
    QList<Process> found = byParent.values(::getpid());
    for (qsizetype i = 0; i < found.size(); ++i)
        found += byParent.values(found.at(i).pid);
    found.removeIf([](const Process &process) { return !process.lives(); });
    return found;
}

} // namespace

class ProcessTree::Private
{
public:
    pid_t child = 0;
    bool childIsThere = false;

    void signalAll(const QList<Process> &processes, std::initializer_list<int> signals_) const
    {
        for (int signal : signals_) {
            // A group is met at one stroke, whoever is being forked in it included. Its number is
            // safe to use only while somebody we know holds it.
            bool group = childIsThere;
            for (const Process &process : processes)
                group = group || process.group == child;
            if (group && child > 0)
                ::kill(-child, signal);
            for (const Process &process : processes) {
                if (!group || process.group != child)
                    ::kill(process.pid, signal);
            }
        }
    }
};

ProcessTree::ProcessTree() : d(std::make_unique<Private>()) {}

ProcessTree::~ProcessTree() = default;

void ProcessTree::prepare()
{
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

void ProcessTree::setChild(qint64 pid)
{
    d->child = pid_t(pid);
    d->childIsThere = pid > 0;
}

void ProcessTree::childReaped()
{
    d->childIsThere = false;
}

void ProcessTree::askToEnd(bool hangUp)
{
    const QList<Process> processes = living();
    // A stopped process takes its signals only when it goes on.
    if (hangUp)
        d->signalAll(processes, {SIGHUP, SIGTERM, SIGCONT});
    else
        d->signalAll(processes, {SIGTERM, SIGCONT});
}

void ProcessTree::kill()
{
    // Nobody who was killed forks again, so the passes soon meet only processes whose parents had
    // forked just before; then those that take their time to end are all that is left.
    QSet<pid_t> killed;
    for (;;) {
        const QList<Process> processes = living();
        d->signalAll(processes, {SIGKILL});
        const auto before = killed.size();
        for (const Process &process : processes)
            killed.insert(process.pid);
        if (killed.size() == before)
            break;
    }
    reapOrphans();
}

bool ProcessTree::isEmpty() const
{
    if (d->childIsThere)
        return false;
    // Whoever descends from us does so through a child of ours that lives: the children of one that
    // ends become ours in the same moment. A walk over /proc is no such moment: somebody may fork
    // behind it and end before it.
    for (;;) {
        siginfo_t info = {};
        if (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0) {
            if (errno == EINTR)
                continue;
            return errno == ECHILD;
        }
        if (info.si_pid == 0)
            return false;
        ::waitpid(info.si_pid, nullptr, WNOHANG);
    }
}

qsizetype ProcessTree::count() const
{
    return living().size();
}

qint64 ProcessTree::tasksOfUser()
{
    DIR *proc = ::opendir("/proc");
    if (!proc)
        return -1;
    qint64 tasks = 0;
    while (const dirent *entry = ::readdir(proc)) {
        struct stat owner = {};
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9'
            || ::fstatat(::dirfd(proc), entry->d_name, &owner, 0) != 0
            || owner.st_uid != ::getuid())
            continue;
        Process process;
        if (readProcess(::dirfd(proc), entry->d_name, process))
            tasks += std::max(1, process.threads);
    }
    ::closedir(proc);
    return tasks;
}

QStringList ProcessTree::names() const
{
    QStringList names;
    for (const Process &process : living())
        names.append(u"%1 (%2)"_s.arg(QString::fromLocal8Bit(process.name)).arg(process.pid));
    return names;
}

void ProcessTree::reapOrphans()
{
    while (d->child > 0) {
        siginfo_t info = {};
        // Only looks: the child itself is left to QProcess, after which we are called again.
        if (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
            return;
        if (d->childIsThere && info.si_pid == d->child)
            return;
        ::waitpid(info.si_pid, nullptr, WNOHANG);
    }
}

} // namespace CommandRunner
