// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal.h>

namespace CommandRunner {

// What the host ignores and its child must not: logout, readers or children that went away, and a
// limit on file sizes, which is to be an error of write() and not our end.
inline constexpr int hostIgnoredSignals[] = {SIGHUP, SIGPIPE, SIGXFSZ};

} // namespace CommandRunner
