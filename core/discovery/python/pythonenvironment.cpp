// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/pythonenvironment.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// The first of the programs (relative to an environment) that one of the environments holds.
QString findInEnvironments(const QString &folder, const DiscoveryContext &context,
                           const QStringList &programs)
{
    QString candidate = folder;
    for (;;) {
        for (const QString &name : {u".venv"_s, u"venv"_s, u"env"_s}) {
            const QString environment = context.absolutePath(joinPath(candidate, name));
            if (!QFileInfo::exists(environment + u"/pyvenv.cfg"_s))
                continue;
            for (const QString &program : programs) {
                if (QFileInfo(environment + program).isExecutable())
                    return environment + program;
            }
        }
        if (candidate.isEmpty())
            return {};
        candidate = parentFolder(candidate);
    }
}

} // namespace

QString pythonInterpreterFor(const QString &folder, const DiscoveryContext &context)
{
    const QString python = findInEnvironments(
        folder, context, {u"/bin/python"_s, u"/bin/python3"_s, u"/Scripts/python.exe"_s});
    return python.isEmpty() ? u"python3"_s : python;
}

QString environmentProgram(const QString &name, const QString &folder,
                           const DiscoveryContext &context)
{
    return findInEnvironments(folder, context,
                              {u"/bin/"_s + name, u"/Scripts/"_s + name + u".exe"_s});
}

QStringList furtherPythons(const QString &path)
{
    constexpr qsizetype enough = 4;
    const QString searched = path.isEmpty() ? qEnvironmentVariable("PATH") : path;
    QStringList found;
    QSet<QString> seen;
    for (const QString &folder : searched.split(QDir::listSeparator(), Qt::SkipEmptyParts)) {
        const QFileInfo python(QDir(folder).absoluteFilePath(u"python3"_s));
        if (!python.isFile() || !python.isExecutable() || seen.contains(python.canonicalFilePath()))
            continue;
        seen.insert(python.canonicalFilePath());
        found.append(python.absoluteFilePath());
    }
    return found.mid(1, enough); // the first is what "python3" stands for
}

} // namespace CommandRunner
