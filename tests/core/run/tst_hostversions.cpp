// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostprotocol.h"
#include "core/run/hostpulse.h"
#include "tests/core/run/runfixture.h"

#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>

#include <csignal>
#include <memory>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QByteArray line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

// A host as a later version may have it: says and writes more than we know, and in this process.
class FakeHost final : public QObject
{
public:
    FakeHost(const RunFixture &fixture, int protocol) : folder(fixture.path(u"runs/fake"_s))
    {
        RunRequest request = fixture.request({u"whatever"_s});
        std::ignore = folder.writeRequest(request);
        server.listen(fixture.path(u"fake.sock"_s));
        write(folder.hostFile(),
              {{u"protocol"_s, protocol},
               {u"host"_s, identity(ProcessIdentity::current())},
               {u"child"_s, identity({4711, u"x"_s})},
               {u"socket"_s, server.fullServerName()},
               {u"mood"_s, u"good"_s}});
        connect(&server, &QLocalServer::newConnection, this, [this, protocol] {
            socket = server.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, this, [this] {
                for (const QJsonObject &message : decoder.feed(socket->readAll()))
                    heard.append(message.value("type"_L1).toString());
            });
            if (!greets)
                return;
            say({{u"type"_s, u"hello"_s}, {u"protocol"_s, protocol}, {u"runId"_s, u"fake"_s}});
            say({{u"type"_s, u"weather"_s}, {u"sun"_s, QJsonObject{{u"shines"_s, true}}}});
            say({{u"type"_s, u"started"_s}, {u"pid"_s, 4711}, {u"thread"_s, u"x"_s}});
        });
    }

    void say(const QJsonObject &message) const
    {
        socket->write(line(message));
        socket->flush();
    }
    void print(const QByteArray &bytes) const
    {
        QFile file(folder.log());
        if (file.open(QIODevice::Append))
            file.write(bytes);
        file.close();
        say({{u"type"_s, u"size"_s}, {u"bytes"_s, QFileInfo(folder.log()).size()}});
    }
    static void write(const QString &path, const QJsonObject &object)
    {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(line(object));
    }

    const RunFolder folder;
    QStringList heard;
    bool greets = true;
    QLocalSocket *socket = nullptr; // the server's

private:
    static QJsonObject identity(const ProcessIdentity &identity)
    {
        return {{u"pid"_s, identity.pid}, {u"startTime"_s, identity.startTime}};
    }

    QLocalServer server;
    HostProtocol::Decoder decoder;
};

} // namespace

// Hosts of other versions, and hosts that do not answer.
class TestHostVersions final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newerHostIsShownAndStopped();
    void newerHostThatNobodyAsks();
    void newerRequestIsNotRun();
    void hostOfThisVersion();
    void pulse();
    void suspendedHost_data();
    void suspendedHost();
    void suspendedHostTakesTheWishLater();
    void hostThatDoesNotGreet();
    void suspendedChild();
};

void TestHostVersions::newerHostIsShownAndStopped()
{
    RunFixture fixture;
    FakeHost host(fixture, 99);
    RunFollower follower(host.folder.path());
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy condition(&follower, &RunFollower::hostConditionChanged);
    QSignalSpy failed(&follower, &RunFollower::wishFailed);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(host.socket);
    QTRY_COMPARE(follower.child().pid, 4711);
    QVERIFY(follower.hostCondition().isNewer());
    QCOMPARE(follower.hostCondition().protocol, 99);
    QVERIFY(follower.hostCondition().answers);
    QCOMPARE(condition.size(), 1);
    host.print("hello\n");
    QTRY_COMPARE(grew.size(), 1);
    QCOMPARE(grew.first().first().toLongLong(), 6);

    // What these mean to it nobody knows.
    follower.sendInput("x\n");
    follower.resize({80, 25});
    follower.closeInput();
    QCOMPARE(failed.size(), 3);
    QVERIFY(failed.first().first().value<Error>().toString().contains(u"newer version"_s));
    follower.terminate();
    follower.kill();
    QTRY_COMPARE(host.heard, (QStringList{u"terminate"_s, u"kill"_s}));

    RunOutcome end;
    end.state = RunState::Stopped;
    end.signal = SIGTERM;
    end.outputBytes = 6;
    QJsonObject outcome = end.toJson();
    outcome.insert(u"version"_s, 99);
    outcome.insert(u"mood"_s, u"bad"_s);
    FakeHost::write(host.folder.outcomeFile(), outcome);
    host.say({{u"type"_s, u"finished"_s}, {u"outcome"_s, outcome}, {u"mood"_s, u"bad"_s}});
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(done.first().first().value<RunOutcome>().toJson(), end.toJson());
    QCOMPARE(host.folder.readOutcome()->toJson(), end.toJson());
}

void TestHostVersions::newerHostThatNobodyAsks()
{
    // Wishes that come before it is known how old the host is.
    RunFixture fixture;
    FakeHost host(fixture, 99);
    RunFollower follower(host.folder.path());
    QSignalSpy failed(&follower, &RunFollower::wishFailed);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.sendInput("x\n");
    follower.terminate();
    follower.start();
    QTRY_COMPARE(host.heard, QStringList{u"terminate"_s});
    QCOMPARE(failed.size(), 1);
    FakeHost::write(host.folder.outcomeFile(),
                    {{u"version"_s, 99}, {u"state"_s, u"quarantined"_s}, {u"exitCode"_s, 0}});
    QTRY_COMPARE(done.size(), 1);
    const auto outcome = done.first().first().value<RunOutcome>();
    QCOMPARE(int(outcome.state), int(RunState::Interrupted));
    QVERIFY(outcome.error.contains(u"quarantined"_s));
}

void TestHostVersions::newerRequestIsNotRun()
{
    RunFixture fixture;
    const RunFolder folder(fixture.path(u"runs/later"_s));
    const QString pidFile = fixture.path(u"pid"_s);
    RunRequest request = fixture.request({u"pid-file"_s, pidFile});
    QVERIFY(folder.writeRequest(request));
    QJsonObject json = request.toJson();
    json.insert(u"version"_s, 99);
    FakeHost::write(folder.request(), json);
    QProcess host;
    host.start(QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"), {folder.path()});
    const RunOutcome outcome = fixture.waitFor(folder.path());
    QTRY_COMPARE(int(host.state()), int(QProcess::NotRunning));
    QCOMPARE(int(outcome.state), int(RunState::FailedToStart));
    QVERIFY2(outcome.error.contains(u"version 99"_s), qPrintable(outcome.error));
    QVERIFY(!QFileInfo::exists(pidFile));
}

void TestHostVersions::hostOfThisVersion()
{
    RunFixture fixture;
    RunFollower follower(fixture.launch(fixture.request({u"read-line"_s})));
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(follower.child().pid > 0);
    QCOMPARE(follower.hostCondition().protocol, HostProtocol::version);
    QVERIFY(!follower.hostCondition().isNewer());
    QVERIFY(follower.hostCondition().answers && !follower.hostCondition().suspended);
    follower.closeInput();
    QVERIFY(done.wait(10'000));
}

void TestHostVersions::pulse()
{
    HostPulse pulse;
    QVERIFY(!pulse.isOverdue(1'000'000));
    pulse.asked(100);
    pulse.asked(3000); // no new patience
    QVERIFY(!pulse.isOverdue(99 + HostPulse::patienceMs));
    QVERIFY(pulse.isOverdue(100 + HostPulse::patienceMs));
    pulse.answered();
    QVERIFY(!pulse.isOverdue(1'000'000));
}

void TestHostVersions::suspendedHost_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("while it is followed") << false;
    QTest::newRow("before anybody looks") << true;
}

void TestHostVersions::suspendedHost()
{
    QFETCH(bool, before);
    RunFixture fixture;
    // More than pipes hold: the child waits until its output is taken again.
    const QString folder = fixture.launch(fixture.request({u"print"_s, u"out"_s, u"ready"_s,
                                                           u"read-line"_s, u"flood"_s, u"5000000"_s,
                                                           u"exit"_s, u"3"_s}));
    QTRY_COMPARE(RunFixture::log(folder), "ready\n"_ba);
    const auto host = RunFolder(folder).readHost();
    RunFollower follower(folder);
    QSignalSpy done(&follower, &RunFollower::done);
    if (!before) {
        follower.start();
        QTRY_VERIFY(follower.hostCondition().protocol > 0);
        QVERIFY(!follower.hostCondition().suspended);
    }
    QVERIFY(host && host->host.pid > 0);
    ::kill(pid_t(host->host.pid), SIGSTOP);
    follower.start();
    QTRY_VERIFY(follower.hostCondition().suspended);
    QCOMPARE(follower.hostCondition().pid, host->host.pid);
    // It is not dead, and nobody may call it so.
    QCOMPARE(int(RunFolder(folder).liveness(QDateTime::currentDateTimeUtc().addDays(1))),
             int(RunFolder::Liveness::Running));
    QVERIFY(done.isEmpty());
    follower.sendInput("go\n");
    ::kill(pid_t(host->host.pid), SIGCONT);
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(!follower.hostCondition().suspended);
    QCOMPARE(done.first().first().value<RunOutcome>().exitCode, 3);
    QCOMPARE(RunFixture::log(folder).size(), 6 + 8 + 5'000'000);
    QCOMPARE(RunFixture::recordProblem(folder), QString());
}

void TestHostVersions::suspendedHostTakesTheWishLater()
{
    RunFixture fixture;
    const QString folder = fixture.launch(fixture.request({u"sleep-forever"_s}));
    RunFollower follower(folder);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(follower.child().pid > 0);
    const pid_t host = pid_t(RunFolder(folder).readHost()->host.pid);
    ::kill(host, SIGSTOP);
    follower.terminate();
    QTRY_VERIFY(!follower.hostCondition().answers);
    QVERIFY(done.isEmpty());
    QVERIFY(follower.child().isAlive());
    ::kill(host, SIGCONT);
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(follower.hostCondition().answers);
    QCOMPARE(int(done.first().first().value<RunOutcome>().state), int(RunState::Stopped));
}

// As one that waits for a disk that went away.
void TestHostVersions::hostThatDoesNotGreet()
{
    RunFixture fixture;
    FakeHost host(fixture, HostProtocol::version);
    host.greets = false;
    RunFollower follower(host.folder.path());
    follower.start();
    QTRY_VERIFY(follower.hostCondition().protocol > 0);
    QVERIFY(follower.hostCondition().answers); // so far
    QTRY_VERIFY(!follower.hostCondition().answers);
    QVERIFY(!follower.hostCondition().suspended);
    host.print("late\n");
    QTRY_VERIFY(follower.hostCondition().answers);
}

void TestHostVersions::suspendedChild()
{
    RunFixture fixture;
    const QString folder = fixture.launch(
        fixture.request({u"tick"_s, u"40"_s, u"10"_s, u"exit"_s, u"4"_s}));
    RunFollower follower(folder);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(RunFixture::log(folder).contains("tick 3\n"));
    QTRY_VERIFY(follower.child().pid > 0); // 0 would be all of us
    ::kill(pid_t(follower.child().pid), SIGSTOP);
    QTRY_VERIFY(follower.child().isSuspended());
    QVERIFY(!done.wait(600)); // longer than it would have taken
    QVERIFY(follower.hostCondition().answers);
    ::kill(pid_t(follower.child().pid), SIGCONT);
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(done.first().first().value<RunOutcome>().exitCode, 4);
    QVERIFY(RunFixture::log(folder).endsWith("tick 40\n"));
}

QTEST_GUILESS_MAIN(TestHostVersions)
#include "tst_hostversions.moc"
