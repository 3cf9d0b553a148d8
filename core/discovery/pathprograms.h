// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace CommandRunner {

struct PathProgram {
    QString name;   // as it is typed
    QString folder; // where the first of that name lies, the one that runs
};

// The programs of a PATH, by name. Reads every folder of it: not for the GUI's thread. Relative
// entries are left out, as those that do not exist are.
QList<PathProgram> programsOnPath(const QString &path);

} // namespace CommandRunner
