// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostprocess.h"

#include "core/run/hostsignals_unix.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <tuple>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace CommandRunner {

namespace {

// The one thing that a signal handler can reach.
std::atomic<int> signalPipe = -1;

void writeSignal(int signal)
{
    const int error = errno;
    const char byte = char(signal);
    [[maybe_unused]] const ssize_t written = ::write(signalPipe.load(std::memory_order_relaxed),
                                                     &byte, 1);
    errno = error;
}

void closeInheritedFiles()
{
    std::array<int, 256> fds;
    size_t count = 0;
    do {
        DIR *folder = ::opendir("/dev/fd");
        if (!folder)
            return;
        count = 0;
        while (const dirent *entry = ::readdir(folder)) {
            const int fd = ::atoi(entry->d_name);
            if (fd > 2 && fd != ::dirfd(folder) && count < fds.size())
                fds.at(count++) = fd;
        }
        ::closedir(folder);
        for (size_t i = 0; i < count; ++i)
            ::close(fds.at(i));
    } while (count == fds.size());
}

} // namespace

void detachHostProcess()
{
    ::setsid(); // fails only where we lead a session already
    closeInheritedFiles();
    for (int fd = 0; fd <= 2; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0)
            std::ignore = ::open("/dev/null", O_RDWR);
    }
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    // Whoever started us may have ignored some; SIGCHLD ignored would lose exit codes.
    for (int signal = 1; signal < NSIG; ++signal)
        ::signal(signal, SIG_DFL);
    for (int signal : hostIgnoredSignals)
        ::signal(signal, SIG_IGN);
    std::ignore = ::chdir("/"); // keeps no file system busy
}

class HostSignals::Private
{
public:
    int pipe[2] = {-1, -1};
    std::unique_ptr<QSocketNotifier> notifier;
};

HostSignals::HostSignals(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    if (::pipe(d->pipe) != 0)
        return;
    for (int fd : d->pipe) {
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
        ::fcntl(fd, F_SETFL, O_NONBLOCK);
    }
    signalPipe.store(d->pipe[1]);
    d->notifier = std::make_unique<QSocketNotifier>(d->pipe[0], QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::array<char, 64> bytes;
        bool child = false;
        bool end = false;
        for (ssize_t count; (count = ::read(d->pipe[0], bytes.data(), bytes.size())) > 0;) {
            for (ssize_t i = 0; i < count; ++i)
                (bytes.at(size_t(i)) == char(SIGCHLD) ? child : end) = true;
        }
        if (child)
            Q_EMIT childChanged();
        if (end)
            Q_EMIT askedToEnd();
    });
    struct sigaction action = {};
    action.sa_handler = writeSignal;
    action.sa_flags = SA_RESTART | SA_NOCLDSTOP;
    for (int signal : {SIGTERM, SIGINT, SIGCHLD})
        ::sigaction(signal, &action, nullptr);
}

HostSignals::~HostSignals()
{
    for (int signal : {SIGTERM, SIGINT, SIGCHLD})
        ::signal(signal, SIG_DFL);
    signalPipe.store(-1);
    for (int fd : d->pipe) {
        if (fd >= 0)
            ::close(fd);
    }
}

} // namespace CommandRunner
