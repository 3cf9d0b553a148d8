// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/segmentedlog.h"
#include "tests/core/run/runfixture.h"
#include "tests/support/filesizelimit_unix.h"

#include <QCryptographicHash>
#include <QProcess>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// What is kept of the child's output: every byte, in order, at once.
class TestRunOutput final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bytesAreKeptExactly_data();
    void bytesAreKeptExactly();
    void streamsAreToldApart();
    void linesOfTwoStreamsAreNotTorn();
    void lastLineWithoutNewline();
    void promptAppearsAtOnce();
    void outputGrowsWhileItRuns();
    void grandchildThatHoldsTheOutput();
    void daemonIsLeftAlone();
    void outputClosedBeforeTheEnd();
    void fullDisk();
    void headAndTailOfALongRun();
    void terminal();
    void terminalBeginsWithItsSize();
    void terminalIsResized();
};

namespace {

// What testchild itself writes, read by a plain QProcess.
QByteArray expectedBytes(const QStringList &verbs,
                         QProcess::ProcessChannel channel = QProcess::StandardOutput)
{
    QProcess process;
    process.setReadChannel(channel);
    process.start(RunFixture::testchild(), verbs);
    if (!process.waitForFinished(120'000))
        return "the child did not end";
    return process.readAll();
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace

void TestRunOutput::bytesAreKeptExactly_data()
{
    QTest::addColumn<QStringList>("verbs");
    QTest::newRow("nothing") << QStringList{u"exit"_s, u"0"_s};
    QTest::newRow("one byte") << QStringList{u"random"_s, u"1"_s, u"1"_s};
    QTest::newRow("a pipe and one byte") << QStringList{u"random"_s, u"1048577"_s, u"2"_s};
    QTest::newRow("20 MB") << QStringList{u"random"_s, u"20000000"_s, u"3"_s};
    QTest::newRow("100000 lines") << QStringList{u"print-lines"_s, u"100000"_s};
    if (qEnvironmentVariableIsSet("COMMANDRUNNER_BIG_TESTS"))
        QTest::newRow("1 GB") << QStringList{u"random"_s, u"1000000000"_s, u"4"_s};
}

void TestRunOutput::bytesAreKeptExactly()
{
    QFETCH(QStringList, verbs);
    RunFixture fixture;
    const RunOutcome outcome = fixture.run(fixture.request(verbs), 120'000);
    QCOMPARE(int(outcome.state), int(RunState::Succeeded));
    const QByteArray expected = expectedBytes(verbs);
    const QByteArray kept = RunFixture::log(fixture.lastFolder);
    QCOMPARE(kept.size(), expected.size());
    QCOMPARE(sha256(kept), sha256(expected));
    QCOMPARE(outcome.outputBytes, expected.size());
    QCOMPARE(outcome.lines,
             expected.count('\n') + (expected.isEmpty() || expected.endsWith('\n') ? 0 : 1));
    QCOMPARE(RunFixture::recordProblem(fixture.lastFolder), QString());
}

void TestRunOutput::streamsAreToldApart()
{
    const QStringList verbs = {u"random-both"_s, u"2000000"_s, u"7"_s};
    RunFixture fixture;
    QCOMPARE(int(fixture.run(fixture.request(verbs), 60'000).state), int(RunState::Succeeded));
    QCOMPARE(RunFixture::recordProblem(fixture.lastFolder), QString());
    for (const auto &[stream, channel] :
         {std::pair(OutputStream::Standard, QProcess::StandardOutput),
          std::pair(OutputStream::Error, QProcess::StandardError)}) {
        const QByteArray kept = RunFixture::stream(fixture.lastFolder, stream);
        QCOMPARE(kept.size(), 2'000'000);
        QCOMPARE(sha256(kept), sha256(expectedBytes(verbs, channel)));
    }
}

void TestRunOutput::linesOfTwoStreamsAreNotTorn()
{
    RunFixture fixture;
    constexpr int count = 300;
    // Slow enough that the two pipes are read in between.
    QStringList verbs;
    for (int i = 0; i < count / 10; ++i)
        verbs += {u"interleave"_s, u"10"_s, u"sleep"_s, u"1"_s};
    fixture.run(fixture.request(verbs));
    const QList<QByteArray> lines = RunFixture::log(fixture.lastFolder).split('\n');
    QCOMPARE(lines.size(), 2 * count + 1);
    int torn = 0;
    for (const QByteArray &line : lines)
        torn += line.count("out") + line.count("err") > 1;
    // A busy machine may take longer than the patience of 2 ms now and then.
    QVERIFY2(torn <= count / 20, qPrintable(QString::number(torn)));
}

void TestRunOutput::lastLineWithoutNewline()
{
    RunFixture fixture;
    const RunOutcome outcome = fixture.run(
        fixture.request({u"print"_s, u"out"_s, u"one"_s, u"partial-line"_s, u"err"_s, u"two"_s}));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "one\ntwo"_ba);
    QCOMPARE(outcome.lines, 2);
}

void TestRunOutput::promptAppearsAtOnce()
{
    RunFixture fixture;
    const QString folder = fixture.launch(
        fixture.request({u"partial-line"_s, u"out"_s, u"Name: "_s, u"read-line"_s}));
    RunFollower follower(folder);
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(!grew.isEmpty());
    QCOMPARE(grew.last().first().toLongLong(), 6);
    QCOMPARE(RunFixture::records(folder).size(), 1); // readers trust the records: it is there, too
    QVERIFY(done.isEmpty());
    follower.sendInput("Ann\n");
    QVERIFY(done.wait(10'000));
    QCOMPARE(RunFixture::log(folder), "Name: got: Ann\n"_ba);
    QCOMPARE(grew.last().first().toLongLong(), 15);
}

void TestRunOutput::outputGrowsWhileItRuns()
{
    RunFixture fixture;
    RunFollower follower(
        fixture.launch(fixture.request({u"print"_s, u"out"_s, u"a"_s, u"read-line"_s,
                                        u"read-line"_s, u"tick"_s, u"20"_s, u"5"_s})));
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    for (const qint64 size : {2, 2 + 7, 2 + 7 + 7}) {
        QTRY_VERIFY(!grew.isEmpty() && grew.last().first().toLongLong() >= size);
        follower.sendInput("b\n");
    }
    QVERIFY(done.wait(20'000));
    for (qsizetype i = 1; i < grew.size(); ++i)
        QVERIFY(grew.at(i).first().toLongLong() >= grew.at(i - 1).first().toLongLong());
    QCOMPARE(grew.last().first().toLongLong(), RunFixture::log(fixture.lastFolder).size());
}

void TestRunOutput::grandchildThatHoldsTheOutput()
{
    RunFixture fixture;
    const RunOutcome outcome = fixture.run(fixture.request(
        {u"hold-pipe"_s, u"400"_s, u"print"_s, u"out"_s, u"first"_s, u"exit"_s, u"5"_s}));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "first\nlet go\n"_ba);
    QCOMPARE(int(outcome.state), int(RunState::Failed));
    QCOMPARE(outcome.exitCode, 5);
}

void TestRunOutput::daemonIsLeftAlone()
{
    RunFixture fixture;
    const QString pidFile = fixture.path(u"pid"_s);
    const RunOutcome outcome = fixture.run(fixture.request({u"daemon"_s, u"print"_s, u"out"_s,
                                                            u"started"_s, u"--"_s, u"pid-file"_s,
                                                            pidFile, u"sleep-forever"_s}));
    QCOMPARE(int(outcome.state), int(RunState::Succeeded));
    QTRY_VERIFY(RunFixture::pidFrom(pidFile) > 0);
    const qint64 pid = RunFixture::pidFrom(pidFile);
    QVERIFY(RunFixture::isAlive(pid));
    ::kill(pid_t(pid), SIGKILL);
}

void TestRunOutput::outputClosedBeforeTheEnd()
{
    RunFixture fixture;
    const RunOutcome outcome = fixture.run(fixture.request({u"print"_s, u"out"_s, u"bye"_s,
                                                            u"close-output"_s, u"sleep"_s, u"300"_s,
                                                            u"exit"_s, u"6"_s}));
    QCOMPARE(outcome.exitCode, 6);
    QVERIFY(outcome.started.msecsTo(outcome.ended) >= 290);
}

void TestRunOutput::fullDisk()
{
    RunFixture fixture;
    QString folder;
    {
        const FileSizeLimit limit(1'000'000); // the host inherits it
        folder = fixture.launch(
            fixture.request({u"random"_s, u"3000000"_s, u"1"_s, u"exit"_s, u"3"_s}));
    }
    const RunOutcome outcome = fixture.waitFor(folder);
    // The child went on to its own end.
    QCOMPARE(int(outcome.state), int(RunState::Failed));
    QCOMPARE(outcome.exitCode, 3);
    QCOMPARE(outcome.outputLostFrom, 1'000'000);
    QCOMPARE(outcome.outputBytes, 1'000'000);
    QVERIFY(!outcome.outputError.isEmpty());
    QCOMPARE(RunFixture::log(folder), expectedBytes({u"random"_s, u"1000000"_s, u"1"_s}));
    QCOMPARE(RunFixture::recordProblem(folder), QString());
}

void TestRunOutput::headAndTailOfALongRun()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"print-lines"_s, u"300000"_s});
    request.outputLimit = 200'000;
    const RunOutcome outcome = fixture.run(request);
    QCOMPARE(int(outcome.state), int(RunState::Succeeded));
    const QByteArray all = expectedBytes({u"print-lines"_s, u"300000"_s});
    QCOMPARE(outcome.outputBytes, all.size());
    QCOMPARE(outcome.lines, 300'000);
    QCOMPARE(outcome.outputLostFrom, -1);
    const QString path = RunFolder(fixture.lastFolder).log();
    QByteArray tail;
    for (const LogSegment &segment : logSegments(path)) {
        QFile file(segment.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        tail += file.readAll();
    }
    const QByteArray head = RunFixture::log(fixture.lastFolder);
    QVERIFY(head.size() <= 200'000 && head.size() > 199'900);
    QVERIFY(tail.size() <= 100'000 && tail.size() > 50'000);
    QVERIFY(all.startsWith(head));
    QVERIFY(all.endsWith(tail));
    QCOMPARE(outcome.outputDroppedFrom, head.size());
    QCOMPARE(outcome.outputDroppedTo, all.size() - tail.size());
    // Whoever finds the folder without an outcome tells the same.
    const RunOutcome found = RunFolder(fixture.lastFolder).interruptedOutcome();
    QCOMPARE(found.outputBytes, outcome.outputBytes);
    QCOMPARE(found.lines, outcome.lines);
    QCOMPARE(found.outputDroppedFrom, outcome.outputDroppedFrom);
    QCOMPARE(found.outputDroppedTo, outcome.outputDroppedTo);
}

void TestRunOutput::terminal()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"isatty"_s, u"window-size"_s, u"env"_s, u"TERM"_s,
                                          u"print"_s, u"err"_s, u"error"_s, u"exit"_s, u"7"_s});
    request.terminal = true;
    const RunOutcome outcome = fixture.run(request);
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.exitCode, 7);
    QCOMPARE(
        RunFixture::log(fixture.lastFolder),
        "stdin yes\r\nstdout yes\r\nstderr yes\r\n120x30\r\nTERM=xterm-256color\r\nerror\r\n"_ba);
    for (const OutputRecord &record : RunFixture::records(fixture.lastFolder))
        QCOMPARE(record.stream, std::uint32_t(OutputStream::Terminal));
}

void TestRunOutput::terminalBeginsWithItsSize()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"window-size"_s});
    request.terminal = true;
    request.terminalSize = {71, 17};
    QCOMPARE(int(fixture.run(request).state), int(RunState::Succeeded));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "71x17\r\n"_ba);
}

void TestRunOutput::terminalIsResized()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"on-resize"_s});
    request.terminal = true;
    RunFollower follower(fixture.launch(request));
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(!grew.isEmpty()); // "ready"
    follower.resize({33, 44});
    QVERIFY(done.wait(10'000));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "ready\r\n33x44\r\n"_ba);
}

QTEST_GUILESS_MAIN(TestRunOutput)
#include "tst_runoutput.moc"
