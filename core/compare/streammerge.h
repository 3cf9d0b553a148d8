// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/linediff.h"

#include <array>

namespace CommandRunner {

// A script whose first side is read in another order than its lines have.
struct MergedScript {
    DiffScript script;
    std::vector<qint32> beforeOrder; // the line of each place of the first side
};

// Each stream was compared on its own, since it is chance in which order the lines of two streams
// come. Puts them together as the second side has them: the first side's lines follow. `before` and
// `after` tell the stream of each line, an index of `scripts`, which speak of the lines of one
// stream only.
constexpr size_t streamCount = 3;
MergedScript mergeStreams(const std::array<DiffScript, streamCount> &scripts,
                          const std::vector<quint8> &before, const std::vector<quint8> &after);

} // namespace CommandRunner
