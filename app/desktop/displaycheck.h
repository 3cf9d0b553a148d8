// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CommandRunner {

// False when this session has nothing to show a window on; Qt would end the program with an abort.
bool hasDisplay(int argc, char *argv[]);

} // namespace CommandRunner
