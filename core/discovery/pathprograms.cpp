// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/pathprograms.h"

#include <QDir>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

QList<PathProgram> programsOnPath(const QString &path)
{
    QList<PathProgram> programs;
    QSet<QString> names;
    const QStringList folders = path.split(QDir::listSeparator(), Qt::SkipEmptyParts);
    for (const QString &folder : folders) {
        const QDir dir(folder);
        if (dir.isRelative())
            continue;
        const QStringList files = dir.entryList(QDir::Files | QDir::Executable);
        for (const QString &name : files) {
            if (names.contains(name))
                continue;
            names.insert(name);
            programs.append({name, dir.path()});
        }
    }
    std::sort(programs.begin(), programs.end(),
              [](const PathProgram &a, const PathProgram &b) { return a.name < b.name; });
    return programs;
}

} // namespace CommandRunner
