// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Format {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::Format)
};

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;

QString elapsed(qint64 ms, bool past)
{
    if (ms < minuteMs)
        return past ? Format::tr("just now") : Format::tr("in less than a minute");
    if (ms < hourMs) {
        const int minutes = int(ms / minuteMs);
        return past ? Format::tr("%n min ago", nullptr, minutes)
                    : Format::tr("in %n min", nullptr, minutes);
    }
    const int hours = int(ms / hourMs);
    return past ? Format::tr("%n h ago", nullptr, hours) : Format::tr("in %n h", nullptr, hours);
}

} // namespace

QString relativeTime(const QDateTime &when, const QDateTime &now, const QLocale &locale)
{
    if (!when.isValid())
        return {};
    const qint64 ms = when.msecsTo(now);
    const bool past = ms >= 0;
    const qint64 distance = past ? ms : -ms;
    const QDateTime local = when.toLocalTime();
    const qint64 days = local.date().daysTo(now.toLocalTime().date());
    if (distance < hourMs || days == 0)
        return elapsed(distance, past);

    const QString time = locale.toString(local.time(), QLocale::ShortFormat);
    if (days == 1)
        return Format::tr("yesterday, %1").arg(time);
    if (days == -1)
        return Format::tr("tomorrow, %1").arg(time);
    if (days > 1 && days < 7)
        return Format::tr("%n days ago", nullptr, int(days));
    if (days < -1 && days > -7)
        return Format::tr("in %n days", nullptr, int(-days));
    return locale.toString(local.date(), QLocale::ShortFormat);
}

QString exactTime(const QDateTime &when, const QLocale &locale)
{
    if (!when.isValid())
        return {};
    const QDateTime local = when.toLocalTime();
    const int offset = local.offsetFromUtc();
    const QString sign = offset < 0 ? u"−"_s : u"+"_s;
    const QString utc = u"UTC%1%2:%3"_s.arg(sign)
                            .arg(std::abs(offset) / 3600, 2, 10, QLatin1Char('0'))
                            .arg(std::abs(offset) / 60 % 60, 2, 10, QLatin1Char('0'));
    const QString day = locale.toString(local.date(), QLocale::LongFormat);
    const QString time = locale.toString(local.time(), u"HH:mm:ss"_s);
    return u"%1 %2 %3 (%4)"_s.arg(day, time, local.timeZoneAbbreviation(), utc);
}

QString timeText(const QDateTime &when, const QLocale &locale)
{
    const QDateTime local = when.toLocalTime();
    const QString time = locale.toString(local.time(), u"HH:mm:ss"_s);
    if (local.date() == QDate::currentDate())
        return time;
    return locale.toString(local.date(), QLocale::ShortFormat) + u' ' + time;
}

QString durationText(qint64 milliseconds, const QLocale &locale)
{
    const qint64 ms = std::max<qint64>(0, milliseconds);
    if (ms < 1000)
        return Format::tr("%1 ms").arg(locale.toString(ms));
    if (ms < 10'000) // cut, not rounded: 9.96 s must not become "10.0 s"
        return Format::tr("%1 s").arg(locale.toString(std::floor(double(ms) / 100) / 10, 'f', 1));
    const qint64 seconds = ms / 1000;
    if (seconds < 60)
        return Format::tr("%1 s").arg(locale.toString(seconds));
    if (seconds < 3600)
        return Format::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    if (seconds < 86'400)
        return Format::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return Format::tr("%1 d %2 h").arg(locale.toString(seconds / 86'400)).arg(seconds / 3600 % 24);
}

QString sizeText(qint64 bytes, const QLocale &locale)
{
    return locale.formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString numberText(qint64 number, const QLocale &locale)
{
    return locale.toString(number);
}

QString isolated(const QString &text)
{
    return text.isEmpty() ? text : QChar(0x2068) + text + QChar(0x2069);
}

} // namespace CommandRunner
