// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/toolprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int pollMs = 50;
constexpr qsizetype keptErrorBytes = 64 << 10;

void drain(QProcess &process, ToolOutput &output)
{
    output.standardOutput += process.readAllStandardOutput();
    output.standardError += process.readAllStandardError();
    if (output.standardError.size() > keptErrorBytes)
        output.standardError.remove(0, output.standardError.size() - keptErrorBytes);
}

} // namespace

ToolOutput runTool(const ToolRequest &request, const std::atomic_bool &cancelled)
{
    ToolOutput output;
    QProcess process;
    process.setProcessEnvironment(request.environment);
    process.setWorkingDirectory(request.workingDirectory);
    process.setStandardInputFile(QProcess::nullDevice());
    startInOwnGroup(process);
    QString program = request.program;
    if (!program.contains(u'/'))
        program = findTool(program, request.environment.value(u"PATH"_s));
    if (program.isEmpty()) {
        output.detail = u"%1 was not found in PATH"_s.arg(request.program);
        return output;
    }
    QElapsedTimer timer;
    timer.start();
    process.start(program, request.arguments);
    if (!process.waitForStarted()) {
        output.detail = process.errorString();
        return output;
    }
    const qint64 leader = process.processId();
    output.state = ToolOutput::State::Finished;
    while (process.state() != QProcess::NotRunning) {
        // Both channels wake this up only through the one that is current.
        process.waitForFinished(process.bytesAvailable() > 0 ? 1 : pollMs);
        drain(process, output);
        if (cancelled)
            output.state = ToolOutput::State::Cancelled;
        else if (timer.elapsed() > request.timeoutMs)
            output.state = ToolOutput::State::TimedOut;
        else if (output.standardOutput.size() > request.outputLimit)
            output.state = ToolOutput::State::TooMuchOutput;
        if (output.state != ToolOutput::State::Finished) {
            killGroup(leader);
            process.kill();
            process.waitForFinished();
        }
    }
    killGroup(leader); // what it may have left behind
    drain(process, output);
    if (process.exitStatus() == QProcess::NormalExit)
        output.exitCode = process.exitCode();
    return output;
}

QProcessEnvironment toolEnvironment(const QString &path)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!path.isEmpty())
        environment.insert(u"PATH"_s, path);
    return environment;
}

QString findTool(const QString &name, const QString &path)
{
    return QStandardPaths::findExecutable(
        name,
        path.isEmpty() ? QStringList() : path.split(QDir::listSeparator(), Qt::SkipEmptyParts));
}

} // namespace CommandRunner
