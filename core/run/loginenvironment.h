// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace CommandRunner {

// The PATH of the user's login shell: programs started from a desktop session lack what ~/.profile,
// nvm and others add. Asked once (the shell is started as login and interactive shell, with a
// timeout of 5 s) and kept in `cacheFile` keyed by the shell and the modification times of its
// start files. Blocking: call it from a worker. Falls back to our own PATH; a shell that did not
// answer is asked again after a day, or when a start file changed.
QString loginShellPath(const QString &cacheFile);

// The person's own shell: SHELL, else the account's, else /bin/sh; empty where there is no such
// thing.
QString loginShell();
// Changes when a file changes that a login or interactive shell reads at its start.
QString shellStartFileStamps();

// Full path of `program` as it would be started with that PATH and working directory; empty when
// there is none.
QString resolveProgram(const QString &program, const QString &path,
                       const QString &workingDirectory);

} // namespace CommandRunner
