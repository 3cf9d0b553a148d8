// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/storage/runsearch.h"
#include "core/storage/runstore.h"
#include "widgets/history/dayrows.h"
#include "widgets/history/runentry.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>

namespace CommandRunner {

class RunStatisticsCache;

// The history, newest first with a heading above each day, read in pages as far as somebody
// scrolls. Rows are inserted, removed and changed one by one, never by a reset, so that views keep
// selection and scroll. Headings cannot be selected.
class RunsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        StateColumn,
        CommandColumn,
        ArgumentsColumn,
        StartedColumn,
        DurationColumn,
        ExitCodeColumn,
        OriginColumn,
        ProjectColumn,
        ColumnCount
    };
    enum Role {
        RunIdRole = Qt::UserRole,
        ProgressRole, // 0…1, or nothing
        HeadingRole,  // the words of a day's heading, in each of its cells; nothing for runs
        TrendRole,    // QList<qint64>: durations of the latest runs like this one, oldest first
        UnusualRole,  // "4.1 ×" the median, when the duration is unusual
    };

    static constexpr int pageSize = 200;
    static constexpr int largestPage = 1000; // of somebody who scrolls on and on
    static constexpr int refreshSize = 1000; // rows that a refresh looks at again; older ones
                                             // hardly change

    // Asks the history; `done` comes later, in our thread, or never when `context` died.
    // RunService::query has this form.
    using Source = std::function<void(const RunQuery &query, QObject *context,
                                      std::function<void(Result<QList<RunRecord>>)> done)>;
    // How many fit, as RunService::count.
    using Counter = std::function<void(const RunQuery &query, QObject *context,
                                       std::function<void(Result<qint64>)> done)>;

    RunsModel(Source source, const Clock &clock, QObject *parent = nullptr); // the clock outlives
                                                                             // us
    void setStatistics(RunStatisticsCache *statistics);                      // outlives us
    void setCounter(Counter counter); // for the headings of days that are not read to their end

    // Its limit and `before` are not looked at. An empty one: all.
    void setFilter(const RunQuery &filter);
    const RunQuery &filter() const { return m_filter; }
    bool isFiltered() const { return m_filter != unfiltered(); }
    static RunQuery unfiltered();
    bool isLoaded() const { return m_loaded; } // the first page has come
    bool isAsking() const { return m_fetching; }

    void refresh();
    // A run that began or changed: one row, inserted, changed or (when it fits the filter no more)
    // removed.
    void update(const RunRecord &record);
    // What its output tells, 0…1; empty: nothing any more.
    void setProgress(const QString &runId, std::optional<double> share);
    // Time has gone on: running durations, "2 min ago", "Today".
    void tick();

    const RunEntry *entry(const QModelIndex &index) const; // null for headings; valid until the
                                                           // rows change
    int rowOf(const QString &runId) const;                 // -1: not here
    int runCount() const { return int(m_runs.size()); }    // that have been read
    bool hasMore() const { return m_more; }                // older ones that fit

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void answered(); // a page has come, whether it held anything or not
    void failed(const CommandRunner::Error &error);

private:
    enum class Answer { Replaces, Refreshes, Appends };

    // runsmodel.cpp
    RunQuery query(int limit) const;
    void ask(const RunQuery &query, Answer use);
    void take(const QList<RunRecord> &answer, Answer use, int limit);
    QList<RunEntry> entries(const QList<RunRecord> &records);
    void merge(const QList<RunEntry> &fresh);
    void insertRuns(int at, const QList<RunEntry> &runs);
    void removeRuns(int first, int last);
    void removeMissing(const QList<RunEntry> &fresh);
    void replace(int run, const RunEntry &entry);
    bool fits(const RunRecord &record) const;
    int indexOf(const QByteArray &id) const; // in m_runs; -1
    int placeFor(qint64 created) const;
    void countLastDay();
    void touchHeading(int day);

    // runsmodel_data.cpp
    QVariant headingData(int day, int column, int role) const;
    QString headingText(int day) const;
    QString text(const RunEntry &entry, int column) const;
    QString toolTip(const RunEntry &entry, int column) const;
    QString accessibleText(const RunEntry &entry, int column) const;
    QString unusual(const RunEntry &entry, bool brief = false) const;
    std::optional<double> progress(const RunEntry &entry) const;

    Source m_source;
    Counter m_counter;
    const Clock &m_clock;
    RunStatisticsCache *m_statistics = nullptr;
    RunEntries m_entries;
    QList<RunEntry> m_runs; // newest first
    DayRows m_days;
    QHash<QByteArray, qint64> m_created; // of all runs: where to look for an id
    QHash<QString, double> m_progress;   // by run id
    RunQuery m_filter = unfiltered();
    RunSearch m_search{QString()};
    QDate m_countedDay; // the last one, when it was not read to its end
    qint64 m_counted = -1;
    QDate m_today;
    int m_question = 0; // answers to older questions are dropped
    bool m_fetching = false;
    bool m_filterWaits = false; // for the answer to the question that is under way
    bool m_loaded = false;
    bool m_more = false; // there may be older ones
};

} // namespace CommandRunner
