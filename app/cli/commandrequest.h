// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/printing.h"
#include "core/run/runrequest.h"

#include <expected>

namespace CommandRunner {

class Session;

// Ends a call: what to print, and the exit code.
struct Refusal {
    int exitCode = ExitCode::ownFailure;
    QString text;
};

template<class T>
using Prepared = std::expected<T, Refusal>;

// What stands in the way of running what this folder defines; empty for a person's own commands.
// `trustNow`: it is trusted from now on.
Prepared<void> checkTrust(Session &session, const QString &folder, bool trustNow);

// The text to print for values that cannot be run; empty: none. Looks at no file.
QString valueProblems(const Command &command, const ArgumentValues &values,
                      const QStringList &rest = {});

// Everything that a listed command and its values say of a run, with what the person set for it.
Prepared<void> fillFromValues(RunRequest &request, Session &session, const Command &command,
                              const ArgumentValues &given, const QStringList &rest);

} // namespace CommandRunner
