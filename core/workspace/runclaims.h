// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runfolder.h"
#include "core/storage/queuestore.h"

namespace CommandRunner {

// Whether the run's host has begun, or had.
bool hasHost(const RunFolder &folder);

// A claim whose claimer has gone: with a host it has done its part. A run that waited before waits
// again. One that was to start at once did not, and nobody wants it to begin some other day: its
// claim is dropped, so that it counts as interrupted. Nothing happens while the claimer lives, or a
// host may be on its way (15 s after the request was written). True: the claim is settled.
Result<bool> settleClaim(Database &database, const RunClaim &claim, const RunFolder &folder,
                         const QDateTime &now);

} // namespace CommandRunner
