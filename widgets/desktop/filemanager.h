// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace CommandRunner {

// Opens the desktop's file manager with this file selected, or its folder where it cannot select.
// Returns at once.
void showInFileManager(const QString &path);

} // namespace CommandRunner
