// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/commandlookup.h"

#include "core/workspace/commandcatalog.h"

namespace CommandRunner {

std::expected<Command, LookupError> findCommand(const QString &wanted,
                                                const QList<Command> &commands)
{
    QList<Command> byId;
    QList<Command> byName;
    for (const Command &command : commands) {
        if (command.absoluteId() == wanted)
            return command;
        if (command.id == wanted)
            byId.append(command);
        else if (command.name == wanted && !command.hidden)
            byName.append(command);
    }
    const QList<Command> &fitting = byId.isEmpty() ? byName : byId;
    if (fitting.size() == 1)
        return fitting.first();
    if (fitting.isEmpty())
        return std::unexpected(LookupError{LookupError::Kind::NotFound, wanted,
                                           nearestIds(wanted, commands)});
    QStringList candidates;
    for (const Command &command : fitting)
        candidates.append(command.absoluteId());
    return std::unexpected(LookupError{LookupError::Kind::Ambiguous, wanted, candidates});
}

} // namespace CommandRunner
