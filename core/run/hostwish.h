// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runfolder.h"

namespace CommandRunner {

// Brings one wish without fields ("terminate", "kill") to a run's host and waits until it was
// taken, at most `timeoutMs`. For threads that may wait; others have a RunFollower. Errors:
// NotFound (no host yet, or none any more), Timeout.
Result<void> sendHostWish(const RunFolder &folder, const QString &wish, int timeoutMs);

} // namespace CommandRunner
