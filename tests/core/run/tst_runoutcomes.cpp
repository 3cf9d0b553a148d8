// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/run/runfixture.h"

#include <QDir>
#include <QProcess>

#include <csignal>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// How runs end: every state, every exit code.
class TestRunOutcomes final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void childEnds_data();
    void childEnds();
    void programCannotStart_data();
    void programCannotStart();
    void scriptWithoutInterpreterLine();
    void damagedRequest();
    void missingHostProgram();
    void unsafeRunId();
    void argumentsArriveUnchanged();
    void workingDirectoryAndEnvironment();
    void childStartsClean();
    void timesAreSensible();
};

void TestRunOutcomes::childEnds_data()
{
    QTest::addColumn<QStringList>("verbs");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("processExitCode");
    QTest::newRow("0") << QStringList{u"exit"_s, u"0"_s} << int(RunState::Succeeded) << 0 << 0 << 0;
    for (const int code : {1, 3, 124, 125, 126, 127, 255})
        QTest::addRow("%d", code) << QStringList{u"exit"_s, QString::number(code)}
                                  << int(RunState::Failed) << code << 0 << code;
    for (const int number :
         {SIGHUP, SIGINT, SIGKILL, SIGTERM, SIGSEGV, SIGABRT, SIGPIPE, SIGUSR1}) {
        QTest::addRow("signal %d", number) << QStringList{u"signal"_s, QString::number(number)}
                                           << int(RunState::Failed) << -1 << number << 128 + number;
    }
}

void TestRunOutcomes::childEnds()
{
    QFETCH(QStringList, verbs);
    RunFixture fixture;
    const RunOutcome outcome = fixture.run(
        fixture.request(QStringList{u"print"_s, u"out"_s, u"hello"_s} + verbs));
    QVERIFY2(outcome.error.isEmpty(), qPrintable(outcome.error));
    QTEST(int(outcome.state), "state");
    QTEST(outcome.exitCode, "exitCode");
    QTEST(outcome.signal, "signal");
    QTEST(outcome.processExitCode(), "processExitCode");
    QCOMPARE(RunFixture::log(fixture.lastFolder), "hello\n"_ba);
    QCOMPARE(outcome.outputBytes, 6);
    QCOMPARE(outcome.lines, 1);
    QCOMPARE(outcome.outputLostFrom, -1);
    QVERIFY(outcome.survivors.isEmpty());
    QCOMPARE(RunFolder(fixture.lastFolder).readOutcome()->toJson(), outcome.toJson());
}

void TestRunOutcomes::programCannotStart_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("workingDirectory");
    QTest::addColumn<int>("processExitCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("not found") << u"no-such-program"_s << u"."_s << 127
                               << u"no-such-program was not found; PATH was /usr/bin"_s;
    QTest::newRow("missing file") << u"./none"_s << u"."_s << 127 << u"/none does not exist"_s;
    QTest::newRow("not executable")
        << u"./plain"_s << u"."_s << 126 << u"/plain is not executable"_s;
    QTest::newRow("missing interpreter")
        << u"./script"_s << u"."_s << 126 << u"/no/such/interpreter, which does not exist"_s;
    QTest::newRow("damaged binary")
        << u"./binary"_s << u"."_s << 126 << u"/binary could not be started"_s;
    QTest::newRow("no working directory")
        << RunFixture::testchild() << u"gone"_s << 125 << u"/gone does not exist"_s;
    QTest::newRow("working directory is a file")
        << RunFixture::testchild() << u"plain"_s << 125 << u"/plain is not a folder"_s;
}

void TestRunOutcomes::programCannotStart()
{
    QFETCH(QString, program);
    QFETCH(QString, workingDirectory);
    QFETCH(QString, says);
    RunFixture fixture;
    const auto write = [&fixture](const QString &name, const QByteArray &content, bool executable) {
        QFile file(fixture.path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        if (executable)
            QVERIFY(file.setPermissions(file.permissions() | QFile::ExeOwner));
    };
    write(u"plain"_s, "text", false);
    write(u"script"_s, "#!/no/such/interpreter -x\n", true);
    write(u"binary"_s,
          QByteArray("\x7f"
                     "ELF\0\0\0",
                     7),
          true);
    RunRequest request = fixture.request({});
    request.argv = {program};
    request.environment = {{u"PATH"_s, u"/usr/bin"_s}};
    request.workingDirectory = QDir::cleanPath(fixture.path(workingDirectory));
    const RunOutcome outcome = fixture.run(request);
    QCOMPARE(int(outcome.state), int(RunState::FailedToStart));
    QTEST(outcome.processExitCode(), "processExitCode");
    QVERIFY2(outcome.error.contains(says), qPrintable(outcome.error));
    QVERIFY(!outcome.started.isValid());
    QVERIFY(outcome.ended.isValid());
}

void TestRunOutcomes::scriptWithoutInterpreterLine()
{
    RunFixture fixture;
    QFile file(fixture.path(u"script"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("echo \"got $1 and $2\"\nexit 4\n");
    file.close();
    QVERIFY(file.setPermissions(file.permissions() | QFile::ExeOwner));
    RunRequest request = fixture.request({});
    request.argv = {u"./script"_s, u"a b"_s, u"c"_s};
    const RunOutcome outcome = fixture.run(request);
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.exitCode, 4);
    QCOMPARE(RunFixture::log(fixture.lastFolder), "got a b and c\n"_ba);
}

void TestRunOutcomes::damagedRequest()
{
    RunFixture fixture;
    const RunFolder folder(fixture.path(u"runs/damaged"_s));
    QVERIFY(folder.writeRequest(fixture.request({})));
    QFile file(folder.request());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\":1,\"argv\":");
    file.close();
    QProcess host;
    host.start(QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"), {folder.path()});
    QVERIFY(host.waitForFinished());
    const auto outcome = folder.readOutcome();
    QVERIFY(outcome);
    QCOMPARE(int(outcome->state), int(RunState::FailedToStart));
    QVERIFY2(outcome->error.contains(u"request.json"_s), qPrintable(outcome->error));
}

void TestRunOutcomes::missingHostProgram()
{
    RunFixture fixture;
    const RunLauncher launcher(fixture.path(u"runs"_s), fixture.path(u"no-host"_s));
    const auto launched = launcher.launch(fixture.request({}));
    QVERIFY(!launched);
    QCOMPARE(int(launched.error().code), int(ErrorCode::Process));
    QCOMPARE(launched.error().subject, fixture.path(u"no-host"_s));
}

void TestRunOutcomes::unsafeRunId()
{
    RunFixture fixture;
    for (const QString &id : {u""_s, u"../x"_s, u"a/b"_s, u".."_s}) {
        RunRequest request = fixture.request({});
        request.runId = id;
        const RunLauncher launcher(fixture.path(u"runs"_s),
                                   QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"));
        QVERIFY(!launcher.launch(request));
    }
}

void TestRunOutcomes::argumentsArriveUnchanged()
{
    RunFixture fixture;
    const QStringList words = {u"plain"_s,   u""_s,       u"two words"_s, u"$HOME"_s,
                               u"`id`"_s,    u"a'b\"c"_s, u"*"_s,         u"new\nline"_s,
                               u"ünïcode"_s, u"-x"_s,     u"--"_s,        u";"_s};
    fixture.run(fixture.request(QStringList{u"args"_s} + words));
    QByteArray expected;
    for (const QString &word : words)
        expected += '[' + word.toUtf8() + "]\n";
    QCOMPARE(RunFixture::log(fixture.lastFolder), expected);
}

void TestRunOutcomes::workingDirectoryAndEnvironment()
{
    RunFixture fixture;
    QVERIFY(QDir().mkpath(fixture.path(u"work dir"_s)));
    RunRequest request = fixture.request({u"cwd"_s, u"env"_s, u"SET"_s, u"env"_s, u"HOME"_s,
                                          u"env"_s, u"PYTHONUNBUFFERED"_s, u"env"_s,
                                          u"COMMANDRUNNER_RUN_ID"_s});
    request.workingDirectory = fixture.path(u"work dir"_s);
    request.environment = {{u"SET"_s, u"a b"_s}, {u"HOME"_s, std::nullopt}};
    fixture.run(request);
    const QByteArray expected = QFileInfo(fixture.path(u"work dir"_s)).canonicalFilePath().toUtf8()
        + "\nSET=a b\nHOME is not set\nPYTHONUNBUFFERED=1\nCOMMANDRUNNER_RUN_ID="
        + request.runId.toUtf8() + "\n";
    QCOMPARE(RunFixture::log(fixture.lastFolder), expected);
}

void TestRunOutcomes::childStartsClean()
{
    RunFixture fixture;
    // A descriptor that is inherited by whoever we start: neither the host nor the child may hold
    // it.
    QFile open(fixture.path(u"open"_s));
    QVERIFY(open.open(QIODevice::WriteOnly));
    fixture.run(fixture.request({u"open-files"_s, u"isatty"_s}));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "0\nstdin no\nstdout no\nstderr no\n"_ba);
}

void TestRunOutcomes::timesAreSensible()
{
    RunFixture fixture;
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const RunOutcome outcome = fixture.run(fixture.request({u"sleep"_s, u"150"_s}));
    const QDateTime after = QDateTime::currentDateTimeUtc();
    QVERIFY(outcome.started >= before && outcome.ended <= after);
    QVERIFY(outcome.started.msecsTo(outcome.ended) >= 140);
}

QTEST_GUILESS_MAIN(TestRunOutcomes)
#include "tst_runoutcomes.moc"
