// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/computer/computercommands.h"

namespace CommandRunner {

// One command for each service and timer of this user's systemd, with what to do with it as a
// choice. Left out: templates, which need an instance; masked units; other names of a unit.
QList<Command> systemdUnits(const ComputerPlaces &places);

} // namespace CommandRunner
