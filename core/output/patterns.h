// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/bytepattern.h"

namespace CommandRunner {

// A pattern of ours: one that does not compile is a mistake in this program. Compiled once, since
// every open output needs all of them. From any thread; what comes back is for one thread.
BytePattern builtInPattern(QByteArrayView pattern, int options = BytePattern::NoOption);

} // namespace CommandRunner
