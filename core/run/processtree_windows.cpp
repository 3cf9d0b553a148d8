// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/processtree.h"

#include <windows.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

class ProcessTree::Private
{
public:
    HANDLE job = nullptr;
    DWORD child = 0;
    bool childIsThere = false;

    DWORD activeProcesses() const
    {
        JOBOBJECT_BASIC_ACCOUNTING_INFORMATION information = {};
        if (!job
            || !::QueryInformationJobObject(job, JobObjectBasicAccountingInformation, &information,
                                            sizeof(information), nullptr))
            return 0;
        return information.ActiveProcesses;
    }
};

ProcessTree::ProcessTree() : d(std::make_unique<Private>()) {}

ProcessTree::~ProcessTree()
{
    if (d->job)
        ::CloseHandle(d->job);
}

void ProcessTree::prepare()
{
    // Without JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE: what a finished child left behind on purpose goes
    // on.
    d->job = ::CreateJobObjectW(nullptr, nullptr);
}

void ProcessTree::setChild(qint64 pid)
{
    d->child = DWORD(pid);
    d->childIsThere = pid > 0;
    if (pid <= 0)
        return;
    const HANDLE process = ::OpenProcess(PROCESS_SET_QUOTA | PROCESS_TERMINATE, FALSE, d->child);
    if (!process)
        return;
    ::AssignProcessToJobObject(d->job, process);
    ::CloseHandle(process);
}

void ProcessTree::childReaped()
{
    d->childIsThere = false;
}

void ProcessTree::askToEnd(bool)
{
    // Reaches console programs that were started in a group of their own.
    ::GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, d->child);
}

void ProcessTree::kill()
{
    ::TerminateJobObject(d->job, 1);
}

bool ProcessTree::isEmpty() const
{
    return !d->childIsThere && d->activeProcesses() == 0;
}

qint64 ProcessTree::tasksOfUser()
{
    return -1;
}

qsizetype ProcessTree::count() const
{
    return d->activeProcesses();
}

QStringList ProcessTree::names() const
{
    if (isEmpty())
        return {};
    return {u"%1 processes of job %2"_s.arg(d->activeProcesses()).arg(d->child)};
}

void ProcessTree::reapOrphans() {}

} // namespace CommandRunner
