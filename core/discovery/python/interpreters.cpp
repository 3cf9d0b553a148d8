// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/interpreters.h"

#include "core/discovery/python/pythonenvironment.h"

#include <QDir>
#include <QStandardPaths>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QStringList programNames(InterpreterKind kind)
{
    switch (kind) {
    case InterpreterKind::Python:
        return {u"python3"_s, u"python"_s, u"pypy3"_s};
    case InterpreterKind::Shell:
        return {u"bash"_s, u"sh"_s, u"dash"_s, u"zsh"_s, u"fish"_s, u"ksh"_s};
    case InterpreterKind::Node:
        return {u"node"_s, u"nodejs"_s, u"bun"_s};
    case InterpreterKind::Perl:
        return {u"perl"_s};
    case InterpreterKind::Ruby:
        return {u"ruby"_s};
    case InterpreterKind::None:
        break;
    }
    return {};
}

} // namespace

QStringList interpretersFor(const Command &command, const QString &path)
{
    const InterpreterKind kind = interpreterKind(command);
    const QString searched = path.isEmpty() ? qEnvironmentVariable("PATH") : path;
    QStringList found;
    if (kind == InterpreterKind::Python)
        found = environmentPythons(command.workingDirectory, command.folder);
    for (const QString &name : programNames(kind))
        found.append(QStandardPaths::findExecutable(
            name, searched.split(QDir::listSeparator(), Qt::SkipEmptyParts)));
    if (kind == InterpreterKind::Python)
        found += furtherPythons(searched);
    found.removeAll(QString());
    found.removeDuplicates();
    return found;
}

} // namespace CommandRunner
