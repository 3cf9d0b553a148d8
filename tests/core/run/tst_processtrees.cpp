// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/run/runfixture.h"

#include <QDir>
#include <QProcess>

#include <csignal>

#include <sys/stat.h>
#include <unistd.h>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// Everyone who lives with this run's id in the environment, however it got away. Another user's
// processes are not seen.
QList<qint64> processesOf(const QString &runId)
{
    QList<qint64> found;
    const QByteArray mark = "COMMANDRUNNER_RUN_ID=" + runId.toLatin1();
    const QStringList pids = QDir(u"/proc"_s).entryList({u"[1-9]*"_s}, QDir::Dirs);
    for (const QString &pid : pids) {
        QFile environment(u"/proc/%1/environ"_s.arg(pid));
        if (environment.open(QIODevice::ReadOnly)
            && environment.readAll().split('\0').contains(mark)
            && RunFixture::isAlive(pid.toLongLong()))
            found.append(pid.toLongLong());
    }
    return found;
}

} // namespace

// Whatever a run starts: stop and timeout end all of it, and what is not ended is named.
class TestProcessTrees final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyEscapes_data();
    void nobodyEscapes();
    void timeoutEndsThemToo();
    void survivorsAreNamed();
    void whoIsLeftRunningIsNamed();
    void whoIsAboutToEndIsNotLeftRunning();
    void nobodyIsLeftRunning_data();
    void nobodyIsLeftRunning();
};

void TestProcessTrees::nobodyEscapes_data()
{
    QTest::addColumn<QStringList>("verbs");
    QTest::addColumn<int>("processes");
    const QStringList wait{u"sleep-forever"_s};
    const QStringList ignore{u"ignore-term"_s, u"sleep-forever"_s};
    QTest::newRow("crowd that ignores SIGTERM, half in own sessions")
        << QStringList{u"crowd"_s, u"50"_s} + wait << 51;
    QTest::newRow("crowd behind a daemon")
        << QStringList{u"daemon"_s} + wait + QStringList{u"--"_s, u"crowd"_s, u"20"_s} + ignore
        << 22;
    QTest::newRow("daemon that stopped itself") << QStringList{u"daemon"_s} + wait
            + QStringList{u"--"_s, u"ignore-term"_s, u"stop-self"_s, u"sleep-forever"_s}
                                                << 2;
    QTest::newRow("double fork that stopped itself, and so did its child")
        << QStringList{u"double-fork"_s} + wait
            + QStringList{u"--"_s, u"own-session-child"_s, u"stop-self"_s,    u"sleep-forever"_s,
                          u"--"_s, u"stop-self"_s,         u"sleep-forever"_s}
        << 3;
    QTest::newRow("one that is another when it was asked to end")
        << QStringList{u"refork-on-term"_s} + wait << 1;
    QTest::newRow("daemon of that kind, child gone")
        << QStringList{u"daemon"_s} + wait + QStringList{u"--"_s, u"refork-on-term"_s} + wait << 2;
    QTest::newRow("one that closed everything")
        << QStringList{u"double-fork"_s} + wait + QStringList{u"--"_s, u"close-all"_s} + ignore
        << 2;
}

void TestProcessTrees::nobodyEscapes()
{
    QFETCH(QStringList, verbs);
    QFETCH(int, processes);
    RunFixture fixture;
    RunRequest request = fixture.request(verbs);
    request.graceMs = 300;
    const QString folder = fixture.launch(request);
    // Asked once a round: on its way to a daemon it is one more for a moment.
    QVERIFY(QTest::qWaitFor([&] { return processesOf(request.runId).size() == processes; },
                            120'000));
    RunFollower follower(folder);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.terminate();
    QVERIFY(done.wait(30'000));
    const auto outcome = done.first().first().value<RunOutcome>();
    QCOMPARE(int(outcome.state), int(RunState::Stopped));
    QCOMPARE(outcome.survivors, QStringList());
    QCOMPARE(outcome.leftRunning, QStringList());
    QCOMPARE(processesOf(request.runId), QList<qint64>());
}

void TestProcessTrees::timeoutEndsThemToo()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"crowd"_s, u"20"_s, u"daemon"_s, u"refork-on-term"_s,
                                          u"sleep-forever"_s, u"--"_s, u"refork-on-term"_s,
                                          u"sleep-forever"_s});
    request.graceMs = 300;
    request.timeoutMs = 600;
    const RunOutcome outcome = fixture.run(request);
    QCOMPARE(int(outcome.state), int(RunState::TimedOut));
    QCOMPARE(outcome.survivors, QStringList());
    QCOMPARE(processesOf(request.runId), QList<qint64>());
}

// A program that took another user's rights (sudo) may not be killed by us.
void TestProcessTrees::survivorsAreNamed()
{
    if (::geteuid() != 0)
        QSKIP("takes root to make a program that changes its user");
    RunFixture fixture;
    const QString program = fixture.path(u"becomes-root"_s);
    QVERIFY(QFile::copy(RunFixture::testchild(), program));
    QCOMPARE(::chmod(QFile::encodeName(program).constData(), 04755), 0);
    const QString pidFile = fixture.path(u"pid"_s);
    constexpr uid_t nobody = 65534;
    // The host is an ordinary user's.
    RunRequest request = fixture.request({});
    request.argv = {program,       u"become-root"_s, u"ignore-term"_s,
                    u"pid-file"_s, pidFile,          u"sleep-forever"_s};
    request.graceMs = 100;
    const RunFolder folder(fixture.path(u"runs/foreign"_s));
    QVERIFY(folder.writeRequest(request));
    const QString top = QFileInfo(program).path();
    for (const QString &path : {top, top + u"/runs"_s, folder.path(), folder.request()})
        QCOMPARE(::chown(QFile::encodeName(path).constData(), nobody, nobody), 0);
    QProcess host;
    host.setChildProcessModifier([] {
        if (::setgid(nobody) != 0 || ::setuid(nobody) != 0)
            ::_exit(9);
    });
    host.start(QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"), {folder.path()});
    QVERIFY(host.waitForStarted());
    if (!QTest::qWaitFor([&] { return RunFixture::log(folder.path()).endsWith('\n'); }, 20'000)
        || RunFixture::log(folder.path()) != "root\n") {
        host.kill();
        QTRY_COMPARE(int(host.state()), int(QProcess::NotRunning));
        QSKIP("a user cannot start our programs from here, or no program becomes another user's");
    }
    QTRY_VERIFY(RunFixture::pidFrom(pidFile) > 0);
    const qint64 pid = RunFixture::pidFrom(pidFile);
    RunFollower follower(folder.path());
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.kill();
    const bool ended = done.wait(30'000);
    const bool survived = RunFixture::isAlive(pid);
    ::kill(pid_t(pid), SIGKILL);
    QTRY_COMPARE(int(host.state()), int(QProcess::NotRunning));
    QVERIFY(ended);
    QVERIFY(survived);
    const auto outcome = done.first().first().value<RunOutcome>();
    QCOMPARE(int(outcome.state), int(RunState::Stopped));
    QCOMPARE(outcome.survivors, QStringList{u"becomes-root (%1)"_s.arg(pid)});
    QCOMPARE(RunFolder(folder.path()).readOutcome()->survivors, outcome.survivors);
}

void TestProcessTrees::whoIsLeftRunningIsNamed()
{
    RunFixture fixture;
    const QString pidFile = fixture.path(u"pid"_s);
    const RunOutcome outcome = fixture.run(
        fixture.request({u"daemon"_s, u"sleep"_s, u"500"_s, u"print"_s, u"out"_s, u"done"_s,
                         u"--"_s, u"pid-file"_s, pidFile, u"sleep-forever"_s}));
    const qint64 pid = RunFixture::pidFrom(pidFile);
    const bool alive = RunFixture::isAlive(pid);
    ::kill(pid_t(pid), SIGKILL);
    QVERIFY(alive); // told, not ended
    QCOMPARE(int(outcome.state), int(RunState::Succeeded));
    QCOMPARE(outcome.leftRunning, QStringList{u"testchild (%1)"_s.arg(pid)});
    QVERIFY(outcome.survivors.isEmpty());
    // The look at who stays is not part of the run.
    const QDateTime told = QFileInfo(RunFolder(fixture.lastFolder).outcomeFile()).lastModified();
    QVERIFY2(outcome.ended.msecsTo(told) >= 190,
             qPrintable(QString::number(outcome.ended.msecsTo(told))));
}

void TestProcessTrees::whoIsAboutToEndIsNotLeftRunning()
{
    RunFixture fixture;
    const RunOutcome outcome = fixture.run(fixture.request(
        {u"daemon"_s, u"print"_s, u"out"_s, u"done"_s, u"--"_s, u"sleep"_s, u"20"_s}));
    QCOMPARE(outcome.leftRunning, QStringList());
}

void TestProcessTrees::nobodyIsLeftRunning_data()
{
    QTest::addColumn<QStringList>("verbs");
    QTest::newRow("no children") << QStringList{u"print"_s, u"out"_s, u"x"_s};
    QTest::newRow("orphans that ended")
        << QStringList{u"double-fork"_s, u"sleep"_s, u"200"_s, u"--"_s, u"sleep"_s, u"10"_s};
    QTest::newRow("a grandchild holds the output, then ends")
        << QStringList{u"hold-pipe"_s, u"300"_s};
}

void TestProcessTrees::nobodyIsLeftRunning()
{
    QFETCH(QStringList, verbs);
    RunFixture fixture;
    const RunOutcome outcome = fixture.run(fixture.request(verbs));
    QCOMPARE(int(outcome.state), int(RunState::Succeeded));
    QCOMPARE(outcome.leftRunning, QStringList());
}

QTEST_GUILESS_MAIN(TestProcessTrees)
#include "tst_processtrees.moc"
