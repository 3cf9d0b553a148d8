// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <vector>

// What all benchmarks share: rounds, medians, and rows of the one table that ./dev bench prints.
namespace CommandRunner::Bench {

constexpr int rounds = 5;

double median(std::vector<double> values);
double percentile(std::vector<double> values, double percent);
// Wall time of the work.
double seconds(const std::function<void()> &work);

// Does every work once per round, one after the other, so that what else happens on the machine
// meets all of them alike; each returns its own seconds.
std::vector<std::vector<double>> interleaved(const std::vector<std::function<double()>> &works,
                                             int count = rounds);
// The median of a / b, round by round.
double ratio(const std::vector<double> &a, const std::vector<double> &b);

enum class Better { More, Less };

// A row: prints it and, when COMMANDRUNNER_BENCH_RESULTS names a file, appends it there as a line
// of JSON. `id` names the row in comparisons and does not change.
void row(const QString &id, const QString &what, double value, const QString &unit, Better better,
         double target);
void info(const QString &id, const QString &what, double value, const QString &unit);
void skip(const QString &id, const QString &what, const QString &why);

} // namespace CommandRunner::Bench
