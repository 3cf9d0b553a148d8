// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchreport.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

namespace CommandRunner::Bench {

using namespace Qt::StringLiterals;

namespace {

void write(const QJsonObject &row)
{
    const QString path = qEnvironmentVariable("COMMANDRUNNER_BENCH_RESULTS");
    QFile file(path);
    if (!path.isEmpty() && file.open(QIODevice::WriteOnly | QIODevice::Append))
        file.write(QJsonDocument(row).toJson(QJsonDocument::Compact) + '\n');
    const QString value = row.value("value"_L1).isDouble()
        ? QString::number(row.value("value"_L1).toDouble(), 'g', 4) + u' '
            + row.value("unit"_L1).toString()
        : row.value("note"_L1).toString();
    std::printf("  %s: %s (%s)\n", qPrintable(row.value("what"_L1).toString()), qPrintable(value),
                qPrintable(row.value("result"_L1).toString()));
    std::fflush(stdout);
}

} // namespace

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

double percentile(std::vector<double> values, double percent)
{
    std::sort(values.begin(), values.end());
    const auto place = size_t(double(values.size()) * percent / 100);
    return values.at(std::min(place, values.size() - 1));
}

double seconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e9;
}

std::vector<std::vector<double>> interleaved(const std::vector<std::function<double()>> &works,
                                             int count)
{
    std::vector<std::vector<double>> times(works.size());
    for (int round = 0; round < count; ++round) {
        for (size_t i = 0; i < works.size(); ++i)
            times[i].push_back(works[i]());
    }
    return times;
}

double ratio(const std::vector<double> &a, const std::vector<double> &b)
{
    std::vector<double> ratios;
    ratios.reserve(a.size());
    for (size_t i = 0; i < a.size(); ++i)
        ratios.push_back(a[i] / b[i]);
    return median(ratios);
}

void row(const QString &id, const QString &what, double value, const QString &unit, Better better,
         double target)
{
    const bool pass = better == Better::More ? value >= target : value <= target;
    write({{u"id"_s, id},
           {u"what"_s, what},
           {u"value"_s, value},
           {u"unit"_s, unit},
           {u"better"_s, better == Better::More ? u"more"_s : u"less"_s},
           {u"target"_s, target},
           {u"result"_s, pass ? u"pass"_s : u"short"_s}});
}

void info(const QString &id, const QString &what, double value, const QString &unit)
{
    write({{u"id"_s, id},
           {u"what"_s, what},
           {u"value"_s, value},
           {u"unit"_s, unit},
           {u"result"_s, u"info"_s}});
}

void skip(const QString &id, const QString &what, const QString &why)
{
    write({{u"id"_s, id}, {u"what"_s, what}, {u"note"_s, why}, {u"result"_s, u"skipped"_s}});
}

} // namespace CommandRunner::Bench
