// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CommandRunner {

// The calling thread from now on gives way to others where processors are scarce: for work in the
// background that must not make the window wait. On an idle machine it costs nothing. Does nothing
// where a thread's priority cannot be set apart from its process's.
void giveWayToOthers();

} // namespace CommandRunner
