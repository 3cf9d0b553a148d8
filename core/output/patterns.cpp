// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/patterns.h"

#include <QtGlobal>

namespace CommandRunner {

BytePattern builtInPattern(QByteArrayView pattern, int options)
{
    auto compiled = BytePattern::compile(pattern, options);
    if (!compiled)
        qFatal("%s", qPrintable(compiled.error().toString()));
    return *std::move(compiled);
}

} // namespace CommandRunner
