// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/readoptions.h"

#include "core/command/commandline.h"
#include "core/discovery/scan/toolprocess.h"

#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int timeoutMs = 15'000;
constexpr qint64 outputLimit = 4 << 20;
constexpr qsizetype shownOfAnswer = 400;

// What starts these commands would tell of itself.
bool isStartedByTool(const Command &command)
{
    static const QSet<QString> sources{u"make"_s,     u"just"_s,     u"rake"_s,     u"gradle"_s,
                                       u"maven"_s,    u"taskfile"_s, u"cmake"_s,    u"compose"_s,
                                       u"composer"_s, u"deno"_s,     u"tox"_s,      u"nox"_s,
                                       u"mise"_s,     u"vscode"_s,   u"procfile"_s, u"invoke"_s,
                                       u"pyproject"_s};
    return sources.contains(command.source);
}

HelpText tell(const ToolOutput &output)
{
    const HelpText text = parseHelpText(output.standardOutput);
    return text.isEmpty() ? parseHelpText(output.standardError) : text;
}

Error problemOf(const ToolOutput &output, const QStringList &call)
{
    if (output.state == ToolOutput::State::FailedToStart)
        return {ErrorCode::Process, call.first(), output.detail};
    if (output.state == ToolOutput::State::TimedOut)
        return {ErrorCode::Timeout, call.join(u' '),
                u"it had not ended after %1 s and was killed"_s.arg(timeoutMs / 1000)};
    if (output.state == ToolOutput::State::TooMuchOutput)
        return {ErrorCode::Process, call.join(u' '), u"its answer is too long"_s};
    const QByteArray said = output.standardOutput.isEmpty() ? output.standardError
                                                            : output.standardOutput;
    return {ErrorCode::NotFound, call.join(u' '),
            QString::fromUtf8(said).trimmed().left(shownOfAnswer)};
}

} // namespace

QList<QStringList> helpCalls(const Command &command)
{
    if (command.argv.isEmpty() || !command.steps.isEmpty() || isStartedByTool(command))
        return {};
    // Fixed words that belong to the call itself, such as a sub-command's name.
    Command plain = command;
    plain.parameters.removeIf([](const Parameter &parameter) {
        return !parameter.constant || parameter.kind != ParameterKind::Positional;
    });
    QList<QStringList> calls;
    for (const QString &word : {u"--help"_s, u"-h"_s, u"help"_s})
        calls.append(buildArgv(plain, {}, {word}));
    return calls;
}

Result<HelpReading> readHelp(const Command &command, const QString &loginPath,
                             const std::atomic_bool &cancelled)
{
    Error problem{ErrorCode::NotFound, command.name, u"it takes no arguments of its own"_s};
    const QList<QStringList> calls = helpCalls(command);
    for (const QStringList &call : calls) {
        ToolRequest request;
        request.program = call.first();
        request.arguments = call.mid(1);
        request.workingDirectory = command.workingDirectory;
        request.environment = toolEnvironment(loginPath);
        for (auto it = command.environment.cbegin(); it != command.environment.cend(); ++it)
            request.environment.insert(it.key(), it.value());
        // Pagers wait for keys, and wide lines are easier to take apart.
        request.environment.insert(u"PAGER"_s, u"cat"_s);
        request.environment.insert(u"MANPAGER"_s, u"cat"_s);
        request.environment.insert(u"GIT_PAGER"_s, u"cat"_s);
        request.environment.insert(u"COLUMNS"_s, u"120"_s);
        request.timeoutMs = timeoutMs;
        request.outputLimit = outputLimit;
        const ToolOutput output = runTool(request, cancelled);
        if (output.state == ToolOutput::State::Cancelled)
            return fail(ErrorCode::Process, call.join(u' '), u"cancelled"_s);
        if (const HelpText text = tell(output); !text.isEmpty())
            return HelpReading{call, text};
        // The first answer is the one that says most.
        if (call == calls.first() || problem.detail.isEmpty())
            problem = problemOf(output, call);
        // Who did not end, or was not there, will do no better with other words; who ended well
        // has understood the first ones, or ignored them and done its work: once is enough.
        if (output.state != ToolOutput::State::Finished || output.exitCode == 0)
            break;
    }
    return std::unexpected(problem);
}

void addReadOptions(Command &command, const QList<Parameter> &read)
{
    QSet<QString> flags;
    QSet<QString> names;
    bool hasPositionals = false;
    for (const Parameter &parameter : std::as_const(command.parameters)) {
        flags += QSet<QString>(parameter.flags.cbegin(), parameter.flags.cend());
        names.insert(parameter.name);
        hasPositionals = hasPositionals
            || (parameter.kind == ParameterKind::Positional && !parameter.constant);
    }
    for (const Parameter &parameter : read) {
        const bool known = std::any_of(parameter.flags.cbegin(), parameter.flags.cend(),
                                       [&flags](const QString &flag) {
                                           return flags.contains(flag);
                                       });
        const bool placed = parameter.kind == ParameterKind::Positional;
        if (!known && !names.contains(parameter.name) && !(placed && hasPositionals))
            command.parameters.append(parameter);
    }
}

void removeReadOptions(Command &command, const QList<Parameter> &read)
{
    command.parameters.removeIf([&read](const Parameter &parameter) {
        return read.contains(parameter);
    });
}

} // namespace CommandRunner
