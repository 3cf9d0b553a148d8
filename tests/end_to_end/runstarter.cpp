// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window does with runs, without its looks: takes runs up again, then starts as many as it
// is told, and follows them all. Made to be killed. Prints "asked ID SEED" before it asks for a
// run, and "idle" when all it knows of have ended.
//
// runstarter DATA-FOLDER TESTCHILD FIRST-SEED COUNT BYTES
#include "core/workspace/runservice.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 6)
        return 2;
    const SystemClock clock;
    const DataPaths paths(words.at(1));
    DatabaseWorker worker(paths.database());
    RunService runs(worker,
                    RunRegistry(paths, clock,
                                RunLauncher(paths.runs(), RunLauncher::hostProgramBesideUs())));
    worker.start();
    runs.resume();
    int unanswered = words.at(4).toInt();
    const auto answered = [&unanswered] {
        --unanswered;
    };
    QObject::connect(&runs, &RunService::runStarted, &runs, answered);
    QObject::connect(&runs, &RunService::startFailed, &runs, answered);
    const int first = words.at(3).toInt();
    for (int i = 0, count = unanswered; i < count; ++i) {
        RunRequest request;
        request.runId = newRunId(clock.now());
        request.name = u"noise"_s;
        request.argv = {words.at(2), u"random"_s, words.at(5), QString::number(first + i)};
        request.workingDirectory = u"/"_s;
        request.standardInput = StandardInput::Closed;
        std::printf("asked %s %d\n", qPrintable(request.runId), first + i);
        std::fflush(stdout);
        runs.start(request);
    }
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &runs, [&] {
        if (unanswered > 0 || runs.runningCount() > 0)
            return;
        std::puts("idle");
        QCoreApplication::quit();
    });
    look.start(20);
    return QCoreApplication::exec();
}
