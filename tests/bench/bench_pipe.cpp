// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast a child's output gets into its log, against a plain read() loop over the same child; and
// how long a run takes to its first byte, against posix_spawn. PERFORMANCE: pipe with file write
// 0.61 of raw; start <= 12 x posix_spawn.
#include "core/run/runfollower.h"
#include "core/run/runlauncher.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr auto testchild = COMMANDRUNNER_TEST_BIN_DIR "/testchild";

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

double seconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

struct RawRun {
    double firstByte = 0;
    double whole = 0;
};

// posix_spawn, and 64 KiB reads until the end.
RawRun rawRun(const QByteArray &verb, const QByteArray &argument)
{
    int fds[2];
    if (::pipe(fds) != 0)
        std::exit(1);
    ::fcntl(fds[0], F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fds[1], 1);
    posix_spawn_file_actions_addclose(&actions, fds[1]);
    QByteArray program(testchild);
    QByteArray verbCopy = verb;
    QByteArray argumentCopy = argument;
    char *argv[] = {program.data(), verbCopy.data(), argumentCopy.data(), nullptr};
    RawRun result;
    QElapsedTimer timer;
    timer.start();
    pid_t pid = 0;
    if (::posix_spawn(&pid, testchild, &actions, nullptr, argv, environ) != 0)
        std::exit(1);
    ::close(fds[1]);
    std::vector<char> buffer(64 << 10);
    while (::read(fds[0], buffer.data(), buffer.size()) > 0) {
        if (result.firstByte == 0)
            result.firstByte = seconds(timer);
    }
    result.whole = seconds(timer);
    ::close(fds[0]);
    ::waitpid(pid, nullptr, 0);
    posix_spawn_file_actions_destroy(&actions);
    return result;
}

RawRun hostedRun(const RunLauncher &launcher, const QString &runs, const QString &verb,
                 const QString &argument)
{
    RunRequest request;
    request.runId = newRunId(QDateTime::currentDateTimeUtc());
    request.argv = {QString::fromLatin1(testchild), verb, argument};
    request.workingDirectory = QDir::tempPath();
    RawRun result;
    QElapsedTimer timer;
    timer.start();
    if (!launcher.launch(request))
        std::exit(1);
    RunFollower follower(runs + u'/' + request.runId);
    QEventLoop loop;
    QObject::connect(&follower, &RunFollower::outputGrew, &loop, [&] {
        if (result.firstByte == 0)
            result.firstByte = seconds(timer);
    });
    QObject::connect(&follower, &RunFollower::done, &loop, &QEventLoop::quit);
    follower.start();
    loop.exec();
    result.whole = seconds(timer);
    QDir(runs + u'/' + request.runId).removeRecursively();
    return result;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const qint64 bytes = argc > 1 ? QByteArray(argv[1]).toLongLong() : 500'000'000;
    constexpr int rounds = 5;
    QTemporaryDir dir;
    const QString runs = dir.filePath(u"runs"_s);
    const RunLauncher launcher(runs, QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"));
    const QByteArray count = QByteArray::number(bytes);

    std::vector<double> ratios, raws;
    for (int round = 0; round < rounds; ++round) {
        const double raw = rawRun("flood", count).whole;
        const double hosted = hostedRun(launcher, runs, u"flood"_s, QString::fromLatin1(count))
                                  .whole;
        ratios.push_back(raw / hosted);
        raws.push_back(double(bytes) / raw / 1e9);
    }
    std::printf("child -> log, whole run     %.2f x raw read of the same child (raw %.1f GB/s; "
                "target 0.61)\n",
                median(ratios), median(raws));

    std::vector<double> starts, spawned, wholes;
    for (int round = 0; round < 5 * rounds; ++round) {
        const RawRun raw = rawRun("print-lines", "1");
        const RawRun hosted = hostedRun(launcher, runs, u"print-lines"_s, u"1"_s);
        starts.push_back(hosted.firstByte / raw.firstByte);
        wholes.push_back(hosted.whole / raw.whole);
        spawned.push_back(raw.firstByte * 1000);
    }
    std::printf("start to first byte         %.1f x posix_spawn (%.2f ms; target <= 12)\n",
                median(starts), median(spawned));
    std::printf("start to recorded end       %.1f x posix_spawn\n", median(wholes));
    return 0;
}
