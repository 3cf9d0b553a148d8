// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/hostprotocol.h"

namespace CommandRunner {

// What a person should know of a run's host while the run goes on.
struct HostCondition {
    qint64 pid = 0;         // 0: not known yet
    int protocol = 0;       // 0: not known yet
    bool suspended = false; // somebody stopped it (SIGSTOP); it goes on after SIGCONT
    bool answers = true;

    // Its output can be shown and it can be ended, see HostProtocol; nothing else.
    bool isNewer() const { return protocol > HostProtocol::version; }
    bool operator==(const HostCondition &) const = default;
};

} // namespace CommandRunner
