// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace CommandRunner {

// What atuin (https://docs.atuin.sh) keeps of one command in its table "history": timestamp in
// nanoseconds since the epoch, cwd, exit; deleted_at is set for what was removed.
struct AtuinEntry {
    QString line;
    QDateTime when;
    QString folder;
    int exitCode = -1;
};

// The newest entries of atuin's database, oldest first; it is only read. Errors: Io or Database
// (not readable, or not atuin's), Busy; the subject is the file.
Result<QList<AtuinEntry>> readAtuinHistory(const QString &file, int most = 50'000);

} // namespace CommandRunner
