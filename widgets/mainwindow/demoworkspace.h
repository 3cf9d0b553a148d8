// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace CommandRunner {

// Where the demo workspace lies: COMMANDRUNNER_DEMO, else the source tree's (when we run from it),
// else the installed one. Empty: nowhere.
QString demoSource();

// The folder to add: `source` itself where it can be written (its commands leave files), else a
// copy in `dataFolder`/demo. A copy that is there already is kept. Blocking: call it from a worker.
// Errors: NotFound, Io.
Result<QString> prepareDemo(const QString &source, const QString &dataFolder);

} // namespace CommandRunner
