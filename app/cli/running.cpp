// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chain.h"
#include "app/cli/contextlook.h"
#include "app/cli/followrun.h"
#include "app/cli/limitoptions.h"
#include "app/cli/localterminal.h"
#include "app/cli/printing.h"
#include "app/cli/secrets.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/command/shellwords.h"
#include "core/workspace/definitionreview.h"
#include "core/workspace/queueworker.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QList<QCommandLineOption> runOptions()
{
    return QList<QCommandLineOption>{
               {u"folder"_s,
                tr("Look in this folder instead of the added ones; exec: the working directory."),
                u"DIR"_s},
               {u"set"_s, tr("Value of a parameter; may be given several times."), u"NAME=VALUE"_s},
               {u"preset"_s,
                tr("Begin with the values of this preset; --set replaces single ones."), u"NAME"_s},
               {u"raw"_s, tr("Print the child's very bytes, nothing hidden.")},
               {u"detach"_s, tr("Print the run's id and return; the run goes on.")},
               {u"timeout"_s, tr("Stop the run after this many seconds."), u"S"_s},
               {u"grace"_s,
                tr("What has not ended this many seconds after the polite signal is killed (5)."),
                u"S"_s},
               {u"output-limit"_s,
                tr("Keep the beginning and the latest part of output that is longer (1024; 0: "
                   "everything, "
                   "which --raw does)."),
                u"MIB"_s},
               {u"terminal"_s, tr("Give the program a terminal.")},
               {u"env"_s, tr("Set an environment variable; K= sets it empty, -K removes it."),
                u"K=V"_s},
               {u"if-running"_s,
                tr("What to do while another run of this command is under way: parallel (both "
                   "run), "
                   "queue (wait), refuse, or replace (stop the other)."),
                u"POLICY"_s},
               {u"priority"_s, tr("In the queue: low, normal, high, or a number from -100 to 100."),
                u"N"_s},
               {u"trust"_s, tr("Trust the command's folder from now on.")},
               {u"yes"_s, tr("Do not ask for the name of a command that wants it typed.")},
               encodingOption(),
           }
    + limitOptions();
}

Prepared<ArgumentValues> parseValues(const QStringList &settings)
{
    ArgumentValues values;
    for (const QString &setting : settings) {
        const qsizetype equals = setting.indexOf(u'=');
        if (equals == 0)
            return std::unexpected(Refusal{ExitCode::ownFailure,
                                           tr("--set takes NAME=VALUE, not “%1”").arg(setting)});
        if (equals < 0)
            values[setting].append(u"true"_s); // --set shout, for flags
        else
            values[setting.first(equals)].append(setting.sliced(equals + 1));
    }
    return values;
}

Prepared<void> applyEnvironment(RunRequest &request, const QStringList &changes)
{
    for (const QString &change : changes) {
        const qsizetype equals = change.indexOf(u'=');
        if (equals > 0)
            request.environment[change.first(equals)] = environmentValue(change.sliced(equals + 1),
                                                                         request);
        else if (change.startsWith(u'-') && change.size() > 1 && equals < 0)
            request.environment[change.sliced(1)] = std::nullopt;
        else
            return std::unexpected(Refusal{ExitCode::ownFailure,
                                           tr("--env takes K=V, not “%1”").arg(change)});
    }
    return {};
}

// What a preset gives, replaced by what is given beside it.
Prepared<void> applyPreset(Session &session, const Command &command, const QString &name,
                           ArgumentValues &values, QStringList &rest)
{
    const auto all = CommandStore(session.database()).presets();
    if (!all)
        return std::unexpected(Refusal{ExitCode::ownFailure, describe(all.error())});
    const QList<CommandPreset> presets = all->value(command.absoluteId());
    const auto found = std::ranges::find(presets, name, &CommandPreset::name);
    if (found == presets.cend()) {
        QStringList names;
        for (const CommandPreset &preset : presets)
            names.append(preset.name);
        return std::unexpected(Refusal{
            ExitCode::notFound,
            names.isEmpty() ? tr("%1 has no presets: save one in the window").arg(command.name)
                            : tr("%1 has no preset “%2”. There are: %3")
                                  .arg(command.name, name, names.join(u", "_s))});
    }
    ArgumentValues together = found->values;
    together.insert(values);
    values = together;
    if (rest.isEmpty())
        rest = splitShellWords(found->freeArguments).value_or(QStringList());
    return {};
}

Prepared<void> confirmByName(const Command &command, bool confirmed)
{
    if (!command.confirmsByName || confirmed)
        return {};
    if (!command.confirmation.isEmpty())
        printError(command.confirmation);
    const auto typed = askShown(tr("To run it, type its name (%1): ").arg(command.name));
    if (typed && typed->trimmed() == command.name.trimmed())
        return {};
    return std::unexpected(Refusal{
        ExitCode::refused,
        typed ? tr("That is not its name: %1 was not run.").arg(command.name)
              : tr("%1 is run only when its name was typed, and there is no terminal to ask "
                   "at. Give --yes to run it all the same.")
                    .arg(command.name)});
}

// What is run, where it is a command that is listed.
using RunCommand = std::optional<Command>;

Prepared<void> fillFromCommand(RunRequest &request, RunCommand &command, Session &session,
                               const Options &options, QStringList rest)
{
    const auto found = session.findCommands(options.values(u"folder"_s), 2,
                                            options.operands().first());
    if (!found)
        return std::unexpected(Refusal{ExitCode::ownFailure, describe(found.error())});
    const auto known = findCommand(options.operands().first(), found->commands);
    if (!known) {
        const bool unknown = known.error().kind == LookupError::Kind::NotFound;
        if (unknown)
            printProblems(found->problems); // what is sought may be in a file that could not be
                                            // read
        return std::unexpected(Refusal{unknown ? ExitCode::notFound : ExitCode::ownFailure,
                                       describe(known.error())});
    }
    command = *known;
    if (auto trusted = checkTrust(session, command->folder, options.isSet(u"trust"_s)); !trusted)
        return trusted;
    if (isChain(*command)) {
        const auto plan = readyPlan(session, *command, found->commands, options.isSet(u"trust"_s));
        if (!plan)
            return std::unexpected(plan.error());
        if (!rest.isEmpty())
            return std::unexpected(Refusal{
                ExitCode::ownFailure,
                tr("%1 is a chain and takes no arguments of its own: its steps have theirs.")
                    .arg(command->name)});
    }
    auto values = parseValues(options.values(u"set"_s));
    if (!values)
        return std::unexpected(values.error());
    if (options.isSet(u"preset"_s)) {
        if (auto filled = applyPreset(session, *command, options.value(u"preset"_s), *values, rest);
            !filled)
            return filled;
    }
    if (auto filled = fillFromValues(request, session, *command, *values, rest); !filled)
        return filled;
    return confirmByName(*command, options.isSet(u"yes"_s));
}

Prepared<void> fillFromProgram(RunRequest &request, const Options &options, const QStringList &rest)
{
    if (rest.isEmpty())
        return std::unexpected(Refusal{
            ExitCode::ownFailure, tr("Usage: commandrunner-cli exec [options] -- PROGRAM ARG…")});
    if (options.isSet(u"preset"_s))
        return std::unexpected(Refusal{
            ExitCode::ownFailure, tr("exec runs programs, which have no presets: use “run ID”.")});
    if (options.isSet(u"set"_s))
        return std::unexpected(
            Refusal{ExitCode::ownFailure,
                    tr("exec has no parameters to --set: give arguments after “--”.")});
    request.name = QFileInfo(rest.first()).fileName();
    if (request.name.isEmpty())
        request.name = rest.first();
    request.argv = rest;
    request.workingDirectory = options.isSet(u"folder"_s)
        ? QDir(options.value(u"folder"_s)).absolutePath()
        : QDir::currentPath();
    return {};
}

// Empty: no number of seconds, or below 0.
std::optional<qint64> milliseconds(const QString &seconds)
{
    bool number = false;
    const double value = seconds.toDouble(&number);
    if (!number || !(value >= 0 && value <= 1e9))
        return {};
    return std::llround(value * 1000);
}

Prepared<void> applyQueueing(RunRequest &request, const Options &options)
{
    if (options.isSet(u"if-running"_s)) {
        const auto policy = concurrencyPolicyFromString(options.value(u"if-running"_s));
        if (!policy)
            return std::unexpected(
                Refusal{ExitCode::ownFailure,
                        tr("--if-running takes parallel, queue, refuse or replace.")});
        request.ifRunning = *policy;
    }
    if (options.isSet(u"priority"_s)) {
        const auto priority = RunPriority::fromString(options.value(u"priority"_s));
        if (!priority)
            return std::unexpected(
                Refusal{ExitCode::ownFailure,
                        tr("--priority takes low, normal, high or a number from -100 to 100.")});
        request.priority = *priority;
    }
    return {};
}

// Runs it, or lets it wait. An exit code when that is all.
std::expected<void, int> submit(Session &session, const RunRequest &request)
{
    const auto submitted = session.queue().submit(session.database(), {request}).first();
    if (submitted.error && submitted.error->code == ErrorCode::Refused) {
        printError(tr("%1 is not run: its run %2 has not ended.")
                       .arg(request.name, submitted.error->subject));
        return std::unexpected(ExitCode::refused);
    }
    if (submitted.error) {
        printError(*submitted.error);
        return std::unexpected(ExitCode::ownFailure);
    }
    // Whatever becomes of us, it gets its turn.
    if (submitted.record->state == RunState::Queued && !QueueWorker::start(session.paths()))
        printError(tr("It waits, and nothing is there to start it later: commandrunner-cli is not "
                      "where it belongs. It starts with the next window or command."));
    return {};
}

Prepared<RunRequest> prepare(Session &session, const Invocation &invocation, const Options &options,
                             RunCommand &command)
{
    RunRequest request;
    request.runId = newRunId(session.clock().now());
    const QStringList rest = invocation.rest.value_or(QStringList());
    auto filled = invocation.subcommand == "exec"_L1
        ? fillFromProgram(request, options, rest)
        : fillFromCommand(request, command, session, options, rest);
    if (filled)
        filled = applyEnvironment(request, options.values(u"env"_s));
    if (!filled)
        return std::unexpected(filled.error());
    const auto limits = limitsOf(options, request.limits);
    if (!limits)
        return std::unexpected(Refusal{ExitCode::ownFailure, limits.error()});
    request.limits = *limits;
    request.terminal = request.terminal || options.isSet(u"terminal"_s);
    if (request.terminal && LocalTerminal::isThere())
        request.terminalSize = LocalTerminal::size();
    if (options.isSet(u"timeout"_s)) {
        const auto timeout = milliseconds(options.value(u"timeout"_s));
        if (!timeout || *timeout == 0)
            return std::unexpected(Refusal{ExitCode::ownFailure,
                                           tr("--timeout takes a number of seconds above 0.")});
        request.timeoutMs = *timeout;
    }
    // What is piped on must be whole, however slowly it is taken.
    if (options.isSet(u"raw"_s))
        request.outputLimit = 0;
    if (options.isSet(u"output-limit"_s)) {
        bool number = false;
        const qint64 limit = options.value(u"output-limit"_s).toLongLong(&number);
        if (!number || limit < 0 || limit > 1 << 30)
            return std::unexpected(Refusal{ExitCode::ownFailure,
                                           tr("--output-limit takes a number of MiB, 0 or more.")});
        request.outputLimit = limit << 20;
    }
    if (auto placed = applyQueueing(request, options); !placed)
        return std::unexpected(placed.error());
    if (options.isSet(u"grace"_s)) {
        const auto grace = milliseconds(options.value(u"grace"_s));
        if (!grace)
            return std::unexpected(Refusal{ExitCode::ownFailure,
                                           tr("--grace takes a number of seconds, 0 or more.")});
        request.graceMs = *grace;
    }
    return request;
}

} // namespace

int runCommand(const Invocation &invocation)
{
    const bool exec = invocation.subcommand == "exec"_L1;
    Options options(invocation.subcommand,
                    exec ? u"[options] -- PROGRAM ARG…"_s : u"ID [options] [-- ARG…]"_s,
                    runOptions());
    if (auto parsed = options.parse(invocation, exec ? 0 : 1, exec ? 0 : 1); !parsed) {
        printError(parsed.error());
        return ExitCode::ownFailure;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    const auto encoding = encodingOf(options);
    if (!encoding) {
        printError(encoding.error());
        return ExitCode::ownFailure;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::ownFailure;
    }
    RunCommand command;
    auto request = prepare(**session, invocation, options, command);
    if (!request) {
        printError(request.error().text);
        return request.error().exitCode;
    }
    if (const auto fetched = fetchSecrets(**session, *request); !fetched) {
        printError(fetched.error());
        return ExitCode::ownFailure;
    }
    ContextLook context(**session, *request);
    if (auto submitted = submit(**session, *request); !submitted)
        return submitted.error();
    if (command) { // what a person runs they have seen
        const auto kept = keepDefinition((*session)->database(), *command,
                                         (*session)->clock().now());
        if (!kept)
            printError(kept.error());
    }
    if (options.isSet(u"detach"_s)) {
        context.record();
        if (!options.json()) {
            printLine(request->runId);
        } else if (const auto record = (*session)->run(request->runId)) {
            printJson(record->toJson());
        }
        return ExitCode::done;
    }
    FollowOptions follow;
    follow.output = options.json() ? FollowOptions::Output::None
        : options.isSet(u"raw"_s)  ? FollowOptions::Output::Raw
                                   : FollowOptions::Output::Lens;
    follow.input = FollowOptions::Input::Own;
    follow.ours = true;
    if (request->terminal && !options.json() && LocalTerminal::isThere()) {
        // Two terminals in a row are one: this one shows what the program does to it.
        follow.input = FollowOptions::Input::Terminal;
        follow.output = FollowOptions::Output::Raw;
    }
    if (follow.output == FollowOptions::Output::Lens)
        follow.lens.reading = (*session)->reading(*request, *encoding);
    auto followed = followRun(**session, request->runId, follow);
    if (!followed) {
        printError(followed.error());
        return ExitCode::ownFailure;
    }
    context.record();
    if (options.json())
        printJson((*session)->run(request->runId).value_or(followed->record).toJson());
    return endOfFollowing(*followed);
}

} // namespace CommandRunner
