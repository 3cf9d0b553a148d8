// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/pythonenvironment.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

const QStringList environmentNames{u".venv"_s, u"venv"_s, u"env"_s};
const QStringList environmentInterpreters{u"/bin/python"_s, u"/bin/python3"_s,
                                          u"/Scripts/python.exe"_s};

// The first of the programs (relative to it) that the environment holds; empty when it is none.
QString programOf(const QString &environment, const QStringList &programs)
{
    if (!QFileInfo::exists(environment + u"/pyvenv.cfg"_s))
        return {};
    for (const QString &program : programs) {
        if (QFileInfo(environment + program).isExecutable())
            return environment + program;
    }
    return {};
}

// The first of the programs (relative to an environment) that one of the environments holds.
QString findInEnvironments(const QString &folder, const DiscoveryContext &context,
                           const QStringList &programs)
{
    QString candidate = folder;
    for (;;) {
        for (const QString &name : environmentNames) {
            const QString found = programOf(context.absolutePath(joinPath(candidate, name)),
                                            programs);
            if (!found.isEmpty())
                return found;
        }
        if (candidate.isEmpty())
            return {};
        candidate = parentFolder(candidate);
    }
}

} // namespace

QString pythonInterpreterFor(const QString &folder, const DiscoveryContext &context)
{
    const QString python = findInEnvironments(folder, context, environmentInterpreters);
    return python.isEmpty() ? u"python3"_s : python;
}

QString environmentProgram(const QString &name, const QString &folder,
                           const DiscoveryContext &context)
{
    return findInEnvironments(folder, context,
                              {u"/bin/"_s + name, u"/Scripts/"_s + name + u".exe"_s});
}

QStringList environmentPythons(const QString &folder, const QString &top)
{
    QStringList found;
    QString candidate = QDir::cleanPath(folder);
    for (;;) {
        for (const QString &name : environmentNames)
            found.append(programOf(candidate + u'/' + name, environmentInterpreters));
        if (candidate == top || !candidate.startsWith(top + u'/'))
            break;
        candidate = candidate.section(u'/', 0, -2);
    }
    found.removeAll(QString());
    return found;
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
