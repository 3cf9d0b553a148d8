// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/runfacts.h"

namespace CommandRunner {

// "Arguments", "Environment: MODE"; of a fact that we do not know, the name it brings.
QString factName(const RunFact &fact);
// One of its two values as people read it; of one that is missing, a word that says so.
QString factValue(const RunFact &fact, const std::optional<QString> &value);

} // namespace CommandRunner
