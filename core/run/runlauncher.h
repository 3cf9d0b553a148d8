// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/run/runrequest.h"

#include <QProcessEnvironment>
#include <QString>

#include <optional>

namespace CommandRunner {

// Writes a run's folder and starts its host, detached: the host outlives us. Takes a few
// milliseconds; call it from a worker in programs with a window. The caller has written the run's
// row before.
class RunLauncher final
{
public:
    // hostProgram: full path of commandrunner-host; hostProgramBesideUs() finds it.
    RunLauncher(QString runsFolder, QString hostProgram);

    // Errors: Io / PermissionDenied (folder), Process (the host did not start).
    // The child's environment is what `environment` is, ours when it is not given, and the
    // request's changes to it.
    Result<void> launch(const RunRequest &request,
                        const std::optional<QProcessEnvironment> &environment = {}) const;

    // Next to the running program, or ../libexec/commandrunner/; COMMANDRUNNER_HOST overrides.
    static QString hostProgramBesideUs();

private:
    QString m_runsFolder;
    QString m_hostProgram;
};

} // namespace CommandRunner
