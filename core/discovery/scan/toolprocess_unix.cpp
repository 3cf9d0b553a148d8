// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/toolprocess.h"

#include <QProcess>

#include <csignal>

#include <unistd.h>

namespace CommandRunner {

void startInOwnGroup(QProcess &process)
{
    process.setChildProcessModifier([] { ::setsid(); });
}

void killGroup(qint64 leader)
{
    if (leader > 1)
        ::kill(-pid_t(leader), SIGKILL);
}

} // namespace CommandRunner
