// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace CommandRunner {

// The pane shows a line of the log as one line, however long; it does not wrap where a terminal's
// edge is. Programs that edit with GNU Readline (bash, psql, gdb …) would wrap there and then move
// between rows that the pane does not have. This writes an initialisation file that makes them
// scroll sideways instead ("horizontal-scroll-mode") and takes in the person's own, for INPUTRC.
// The path is returned. Errors: Io.
Result<QString> writeReadlineConfig(const QString &folder);

} // namespace CommandRunner
