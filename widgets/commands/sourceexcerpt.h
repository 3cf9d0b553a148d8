// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace CommandRunner {

// A part of a text file, to be read by a person.
struct SourceExcerpt {
    QString text;      // whole lines; very long ones are shortened and end with "…"
    int firstLine = 1; // number of the first line
    bool cutBefore = false;
    bool cutAfter = false;
    bool shortened = false; // some line was
};

// At most `maximumBytes` around the line (1-based; 0: from the start). Invalid UTF-8 becomes
// U+FFFD. Blocking: call it from a worker. Errors: NotFound, PermissionDenied, Io; InvalidFormat
// for what is no text (it holds a zero byte) or no file.
Result<SourceExcerpt> readSourceExcerpt(const QString &path, int line,
                                        qint64 maximumBytes = 256 << 10);

} // namespace CommandRunner
