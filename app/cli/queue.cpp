// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "app/cli/waitforturn.h"
#include "core/command/shellwords.h"
#include "core/workspace/queueworker.h"

#include <QCoreApplication>
#include <QLockFile>
#include <QThread>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int shortestPauseMs = 10; // between two looks of the worker
constexpr int longestPauseMs = 250;

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

int failed(const Error &error)
{
    printError(error);
    return ExitCode::failed;
}

QString word(WaitingRun::Reason reason)
{
    switch (reason) {
    case WaitingRun::Reason::Turn:
        return u"turn"_s;
    case WaitingRun::Reason::Pause:
        return u"paused"_s;
    case WaitingRun::Reason::Limit:
        return u"limit"_s;
    case WaitingRun::Reason::Series:
        return u"same-command"_s;
    }
    return {};
}

int list(Session &session, bool json)
{
    const auto progress = session.queue().advance(session.database());
    if (!progress)
        return failed(progress.error());
    QJsonArray waiting;
    QList<QStringList> rows;
    for (const WaitingRun &run : progress->waiting) {
        const auto record = RunStore(session.database()).run(run.runId);
        if (!record)
            continue;
        QJsonObject object = record->toJson();
        object.insert(u"priority"_s, record->priority);
        object.insert(u"waitsFor"_s, word(run.reason));
        object.insert(u"waitsForRun"_s, run.other.isEmpty() ? QJsonValue() : QJsonValue(run.other));
        waiting.append(object);
        rows.append({run.runId, QString::number(record->priority),
                     describe(run, progress->settings), joinShellWords(record->request.argv)});
    }
    if (json) {
        printJson(QJsonObject{{u"running"_s, progress->running},
                              {u"queued"_s, progress->waiting.size()},
                              {u"limit"_s, progress->settings.limit},
                              {u"paused"_s, progress->settings.paused},
                              {u"waiting"_s, waiting}});
        return ExitCode::done;
    }
    QStringList facts{tr("%1 running, %2 queued").arg(progress->running).arg(rows.size())};
    if (progress->settings.limit > 0)
        facts.append(tr("at most %1 at a time").arg(progress->settings.limit));
    if (progress->settings.paused)
        facts.append(tr("paused"));
    printLine(facts.join(u"; "_s));
    printTable(rows);
    return ExitCode::done;
}

// Until none waits, or nothing may start: whoever lets it go on starts us again.
int work(Session &session)
{
    const auto lock = QueueWorker::lock(session.paths());
    if (!lock->tryLock(0))
        return ExitCode::done;
    int pauseMs = shortestPauseMs;
    while (true) {
        const auto progress = session.queue().advance(session.database());
        if (!progress && progress.error().code != ErrorCode::Busy)
            return failed(progress.error());
        if (progress && (progress->waiting.isEmpty() || progress->settings.paused))
            return ExitCode::done;
        if (progress && progress->couldStartMore)
            continue;
        pauseMs = progress && !progress->started.isEmpty()
            ? shortestPauseMs
            : std::min(longestPauseMs, pauseMs + pauseMs / 2);
        QThread::msleep(ulong(pauseMs));
    }
}

std::optional<int> limitFrom(const QString &text)
{
    bool number = false;
    const int limit = text.toInt(&number);
    if (!number || limit < 0 || limit > QueueSettings::highestLimit)
        return {};
    return limit;
}

struct Change {
    std::function<Result<void>(Session &)> apply; // empty: wrong usage
};

Change changeOf(const QStringList &words)
{
    const QString &verb = words.first();
    if (words.size() == 1 && (verb == "pause"_L1 || verb == "resume"_L1))
        return {[paused = verb == "pause"_L1](Session &session) {
            return QueueStore(session.database()).setPaused(paused);
        }};
    if (words.size() == 2 && verb == "limit"_L1) {
        if (const auto limit = limitFrom(words.at(1)))
            return {[limit](Session &session) {
                return QueueStore(session.database()).setLimit(*limit);
            }};
    }
    if (words.size() == 3 && verb == "priority"_L1) {
        if (const auto priority = RunPriority::fromString(words.at(2)))
            return {[priority, id = words.at(1)](Session &session) {
                return QueueStore(session.database()).setPriority(id, *priority);
            }};
    }
    if (words.size() == 2 && verb == "start"_L1)
        return {[id = words.at(1)](Session &session) {
            return session.queue().startNow(session.database(), id);
        }};
    return {};
}

} // namespace

int queueCommand(const Invocation &invocation)
{
    Options options(u"queue"_s,
                    u"[list | pause | resume | limit N | priority RUN N | start RUN | work]"_s, {});
    if (auto parsed = options.parse(invocation, 0, 3); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    const QStringList words = options.operands().isEmpty() ? QStringList{u"list"_s}
                                                           : options.operands();
    const bool alone = words.size() == 1;
    const bool lists = alone && words.first() == "list"_L1;
    const bool works = alone && words.first() == "work"_L1;
    const Change change = changeOf(words);
    if (!lists && !works && !change.apply) {
        printError(tr("Usage: commandrunner-cli queue %1")
                       .arg(u"[list | pause | resume | limit N | priority RUN N | start RUN]"_s)
                   + u'\n'
                   + tr("N of a limit: 0 (none) to 10000; of a priority: -100 to 100, low, "
                        "normal or high."));
        return ExitCode::usage;
    }
    auto session = Session::open(options.dataDir());
    if (!session)
        return failed(session.error());
    if (works)
        return work(**session);
    if (change.apply) {
        if (auto changed = change.apply(**session); !changed)
            return failed(changed.error());
        const auto progress = (*session)->queue().advance((*session)->database());
        if (progress && !progress->waiting.isEmpty())
            QueueWorker::start((*session)->paths());
        if (!options.json())
            return ExitCode::done;
    }
    return list(**session, options.json());
}

} // namespace CommandRunner
