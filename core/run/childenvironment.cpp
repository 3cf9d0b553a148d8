// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/childenvironment.h"

#include "core/run/loginenvironment.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int notFound = 127;
constexpr int notExecutable = 126;
constexpr int otherFailure = 125;

StartFailure explainMissing(const QString &program, const QString &path,
                            const QString &workingDirectory)
{
    const QDir base(workingDirectory);
    if (program.contains(u'/')) {
        const QFileInfo file(base, program);
        if (file.isDir())
            return {notExecutable, u"%1 is a folder, not a program"_s.arg(file.filePath())};
        if (file.exists())
            return {notExecutable,
                    u"%1 is not executable (chmod +x makes it so)"_s.arg(file.filePath())};
        if (file.isSymbolicLink())
            return {notFound, u"%1 is a link to a file that does not exist"_s.arg(file.filePath())};
        return {notFound, u"%1 does not exist"_s.arg(file.filePath())};
    }
    const QStringList folders = path.split(QDir::listSeparator());
    for (const QString &folder : folders) {
        const QFileInfo file(QDir(base.filePath(folder)), program);
        if (file.isFile())
            return {notExecutable,
                    u"%1 is not executable (chmod +x makes it so)"_s.arg(file.filePath())};
    }
    return {notFound,
            u"%1 was not found; PATH was %2"_s.arg(program, path.isEmpty() ? u"empty"_s : path)};
}

QByteArray firstLine(const QString &program)
{
    QFile file(program);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    constexpr qint64 enough = 4096;
    return file.read(enough).split('\n').first();
}

// Whatever terminal we were started from ourselves.
void describeTerminal(QProcessEnvironment &environment)
{
    environment.insert(u"TERM"_s, u"xterm-256color"_s);
    environment.insert(u"COLORTERM"_s, u"truecolor"_s);
    for (const QString &other :
         {u"COLUMNS"_s, u"LINES"_s, u"TERM_PROGRAM"_s, u"TERM_PROGRAM_VERSION"_s})
        environment.remove(other);
    // The pane does not answer where the cursor is; prompts of prompt_toolkit (IPython) ask for it
    // and complain, unless its documented switch is set.
    environment.insert(u"PROMPT_TOOLKIT_NO_CPR"_s, u"1"_s);
}

} // namespace

QProcessEnvironment childEnvironment(const RunRequest &request,
                                     const QProcessEnvironment &inherited)
{
    QProcessEnvironment environment = inherited;
    environment.insert(u"COMMANDRUNNER_RUN_ID"_s, request.runId);
    if (!environment.contains(u"PYTHONUNBUFFERED"_s))
        environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
    if (request.terminal)
        describeTerminal(environment);
    for (auto it = request.environment.begin(); it != request.environment.end(); ++it) {
        if (it.value())
            environment.insert(it.key(), *it.value());
        else
            environment.remove(it.key());
    }
    return environment;
}

std::expected<QString, StartFailure> findProgram(const RunRequest &request,
                                                 const QProcessEnvironment &environment)
{
    const QString folder = request.workingDirectory;
    if (!folder.isEmpty()) {
        const QFileInfo info(folder);
        if (info.isRelative()) {
            return std::unexpected(StartFailure{
                otherFailure, u"the working directory %1 is not an absolute path"_s.arg(folder)});
        }
        if (!info.exists())
            return std::unexpected(StartFailure{
                otherFailure, u"the working directory %1 does not exist"_s.arg(folder)});
        if (!info.isDir())
            return std::unexpected(StartFailure{
                otherFailure, u"the working directory %1 is not a folder"_s.arg(folder)});
        if (!info.isExecutable())
            return std::unexpected(StartFailure{
                otherFailure, u"the working directory %1 may not be entered"_s.arg(folder)});
    }
    const QString path = environment.value(u"PATH"_s);
    const QString program = resolveProgram(request.argv.first(), path, folder);
    if (program.isEmpty())
        return std::unexpected(explainMissing(request.argv.first(), path, folder));
    return program;
}

StartFailure explainRefusedStart(const QString &program, const QString &systemText)
{
    const QByteArray line = firstLine(program);
    if (line.startsWith("#!")) {
        const QString interpreter = QFile::decodeName(line.mid(2).trimmed().split(' ').first());
        const QFileInfo info(interpreter);
        if (!info.isFile() || !info.isExecutable()) {
            const QString what = info.exists() ? u"is not an executable program"_s
                                               : u"does not exist"_s;
            return {notExecutable,
                    u"%1 wants to be run by %2, which %3 (%4)"_s.arg(program, interpreter, what,
                                                                     systemText)};
        }
    }
    return {notExecutable, u"%1 could not be started: %2"_s.arg(program, systemText)};
}

bool isShellScriptWithoutInterpreter(const QString &program)
{
    const QByteArray line = firstLine(program);
    return !line.isEmpty() && !line.startsWith("#!")
        && !line.startsWith("\x7f"
                            "ELF")
        && !line.contains('\0');
}

} // namespace CommandRunner
