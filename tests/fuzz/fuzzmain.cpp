// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// libFuzzer's entry for one target, named by FUZZ_TARGET.
#include "tests/fuzz/fuzztargets.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    CommandRunner::FUZZ_TARGET(QByteArrayView(data, qsizetype(size)));
    return 0;
}
