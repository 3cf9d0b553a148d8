// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/run/runfixture.h"

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// What the child reads.
class TestRunInput final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void closedInputIsAtItsEnd();
    void initialInput();
    void inputAndItsEnd();
    void inputBeforeTheHostIsThere();
    void largeInput();
    void childThatDoesNotRead();
    void childThatClosesItsInput();
    void wishesAfterTheEnd();
    void inputToAClosedStream();
    void terminalInputAndItsEnd();
    void passwordIsToldAndNotEchoed();
    void controlCInterruptsInATerminal();
};

void TestRunInput::closedInputIsAtItsEnd()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"echo-stdin"_s});
    request.standardInput = StandardInput::Closed;
    QCOMPARE(int(fixture.run(request).state), int(RunState::Succeeded));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "end of input\n"_ba);
}

void TestRunInput::initialInput()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"echo-stdin"_s});
    request.initialInput = QByteArray("a\0\xff\n", 4);
    request.closeInputAfterInitial = true;
    QCOMPARE(int(fixture.run(request).state), int(RunState::Succeeded));
    QCOMPARE(RunFixture::log(fixture.lastFolder), QByteArray("a\0\xff\n", 4) + "end of input\n");
}

void TestRunInput::inputAndItsEnd()
{
    RunFixture fixture;
    RunFollower follower(
        fixture.launch(fixture.request({u"read-line"_s, u"read-line"_s, u"echo-stdin"_s})));
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy started(&follower, &RunFollower::started);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QVERIFY(started.wait(10'000));
    QVERIFY(follower.child().isAlive());
    follower.sendInput("one\n");
    QVERIFY(grew.wait(10'000));
    follower.sendInput("two\nthree\n");
    follower.closeInput();
    QVERIFY(done.wait(10'000));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "got: one\ngot: two\nthree\nend of input\n"_ba);
    QCOMPARE(started.size(), 1);
}

void TestRunInput::inputBeforeTheHostIsThere()
{
    RunFixture fixture;
    RunFollower follower(fixture.launch(fixture.request({u"echo-stdin"_s})));
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.sendInput("early\n");
    follower.closeInput();
    QVERIFY(done.wait(10'000));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "early\nend of input\n"_ba);
}

void TestRunInput::largeInput()
{
    RunFixture fixture;
    RunFollower follower(fixture.launch(fixture.request({u"echo-stdin"_s})));
    QSignalSpy done(&follower, &RunFollower::done);
    QSignalSpy failed(&follower, &RunFollower::wishFailed);
    follower.start();
    const QByteArray input = QByteArray("0123456789\n").repeated(500'000);
    follower.sendInput(input);
    follower.closeInput();
    QVERIFY(done.wait(30'000));
    QVERIFY(failed.isEmpty());
    QVERIFY(RunFixture::log(fixture.lastFolder) == input + "end of input\n");
}

void TestRunInput::childThatDoesNotRead()
{
    RunFixture fixture;
    RunFollower follower(fixture.launch(fixture.request({u"tick"_s, u"1000000"_s, u"20"_s})));
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy failed(&follower, &RunFollower::wishFailed);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QVERIFY(grew.wait(10'000));
    const QByteArray part(1 << 20, 'x');
    for (int i = 0; i < 70; ++i)
        follower.sendInput(part);
    // More waits than is allowed: said, and the host lives on.
    QTRY_VERIFY(!failed.isEmpty());
    const auto error = failed.first().first().value<Error>();
    QCOMPARE(error.subject, u"input"_s);
    QVERIFY2(error.detail.contains(u"wait already"_s), qPrintable(error.detail));
    const qsizetype before = grew.size();
    QTRY_VERIFY(grew.size() > before + 1);
    follower.kill();
    QVERIFY(done.wait(10'000));
}

void TestRunInput::childThatClosesItsInput()
{
    RunFixture fixture;
    // Ends without reading: what waits for it is lost, which is nobody's failure.
    RunRequest request = fixture.request({u"sleep"_s, u"100"_s, u"exit"_s, u"3"_s});
    request.initialInput = QByteArray(3 << 20, 'x');
    const RunOutcome outcome = fixture.run(request);
    QCOMPARE(outcome.exitCode, 3);
    QCOMPARE(int(outcome.state), int(RunState::Failed));
}

void TestRunInput::wishesAfterTheEnd()
{
    RunFixture fixture;
    RunFollower follower(fixture.launch(fixture.request({u"exit"_s, u"0"_s})));
    QSignalSpy done(&follower, &RunFollower::done);
    QSignalSpy failed(&follower, &RunFollower::wishFailed);
    follower.start();
    QVERIFY(done.wait(10'000));
    QVERIFY(follower.isDone());
    follower.sendInput("late\n");
    follower.terminate();
    QCOMPARE(failed.size(), 2);
    QCOMPARE(done.size(), 1);
}

void TestRunInput::inputToAClosedStream()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"sleep"_s, u"30000"_s});
    request.standardInput = StandardInput::Closed;
    RunFollower follower(fixture.launch(request));
    QSignalSpy failed(&follower, &RunFollower::wishFailed);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.sendInput("x");
    follower.resize({80, 25});
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(failed.at(0).first().value<Error>().subject, u"input"_s);
    QCOMPARE(failed.at(1).first().value<Error>().subject, u"resize"_s);
    follower.terminate();
    QVERIFY(done.wait(10'000));
}

void TestRunInput::terminalInputAndItsEnd()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"read-line"_s, u"echo-stdin"_s});
    request.terminal = true;
    RunFollower follower(fixture.launch(request));
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    follower.sendInput("Ann\n");
    follower.closeInput();
    QVERIFY(done.wait(10'000));
    // The terminal itself echoes what is typed.
    QCOMPARE(RunFixture::log(fixture.lastFolder), "Ann\r\ngot: Ann\r\nend of input\r\n"_ba);
}

void TestRunInput::passwordIsToldAndNotEchoed()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"read-password"_s, u"read-line"_s});
    request.terminal = true;
    const QString folder = fixture.launch(request);
    RunFollower follower(folder);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(follower.inputMode().readsPassword());
    // Who comes later is told, too.
    RunFollower second(folder);
    second.start();
    QTRY_VERIFY(second.inputMode().readsPassword());
    follower.sendInput("s3cret\n");
    QTRY_VERIFY(!follower.inputMode().readsPassword());
    QTRY_VERIFY(!second.inputMode().readsPassword());
    follower.sendInput("Ann\n");
    QVERIFY(done.wait(10'000));
    QCOMPARE(RunFixture::log(folder), "Password: \r\n6 characters\r\nAnn\r\ngot: Ann\r\n"_ba);
}

void TestRunInput::controlCInterruptsInATerminal()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"print"_s, u"out"_s, u"ready"_s, u"sleep-forever"_s});
    request.terminal = true;
    RunFollower follower(fixture.launch(request));
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(!grew.isEmpty());
    follower.sendInput("\x03");
    QVERIFY(done.wait(10'000));
    const auto outcome = done.first().first().value<RunOutcome>();
    QCOMPARE(outcome.signal, 2); // SIGINT, from the terminal: nobody asked us to stop it
    QCOMPARE(int(outcome.state), int(RunState::Failed));
}

QTEST_GUILESS_MAIN(TestRunInput)
#include "tst_runinput.moc"
