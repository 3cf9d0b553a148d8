// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputindexer.h"

#include "core/base/threadpriority.h"
#include "core/output/logintake.h"

#include <QCoreApplication>

#include <chrono>

namespace CommandRunner {

QEvent::Type OutputIndexer::batchEvent()
{
    static const int type = QEvent::registerEventType();
    return QEvent::Type(type);
}

OutputIndexer::OutputIndexer(QString logPath, QString indexPath, OutputReading reading,
                             QObject *receiver)
    : m_logPath(std::move(logPath)),
      m_indexPath(std::move(indexPath)),
      m_reading(std::move(reading)),
      m_receiver(receiver)
{
    batchEvent(); // registered before the thread needs it
    m_thread = std::thread([this] { run(); });
}

OutputIndexer::~OutputIndexer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void OutputIndexer::look()
{
    {
        const std::lock_guard lock(m_mutex);
        m_look = true;
    }
    m_wake.notify_all();
}

void OutputIndexer::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_finish = true;
        m_look = true;
    }
    m_wake.notify_all();
}

std::unique_ptr<IndexBatch> OutputIndexer::take()
{
    std::unique_ptr<IndexBatch> batch;
    {
        const std::lock_guard lock(m_mutex);
        batch.swap(m_batch);
    }
    return batch;
}

void OutputIndexer::giveBack(std::unique_ptr<IndexBatch> batch)
{
    {
        const std::lock_guard lock(m_mutex);
        m_spent.swap(batch);
    }
    m_wake.notify_all();
}

void OutputIndexer::run()
{
    using Clock = std::chrono::steady_clock;
    giveWayToOthers(); // the window is what people wait for
    LogIntake intake(m_logPath, m_indexPath, m_reading);
    Clock::time_point due = Clock::now();
    bool idle = false;
    bool finishing = false;
    bool told = false;
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        if (m_look) {
            m_look = false;
            idle = false;
            finishing = m_finish; // seen before the files are looked at for the last time
        }
        if (m_spent) {
            auto spent = std::move(m_spent);
            lock.unlock();
            spent.reset();
            lock.lock();
            continue; // there may be more to look at
        }
        const bool last = finishing && idle && !told;
        const bool news = intake.hasNews() || last;
        const Clock::time_point now = Clock::now();
        if (news && !m_batch && now >= due) {
            told = told || last;
            due = now + std::chrono::milliseconds(publishIntervalMs);
            lock.unlock();
            auto batch = std::make_unique<IndexBatch>(intake.takeBatch(last));
            lock.lock();
            m_batch = std::move(batch);
            lock.unlock();
            QCoreApplication::postEvent(m_receiver, new QEvent(batchEvent()));
            lock.lock();
        } else if (!idle) {
            const bool complete = finishing;
            lock.unlock();
            idle = !intake.step(complete);
            lock.lock();
        } else if (news && !m_batch) {
            m_wake.wait_until(lock, due);
        } else {
            m_wake.wait(lock);
        }
    }
}

} // namespace CommandRunner
