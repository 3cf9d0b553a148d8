// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runfolder.h"

#include <QCoreApplication>
#include <QFile>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Differs after every boot: ticks count from there, so pid and ticks alone could meet again.
QString bootId()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(file.readAll().trimmed());
}

} // namespace

std::optional<ProcessIdentity> ProcessIdentity::of(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (pid <= 0 || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    // The name in parentheses may hold spaces and parentheses of its own; the state (field 3)
    // follows the last one.
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype startTicks = 22 - 3;
    if (fields.size() <= startTicks)
        return std::nullopt;
    // Ended, only not yet waited for by its parent.
    if (fields.first() == "Z" || fields.first() == "X")
        return std::nullopt;
    return ProcessIdentity{pid, bootId() + u':' + QString::fromLatin1(fields.at(startTicks))};
}

ProcessIdentity ProcessIdentity::current()
{
    const qint64 pid = QCoreApplication::applicationPid();
    return of(pid).value_or(ProcessIdentity{pid, {}});
}

bool ProcessIdentity::isAlive() const
{
    const auto now = of(pid);
    return now && *now == *this;
}

} // namespace CommandRunner
