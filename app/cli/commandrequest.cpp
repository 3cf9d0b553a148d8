// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandrequest.h"

#include "app/cli/secrets.h"
#include "app/cli/session.h"
#include "core/command/adjustedcommand.h"
#include "core/command/commandline.h"
#include "core/command/environmentfile.h"
#include "core/command/shellwords.h"

#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QString problemText(const ArgumentProblem &problem)
{
    switch (problem.kind) {
    case ArgumentProblem::Kind::MissingRequired:
        return tr("“%1” is required: give it with --set %1=VALUE").arg(problem.parameter);
    case ArgumentProblem::Kind::NotAnInteger:
        return tr("“%1” takes a whole number, not “%2”").arg(problem.parameter, problem.value);
    case ArgumentProblem::Kind::NotANumber:
        return tr("“%1” takes a number, not “%2”").arg(problem.parameter, problem.value);
    case ArgumentProblem::Kind::OutOfRange:
        return tr("“%2” is out of the range of “%1”").arg(problem.parameter, problem.value);
    case ArgumentProblem::Kind::NotAChoice:
        return tr("“%2” is none of the choices of “%1”").arg(problem.parameter, problem.value);
    case ArgumentProblem::Kind::UnknownParameter:
        return tr("There is no parameter “%1”").arg(problem.parameter);
    case ArgumentProblem::Kind::TooManyValues:
        return tr("“%1” takes one value only").arg(problem.parameter);
    case ArgumentProblem::Kind::WrongCount:
        return tr("“%1” takes %2 values at a time: give --set %1=VALUE so often")
            .arg(problem.parameter, problem.value);
    case ArgumentProblem::Kind::NotADate:
        return tr("“%1” takes a date such as 2026-01-31 or 2026-01-31T09:30, not “%2”")
            .arg(problem.parameter, problem.value);
    case ArgumentProblem::Kind::NotKeyValue:
        return tr("“%1” takes NAME=VALUE, not “%2”").arg(problem.parameter, problem.value);
    case ArgumentProblem::Kind::NoMatch:
        return tr("\"%1\" for \"%2\" does not have the form that is asked for.")
            .arg(problem.value, problem.parameter);
    case ArgumentProblem::Kind::NotThere:
        return tr("\"%1\" for \"%2\" does not exist.").arg(problem.value, problem.parameter);
    case ArgumentProblem::Kind::LooksLikeOption:
        return tr("“%2” of “%1” begins with a dash: the program would take it for an option")
            .arg(problem.parameter, problem.value);
    case ArgumentProblem::Kind::ExcludedByOther:
        return tr("“%1” and “%2” exclude each other: give one of them")
            .arg(problem.parameter, problem.value);
    case ArgumentProblem::Kind::MissingOneOfGroup:
        return tr("One of these is required: %1").arg(problem.value);
    }
    return problem.parameter;
}

Prepared<CommandSettings> settingsOf(Session &session, const Command &command)
{
    const auto all = CommandStore(session.database()).settings();
    if (!all)
        return std::unexpected(Refusal{ExitCode::ownFailure, describe(all.error())});
    return all->value(command.absoluteId());
}

// With the person's folder, environment and interpreter.
Prepared<Command> adjustedBy(const CommandSettings &settings, const Command &command)
{
    const auto variables = readEnvironmentFiles(settings.environmentFiles,
                                                workingDirectoryOf(command, settings));
    if (!variables)
        return std::unexpected(Refusal{ExitCode::ownFailure, describe(variables.error())});
    return adjusted(command, settings, *variables);
}

// What a person set for the command holds, whoever runs it. Not the terminal, which needs one.
void fillFromSettings(RunRequest &request, const CommandSettings &settings, const Command &command)
{
    request.limits = settings.limits;
    request.timeoutMs = settings.timeoutMs > 0 ? settings.timeoutMs : command.timeoutMs;
    request.terminal = command.terminal;
    if (settings.graceMs >= 0)
        request.graceMs = settings.graceMs;
    request.ifRunning = settings.ifRunning;
    request.priority = settings.priority;
}

QString problemTexts(const QList<ArgumentProblem> &all, const QStringList &rest)
{
    QStringList problems;
    for (const ArgumentProblem &problem : all) {
        // Free arguments may hold what the form has a field for.
        const bool missing = problem.kind == ArgumentProblem::Kind::MissingRequired
            || problem.kind == ArgumentProblem::Kind::MissingOneOfGroup;
        if (!missing || rest.isEmpty())
            problems.append(problemText(problem));
    }
    return problems.join(u'\n');
}

} // namespace

Prepared<void> checkTrust(Session &session, const QString &folder, bool trustNow)
{
    if (folder.isEmpty()) // typed in by the user
        return {};
    const auto trusted = session.isTrusted(folder);
    if (!trusted)
        return std::unexpected(Refusal{ExitCode::ownFailure, describe(trusted.error())});
    if (*trusted)
        return {};
    if (!trustNow) {
        return std::unexpected(Refusal{ExitCode::refused,
                                       tr("%1 is not trusted, so nothing of it is run. Look at it "
                                          "first; then: commandrunner-cli trust %1\n"
                                          "or give --trust once.")
                                           .arg(folder)});
    }
    const auto changed = FolderStore(session.database())
                             .setTrusted(folder, true, session.clock().now());
    if (!changed)
        return std::unexpected(Refusal{ExitCode::ownFailure, describe(changed.error())});
    return {};
}

QString valueProblems(const Command &command, const ArgumentValues &values, const QStringList &rest)
{
    return problemTexts(checkArguments(command, values), rest);
}

Prepared<void> fillFromValues(RunRequest &request, Session &session, const Command &command,
                              const ArgumentValues &given, const QStringList &rest)
{
    const auto values = secretValues(session, command, given);
    if (!values)
        return std::unexpected(Refusal{ExitCode::ownFailure, values.error()});
    const QString problems = problemTexts(
        checkArguments(command, *values) + checkFiles(command, *values), rest);
    if (!problems.isEmpty())
        return std::unexpected(Refusal{ExitCode::ownFailure, problems});
    request.commandId = command.id;
    request.folder = command.folder;
    request.name = command.name;
    const auto settings = settingsOf(session, command);
    if (!settings)
        return std::unexpected(settings.error());
    const auto ready = adjustedBy(*settings, command);
    if (!ready)
        return std::unexpected(ready.error());
    request.workingDirectory = ready->workingDirectory;
    fillRequest(request, *ready, *values, rest);
    request.freeArguments = joinShellWords(rest);
    fillFromSettings(request, *settings, command);
    return {};
}

} // namespace CommandRunner
