// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <atomic>

namespace CommandRunner {

// Where commands that belong to no project are looked for; what stands first in a list wins.
struct ComputerPlaces {
    QString home;
    QStringList ownUnitFolders;     // systemd's for this user
    QStringList unitFolders;        // systemd's for every user: listed only on request
    QStringList applicationFolders; // of .desktop files
    QStringList desktops;           // names of the running desktop: "GNOME", "KDE"
    QString locale;                 // "de_DE.UTF-8@euro"
    QString path;                   // PATH, for TryExec
    QString shell;                  // empty: none is asked
    QString shellCache;             // file for what the shell said; empty: none
};

// Of this person's session: XDG_DATA_HOME, XDG_DATA_DIRS, XDG_CONFIG_HOME, XDG_CURRENT_DESKTOP,
// HOME, SHELL and the language variables count. `cacheFolder` may be empty.
ComputerPlaces placesOfThisComputer(const QString &cacheFolder);

// The source and the project of all of them.
inline constexpr auto computerSource = "computer";
bool isOfThisComputer(const Command &command);

// systemd's units of this user, applications and their actions, aliases and functions of the shell;
// by name. Blocking: files are read, and the shell is asked (at most five seconds, unless its
// answer is in the cache). Ids are "computer:systemd:NAME", "computer:desktop:ID" and
// "computer:shell:NAME".
QList<Command> computerCommands(const ComputerPlaces &places, const std::atomic_bool &cancelled);

} // namespace CommandRunner
