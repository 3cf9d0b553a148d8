// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/adjustedcommand.h"

#include <QDir>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// "/opt/venv/bin/python3.12" is Python, and so is "python.exe".
InterpreterKind kindOfProgram(const QString &program)
{
    QString name = program.section(u'/', -1).section(u'\\', -1).toLower();
    if (name.endsWith(".exe"_L1))
        name.chop(4);
    while (!name.isEmpty() && (name.back().isDigit() || name.back() == u'.'))
        name.chop(1);
    if (name == "python"_L1 || name == "pypy"_L1)
        return InterpreterKind::Python;
    if (name == "node"_L1 || name == "nodejs"_L1)
        return InterpreterKind::Node;
    if (name == "perl"_L1)
        return InterpreterKind::Perl;
    if (name == "ruby"_L1)
        return InterpreterKind::Ruby;
    static const QStringList shells{u"sh"_s,   u"bash"_s, u"zsh"_s, u"fish"_s,
                                    u"dash"_s, u"ksh"_s,  u"ash"_s, u"mksh"_s};
    return shells.contains(name) ? InterpreterKind::Shell : InterpreterKind::None;
}

InterpreterKind kindOfFile(const QString &file)
{
    const QString ending = file.section(u'/', -1).section(u'.', 1).section(u'.', -1).toLower();
    if (ending == "py"_L1)
        return InterpreterKind::Python;
    if (ending == "js"_L1 || ending == "mjs"_L1 || ending == "cjs"_L1)
        return InterpreterKind::Node;
    if (ending == "pl"_L1)
        return InterpreterKind::Perl;
    if (ending == "rb"_L1)
        return InterpreterKind::Ruby;
    static const QStringList shells{u"sh"_s, u"bash"_s, u"zsh"_s, u"fish"_s};
    return shells.contains(ending) ? InterpreterKind::Shell : InterpreterKind::None;
}

// Its first word is the script, which says itself ("#!") what reads it.
bool startsItself(const Command &command)
{
    return !command.argv.isEmpty() && !command.file.isEmpty()
        && command.argv.first()
        == QDir::cleanPath(QDir(command.folder).absoluteFilePath(command.file));
}

} // namespace

InterpreterKind interpreterKind(const Command &command)
{
    if (command.argv.isEmpty())
        return InterpreterKind::None;
    return startsItself(command) ? kindOfFile(command.file) : kindOfProgram(command.argv.first());
}

QString ownInterpreter(const Command &command)
{
    return interpreterKind(command) == InterpreterKind::None || startsItself(command)
        ? QString()
        : command.argv.first();
}

QString workingDirectoryOf(const Command &command, const CommandSettings &settings)
{
    if (settings.workingDirectory.isEmpty())
        return command.workingDirectory;
    return QDir::cleanPath(
        QDir(command.workingDirectory).absoluteFilePath(settings.workingDirectory));
}

Command adjusted(Command command, const CommandSettings &settings,
                 const QMap<QString, QString> &fileVariables)
{
    // A program that is named relative to the folder stays the same when the folder is another.
    if (!settings.workingDirectory.isEmpty() && !command.argv.isEmpty()
        && command.argv.first().contains(u'/') && QDir::isRelativePath(command.argv.first()))
        command.argv.first() = QDir::cleanPath(
            QDir(command.workingDirectory).absoluteFilePath(command.argv.first()));
    if (!settings.interpreter.isEmpty() && interpreterKind(command) != InterpreterKind::None) {
        if (startsItself(command))
            command.argv.prepend(settings.interpreter);
        else
            command.argv.first() = settings.interpreter;
    }
    command.workingDirectory = workingDirectoryOf(command, settings);
    command.environment.insert(fileVariables);
    command.environment.insert(settings.environment);
    return command;
}

} // namespace CommandRunner
