// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/storage/runstore.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>

namespace CommandRunner {

// The history, newest first, read in pages as far as somebody scrolls. Rows are inserted, removed
// and changed one by one, never by a reset, so that views keep selection and scroll.
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
        FolderColumn,
        ColumnCount
    };
    enum Role { RunIdRole = Qt::UserRole, ProgressRole }; // progress: 0…1, or nothing

    static constexpr int pageSize = 200;
    static constexpr int refreshSize = 1000; // rows that a refresh looks at again; older ones
                                             // hardly change

    // Asks the history; `done` comes later, in our thread, or never when `context` died.
    // RunService::query has this form.
    using Source = std::function<void(const RunQuery &query, QObject *context,
                                      std::function<void(Result<QList<RunRecord>>)> done)>;

    RunsModel(Source source, const Clock &clock, QObject *parent = nullptr); // the clock outlives
                                                                             // us

    // Empty text and no state: all.
    void setFilter(const QString &text, std::optional<RunState> state);
    bool isFiltered() const { return !m_text.isEmpty() || m_state.has_value(); }
    bool isLoaded() const { return m_loaded; } // the first page has come

    void refresh();
    // A run that began or changed: one row, inserted, changed or (when it fits the filter no more)
    // removed.
    void update(const RunRecord &record);
    // What its output tells, 0…1; empty: nothing any more.
    void setProgress(const QString &runId, std::optional<double> share);
    // Time has gone on: running durations and "2 min ago".
    void tick();

    const RunRecord *record(const QModelIndex &index) const; // valid until the rows change
    int rowOf(const QString &runId) const;                   // -1: not here

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void answered(); // a page has come, whether it held anything or not
    void failed(const CommandRunner::Error &error);

private:
    enum class Answer { Replaces, Refreshes, Appends };

    RunQuery query(int limit) const;
    void ask(const RunQuery &query, Answer use);
    void append(QList<RunRecord> older);
    void merge(const QList<RunRecord> &fresh);
    void removeMissing(const QSet<QString> &kept);
    bool fits(const RunRecord &record) const;
    void replace(int row, const RunRecord &record);
    QString text(const RunRecord &record, int column) const;
    QString toolTip(const RunRecord &record, int column) const;

    Source m_source;
    const Clock &m_clock;
    QList<RunRecord> m_rows;
    QHash<QString, double> m_progress; // by run id
    QString m_text;
    std::optional<RunState> m_state;
    int m_question = 0; // answers to older questions are dropped
    bool m_fetching = false;
    bool m_loaded = false;
    bool m_more = false; // there may be older ones
};

// Program and arguments as a shell would read them, without the program.
QString argumentsText(const RunRecord &record);
// From the start to the end, or to now while it runs; -1: it never started.
qint64 durationMs(const RunRecord &record, const QDateTime &now);

} // namespace CommandRunner
