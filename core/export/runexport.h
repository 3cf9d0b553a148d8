// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/storage/database.h"
#include "core/storage/runrecord.h"

#include <QMap>
#include <QSet>

#include <functional>

namespace CommandRunner {

struct ExportOptions {
    QString target;               // a folder, or a file whose name ends with ".zip"
    bool redact = true;           // take out what looks like a secret; see Redactor
    std::function<bool()> wanted; // asked now and then; may say no
    std::function<void(qint64 done, qint64 all)> told; // progress, in bytes of output
};

// A run as it is exported.
struct ExportedRun {
    RunRecord record;
    QSet<QString> secretParameters; // of its command
};

struct ExportResult {
    int runs = 0;
    qint64 outputBytes = 0;
    QMap<QString, int> redacted; // what was taken out of where
};

// The rows, with what their commands say of their parameters. NotFound: the first id that is none.
Result<QList<ExportedRun>> runsToExport(Database &database, const QStringList &runIds);

// Writes for each run a folder "<run>" with output.log (uncompressed, without what the output limit
// took out), output.idx, request.json, outcome.json, context.json and report.html; for several an
// index.html. Memory does not grow with the output. Blocking; touches no database. Errors: those
// of ExportSink, Busy when it is no longer wanted, Io when an output cannot be read. Nothing stays
// then.
Result<ExportResult> exportRuns(const DataPaths &paths, const QList<ExportedRun> &runs,
                                const ExportOptions &options);

} // namespace CommandRunner
