// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runusage.h"

#include <QFile>

#include <algorithm>

#include <sys/resource.h>

namespace CommandRunner {

namespace {

qint64 milliseconds(const timeval &time)
{
    return qint64(time.tv_sec) * 1000 + time.tv_usec / 1000;
}

constexpr qint64 growth = 1 << 20; // bytes; what we may have grown between start() and the fork

RunUsage usageOf(int whom)
{
    struct rusage usage = {};
    if (::getrusage(whom, &usage) != 0)
        return {};
    RunUsage result;
    result.userCpuMs = milliseconds(usage.ru_utime);
    result.systemCpuMs = milliseconds(usage.ru_stime);
#ifdef Q_OS_MACOS
    result.peakMemoryBytes = usage.ru_maxrss;
#else
    result.peakMemoryBytes = qint64(usage.ru_maxrss) * 1024;
#endif
#ifdef Q_OS_LINUX
    result.writtenBytes = qint64(usage.ru_oublock) * 512;
#endif
    return result;
}

} // namespace

void RunUsageMeter::start()
{
    m_before = usageOf(RUSAGE_CHILDREN);
    m_ownPeak = usageOf(RUSAGE_SELF).peakMemoryBytes;
    m_started = true;
}

// Where there is no /proc, nothing is sampled.
void RunUsageMeter::sample(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            m_sampledPeak = std::max(m_sampledPeak,
                                     line.mid(6).chopped(2).trimmed().toLongLong() * 1024);
    }
}

RunUsage RunUsageMeter::read() const
{
    RunUsage usage = m_started ? usageOf(RUSAGE_CHILDREN) : RunUsage();
    if (!usage.isKnown() || !m_before.isKnown())
        return {};
    usage.userCpuMs -= m_before.userCpuMs;
    usage.systemCpuMs -= m_before.systemCpuMs;
    if (usage.writtenBytes >= 0)
        usage.writtenBytes -= m_before.writtenBytes;
    // A maximum cannot be taken apart: a helper of ours may have been the largest, or our own fork.
    if (usage.peakMemoryBytes == m_before.peakMemoryBytes
        || usage.peakMemoryBytes <= m_ownPeak + growth)
        usage.peakMemoryBytes = m_sampledPeak;
    return usage;
}

} // namespace CommandRunner
