// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/terminalstyle.h"

#include <QByteArray>
#include <QString>

class QKeyEvent;

namespace CommandRunner {

// What a terminal sends for a key (xterm's control sequences, "PC-Style Function Keys" and "VT220
// keys"); text as UTF-8. Empty: the key is not for the program. Those are the keys that a terminal
// window keeps for itself: function keys, Ctrl+Shift+…, Shift with keys that scroll, and what has
// no code (Ctrl+Return, Ctrl+Tab, Ctrl with a digit or a point); Alt with a digit changes pages.
QByteArray terminalKeyBytes(const QKeyEvent &event, const TerminalModes &modes);

// What a terminal sends for pasted text: lines end with '\r', and what could act as a key (escape,
// Ctrl+C) is left out.
QByteArray terminalPasteBytes(const QString &text, const TerminalModes &modes);

} // namespace CommandRunner
