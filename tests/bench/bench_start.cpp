// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How soon a run shows its first byte, and what many starts at once do to the event loop.
#include "core/base/clock.h"
#include "core/base/paths.h"
#include "core/storage/databaseworker.h"
#include "core/workspace/runservice.h"
#include "tests/bench/benchreport.h"
#include "tests/bench/benchruns.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

void measureFirstByte(const Bench::Runs &runs)
{
    const QStringList verbs{u"print-lines"_s, u"1"_s};
    std::vector<double> spawned, first, whole, spawnedWhole;
    for (int round = 0; round < 8 * Bench::rounds; ++round) {
        const Bench::Timing raw = Bench::rawRead(verbs);
        const Bench::Timing hosted = runs.toLog(verbs);
        spawned.push_back(raw.firstByte);
        spawnedWhole.push_back(raw.whole);
        first.push_back(hosted.firstByte);
        whole.push_back(hosted.whole);
    }
    Bench::row(u"start.firstByte"_s, u"start to first byte, host included"_s,
               Bench::ratio(first, spawned), u"× posix_spawn"_s, Bench::Better::Less, 12);
    Bench::info(u"start.end"_s, u"start to recorded end"_s, Bench::ratio(whole, spawnedWhole),
                u"× posix_spawn"_s);
    Bench::info(u"start.ms"_s, u"start to first byte, host included"_s, Bench::median(first) * 1e3,
                u"ms"_s);
}

// The longest time between two turns of the event loop from the first start() until every run has
// been started, or with a limit: has its place in the queue.
double stall(int starts, int limit = 0)
{
    QTemporaryDir dir;
    const SystemClock clock;
    const auto paths = DataPaths::open(dir.path());
    if (!paths)
        qFatal("no data folder");
    DatabaseWorker database(paths->database());
    database.start();
    RunService service(
        database,
        RunRegistry(*paths, clock,
                    RunLauncher(paths->runs(),
                                QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"))));
    QEventLoop loop;
    int started = 0;
    int changed = 0;
    const auto count = [&] {
        if (started == starts && (limit > 0 || service.runningCount() == 0))
            loop.quit();
    };
    if (limit > 0) {
        QObject::connect(&service, &RunService::queueChanged, &loop, &QEventLoop::quit,
                         Qt::SingleShotConnection);
        service.setQueueLimit(limit);
        loop.exec();
    }
    QObject::connect(&service, &RunService::runQueued, &loop, [&] {
        ++started;
        count();
    });
    QObject::connect(&service, &RunService::runStarted, &loop, [&] {
        ++started;
        count();
    });
    QObject::connect(&service, &RunService::runChanged, &loop, [&] {
        ++changed;
        count();
    });
    QObject::connect(&service, &RunService::startFailed, &loop,
                     [](const RunRequest &, const Error &error) {
                         qFatal("%s", qPrintable(error.toString()));
                     });
    QElapsedTimer turn;
    qint64 longest = 0;
    QTimer ticker;
    QObject::connect(&ticker, &QTimer::timeout, &loop, [&] {
        longest = std::max(longest, turn.nsecsElapsed());
        turn.start();
    });
    ticker.setTimerType(Qt::PreciseTimer);
    ticker.start(1);
    turn.start();
    QTimer::singleShot(0, &loop, [&] {
        for (int i = 0; i < starts; ++i) {
            RunRequest request;
            request.runId = newRunId(QDateTime::currentDateTimeUtc());
            request.argv = {Bench::testchild(), u"print-lines"_s, u"1"_s};
            request.workingDirectory = dir.path();
            service.start(request);
        }
    });
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    loop.exec();
    ticker.stop();
    service.setQueuePaused(true); // what waits is never started; the folder goes
    return double(longest) / 1e6;
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    const Bench::Runs runs;
    measureFirstByte(runs);
    std::vector<double> stalls;
    stalls.reserve(Bench::rounds);
    for (int round = 0; round < Bench::rounds; ++round)
        stalls.push_back(stall(200));
    Bench::row(u"start.stall"_s, u"200 starts at once, longest turn of the event loop"_s,
               Bench::median(stalls), u"ms"_s, Bench::Better::Less, 8);
    std::vector<double> queueing;
    queueing.reserve(Bench::rounds);
    for (int round = 0; round < Bench::rounds; ++round)
        queueing.push_back(stall(500, 4));
    Bench::row(u"start.queue"_s, u"500 runs queued at once, longest turn of the event loop"_s,
               Bench::median(queueing), u"ms"_s, Bench::Better::Less, 16);
    return 0;
}
