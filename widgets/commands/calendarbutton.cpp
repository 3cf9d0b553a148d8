// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/calendarbutton.h"

#include <QCalendarWidget>
#include <QMenu>
#include <QTableView>
#include <QWidgetAction>

namespace CommandRunner {

using namespace Qt::StringLiterals;

CalendarButton::CalendarButton(const QString &fieldTitle, std::function<QDate()> present,
                               QWidget *parent)
    : QToolButton(parent),
      m_calendar(new QCalendarWidget),
      m_popup(new QMenu(this)),
      m_present(std::move(present))
{
    setText(tr("Calendar…"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Calendar for %1").arg(fieldTitle));
    setToolTip(tr("Choose a day"));
    m_calendar->setAccessibleName(accessibleName());
    m_calendar->setGridVisible(false);
    m_calendar->setFirstDayOfWeek(locale().firstDayOfWeek());
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    auto *content = new QWidgetAction(m_popup);
    content->setDefaultWidget(m_calendar);
    m_popup->addAction(content);
    const auto take = [this](const QDate &date) {
        m_popup->close();
        Q_EMIT chosen(date);
    };
    connect(m_calendar, &QCalendarWidget::clicked, this, take);
    connect(m_calendar, &QCalendarWidget::activated, this, [this, take](const QDate &date) {
        if (m_popup->isVisible()) // a click is told as both
            take(date);
    });
    connect(this, &QToolButton::clicked, this, &CalendarButton::openCalendar);
}

void CalendarButton::openCalendar()
{
    const QDate present = m_present();
    m_calendar->setSelectedDate(present.isValid() ? present : QDate::currentDate());
    m_popup->popup(mapToGlobal(rect().bottomLeft()));
    // The menu would keep the arrow keys for itself.
    if (auto *days = m_calendar->findChild<QTableView *>())
        days->setFocus(Qt::PopupFocusReason);
}

QString onDay(const QString &text, const QDate &date, bool withTime)
{
    const QString day = date.toString(Qt::ISODate);
    if (!withTime)
        return day;
    const qsizetype time = text.indexOf(u'T');
    return day + (time > 0 && time + 1 < text.size() ? text.mid(time) : u"T00:00"_s);
}

} // namespace CommandRunner
