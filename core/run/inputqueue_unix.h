// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace CommandRunner {

// What waits to be read by the child: written as the child takes it, never blocking. A child that
// has closed its input loses what waits, which is no error: it did not want it.
class InputQueue final
{
public:
    static constexpr qsizetype limit = 64 << 20; // bytes that may wait

    InputQueue() = default;
    ~InputQueue();
    InputQueue(const InputQueue &) = delete;
    InputQueue &operator=(const InputQueue &) = delete;

    // Takes the descriptor; what was written before goes first. On a terminal the end of input is a
    // character (end-of-transmission) and the descriptor stays open.
    void open(int fd, bool terminal);
    // Errors: Refused when the input is closed, Busy when more than `limit` would wait.
    Result<void> write(const QByteArray &bytes);
    void closeAtEnd(); // after what waits
    void closeNow();
    int fd() const { return m_fd; }
    qsizetype waiting() const { return m_waiting.size() - m_written; } // bytes
    void onTaken(std::function<void()> callback)
    {
        m_taken = std::move(callback);
    } // nothing waits any more

private:
    void writeSome();
    bool takesMore() const { return !m_closed && !m_closing; }

    int m_fd = -1;
    bool m_terminal = false;
    bool m_closing = false;
    bool m_closed = false;
    bool m_midLine = false;
    QByteArray m_waiting;
    qsizetype m_written = 0; // of m_waiting
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::function<void()> m_taken;
};

} // namespace CommandRunner
