// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/timerange.h"

#include <QCalendarWidget>
#include <QCoreApplication>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// In the order of Kind.
constexpr QLatin1StringView words[] = {"any"_L1,          "today"_L1,      "last-7-days"_L1,
                                       "last-30-days"_L1, "this-month"_L1, "custom"_L1};

struct Range {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::TimeRange)
};

} // namespace

void TimeRange::apply(RunQuery &query, const QDate &today) const
{
    QDate from;
    switch (kind) {
    case Kind::Any:
        return;
    case Kind::Today:
        from = today;
        break;
    case Kind::Last7Days: // today among them
        from = today.addDays(-6);
        break;
    case Kind::Last30Days:
        from = today.addDays(-29);
        break;
    case Kind::ThisMonth:
        from = QDate(today.year(), today.month(), 1);
        break;
    case Kind::Custom:
        from = first;
        if (last.isValid())
            query.to = last.addDays(1).startOfDay();
        break;
    }
    if (from.isValid())
        query.from = from.startOfDay();
}

QString TimeRange::kindText(Kind kind)
{
    switch (kind) {
    case Kind::Any:
        return Range::tr("Any time");
    case Kind::Today:
        return Range::tr("Today");
    case Kind::Last7Days:
        return Range::tr("Last 7 days");
    case Kind::Last30Days:
        return Range::tr("Last 30 days");
    case Kind::ThisMonth:
        return Range::tr("This month");
    case Kind::Custom:
        return Range::tr("Custom range…");
    }
    return {};
}

QString TimeRange::text() const
{
    if (kind != Kind::Custom)
        return kindText(kind);
    const QLocale locale;
    return Range::tr("%1 – %2", "first day, last day")
        .arg(locale.toString(first, QLocale::ShortFormat),
             locale.toString(last, QLocale::ShortFormat));
}

QString TimeRange::toString() const
{
    const QString word = words[int(kind)];
    if (kind != Kind::Custom)
        return word;
    return u"%1 %2 %3"_s.arg(word, first.toString(Qt::ISODate), last.toString(Qt::ISODate));
}

TimeRange TimeRange::fromString(const QString &text)
{
    const QStringList parts = text.split(u' ');
    for (int kind = 0; kind < int(std::size(words)); ++kind) {
        if (parts.first() != words[kind])
            continue;
        TimeRange range;
        range.kind = Kind(kind);
        if (range.kind != Kind::Custom)
            return range;
        range.first = QDate::fromString(parts.value(1), Qt::ISODate);
        range.last = QDate::fromString(parts.value(2), Qt::ISODate);
        if (range.first.isValid() && range.last.isValid())
            return range;
    }
    return {};
}

TimeRangeDialog::TimeRangeDialog(const TimeRange &range, const QDate &today, QWidget *parent)
    : QDialog(parent),
      m_first(new QDateEdit(range.first.isValid() ? range.first : today.addDays(-6), this)),
      m_last(new QDateEdit(range.last.isValid() ? range.last : today, this))
{
    setWindowTitle(tr("Runs of Some Days"));
    auto *layout = new QFormLayout(this);
    for (QDateEdit *field : {m_first, m_last})
        field->setCalendarPopup(true);
    layout->addRow(tr("&From:"), m_first);
    layout->addRow(tr("&To:"), m_last);
    m_first->setAccessibleName(tr("First day"));
    m_last->setAccessibleName(tr("Last day"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    layout->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

TimeRange TimeRangeDialog::range() const
{
    TimeRange range;
    range.kind = TimeRange::Kind::Custom;
    range.first = qMin(m_first->date(), m_last->date()); // in either order
    range.last = qMax(m_first->date(), m_last->date());
    return range;
}

} // namespace CommandRunner
