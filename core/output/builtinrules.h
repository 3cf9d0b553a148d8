// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linerule.h"

namespace CommandRunner {

// The rule sets that come with the program, beside the classes of lines (SQL, progress, levels)
// that take more than one line to know. Names are English: whoever shows them translates by id.
// Each pattern is what the tool itself prints; tests hold examples.
QList<LineRuleSet> builtInRuleSets();

} // namespace CommandRunner
