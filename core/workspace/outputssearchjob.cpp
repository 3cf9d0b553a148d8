// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/outputssearchjob.h"

#include "core/base/threadpriority.h"

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr auto tellInterval = std::chrono::milliseconds(50);
// One waits for the disk or decompresses while the other compares; more would take the machine
// from those who wait for it.
constexpr unsigned mostThreads = 2;
constexpr qsizetype mostWaiting = 5000; // hits that nobody took yet

} // namespace

OutputsSearch::Job::Job(const OutputsQuery &query, std::function<void()> news,
                        std::function<void()> ended)
    : m_query(query),
      m_news(std::move(news)),
      m_ended(std::move(ended))
{
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, mostThreads);
    m_running = int(count);
    for (unsigned i = 0; i < count; ++i)
        m_threads.emplace_back([this] { search(); });
}

OutputsSearch::Job::~Job()
{
    stop();
    for (std::thread &thread : m_threads)
        thread.join();
}

void OutputsSearch::Job::add(const QList<Run> &runs)
{
    {
        const std::scoped_lock lock(m_mutex);
        for (const Run &run : runs) {
            m_waiting.push_back(run);
            ++m_progress.runsTotal;
            m_progress.bytesTotal += run.bytes;
        }
    }
    m_wake.notify_all();
}

void OutputsSearch::Job::setListed()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_listed = true;
    }
    m_wake.notify_all();
    tell(true);
}

void OutputsSearch::Job::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
}

void OutputsSearch::Job::search()
{
    giveWayToOthers(); // the window is what people wait for
    LogTextSearch search(m_query.text);
    Run run;
    size_t place = 0;
    while (next(run, place))
        searchRun(search, run, place);
    m_running -= 1;
    m_ended();
}

// False: there is nothing more to do.
bool OutputsSearch::Job::next(Run &run, size_t &place)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stop || m_listed || !m_waiting.empty(); });
    // What is held comes before anything that would be found now.
    if (m_stop || m_waiting.empty() || m_delivered + m_held >= m_query.hits)
        return false;
    run = std::move(m_waiting.front());
    m_waiting.pop_front();
    place = m_taken++;
    Searched &searched = m_searched.emplace_back();
    searched.run.runId = run.runId;
    return true;
}

void OutputsSearch::Job::searchRun(LogTextSearch &search, const Run &run, size_t place)
{
    const auto found = [&](FoundLine line) {
        keep({run.runId, std::move(line)}, place);
    };
    qint64 bytes = 0;
    const auto wanted = [&](qint64 more) {
        bytes += more;
        {
            const std::scoped_lock lock(m_mutex);
            m_progress.bytes += more;
        }
        tell(false);
        return !m_stop;
    };
    const LogTextSearch::Report report = search.search(
        run.log, std::min(m_query.hitsPerRun, m_query.hits), found, wanted);
    bool isAwaited = false; // by a thread whose run may be the next
    {
        const std::scoped_lock lock(m_mutex);
        isAwaited = m_waitingThreads > 0;
        Searched &searched = m_searched[place - m_first];
        searched.run.hits = report.lines;
        searched.run.limited = report.limited;
        searched.run.error = report.error;
        searched.done = true;
        ++m_progress.runs;
        m_progress.bytesTotal += bytes - run.bytes;
    }
    tell(isAwaited);
}

// Waits when more is found than is taken; the run whose turn it is never waits for others.
void OutputsSearch::Job::keep(OutputHit hit, size_t place)
{
    std::unique_lock lock(m_mutex);
    m_searched[place - m_first].hits.append(std::move(hit));
    ++m_held;
    const auto hasRoom = [this, place] {
        const qsizetype waiting = place == m_first ? m_searched.front().hits.size() : m_held;
        return m_stop || waiting < mostWaiting;
    };
    if (hasRoom())
        return;
    lock.unlock();
    tell(true);
    lock.lock();
    ++m_waitingThreads;
    m_wake.wait(lock, hasRoom);
    --m_waitingThreads;
}

void OutputsSearch::Job::tell(bool now)
{
    {
        const std::scoped_lock lock(m_mutex);
        const bool complete = m_listed && m_waiting.empty() && size_t(m_progress.runs) == m_taken;
        const auto time = std::chrono::steady_clock::now();
        const bool due = now || complete || m_delivered + m_held >= m_query.hits
            || time - m_lastTold >= tellInterval;
        if (m_told || m_stop || !due)
            return;
        m_told = true;
        m_lastTold = time;
    }
    m_news();
}

OutputsSearch::Job::Delivery OutputsSearch::Job::take()
{
    Delivery delivery;
    const std::scoped_lock lock(m_mutex);
    m_told = false;
    while (!m_searched.empty()) {
        Searched &first = m_searched.front();
        const int room = m_query.hits - m_delivered;
        if (room < first.hits.size())
            first.hits.resize(room);
        m_delivered += int(first.hits.size());
        delivery.hits += std::exchange(first.hits, {});
        if (!first.done || m_delivered >= m_query.hits)
            break;
        if (first.run.hits > 0 || first.run.error)
            delivery.runs.append(first.run);
        m_searched.pop_front();
        ++m_first;
    }
    m_held = 0;
    for (const Searched &searched : m_searched)
        m_held += int(searched.hits.size());
    m_progress.hits = m_delivered;
    m_progress.listed = m_listed;
    delivery.progress = m_progress;
    delivery.limited = m_delivered >= m_query.hits;
    delivery.complete = m_listed && m_waiting.empty() && m_searched.empty();
    m_wake.notify_all(); // there is room
    return delivery;
}

} // namespace CommandRunner
