// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/linediff.h"
#include "core/compare/linenormalizer.h"
#include "core/output/logsnapshot.h"

namespace CommandRunner {

// How two outputs differ, by the numbers of their lines.
struct OutputComparison {
    DiffScript script;
    NoiseKinds ignored = 0;
    qint64 beforeLines = 0;
    qint64 afterLines = 0;

    qint64 differences() const; // groups of neighbouring hunks that are not equal
    bool isSame() const { return differences() == 0; }
};

// For a worker. Each line counts as a hash of 64 bits of what is left of it without noise; colours
// do not count. `progress` is told 0…1 from this thread and answers whether it is still wanted; it
// may be empty. Lines that differ in numbers or names only are paired as Changed. Nothing: it was
// not wanted any more.
using ComparisonProgress = std::function<bool(double)>;
std::optional<OutputComparison> compareOutputs(const LogSnapshot &before, const LogSnapshot &after,
                                               NoiseKinds ignored,
                                               const ComparisonProgress &progress = {});

} // namespace CommandRunner
