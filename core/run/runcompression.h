// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runfolder.h"

#include <functional>

namespace CommandRunner {

// What a run's output takes on the disk: output.log and the segments of its tail.
struct OutputUse {
    qint64 contentBytes = 0;
    qint64 diskBytes = 0;
    qint64 compressibleBytes = 0; // of content, in files that compressOutput() would change
    int files = 0;
    int compressedFiles = 0;
};
OutputUse outputUse(const RunFolder &folder); // all 0: there is no output

// Compresses the output of a run that has ended (see compressLog(): readable at any moment, by any
// reader, nothing is lost when it is stopped anywhere). Blocking: a second for some 200 MB. Doing
// it again does what is left. `wanted` is asked now and then and may say no.
//
// Errors: Busy when the run has no outcome.json, so that its host may still write; those of
// compressLog(). Files that were done before an error stay compressed.
Result<OutputUse> compressOutput(const RunFolder &folder, const std::function<bool()> &wanted = {});

} // namespace CommandRunner
