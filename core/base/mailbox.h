// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace CommandRunner {

// Calls handed from any thread to the thread that this lives in, where the event loop makes them in
// the order given. What passes goes through a mutex of the standard library, not through Qt's event
// queue alone, so that the thread sanitizer can judge both sides.
class Mailbox final : public QObject
{
public:
    explicit Mailbox(QObject *parent = nullptr) : QObject(parent) {}
    ~Mailbox() override;

    // From any thread, as long as the mailbox lives: whoever posts ends before it. Calls that were
    // not made when it dies are dropped.
    void post(std::function<void()> call);

protected:
    bool event(QEvent *event) override;

private:
    std::mutex m_mutex; // guards the calls
    std::deque<std::function<void()>> m_calls;
};

} // namespace CommandRunner
