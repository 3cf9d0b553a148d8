// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/shellcommands.h"

namespace CommandRunner {

QList<Command> shellCommands(const ComputerPlaces &, const std::atomic_bool &)
{
    return {};
}

} // namespace CommandRunner
