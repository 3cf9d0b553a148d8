// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/linenormalizer.h"
#include "core/compare/textscan.h"

#include <QString>

#include <vector>

namespace CommandRunner {

// What differs within two lines that stand beside each other, in UTF-16 units: words, numbers and
// single marks. Noise that is ignored does not differ.
struct LineDifference {
    std::vector<TextRange> before; // sorted, not overlapping
    std::vector<TextRange> after;
    // So many of the characters of the longer line are the same in both, 0…1. Lines that share
    // little were replaced rather than changed.
    double shared = 0;

    bool isReplaced() const { return shared < 0.35; }
};
LineDifference compareLines(const QString &before, const QString &after, NoiseKinds ignored);

} // namespace CommandRunner
