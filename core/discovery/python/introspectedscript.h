// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QJsonObject>

namespace CommandRunner {

// `script` with the arguments that resources/discovery/script_introspect.py reports (its "parser"),
// followed by one command for each of its sub-commands, named "script.py add".
QList<Command> commandsOfParser(const Command &script, const QJsonObject &parser);

} // namespace CommandRunner
