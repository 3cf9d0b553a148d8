// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/commandmarks.h"

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace CommandRunner {

// The one table of what a person may mark commands with: name, and colour on a palette's base.
QString commandColorName(CommandColor color);                     // "Red"; "No Colour"
QColor commandColor(CommandColor color, const QPalette &palette); // invalid for None
QIcon commandColorIcon(CommandColor color); // of today's palette; null for None

} // namespace CommandRunner
