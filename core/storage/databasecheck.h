// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace CommandRunner {

// What looking through a whole database file found.
struct DatabaseCheck {
    qint64 version = 0; // of the schema
    qint64 runs = 0;
    QStringList findings; // what is wrong, in English; empty: the file is sound

    bool isSound() const { return findings.isEmpty(); }
};

// Reads every page, index and reference, and compares the index of the search with what it is made
// of. Writes nothing into the file nor beside it and lets others go on writing: the comparison is a
// statement that SQLite counts as writing, so it is done with a copy in `scratchFolder`, which
// needs as much room as the file for that time.
//
// Errors: NotFound; InvalidFormat, an SQLite file that is not ours, or no database at all;
// NewerVersion; PermissionDenied. Damage is no error but a finding.
Result<DatabaseCheck> checkDatabaseFile(const QString &file, const QString &scratchFolder);

} // namespace CommandRunner
