// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/runlimits.h"

#include <sys/resource.h>

namespace CommandRunner {

// In the child between fork and exec: only async-signal-safe calls. The child's descendants inherit
// all of it; each of them has its own count.
//
// Memory is RLIMIT_DATA and not RLIMIT_AS: Java, Node and Go reserve far more addresses than they
// ever use, and would not start under a limit on those. RLIMIT_DATA counts private memory that can
// be written (Linux 4.7 and later; the heap only elsewhere). CPU time is RLIMIT_CPU: SIGXCPU at the
// limit, SIGKILL a few seconds of CPU later for who ignores that. The number of processes is
// watched from outside, since RLIMIT_NPROC counts everything that the user runs, threads too; it is
// only set far above, where a fork bomb that is faster than the watch ends (not for root, whom the
// system does not hold to it).
void applyLimitsInChild(const RunLimits &limits, rlim_t mostTasks);

// For mostTasks; 0: no ceiling. Before the fork: it looks at all processes.
rlim_t taskCeiling(const RunLimits &limits);

} // namespace CommandRunner
