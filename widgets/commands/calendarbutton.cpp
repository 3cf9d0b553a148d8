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
    auto *popup = new QMenu(this);
    auto *content = new QWidgetAction(popup);
    content->setDefaultWidget(m_calendar);
    popup->addAction(content);
    const auto take = [this, popup](const QDate &date) {
        popup->close();
        Q_EMIT chosen(date);
    };
    connect(m_calendar, &QCalendarWidget::clicked, this, take);
    connect(m_calendar, &QCalendarWidget::activated, this, [this, popup, take](const QDate &date) {
        if (popup->isVisible()) // a click is told as both
            take(date);
    });
    connect(this, &QToolButton::clicked, this, &CalendarButton::openCalendar);
    setMenu(popup);
    setPopupMode(QToolButton::DelayedPopup);
}

void CalendarButton::openCalendar()
{
    const QDate present = m_present();
    m_calendar->setSelectedDate(present.isValid() ? present : QDate::currentDate());
    menu()->popup(mapToGlobal(rect().bottomLeft()));
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
