// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/computer/computercommands.h"

#include <optional>

namespace CommandRunner {

// Applications that a desktop's menu has, and their actions (Desktop Entry Specification 1.5).
QList<Command> desktopEntries(const ComputerPlaces &places);

// The words of an Exec line, field codes and all, as the specification quotes them; nothing when
// a quote is not closed.
std::optional<QStringList> splitExecLine(const QString &line);

} // namespace CommandRunner
