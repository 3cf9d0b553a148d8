// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostprocess.h"

#include <windows.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void detachHostProcess()
{
    ::FreeConsole();
}

QString hostSocketName(HostSocketPlace, const QString &, const QString &runId)
{
    return u"commandrunner-"_s + runId;
}

// A program without a console or a window is told of nothing.
class HostSignals::Private
{
};

HostSignals::HostSignals(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) {}

HostSignals::~HostSignals() = default;

} // namespace CommandRunner
