// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

namespace CommandRunner {

struct DiscoveryOptions {
    bool trusted = false;        // tier 2 only in trusted folders
    int tier = 2;                // 1: read files only
    bool djangoBuiltins = false; // list Django's own commands, too
    QString cacheFolder;         // for tier-2 results, keyed by content; empty: no cache
    QString loginPath;           // PATH for tools and interpreters; empty: our own
};

struct DiscoveryResult {
    QString folder;
    QList<Command> commands; // sorted by project, source, name
    QList<DiscoveryProblem> problems;
    qint64 filesSeen = 0;
    int tier = 1; // what the commands were found with
    bool cancelled = false;
    bool watched = false; // changes from now on are noticed by themselves
};

struct DiscoveryProgress {
    QString folder;
    qint64 filesSeen = 0;
    QString current; // relative path being looked at
};

} // namespace CommandRunner
