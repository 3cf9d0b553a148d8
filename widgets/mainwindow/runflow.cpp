// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/runflow.h"

#include "core/base/background.h"
#include "core/command/adjustedcommand.h"
#include "core/command/environmentfile.h"
#include "core/command/shellwords.h"
#include "core/secrets/secretservice.h"
#include "widgets/commands/commandsecrets.h"
#include "widgets/commands/runconfirmation.h"
#include "widgets/commands/trustdialog.h"

#include <QInputDialog>
#include <QLineEdit>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Our own PATH needs not be written into every request.
void setPath(RunRequest &request, const QString &loginPath)
{
    if (!loginPath.isEmpty() && loginPath != qEnvironmentVariable("PATH")
        && !request.environment.contains(u"PATH"_s))
        request.environment.insert(u"PATH"_s, loginPath);
}

} // namespace

RunRequest runRequestFor(const Command &command, const ArgumentValues &values,
                         const QString &freeArguments, const QStringList &freeWords,
                         const QDateTime &now)
{
    RunRequest request;
    request.runId = newRunId(now);
    request.commandId = command.id;
    request.folder = command.folder;
    request.name = command.name;
    request.workingDirectory = command.workingDirectory;
    request.standardInput = StandardInput::Open;
    fillRequest(request, command, values, freeWords);
    request.origin = RunOrigin::Person;
    request.freeArguments = freeArguments;
    return request;
}

RunFlow::RunFlow(RunService &runs, CommandCatalog &catalog, const Clock &clock, QWidget *window)
    : QObject(window),
      m_runs(runs),
      m_catalog(catalog),
      m_clock(clock),
      m_window(window)
{}

void RunFlow::setLoginPath(const QString &path)
{
    m_loginPath = path;
    for (const RunRequest &request : std::exchange(m_waiting, {}))
        start(request);
}

void RunFlow::startWaiting()
{
    if (!m_waiting.isEmpty())
        setLoginPath({});
}

bool RunFlow::run(const Command &command, const ArgumentValues &values,
                  const QString &freeArguments, const CommandSettings &settings)
{
    const auto words = splitShellWords(freeArguments);
    if (!words)
        return false; // the page shows the place and lets nobody press Run
    if (settings.environmentFiles.isEmpty()) {
        runAdjusted(adjusted(command, settings), values, freeArguments, *words, settings);
        return true;
    }
    // Read anew for each run: they change, and nothing runs with half of what it needs.
    inBackground(
        this,
        [files = settings.environmentFiles, folder = workingDirectoryOf(command, settings)] {
            return readEnvironmentFiles(files, folder);
        },
        [=, this](const Result<QMap<QString, QString>> &variables) {
            if (variables)
                runAdjusted(adjusted(command, settings, *variables), values, freeArguments, *words,
                            settings);
            else
                Q_EMIT failed(variables.error());
        });
    return true;
}

void RunFlow::runAdjusted(const Command &command, const ArgumentValues &values,
                          const QString &freeArguments, const QStringList &freeWords,
                          const CommandSettings &settings)
{
    RunRequest request = runRequestFor(command, values, freeArguments, freeWords, m_clock.now());
    request.terminal = settings.terminal || command.terminal;
    request.timeoutMs = settings.timeoutMs > 0 ? settings.timeoutMs : command.timeoutMs;
    request.limits = settings.limits;
    request.ifRunning = settings.ifRunning;
    request.priority = settings.priority;
    start(request);
}

void RunFlow::runProgram(const QStringList &argv, const QString &folder)
{
    RunRequest request;
    request.runId = newRunId(m_clock.now());
    request.name = argv.first().section(u'/', -1);
    request.argv = argv;
    request.workingDirectory = folder;
    request.standardInput = StandardInput::Open;
    request.origin = RunOrigin::Person;
    request.terminal = true;
    start(request);
}

void RunFlow::runAgain(const RunRecord &record)
{
    RunRequest request = record.request;
    request.runId = newRunId(m_clock.now());
    request.origin = RunOrigin::Person;
    Command command;
    command.id = request.commandId;
    command.folder = request.folder;
    command.name = request.name;
    command.workingDirectory = request.workingDirectory;
    if (const auto known = m_catalog.command(command.absoluteId()))
        command = *known;
    if (!command.steps.isEmpty() && !command.argv.isEmpty())
        request.argv = command.argv; // where our own programs are now

    // What a person typed in or ran without a folder is their own.
    const bool own = request.folder.isEmpty() || command.source == "own"_L1;
    const QString line = joinShellWords(request.argv);
    const auto confirm = [this, request, command, line] {
        confirmRun(command, line, m_window, [this, request] { start(request); });
    };
    if (own || m_catalog.isTrusted(request.folder)) {
        confirm();
        return;
    }
    auto *question = new TrustDialog(command, line, m_window);
    connect(question, &TrustDialog::runOnce, this, confirm);
    connect(question, &TrustDialog::trusted, this, [this, request, confirm] {
        m_catalog.setTrusted(request.folder, true);
        confirm();
    });
    question->open();
}

// A command's own stays, whatever is set for all.
qint64 RunFlow::graceOf(const RunRequest &request) const
{
    Command command;
    command.id = request.commandId;
    command.folder = request.folder;
    const qint64 own = m_catalog.settings(command.absoluteId()).graceMs;
    return own >= 0 ? own : m_stopGraceMs;
}

void RunFlow::start(RunRequest request)
{
    if (!m_loginPath) {
        m_waiting.append(std::move(request));
        Q_EMIT waitingForLoginPath();
        return;
    }
    setPath(request, *m_loginPath);
    request.graceMs = graceOf(request);
    request.outputLimit = m_outputLimit;
    if (request.terminal && !m_readlineConfig.isEmpty()
        && !request.environment.contains(u"INPUTRC"_s))
        request.environment.insert(u"INPUTRC"_s, m_readlineConfig);
    if (m_terminalSize)
        request.terminalSize = m_terminalSize();
    askForSecrets(std::move(request));
}

// What was typed for an earlier run nobody has kept: one after the other is asked for.
void RunFlow::askForSecrets(RunRequest request)
{
    const auto typed = std::ranges::find_if(request.secrets, [](const RunSecret &secret) {
        return !secret.stored && secret.value.isEmpty();
    });
    if (typed == request.secrets.end()) {
        fetchSecrets(request);
        return;
    }
    const qsizetype index = typed - request.secrets.begin();
    auto *dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Run %1?").arg(request.name));
    dialog->setLabelText(tr("%1 (a secret, not kept from the last run):").arg(typed->name));
    dialog->setTextEchoMode(QLineEdit::Password);
    dialog->setOkButtonText(tr("Run"));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, request, index](const QString &value) {
                if (value.isEmpty())
                    return;
                RunRequest filled = request;
                filled.secrets[index].value = value;
                askForSecrets(filled);
            });
    dialog->open();
}

void RunFlow::fetchSecrets(const RunRequest &request)
{
    const bool stored = std::ranges::any_of(request.secrets, &RunSecret::stored);
    if (!stored || !m_secrets) {
        m_runs.start(request);
        return;
    }
    unlockSecrets(*m_secrets, m_window, [this, request] {
        m_secrets->fetch(request.secrets, this,
                         [this, request](const Result<QList<RunSecret>> &secrets) {
                             if (!secrets) {
                                 m_secrets->setPassphrase({}); // perhaps a wrong one
                                 Q_EMIT startFailed(request, secrets.error());
                                 return;
                             }
                             RunRequest whole = request;
                             whole.secrets = *secrets;
                             m_runs.start(whole);
                         });
    });
}

} // namespace CommandRunner
