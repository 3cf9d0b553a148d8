// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/runfacts.h"

namespace CommandRunner {

// "Arguments", "Environment: MODE"; of a fact that we do not know, the name it brings.
QString factName(const RunFact &fact);
// One of its two values as people read it; of one that is missing, a word that says so.
QString factValue(const RunFact &fact, const std::optional<QString> &value);
// "… 0.01 --fail-at 43": what a long text has in common with the other one but for its last word is
// left out, so that one sees what differs where there is little room.
QString withoutCommonBeginning(const QString &text, const QString &other);

} // namespace CommandRunner
