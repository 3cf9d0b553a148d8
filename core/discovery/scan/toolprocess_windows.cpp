// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/toolprocess.h"

#include <QProcess>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void startInOwnGroup(QProcess &process)
{
    process.setCreateProcessArgumentsModifier([](QProcess::CreateProcessArguments *arguments) {
        arguments->flags |= 0x08000000; // CREATE_NO_WINDOW
    });
}

void killGroup(qint64 leader)
{
    QProcess::execute(u"taskkill"_s, {u"/F"_s, u"/T"_s, u"/PID"_s, QString::number(leader)});
}

} // namespace CommandRunner
