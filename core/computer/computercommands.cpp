// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/computercommands.h"

#include "core/computer/desktopentries.h"
#include "core/computer/shellcommands.h"
#include "core/computer/systemdunits.h"

#include <algorithm>

namespace CommandRunner {

bool isOfThisComputer(const Command &command)
{
    return command.folder.isEmpty() && command.source == QLatin1String(computerSource);
}

QList<Command> computerCommands(const ComputerPlaces &places, const std::atomic_bool &cancelled)
{
    QList<Command> commands = systemdUnits(places);
    if (!cancelled)
        commands += desktopEntries(places);
    if (!cancelled)
        commands += shellCommands(places, cancelled);
    for (Command &command : commands) {
        command.source = QLatin1String(computerSource);
        command.project = QLatin1String(computerSource);
        if (command.workingDirectory.isEmpty())
            command.workingDirectory = places.home;
    }
    std::stable_sort(commands.begin(), commands.end(),
                     [](const Command &a, const Command &b) { return a.name < b.name; });
    return commands;
}

} // namespace CommandRunner
