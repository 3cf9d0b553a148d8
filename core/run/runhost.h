// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlog.h"
#include "core/run/childstreams.h"
#include "core/run/hostserver.h"
#include "core/run/processtree.h"
#include "core/run/runfolder.h"
#include "core/run/runlimitguard.h"
#include "core/run/runusage.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace CommandRunner {

// One run, from its request to its outcome: the heart of commandrunner-host.
//
// The run is over at the end of file on all of the child's output AND the exit of the child. A
// grandchild that still holds the output keeps the run going; one that does not (a daemon) is left
// alone and named in the outcome. Stop, timeout and a limit that the host watches over end the
// whole tree, whoever it is, whatever the child's own end was.
//
// If the host itself is killed (SIGKILL), its child is left running: what it does may matter more
// than its output, of which nothing is kept from then on (its next write fails with SIGPIPE).
// Followers see the host vanish and say "interrupted".
class RunHost final : public QObject
{
    Q_OBJECT
public:
    explicit RunHost(const QString &runFolder, QObject *parent = nullptr);
    ~RunHost() override;

    // Errors: AlreadyExists when this run has, or had, a host; nothing is touched then. Everything
    // else ends in done().
    Result<void> start();

    void systemAsksToEnd(); // SIGTERM to the host: the child is stopped in order
    void childChanged();    // SIGCHLD

Q_SIGNALS:
    void done(const CommandRunner::RunOutcome &outcome); // once; outcome.json is written and told

private:
    enum class Stage { Starting, Running, Ending };
    enum class StopPhase { None, Polite, Killing };

    Result<void> takeSecrets();
    void prepareChild();
    void startChild(const QProcessEnvironment &environment, const QString &program);
    void startProcess();
    void processStarted();
    void processFailed();
    void processFinished(int exitCode, QProcess::ExitStatus status);
    void armTimeout();
    Result<void> meetWish(const QJsonObject &message);
    void stop(RunState reason);
    void killTree();
    void watch();
    void endWithTree();
    void sampleUsage();
    void limitExceeded(const QString &why);
    void watchKilling(bool everyoneGone);
    void lookAtTerminal();
    void tellTerminal();
    void failToStart(int exitCode, const QString &reason);
    void complete();
    void storeOutcome();
    void leave();
    bool everyoneGone() const { return m_childExited && m_tree.isEmpty(); }

    const RunFolder m_folder;
    RunRequest m_request;
    HostDescription m_description;
    RunOutcome m_outcome;
    OutputLogWriter m_log;
    ProcessTree m_tree;
    RunLimitGuard m_guard{m_tree};
    RunUsageMeter m_usage;
    std::unique_ptr<ChildStreams> m_streams;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<HostServer> m_server;

    Stage m_stage = Stage::Starting;
    StopPhase m_stopPhase = StopPhase::None;
    RunState m_stopReason = RunState::Running; // Stopped or TimedOut once a stop began
    bool m_childExited = false;
    bool m_triedShell = false;
    bool m_gaveUp = false; // somebody could not be killed
    bool m_left = false;
    int m_storeAttempts = 0;
    QTimer m_timeout;
    QTimer m_grace;
    QTimer m_watch;
    QTimer m_leaving; // looks who stays
    QTimer m_sample;
    QTimer m_terminalLook;
    QElapsedTimer m_running;
    QElapsedTimer m_killing;
    QElapsedTimer m_gone; // since everyone has ended
    QElapsedTimer m_over; // since the run ended by itself, with somebody left
};

} // namespace CommandRunner
