// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

namespace CommandRunner {
Q_LOGGING_CATEGORY(logBase, "commandrunner.base", QtInfoMsg)
Q_LOGGING_CATEGORY(logDiscovery, "commandrunner.discovery", QtInfoMsg)
Q_LOGGING_CATEGORY(logRun, "commandrunner.run", QtInfoMsg)
Q_LOGGING_CATEGORY(logOutput, "commandrunner.output", QtInfoMsg)
Q_LOGGING_CATEGORY(logStorage, "commandrunner.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(logWorkspace, "commandrunner.workspace", QtInfoMsg)
Q_LOGGING_CATEGORY(logWidgets, "commandrunner.widgets", QtInfoMsg)
} // namespace CommandRunner
