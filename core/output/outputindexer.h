// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineindex.h"

#include <QEvent>
#include <QObject>
#include <QString>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace CommandRunner {

// Reads a growing log in a thread of its own (LogIntake), splits and classifies its lines. What it
// found is taken in batches: when there is one, the receiver gets an event of type batchEvent(), at
// once for the first, then at most every publishIntervalMs.
class OutputIndexer final
{
public:
    static constexpr int publishIntervalMs = 16;
    static QEvent::Type batchEvent();

    // The receiver must outlive this.
    OutputIndexer(QString logPath, QString indexPath, OutputReading reading, QObject *receiver);
    ~OutputIndexer(); // stops without delay
    OutputIndexer(const OutputIndexer &) = delete;
    OutputIndexer &operator=(const OutputIndexer &) = delete;

    void look();   // the files grew
    void finish(); // they will not grow any more: the batch that ends with them has `finished` set
    std::unique_ptr<IndexBatch> take(); // null: there is none
    // What was taken is freed in the thread that made it: the allocator's lock of that thread may
    // be held by it while it waits for a processor, and it gives way to all others.
    void giveBack(std::unique_ptr<IndexBatch> batch);

private:
    class Worker;
    void run();

    const QString m_logPath;
    const QString m_indexPath;
    const OutputReading m_reading;
    QObject *const m_receiver;

    std::mutex m_mutex; // guards all below; the thread holds it only for a moment, for the same
                        // reason
    std::condition_variable m_wake;
    bool m_stop = false;
    bool m_look = true;
    bool m_finish = false;
    std::unique_ptr<IndexBatch> m_batch;
    std::unique_ptr<IndexBatch> m_spent;

    std::thread m_thread;
};

} // namespace CommandRunner
