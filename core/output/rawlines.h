// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputencoding.h"

#include <QString>

#include <functional>
#include <optional>

namespace CommandRunner {

// A part of a log, in the child's own bytes.
struct RawRange {
    qint64 first = 0;
    qint64 end = 0;
};

// Where the lines [first, end) lie that somebody saw in a log's transcript. Reads the log up to
// there twice: once to find the place nearly, once exactly. `wanted` is asked now and then; empty:
// it said no.
std::optional<RawRange> rawRangeOfLines(const QString &logPath, const QString &indexPath,
                                        OutputEncoding encoding, qint64 first, qint64 end,
                                        const std::function<bool()> &wanted);

} // namespace CommandRunner
