// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/mailbox.h"

#include <condition_variable>
#include <memory>
#include <thread>
#include <type_traits>

namespace CommandRunner {

// A thread that does what it is given, in order. Begins with the first work.
class BackgroundThread final
{
public:
    BackgroundThread() = default;
    ~BackgroundThread(); // waits for the work that has begun; the rest is dropped
    BackgroundThread(const BackgroundThread &) = delete;
    BackgroundThread &operator=(const BackgroundThread &) = delete;

    void run(std::function<void()> work);
    void finish(); // waits until all that was given is done

private:
    void loop();

    std::mutex m_mutex; // guards all but the thread
    std::condition_variable m_wake;
    std::condition_variable m_idle;
    std::deque<std::function<void()>> m_work;
    bool m_busy = false;
    bool m_stop = false;
    std::thread m_thread;
};

// Does `work` in a thread of its own and hands its result to `done` in the caller's thread, which
// is that of `context`. When `context` dies before, its destruction waits for the work and `done`
// is dropped. `work` takes nothing, returns a value and touches nothing of other threads.
template<class Work, class Done>
void inBackground(QObject *context, Work work, Done done)
{
    struct Task final : QObject {
        using QObject::QObject;
        Mailbox mailbox;
        BackgroundThread thread; // ends before the mailbox
    };
    using Value = std::invoke_result_t<Work>;
    auto *task = new Task(context);
    task->thread.run([task, work = std::move(work), done = std::move(done)]() mutable {
        auto value = std::make_shared<Value>(work());
        task->mailbox.post([task, value, done = std::move(done)]() mutable {
            task->deleteLater(); // first: `done` may delete the context
            done(std::move(*value));
        });
    });
}

} // namespace CommandRunner
