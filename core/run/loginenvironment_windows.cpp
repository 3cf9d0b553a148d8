// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/loginenvironment.h"

#include <QDir>
#include <QStandardPaths>

namespace CommandRunner {

// Programs of the desktop have the user's PATH already.
QString loginShellPath(const QString &)
{
    return qEnvironmentVariable("PATH");
}

QString loginShell()
{
    return {};
}

QString shellStartFileStamps()
{
    return {};
}

QString resolveProgram(const QString &program, const QString &path, const QString &workingDirectory)
{
    const QDir base(workingDirectory.isEmpty() ? QDir::currentPath() : workingDirectory);
    if (program.contains(u'/') || program.contains(u'\\'))
        return QStandardPaths::findExecutable(base.absoluteFilePath(program));
    return QStandardPaths::findExecutable(program, path.split(QDir::listSeparator()));
}

} // namespace CommandRunner
