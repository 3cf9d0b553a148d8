// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runfolder.h"

#include <QCoreApplication>

#include <windows.h>

namespace CommandRunner {

std::optional<ProcessIdentity> ProcessIdentity::of(qint64 pid)
{
    const HANDLE process = ::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE,
                                         DWORD(pid));
    if (!process)
        return std::nullopt;
    FILETIME created, exited, kernel, user;
    const bool known = ::GetProcessTimes(process, &created, &exited, &kernel, &user);
    // A process that has ended keeps its pid while anybody holds a handle to it.
    const bool ended = ::WaitForSingleObject(process, 0) == WAIT_OBJECT_0;
    ::CloseHandle(process);
    if (!known || ended)
        return std::nullopt;
    const quint64 ticks = quint64(created.dwHighDateTime) << 32 | created.dwLowDateTime;
    return ProcessIdentity{pid, QString::number(ticks)};
}

ProcessIdentity ProcessIdentity::current()
{
    const qint64 pid = QCoreApplication::applicationPid();
    return of(pid).value_or(ProcessIdentity{pid, {}});
}

bool ProcessIdentity::isSuspended() const
{
    return false;
}

bool ProcessIdentity::isAlive() const
{
    const auto now = of(pid);
    return now && (startTime.isEmpty() || *now == *this);
}

} // namespace CommandRunner
