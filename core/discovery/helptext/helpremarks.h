// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"

namespace CommandRunner {

// Takes over what the help says of a parameter in the ways of the usual libraries: "(default: x)",
// "[default: x; required]", "[possible values: a, b]", "[0<=x<=5]", "can be given more than once".
void applyHelpRemarks(Parameter &parameter, const QString &help);

} // namespace CommandRunner
