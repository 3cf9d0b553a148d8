// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/processtree.h"

#include <cerrno>
#include <csignal>

#include <sys/types.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

class ProcessTree::Private
{
public:
    pid_t child = 0;
    bool childIsThere = false;

    bool groupLives() const { return child > 0 && (::kill(-child, 0) == 0 || errno == EPERM); }
};

ProcessTree::ProcessTree() : d(std::make_unique<Private>()) {}

ProcessTree::~ProcessTree() = default;

void ProcessTree::prepare() {}

void ProcessTree::setChild(qint64 pid)
{
    d->child = pid_t(pid);
    d->childIsThere = pid > 0;
}

void ProcessTree::childReaped()
{
    d->childIsThere = false;
}

void ProcessTree::askToEnd(bool hangUp)
{
    if (!d->groupLives())
        return;
    if (hangUp)
        ::kill(-d->child, SIGHUP);
    ::kill(-d->child, SIGTERM);
    ::kill(-d->child, SIGCONT);
}

void ProcessTree::kill()
{
    if (d->groupLives())
        ::kill(-d->child, SIGKILL);
}

bool ProcessTree::isEmpty() const
{
    return !d->childIsThere && !d->groupLives();
}

// Nobody can say how many the group has.
qint64 ProcessTree::tasksOfUser()
{
    return -1;
}

qsizetype ProcessTree::count() const
{
    return isEmpty() ? 0 : 1;
}

QStringList ProcessTree::names() const
{
    if (isEmpty())
        return {};
    return {u"process group %1"_s.arg(d->child)};
}

void ProcessTree::reapOrphans() {}

} // namespace CommandRunner
