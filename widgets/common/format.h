// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>

namespace CommandRunner {

// "just now", "2 min ago", "3 h ago", "yesterday, 14:03", "5 days ago", then the date; times to
// come: "in 5 min".
QString relativeTime(const QDateTime &when, const QDateTime &now,
                     const QLocale &locale = QLocale());

// The exact local time with its zone, for tooltips: "20 November 2026 14:03:05 CET (UTC+01:00)".
QString exactTime(const QDateTime &when, const QLocale &locale = QLocale());

// "14:03:05", today; with its date on other days.
QString timeText(const QDateTime &when, const QLocale &locale = QLocale());

// "320 ms", "3.2 s", "42 s", "4 min 10 s", "2 h 5 min", "3 d 4 h". Negative counts as zero.
QString durationText(qint64 milliseconds, const QLocale &locale = QLocale());

// "812 bytes", "12.4 MB" (powers of 1000).
QString sizeText(qint64 bytes, const QLocale &locale = QLocale());

// "1,204" as the locale groups digits.
QString numberText(qint64 number, const QLocale &locale = QLocale());

// The text in the direction of its own first letter, whatever surrounds it: a path or an English
// sentence in a right-to-left window keeps its slashes and its full stop where they belong.
// For what is painted; nothing else should hold the marks (Unicode's FSI and PDI).
QString isolated(const QString &text);

} // namespace CommandRunner
