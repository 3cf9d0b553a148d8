// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/dayrows.h"

#include <algorithm>

namespace CommandRunner {

int DayRows::runCount(int day) const
{
    const int end = day + 1 < m_days.size() ? m_days.at(day + 1).firstRun : m_runs;
    return end - m_days.at(day).firstRun;
}

// Days that begin before the run.
int DayRows::daysBefore(int run) const
{
    const auto end = std::ranges::lower_bound(m_days, run, {}, &Day::firstRun);
    return int(end - m_days.begin());
}

int DayRows::dayOf(int run) const
{
    return daysBefore(run + 1) - 1;
}

int DayRows::rowOf(int run) const
{
    return run + dayOf(run) + 1;
}

DayRows::Place DayRows::at(int row) const
{
    int low = 0;
    int high = int(m_days.size());
    while (high - low > 1) { // the last day whose heading is not below the row
        const int middle = (low + high) / 2;
        (headingRow(middle) <= row ? low : high) = middle;
    }
    const int heading = headingRow(low);
    return {low, row == heading ? -1 : row - low - 1};
}

int DayRows::joining(const QDate &date, int run) const
{
    const int before = run > 0 ? dayOf(run - 1) : -1;
    const int behind = run < m_runs ? dayOf(run) : -1;
    // In the middle of a day they belong to it, whatever a clock that was set back says.
    if (before >= 0 && (before == behind || m_days.at(before).date == date))
        return before;
    return behind >= 0 && m_days.at(behind).date == date ? behind : -1;
}

DayRows::Rows DayRows::inserted(const QDate &date, int run, int count) const
{
    const int day = joining(date, run);
    if (day >= 0)
        return {run + day + 1, count};
    return {run + daysBefore(run), count + 1};
}

void DayRows::insert(const QDate &date, int run, int count)
{
    int day = joining(date, run);
    if (day < 0) {
        day = daysBefore(run);
        m_days.insert(day, {date, run});
    }
    for (int later = day + 1; later < m_days.size(); ++later)
        m_days[later].firstRun += count;
    m_runs += count;
}

DayRows::Rows DayRows::removed(int firstRun, int count) const
{
    const int day = dayOf(firstRun);
    if (count == runCount(day))
        return {headingRow(day), count + 1};
    return {rowOf(firstRun), count};
}

void DayRows::remove(int firstRun, int count)
{
    const int day = dayOf(firstRun);
    const bool whole = count == runCount(day);
    for (int later = day + 1; later < m_days.size(); ++later)
        m_days[later].firstRun -= count;
    if (whole)
        m_days.removeAt(day);
    m_runs -= count;
}

} // namespace CommandRunner
