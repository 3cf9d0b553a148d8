// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineindex.h"

namespace CommandRunner {

// What a document knows of its lines at one moment, for another thread that reads all of them.
struct LogSnapshot {
    LogSource source; // keeps a transcript alive
    LineIndex index;
    LineLooks looks;
    bool alternateScreen = false;
};

} // namespace CommandRunner
