// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <functional>

namespace CommandRunner {

// One file of a log, in whichever form it is there.
struct LogFileUse {
    qint64 contentBytes = 0;
    qint64 diskBytes = 0; // of the file: less than content when it is compressed
    bool compressed = false;
};
Result<LogFileUse> logFileUse(const QString &path); // NotFound

// A smaller file takes a block of the disk in either form.
constexpr qint64 smallestCompressedLog = 4096;

// Writes the compressed form of a log file that nobody appends to any more (see compressedlog.h),
// compares it with the log, and takes the plain file away; one that is smaller than
// smallestCompressedLog, or compressed already, is left as it is. The log can be read at any
// moment, also after a kill or a power cut: the compressed form gets its name when all of it is on
// the disk, and as long as the plain file is there, it counts. What was left behind is done once
// more, by the next call.
//
// `wanted` is asked now and then and may say no. Errors: NotFound; Busy (another process is at it,
// or the log grew); Refused (not wanted any more); Corrupt (what was written reads differently);
// PermissionDenied, Io. After each of them the log is as it was.
Result<LogFileUse> compressLog(const QString &path, const std::function<bool()> &wanted = {});

} // namespace CommandRunner
