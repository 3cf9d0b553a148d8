// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/limitoptions.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>
#include <limits>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

// 0 to `largest`; nothing else.
std::optional<qint64> wholeNumber(const QString &text, qint64 largest)
{
    bool number = false;
    const qint64 value = text.toLongLong(&number);
    return number && value >= 0 && value <= largest ? std::optional(value) : std::nullopt;
}

} // namespace

QList<QCommandLineOption> limitOptions()
{
    return {
        {u"memory"_s,
         tr("No more memory than this: 512M, 2G. Of each process; of all together where systemd "
            "runs for the user."),
         u"SIZE"_s},
        {u"cpu-time"_s, tr("End a process that has used so many seconds of processor time."),
         u"S"_s},
        {u"nice"_s, tr("Run it with lower priority, 1 to 19."), u"N"_s},
        {u"processes"_s, tr("End the run when it has more processes than this at a time."), u"N"_s},
    };
}

std::optional<qint64> sizeFromText(const QString &text)
{
    static const QRegularExpression pattern(u"^([0-9]+(?:\\.[0-9]+)?)([KMGT]?)(I?B)?$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    const bool decimal = match.captured(3).size() == 1;
    double size = match.captured(1).toDouble();
    const qsizetype power = u"KMGT"_s.indexOf(match.captured(2).toUpper()) + 1;
    if (!match.captured(2).isEmpty())
        size *= std::pow(decimal ? 1000.0 : 1024.0, double(power));
    if (size >= double(std::numeric_limits<qint64>::max()))
        return {};
    return std::llround(size);
}

std::expected<RunLimits, QString> limitsOf(const Options &options, RunLimits remembered)
{
    RunLimits limits = remembered;
    if (options.isSet(u"memory"_s)) {
        const auto size = sizeFromText(options.value(u"memory"_s));
        if (!size)
            return std::unexpected(tr("--memory takes a size such as 512M or 2G, not “%1”.")
                                       .arg(options.value(u"memory"_s)));
        limits.memoryBytes = *size;
    }
    if (options.isSet(u"cpu-time"_s)) {
        const auto seconds = wholeNumber(options.value(u"cpu-time"_s), 1'000'000'000);
        if (!seconds)
            return std::unexpected(tr("--cpu-time takes a whole number of seconds, not “%1”.")
                                       .arg(options.value(u"cpu-time"_s)));
        limits.cpuSeconds = *seconds;
    }
    if (options.isSet(u"nice"_s)) {
        const auto nice = wholeNumber(options.value(u"nice"_s), RunLimits::lowestPriority);
        if (!nice)
            return std::unexpected(
                tr("--nice takes 0 to 19, not “%1”.").arg(options.value(u"nice"_s)));
        limits.niceness = int(*nice);
    }
    if (options.isSet(u"processes"_s)) {
        const auto count = wholeNumber(options.value(u"processes"_s), 1'000'000);
        if (!count)
            return std::unexpected(tr("--processes takes a whole number, not “%1”.")
                                       .arg(options.value(u"processes"_s)));
        limits.processes = int(*count);
    }
    return limits;
}

} // namespace CommandRunner
