// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commandrequest.h"
#include "core/workspace/chainplan.h"

namespace CommandRunner {

// The chain's plan, when all that it starts may be run: nothing of it begins otherwise. The chain's
// own folder is asked for by who calls.
Prepared<ChainPlan> readyPlan(Session &session, const Command &chain,
                              const QList<Command> &commands, bool trustNow);

} // namespace CommandRunner
