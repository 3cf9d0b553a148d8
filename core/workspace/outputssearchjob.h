// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/outputssearch.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace CommandRunner {

// One search: runs go in as they are listed, two threads read their logs, what they find comes out
// in the order of the runs. The threads end by themselves when all is searched, enough was found,
// or stop() was called.
class OutputsSearch::Job final
{
public:
    struct Run {
        QString runId;
        qint64 bytes = 0; // of output as the row knows it
        LogTextSearch::Log log;
    };
    struct Delivery {
        QList<OutputHit> hits;
        QList<SearchedRun> runs;
        OutputsProgress progress;
        bool complete = false; // all is searched and told
        bool limited = false;  // enough is told
    };

    // `news` is called from the threads: at most every 50 ms, and once again only after take();
    // `ended` by each thread as the last thing that it does.
    Job(const OutputsQuery &query, std::function<void()> news, std::function<void()> ended);
    ~Job(); // waits for the threads
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;

    void add(const QList<Run> &runs);
    void setListed(); // no more runs are added
    void stop();
    Delivery take();
    int listedRuns() const { return m_listedRuns; } // by the thread that adds
    void countListed(int runs) { m_listedRuns += runs; }
    bool hasEnded() const { return m_running == 0; }
    const OutputsQuery &query() const { return m_query; }

private:
    struct Searched {
        QList<OutputHit> hits;
        SearchedRun run;
        bool done = false;
    };

    void search();
    bool next(Run &run, size_t &place);
    void searchRun(LogTextSearch &search, const Run &run, size_t place);
    void keep(OutputHit hit, size_t place);
    void tell(bool now);

    const OutputsQuery m_query;
    const std::function<void()> m_news;
    const std::function<void()> m_ended;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_running = 0;
    int m_listedRuns = 0;

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::deque<Run> m_waiting;
    std::deque<Searched> m_searched; // from m_first on, in the order of the runs
    size_t m_first = 0;              // of those that were not told in full
    size_t m_taken = 0;              // runs that a thread took
    bool m_listed = false;
    bool m_told = false; // m_news was called, take() not yet
    std::chrono::steady_clock::time_point m_lastTold;
    int m_delivered = 0;      // hits
    int m_held = 0;           // hits that wait for their turn
    int m_waitingThreads = 0; // for room
    OutputsProgress m_progress;

    std::vector<std::thread> m_threads;
};

} // namespace CommandRunner
