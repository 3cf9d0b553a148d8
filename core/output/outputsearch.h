// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/findquery.h"
#include "core/output/lineindex.h"

#include <QByteArray>
#include <QEvent>
#include <QObject>
#include <QString>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace CommandRunner {

// Finds the lines that hold a text, in a thread of its own, while the log grows. One bit a line.
// Lines with escape codes or carriage returns are searched as a terminal shows them, all others as
// bytes. The receiver gets events of type resultEvent().
class OutputSearch final
{
public:
    static QEvent::Type resultEvent();

    // The receiver must outlive this.
    OutputSearch(QString logPath, QObject *receiver);
    ~OutputSearch(); // stops without delay
    OutputSearch(const OutputSearch &) = delete;
    OutputSearch &operator=(const OutputSearch &) = delete;

    // The receiver's thread. An empty query ends the search.
    void start(const FindQuery &query, const LineIndex &index);
    void extend(const IndexBatch &batch, const LineIndex &index); // the index took this batch
    bool takeResults();                                           // false: there was nothing new
    qint64 matchCount() const { return m_count; }
    bool isRunning() const { return m_active && m_searchedTo < m_wantedTo; }
    qint64 matchesBefore(qint64 line) const;
    bool matches(qint64 line) const; // as far as is known
    bool hasMatchIn(qint64 first, qint64 end) const;
    qint64 nextMatch(qint64 fromLine, bool backwards) const; // exclusive; wraps; -1: none

private:
    class Worker;
    struct Job { // what the thread is to do, from here to there
        quint64 generation = 0;
        FindQuery query;
        LineAnchor restart{-1, -1}; // go back to this line; negative: go on
        qint64 end = 0;             // bytes that may be searched
        std::vector<qint64> breaks; // those that are new
    };
    struct Found { // the lines [first, end) were searched
        qint64 first = 0;
        qint64 end = 0;
        std::vector<qint64> matches;
    };
    struct Results {
        quint64 generation = 0;
        qint64 searchedTo = 0;
        std::vector<Found> found;
    };

    void run();
    void post(Job job);
    void clearBits(qint64 first, qint64 end);
    void setBit(qint64 line);

    const QString m_logPath;
    QObject *const m_receiver;

    // The receiver's thread only.
    quint64 m_generation = 0;
    bool m_active = false;
    qint64 m_searchedTo = 0;
    qint64 m_wantedTo = 0;
    qint64 m_count = 0;
    std::deque<quint64> m_bits;

    std::mutex m_mutex; // guards all below
    std::condition_variable m_wake;
    bool m_stop = false;
    std::optional<Job> m_job;
    std::optional<Results> m_results;

    std::thread m_thread; // begun by the first search
};

} // namespace CommandRunner
