// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostprotocol.h"
#include "core/run/runfolderprobe.h"
#include "tests/core/run/runfixture.h"

#include <QElapsedTimer>
#include <QLocalSocket>
#include <QPointer>
#include <QProcess>

#include <csignal>
#include <memory>
#include <vector>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// The host outlives everybody, and everybody notices when it does not live.
class TestRunHostLife final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostKilled();
    void hostKilledWhileNobodyLooked();
    void hostThatNeverCame();
    void outlivesItsLauncher();
    void twoFollowers();
    void followersShareAProbe();
    void followerMayGoWhenItTells_data();
    void followerMayGoWhenItTells();
    void followerOfAFinishedRun();
    void followerWithoutASocket();
    void longPathStillHasASocket();
    void secondHostRefuses();
    void badMessagesAreIgnored();
    void followerThatDoesNotRead();
    void outcomeOfANewerVersion();
    void orphansAreReaped();
    void filesArePrivate();
};

void TestRunHostLife::hostKilled()
{
    RunFixture fixture;
    const QString folder = fixture.launch(fixture.request(
        {u"print-lines"_s, u"3"_s, u"partial-line"_s, u"out"_s, u"half"_s, u"sleep-forever"_s}));
    RunFollower follower(folder);
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(!grew.isEmpty() && grew.last().first().toLongLong() == 25);
    const ProcessIdentity child = follower.child();
    const auto host = RunFolder(folder).readHost();
    QVERIFY(host);
    ::kill(pid_t(host->host.pid), SIGKILL);
    QVERIFY(done.wait(30'000));
    const auto outcome = done.first().first().value<RunOutcome>();
    QCOMPARE(int(outcome.state), int(RunState::Interrupted));
    QCOMPARE(outcome.outputBytes, 25);
    QCOMPARE(outcome.lines, 4);
    QCOMPARE(outcome.processExitCode(), 125);
    QVERIFY(outcome.started.isValid());
    QCOMPARE(RunFixture::log(folder), "line 1\nline 2\nline 3\nhalf"_ba);
    QVERIFY(!done.wait(300)); // once
    // Documented at RunHost: the child is not punished for it.
    QVERIFY(child.isAlive());
    ::kill(pid_t(child.pid), SIGKILL);
}

void TestRunHostLife::hostKilledWhileNobodyLooked()
{
    RunFixture fixture;
    const QString folder = fixture.launch(
        fixture.request({u"print"_s, u"out"_s, u"x"_s, u"sleep"_s, u"20000"_s}));
    QTRY_COMPARE(RunFixture::log(folder).size(), 2);
    const auto host = RunFolder(folder).readHost();
    QVERIFY(host);
    ::kill(pid_t(host->host.pid), SIGKILL);
    QTRY_VERIFY(!host->host.isAlive());
    QCOMPARE(int(RunFolder(folder).liveness(QDateTime::currentDateTimeUtc())),
             int(RunFolder::Liveness::HostGone));
    QCOMPARE(int(fixture.waitFor(folder).state), int(RunState::Interrupted));
    if (const qint64 pid = RunFolder(folder).readHost()->child.pid; pid > 0)
        ::kill(pid_t(pid), SIGKILL);
}

void TestRunHostLife::hostThatNeverCame()
{
    RunFixture fixture;
    const RunFolder folder(fixture.path(u"runs/never"_s));
    QVERIFY(folder.writeRequest(fixture.request({})));
    QFile request(folder.request());
    QVERIFY(request.open(QIODevice::ReadWrite));
    QVERIFY(request.setFileTime(QDateTime::currentDateTime().addSecs(-60),
                                QFileDevice::FileModificationTime));
    request.close();
    const RunOutcome outcome = fixture.waitFor(folder.path());
    QCOMPARE(int(outcome.state), int(RunState::Interrupted));
    QCOMPARE(outcome.outputBytes, 0);
    QVERIFY(!outcome.started.isValid());
}

void TestRunHostLife::outlivesItsLauncher()
{
    RunFixture fixture;
    // testchild stands for a window: it starts the host and is then killed with its whole process
    // group.
    const RunFolder folder(fixture.path(u"runs/orphan"_s));
    QVERIFY(folder.writeRequest(fixture.request({u"partial-line"_s, u"out"_s, u"? "_s,
                                                 u"read-line"_s, u"exit"_s, u"9"_s})));
    QProcess launcher;
    launcher.setChildProcessModifier([] { ::setpgid(0, 0); });
    launcher.start(u"/bin/sh"_s,
                   {u"-c"_s, u"\"$0\" \"$1\" & wait"_s,
                    QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"), folder.path()});
    QVERIFY(launcher.waitForStarted());
    QTRY_COMPARE(RunFixture::log(folder.path()), "? "_ba);
    ::kill(pid_t(-launcher.processId()), SIGKILL);
    QVERIFY(launcher.waitForFinished());
    RunFollower follower(folder.path());
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.sendInput("still there\n");
    QVERIFY(done.wait(10'000));
    QCOMPARE(done.first().first().value<RunOutcome>().exitCode, 9);
    QCOMPARE(RunFixture::log(folder.path()), "? got: still there\n"_ba);
}

void TestRunHostLife::twoFollowers()
{
    RunFixture fixture;
    const QString folder = fixture.launch(
        fixture.request({u"print"_s, u"out"_s, u"a"_s, u"read-line"_s}));
    RunFollower first(folder);
    QSignalSpy firstGrew(&first, &RunFollower::outputGrew);
    QSignalSpy firstDone(&first, &RunFollower::done);
    first.start();
    QTRY_VERIFY(!firstGrew.isEmpty());
    RunFollower second(folder); // comes later and learns everything
    QSignalSpy secondGrew(&second, &RunFollower::outputGrew);
    QSignalSpy secondStarted(&second, &RunFollower::started);
    QSignalSpy secondDone(&second, &RunFollower::done);
    second.start();
    QTRY_VERIFY(!secondGrew.isEmpty() && !secondStarted.isEmpty());
    QCOMPARE(secondGrew.last().first().toLongLong(), 2);
    QVERIFY(second.child() == first.child());
    second.sendInput("b\n");
    QTRY_VERIFY(!firstDone.isEmpty() && !secondDone.isEmpty());
    for (const QSignalSpy *spy : {&firstDone, &secondDone})
        QCOMPARE(spy->first().first().value<RunOutcome>().outputBytes, 9);
}

void TestRunHostLife::followersShareAProbe()
{
    RunFixture fixture;
    const auto probe = std::make_shared<RunFolderProbe>();
    std::vector<std::unique_ptr<RunFollower>> followers;
    QHash<RunFollower *, QList<int>> codes;
    for (int i = 0; i < 30; ++i) {
        const QString folder = fixture.launch(
            fixture.request({u"print"_s, u"out"_s, u"x"_s, u"exit"_s, QString::number(i)}));
        auto follower = std::make_unique<RunFollower>(folder, probe);
        connect(follower.get(), &RunFollower::done, this,
                [&codes, key = follower.get()](const RunOutcome &outcome) {
                    codes[key].append(outcome.exitCode);
                });
        follower->start();
        followers.push_back(std::move(follower));
    }
    followers[7].reset(); // whoever goes early leaves the others alone
    QTRY_COMPARE_WITH_TIMEOUT(codes.size(), 29, 30'000);
    for (int i = 0; i < 30; ++i) {
        if (i != 7)
            QCOMPARE(codes.value(followers[size_t(i)].get()), QList<int>{i});
    }
}

void TestRunHostLife::followerMayGoWhenItTells_data()
{
    QTest::addColumn<bool>("withSocket");
    QTest::addColumn<QString>("when");
    for (const bool withSocket : {true, false}) {
        for (const QString &when : {u"started"_s, u"grew"_s, u"done"_s})
            QTest::addRow("%s, %s", qPrintable(when), withSocket ? "socket" : "folder only")
                << withSocket << when;
    }
}

void TestRunHostLife::followerMayGoWhenItTells()
{
    QFETCH(bool, withSocket);
    QFETCH(QString, when);
    RunFixture fixture;
    const QString folder = fixture.launch(fixture.request(
        {u"print"_s, u"out"_s, u"x"_s, u"sleep"_s, u"200"_s, u"print"_s, u"out"_s, u"y"_s}));
    if (!withSocket) {
        QTRY_VERIFY(RunFolder(folder).readHost());
        QVERIFY(QFile::remove(RunFolder(folder).readHost()->socket));
    }
    auto *follower = new RunFollower(folder);
    const QPointer<RunFollower> alive(follower);
    const auto go = [follower] {
        delete follower;
    };
    if (when == "started"_L1)
        connect(follower, &RunFollower::started, this, go);
    else if (when == "grew"_L1)
        connect(follower, &RunFollower::outputGrew, this, go);
    else
        connect(follower, &RunFollower::done, this, go);
    follower->start();
    QTRY_VERIFY_WITH_TIMEOUT(!alive, 10'000);
    QCOMPARE(int(fixture.waitFor(folder).state), int(RunState::Succeeded));
}

void TestRunHostLife::followerOfAFinishedRun()
{
    RunFixture fixture;
    const RunOutcome outcome = fixture.run(
        fixture.request({u"print"_s, u"out"_s, u"x"_s, u"exit"_s, u"3"_s}));
    const auto host = RunFolder(fixture.lastFolder).readHost();
    QTRY_VERIFY(!host->host.isAlive());
    RunFollower follower(fixture.lastFolder);
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QVERIFY(done.wait(5000));
    QCOMPARE(done.first().first().value<RunOutcome>().toJson(), outcome.toJson());
    QCOMPARE(grew.size(), 1);
    QVERIFY(!QFileInfo::exists(host->socket)); // nothing is left lying about
}

void TestRunHostLife::followerWithoutASocket()
{
    RunFixture fixture;
    const QString folder = fixture.launch(
        fixture.request({u"print"_s, u"out"_s, u"x"_s, u"sleep-forever"_s}));
    QTRY_VERIFY(RunFolder(folder).readHost() && RunFolder(folder).readHost()->child.pid > 0);
    const auto host = RunFolder(folder).readHost();
    QVERIFY(QFile::remove(host->socket)); // as a clean-up of temporary files would
    RunFollower follower(folder);
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy started(&follower, &RunFollower::started);
    QSignalSpy failed(&follower, &RunFollower::wishFailed);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.sendInput("nobody hears this\n");
    QTRY_VERIFY(!grew.isEmpty() && !started.isEmpty());
    ::kill(pid_t(host->child.pid), SIGKILL);
    QVERIFY(done.wait(10'000));
    QCOMPARE(done.first().first().value<RunOutcome>().signal, SIGKILL);
    QCOMPARE(started.size(), 1);
    QCOMPARE(failed.size(), 1);
}

void TestRunHostLife::longPathStillHasASocket()
{
    RunFixture fixture;
    const QString runs = fixture.path(QString(60, u'd') + u'/' + QString(60, u'e'));
    const RunLauncher launcher(runs, QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"));
    const RunRequest request = fixture.request({u"read-line"_s});
    QVERIFY(launcher.launch(request));
    RunFollower follower(runs + u'/' + request.runId);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.sendInput("far away\n");
    QVERIFY(done.wait(10'000));
    QCOMPARE(RunFixture::log(runs + u'/' + request.runId), "got: far away\n"_ba);
    const auto host = RunFolder(runs + u'/' + request.runId).readHost();
    QVERIFY(!host->socket.isEmpty());
    QTRY_VERIFY(!QFileInfo::exists(host->socket));
}

void TestRunHostLife::secondHostRefuses()
{
    RunFixture fixture;
    const QString folder = fixture.launch(
        fixture.request({u"print"_s, u"out"_s, u"once"_s, u"read-line"_s}));
    QTRY_COMPARE(RunFixture::log(folder), "once\n"_ba);
    QProcess second;
    second.start(QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"), {folder});
    QVERIFY(second.waitForFinished());
    QCOMPARE(second.exitCode(), 1);
    QVERIFY(second.readAllStandardError().contains("has a host already"));
    RunFollower follower(folder);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.closeInput();
    QVERIFY(done.wait(10'000));
    QCOMPARE(RunFixture::log(folder), "once\ngot: \n"_ba);
    second.start(QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"), {folder});
    QVERIFY(second.waitForFinished());
    QCOMPARE(second.exitCode(), 1);
    QCOMPARE(RunFixture::log(folder), "once\ngot: \n"_ba);
}

void TestRunHostLife::badMessagesAreIgnored()
{
    RunFixture fixture;
    const QString folder = fixture.launch(fixture.request({u"read-line"_s}));
    QTRY_VERIFY(RunFolder(folder).readHost() && RunFolder(folder).readHost()->child.pid > 0);
    QLocalSocket socket;
    socket.connectToServer(RunFolder(folder).readHost()->socket);
    QVERIFY(socket.waitForConnected());
    socket.write("garbage\n{\"type\":\"dance\"}\n{\"type\":\"resize\"}\n{\"type\":\"input\","
                 "\"data\":\"%\"}\n");
    socket.write(QByteArray(HostProtocol::longestLine + 10, 'x') + '\n');
    socket.write(HostProtocol::encode(u"input"_s,
                                      {{u"data"_s, QString::fromLatin1("ok\n"_ba.toBase64())}}));
    QCOMPARE(int(fixture.waitFor(folder).state), int(RunState::Succeeded));
    QCOMPARE(RunFixture::log(folder), "got: ok\n"_ba);
    const QByteArray answers = socket.readAll();
    QVERIFY(answers.startsWith("{\"ping\":true,\"protocol\":1,"));
    QCOMPARE(answers.count("\"refused\""), 2);
    QVERIFY(answers.contains("\"finished\""));
}

void TestRunHostLife::followerThatDoesNotRead()
{
    RunFixture fixture;
    const QString folder = fixture.launch(
        fixture.request({u"read-line"_s, u"tick"_s, u"200"_s, u"2"_s, u"exit"_s, u"3"_s}));
    QTRY_VERIFY(RunFolder(folder).readHost() && RunFolder(folder).readHost()->child.pid > 0);
    QLocalSocket stuck;
    stuck.setReadBufferSize(1);
    stuck.connectToServer(RunFolder(folder).readHost()->socket);
    QVERIFY(stuck.waitForConnected());
    RunFollower follower(folder);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.sendInput("go\n");
    QVERIFY(done.wait(20'000));
    QCOMPARE(done.first().first().value<RunOutcome>().exitCode, 3);
    const auto host = RunFolder(folder).readHost();
    QTRY_VERIFY(!host->host.isAlive()); // does not wait for it for ever
}

void TestRunHostLife::outcomeOfANewerVersion()
{
    RunFixture fixture;
    fixture.run(fixture.request({u"print"_s, u"out"_s, u"x"_s}));
    QFile file(RunFolder(fixture.lastFolder).outcomeFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\":2,\"state\":\"succeeded\",\"exitCode\":0,\"outputBytes\":2}");
    file.close();
    const RunOutcome outcome = fixture.waitFor(fixture.lastFolder);
    QCOMPARE(int(outcome.state), int(RunState::Succeeded));
    QCOMPARE(outcome.outputBytes, 2);
}

void TestRunHostLife::orphansAreReaped()
{
    RunFixture fixture;
    // Ten orphans end while the child runs: the host became their parent and must not leave
    // zombies.
    QStringList verbs = {u"exit"_s, u"0"_s};
    for (int i = 0; i < 10; ++i)
        verbs = QStringList{u"double-fork"_s, u"sleep"_s, u"5"_s, u"--"_s} + verbs;
    verbs = QStringList{u"double-fork"_s, u"sleep"_s, u"300"_s,       u"print"_s,
                        u"out"_s,         u"ready"_s, u"read-line"_s, u"--"_s}
        + verbs;
    const QString folder = fixture.launch(fixture.request(verbs));
    QTRY_VERIFY(RunFixture::log(folder).contains("ready"));
    const qint64 host = RunFolder(folder).readHost()->host.pid;
    const auto zombies = [host] {
        QFile children(u"/proc/%1/task/%1/children"_s.arg(host));
        if (!children.open(QIODevice::ReadOnly))
            return 0;
        int count = 0;
        for (const QByteArray &pid : children.readAll().split(' '))
            count += !pid.isEmpty() && !ProcessIdentity::of(pid.toLongLong());
        return count;
    };
    QTRY_COMPARE(zombies(), 0);
    RunFollower follower(folder);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.closeInput();
    QVERIFY(done.wait(10'000));
}

void TestRunHostLife::filesArePrivate()
{
    RunFixture fixture;
    const QString folder = fixture.launch(fixture.request({u"read-line"_s}));
    QTRY_VERIFY(RunFolder(folder).readHost() && RunFolder(folder).readHost()->child.pid > 0);
    const RunFolder run(folder);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString &file : {run.path(), run.request(), run.hostFile(), run.log(), run.index(),
                                run.readHost()->socket})
        QVERIFY2(!(QFile::permissions(file) & others), qPrintable(file));
    RunFollower follower(folder);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.closeInput();
    QVERIFY(done.wait(10'000));
    QVERIFY(!(QFile::permissions(run.outcomeFile()) & others));
}

QTEST_GUILESS_MAIN(TestRunHostLife)
#include "tst_runhostlife.moc"
