// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/vscodetext.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

VsCodeShell defaultVsCodeShell()
{
    return {{u"powershell"_s, u"-NoProfile"_s, u"-Command"_s}, false};
}

} // namespace CommandRunner
