// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace CommandRunner {

// Stands still until it is told to move.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(const QDateTime &now = QDateTime({2026, 3, 14}, {9, 26, 53}, Qt::UTC))
        : m_now(now)
    {}

    QDateTime now() const override { return m_now; }
    qint64 monotonicMs() const override { return m_monotonic; }
    void advance(qint64 ms)
    {
        m_now = m_now.addMSecs(ms);
        m_monotonic += ms;
    }

private:
    QDateTime m_now;
    qint64 m_monotonic = 0;
};

} // namespace CommandRunner
