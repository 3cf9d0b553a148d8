// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/followrun.h"
#include "app/cli/localterminal.h"
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/standardstreams.h"
#include "app/cli/subcommands.h"
#include "core/output/segmentedlog.h"
#include "core/run/runfollower.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

// What stop, input and wait begin with.
struct Opened {
    std::unique_ptr<Session> session;
    RunRecord record;
};

std::expected<Opened, int> openRun(Options &options, const Invocation &invocation)
{
    if (auto parsed = options.parse(invocation, 1, 1); !parsed) {
        printError(parsed.error());
        return std::unexpected(ExitCode::usage);
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return std::unexpected(ExitCode::done);
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return std::unexpected(ExitCode::failed);
    }
    const auto record = (*session)->run(options.operands().first());
    if (!record) {
        printError(record.error());
        return std::unexpected(ExitCode::failed);
    }
    return Opened{std::move(*session), *record};
}

void printRecord(const RunRecord &record, bool json)
{
    if (json)
        printJson(record.toJson());
    else
        printLine(describe(record));
}

} // namespace

int stopCommand(const Invocation &invocation)
{
    Options options(u"stop"_s, u"RUN [--kill]"_s,
                    {{u"kill"_s, tr("Kill at once, without asking politely first.")}});
    auto opened = openRun(options, invocation);
    if (!opened)
        return opened.error();
    if (isFinal(opened->record.state)) {
        printError(tr("It has ended already. %1").arg(describe(opened->record)));
        return ExitCode::failed;
    }
    QEventLoop loop;
    RunFollower follower(opened->session->paths().runFolder(opened->record.id()));
    int exitCode = ExitCode::done;
    QObject::connect(&follower, &RunFollower::done, &loop, &QEventLoop::quit);
    QObject::connect(&follower, &RunFollower::wishFailed, &loop, [&](const Error &error) {
        printError(error);
        exitCode = ExitCode::failed;
        loop.quit();
    });
    // What was asked is met when it goes on, which may be never: nobody is to wait for that.
    QObject::connect(&follower, &RunFollower::hostConditionChanged, &loop, [&] {
        const HostCondition condition = follower.hostCondition();
        if (condition.answers)
            return;
        printError(describe(condition) + u' ' + tr("It is ended as soon as that does."));
        exitCode = ExitCode::failed;
        loop.quit();
    });
    follower.start();
    if (options.isSet(u"kill"_s))
        follower.kill();
    else
        follower.terminate();
    loop.exec();
    const auto record = opened->session->run(opened->record.id());
    if (!record) {
        printError(record.error());
        return ExitCode::failed;
    }
    printRecord(*record, options.json());
    for (const QString &survivor : record->outcome.survivors)
        printError(tr("Could not be ended: %1").arg(survivor));
    return record->outcome.survivors.isEmpty() ? exitCode : ExitCode::failed;
}

int inputCommand(const Invocation &invocation)
{
    Options options(u"input"_s, u"RUN [--eof]"_s,
                    {{u"eof"_s, tr("Say the end of input afterwards.")}});
    auto opened = openRun(options, invocation);
    if (!opened)
        return opened.error();
    if (isFinal(opened->record.state)) {
        printError(tr("It has ended already and reads nothing. %1").arg(describe(opened->record)));
        return ExitCode::failed;
    }
    QEventLoop loop;
    RunFollower follower(opened->session->paths().runFolder(opened->record.id()));
    int exitCode = ExitCode::done;
    bool allTaken = false;
    // Ended before all was taken: said, since the rest went nowhere. (The answer that all was taken
    // and the end may come together.)
    QObject::connect(&follower, &RunFollower::done, &loop, [&] {
        if (allTaken)
            return;
        printError(tr("It ended before it had read everything."));
        exitCode = ExitCode::failed;
        loop.quit();
    });
    QObject::connect(&follower, &RunFollower::wishFailed, &loop, [&](const Error &error) {
        printError(error);
        exitCode = ExitCode::failed;
        loop.quit();
    });
    StandardInputReader reader;
    bool allRead = false;
    QObject::connect(&follower, &RunFollower::wishesTaken, &loop, [&] {
        allTaken = allRead;
        if (allTaken)
            loop.quit();
        else
            reader.setPaused(false);
    });
    QObject::connect(&reader, &StandardInputReader::read, &follower, [&](const QByteArray &bytes) {
        reader.setPaused(true); // the host keeps little of what the program does not read
        follower.sendInput(bytes);
        follower.confirmWishes();
    });
    QObject::connect(&reader, &StandardInputReader::ended, &follower, [&] {
        allRead = true;
        if (options.isSet(u"eof"_s))
            follower.closeInputAndConfirm();
        else
            follower.confirmWishes();
    });
    follower.start();
    loop.exec();
    if (options.json() && exitCode == ExitCode::done)
        printJson(opened->record.toJson());
    return exitCode;
}

int attachCommand(const Invocation &invocation)
{
    Options options(u"attach"_s, u"RUN"_s, {});
    auto opened = openRun(options, invocation);
    if (!opened)
        return opened.error();
    if (isFinal(opened->record.state)) {
        printError(tr("It has ended already; see its output with: commandrunner-cli output %2\n%1")
                       .arg(describe(opened->record), opened->record.id()));
        return ExitCode::failed;
    }
    FollowOptions follow;
    follow.output = FollowOptions::Output::Raw;
    follow.input = FollowOptions::Input::Forwarded;
    if (opened->record.request.terminal && LocalTerminal::isThere()) {
        follow.input = FollowOptions::Input::Terminal;
    }
    // Enough to know what the screen looks like and what was switched on.
    constexpr qint64 past = 1 << 20;
    SegmentedLog log(opened->session->runFolder(opened->record.id()).log());
    follow.from = std::max<qint64>(0, log.size() - past);
    follow.catchUp = log.size() > 0;
    const auto followed = followRun(*opened->session, opened->record.id(), follow);
    if (!followed) {
        printError(followed.error());
        return ExitCode::failed;
    }
    return endOfFollowing(*followed);
}

int waitCommand(const Invocation &invocation)
{
    Options options(u"wait"_s, u"RUN"_s, {});
    auto opened = openRun(options, invocation);
    if (!opened)
        return opened.error();
    if (!isFinal(opened->record.state)) {
        const auto record = followRun(*opened->session, opened->record.id(), {});
        if (!record) {
            printError(record.error());
            return ExitCode::failed;
        }
        opened->record = record->record;
    }
    printRecord(opened->record, options.json());
    return ExitCode::done;
}

} // namespace CommandRunner
