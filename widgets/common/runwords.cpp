// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/runwords.h"

#include "widgets/common/format.h"

#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct RunWords {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::RunWords)
};

} // namespace

QString dayName(const QDate &day, const QDate &today, const QLocale &locale)
{
    if (day == today)
        return RunWords::tr("Today");
    if (day == today.addDays(-1))
        return RunWords::tr("Yesterday");
    return locale.toString(day, QLocale::LongFormat);
}

QString originWord(RunOrigin origin)
{
    switch (origin) {
    case RunOrigin::Person:
        return RunWords::tr("person");
    case RunOrigin::Schedule:
        return RunWords::tr("schedule");
    case RunOrigin::Agent:
        return RunWords::tr("agent");
    case RunOrigin::Api:
        return RunWords::tr("API");
    }
    return {};
}

QString exitText(RunState state, int exitCode, int signal)
{
    if (!isFinal(state))
        return {};
    if (signal != 0)
        return RunWords::tr("signal %1").arg(signal);
    return exitCode < 0 ? QString() : QString::number(exitCode);
}

QString unusualFactor(const RunStatistics &usual, qint64 durationMs, bool ended)
{
    if (!usual.isUnusual(durationMs) || (!ended && durationMs < usual.medianMs))
        return {};
    const double times = double(durationMs) / double(qMax<qint64>(1, usual.medianMs));
    const QLocale locale;
    if (times >= 100)
        return RunWords::tr("%1 ×").arg(locale.toString(qint64(times)));
    return RunWords::tr("%1 ×").arg(times >= 0.1 ? locale.toString(times, 'f', 1)
                                                 : locale.toString(times, 'g', 1));
}

QString unusualDuration(const RunStatistics &usual, qint64 durationMs, bool ended)
{
    const QString factor = unusualFactor(usual, durationMs, ended);
    if (factor.isEmpty())
        return {};
    return RunWords::tr("%1 the median (%2)", "4.1 ×, 3.2 s")
        .arg(factor, durationText(usual.medianMs));
}

QString statisticsText(const RunStatistics &statistics)
{
    if (statistics.runs <= 0)
        return {};
    const QString share = RunWords::tr("%1 %", "percent").arg(statistics.successPercent());
    if (statistics.medianMs < 0)
        return share;
    return RunWords::tr("%1 · %2 median", "98 %, 3.2 s")
        .arg(share, durationText(statistics.medianMs));
}

} // namespace CommandRunner
