// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlog.h"
#include "core/run/secretmask.h"

#include <QByteArray>

#include <array>
#include <atomic>
#include <memory>
#include <thread>

namespace CommandRunner {

// Moves bytes from the child's pipes to the log, in one thread of its own that knows nothing of
// Qt's event loop.
//
// It pokes its owner through a pipe (`notifyFd`, non-blocking): one byte when recordedSize() has
// grown or the end has come, and no further one until acknowledge().
class OutputPump final
{
public:
    // The log is borrowed: nobody else touches it between start() and the return of join().
    OutputPump(OutputLogWriter &log, int notifyFd);
    ~OutputPump(); // abandons and joins

    // Takes the descriptors (and makes them non-blocking). Before start() only.
    void addSource(int fd, OutputStream stream);
    // Marks take the place of these in what is written to the log. Behind addSource() only, before
    // start().
    void maskSecrets(const QList<RunSecret> &secrets);
    void start();

    // From the owner's thread.
    void acknowledge()
    {
        m_poked.exchange(false, std::memory_order_acq_rel);
    } // before looking at what has changed
    qint64 recordedSize() const { return m_recorded.load(std::memory_order_acquire); }
    bool atEnd() const { return m_ended.load(std::memory_order_acquire); }
    // Takes what is in the pipes now and ends, although somebody still holds their other ends.
    void abandon();
    void join();
    qint64 redactions() const; // after join()

private:
    struct Source {
        int fd = -1;
        OutputStream stream = OutputStream::Standard;
        bool midLine = false;
        bool patienceSpent = false;       // waited for the rest of its line once already
        std::unique_ptr<SecretMask> mask; // null: there are no secrets
    };

    void run();
    int patienceMs() const;
    bool readOnce(Source &source);
    void releaseHeld();
    void finishMask(Source &source);
    void completeLineOf(Source &source);
    void drain();
    void publish();
    void poke();

    OutputLogWriter &m_log;
    const int m_notify; // the owner's
    int m_wake[2] = {-1, -1};
    std::unique_ptr<const SecretPatterns> m_patterns;
    std::array<Source, 2> m_sources;
    size_t m_sourceCount = 0;
    Source *m_last = nullptr; // whose bytes were appended last
    QByteArray m_buffer;
    std::thread m_thread;
    std::atomic<qint64> m_recorded = 0;
    std::atomic<bool> m_ended = false;
    std::atomic<bool> m_poked = false;
};

} // namespace CommandRunner
