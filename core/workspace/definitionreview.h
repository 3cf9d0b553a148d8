// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/storage/definitionstore.h"

namespace CommandRunner {

// A definition is the content of the files that say what a command does: the file it stands in and
// those that one includes. It is kept when a person runs the command or has looked at what changed;
// whoever runs commands unattended asks before each run whether it is still the same.
inline constexpr qint64 largestDefinitionFile = 1 << 20; // bytes; of larger ones only the hash
inline constexpr int mostDefinitionFiles = 100;

// Reads the files as they are now. Empty for commands that no file defines.
Definition readDefinition(const Command &command, const QDateTime &now);

struct DefinitionChange {
    QString path; // absolute
    std::optional<QByteArray> before;
    std::optional<QByteArray> after;
    bool tooLarge = false; // to be shown: these are hashes
};

// By path. A file that only one of them has was added or removed.
QList<DefinitionChange> definitionChanges(const Definition &before, const Definition &now);

// What a person is shown of it.
struct DefinitionComparison {
    QDateTime since; // when it was kept, UTC; invalid: never, and there is nothing to compare with
    qsizetype files = 0; // that differ
    QString diff;
};

// Compares with what is kept. Reads files and the database.
Result<DefinitionComparison> compareDefinition(Database &database, const Command &command,
                                               const QDateTime &now);
// Keeps the definition as it is now.
Result<void> keepDefinition(Database &database, const Command &command, const QDateTime &now);

// All of them as `diff -u` shows them, the paths relative to `folder` where they lie in it.
QString unifiedDiff(const QList<DefinitionChange> &changes, const QString &folder);

} // namespace CommandRunner
