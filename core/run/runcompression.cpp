// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runcompression.h"

#include "core/output/logcompression.h"
#include "core/output/segmentedlog.h"

#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QStringList logFiles(const RunFolder &folder)
{
    QStringList paths{folder.log()};
    for (const LogSegment &segment : logSegments(folder.log()))
        paths.append(segment.path);
    return paths;
}

} // namespace

OutputUse outputUse(const RunFolder &folder)
{
    OutputUse all;
    for (const QString &path : logFiles(folder)) {
        const auto use = logFileUse(path);
        if (!use)
            continue;
        ++all.files;
        all.contentBytes += use->contentBytes;
        all.diskBytes += use->diskBytes;
        if (use->compressed)
            ++all.compressedFiles;
        else if (use->contentBytes >= smallestCompressedLog)
            all.compressibleBytes += use->contentBytes;
    }
    return all;
}

Result<OutputUse> compressOutput(const RunFolder &folder, const std::function<bool()> &wanted)
{
    if (!QFileInfo::exists(folder.outcomeFile()))
        return fail(ErrorCode::Busy, folder.path(), u"the run has no outcome yet"_s);
    for (const QString &path : logFiles(folder)) {
        const auto done = compressLog(path, wanted);
        if (!done && done.error().code != ErrorCode::NotFound)
            return std::unexpected(done.error());
    }
    return outputUse(folder);
}

} // namespace CommandRunner
