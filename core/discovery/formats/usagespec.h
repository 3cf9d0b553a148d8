// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"
#include "core/discovery/formats/datanode.h"

#include <expected>

namespace CommandRunner {

// The arguments that a "usage" text declares (usage.jdx.dev, a language on top of KDL): its nodes
// arg and flag with their help, default, choices, count and negate; hidden ones are left out.
// Sub-commands and completions are passed over.
std::expected<QList<Parameter>, DataProblem> readUsageSpec(const QString &text);

} // namespace CommandRunner
