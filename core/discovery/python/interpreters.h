// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/adjustedcommand.h"

namespace CommandRunner {

// Absolute paths of what could read the command's script: for Python the virtual environments
// between its folder and the scanned one, then what `path` holds (empty: our own PATH). Reads the
// disk.
QStringList interpretersFor(const Command &command, const QString &path = {});

} // namespace CommandRunner
