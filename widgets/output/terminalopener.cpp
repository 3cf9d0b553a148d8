// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/terminalopener.h"

#include "core/base/background.h"
#include "widgets/common/terminalapplications.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Opened {
    QString application;
    std::optional<Error> error;
};

Opened openWith(const QString &application, const QStringList &words,
                const TerminalOpener::Start &start)
{
    const auto chosen = chosenTerminalApplication(application);
    if (!chosen)
        return {{}, chosen.error()};
    const QStringList argv = terminalApplicationCommand(*chosen, words);
    if (!start(argv))
        return {{}, Error{ErrorCode::Process, argv.first(), u"it could not be started"_s}};
    return {chosen->name, std::nullopt};
}

} // namespace

QStringList attachCommand(const QString &runFolder)
{
    const QString program = u"commandrunner-cli"_s;
    QString path = QStandardPaths::findExecutable(program,
                                                  {QCoreApplication::applicationDirPath()});
    if (path.isEmpty())
        path = program;
    const QFileInfo folder(runFolder);
    return {path, u"attach"_s, folder.fileName(), u"--data-dir"_s,
            QDir::cleanPath(folder.absolutePath() + u"/.."_s)};
}

TerminalOpener::TerminalOpener(QObject *parent)
    : QObject(parent),
      m_start([](const QStringList &argv) {
          return QProcess::startDetached(argv.first(), argv.mid(1));
      })
{}

TerminalOpener::~TerminalOpener() = default;

void TerminalOpener::open(const QString &application, const QString &runFolder)
{
    inBackground(
        this,
        [application, runFolder, start = m_start] {
            return openWith(application, attachCommand(runFolder), start);
        },
        [this](const Opened &result) {
            if (result.error)
                Q_EMIT failed(*result.error);
            else
                Q_EMIT opened(result.application);
        });
}

} // namespace CommandRunner
