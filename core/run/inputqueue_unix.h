// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QSocketNotifier>

#include <memory>

namespace CommandRunner {

// What waits to be read by the child: written as the child takes it, never blocking. A child that has closed its input loses
// what waits, which is no error: it did not want it.
class InputQueue final
{
public:
    static constexpr qsizetype limit = 64 << 20; // bytes that may wait

    InputQueue() = default;
    ~InputQueue();
    InputQueue(const InputQueue &) = delete;
    InputQueue &operator=(const InputQueue &) = delete;

    // Takes the descriptor. On a terminal the end of input is a character (end-of-transmission) and the descriptor stays open.
    void open(int fd, bool terminal);
    // Errors: Refused when the input is closed or was never open, Busy when more than `limit` would wait.
    Result<void> write(const QByteArray &bytes);
    void closeAtEnd(); // after what waits
    void closeNow();
    bool isOpen() const { return m_fd >= 0 && !m_closing; }
    int fd() const { return m_fd; }

private:
    void writeSome();

    int m_fd = -1;
    bool m_terminal = false;
    bool m_closing = false;
    bool m_midLine = false;
    QByteArray m_waiting;
    qsizetype m_written = 0; // of m_waiting
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace CommandRunner
