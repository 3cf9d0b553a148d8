// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/queueworker.h"

#include <QCoreApplication>
#include <QDir>
#include <QLockFile>
#include <QProcess>
#include <QStandardPaths>

namespace CommandRunner {

using namespace Qt::StringLiterals;

std::unique_ptr<QLockFile> QueueWorker::lock(const DataPaths &paths)
{
    auto file = std::make_unique<QLockFile>(paths.root() + u"/queue.lock"_s);
    file->setStaleLockTime(0); // it may work for days
    return file;
}

QString QueueWorker::programBesideUs()
{
    const QString fromEnvironment = qEnvironmentVariable("COMMANDRUNNER_CLI");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    const QString beside = QCoreApplication::applicationDirPath();
    return QStandardPaths::findExecutable(u"commandrunner-cli"_s, {beside, beside + u"/../bin"_s});
}

bool QueueWorker::start(const DataPaths &paths)
{
    if (const auto file = lock(paths); !file->tryLock(0))
        return true;
    // Free again: the worker takes it itself. Of two that are started now one finds it taken.
    QProcess process;
    process.setProgram(programBesideUs());
    process.setArguments({u"queue"_s, u"work"_s, u"--data-dir"_s, paths.root()});
    process.setWorkingDirectory(QDir::rootPath());
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return !process.program().isEmpty() && process.startDetached();
}

} // namespace CommandRunner
