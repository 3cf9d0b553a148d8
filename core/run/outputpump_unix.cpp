// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/outputpump_unix.h"

#include "core/base/threadpriority.h"

#include <algorithm>
#include <cerrno>
#include <chrono>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace CommandRunner {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr qint64 largestPipe = 1 << 20;
// What stays in a processor's cache between the read and the write. splice(), fallocate() and a
// second thread for the writes were tried, on a busy machine only, and were not convincingly
// faster.
constexpr qsizetype readSize = 256 << 10;
// How long one stream may take to complete its line before the other one's bytes are put after it.
constexpr auto linePatience = std::chrono::milliseconds(2);
constexpr int heldMs = 500; // what may begin a secret; see SecretMask::releaseFew()

qint64 wallMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

void setNonBlocking(int fd)
{
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

} // namespace

OutputPump::OutputPump(OutputLogWriter &log, int notifyFd)
    : m_log(log),
      m_notify(notifyFd),
      m_buffer(readSize, Qt::Uninitialized)
{}

OutputPump::~OutputPump()
{
    abandon();
    join();
    for (Source &source : m_sources) {
        if (source.fd >= 0)
            ::close(source.fd);
    }
    for (int fd : m_wake) {
        if (fd >= 0)
            ::close(fd);
    }
}

void OutputPump::addSource(int fd, OutputStream stream)
{
    setNonBlocking(fd);
    Source &source = m_sources.at(m_sourceCount++);
    source.fd = fd;
    source.stream = stream;
}

void OutputPump::maskSecrets(const QList<RunSecret> &secrets)
{
    m_patterns = std::make_unique<const SecretPatterns>(secrets);
    if (m_patterns->isEmpty())
        return;
    for (Source &source : m_sources)
        source.mask = std::make_unique<SecretMask>(*m_patterns);
}

qint64 OutputPump::redactions() const
{
    qint64 count = 0;
    for (const Source &source : m_sources)
        count += source.mask ? source.mask->count() : 0;
    return count;
}

void OutputPump::start()
{
    if (::pipe(m_wake) == 0) {
        for (int fd : m_wake) {
            ::fcntl(fd, F_SETFD, FD_CLOEXEC);
            setNonBlocking(fd);
        }
    }
    m_thread = std::thread([this] { run(); });
}

void OutputPump::abandon()
{
    if (m_thread.joinable() && m_wake[1] >= 0) {
        const char byte = 'x';
        [[maybe_unused]] const ssize_t written = ::write(m_wake[1], &byte, 1);
    }
}

void OutputPump::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

void OutputPump::run()
{
    // A child that floods waits for us, so this slows it down when processors are scarce, without
    // touching its own priority: who computes in silence runs as if started by hand.
    giveWayToOthers();
    const auto open = [](const Source &source) {
        return source.fd >= 0;
    };
    while (std::any_of(m_sources.begin(), m_sources.end(), open)) {
        pollfd polled[] = {
            {m_sources[0].fd, POLLIN, 0}, {m_sources[1].fd, POLLIN, 0}, {m_wake[0], POLLIN, 0}};
        const bool unrecorded = m_log.hasUnrecorded();
        const int ready = ::poll(polled, std::size(polled), patienceMs());
        if (ready < 0 && errno != EINTR)
            break;
        if (ready == 0 && !unrecorded)
            releaseHeld();
        if (ready == 0)
            m_log.flush();
        if (ready > 0 && polled[2].revents != 0) {
            drain();
            break;
        }
        for (size_t i = 0; ready > 0 && i < m_sources.size(); ++i) {
            if (polled[i].revents == 0)
                continue;
            completeLineOf(m_sources.at(1 - i));
            readOnce(m_sources.at(i));
        }
        publish();
    }
    for (Source &source : m_sources)
        finishMask(source);
    m_log.flush();
    m_recorded.store(m_log.recordedSize(), std::memory_order_release);
    m_ended.store(true, std::memory_order_release);
    poke();
}

// How long to wait for the next bytes before something is done without them.
int OutputPump::patienceMs() const
{
    if (m_log.hasUnrecorded())
        return int(OutputLogWriter::joinMs);
    const bool holds = std::any_of(m_sources.begin(), m_sources.end(), [](const Source &source) {
        return source.mask && source.mask->holdsFew();
    });
    return holds ? heldMs : -1;
}

void OutputPump::releaseHeld()
{
    for (Source &source : m_sources) {
        if (source.mask)
            m_log.append(source.stream, source.mask->releaseFew(), wallMs());
    }
}

void OutputPump::finishMask(Source &source)
{
    if (source.mask)
        m_log.append(source.stream, source.mask->finish(), wallMs());
}

// False when there was nothing to read, or nothing more will come.
bool OutputPump::readOnce(Source &source)
{
    if (source.fd < 0)
        return false;
    const ssize_t got = ::read(source.fd, m_buffer.data(), size_t(m_buffer.size()));
    if (got > 0) {
        const QByteArrayView bytes(m_buffer.constData(), got);
        if (source.mask)
            m_log.append(source.stream, source.mask->feed(bytes), wallMs());
        else
            m_log.append(source.stream, bytes, wallMs());
        source.midLine = m_buffer.at(got - 1) != '\n';
        source.patienceSpent = false;
        m_last = &source;
        return true;
    }
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    // End of file; a terminal says EIO when its last user has gone.
    ::close(source.fd);
    source.fd = -1;
    source.midLine = false;
    finishMask(source);
    return false;
}

// The other stream has bytes. When this one's last bytes stopped in the middle of a line, the rest
// of that line is often just about to come (the read caught it in two, or the child writes it in
// pieces): wait for it a moment so that lines are not torn.
void OutputPump::completeLineOf(Source &source)
{
    if (m_last != &source || !source.midLine || source.patienceSpent || source.fd < 0)
        return;
    const auto deadline = SteadyClock::now() + linePatience;
    while (source.midLine) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline
                                                                       - SteadyClock::now());
        pollfd polled = {source.fd, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&polled, 1, int(left.count())) <= 0 || !readOnce(source))
            break;
    }
    source.patienceSpent = source.midLine;
}

// At most one pipe's content each: whoever floods must not keep us.
void OutputPump::drain()
{
    for (Source &source : m_sources) {
        qint64 left = largestPipe;
        for (qint64 before = m_log.size() + m_log.lostBytes(); left > 0 && readOnce(source);) {
            const qint64 now = m_log.size() + m_log.lostBytes();
            left -= now - before;
            before = now;
        }
    }
}

void OutputPump::publish()
{
    if (m_log.recordedSize() == m_recorded.load(std::memory_order_relaxed))
        return;
    m_recorded.store(m_log.recordedSize(), std::memory_order_release);
    poke();
}

void OutputPump::poke()
{
    if (m_poked.exchange(true, std::memory_order_acq_rel))
        return;
    const char byte = 'x';
    [[maybe_unused]] const ssize_t written = ::write(m_notify, &byte, 1);
}

} // namespace CommandRunner
