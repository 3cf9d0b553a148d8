// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runlauncher.h"

#include "core/base/files.h"
#include "core/run/runfolder.h"
#include "core/run/secrethandover.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isSafeFileName(const QString &runId)
{
    return !runId.isEmpty() && !runId.startsWith(u'.') && !runId.contains(u'/')
        && !runId.contains(u'\\') && !runId.contains(QChar(u'\0'));
}

} // namespace

RunLauncher::RunLauncher(QString runsFolder, QString hostProgram)
    : m_runsFolder(std::move(runsFolder)),
      m_hostProgram(std::move(hostProgram))
{}

Result<void> RunLauncher::launch(const RunRequest &request,
                                 const std::optional<QProcessEnvironment> &environment) const
{
    if (!isSafeFileName(request.runId))
        return fail(ErrorCode::InvalidFormat, request.runId, u"not a run id"_s);
    const QFileInfo host(m_hostProgram);
    if (!host.isFile() || !host.isExecutable())
        return fail(ErrorCode::Process,
                    m_hostProgram.isEmpty() ? u"commandrunner-host"_s : m_hostProgram,
                    u"the program that hosts runs is missing"_s);
    if (auto made = makePrivateFolder(m_runsFolder); !made)
        return made;
    SecretHandover handover;
    if (!request.secrets.isEmpty()) {
        QByteArray values = secretValuesToJson(request.secrets);
        const auto opened = handover.open(values);
        values.fill('\0');
        if (!opened)
            return opened;
    }
    const RunFolder folder(QDir(m_runsFolder).absoluteFilePath(request.runId));
    if (auto written = folder.writeRequest(request); !written)
        return written;

    QProcess process;
    process.setProgram(host.absoluteFilePath());
    process.setArguments({folder.path()});
    process.setStandardInputFile(request.secrets.isEmpty() ? QProcess::nullDevice()
                                                           : handover.path());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    if (environment)
        process.setProcessEnvironment(*environment);
    if (!process.startDetached())
        return fail(ErrorCode::Process, m_hostProgram, process.errorString());
    return {};
}

QString RunLauncher::hostProgramBesideUs()
{
    const QString fromEnvironment = qEnvironmentVariable("COMMANDRUNNER_HOST");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    const QString beside = QCoreApplication::applicationDirPath();
    return QStandardPaths::findExecutable(u"commandrunner-host"_s,
                                          {beside, beside + u"/../libexec/commandrunner"_s,
                                           beside + u"/../bin"_s});
}

} // namespace CommandRunner
