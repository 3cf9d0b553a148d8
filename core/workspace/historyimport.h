// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/discovery/shellhistory.h"

namespace CommandRunner {

// What shells remember, as commands to offer. Reads at most the last 16 MiB of a text file;
// blocking. Errors: those of reading, subject is the file.
Result<QList<HistoryEntry>> readShellHistory(const HistoryFile &file);

struct HistoryOffer {
    QList<HistoryCandidate> candidates; // best first; without those that are own commands already
    QList<Error> problems;              // files that could not be read; the others count
};
HistoryOffer offerFromHistory(const QList<HistoryFile> &files, const QList<Command> &ownCommands,
                              const QDateTime &now, int fewestUses = 2);

} // namespace CommandRunner
