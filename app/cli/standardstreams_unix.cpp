// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/standardstreams.h"

#include <QList>
#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace CommandRunner {

bool writeToStandardStream(bool output, QByteArrayView bytes)
{
    const int fd = output ? STDOUT_FILENO : STDERR_FILENO;
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), size_t(bytes.size()));
        if (written >= 0) {
            bytes = bytes.sliced(written);
        } else if (errno == EAGAIN) { // somebody made the terminal non-blocking
            pollfd wait{fd, POLLOUT, 0};
            ::poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool isTerminal(bool output)
{
    return ::isatty(output ? STDOUT_FILENO : STDERR_FILENO) == 1;
}

bool standardInputIsTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

class StandardInputReader::Private
{
public:
    std::unique_ptr<QSocketNotifier> notifier;
    bool ended = false;
};

StandardInputReader::StandardInputReader(QObject *parent)
    : QObject(parent),
      d(std::make_shared<Private>())
{
    if (::fcntl(STDIN_FILENO, F_GETFD) < 0) {
        QMetaObject::invokeMethod(this, &StandardInputReader::ended, Qt::QueuedConnection);
        return;
    }
    d->notifier = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
        QByteArray buffer(64 * 1024, Qt::Uninitialized);
        const ssize_t count = ::read(STDIN_FILENO, buffer.data(), size_t(buffer.size()));
        if (count > 0) {
            buffer.truncate(count);
            Q_EMIT read(buffer);
        } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
            d->ended = true;
            d->notifier->setEnabled(false);
            Q_EMIT ended();
        }
    });
}

StandardInputReader::~StandardInputReader() = default;

void StandardInputReader::setPaused(bool paused)
{
    if (d->notifier && !d->ended)
        d->notifier->setEnabled(!paused);
}

namespace {

// A signal handler has no other way to its object.
int interruptPipe = -1;

void onInterrupt(int)
{
    const int saved = errno;
    const char byte = 'i';
    [[maybe_unused]] const ssize_t written = ::write(interruptPipe, &byte, 1);
    errno = saved;
}

} // namespace

class InterruptNotifier::Private
{
public:
    std::array<int, 2> pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> notifier;
    QList<int> signals_;
};

InterruptNotifier::InterruptNotifier(bool orStop, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>())
{
    struct sigaction current = {};
    ::sigaction(SIGINT, nullptr, &current);
    if (current.sa_handler != SIG_IGN) // else a shell started us in the background: it is not for
                                       // us
        d->signals_.append(SIGINT);
    if (orStop)
        d->signals_.append(SIGTERM);
    if (d->signals_.isEmpty())
        return;
    if (::pipe2(d->pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    interruptPipe = d->pipe.at(1);
    d->notifier = std::make_unique<QSocketNotifier>(d->pipe.at(0), QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(d->pipe.at(0), &byte, 1) > 0)
            Q_EMIT interrupted();
    });
    struct sigaction action = {};
    action.sa_handler = onInterrupt;
    ::sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    for (const int signal : std::as_const(d->signals_))
        ::sigaction(signal, &action, nullptr);
}

InterruptNotifier::~InterruptNotifier()
{
    if (d->pipe.at(0) < 0)
        return;
    for (const int signal : std::as_const(d->signals_))
        ::signal(signal, SIG_DFL);
    ::close(d->pipe.at(0));
    ::close(d->pipe.at(1));
}

} // namespace CommandRunner
