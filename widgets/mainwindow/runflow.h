// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/commandcatalog.h"
#include "core/workspace/runservice.h"

#include <QObject>

#include <functional>

class QWidget;

namespace CommandRunner {

class SecretService;

// What a person's press of Run asks for: exact words, the command's environment, standard input
// open. The run gets a new id.
RunRequest runRequestFor(const Command &command, const ArgumentValues &values,
                         const QString &freeArguments, const QStringList &freeWords,
                         const QDateTime &now);

// From the wish to run to the run. Questions are windows of their own that stop nothing else.
class RunFlow final : public QObject
{
    Q_OBJECT
public:
    // All outlive us; the window is the parent of the questions.
    RunFlow(RunService &runs, CommandCatalog &catalog, const Clock &clock, QWidget *window);

    void setSecrets(SecretService *secrets) { m_secrets = secrets; } // outlives us

    // Runs asked for before wait for it: without the login shell's PATH half the tools of a desktop
    // session are not found.
    void setLoginPath(const QString &path);
    QString loginPath() const { return m_loginPath.value_or(QString()); }
    bool knowsLoginPath() const { return m_loginPath.has_value(); }
    // Of runs started from now on: how long Stop waits before it kills.
    void setStopGrace(qint64 milliseconds) { m_stopGraceMs = milliseconds; }
    // Of runs started from now on: how many bytes of output are kept; 0: all.
    void setOutputLimit(qint64 bytes) { m_outputLimit = bytes; }
    // Asked when a run in a terminal starts: what the pane that will show it has room for.
    void setTerminalSize(std::function<TerminalSize()> size) { m_terminalSize = std::move(size); }
    // For runs in a terminal; see writeReadlineConfig(). A command's own INPUTRC stays.
    void setReadlineConfig(const QString &path) { m_readlineConfig = path; }
    // The window ends: what was asked for starts with our own PATH rather than never.
    void startWaiting();

    // The person was asked for trust and confirmation already (CommandsPage does). False: the free
    // arguments are no words.
    bool run(const Command &command, const ArgumentValues &values, const QString &freeArguments,
             const CommandSettings &settings);
    // A program that no list has, in a terminal, since nobody knows whether it asks or paints.
    void runProgram(const QStringList &argv, const QString &folder);
    // The same request under a new id; asks for trust and confirmation, since both may have
    // changed.
    void runAgain(const RunRecord &record);

Q_SIGNALS:
    void waitingForLoginPath();
    void startFailed(const CommandRunner::RunRequest &request, const CommandRunner::Error &error);
    void failed(const CommandRunner::Error &error); // before the run began

private:
    void runAdjusted(const Command &command, const ArgumentValues &values,
                     const QString &freeArguments, const QStringList &freeWords,
                     const CommandSettings &settings);
    void start(RunRequest request);
    void askForSecrets(RunRequest request);
    void fetchSecrets(const RunRequest &request);
    qint64 graceOf(const RunRequest &request) const;

    RunService &m_runs;
    CommandCatalog &m_catalog;
    const Clock &m_clock;
    QWidget *m_window;
    SecretService *m_secrets = nullptr;
    qint64 m_stopGraceMs = RunRequest().graceMs;
    qint64 m_outputLimit = RunRequest().outputLimit;
    std::function<TerminalSize()> m_terminalSize;
    QString m_readlineConfig;
    std::optional<QString> m_loginPath;
    QList<RunRequest> m_waiting;
};

} // namespace CommandRunner
