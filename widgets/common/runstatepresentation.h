// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runstate.h"

#include <QColor>
#include <QPalette>
#include <QString>

namespace CommandRunner {

// How a state looks everywhere in the window: never by colour alone. The only table of it.
struct RunStatePresentation {
    QString word;   // "failed to start", translated
    QString symbol; // one character: ⟳ ✓ ✕ ■ ◷ ⊘ ⚡ …
    QColor color;   // at least 4.5 : 1 on the window and the base of our palettes

    // "✓ succeeded"
    QString text() const;
};

RunStatePresentation runStatePresentation(RunState state, const QPalette &palette);
QString runStateWord(RunState state);
QString runStateSymbol(RunState state);

// The colours of the table for other uses of the same meaning (a warning, an error, progress).
enum class SemanticColor { Active, Good, Bad, Caution, Neutral };
QColor semanticColor(SemanticColor meaning, const QPalette &palette);

} // namespace CommandRunner
