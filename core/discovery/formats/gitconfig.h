// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace CommandRunner {

struct GitConfigEntry {
    QString section;    // lower case
    QString subsection; // as written
    QString key;        // lower case
    QString value;
    bool hasValue = false; // "key" alone means true
    int line = 0;
};

struct GitConfig {
    QList<GitConfigEntry> entries; // in the order of the file; the last of a key counts
    int brokenLine = 0;            // git reads nothing of such a file; 0: all is well
};

// git-config(1), section "Syntax". What stands before a broken line is read.
GitConfig readGitConfig(const QString &text);

} // namespace CommandRunner
