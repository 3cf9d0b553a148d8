// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace CommandRunner {

// The only source of time in the project. Passed by reference through constructors; outlives its
// users.
class Clock
{
public:
    virtual ~Clock() = default;
    // Wall time, UTC, millisecond precision. May jump.
    virtual QDateTime now() const = 0;
    // Milliseconds from an arbitrary start; never goes back.
    virtual qint64 monotonicMs() const = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    qint64 monotonicMs() const override;
};

// ISO 8601 with milliseconds and the local offset ("2026-11-20T14:03:05.120+01:00"), the form of
// the command line.
QString isoTimestamp(const QDateTime &time);

} // namespace CommandRunner
