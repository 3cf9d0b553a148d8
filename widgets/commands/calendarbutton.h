// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QToolButton>

#include <functional>

class QCalendarWidget;
class QMenu;

namespace CommandRunner {

// Opens a month to choose a day from. The field beside it stays a line of text, since it may be
// empty and takes what no date editor knows (an offset, seconds).
class CalendarButton final : public QToolButton
{
    Q_OBJECT
public:
    // `present`: the day that is shown first; invalid: today.
    CalendarButton(const QString &fieldTitle, std::function<QDate()> present, QWidget *parent);

    void openCalendar();

Q_SIGNALS:
    void chosen(const QDate &date);

private:
    QCalendarWidget *m_calendar;
    QMenu *m_popup; // not menu(): the style would draw an arrow for it
    std::function<QDate()> m_present;
};

// `text` (2026-01-31, or 2026-01-31T09:30 and whatever else follows) on another day; with a time
// when `withTime`, that of `text` or else midnight.
QString onDay(const QString &text, const QDate &date, bool withTime);

} // namespace CommandRunner
