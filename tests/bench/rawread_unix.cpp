// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchruns.h"

#include <QElapsedTimer>
#include <QFile>

#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace CommandRunner::Bench {

namespace {

double seconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

Timing read(const QStringList &verbs, int copy)
{
    std::vector<QByteArray> words{testchild().toLocal8Bit()};
    for (const QString &verb : verbs)
        words.push_back(verb.toLocal8Bit());
    std::vector<char *> argv;
    argv.reserve(words.size() + 1);
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    int fds[2];
    if (::pipe(fds) != 0)
        std::exit(1);
    ::fcntl(fds[0], F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fds[1], 1);
    posix_spawn_file_actions_addclose(&actions, fds[1]);
    Timing result;
    QElapsedTimer timer;
    timer.start();
    pid_t pid = 0;
    if (::posix_spawn(&pid, argv.front(), &actions, nullptr, argv.data(), environ) != 0)
        std::exit(1);
    ::close(fds[1]);
    std::vector<char> buffer(64 << 10);
    while (const ssize_t got = ::read(fds[0], buffer.data(), buffer.size())) {
        if (got < 0 || (copy >= 0 && ::write(copy, buffer.data(), size_t(got)) != got))
            std::exit(1);
        if (result.firstByte == 0)
            result.firstByte = seconds(timer);
    }
    result.whole = seconds(timer);
    ::close(fds[0]);
    ::waitpid(pid, nullptr, 0);
    posix_spawn_file_actions_destroy(&actions);
    return result;
}

} // namespace

Timing rawRead(const QStringList &verbs)
{
    return read(verbs, -1);
}

double readAndWrite(const QStringList &verbs, const QString &file)
{
    const int copy = ::open(QFile::encodeName(file).constData(),
                            O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    const double whole = read(verbs, copy).whole;
    ::close(copy);
    QFile::remove(file);
    return whole;
}

} // namespace CommandRunner::Bench
