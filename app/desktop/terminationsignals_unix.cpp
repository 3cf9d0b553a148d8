// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/terminationsignals.h"

#include <QSocketNotifier>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace CommandRunner {

namespace {

// The only thing a signal handler may touch; written before the handlers are set.
int wakeUpPipe[2] = {-1, -1};

void handler(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(wakeUpPipe[1], &byte, 1);
}

} // namespace

class TerminationSignals::Private final
{
public:
    std::unique_ptr<QSocketNotifier> notifier;
};

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>())
{
    if (::pipe(wakeUpPipe) != 0)
        return; // then the signals keep their usual effect
    for (const int end : wakeUpPipe) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    d->notifier = std::make_unique<QSocketNotifier>(wakeUpPipe[0], QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
        char bytes[16];
        while (::read(wakeUpPipe[0], bytes, sizeof bytes) > 0) {}
        Q_EMIT received();
    });
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
}

TerminationSignals::~TerminationSignals()
{
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        std::signal(signal, SIG_DFL);
    d->notifier.reset();
    for (int &end : wakeUpPipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace CommandRunner
