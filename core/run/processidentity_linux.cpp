// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runfolder.h"

#include <QCoreApplication>
#include <QFile>

#include <csignal>

#include <sys/types.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype startTicks = 22 - 3; // the 22nd field, counted from the state

// Differs after every boot: ticks count from there, so pid and ticks alone could meet again. Empty:
// it cannot be read, for want of file descriptors perhaps.
QString readBootId()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(file.readAll().trimmed());
}

QString bootId()
{
    static const QString known = readBootId();
    return known.isEmpty() ? readBootId() : known;
}

// From the state on; empty: there is no such process, or it cannot be read.
QList<QByteArray> statFields(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (pid <= 0 || !file.open(QIODevice::ReadOnly))
        return {};
    // The name in parentheses may hold spaces and parentheses of its own; the state (field 3)
    // follows the last one.
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return fields.size() > startTicks ? fields : QList<QByteArray>();
}

// Ended, only not yet waited for by its parent.
bool isZombie(const QList<QByteArray> &fields)
{
    return fields.first() == "Z" || fields.first() == "X";
}

ProcessIdentity identityOf(qint64 pid, const QList<QByteArray> &fields)
{
    return {pid, bootId() + u':' + QString::fromLatin1(fields.at(startTicks))};
}

// One of the two was made when the boot id could not be read: the ticks have to do.
bool isSameStart(const QString &one, const QString &other)
{
    if (one.startsWith(u':') || other.startsWith(u':'))
        return one.section(u':', -1) == other.section(u':', -1);
    return one == other;
}

} // namespace

std::optional<ProcessIdentity> ProcessIdentity::of(qint64 pid)
{
    const QList<QByteArray> fields = statFields(pid);
    if (fields.isEmpty() || isZombie(fields))
        return std::nullopt;
    return identityOf(pid, fields);
}

ProcessIdentity ProcessIdentity::current()
{
    const qint64 pid = QCoreApplication::applicationPid();
    return of(pid).value_or(ProcessIdentity{pid, {}});
}

bool ProcessIdentity::isSuspended() const
{
    const QList<QByteArray> fields = statFields(pid);
    return !fields.isEmpty() && (fields.first() == "T" || fields.first() == "t") && isAlive();
}

bool ProcessIdentity::isAlive() const
{
    if (pid <= 0)
        return false;
    const QList<QByteArray> fields = statFields(pid);
    // Not readable for want of descriptors or memory does not make it dead: a run would be
    // recorded as interrupted.
    if (fields.isEmpty())
        return ::kill(pid_t(pid), 0) == 0;
    if (isZombie(fields))
        return false;
    return startTime.isEmpty() || isSameStart(identityOf(pid, fields).startTime, startTime);
}

} // namespace CommandRunner
