// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/commandline.h"
#include "core/command/shellwords.h"

#include <QString>

namespace CommandRunner {

// "--skip-checks" and "skip_checks" are read as "Skip checks"; names in capitals stay as they are.
QString parameterTitle(const Parameter &parameter);

// Spellings, range and default, for the tooltip of a field.
QString parameterToolTip(const Parameter &parameter);

// What is wrong with a value and what to do, in words; a sentence to stand at the field.
QString problemText(const ArgumentProblem &problem, const Parameter &parameter);
QString problemText(const ShellWordsError &error);

} // namespace CommandRunner
