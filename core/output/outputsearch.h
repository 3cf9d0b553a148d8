// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineindex.h"
#include "core/output/linepattern.h"
#include "core/output/lineplane.h"
#include "core/output/linesearcher.h"

#include <QByteArray>
#include <QEvent>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace CommandRunner {

// Finds the lines that match patterns (of find, rules and filters alike), all in one thread and
// mostly in one pass, while the log grows. One bit a line for each. A pattern that comes later is
// tried first on the lines that are seen, then from the beginning; when it has caught up it goes on
// together with the others. The receiver gets events of type resultEvent().
class OutputSearch final
{
public:
    struct State {
        qint64 searchedLine = 0; // lines before it are done with
        bool complete = false;   // all there is was searched
        bool caughtUp = false;   // was complete once
        qint64 gaveUpLines = 0;  // on which the pattern backtracked without end: no match there
        bool stopped = false;    // … too often: the lines behind were not searched
    };
    // What takeResults() changed.
    struct Changes {
        struct Fresh { // what a pattern that had caught up found in lines that came since
            LinePattern pattern;
            qint64 line = 0; // the first
            qint64 count = 0;
        };
        std::map<const LinePlane *, qint64> planes; // the first line whose bit may have changed
        std::optional<double> progress;
        qint64 progressLine = -1;
        QList<Fresh> fresh;
    };

    static QEvent::Type resultEvent();

    // The receiver must outlive this.
    OutputSearch(QString logPath, QString indexPath, QObject *receiver);
    ~OutputSearch(); // stops without delay
    OutputSearch(const OutputSearch &) = delete;
    OutputSearch &operator=(const OutputSearch &) = delete;

    // All below: the receiver's thread. Those that were searched for before keep what was found.
    void setPatterns(const QList<LinePattern> &patterns, const LineIndex &index, LineAnchor seen);
    void extend(const IndexBatch &batch, const LineIndex &index); // the index took this batch
    // From now on the lines are read from there, for what was searched, too.
    void setSource(const QString &logPath, const QString &indexPath);
    std::optional<Changes> takeResults();                     // empty: there was nothing new
    const LinePlane *plane(const LinePattern &pattern) const; // null: it is not searched for
    State state(const LinePattern &pattern) const;
    qint64 memoryBytes() const;

private:
    struct Entry {
        int key = 0;
        LinePattern pattern;
        LinePlane plane;
        State state;
        qint64 searchedTo = 0;
    };
    struct Job { // what the thread is to do
        bool setPatterns = false;
        std::optional<std::pair<QString, QString>> source; // log, index: other ones
        std::vector<std::pair<int, LinePattern>> patterns;
        LineAnchor seen;
        LineAnchor restart{-1, -1}; // go back to this line; negative: go on
        qint64 end = 0;             // bytes that may be searched
        std::vector<qint64> breaks; // those that are new
    };
    struct Found {
        std::shared_ptr<const std::vector<int>> keys;
        SearchedLines lines;
    };
    struct KeyState {
        int key = 0;
        qint64 searchedTo = 0;
        State state;
    };
    struct Results {
        std::vector<Found> found;
        std::vector<KeyState> states;
        size_t matches = 0;
    };
    class Worker;

    void post(Job job);
    void run(const QString &logPath, const QString &indexPath);
    Entry *entryOf(int key);
    void takeLines(const Found &found, Changes &changes);

    QString m_logPath; // the thread has its own
    QString m_indexPath;
    QObject *const m_receiver;

    // The receiver's thread only.
    std::map<int, Entry> m_entries;
    QHash<LinePattern, int> m_keys;
    int m_lastKey = 0;
    qint64 m_wantedTo = 0;

    std::mutex m_mutex; // guards all below
    std::condition_variable m_wake;
    bool m_stop = false;
    std::optional<Job> m_job;
    std::optional<Results> m_results;

    std::thread m_thread; // begun with the first pattern
};

} // namespace CommandRunner
