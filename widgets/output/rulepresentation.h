// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linerule.h"
#include "core/output/outputlens.h"

#include <QColor>
#include <QPalette>
#include <QString>

class QLineEdit;

namespace CommandRunner {

// The name of a set as people read it: those of built-in sets are translated.
QString ruleSetName(const LineRuleSet &set);
// "Fold, Colour"
QString actionNames(RuleActions actions);
// The colour of a role in this palette, readable as text on its base; an invalid one for none.
QColor lineColour(const LineColour &colour, const QPalette &palette);
// The same to be painted behind text.
QColor lineBackground(const LineColour &colour, const QPalette &palette);
QString colourRoleName(LineColour::Role role);
// "At character 5: missing closing parenthesis"; empty when there is none.
QString problemText(const std::optional<PatternProblem> &problem);
// Underlines the place in the field, or takes the line away.
void markProblem(QLineEdit *field, const std::optional<PatternProblem> &problem);
// "1,204", "1,204 …" while it is counted, and what is to be said about lines that were too hard.
QString countText(const OutputLens::PatternState &state);
QString gaveUpText(const OutputLens::PatternState &state); // empty: none

} // namespace CommandRunner
