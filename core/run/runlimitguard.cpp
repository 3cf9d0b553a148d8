// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runlimitguard.h"

#include <QLocale>

#include <csignal>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int watchMs = 200;
// Of the limit: who came this far and failed was probably refused more.
constexpr int nearlyPercent = 90;
#ifdef SIGXCPU
constexpr int cpuSignal = SIGXCPU;
constexpr int killSignal = SIGKILL;
#else
constexpr int cpuSignal = -1;
constexpr int killSignal = -1;
#endif

QString sizeText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace

RunLimitGuard::RunLimitGuard(const ProcessTree &tree, QObject *parent)
    : QObject(parent),
      m_tree(tree)
{
    m_watch.setInterval(watchMs);
    connect(&m_watch, &QTimer::timeout, this, &RunLimitGuard::look);
}

void RunLimitGuard::prepare(const RunRequest &request, const QProcessEnvironment &environment,
                            std::function<void()> done)
{
    m_limits = request.limits;
    if (ResourceScope::isWanted(m_limits))
        m_scope.prepare(m_limits, request.runId, environment, std::move(done));
    else
        done();
}

RunLimits RunLimitGuard::limitsOfChild() const
{
    RunLimits limits = m_limits;
    if (m_scope.isAvailable())
        limits.memoryBytes = 0; // the group's is for all together, and counts what is really used
    return limits;
}

void RunLimitGuard::childStarted(qint64 pid)
{
    m_child = pid;
    if (m_limits.processes > 0 || m_scope.isAvailable())
        m_watch.start();
}

void RunLimitGuard::childEnded()
{
    m_scope.look(m_child);
}

void RunLimitGuard::look()
{
    m_scope.look(m_child);
    if (m_limits.processes == 0)
        return;
    const qsizetype count = m_tree.count();
    if (count <= m_limits.processes)
        return;
    m_watch.stop();
    Q_EMIT exceeded(
        u"it was ended: it had %1 processes, and no more than %2 are allowed"_s.arg(count).arg(
            m_limits.processes));
}

QString RunLimitGuard::explain(const RunOutcome &outcome) const
{
    if (outcome.state != RunState::Failed)
        return {};
    const QString time = u"%1 s of processor time"_s.arg(m_limits.cpuSeconds);
    // A shell that runs it tells the signal as 128 + its number.
    if (m_limits.cpuSeconds > 0
        && (outcome.signal == cpuSignal || outcome.exitCode == 128 + cpuSignal))
        return u"it was ended by the system: it had used up its limit of "_s + time
            + u" (SIGXCPU)"_s;
    if (m_limits.cpuSeconds > 0 && outcome.signal == killSignal
        && outcome.usage.cpuMs() >= m_limits.cpuSeconds * 1000)
        return u"it was killed by the system: it went on after its limit of "_s + time;
    if (m_limits.memoryBytes == 0)
        return {};
    const QString memory = sizeText(m_limits.memoryBytes);
    if (m_scope.ranOutOfMemory())
        return u"the system killed a process of it for want of memory: the run's limit is "_s
            + memory;
    if (m_scope.isAvailable() && outcome.signal == killSignal)
        return u"it was killed, probably by the system for its memory limit of "_s + memory;
    if (outcome.usage.peakMemoryBytes >= m_limits.memoryBytes / 100 * nearlyPercent)
        return u"it came up to its memory limit of %1, which may be why it failed"_s.arg(memory);
    return {};
}

} // namespace CommandRunner
