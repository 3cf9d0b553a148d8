// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/linenormalizer.h"
#include "core/storage/runstore.h"

#include <QJsonObject>

namespace CommandRunner {

class RunComparison;

struct CompareOptions {
    bool json = false;
    bool all = false; // equal lines, too
    NoiseKinds ignored = defaultNoise;
};

// What differs in how they were run, as lines that begin with '#', then the outputs as `diff -u`
// has them. The comparison is done.
void printUnified(const RunRecord &before, const RunRecord &after, const RunComparison &comparison,
                  const CompareOptions &options);

// {before, after, same, ignored, approximate, facts[], hunks[]}; lines count from 1.
QJsonObject comparisonJson(const RunRecord &before, const RunRecord &after,
                           const RunComparison &comparison, const CompareOptions &options);

} // namespace CommandRunner
