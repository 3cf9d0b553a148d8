// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/run/runfixture.h"

#include <QElapsedTimer>

#include <csignal>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// Stop, kill and timeout end everything that the run has brought about.
class TestRunStop final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void politeChild();
    void childThatSaysGoodbye();
    void childThatIgnoresIt();
    void killDoesNotWait();
    void killDuringTheGrace();
    void wholeTreeEnds_data();
    void wholeTreeEnds();
    void descendantsGetTheGrace();
    void grandchildAfterTheChildsEnd();
    void stoppedProcessEnds();
    void terminalRun();
    void timeout_data();
    void timeout();
    void timeoutThatIsNotReached();
    void stopBeforeTheChildRuns();
    void hostIsAskedToEnd();

private:
    struct Run {
        std::unique_ptr<RunFollower> follower;
        std::unique_ptr<QSignalSpy> done;
        RunOutcome outcome() const { return done->first().first().value<RunOutcome>(); }
    };
    // Follows it until all of these files hold the pids of the processes that wrote them.
    Run start(RunFixture &fixture, const RunRequest &request, const QStringList &pidFiles)
    {
        Run run;
        run.follower = std::make_unique<RunFollower>(fixture.launch(request));
        run.done = std::make_unique<QSignalSpy>(run.follower.get(), &RunFollower::done);
        run.follower->start();
        for (const QString &file : pidFiles)
            [&] {
                QTRY_VERIFY(RunFixture::pidFrom(file) > 0);
            }();
        return run;
    }
};

void TestRunStop::politeChild()
{
    RunFixture fixture;
    const QString pidFile = fixture.path(u"pid"_s);
    Run run = start(fixture, fixture.request({u"pid-file"_s, pidFile, u"sleep-forever"_s}),
                    {pidFile});
    QElapsedTimer timer;
    timer.start();
    run.follower->terminate();
    QVERIFY(run.done->wait(10'000));
    // Not after the grace.
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(int(run.outcome().state), int(RunState::Stopped));
    QCOMPARE(run.outcome().signal, SIGTERM);
    QCOMPARE(run.outcome().processExitCode(), 143);
    QVERIFY(!RunFixture::isAlive(RunFixture::pidFrom(pidFile)));
}

void TestRunStop::childThatSaysGoodbye()
{
    for (const int code : {0, 7}) {
        RunFixture fixture;
        const QString pidFile = fixture.path(u"pid"_s);
        Run run = start(fixture,
                        fixture.request({u"exit-on-term"_s, QString::number(code), u"pid-file"_s,
                                         pidFile, u"sleep-forever"_s}),
                        {pidFile});
        run.follower->terminate();
        QVERIFY(run.done->wait(10'000));
        QCOMPARE(int(run.outcome().state), int(RunState::Stopped)); // whatever it says
        QCOMPARE(run.outcome().exitCode, code);
        QCOMPARE(run.outcome().signal, 0);
    }
}

void TestRunStop::childThatIgnoresIt()
{
    RunFixture fixture;
    const QString pidFile = fixture.path(u"pid"_s);
    RunRequest request = fixture.request({u"ignore-term"_s, u"pid-file"_s, pidFile,
                                          u"sleep-forever"_s});
    request.graceMs = 400;
    Run run = start(fixture, request, {pidFile});
    QElapsedTimer timer;
    timer.start();
    run.follower->terminate();
    QVERIFY(run.done->wait(10'000));
    QVERIFY(timer.elapsed() >= 390);
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(int(run.outcome().state), int(RunState::Stopped));
    QCOMPARE(run.outcome().signal, SIGKILL);
    QVERIFY(run.outcome().survivors.isEmpty());
}

void TestRunStop::killDoesNotWait()
{
    RunFixture fixture;
    const QString pidFile = fixture.path(u"pid"_s);
    RunRequest request = fixture.request({u"ignore-term"_s, u"pid-file"_s, pidFile,
                                          u"sleep-forever"_s});
    request.graceMs = 60'000;
    Run run = start(fixture, request, {pidFile});
    run.follower->kill();
    QVERIFY(run.done->wait(10'000));
    QCOMPARE(int(run.outcome().state), int(RunState::Stopped));
    QCOMPARE(run.outcome().signal, SIGKILL);
}

void TestRunStop::killDuringTheGrace()
{
    RunFixture fixture;
    const QString pidFile = fixture.path(u"pid"_s);
    RunRequest request = fixture.request({u"ignore-term"_s, u"pid-file"_s, pidFile,
                                          u"sleep-forever"_s});
    request.graceMs = 60'000;
    Run run = start(fixture, request, {pidFile});
    run.follower->terminate();
    QVERIFY(!run.done->wait(300));
    run.follower->kill();
    QVERIFY(run.done->wait(10'000));
    QCOMPARE(run.outcome().signal, SIGKILL);
}

void TestRunStop::wholeTreeEnds_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<bool>("ignoresTerm");
    for (const auto *verb : {"child", "own-session-child", "double-fork", "daemon"}) {
        QTest::addRow("%s", verb) << QString::fromLatin1(verb) << false;
        QTest::addRow("%s that ignores SIGTERM", verb) << QString::fromLatin1(verb) << true;
    }
}

void TestRunStop::wholeTreeEnds()
{
    QFETCH(QString, verb);
    QFETCH(bool, ignoresTerm);
    RunFixture fixture;
    const QString childPid = fixture.path(u"child"_s);
    const QString otherPid = fixture.path(u"other"_s);
    const QString thirdPid = fixture.path(u"third"_s);
    const QStringList ignore = ignoresTerm ? QStringList{u"ignore-term"_s} : QStringList{};
    // The other starts a third one of its own.
    RunRequest request = fixture.request(
        QStringList{verb, u"pid-file"_s, childPid, u"sleep-forever"_s, u"--"_s} + ignore
        + QStringList{verb, u"pid-file"_s, otherPid, u"sleep-forever"_s, u"--"_s} + ignore
        + QStringList{u"pid-file"_s, thirdPid, u"sleep-forever"_s});
    request.graceMs = 300;
    Run run = start(fixture, request, {childPid, otherPid});
    run.follower->terminate();
    QVERIFY(run.done->wait(15'000));
    QCOMPARE(int(run.outcome().state), int(RunState::Stopped));
    QVERIFY2(run.outcome().survivors.isEmpty(), qPrintable(run.outcome().survivors.join(u' ')));
    for (const QString &file : {childPid, otherPid, thirdPid})
        QVERIFY2(!RunFixture::isAlive(RunFixture::pidFrom(file)), qPrintable(file));
}

void TestRunStop::descendantsGetTheGrace()
{
    // The child ends at once; its descendant, in a session of its own, takes its time to clean up
    // and may.
    RunFixture fixture;
    const QString otherPid = fixture.path(u"other"_s);
    RunRequest request = fixture.request({u"own-session-child"_s, u"sleep-forever"_s, u"--"_s,
                                          u"ignore-term"_s, u"pid-file"_s, otherPid, u"sleep"_s,
                                          u"900"_s, u"print"_s, u"out"_s, u"cleaned up"_s});
    request.graceMs = 20'000;
    Run run = start(fixture, request, {otherPid});
    run.follower->terminate();
    QVERIFY(run.done->wait(15'000));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "cleaned up\n"_ba);
    QCOMPARE(run.outcome().signal, SIGTERM);
}

void TestRunStop::grandchildAfterTheChildsEnd()
{
    RunFixture fixture;
    const QString otherPid = fixture.path(u"other"_s);
    Run run = start(fixture,
                    fixture.request({u"double-fork"_s, u"exit"_s, u"0"_s, u"--"_s, u"pid-file"_s,
                                     otherPid, u"sleep-forever"_s}),
                    {otherPid});
    QTRY_VERIFY(!run.follower->child().isAlive());
    QVERIFY(run.done->isEmpty()); // the output is still held
    run.follower->terminate();
    QVERIFY(run.done->wait(10'000));
    QCOMPARE(int(run.outcome().state), int(RunState::Stopped));
    QCOMPARE(run.outcome().exitCode, 0);
    QVERIFY(!RunFixture::isAlive(RunFixture::pidFrom(otherPid)));
}

void TestRunStop::stoppedProcessEnds()
{
    RunFixture fixture;
    const QString pidFile = fixture.path(u"pid"_s);
    Run run = start(
        fixture,
        fixture.request({u"exit-on-term"_s, u"5"_s, u"pid-file"_s, pidFile, u"sleep-forever"_s}),
        {pidFile});
    ::kill(pid_t(RunFixture::pidFrom(pidFile)), SIGSTOP);
    run.follower->terminate();
    QVERIFY(run.done->wait(4000));
    QCOMPARE(run.outcome().exitCode, 5);
}

void TestRunStop::terminalRun()
{
    RunFixture fixture;
    const QString childPid = fixture.path(u"child"_s);
    const QString otherPid = fixture.path(u"other"_s);
    RunRequest request = fixture.request({u"own-session-child"_s, u"pid-file"_s, childPid,
                                          u"sleep-forever"_s, u"--"_s, u"ignore-term"_s,
                                          u"pid-file"_s, otherPid, u"sleep-forever"_s});
    request.terminal = true;
    request.graceMs = 300;
    Run run = start(fixture, request, {childPid, otherPid});
    run.follower->terminate();
    QVERIFY(run.done->wait(10'000));
    QCOMPARE(int(run.outcome().state), int(RunState::Stopped));
    QVERIFY(!RunFixture::isAlive(RunFixture::pidFrom(otherPid)));
}

void TestRunStop::timeout_data()
{
    QTest::addColumn<QStringList>("verbs");
    QTest::addColumn<int>("signal");
    QTest::newRow("polite") << QStringList{u"sleep-forever"_s} << SIGTERM;
    QTest::newRow("ignores SIGTERM")
        << QStringList{u"ignore-term"_s, u"sleep-forever"_s} << SIGKILL;
    QTest::newRow("floods") << QStringList{u"random"_s, u"1000000000000"_s, u"1"_s} << SIGTERM;
}

void TestRunStop::timeout()
{
    QFETCH(QStringList, verbs);
    QFETCH(int, signal);
    RunFixture fixture;
    RunRequest request = fixture.request(verbs);
    request.timeoutMs = 300;
    request.graceMs = 300;
    const RunOutcome outcome = fixture.run(request);
    QCOMPARE(int(outcome.state), int(RunState::TimedOut));
    QCOMPARE(outcome.signal, signal);
    QCOMPARE(outcome.processExitCode(), 128 + signal);
    QVERIFY(outcome.started.msecsTo(outcome.ended) >= 290);
    QCOMPARE(RunFixture::recordProblem(fixture.lastFolder), QString());
}

void TestRunStop::timeoutThatIsNotReached()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"exit"_s, u"0"_s});
    request.timeoutMs = 5'000'000'000; // more than a timer takes
    QCOMPARE(int(fixture.run(request).state), int(RunState::Succeeded));
}

void TestRunStop::stopBeforeTheChildRuns()
{
    RunFixture fixture;
    RunFollower follower(fixture.launch(fixture.request({u"sleep-forever"_s})));
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.terminate();
    QVERIFY(done.wait(10'000));
    QCOMPARE(int(done.first().first().value<RunOutcome>().state), int(RunState::Stopped));
}

void TestRunStop::hostIsAskedToEnd()
{
    RunFixture fixture;
    const QString pidFile = fixture.path(u"pid"_s);
    Run run = start(
        fixture,
        fixture.request({u"exit-on-term"_s, u"5"_s, u"pid-file"_s, pidFile, u"sleep-forever"_s}),
        {pidFile});
    const auto host = RunFolder(fixture.lastFolder).readHost();
    QVERIFY(host);
    ::kill(pid_t(host->host.pid), SIGHUP); // logout: nothing happens
    QVERIFY(!run.done->wait(200));
    ::kill(pid_t(host->host.pid), SIGTERM); // shutdown: in order
    QVERIFY(run.done->wait(10'000));
    QCOMPARE(int(run.outcome().state), int(RunState::Stopped));
    QCOMPARE(run.outcome().exitCode, 5);
    QVERIFY2(run.outcome().error.contains(u"SIGTERM"_s), qPrintable(run.outcome().error));
}

QTEST_GUILESS_MAIN(TestRunStop)
#include "tst_runstop.moc"
