// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QSet>

namespace CommandRunner {

// The names of the parameters whose `visibleWhen` does not hold. What is hidden counts as not
// given, so what depends on it is hidden, too. A value that was not given is its default; a flag's
// is "false". Conditions on parameters that do not exist are ignored, and in a ring of conditions
// the one that closes it.
QSet<QString> hiddenParameters(const Command &command, const ArgumentValues &values);

struct VisiblePart {
    Command command;
    ArgumentValues values;
};

// Both without what is hidden; nullopt when nothing is.
std::optional<VisiblePart> withoutHidden(const Command &command, const ArgumentValues &values);

} // namespace CommandRunner
