// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace CommandRunner {

// One command line that a person once typed at a shell.
struct HistoryEntry {
    QString line;   // may hold newlines
    QDateTime when; // invalid: the shell does not say
    QString folder; // where; empty: the shell does not say
    int exitCode = -1;

    bool operator==(const HistoryEntry &) const = default;
};

enum class ShellKind { Bash, Zsh, Fish, Atuin };
QString toString(ShellKind kind); // "bash"
std::optional<ShellKind> shellKindFromString(const QString &text);

// A file in which a shell, or atuin, keeps what was typed.
struct HistoryFile {
    ShellKind kind = ShellKind::Bash;
    QString path;
};
// Those of this user that are there; the shells' own settings of other places count when they are
// in our environment (HISTFILE, ZDOTDIR, XDG_DATA_HOME).
QList<HistoryFile> shellHistoryFiles();

// The content of a history file, oldest first; what makes no sense is skipped.
// bash: lines; "#" and seconds before one are its time, and then it may go over several lines
// (https://www.gnu.org/software/bash/manual/, "Bash History Facilities").
QList<HistoryEntry> parseBashHistory(const QByteArray &content);
// zsh: lines or ": seconds:duration;line"; a backslash at the end goes on with the next line; bytes
// that zsh uses itself are "metafied": 0x83 and the byte XOR 0x20 (zsh's manual, "History
// Expansion", EXTENDED_HISTORY).
QList<HistoryEntry> parseZshHistory(const QByteArray &content);
// fish: "- cmd: line" and "  when: seconds"; \n and \\ stand for themselves.
QList<HistoryEntry> parseFishHistory(const QByteArray &content);

// A line that is worth offering as a command of one's own.
struct HistoryCandidate {
    QString line;
    int uses = 0;
    QDateTime last;
    QString folder;      // where it was used last, where that is known
    bool secret = false; // it looks as if it held a password or a token
};

// Each line once, those that are used often and lately first. Left out: what only looks or moves
// around (cd, ls, exit …), and what was used less than `fewestUses` times.
QList<HistoryCandidate> rankHistory(const QList<HistoryEntry> &entries, const QDateTime &now,
                                    int fewestUses = 2);

// A command of one's own for the line; through sh when it needs a shell. Its name is made of the
// line's first words and is none of `taken`.
Command commandFromHistory(const HistoryCandidate &candidate, const QStringList &taken);

} // namespace CommandRunner
