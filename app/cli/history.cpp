// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/followrun.h"
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/command/shellwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QStringList rowOf(const RunRecord &record)
{
    const RunOutcome &outcome = record.outcome;
    QString result = toString(record.state);
    if (outcome.signal != 0)
        result += tr(" (signal %1)").arg(outcome.signal);
    else if (outcome.exitCode > 0)
        result += tr(" (exit %1)").arg(outcome.exitCode);
    const QDateTime started = outcome.started.isValid() ? outcome.started : record.created;
    return {record.id(), result, QLocale().toString(started.toLocalTime(), QLocale::ShortFormat),
            joinShellWords(record.request.argv)};
}

Result<RunQuery> queryOf(const Options &options)
{
    RunQuery query;
    query.text = options.value(u"search"_s);
    query.commandId = options.value(u"command"_s);
    if (options.isSet(u"state"_s)) {
        query.state = runStateFromString(options.value(u"state"_s));
        if (!query.state) {
            return fail(
                ErrorCode::InvalidFormat, options.value(u"state"_s),
                u"one of queued running succeeded failed stopped timed-out failed-to-start interrupted"_s);
        }
    }
    if (options.isSet(u"limit"_s)) {
        bool number = false;
        query.limit = options.value(u"limit"_s).toInt(&number);
        if (!number || query.limit < 1)
            return fail(ErrorCode::InvalidFormat, options.value(u"limit"_s),
                        u"--limit takes a number from 1"_s);
    }
    return query;
}

// "A-B", "A-", "-B" or "A"; 1-based, inclusive.
bool parseLines(const QString &text, LensPrinter::Options &lens)
{
    const qsizetype dash = text.indexOf(u'-');
    const QString from = dash < 0 ? text : text.first(dash);
    const QString to = dash < 0 ? text : text.sliced(dash + 1);
    bool fromOk = true;
    bool toOk = true;
    const qint64 first = from.isEmpty() ? 1 : from.toLongLong(&fromOk);
    const qint64 last = to.isEmpty() ? 0 : to.toLongLong(&toOk);
    if (!fromOk || !toOk || first < 1 || (!to.isEmpty() && last < first)
        || (from.isEmpty() && to.isEmpty()))
        return false;
    lens.first = first - 1;
    lens.last = to.isEmpty() ? -1 : last - 1;
    return true;
}

// Error: the text to print.
std::expected<FollowOptions, QString> outputOptions(const Options &options)
{
    FollowOptions follow;
    const bool raw = options.isSet(u"raw"_s);
    follow.output = raw ? FollowOptions::Output::Raw : FollowOptions::Output::Lens;
    follow.lens.json = options.json();
    if (options.isSet(u"lines"_s) && !parseLines(options.value(u"lines"_s), follow.lens))
        return std::unexpected(tr("--lines takes A-B, counted from 1."));
    if (raw && (options.json() || options.isSet(u"lines"_s)))
        return std::unexpected(tr("--raw is the bytes as they are: it goes neither with --json nor "
                                  "with --lines."));
    return follow;
}

// What is there now, without waiting for the end.
int printOutput(const RunFolder &folder, const FollowOptions &options)
{
    std::unique_ptr<OutputPrinter> printer;
    if (options.output == FollowOptions::Output::Raw)
        printer = std::make_unique<RawPrinter>(folder);
    else
        printer = std::make_unique<LensPrinter>(folder, options.lens);
    QObject::connect(printer.get(), &OutputPrinter::finished, QCoreApplication::instance(),
                     &QCoreApplication::quit, Qt::QueuedConnection);
    printer->grow();
    printer->end();
    const int code = QCoreApplication::exec();
    if (!printer->isDamaged())
        return code;
    printError(
        tr("A part of this output cannot be read any more: its file below “%1” is damaged or "
           "was cut. What can be read of it was printed.")
            .arg(folder.path()));
    return ExitCode::failed;
}

} // namespace

int runsCommand(const Invocation &invocation)
{
    Options options(u"runs"_s, u"[--state S] [--search TEXT] [--command ID] [--limit N]"_s,
                    {{u"state"_s, tr("Only runs in this state."), u"S"_s},
                     {u"search"_s,
                      tr("Only runs whose command, arguments or folder hold this text."),
                      u"TEXT"_s},
                     {u"command"_s, tr("Only runs of this command."), u"ID"_s},
                     {u"limit"_s, tr("At most so many (200)."), u"N"_s}});
    if (auto parsed = options.parse(invocation, 0, 0); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    const auto query = queryOf(options);
    if (!query) {
        printError(query.error());
        return ExitCode::usage;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    if (auto reconciled = (*session)->runs().reconcile((*session)->database()); !reconciled)
        printError(reconciled.error()); // the list is still worth showing
    const auto records = RunStore((*session)->database()).runs(*query);
    if (!records) {
        printError(records.error());
        return ExitCode::failed;
    }
    QJsonArray array;
    QList<QStringList> rows;
    for (const RunRecord &record : *records) {
        array.append(record.toJson());
        rows.append(rowOf(record));
    }
    if (options.json())
        printJson(array);
    else
        printTable(rows);
    return ExitCode::done;
}

int outputCommand(const Invocation &invocation)
{
    Options options(u"output"_s, u"RUN [--raw] [--follow] [--lines A-B] [--encoding NAME]"_s,
                    {{u"raw"_s, tr("The child's very bytes, nothing hidden.")},
                     {u"follow"_s, tr("Go on until the run has ended.")},
                     {u"lines"_s, tr("Only these lines, counted from 1."), u"A-B"_s},
                     encodingOption()});
    if (auto parsed = options.parse(invocation, 1, 1); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    auto wanted = outputOptions(options);
    const auto encoding = encodingOf(options);
    if (!wanted || !encoding) {
        printError(wanted ? encoding.error() : wanted.error());
        return ExitCode::usage;
    }
    FollowOptions &follow = *wanted;
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    const QString runId = options.operands().first();
    const auto record = (*session)->run(runId);
    if (!record) {
        printError(record.error());
        return ExitCode::failed;
    }
    if (follow.output == FollowOptions::Output::Lens)
        follow.lens.reading = (*session)->reading(record->request, *encoding);
    if (!options.isSet(u"follow"_s) || isFinal(record->state))
        return printOutput((*session)->runFolder(runId), follow);
    const auto ended = followRun(**session, runId, follow);
    if (!ended) {
        printError(ended.error());
        return ExitCode::failed;
    }
    return ExitCode::done;
}

} // namespace CommandRunner
