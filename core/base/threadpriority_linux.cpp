// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threadpriority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace CommandRunner {

void giveWayToOthers()
{
    // Of the thread, not of the process: that is how Linux takes it, unlike what POSIX says. A
    // tenth of the share of a thread that does not give way.
    constexpr int step = 10;
    const auto thread = id_t(::syscall(SYS_gettid));
    ::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + step);
}

} // namespace CommandRunner
