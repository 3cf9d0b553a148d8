// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace CommandRunner {

// Gives the keyboard to the pane after (or before) the one that has it, around the ends; hidden
// panes are passed over. Within the pane it goes to where it was last, else to the first widget
// that Tab reaches.
void focusOtherPane(const QList<QWidget *> &panes, bool forward);

// The widget in `pane` that the keyboard should go to; null when none takes it.
QWidget *focusTarget(QWidget *pane);

} // namespace CommandRunner
