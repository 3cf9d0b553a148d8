// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputsearch.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <limits>
#include <tuple>

namespace CommandRunner {

namespace {

constexpr int publishIntervalMs = 16;
constexpr qint64 peekBytes = 256 * 1024;
// The thread waits for the receiver when it found more than this.
constexpr size_t mostWaitingMatches = 2'000'000;

} // namespace

QEvent::Type OutputSearch::resultEvent()
{
    static const int type = QEvent::registerEventType();
    return QEvent::Type(type);
}

OutputSearch::OutputSearch(QString logPath, QString indexPath, QObject *receiver)
    : m_logPath(std::move(logPath)),
      m_indexPath(std::move(indexPath)),
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

void OutputSearch::setPatterns(const QList<LinePattern> &patterns, const LineIndex &index,
                               LineAnchor seen)
{
    m_wantedTo = index.byteCount();
    QHash<LinePattern, int> keys;
    Job job;
    for (const LinePattern &pattern : patterns) {
        if (keys.contains(pattern))
            continue;
        int key = m_keys.value(pattern);
        if (key == 0) {
            key = ++m_lastKey;
            Entry &entry = m_entries[key];
            entry.key = key;
            entry.pattern = pattern;
            entry.state.complete = entry.state.caughtUp = m_wantedTo == 0;
        }
        keys.insert(pattern, key);
        job.patterns.emplace_back(key, pattern);
    }
    if (keys == m_keys)
        return;
    std::erase_if(m_entries, [&keys](const auto &entry) {
        return keys.value(entry.second.pattern) != entry.first;
    });
    m_keys = keys;
    job.setPatterns = true;
    job.seen = seen;
    job.end = m_wantedTo;
    if (!m_thread.joinable()) {
        job.restart = {0, 0};
        job.breaks.assign(index.breaks().begin(), index.breaks().end());
    }
    post(std::move(job));
    if (!m_thread.joinable())
        m_thread = std::thread([this, log = m_logPath, index = m_indexPath] { run(log, index); });
}

void OutputSearch::extend(const IndexBatch &batch, const LineIndex &index)
{
    if (!m_thread.joinable())
        return;
    m_wantedTo = index.byteCount();
    for (auto &[key, entry] : m_entries) {
        // A line that was unfinished counts as what it was until it was searched again: it must not
        // flicker.
        entry.plane.truncate(index.lineCount());
        entry.searchedTo = std::min(entry.searchedTo, batch.firstOffset);
        entry.state.searchedLine = std::min(entry.state.searchedLine, batch.firstLine + 1);
        entry.state.complete = entry.searchedTo >= m_wantedTo;
    }
    Job job;
    job.restart = {batch.firstLine, batch.firstOffset};
    job.end = m_wantedTo;
    job.breaks = batch.breaks;
    post(std::move(job));
}

void OutputSearch::setSource(const QString &logPath, const QString &indexPath)
{
    m_logPath = logPath;
    m_indexPath = indexPath;
    if (!m_thread.joinable())
        return;
    Job job;
    job.source = {logPath, indexPath};
    job.end = m_wantedTo;
    post(std::move(job));
}

// Joins the job with one that the thread has not taken yet.
void OutputSearch::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_job) {
            m_job = std::move(job);
        } else {
            Job &waiting = *m_job;
            if (job.setPatterns) {
                waiting.setPatterns = true;
                waiting.patterns = std::move(job.patterns);
                waiting.seen = job.seen;
            }
            if (job.restart.line >= 0) {
                std::erase_if(waiting.breaks,
                              [&job](qint64 offset) { return offset > job.restart.offset; });
                waiting.breaks.insert(waiting.breaks.end(), job.breaks.begin(), job.breaks.end());
                if (waiting.restart.line < 0 || job.restart.line < waiting.restart.line)
                    waiting.restart = job.restart;
            }
            if (job.source)
                waiting.source = std::move(job.source);
            waiting.end = job.end;
        }
    }
    m_wake.notify_all();
}

OutputSearch::Entry *OutputSearch::entryOf(int key)
{
    const auto found = m_entries.find(key);
    return found == m_entries.end() ? nullptr : &found->second;
}

void OutputSearch::takeLines(const Found &found, Changes &changes)
{
    const SearchedLines &lines = found.lines;
    for (size_t i = 0; i < found.keys->size(); ++i) {
        Entry *const entry = entryOf((*found.keys)[i]);
        if (!entry)
            continue;
        Changes::Fresh fresh{entry->pattern, -1, 0};
        for (const qint64 line : lines.matches[i]) {
            if (entry->state.caughtUp && !entry->plane.test(line))
                fresh.line = fresh.count++ == 0 ? line : std::min(fresh.line, line);
        }
        if (!lines.matches[i].empty() || entry->plane.any(lines.first, lines.end)) {
            const auto place = changes.planes.try_emplace(&entry->plane, lines.first).first;
            place->second = std::min(place->second, lines.first);
        }
        entry->plane.clear(lines.first, lines.end);
        for (const qint64 line : lines.matches[i])
            entry->plane.set(line);
        if (fresh.count > 0)
            changes.fresh.append(fresh);
    }
    if (lines.progressLine > changes.progressLine) {
        changes.progressLine = lines.progressLine;
        changes.progress = lines.progress;
    }
}

std::optional<OutputSearch::Changes> OutputSearch::takeResults()
{
    std::optional<Results> results;
    {
        const std::lock_guard lock(m_mutex);
        results.swap(m_results);
    }
    m_wake.notify_all();
    if (!results)
        return std::nullopt;
    Changes changes;
    for (const Found &found : results->found)
        takeLines(found, changes);
    for (const KeyState &told : results->states) {
        Entry *const entry = entryOf(told.key);
        if (!entry)
            continue;
        entry->searchedTo = told.searchedTo;
        const bool caughtUp = entry->state.caughtUp;
        entry->state = told.state;
        entry->state.complete = told.searchedTo >= m_wantedTo;
        entry->state.caughtUp = caughtUp || entry->state.complete;
    }
    return changes;
}

const LinePlane *OutputSearch::plane(const LinePattern &pattern) const
{
    const auto found = m_entries.find(m_keys.value(pattern));
    return found == m_entries.end() ? nullptr : &found->second.plane;
}

OutputSearch::State OutputSearch::state(const LinePattern &pattern) const
{
    const auto found = m_entries.find(m_keys.value(pattern));
    return found == m_entries.end() ? State() : found->second.state;
}

qint64 OutputSearch::memoryBytes() const
{
    qint64 sum = 0;
    for (const auto &[key, entry] : m_entries)
        sum += entry.plane.memoryBytes();
    return sum;
}

// What the thread has: groups of patterns, each going through the log at its own place.
class OutputSearch::Worker
{
public:
    Worker(QString logPath, QString indexPath)
        : m_logPath(std::move(logPath)),
          m_indexPath(std::move(indexPath))
    {}

    void take(const Job &job)
    {
        m_end = job.end;
        if (job.source) {
            std::tie(m_logPath, m_indexPath) = *job.source;
            for (Group &group : m_groups)
                group.searcher->readFrom(m_logPath, m_indexPath);
        }
        if (job.restart.line >= 0) {
            while (!m_breaks.empty() && m_breaks.back() > job.restart.offset)
                m_breaks.pop_back();
            for (const qint64 offset : job.breaks) {
                if (m_breaks.empty() || m_breaks.back() < offset)
                    m_breaks.push_back(offset);
            }
            for (Group &group : m_groups)
                group.searcher->extend(job.restart, m_end, job.breaks);
        }
        if (job.setPatterns)
            setPatterns(job);
        for (Group &group : m_groups)
            group.idle = false;
    }

    // One chunk of one group. False: nothing is left to do.
    bool step(Results &results)
    {
        for (size_t i = 0; i < m_groups.size(); ++i) {
            m_next = (m_next + 1) % m_groups.size();
            Group &group = m_groups[m_next];
            if (group.idle)
                continue;
            Found found;
            found.keys = group.keys;
            if (std::exchange(group.peek, false))
                group.searcher->peek(m_seen, peekBytes, found.lines);
            else
                group.idle = !group.searcher->step(found.lines);
            for (const auto &matches : found.lines.matches)
                results.matches += matches.size();
            results.found.push_back(std::move(found));
            if (group.idle)
                merge();
            return true;
        }
        return false;
    }

    void tellStates(Results &results) const
    {
        for (const Group &group : m_groups) {
            const auto &patterns = group.searcher->patterns().patterns();
            for (size_t i = 0; i < patterns.size(); ++i) {
                State state;
                state.searchedLine = group.searcher->searchedLine();
                state.gaveUpLines = patterns[i]->gaveUpLines();
                state.stopped = patterns[i]->isStopped();
                results.states.push_back({(*group.keys)[i], group.searcher->searchedTo(), state});
            }
        }
    }

private:
    struct Group {
        Group(const QString &logPath, const QString &indexPath)
            : searcher(std::make_unique<LineSearcher>(logPath, indexPath))
        {}
        std::unique_ptr<LineSearcher> searcher;
        std::shared_ptr<const std::vector<int>> keys;
        bool peek = true;
        bool idle = false;
    };
    using Members = std::vector<std::pair<int, std::shared_ptr<CompiledPattern>>>;

    static Members membersOf(const Group &group)
    {
        Members members;
        for (size_t i = 0; i < group.keys->size(); ++i)
            members.emplace_back((*group.keys)[i], group.searcher->patterns().patterns()[i]);
        return members;
    }

    static void setMembers(Group &group, const Members &members)
    {
        auto keys = std::make_shared<std::vector<int>>();
        std::vector<std::shared_ptr<CompiledPattern>> patterns;
        for (const auto &[key, pattern] : members) {
            keys->push_back(key);
            patterns.push_back(pattern);
        }
        group.keys = keys;
        group.searcher->setPatterns(PatternSet(std::move(patterns)));
    }

    void setPatterns(const Job &job)
    {
        m_seen = job.seen;
        std::vector<int> known;
        for (Group &group : m_groups) {
            Members members = membersOf(group);
            const size_t before = members.size();
            std::erase_if(members, [&job](const auto &member) {
                return std::none_of(job.patterns.begin(), job.patterns.end(),
                                    [&member](const auto &wanted) {
                                        return wanted.first == member.first;
                                    });
            });
            for (const auto &member : members)
                known.push_back(member.first);
            if (members.size() < before)
                setMembers(group, members);
        }
        std::erase_if(m_groups, [](const Group &group) { return group.keys->empty(); });
        Members added;
        for (const auto &[key, pattern] : job.patterns) {
            if (std::find(known.begin(), known.end(), key) == known.end())
                added.emplace_back(key, std::make_shared<CompiledPattern>(pattern));
        }
        if (added.empty())
            return;
        Group &group = m_groups.emplace_back(m_logPath, m_indexPath);
        setMembers(group, added);
        group.searcher->extend({0, 0}, m_end, {m_breaks.begin(), m_breaks.end()});
    }

    // Groups that have come to the same place go on as one.
    void merge()
    {
        for (size_t i = 0; i < m_groups.size(); ++i) {
            for (size_t other = m_groups.size() - 1; other > i; --other) {
                if (!m_groups[i].idle || !m_groups[other].idle
                    || !m_groups[i].searcher->isWith(*m_groups[other].searcher))
                    continue;
                Members members = membersOf(m_groups[i]);
                const Members more = membersOf(m_groups[other]);
                members.insert(members.end(), more.begin(), more.end());
                setMembers(m_groups[i], members);
                m_groups.erase(m_groups.begin() + qint64(other));
            }
        }
    }

    QString m_logPath;
    QString m_indexPath;
    std::deque<Group> m_groups;
    std::deque<qint64> m_breaks;
    qint64 m_end = 0;
    LineAnchor m_seen;
    size_t m_next = 0;
};

void OutputSearch::run(const QString &logPath, const QString &indexPath)
{
    using Clock = std::chrono::steady_clock;
    Worker worker(logPath, indexPath);
    Results results;
    bool news = false;
    bool idle = true;
    bool awaited = false; // patterns came, and nothing that matches was told since
    Clock::time_point due = Clock::now();
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        if (m_job) {
            const Job job = *std::exchange(m_job, std::nullopt);
            lock.unlock();
            worker.take(job);
            lock.lock();
            news = true; // that there is nothing to find is news as well
            idle = false;
            awaited = awaited || job.setPatterns;
            if (job.setPatterns)
                due = Clock::now();
        }
        const Clock::time_point now = Clock::now();
        const bool timely = now >= due || (awaited && results.matches > 0);
        if (news && !m_results && (idle || (timely && !results.found.empty()))) {
            awaited = awaited && results.matches == 0;
            worker.tellStates(results);
            m_results = std::exchange(results, {});
            news = false;
            due = now + std::chrono::milliseconds(publishIntervalMs);
            lock.unlock();
            QCoreApplication::postEvent(m_receiver, new QEvent(resultEvent()));
            lock.lock();
        } else if (!idle && results.matches < mostWaitingMatches) {
            lock.unlock();
            idle = !worker.step(results);
            news = true;
            lock.lock();
        } else if (!idle && !m_results) {
            due = now; // much was found: tell it now
        } else {
            m_wake.wait(lock);
        }
    }
}

} // namespace CommandRunner
