// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/inputqueue_unix.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

InputQueue::~InputQueue()
{
    m_taken = nullptr;
    closeNow();
}

void InputQueue::open(int fd, bool terminal)
{
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    m_fd = fd;
    m_terminal = terminal;
    m_notifier = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Write);
    m_notifier->setEnabled(false);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [this] { writeSome(); });
    if (m_closing && terminal) { // said before we knew what the end looks like
        m_closing = false;
        closeAtEnd();
    } else {
        writeSome();
    }
}

Result<void> InputQueue::write(const QByteArray &bytes)
{
    if (!takesMore())
        return fail(ErrorCode::Refused, u"standard input"_s, u"it is closed"_s);
    if (waiting() + bytes.size() > limit) {
        return fail(ErrorCode::Busy, u"standard input"_s,
                    u"%1 bytes wait already and the program does not read them"_s.arg(waiting()));
    }
    if (bytes.isEmpty())
        return {};
    m_midLine = !bytes.endsWith('\n');
    m_waiting += bytes;
    writeSome();
    return {};
}

void InputQueue::closeAtEnd()
{
    if (!takesMore())
        return;
    if (m_terminal) {
        // In the middle of a line the first one only hands over the line so far.
        constexpr char endOfTransmission = 4;
        m_waiting += QByteArray(m_midLine ? 2 : 1, endOfTransmission);
        m_midLine = false;
    } else {
        m_closing = true;
    }
    writeSome();
}

void InputQueue::closeNow()
{
    m_notifier.reset();
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
    m_closed = true;
    m_waiting.clear();
    m_written = 0;
    if (m_taken)
        m_taken();
}

void InputQueue::writeSome()
{
    if (m_fd < 0)
        return; // the child has not started yet
    while (m_written < m_waiting.size()) {
        const ssize_t written = ::write(m_fd, m_waiting.constData() + m_written,
                                        size_t(m_waiting.size() - m_written));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN)
            break;
        if (written < 0) {
            m_closing = true; // EPIPE, EIO: nobody reads it any more
            m_written = m_waiting.size();
            break;
        }
        m_written += written;
    }
    const bool empty = m_written == m_waiting.size();
    constexpr qsizetype worthMoving = 1 << 20;
    if (empty) {
        m_waiting.clear();
        m_written = 0;
    } else if (m_written > worthMoving) {
        m_waiting.remove(0, m_written);
        m_written = 0;
    }
    m_notifier->setEnabled(!empty);
    if (empty && m_closing) {
        // We may be in the notifier's own signal.
        m_notifier.release()->deleteLater();
        closeNow();
    } else if (empty && m_taken) {
        m_taken();
    }
}

} // namespace CommandRunner
