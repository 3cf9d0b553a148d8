// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runstore.h"

#include <QDialog>

class QDateEdit;

namespace CommandRunner {

// A stretch of days, told by where it lies from today or by its first and last day.
struct TimeRange {
    enum class Kind { Any, Today, Last7Days, Last30Days, ThisMonth, Custom };

    Kind kind = Kind::Any;
    QDate first; // custom: both days belong to it
    QDate last;

    bool operator==(const TimeRange &) const = default;
    // Sets the query's times; `today` in local time.
    void apply(RunQuery &query, const QDate &today) const;
    QString text() const; // "Last 7 days", "1.11.2026 – 14.11.2026"
    static QString kindText(Kind kind);
    QString toString() const; // for the settings
    static TimeRange fromString(const QString &text);
};

// Asks for a custom range.
class TimeRangeDialog final : public QDialog
{
    Q_OBJECT
public:
    TimeRangeDialog(const TimeRange &range, const QDate &today, QWidget *parent = nullptr);

    TimeRange range() const;

private:
    QDateEdit *m_first;
    QDateEdit *m_last;
};

} // namespace CommandRunner
