// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztargets.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace CommandRunner {

std::span<const FuzzTarget> fuzzTargets()
{
    static constexpr std::array targets{FuzzTarget{"terminaltext", fuzzTerminalText},
                                        FuzzTarget{"logscanner", fuzzLogScanner},
                                        FuzzTarget{"search", fuzzSearch},
                                        FuzzTarget{"compressedlog", fuzzCompressedLog}};
    return targets;
}

void fuzzRequire(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

} // namespace CommandRunner
