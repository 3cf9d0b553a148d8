// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/displaycheck.h"

#include <QtGlobal>

#include <cstring>

namespace CommandRunner {

bool hasDisplay(int argc, char *argv[])
{
#ifdef Q_OS_MACOS
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    return true;
#else
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "-platform") == 0 || std::strcmp(argv[i], "-display") == 0)
            return true;
    }
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    }
    return false;
#endif
}

} // namespace CommandRunner
