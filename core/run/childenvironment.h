// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrequest.h"

#include <QProcessEnvironment>

#include <expected>

namespace CommandRunner {

// What the child gets: the inherited environment, what runs need, then the request's own changes,
// which win. Set for every run: COMMANDRUNNER_RUN_ID, PYTHONUNBUFFERED=1 (else Python holds its
// output back on a pipe) unless it is there; for terminal runs TERM=xterm-256color.
QProcessEnvironment childEnvironment(const RunRequest &request,
                                     const QProcessEnvironment &inherited);

// Why a program cannot be started.
struct StartFailure {
    int exitCode = 125; // 127 not found, 126 not executable, 125 anything else
    QString reason;     // English, names the program, and the PATH where one was searched
};

// The file to start: argv[0] searched in the child's PATH, with its working directory.
std::expected<QString, StartFailure> findProgram(const RunRequest &request,
                                                 const QProcessEnvironment &environment);

// After the system refused to start a file that findProgram() had found; systemText is its reason.
StartFailure explainRefusedStart(const QString &program, const QString &systemText);

// A text file without a "#!" line: the system refuses it, shells run it with sh, and so do we.
bool isShellScriptWithoutInterpreter(const QString &program);

} // namespace CommandRunner
