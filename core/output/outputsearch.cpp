// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputsearch.h"

#include "core/output/linesearcher.h"

#include <QCoreApplication>

#include <algorithm>
#include <bit>
#include <chrono>

namespace CommandRunner {

namespace {

constexpr int publishIntervalMs = 16;

} // namespace

QEvent::Type OutputSearch::resultEvent()
{
    static const int type = QEvent::registerEventType();
    return QEvent::Type(type);
}

OutputSearch::OutputSearch(QString logPath, QObject *receiver)
    : m_logPath(std::move(logPath)),
      m_receiver(receiver)
{
    resultEvent(); // registered before the thread needs it
}

OutputSearch::~OutputSearch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void OutputSearch::start(const FindQuery &query, const LineIndex &index)
{
    ++m_generation;
    m_bits.clear();
    m_count = 0;
    m_active = !query.isEmpty();
    m_searchedTo = 0;
    m_wantedTo = index.byteCount();
    Job job;
    job.query = query;
    job.restart = {0, 0};
    job.end = m_wantedTo;
    job.breaks.assign(index.breaks().begin(), index.breaks().end());
    post(std::move(job));
    if (m_active && !m_thread.joinable())
        m_thread = std::thread([this] { run(); });
}

void OutputSearch::extend(const IndexBatch &batch, const LineIndex &index)
{
    if (!m_active)
        return;
    clearBits(batch.firstLine, qint64(m_bits.size()) * 64);
    m_wantedTo = index.byteCount();
    m_searchedTo = std::min(m_searchedTo, batch.firstOffset);
    Job job;
    job.restart = {batch.firstLine, batch.firstOffset};
    job.end = m_wantedTo;
    job.breaks = batch.breaks;
    post(std::move(job));
}

// Joins the job with one that the thread has not taken yet.
void OutputSearch::post(Job job)
{
    job.generation = m_generation;
    {
        const std::lock_guard lock(m_mutex);
        if (m_job && m_job->generation == job.generation) {
            Job &waiting = *m_job;
            std::erase_if(waiting.breaks,
                          [&job](qint64 offset) { return offset > job.restart.offset; });
            waiting.breaks.insert(waiting.breaks.end(), job.breaks.begin(), job.breaks.end());
            if (waiting.restart.line < 0 || job.restart.line < waiting.restart.line)
                waiting.restart = job.restart;
            waiting.end = job.end;
        } else {
            if (m_job) // of an older search
                m_job.reset();
            m_job = std::move(job);
        }
    }
    m_wake.notify_all();
}

void OutputSearch::clearBits(qint64 first, qint64 end)
{
    end = std::min(end, qint64(m_bits.size()) * 64);
    for (qint64 line = first; line < end;) {
        const int bit = int(line % 64);
        const int count = int(std::min<qint64>(64 - bit, end - line));
        const quint64 mask = (count == 64 ? ~quint64(0) : (quint64(1) << count) - 1) << bit;
        quint64 &word = m_bits[size_t(line / 64)];
        m_count -= std::popcount(word & mask);
        word &= ~mask;
        line += count;
    }
}

void OutputSearch::setBit(qint64 line)
{
    const size_t word = size_t(line / 64);
    if (word >= m_bits.size())
        m_bits.resize(word + 1);
    const quint64 bit = quint64(1) << (line % 64);
    if (!(m_bits[word] & bit))
        ++m_count;
    m_bits[word] |= bit;
}

bool OutputSearch::takeResults()
{
    std::optional<Results> results;
    {
        const std::lock_guard lock(m_mutex);
        results.swap(m_results);
    }
    m_wake.notify_all();
    if (!results || results->generation != m_generation)
        return false;
    for (const Found &found : results->found) {
        clearBits(found.first, found.end);
        for (const qint64 line : found.matches)
            setBit(line);
    }
    m_searchedTo = results->searchedTo;
    return true;
}

qint64 OutputSearch::matchesBefore(qint64 line) const
{
    const qint64 end = std::clamp<qint64>(line, 0, qint64(m_bits.size()) * 64);
    qint64 count = 0;
    for (qint64 word = 0; word < end / 64; ++word)
        count += std::popcount(m_bits[size_t(word)]);
    if (end % 64 != 0)
        count += std::popcount(m_bits[size_t(end / 64)] & ((quint64(1) << (end % 64)) - 1));
    return count;
}

bool OutputSearch::matches(qint64 line) const
{
    return hasMatchIn(line, line + 1);
}

bool OutputSearch::hasMatchIn(qint64 first, qint64 end) const
{
    end = std::min(end, qint64(m_bits.size()) * 64);
    for (qint64 line = std::max<qint64>(0, first); line < end;) {
        const int bit = int(line % 64);
        const int count = int(std::min<qint64>(64 - bit, end - line));
        const quint64 mask = (count == 64 ? ~quint64(0) : (quint64(1) << count) - 1) << bit;
        if (m_bits[size_t(line / 64)] & mask)
            return true;
        line += count;
    }
    return false;
}

qint64 OutputSearch::nextMatch(qint64 fromLine, bool backwards) const
{
    if (m_count == 0)
        return -1;
    const qint64 words = qint64(m_bits.size());
    const qint64 lines = words * 64;
    // One turn over all words, beginning and ending in the one that holds fromLine.
    const qint64 from = std::clamp<qint64>(fromLine, -1, lines);
    if (backwards) {
        const qint64 begin = from <= 0 ? lines - 1 : from - 1;
        for (qint64 i = 0; i <= words; ++i) {
            const qint64 word = ((begin / 64 - i) % words + words) % words;
            const quint64 mask = i == 0 ? ~quint64(0) >> (63 - begin % 64) : ~quint64(0);
            if (const quint64 bits = m_bits[size_t(word)] & mask)
                return word * 64 + 63 - std::countl_zero(bits);
        }
    } else {
        const qint64 begin = from + 1 >= lines ? 0 : from + 1;
        for (qint64 i = 0; i <= words; ++i) {
            const qint64 word = (begin / 64 + i) % words;
            const quint64 mask = i == 0 ? ~quint64(0) << (begin % 64) : ~quint64(0);
            if (const quint64 bits = m_bits[size_t(word)] & mask)
                return word * 64 + std::countr_zero(bits);
        }
    }
    return -1;
}

void OutputSearch::run()
{
    using Clock = std::chrono::steady_clock;
    LineSearcher searcher(m_logPath);
    quint64 generation = 0;
    Results results;
    bool news = false;
    bool idle = true;
    Clock::time_point due = Clock::now();
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        if (m_job) {
            const Job job = *std::exchange(m_job, std::nullopt);
            if (job.generation != generation) {
                generation = job.generation;
                searcher.setQuery(job.query);
                results = {};
                news = false;
                due = Clock::now();
            }
            searcher.extend(job.restart, job.end, job.breaks);
            results.generation = generation;
            idle = false;
        }
        const Clock::time_point now = Clock::now();
        if (news && !m_results && (now >= due || idle)) {
            m_results = std::exchange(results, {});
            results.generation = generation;
            news = false;
            due = now + std::chrono::milliseconds(publishIntervalMs);
            lock.unlock();
            QCoreApplication::postEvent(m_receiver, new QEvent(resultEvent()));
            lock.lock();
        } else if (!idle) {
            lock.unlock();
            Found found;
            idle = !searcher.step(found.first, found.end, found.matches);
            if (!idle || found.end > found.first) {
                results.found.push_back(std::move(found));
                news = true;
            }
            news = news || idle; // that it is through is news as well
            results.searchedTo = searcher.searchedTo();
            lock.lock();
        } else {
            m_wake.wait(lock);
        }
    }
}

} // namespace CommandRunner
