// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

namespace CommandRunner {

// "mode = fast · jobs = 4"
QString stepValuesText(const ArgumentValues &values);
// What a chain runs and how, one step a line.
QString chainText(const Command &chain);

} // namespace CommandRunner
