// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

// The disk's side of Retention: what is set apart in the runs folder until its row says that it is
// gone. Symbolic links are never followed.
namespace CommandRunner::RemovedFolders {

// Whether a run with this id can have a folder of its own.
bool isFolderName(const QString &runId);

// Each: false when there is nothing (any more). Errors: PermissionDenied, Io; nothing has changed.
Result<bool> setApart(const QString &runs, const QString &runId);       // the whole folder
Result<bool> setOutputApart(const QString &runs, const QString &runId); // output.* of it
// Undo them.
Result<void> putBack(const QString &runs, const QString &runId);
Result<void> putOutputBack(const QString &runs, const QString &runId);
// Delete what was set apart.
Result<void> destroy(const QString &runs, const QString &runId);
Result<void> destroyOutput(const QString &runs, const QString &runId);

// The ids of runs of which something is set apart.
struct Found {
    QStringList folders;
    QStringList outputs;
};
Found find(const QString &runs);

} // namespace CommandRunner::RemovedFolders
