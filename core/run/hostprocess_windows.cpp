// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostprocess.h"

#include <windows.h>

namespace CommandRunner {

void detachHostProcess()
{
    ::FreeConsole();
}

// A program without a console or a window is told of nothing.
class HostSignals::Private
{
};

HostSignals::HostSignals(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) {}

HostSignals::~HostSignals() = default;

} // namespace CommandRunner
