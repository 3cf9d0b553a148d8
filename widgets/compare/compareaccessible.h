// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CommandRunner {

class CompareView;

// Teaches QAccessible to speak of CompareView: its rows as lines of a text, with words for what the
// colours say. May be called more than once.
void installCompareAccessibility();

// Tells assistive technology that the current row is another one.
void tellCurrentRow(CompareView &view);

} // namespace CommandRunner
