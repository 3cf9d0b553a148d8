// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/command/commandmarks.h"
#include "core/command/shellwords.h"
#include "core/computer/computercommands.h"
#include "core/workspace/commandlookup.h"
#include "core/workspace/readoptions.h"

#include <QCoreApplication>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

// The contract's keys first; the rest is what a person needs to see before running it.
QJsonObject toJson(Session &session, const Command &command)
{
    QJsonObject object = command.toJson();
    const QString place = command.folder.isEmpty() ? command.workingDirectory : command.folder;
    object.insert("trusted"_L1,
                  command.source == "own"_L1 || isOfThisComputer(command)
                      || session.isTrusted(place).value_or(false));
    return object;
}

QString flagsOf(const Parameter &parameter)
{
    if (parameter.kind == ParameterKind::Positional)
        return parameter.name;
    QString text = (parameter.flags + parameter.negativeFlags).join(u", "_s);
    return text.isEmpty() ? parameter.name : text;
}

QString aboutParameter(const Parameter &parameter)
{
    QStringList about{toString(parameter.type)};
    if (parameter.required)
        about.append(tr("required"));
    if (parameter.multiple)
        about.append(tr("several"));
    if (!parameter.choices.isEmpty())
        about.append(u"{"_s + parameter.choices.join(u","_s) + u"}"_s);
    if (!parameter.defaultValue.isEmpty())
        about.append(tr("default %1").arg(parameter.defaultValue));
    return about.join(u", "_s);
}

void printSteps(const Command &command)
{
    const QString order = command.stepsInParallel ? tr("All at once:") : tr("One after the other:");
    const QString failure = command.goesOnAfterFailure
        ? u" ("_s + tr("on after a failure, too") + u')'
        : QString();
    printLine(u"  "_s + order + failure);
    for (qsizetype i = 0; i < command.steps.size(); ++i) {
        const ChainStep &step = command.steps.at(i);
        QString line = u"  %1. %2 "_s.arg(i + 1).arg(step.command);
        for (auto it = step.values.cbegin(); it != step.values.cend(); ++it) {
            for (const QString &value : it.value())
                line += u' ' + quoteShellWord(it.key() + u'=' + value);
        }
        printLine(line.trimmed().prepend("  "_L1));
    }
}

void printCommand(const Command &command, const QList<CommandPreset> &presets)
{
    printLine(command.id);
    if (!command.description.isEmpty())
        printLine(u"  "_s + QString(command.description).replace(u'\n', "\n  "_L1));
    printLine(u"  $ "_s + joinShellWords(command.argv));
    printLine(tr("  in %1").arg(command.workingDirectory));
    if (!command.steps.isEmpty())
        printSteps(command);
    QList<QStringList> rows;
    for (const Parameter &parameter : command.parameters)
        rows.append({u"  "_s + flagsOf(parameter), aboutParameter(parameter),
                     parameter.help.section(u'\n', 0, 0)});
    printTable(rows);
    if (presets.isEmpty())
        return;
    printLine(tr("Presets, for run --preset NAME:"));
    for (const CommandPreset &preset : presets)
        printLine(u"  "_s + preset.name);
}

std::optional<int> tierOf(const Options &options)
{
    const QString tier = options.isSet(u"tier"_s) ? options.value(u"tier"_s) : u"2"_s;
    if (tier != "1"_L1 && tier != "2"_L1)
        return std::nullopt;
    return tier.toInt();
}

// What the form would have after "Read Options from --help"; nothing is kept.
int showHelpOf(Session &session, Command command, const Options &options)
{
    const auto trusted = session.isTrusted(command.folder);
    if (!trusted) {
        printError(trusted.error());
        return ExitCode::failed;
    }
    if (!*trusted && !command.folder.isEmpty() && !options.isSet(u"trust"_s)) {
        printError(tr("%1 is not trusted, and reading the help runs a program of it. Trust the "
                      "folder with \"commandrunner-cli trust %1\", or run it this once with "
                      "--trust.")
                       .arg(command.folder));
        return ExitCode::refused;
    }
    if (helpCalls(command).isEmpty()) {
        printError(
            tr("The help of %1 would be that of the tool that starts it.").arg(command.name));
        return ExitCode::failed;
    }
    const std::atomic_bool cancelled = false;
    const auto reading = readHelp(command, {}, cancelled);
    if (!reading) {
        printError(reading.error());
        return ExitCode::failed;
    }
    command.parameters.clear();
    addReadOptions(command, formParameters(reading->text));
    if (options.json())
        printJson(toJson(session, command));
    else
        printCommand(command, {});
    return ExitCode::done;
}

} // namespace

int listCommand(const Invocation &invocation)
{
    Options options(
        u"list"_s,
        u"[--folder DIR]… [--source NAME] [--tag TAG]… [--tier 1] [--computer] [--all]"_s,
        {{u"folder"_s,
          tr("Scan this folder instead of the added ones; may be given several times."), u"DIR"_s},
         {u"source"_s, tr("Only commands of this source: django, npm, make, just, script, own."),
          u"NAME"_s},
         {u"tag"_s, tr("Only commands with this tag; of several ones: with all of them."),
          u"TAG"_s},
         {u"tier"_s, tr("1: read files only; 2: also ask the tools of trusted folders."), u"N"_s},
         {u"computer"_s,
          tr("Also this computer's: systemd units, applications, names of the shell.")},
         {u"all"_s, tr("Hidden commands, too.")}});
    if (auto parsed = options.parse(invocation, 0, 0); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    const auto tier = tierOf(options);
    if (!tier) {
        printError(tr("--tier takes 1 or 2."));
        return ExitCode::usage;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    auto found = (*session)->findCommands(options.values(u"folder"_s), *tier);
    if (!found) {
        printError(found.error());
        return ExitCode::failed;
    }
    if (options.isSet(u"computer"_s) || options.value(u"source"_s) == QLatin1String(computerSource))
        found->commands += (*session)->computerCommands();
    QJsonArray array;
    QList<QStringList> rows;
    for (const Command &command : found->commands) {
        if (command.hidden && !options.isSet(u"all"_s))
            continue;
        if (options.isSet(u"source"_s) && command.source != options.value(u"source"_s))
            continue;
        const QStringList tags = tagsFromText(options.values(u"tag"_s).join(u','));
        if (!std::ranges::all_of(tags, [&command](const QString &tag) {
                return command.tags.contains(tag, Qt::CaseInsensitive);
            }))
            continue;
        array.append(toJson(**session, command));
        rows.append({command.id, command.description.section(u'\n', 0, 0)});
    }
    if (options.json())
        printJson(array);
    else
        printTable(rows);
    printProblems(found->problems);
    return ExitCode::done;
}

int showCommand(const Invocation &invocation)
{
    Options options(
        u"show"_s, u"ID [--folder DIR]… [--read-help [--trust]]"_s,
        {{u"folder"_s, tr("Look in this folder instead of the added ones."), u"DIR"_s},
         {u"tier"_s, tr("1: read files only; 2: also ask the tools of trusted folders."), u"N"_s},
         {u"read-help"_s, tr("Run it with --help and show what that tells of its arguments.")},
         {u"trust"_s, tr("Run what lies in a folder that is not trusted, this once.")}});
    if (auto parsed = options.parse(invocation, 1, 1); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    const auto tier = tierOf(options);
    if (!tier) {
        printError(tr("--tier takes 1 or 2."));
        return ExitCode::usage;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    const auto found = (*session)->findCommands(options.values(u"folder"_s), *tier,
                                                options.operands().first());
    if (!found) {
        printError(found.error());
        return ExitCode::failed;
    }
    const auto command = findCommand(options.operands().first(), found->commands);
    if (!command) {
        printError(describe(command.error()));
        return ExitCode::failed;
    }
    if (options.isSet(u"read-help"_s))
        return showHelpOf(**session, *command, options);
    const auto all = CommandStore((*session)->database()).presets();
    if (!all) {
        printError(all.error());
        return ExitCode::failed;
    }
    const QList<CommandPreset> presets = all->value(command->absoluteId());
    if (options.json()) {
        QJsonArray array;
        for (const CommandPreset &preset : presets) {
            QJsonObject object = preset.toJson();
            object.insert("name"_L1, preset.name);
            array.append(object);
        }
        QJsonObject object = toJson(**session, *command);
        object.insert("presets"_L1, array);
        printJson(object);
    } else {
        printCommand(*command, presets);
    }
    return ExitCode::done;
}

} // namespace CommandRunner
