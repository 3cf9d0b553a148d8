// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputencoding.h"
#include "core/output/transcriptfolder.h"

#include <QString>

#include <memory>

namespace CommandRunner {

// The files that hold a run's output as UTF-8: the run's own, or those of a transcript, which are
// there as long as this is.
struct LogSource {
    QString logPath;
    QString indexPath;
    OutputEncoding encoding = OutputEncoding::Utf8;     // of the run's own
    std::shared_ptr<const TranscriptFolder> transcript; // null: these are the run's own
};

// How somebody wants to read it.
struct OutputReading {
    OutputEncoding encoding = OutputEncoding::Automatic;
    QString scratchFolder; // where a transcript may lie; empty: the system's temporary folder
};

} // namespace CommandRunner
