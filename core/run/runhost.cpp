// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runhost.h"

#include "core/base/logging.h"
#include "core/run/childenvironment.h"
#include "core/run/secrethandover.h"

#include <QFileInfo>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int politeWatchMs = 100; // for descendants; the child's own end is told by a signal
constexpr int killingWatchMs = 20;
constexpr qint64 killingMs = 5000;       // then whoever is left is a survivor
constexpr qint64 outputAfterAllMs = 500; // for output that a stranger holds
// Who is about to end when the run does is not left running.
constexpr int leavingLookMs = 20;
constexpr qint64 leavingMs = 200;
// Of the child's memory; see RunUsageMeter. Rarer and rarer: most programs that last do not grow.
constexpr int firstSampleMs = 20;
constexpr int slowestSampleMs = 10'000;
constexpr int storeAttempts = 20;
constexpr int storeRetryMs = 500;
constexpr int farewellMs = 1000; // for followers to take the last message
// A program that asks for a password prints its question before or after it switches the echo off.
constexpr int terminalLookMs = 50;
constexpr int otherFailure = 125;
// Bytes of input; while more waits, who sends it is not told to go on.
constexpr qint64 littleInput = 1 << 20;

QDateTime now()
{
    return QDateTime::currentDateTimeUtc();
}

// A timer takes an int; asked again when it fires early.
int timerMs(qint64 ms)
{
    return int(std::clamp<qint64>(ms, 0, std::numeric_limits<int>::max()));
}

} // namespace

RunHost::RunHost(const QString &runFolder, QObject *parent)
    : QObject(parent),
      m_folder(runFolder),
      m_streams(std::make_unique<ChildStreams>(m_log)),
      m_process(std::make_unique<QProcess>())
{
    connect(m_streams.get(), &ChildStreams::grew, this, [this](qint64 size) {
        lookAtTerminal();
        m_server->tellSize(size);
    });
    connect(m_streams.get(), &ChildStreams::ended, this, &RunHost::watch);
    connect(m_streams.get(), &ChildStreams::inputTaken, this, [this] {
        lookAtTerminal();
        if (m_server)
            m_server->answerSyncs();
    });
    connect(m_process.get(), &QProcess::started, this, &RunHost::processStarted);
    connect(m_process.get(), &QProcess::finished, this, &RunHost::processFinished);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) // finished() is not emitted for this one only
            QMetaObject::invokeMethod(this, &RunHost::processFailed, Qt::QueuedConnection);
    });
    connect(&m_guard, &RunLimitGuard::exceeded, this, &RunHost::limitExceeded);
    m_terminalLook.setInterval(terminalLookMs);
    connect(&m_terminalLook, &QTimer::timeout, this, &RunHost::tellTerminal);
    for (QTimer *timer : {&m_timeout, &m_grace, &m_terminalLook}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_timeout, &QTimer::timeout, this, &RunHost::armTimeout);
    connect(&m_grace, &QTimer::timeout, this, &RunHost::killTree);
    connect(&m_watch, &QTimer::timeout, this, &RunHost::watch);
    connect(&m_leaving, &QTimer::timeout, this, &RunHost::watch);
    m_sample.setSingleShot(true);
    connect(&m_sample, &QTimer::timeout, this, &RunHost::sampleUsage);
}

RunHost::~RunHost()
{
    // QProcess's destructor would wait for a child that not even SIGKILL has ended.
    if (m_process->state() != QProcess::NotRunning)
        std::ignore = m_process.release();
}

Result<void> RunHost::start()
{
    if (!QFileInfo(m_folder.path()).isDir())
        return fail(ErrorCode::NotFound, m_folder.path(), u"there is no such run folder"_s);
    if (QFileInfo::exists(m_folder.hostFile()) || QFileInfo::exists(m_folder.outcomeFile()))
        return fail(ErrorCode::AlreadyExists, m_folder.path(), u"this run has a host already"_s);
    auto request = m_folder.readRequest();
    if (request)
        m_request = *request;
    m_server = std::make_unique<HostServer>(m_request.runId, [this](const QJsonObject &message) {
        return meetWish(message);
    });
    m_server->holdSyncsWhile([this] { return m_streams->waitingInput() > littleInput; });
    if (!request) {
        failToStart(otherFailure, u"the request cannot be read: "_s + request.error().toString());
        return {};
    }
    if (const auto taken = takeSecrets(); !taken) {
        failToStart(otherFailure, taken.error().toString());
        return {};
    }
    m_log.setLimit(m_request.outputLimit);
    if (const auto opened = m_log.open(m_folder.log(), m_folder.index()); !opened) {
        if (opened.error().code == ErrorCode::AlreadyExists)
            return opened;
        failToStart(otherFailure, u"the output cannot be kept: "_s + opened.error().toString());
        return {};
    }
    // Without a socket the run goes on, seen through its files only.
    if (const auto listening = m_server->listen(m_folder.path()); !listening)
        qCWarning(logRun, "%s", qPrintable(listening.error().toString()));
    m_description.protocol = HostProtocol::version;
    m_description.host = ProcessIdentity::current();
    m_description.socket = m_server->socketName();
    if (const auto listed = m_folder.writeHost(m_description); !listed) {
        failToStart(otherFailure,
                    u"the run's folder cannot be written: "_s + listed.error().toString());
        return {};
    }
    prepareChild();
    return {};
}

// The request's own file has marks in their place.
Result<void> RunHost::takeSecrets()
{
    if (m_request.secrets.isEmpty())
        return {};
    keepMemoryPrivate();
    QByteArray values = SecretHandover::take();
    const auto taken = takeSecretValues(m_request.secrets, values);
    values.fill('\0');
    if (taken)
        revealSecrets(m_request);
    return taken;
}

void RunHost::prepareChild()
{
    const QProcessEnvironment environment = childEnvironment(
        m_request, QProcessEnvironment::systemEnvironment());
    const auto program = findProgram(m_request, environment);
    if (!program) {
        failToStart(program.error().exitCode, program.error().reason);
        return;
    }
    m_guard.prepare(m_request, environment,
                    [this, environment, program = *program] { startChild(environment, program); });
}

void RunHost::startChild(const QProcessEnvironment &environment, const QString &program)
{
    if (const auto prepared = m_streams->prepare(*m_process, m_request, m_guard.limitsOfChild());
        !prepared) {
        failToStart(otherFailure, prepared.error().toString());
        return;
    }
    m_tree.prepare();
    m_process->setProgram(program);
    m_process->setArguments(m_request.argv.mid(1));
    m_guard.wrap(*m_process);
    m_usage.start();
    m_process->setProcessEnvironment(environment);
    if (!m_request.workingDirectory.isEmpty())
        m_process->setWorkingDirectory(m_request.workingDirectory);
    startProcess();
}

void RunHost::startProcess()
{
    m_process->start(QIODevice::ReadOnly);
    // At once: the child's own end may come before started() is emitted, and its exit status is
    // QProcess's to take.
    m_tree.setChild(m_process->processId());
}

void RunHost::processStarted()
{
    m_stage = Stage::Running;
    m_outcome.started = now();
    m_running.start();
    const qint64 pid = m_process->processId();
    m_streams->childStarted();
    m_description.child = ProcessIdentity::of(pid).value_or(ProcessIdentity{pid, {}});
    if (const auto listed = m_folder.writeHost(m_description); !listed)
        qCWarning(logRun, "%s", qPrintable(listed.error().toString()));
    m_server->tellStarted(m_description.child);
    m_guard.childStarted(pid);
    m_sample.start(firstSampleMs);
    if (m_request.timeoutMs > 0)
        armTimeout();
    lookAtTerminal();
    if (m_stopReason != RunState::Running)
        stop(m_stopReason);
}

void RunHost::processFailed()
{
    const QString program = m_process->program();
    if (!m_triedShell && isShellScriptWithoutInterpreter(program)) {
        m_triedShell = true;
        m_process->setArguments(QStringList(program) + m_request.argv.mid(1));
        m_process->setProgram(u"/bin/sh"_s);
        startProcess();
        return;
    }
    const StartFailure failure = explainRefusedStart(
        m_triedShell ? m_process->arguments().first() : program, m_process->errorString());
    failToStart(failure.exitCode, failure.reason);
}

void RunHost::armTimeout()
{
    const qint64 left = m_request.timeoutMs - m_running.elapsed();
    if (left > 0)
        m_timeout.start(timerMs(left));
    else
        stop(RunState::TimedOut);
}

void RunHost::processFinished(int exitCode, QProcess::ExitStatus status)
{
    m_childExited = true;
    m_guard.childEnded();
    m_tree.childReaped();
    m_tree.reapOrphans();
    // For a crash, Qt gives the number of the signal as exit code.
    m_outcome.exitCode = status == QProcess::NormalExit ? exitCode : -1;
    m_outcome.signal = status == QProcess::CrashExit ? exitCode : 0;
    m_server->tellChildExited(m_outcome.exitCode, m_outcome.signal);
    watch();
}

void RunHost::childChanged()
{
    m_tree.reapOrphans();
    if (m_stopPhase != StopPhase::None)
        watch();
}

void RunHost::systemAsksToEnd()
{
    // A run that was started from within another one, as a chain's step is, ends with that.
    const QString above = qEnvironmentVariable("COMMANDRUNNER_RUN_ID");
    if (m_stage != Stage::Ending && m_outcome.error.isEmpty())
        m_outcome.error = above.isEmpty()
            ? u"the system asked the run's host to end (SIGTERM)"_s
            : u"stopped with the run that started it, %1, or by the system (SIGTERM)"_s.arg(above);
    stop(RunState::Stopped);
}

Result<void> RunHost::meetWish(const QJsonObject &message)
{
    const QString type = message.value("type"_L1).toString();
    if (type == "terminate"_L1) {
        stop(RunState::Stopped);
    } else if (type == "kill"_L1) {
        stop(RunState::Stopped);
        killTree();
    } else if (type == "input"_L1) {
        const auto decoded = QByteArray::fromBase64Encoding(
            message.value("data"_L1).toString().toLatin1(),
            QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return fail(ErrorCode::InvalidFormat, u"input"_s, u"\"data\" is not base64"_s);
        return m_streams->write(decoded.decoded);
    } else if (type == "eof"_L1) {
        m_streams->closeInput();
    } else if (type == "resize"_L1) {
        return m_streams->resize({message.value("columns"_L1).toInt(),
                                  message.value("rows"_L1).toInt()});
    }
    return {};
}

// Nobody says when a program changes its terminal: it does so when it asks and when it was
// answered.
void RunHost::lookAtTerminal()
{
    if (!m_request.terminal || m_stage != Stage::Running)
        return;
    tellTerminal();
    if (!m_terminalLook.isActive())
        m_terminalLook.start();
}

void RunHost::tellTerminal()
{
    if (const auto mode = m_streams->inputMode())
        m_server->tellTerminal(*mode);
}

void RunHost::stop(RunState reason)
{
    if (m_stage == Stage::Ending || m_stopPhase != StopPhase::None)
        return;
    if (m_stopReason == RunState::Running)
        m_stopReason = reason;
    if (m_stage == Stage::Starting)
        return; // as soon as it has started
    m_stopPhase = StopPhase::Polite;
    m_timeout.stop();
    m_tree.askToEnd(m_request.terminal);
    m_grace.start(timerMs(m_request.graceMs));
    m_watch.start(politeWatchMs);
}

void RunHost::killTree()
{
    if (m_stage != Stage::Running || m_stopPhase == StopPhase::Killing)
        return;
    m_stopPhase = StopPhase::Killing;
    m_grace.stop();
    m_killing.start();
    m_watch.start(killingWatchMs);
    watch();
}

// Whether the run is at its end, and what is still to be done for it.
void RunHost::watch()
{
    if (m_stage != Stage::Running)
        return;
    if (m_stopPhase == StopPhase::None) {
        if (m_childExited && m_streams->atEnd())
            endWithTree();
        return;
    }
    if (m_stopPhase == StopPhase::Killing)
        m_tree.kill();
    const bool gone = everyoneGone();
    if (m_streams->atEnd() && (gone || m_gaveUp))
        complete();
    else if (m_stopPhase == StopPhase::Killing)
        watchKilling(gone);
}

// The run has ended by itself. Whoever stays is somebody that it left behind on purpose.
void RunHost::endWithTree()
{
    if (!m_over.isValid()) {
        m_over.start();
        m_outcome.ended = now();
    }
    m_tree.reapOrphans();
    if (!m_tree.isEmpty()) {
        if (m_over.elapsed() < leavingMs) {
            m_leaving.start(leavingLookMs);
            return;
        }
        m_outcome.leftRunning = m_tree.names();
    }
    complete();
}

void RunHost::sampleUsage()
{
    if (m_childExited)
        return;
    m_usage.sample(m_description.child.pid);
    m_sample.start(std::min(2 * m_sample.interval(), slowestSampleMs));
}

// Nobody asks politely whoever multiplies.
void RunHost::limitExceeded(const QString &why)
{
    if (m_stopPhase != StopPhase::None || m_stage != Stage::Running)
        return;
    m_outcome.error = why;
    m_stopReason = RunState::Failed;
    m_timeout.stop();
    killTree();
}

void RunHost::watchKilling(bool gone)
{
    if (gone && !m_gone.isValid())
        m_gone.start();
    if (gone && m_gone.elapsed() > outputAfterAllMs) {
        m_streams->abandon();
    } else if (!gone && !m_gaveUp && m_killing.elapsed() > killingMs) {
        m_gaveUp = true;
        m_outcome.survivors = m_tree.names();
        m_streams->abandon();
        watch();
    }
}

void RunHost::failToStart(int exitCode, const QString &reason)
{
    m_streams->discard();
    m_outcome.state = RunState::FailedToStart;
    m_outcome.exitCode = exitCode;
    m_outcome.error = reason;
    // done() must not come before start() has returned.
    QMetaObject::invokeMethod(this, &RunHost::complete, Qt::QueuedConnection);
}

void RunHost::complete()
{
    if (m_stage == Stage::Ending)
        return;
    m_stage = Stage::Ending;
    for (QTimer *timer : {&m_timeout, &m_grace, &m_watch, &m_leaving, &m_sample, &m_terminalLook})
        timer->stop();
    m_log.close();
    if (!m_over.isValid() || m_stopPhase != StopPhase::None)
        m_outcome.ended = now();
    m_outcome.outputBytes = m_log.size();
    m_outcome.lines = m_log.lines();
    m_outcome.redactions = m_streams->redactions();
    m_outcome.outputLostFrom = m_log.lostFrom();
    m_outcome.outputDroppedFrom = m_log.droppedFrom();
    m_outcome.outputDroppedTo = m_log.droppedTo();
    m_outcome.outputError = m_log.writeError();
    if (m_outcome.state != RunState::FailedToStart) {
        m_tree.reapOrphans();
        m_outcome.usage = m_usage.read();
        if (m_stopReason != RunState::Running)
            m_outcome.state = m_stopReason;
        else
            m_outcome.state = m_outcome.exitCode == 0 ? RunState::Succeeded : RunState::Failed;
        if (m_outcome.error.isEmpty())
            m_outcome.error = m_guard.explain(m_outcome);
    }
    storeOutcome();
}

void RunHost::storeOutcome()
{
    const auto stored = m_folder.writeOutcome(m_outcome);
    if (!stored && ++m_storeAttempts < storeAttempts) {
        // A full disk may have room again in a moment.
        qCWarning(logRun, "%s", qPrintable(stored.error().toString()));
        QTimer::singleShot(storeRetryMs, this, &RunHost::storeOutcome);
        return;
    }
    connect(m_server.get(), &HostServer::idle, this, &RunHost::leave);
    QTimer::singleShot(farewellMs, this, &RunHost::leave);
    m_server->tellFinished(m_outcome);
}

void RunHost::leave()
{
    if (!std::exchange(m_left, true))
        Q_EMIT done(m_outcome);
}

} // namespace CommandRunner
