// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace CommandRunner {

// Whether somebody whom we asked something has answered in time. Times are monotonic milliseconds.
class HostPulse final
{
public:
    static constexpr qint64 patienceMs = 5000;

    void asked(qint64 now)
    {
        if (m_since < 0)
            m_since = now; // who did not answer the first question is not given more time by
                           // another
    }
    void answered() { m_since = -1; }
    bool isOverdue(qint64 now) const { return m_since >= 0 && now - m_since >= patienceMs; }
    bool isWaiting() const { return m_since >= 0; }

private:
    qint64 m_since = -1;
};

} // namespace CommandRunner
