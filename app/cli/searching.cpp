// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/standardstreams.h"
#include "app/cli/subcommands.h"
#include "core/workspace/outputssearch.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <limits>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// As grep has them.
constexpr int foundCode = 0;
constexpr int nothingCode = 1;
constexpr int errorCode = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

Options searchOptions()
{
    return {u"search"_s,
            u"TEXT [--regex] [--case] [--state S] [--command ID] [--limit N]"_s,
            {{u"regex"_s, tr("TEXT is a regular expression (PCRE2); it sees one line at a time.")},
             {u"case"_s,
              tr("Letters in the case that they have. Otherwise it counts only for a TEXT with "
                 "upper-case letters that is no regular expression.")},
             {u"state"_s, tr("Only runs in this state."), u"S"_s},
             {u"command"_s, tr("Only runs of this command."), u"ID"_s},
             {u"limit"_s, tr("At most so many lines; else all."), u"N"_s}}};
}

// Error: the text to print.
std::expected<OutputsQuery, QString> queryOf(const Options &options)
{
    OutputsQuery query;
    query.text.text = options.operands().first();
    query.text.regularExpression = options.isSet(u"regex"_s);
    query.text.caseSensitive = options.isSet(u"case"_s);
    query.runs.commandId = options.value(u"command"_s);
    query.runs.limit = 0;
    query.hits = std::numeric_limits<int>::max();
    if (query.text.isEmpty())
        return std::unexpected(tr("TEXT is empty: every line has it."));
    if (const auto problem = problemOf(query.text))
        return std::unexpected(tr("“%1” is no regular expression: %2, at character %3.")
                                   .arg(query.text.text, problem->message)
                                   .arg(problem->position + 1));
    if (options.isSet(u"state"_s)) {
        query.runs.state = runStateFromString(options.value(u"state"_s));
        if (!query.runs.state)
            return std::unexpected(
                tr("“%1” is no state; there are queued, running, succeeded, failed, stopped, "
                   "timed-out, failed-to-start and interrupted.")
                    .arg(options.value(u"state"_s)));
    }
    if (options.isSet(u"limit"_s)) {
        bool number = false;
        query.hits = options.value(u"limit"_s).toInt(&number);
        if (!number || query.hits < 1)
            return std::unexpected(tr("--limit takes a number from 1."));
    }
    query.hitsPerRun = query.hits;
    return query;
}

// Prints what is found as it comes.
class HitPrinter final
{
public:
    explicit HitPrinter(bool json) : m_json(json) {}

    bool print(const QList<OutputHit> &hits) // false: nobody reads any more
    {
        QByteArray text;
        for (const OutputHit &hit : hits)
            text += m_json ? jsonOf(hit) : lineOf(hit);
        m_found = m_found || !hits.isEmpty();
        return writeToStandardStream(true, text);
    }
    void tell(const QList<SearchedRun> &runs)
    {
        for (const SearchedRun &run : runs) {
            if (!run.error)
                continue;
            m_failed = true;
            printError(tr("The output of run %1 could not be searched in full: %2.")
                           .arg(run.runId, run.error->toString()));
        }
    }
    int exitCode() const
    {
        if (m_found)
            return foundCode;
        return m_failed ? errorCode : nothingCode;
    }

private:
    static QByteArray lineOf(const OutputHit &hit)
    {
        return u"%1:%2: %3%4%5\n"_s
            .arg(hit.runId, QString::number(hit.line.line + 1),
                 hit.line.cutBefore ? u"…"_s : QString(), hit.line.text,
                 hit.line.cutBehind ? u"…"_s : QString())
            .toUtf8();
    }
    static QByteArray jsonOf(const OutputHit &hit)
    {
        const QJsonObject object{{u"run"_s, hit.runId},
                                 {u"line"_s, hit.line.line + 1},
                                 {u"text"_s, hit.line.text},
                                 {u"start"_s, hit.line.start},
                                 {u"length"_s, hit.line.length}};
        return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    }

    const bool m_json;
    bool m_found = false;
    bool m_failed = false;
};

int searchOutputs(Session &session, const OutputsQuery &query, bool json)
{
    DatabaseWorker worker(session.paths().database());
    OutputsSearch search(worker, [paths = session.paths()](const QString &runId) {
        return paths.runFolder(runId);
    });
    HitPrinter printer(json);
    QObject::connect(&search, &OutputsSearch::found, &search, [&](const QList<OutputHit> &hits) {
        if (!printer.print(hits))
            search.cancel();
    });
    QObject::connect(&search, &OutputsSearch::runsSearched, &search,
                     [&](const QList<SearchedRun> &runs) { printer.tell(runs); });
    int code = errorCode;
    QObject::connect(
        &search, &OutputsSearch::finished, &search,
        [&](OutputsSearch::End end) {
            if (end == OutputsSearch::End::Failed)
                printError(*search.error());
            else
                code = printer.exitCode();
            QCoreApplication::quit();
        },
        Qt::QueuedConnection); // it may be done before the event loop begins
    worker.start();
    search.start(query);
    QCoreApplication::exec();
    return code;
}

} // namespace

int searchCommand(const Invocation &invocation)
{
    Options options = searchOptions();
    if (auto parsed = options.parse(invocation, 1, 1); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText() + u'\n'
                 + tr("Prints RUN:LINE: TEXT for each line, newest run first; with --json one "
                      "object a line. Exits with 0 when something was found, 1 when nothing was, "
                      "2 after an error.")
                 + u'\n');
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
        return errorCode;
    }
    if (auto reconciled = (*session)->runs().reconcile((*session)->database()); !reconciled)
        printError(reconciled.error()); // what is there is still worth searching
    return searchOutputs(**session, *query, options.json());
}

} // namespace CommandRunner
