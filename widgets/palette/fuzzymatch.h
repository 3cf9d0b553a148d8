// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace CommandRunner {

// How well the letters of `pattern`, in their order and whatever their case, are found in `text`;
// higher is better. Letters at the start of words and letters in a row count more, long texts a
// little less. Blanks in the pattern are left out. Nothing when a letter is missing; an empty
// pattern fits everything with 0.
std::optional<int> fuzzyScore(QStringView pattern, QStringView text);

} // namespace CommandRunner
