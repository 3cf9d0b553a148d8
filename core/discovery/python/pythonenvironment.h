// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

namespace CommandRunner {

// The interpreter that a project's Python programs are run with: of a virtual environment (.venv,
// venv, env with pyvenv.cfg) in `folder` or a parent up to the scanned folder, as an absolute path;
// else "python3", to be found in PATH.
QString pythonInterpreterFor(const QString &folder, const DiscoveryContext &context);

// A program that the project's environment holds (the same environments), as an absolute path;
// empty when it is not there.
QString environmentProgram(const QString &name, const QString &folder,
                           const DiscoveryContext &context);

// The interpreters of all virtual environments in `folder` and its parents up to `top`, as absolute
// paths, nearest first. Both absolute; of a `folder` outside `top` its own ones only.
QStringList environmentPythons(const QString &folder, const QString &top);

// Every other "python3" of PATH (the system's behind one of pyenv or conda, say), as absolute
// paths, in PATH's order, without those that are the same file; at most four. `path` empty: our own
// PATH.
QStringList furtherPythons(const QString &path);

} // namespace CommandRunner
