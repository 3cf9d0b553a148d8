// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chainrunner.h"

#include "app/cli/commandrequest.h"
#include "app/cli/secrets.h"
#include "app/cli/steprun.h"
#include "core/output/logfile.h"
#include "core/output/outputdocument.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int stoppedExitCode = 128 + 15; // as a shell has it for the polite signal
constexpr qint64 tailBytes = 8192;        // of a failed step's output
constexpr qsizetype tailLines = 5;
constexpr qint64 lastWordsMs = 1000; // for us to tell and record how the steps ended

// How long the host that runs this chain waits after the polite signal; -1: no host does.
qint64 graceOfOurs(const Session &session)
{
    const QString runId = qEnvironmentVariable("COMMANDRUNNER_RUN_ID");
    const auto request = session.runFolder(runId).readRequest();
    return !runId.isEmpty() && request ? request->graceMs : -1;
}

Prepared<RunRequest> requestFor(Session &session, const ChainPlan::Step &step, qint64 mostGraceMs)
{
    RunRequest request;
    request.runId = newRunId(session.clock().now());
    // Nobody sits in front of it: a question meets the end of the input instead of waiting for
    // ever.
    request.standardInput = StandardInput::Closed;
    if (auto filled = fillFromValues(request, session, step.command, step.values, {}); !filled)
        return std::unexpected(filled.error());
    if (request.terminal || !request.initialInput.isEmpty())
        request.standardInput = StandardInput::Open;
    if (mostGraceMs >= 0)
        request.graceMs = std::min(request.graceMs, mostGraceMs);
    if (const auto fetched = fetchSecrets(session, request); !fetched)
        return std::unexpected(Refusal{ExitCode::ownFailure, fetched.error()});
    return request;
}

// The end of what it wrote, as a terminal shows it.
QStringList lastLines(const RunFolder &folder)
{
    LogFile log(folder.log());
    const qint64 from = std::max<qint64>(0, log.size() - tailBytes);
    QByteArray bytes(tailBytes, Qt::Uninitialized);
    bytes.truncate(std::max<qint64>(0, log.read(from, bytes.data(), bytes.size())));
    QList<QByteArray> lines = bytes.split('\n');
    if (from > 0)
        lines.removeFirst(); // most likely not whole
    QStringList texts;
    for (const QByteArray &line : std::as_const(lines)) {
        OutputLine shown;
        shown.bytes = line;
        if (const QString text = plainText(shown); !text.trimmed().isEmpty())
            texts.append(text);
    }
    return texts.last(std::min(tailLines, texts.size()));
}

} // namespace

ChainRunner::ChainRunner(Session &session, const Command &chain, ChainPlan plan)
    : m_session(session),
      m_chain(chain),
      m_plan(std::move(plan))
{
    if (const qint64 grace = graceOfOurs(session); grace >= 0)
        m_mostGraceMs = std::max<qint64>(grace - lastWordsMs, grace / 2);
}

ChainRunner::~ChainRunner() = default;

void ChainRunner::start()
{
    goOn();
}

void ChainRunner::stop()
{
    m_stopped = true;
    for (const auto &[index, step] : m_running)
        step->stop();
}

void ChainRunner::tell(qsizetype index, const QString &text) const
{
    printLine(tr("Step %1 of %2: %3").arg(index + 1).arg(m_plan.steps.size()).arg(text));
}

void ChainRunner::begin(qsizetype index)
{
    const ChainPlan::Step &planned = m_plan.steps.at(index);
    const auto request = requestFor(m_session, planned, m_mostGraceMs);
    if (!request) {
        stepEnded(index,
                  tr("%1 was not started: %2").arg(planned.command.name, request.error().text),
                  request.error().exitCode);
        return;
    }
    tell(index, tr("%1 starts, run %2").arg(planned.command.name, request->runId));
    auto made = std::make_unique<StepRun>(m_session, *request);
    StepRun &step = *made;
    m_running[index] = std::move(made);
    connect(&step, &StepRun::ended, this, [this, index, runId = request->runId] {
        m_running.at(index).release()->deleteLater(); // it is what calls us
        m_running.erase(index);
        const auto record = m_session.run(runId);
        if (record && record->state != RunState::Succeeded && record->state != RunState::Stopped) {
            for (const QString &line : lastLines(m_session.runFolder(runId)))
                printLine(u"    "_s + line);
        }
        if (record)
            stepEnded(index, describe(*record), record->outcome.processExitCode(),
                      record->state == RunState::Stopped);
        else
            stepEnded(index, describe(record.error()), ExitCode::ownFailure);
        goOn();
    });
    if (const auto started = step.start(); !started) {
        m_running.erase(index);
        stepEnded(index,
                  tr("%1 was not started: %2").arg(planned.command.name, describe(started.error())),
                  started.error().code == ErrorCode::Refused ? ExitCode::refused
                                                             : ExitCode::ownFailure);
    }
}

void ChainRunner::stepEnded(qsizetype index, const QString &text, int exitCode, bool stopped)
{
    tell(index, text);
    if (exitCode == 0 || (stopped && !m_failed.isEmpty())) // by us, since another one failed
        return;
    if (m_failed.isEmpty())
        m_exitCode = exitCode;
    m_failed.append(index);
    if (m_chain.goesOnAfterFailure)
        return;
    for (const auto &[other, step] : m_running)
        step->stop();
}

void ChainRunner::goOn()
{
    while (m_next < m_plan.steps.size() && !m_stopped
           && (m_failed.isEmpty() || m_chain.goesOnAfterFailure)
           && (m_running.empty() || m_chain.stepsInParallel))
        begin(m_next++);
    if (!m_running.empty())
        return;
    summarise();
    Q_EMIT ended(m_stopped ? stoppedExitCode : m_exitCode);
}

void ChainRunner::summarise() const
{
    if (m_stopped) {
        printLine(tr("The chain was stopped."));
    } else if (m_failed.isEmpty()) {
        printLine(tr("All steps succeeded."));
    } else {
        QStringList names;
        for (const qsizetype index : m_failed)
            names.append(m_plan.steps.at(index).command.name);
        printLine(tr("Failed: %1").arg(names.join(u", "_s)));
    }
    QStringList left;
    for (qsizetype index = m_next; index < m_plan.steps.size(); ++index)
        left.append(m_plan.steps.at(index).command.name);
    if (!left.isEmpty())
        printLine(tr("Not started: %1").arg(left.join(u", "_s)));
}

} // namespace CommandRunner
