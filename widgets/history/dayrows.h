// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QList>

namespace CommandRunner {

// Where runs stand in a list with a heading row above those of each day. Knows only how many runs
// each day has; a step takes the logarithm of the days.
class DayRows final
{
public:
    struct Place {
        int day;
        int run; // -1: the day's heading
    };
    struct Rows {
        int first;
        int count;
    };

    int rowCount() const { return m_runs + int(m_days.size()); }
    int dayCount() const { return int(m_days.size()); }
    QDate date(int day) const { return m_days.at(day).date; }
    int firstRun(int day) const { return m_days.at(day).firstRun; }
    int runCount(int day) const;
    int dayOf(int run) const; // the day that it stands in
    int rowOf(int run) const;
    int headingRow(int day) const { return m_days.at(day).firstRun + day; }
    Place at(int row) const;

    // Rows that come when `count` runs of one day are put before `run` (or at the end): a heading
    // with them when the day is not there yet.
    Rows inserted(const QDate &date, int run, int count) const;
    void insert(const QDate &date, int run, int count);
    // Rows that go with these runs, all of one day: its heading with the last.
    Rows removed(int firstRun, int count) const;
    void remove(int firstRun, int count);

private:
    struct Day {
        QDate date;
        int firstRun;
    };
    int joining(const QDate &date, int run) const; // -1: a day of their own
    int daysBefore(int run) const;

    QList<Day> m_days; // newest first, none is empty
    int m_runs = 0;
};

} // namespace CommandRunner
