// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/runsmodel.h"

#include "widgets/history/runstatisticscache.h"

#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Stands in the day in which it was asked for: by that the list is ordered.
QDate dayOf(const RunEntry &entry)
{
    return QDateTime::fromMSecsSinceEpoch(entry.created).date();
}

} // namespace

RunsModel::RunsModel(Source source, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent),
      m_source(std::move(source)),
      m_clock(clock),
      m_today(clock.now().toLocalTime().date())
{}

void RunsModel::setStatistics(RunStatisticsCache *statistics)
{
    m_statistics = statistics;
    connect(statistics, &RunStatisticsCache::arrived, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, DurationColumn), index(rowCount() - 1, DurationColumn),
                               {TrendRole, UnusualRole, Qt::ToolTipRole});
    });
}

void RunsModel::setCounter(Counter counter)
{
    m_counter = std::move(counter);
}

RunQuery RunsModel::unfiltered()
{
    RunQuery query;
    query.limit = 0;
    return query;
}

void RunsModel::setFilter(const RunQuery &filter)
{
    RunQuery wanted = filter;
    wanted.limit = 0;
    wanted.before.clear();
    if (wanted == m_filter)
        return;
    m_filter = wanted;
    m_search = RunSearch(wanted.text);
    m_countedDay = {};
    // One at a time: a search that takes its time must not have those of each letter behind it.
    if (m_fetching) {
        m_filterWaits = true;
        ++m_question;
        return;
    }
    ask(query(pageSize), Answer::Replaces);
}

void RunsModel::refresh()
{
    ask(query(qBound(pageSize, runCount(), refreshSize)), Answer::Refreshes);
}

RunQuery RunsModel::query(int limit) const
{
    RunQuery result = m_filter;
    result.limit = limit;
    return result;
}

bool RunsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_loaded && m_more && !m_runs.isEmpty();
}

void RunsModel::fetchMore(const QModelIndex &parent)
{
    if (m_fetching || !canFetchMore(parent))
        return;
    RunQuery older = query(qBound(pageSize, runCount() / 2, largestPage));
    older.before = m_runs.last().runId();
    ask(older, Answer::Appends);
}

void RunsModel::ask(const RunQuery &query, Answer use)
{
    const int question = ++m_question;
    m_fetching = true;
    m_source(query, this,
             [this, question, use, limit = query.limit](const Result<QList<RunRecord>> &answer) {
                 if (std::exchange(m_filterWaits, false)) {
                     ask(RunsModel::query(pageSize), Answer::Replaces);
                     return;
                 }
                 if (question != m_question)
                     return;
                 m_fetching = false;
                 if (!answer) {
                     Q_EMIT failed(answer.error());
                     return;
                 }
                 m_loaded = true;
                 take(*answer, use, limit);
                 Q_EMIT answered();
                 countLastDay();
             });
}

void RunsModel::take(const QList<RunRecord> &answer, Answer use, int limit)
{
    const bool full = answer.size() >= limit;
    QList<RunEntry> fresh = entries(answer);
    if (use == Answer::Appends) {
        m_more = full;
        // A run that came in between may have moved the page: nothing may stand here twice.
        fresh.removeIf([this](const RunEntry &entry) { return m_created.contains(entry.id); });
        insertRuns(runCount(), fresh);
    } else if (use == Answer::Refreshes && full && runCount() > limit) {
        // What lies below the answer stays as it is, and so does whether there is more.
        QSet<QByteArray> told;
        for (const RunEntry &entry : std::as_const(fresh))
            told.insert(entry.id);
        const qint64 last = fresh.last().created;
        for (const RunEntry &entry : std::as_const(m_runs)) {
            if (entry.created <= last && !told.contains(entry.id))
                fresh.append(entry);
        }
        merge(fresh);
    } else {
        m_more = full;
        merge(fresh);
        m_entries.prune();
    }
}

QList<RunEntry> RunsModel::entries(const QList<RunRecord> &records)
{
    QList<RunEntry> list;
    list.reserve(records.size());
    for (const RunRecord &record : records)
        list.append(m_entries.from(record));
    return list;
}

void RunsModel::insertRuns(int at, const QList<RunEntry> &runs)
{
    for (int first = 0; first < runs.size();) { // day by day
        const QDate day = dayOf(runs.at(first));
        int end = first + 1;
        while (end < runs.size() && dayOf(runs.at(end)) == day)
            ++end;
        const int count = end - first;
        const DayRows::Rows rows = m_days.inserted(day, at, count);
        beginInsertRows({}, rows.first, rows.first + rows.count - 1);
        m_days.insert(day, at, count);
        m_runs.insert(at, count, RunEntry());
        for (int i = 0; i < count; ++i) {
            const RunEntry &entry = runs.at(first + i);
            m_runs[at + i] = entry;
            m_created.insert(entry.id, entry.created);
        }
        endInsertRows();
        touchHeading(m_days.dayOf(at));
        at += count;
        first = end;
    }
}

void RunsModel::removeRuns(int first, int last)
{
    while (last >= first) { // day by day, from below
        const int day = m_days.dayOf(last);
        const int begin = qMax(first, m_days.firstRun(day));
        const int count = last - begin + 1;
        const DayRows::Rows rows = m_days.removed(begin, count);
        beginRemoveRows({}, rows.first, rows.first + rows.count - 1);
        for (int i = begin; i <= last; ++i)
            m_created.remove(m_runs.at(i).id);
        m_days.remove(begin, count);
        m_runs.remove(begin, count);
        endRemoveRows();
        if (m_days.rowCount() > 0 && begin > 0)
            touchHeading(m_days.dayOf(begin - 1));
        last = begin - 1;
    }
}

void RunsModel::touchHeading(int day)
{
    const int row = m_days.headingRow(day);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void RunsModel::merge(const QList<RunEntry> &fresh)
{
    removeMissing(fresh);
    // What stays has the same order in both, so that walking along inserts the new ones between.
    for (int i = 0; i < fresh.size();) {
        if (i < m_runs.size() && m_runs.at(i).id == fresh.at(i).id) {
            // The answer may be older than a runChanged() that came meanwhile: an end is never
            // taken back.
            if (!isFinal(m_runs.at(i).state) || isFinal(fresh.at(i).state))
                replace(i, fresh.at(i));
            ++i;
            continue;
        }
        int end = i;
        while (end < fresh.size() && (i >= m_runs.size() || fresh.at(end).id != m_runs.at(i).id))
            ++end;
        insertRuns(i, fresh.sliced(i, end - i));
        i = end;
    }
}

void RunsModel::removeMissing(const QList<RunEntry> &fresh)
{
    QHash<QByteArray, int> places;
    places.reserve(fresh.size());
    for (int i = 0; i < fresh.size(); ++i)
        places.insert(fresh.at(i).id, i);
    // Also one that stands above another here and below it there (both of one millisecond): it is
    // put in again where it belongs.
    int lowest = int(fresh.size());
    const auto stays = [&](int run) {
        const int place = places.value(m_runs.at(run).id, -1);
        if (place < 0 || place >= lowest)
            return false;
        lowest = place;
        return true;
    };
    int goingEnd = -1; // the last of a row of those that go
    for (int run = runCount() - 1; run >= 0; --run) {
        if (!stays(run)) {
            if (goingEnd < 0)
                goingEnd = run;
        } else if (goingEnd >= 0) {
            removeRuns(run + 1, goingEnd);
            goingEnd = -1;
        }
    }
    if (goingEnd >= 0)
        removeRuns(0, goingEnd);
}

void RunsModel::replace(int run, const RunEntry &entry)
{
    m_runs[run] = entry;
    const int row = m_days.rowOf(run);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

bool RunsModel::fits(const RunRecord &record) const
{
    const RunQuery &wanted = m_filter;
    const RunRequest &request = record.request;
    return (!wanted.state || record.state == *wanted.state)
        && (!wanted.origin || request.origin == *wanted.origin)
        && (wanted.commandId.isEmpty() || request.commandId == wanted.commandId)
        && (wanted.folder.isEmpty() || request.folder == wanted.folder)
        && (!wanted.series || record.series() == *wanted.series)
        && (!wanted.from.isValid() || record.created >= wanted.from)
        && (!wanted.to.isValid() || record.created < wanted.to)
        && (!wanted.pinnedOnly || record.pinned)
        && (m_search.isEmpty() || m_search.matches(RunSearch::textOf(request, record.note)));
}

void RunsModel::update(const RunRecord &record)
{
    if (m_statistics && isFinal(record.state))
        m_statistics->outdate(record.series());
    if (!m_loaded)
        return; // the first page will hold it
    const RunEntry entry = m_entries.from(record);
    const int known = indexOf(entry.id);
    if (known >= 0) {
        if (fits(record))
            replace(known, entry);
        else
            removeRuns(known, known);
        return;
    }
    if (!fits(record))
        return;
    // One that is older than all we have read belongs to a page that has not come yet.
    const int at = placeFor(entry.created);
    if (at == runCount() && m_more)
        return;
    insertRuns(at, {entry});
}

// Before those of the same millisecond: it came after them.
int RunsModel::placeFor(qint64 created) const
{
    const auto place = std::ranges::lower_bound(m_runs, created, std::greater(),
                                                &RunEntry::created);
    return int(place - m_runs.begin());
}

int RunsModel::indexOf(const QByteArray &id) const
{
    const auto created = m_created.constFind(id);
    if (created == m_created.constEnd())
        return -1;
    for (int run = placeFor(*created); run < runCount(); ++run) {
        if (m_runs.at(run).id == id)
            return run;
    }
    return -1;
}

int RunsModel::rowOf(const QString &runId) const
{
    const int run = indexOf(runId.toUtf8());
    return run < 0 ? -1 : m_days.rowOf(run);
}

void RunsModel::tick()
{
    if (rowCount() == 0)
        return;
    const int last = rowCount() - 1;
    Q_EMIT dataChanged(index(0, StartedColumn), index(last, DurationColumn), {Qt::DisplayRole});
    const QDate today = m_clock.now().toLocalTime().date();
    if (std::exchange(m_today, today) == today)
        return;
    for (int day = 0; day < m_days.dayCount(); ++day)
        touchHeading(day);
}

void RunsModel::setProgress(const QString &runId, std::optional<double> share)
{
    if (share)
        m_progress.insert(runId, *share);
    else if (!m_progress.remove(runId))
        return;
    if (const int row = rowOf(runId); row >= 0) {
        const QModelIndex state = index(row, StateColumn);
        Q_EMIT dataChanged(state, state, {ProgressRole, Qt::AccessibleTextRole});
    }
}

// All other days have been read to their end.
void RunsModel::countLastDay()
{
    if (!m_counter || !m_more || m_days.dayCount() == 0)
        return;
    const QDate day = m_days.date(m_days.dayCount() - 1);
    if (m_countedDay == day)
        return;
    m_countedDay = day;
    m_counted = -1;
    RunQuery ofDay = m_filter;
    const QDateTime begin = day.startOfDay();
    const QDateTime end = day.addDays(1).startOfDay();
    ofDay.from = ofDay.from.isValid() ? qMax(ofDay.from, begin) : begin;
    ofDay.to = ofDay.to.isValid() ? qMin(ofDay.to, end) : end;
    m_counter(ofDay, this, [this, day, filter = m_filter](const Result<qint64> &count) {
        if (!count || day != m_countedDay || filter != m_filter)
            return;
        m_counted = *count;
        for (int at = m_days.dayCount() - 1; at >= 0; --at) {
            if (m_days.date(at) == day)
                touchHeading(at);
        }
    });
}

} // namespace CommandRunner
