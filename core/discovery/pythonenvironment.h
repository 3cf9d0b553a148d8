// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/commandprovider.h"

namespace CommandRunner {

// The interpreter that a project's Python programs are run with: of a virtual environment (.venv,
// venv, env with pyvenv.cfg) in `folder` or a parent up to the scanned folder, as an absolute path;
// else "python3", to be found in PATH.
QString pythonInterpreterFor(const QString &folder, const DiscoveryContext &context);

} // namespace CommandRunner
