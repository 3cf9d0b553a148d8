// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runcontext.h"
#include "core/run/runrequest.h"

#include <QDateTime>
#include <QHash>

#include <atomic>

namespace CommandRunner {

// Finds out where and with what a run is started. Starts programs (git, an interpreter that is
// asked for its version), so never in the GUI's thread; 10 s at most. One thread at a time.
class RunContextProbe final
{
public:
    // `trusted`: the run's folder is. git runs what a repository's configuration names when it is
    // asked for changes, so only then it is; the revision is read in any case.
    RunContext look(const RunRequest &request, bool trusted, const std::atomic_bool &cancelled);

private:
    struct Version {
        QDateTime modified; // of the program that said so
        QString text;
    };

    void lookAtProgram(const RunRequest &request, RunContext &context,
                       const std::atomic_bool &cancelled);
    QString versionOf(const QString &program, const std::atomic_bool &cancelled);

    QHash<QString, Version> m_versions; // by program
};

} // namespace CommandRunner
