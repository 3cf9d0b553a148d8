// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace CommandRunner {

enum class ShellSyntax { Posix, Fish, PowerShell };

// One line that makes the shell run exactly these words, for pasting. PowerShell: as of 7.3; older
// ones lose empty words and double quotes on the way to a program, however they are written.
QString shellLine(ShellSyntax shell, const QStringList &words);

} // namespace CommandRunner
