// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/mailbox.h"
#include "core/output/logtextsearch.h"
#include "core/storage/databaseworker.h"
#include "core/storage/runstore.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace CommandRunner {

// What to look for in the outputs of runs, and when it is enough.
struct OutputsQuery {
    FindQuery text;               // see LogTextSearch for what is found
    RunQuery runs = {.limit = 0}; // which; its limit: at most so many runs, 0: all
    int hitsPerRun = 1000;
    int hits = 10'000;
};

struct OutputHit {
    QString runId;
    FoundLine line;
};

// A run that was searched and had hits, or could not be read in full.
struct SearchedRun {
    QString runId;
    qint64 hits = 0;
    bool limited = false;       // it has more than hitsPerRun
    std::optional<Error> error; // as LogTextSearch::Report
};

struct OutputsProgress {
    qint64 bytes = 0;      // of output that were searched
    qint64 bytesTotal = 0; // as far as is known; grows while runs are listed
    int runs = 0;
    int runsTotal = 0;   // those with output
    int hits = 0;        // that were told
    bool listed = false; // the totals are final
};

// Searches the outputs of all runs, newest run first, plain and compressed ones, also of runs that
// still run, up to what they have written. Lives in the GUI thread, which it never blocks: rows are
// listed page by page in the DatabaseWorker, logs are read by two threads that give way to others.
// Hits come in the order of the runs, and of the lines within one, some 20 times a second; who
// finds waits for who takes, so memory is bounded whatever the logs hold.
class OutputsSearch final : public QObject
{
    Q_OBJECT
public:
    enum class End {
        Complete,
        Limited, // OutputsQuery::hits were told; there may be more
        Cancelled,
        Failed, // the runs could not be listed: error()
    };
    Q_ENUM(End)

    // A run's folder by its id, from any thread. The worker outlives us.
    using FolderOf = std::function<QString(const QString &runId)>;
    OutputsSearch(DatabaseWorker &worker, FolderOf folderOf, QObject *parent = nullptr);
    ~OutputsSearch() override; // waits for what its threads are reading: some milliseconds

    // Ends the search that is under way with finished(Cancelled). A query whose text is empty or
    // has a problem (see problemOf()) finds nothing.
    void start(const OutputsQuery &query);
    void cancel();
    bool isSearching() const { return m_current != nullptr; }
    const OutputsProgress &progress() const { return m_progress; }
    const std::optional<Error> &error() const { return m_error; }

Q_SIGNALS:
    void found(const QList<CommandRunner::OutputHit> &hits);
    void runsSearched(const QList<CommandRunner::SearchedRun> &runs);
    void progressed(const CommandRunner::OutputsProgress &progress);
    void finished(CommandRunner::OutputsSearch::End end); // once a start()

private:
    class Job;
    void list(const std::shared_ptr<Job> &job, const QString &before);
    void deliver(Job *job);
    void finish(End end);
    void retire();

    DatabaseWorker &m_worker;
    const FolderOf m_folderOf;
    Mailbox m_mailbox;                           // outlives the jobs, whose threads post
    std::shared_ptr<Job> m_current;              // null: nothing is searched
    std::vector<std::shared_ptr<Job>> m_retired; // told to stop; until their threads have ended
    OutputsProgress m_progress;
    std::optional<Error> m_error;
};

} // namespace CommandRunner
