// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runfolder.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>

#include <sys/types.h>
#ifdef Q_OS_MACOS
# include <sys/sysctl.h>
# include <sys/time.h>
#endif

namespace CommandRunner {

using namespace Qt::StringLiterals;

#ifdef Q_OS_MACOS

std::optional<ProcessIdentity> ProcessIdentity::of(qint64 pid)
{
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, int(pid)};
    kinfo_proc info = {};
    size_t size = sizeof(info);
    if (pid <= 0 || ::sysctl(name, 4, &info, &size, nullptr, 0) != 0 || size == 0)
        return std::nullopt;
    if (info.kp_proc.p_stat == SZOMB)
        return std::nullopt;
    const timeval started = info.kp_proc.p_starttime;
    return ProcessIdentity{pid,
                           u"%1.%2"_s.arg(started.tv_sec).arg(started.tv_usec, 6, 10, QChar(u'0'))};
}

bool ProcessIdentity::isSuspended() const
{
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, int(pid)};
    kinfo_proc info = {};
    size_t size = sizeof(info);
    return pid > 0 && ::sysctl(name, 4, &info, &size, nullptr, 0) == 0 && size > 0
        && info.kp_proc.p_stat == SSTOP && isAlive();
}

#else

bool ProcessIdentity::isSuspended() const
{
    return false;
}

// No portable way to a start time: the pid alone has to do.
std::optional<ProcessIdentity> ProcessIdentity::of(qint64 pid)
{
    if (pid <= 0 || (::kill(pid_t(pid), 0) != 0 && errno != EPERM))
        return std::nullopt;
    return ProcessIdentity{pid, {}};
}

#endif

ProcessIdentity ProcessIdentity::current()
{
    const qint64 pid = QCoreApplication::applicationPid();
    return of(pid).value_or(ProcessIdentity{pid, {}});
}

bool ProcessIdentity::isAlive() const
{
    const auto now = of(pid);
    return now && (startTime.isEmpty() || *now == *this);
}

} // namespace CommandRunner
