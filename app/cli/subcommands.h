// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/invocation.h"

namespace CommandRunner {

// One function a subcommand; each returns the exit code. `invocation.subcommand` tells pairs apart
// that share one.
int foldersCommand(const Invocation &invocation); // folders
int trustCommand(const Invocation &invocation);   // trust, untrust
int listCommand(const Invocation &invocation);
int showCommand(const Invocation &invocation);
int runCommand(const Invocation &invocation);   // run, exec
int chainCommand(const Invocation &invocation); // what a chain's run runs
int runsCommand(const Invocation &invocation);
int outputCommand(const Invocation &invocation);
int searchCommand(const Invocation &invocation);
int compareCommand(const Invocation &invocation); // exits as diff(1) does
int reviewCommand(const Invocation &invocation);  // exits as diff(1) does
int stopCommand(const Invocation &invocation);
int inputCommand(const Invocation &invocation);
int attachCommand(const Invocation &invocation);
int waitCommand(const Invocation &invocation);
int importHistoryCommand(const Invocation &invocation);
int queueCommand(const Invocation &invocation);
int doctorCommand(const Invocation &invocation);
int backupCommand(const Invocation &invocation);
int verifyCommand(const Invocation &invocation);
int restoreCommand(const Invocation &invocation);
int exportCommand(const Invocation &invocation);
int secretCommand(const Invocation &invocation);
int cleanupCommand(const Invocation &invocation);

} // namespace CommandRunner
