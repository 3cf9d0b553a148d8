// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/queuestore.h"

#include <QString>

namespace CommandRunner {

// What a queued run waits for: "waits for one of the 4 runs that may run at a time".
QString waitingText(const WaitingRun &run, const QueueSettings &settings);

} // namespace CommandRunner
