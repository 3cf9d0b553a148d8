// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runfolder.h"

#include <QList>

namespace CommandRunner {

// Lets no more runs be on their way to their child than there are processors: hundreds of hosts
// that start at once are not there sooner, but the window waits for its turn among them. For one
// thread, which it blocks; never the window's.
class StartPace final
{
public:
    StartPace(); // as many as there are processors, two at least
    explicit StartPace(int most) : m_most(most) {}

    // Before a start. At most 100 ms: a host that hangs holds nobody up for longer.
    void waitForRoom();
    void add(const RunFolder &folder); // one that was started

private:
    int m_most;
    QList<RunFolder> m_starting;
};

} // namespace CommandRunner
