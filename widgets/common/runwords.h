// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runstore.h"

#include <QDate>
#include <QLocale>

namespace CommandRunner {

// "Today", "Yesterday", "Thursday, 19 November 2026".
QString dayName(const QDate &day, const QDate &today, const QLocale &locale = QLocale());

// "person", "schedule" …
QString originWord(RunOrigin origin);

// "3", "signal 9"; empty while it runs and where there is none.
QString exitText(RunState state, int exitCode, int signal);

// "4.1 ×", and "4.1 × the median (3.2 s)"; empty when it is nothing unusual. Of a run that goes on
// only what is too long already counts.
QString unusualFactor(const RunStatistics &usual, qint64 durationMs, bool ended);
QString unusualDuration(const RunStatistics &usual, qint64 durationMs, bool ended);

// "98 % · 3.2 s median"; empty when nothing is known.
QString statisticsText(const RunStatistics &statistics);

} // namespace CommandRunner
