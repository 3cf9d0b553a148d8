// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/terminationsignals.h"

namespace CommandRunner {

// Windows asks windows to close themselves; Qt handles that.
class TerminationSignals::Private final
{
};

TerminationSignals::TerminationSignals(QObject *parent) : QObject(parent) {}

TerminationSignals::~TerminationSignals() = default;

} // namespace CommandRunner
