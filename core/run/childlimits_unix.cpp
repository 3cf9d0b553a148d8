// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/childlimits_unix.h"

#include "core/run/processtree.h"

#include <algorithm>

#include <sys/time.h>

namespace CommandRunner {

namespace {

constexpr rlim_t secondsAfterWarning = 5;
constexpr qint64 fewestSpareTasks = 1000;
constexpr qint64 tasksPerProcess = 64; // threads count, too

// Never above what we were allowed ourselves.
template<class Resource>
void lower(Resource resource, rlim_t soft, rlim_t hard)
{
    struct rlimit limit = {};
    if (::getrlimit(resource, &limit) != 0)
        return;
    limit.rlim_max = std::min(limit.rlim_max, hard);
    limit.rlim_cur = std::min(limit.rlim_max, soft);
    ::setrlimit(resource, &limit);
}

} // namespace

rlim_t taskCeiling(const RunLimits &limits)
{
    const qint64 now = limits.processes > 0 ? ProcessTree::tasksOfUser() : -1;
    return now < 0 ? 0
                   : rlim_t(now + std::max(fewestSpareTasks, tasksPerProcess * limits.processes));
}

void applyLimitsInChild(const RunLimits &limits, rlim_t mostTasks)
{
    if (limits.memoryBytes > 0)
        lower(RLIMIT_DATA, rlim_t(limits.memoryBytes), rlim_t(limits.memoryBytes));
    if (limits.cpuSeconds > 0)
        lower(RLIMIT_CPU, rlim_t(limits.cpuSeconds),
              rlim_t(limits.cpuSeconds) + secondsAfterWarning);
    if (mostTasks > 0)
        lower(RLIMIT_NPROC, mostTasks, mostTasks);
    // Refused where we are nicer already, which is what was asked for.
    if (limits.niceness > 0)
        ::setpriority(PRIO_PROCESS, 0, limits.niceness);
}

} // namespace CommandRunner
