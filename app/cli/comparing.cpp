// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/diffprinter.h"
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/compare/runcomparison.h"
#include "core/workspace/lastsuccess.h"

#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using namespace DiffCode;

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

int giveUp(const QString &text)
{
    printError(text);
    return trouble;
}

struct Pair {
    RunRecord before;
    RunRecord after;
};

// Error: the text to print.
std::expected<Pair, QString> lastSuccessOf(Session &session, const RunRecord &run)
{
    LastSuccessSearch search(run);
    while (const auto query = search.next()) {
        const auto answer = RunStore(session.database()).runs(*query);
        if (!answer)
            return std::unexpected(describe(answer.error()));
        search.take(*answer);
    }
    if (!search.found())
        return std::unexpected(
            tr("There is nothing to compare with: no other run of “%1” has succeeded yet.")
                .arg(run.request.name));
    return Pair{*search.found(), run};
}

std::expected<Pair, QString> runsToCompare(Session &session, const Options &options)
{
    QList<RunRecord> records;
    for (const QString &id : options.operands()) {
        const auto record = session.run(id);
        if (!record)
            return std::unexpected(describe(record.error()));
        records.append(*record);
    }
    if (options.isSet(u"last-success"_s))
        return lastSuccessOf(session, records.first());
    return Pair{records.at(0), records.at(1)};
}

int compareAndPrint(Session &session, const Pair &pair, const CompareOptions &wanted)
{
    const auto side = [&session](const RunRecord &record) {
        const RunFolder folder = session.runFolder(record.id());
        return RunComparison::Side{{.logPath = folder.log(), .indexPath = folder.index()},
                                   session.reading(record.request, std::nullopt)};
    };
    RunComparison comparison(side(pair.before), side(pair.after));
    QObject::connect(&comparison, &RunComparison::done, QCoreApplication::instance(),
                     &QCoreApplication::quit, Qt::QueuedConnection);
    comparison.compare(wanted.ignored);
    QCoreApplication::exec();
    if (wanted.json)
        printJson(comparisonJson(pair.before, pair.after, comparison, wanted));
    else
        printUnified(pair.before, pair.after, comparison, wanted);
    return comparison.result()->isSame() ? same : different;
}

} // namespace

int compareCommand(const Invocation &invocation)
{
    Options options(
        u"compare"_s, u"RUN RUN | --last-success RUN [--all] [--ignore KINDS]"_s,
        {{u"last-success"_s,
          tr("Before is the last run of the same command that succeeded, after is RUN.")},
         {u"all"_s, tr("Print all lines, not only three around what differs.")},
         {u"ignore"_s,
          tr("What does not count: none, all, or some of times,ids,addresses,numbers "
             "(times,ids,addresses)."),
          u"KINDS"_s}});
    if (auto parsed = options.parse(invocation, 1, 2); !parsed)
        return giveUp(parsed.error());
    if (options.isHelp()) {
        printOut(options.helpText());
        printLine(tr("Exits with 0 when the outputs are the same, 1 when they differ, 2 in "
                     "trouble."));
        return same;
    }
    const qsizetype wantedRuns = options.isSet(u"last-success"_s) ? 1 : 2;
    if (options.operands().size() != wantedRuns)
        return giveUp(tr("compare takes two runs, or --last-success and one."));
    CompareOptions wanted{.json = options.json(), .all = options.isSet(u"all"_s)};
    if (options.isSet(u"ignore"_s)) {
        const auto kinds = noiseKindsFromString(options.value(u"ignore"_s));
        if (!kinds)
            return giveUp(tr("--ignore takes none, all, or some of "
                             "times,ids,addresses,numbers."));
        wanted.ignored = *kinds;
    }
    auto session = Session::open(options.dataDir());
    if (!session)
        return giveUp(describe(session.error()));
    const auto pair = runsToCompare(**session, options);
    if (!pair)
        return giveUp(pair.error());
    return compareAndPrint(**session, *pair, wanted);
}

} // namespace CommandRunner
