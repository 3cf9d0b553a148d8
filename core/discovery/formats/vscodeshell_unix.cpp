// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/vscodetext.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

// VS Code takes the person's own shell; a project's tasks are written for what most have.
VsCodeShell defaultVsCodeShell()
{
    return {{u"bash"_s, u"-c"_s}, true};
}

} // namespace CommandRunner
