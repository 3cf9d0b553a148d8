// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/discoveryservice.h"
#include "tests/support/scratchfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

namespace CommandRunner {

inline DiscoveryResult scanNow(const QString &folder, const DiscoveryOptions &options = {})
{
    const std::atomic_bool cancelled = false;
    return discover(folder, options, cancelled);
}

// "id" of every command, those that are hidden in brackets.
inline QStringList idsOf(const DiscoveryResult &result)
{
    QStringList ids;
    for (const Command &command : result.commands)
        ids.append(command.hidden ? QStringLiteral("(%1)").arg(command.id) : command.id);
    return ids;
}

inline Command commandOf(const DiscoveryResult &result, const QString &id)
{
    for (const Command &command : result.commands) {
        if (command.id == id)
            return command;
    }
    return {};
}

inline Parameter parameterOf(const Command &command, const QString &name)
{
    for (const Parameter &parameter : command.parameters) {
        if (parameter.name == name)
            return parameter;
    }
    return {};
}

} // namespace CommandRunner
