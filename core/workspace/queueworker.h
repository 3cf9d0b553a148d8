// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"

#include <memory>

class QLockFile;

namespace CommandRunner {

// A process of its own ("commandrunner-cli queue work") that starts queued runs until none waits,
// for when nobody else is there to do so. At most one for a data folder; it holds this lock.
namespace QueueWorker {

std::unique_ptr<QLockFile> lock(const DataPaths &paths); // not locked yet
// Next to the running program, or ../bin; COMMANDRUNNER_CLI overrides. Empty: not there.
QString programBesideUs();
// Starts it, detached, unless there is one. False: the program is missing; then whoever opens the
// data folder next goes on with the queue.
bool start(const DataPaths &paths);

} // namespace QueueWorker

} // namespace CommandRunner
