// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <atomic>

class QProcess;

namespace CommandRunner {

struct ToolRequest {
    QString program; // name (looked up in the environment's PATH) or path
    QStringList arguments;
    QString workingDirectory;
    QProcessEnvironment environment;
    int timeoutMs = 20'000;
    qint64 outputLimit = 16LL << 20; // bytes of standard output
};

struct ToolOutput {
    enum class State { Finished, FailedToStart, TimedOut, Cancelled, TooMuchOutput };
    State state = State::FailedToStart;
    int exitCode = -1; // of Finished; -1 when a signal ended it
    QByteArray standardOutput;
    QByteArray standardError; // its last 64 KiB
    QString detail;           // why it could not be started
};

// Runs a tool to its end in the calling thread (never the GUI's): null stdin, a process group of
// its own, which is killed as a whole in the end, whatever the reason.
ToolOutput runTool(const ToolRequest &request, const std::atomic_bool &cancelled);

// Our environment with `path` as its PATH, where given.
QProcessEnvironment toolEnvironment(const QString &path);
// The program's absolute path; empty when PATH does not have it.
QString findTool(const QString &name, const QString &path);

// Per system: makes the child the leader of a group, and kills that group.
void startInOwnGroup(QProcess &process);
void killGroup(qint64 leader);

} // namespace CommandRunner
