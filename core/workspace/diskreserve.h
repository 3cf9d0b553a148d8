// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"

namespace CommandRunner {

// A file of 1 MiB in the data folder that holds nothing. On a disk that is full the database cannot
// even be opened (its shared memory needs room), so nothing could be removed from it either: giving
// up the reserve makes that possible.
namespace DiskReserve {

// Makes it, where there is room enough. Says nothing when it cannot: it is for a bad day.
void keep(const DataPaths &paths);
bool giveUp(const DataPaths &paths); // false: there is none

} // namespace DiskReserve

} // namespace CommandRunner
