// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/waitingtext.h"

#include <QCoreApplication>

namespace CommandRunner {

QString waitingText(const WaitingRun &run, const QueueSettings &settings)
{
    const auto tr = [](const char *text, int n = -1) {
        return QCoreApplication::translate("CommandRunner::WaitingText", text, nullptr, n);
    };
    switch (run.reason) {
    case WaitingRun::Reason::Turn:
        return tr("starts next");
    case WaitingRun::Reason::Pause:
        return tr("waits: the queue is paused");
    case WaitingRun::Reason::Limit:
        return tr("waits until fewer than %n run", settings.limit);
    case WaitingRun::Reason::Series:
        return tr("waits for the end of another run of this command");
    }
    return {};
}

} // namespace CommandRunner
