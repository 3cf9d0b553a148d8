// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runoutcome.h"
#include "core/run/runrequest.h"

#include <QJsonArray>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestRunValues final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStateHasItsWord_data();
    void everyStateHasItsWord();
    void everyOriginHasItsWord();
    void requestSurvivesJson();
    void badRequestIsRefused_data();
    void badRequestIsRefused();
    void outcomeSurvivesJson();
    void newerOutcome();
    void badOutcomeIsRefused_data();
    void badOutcomeIsRefused();
    void processExitCode_data();
    void processExitCode();
    void runIdsSortByTime();
};

void TestRunValues::everyStateHasItsWord_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("final");
    QTest::newRow("queued") << int(RunState::Queued) << u"queued"_s << false;
    QTest::newRow("running") << int(RunState::Running) << u"running"_s << false;
    QTest::newRow("succeeded") << int(RunState::Succeeded) << u"succeeded"_s << true;
    QTest::newRow("failed") << int(RunState::Failed) << u"failed"_s << true;
    QTest::newRow("stopped") << int(RunState::Stopped) << u"stopped"_s << true;
    QTest::newRow("timed out") << int(RunState::TimedOut) << u"timed-out"_s << true;
    QTest::newRow("failed to start")
        << int(RunState::FailedToStart) << u"failed-to-start"_s << true;
    QTest::newRow("interrupted") << int(RunState::Interrupted) << u"interrupted"_s << true;
}

void TestRunValues::everyStateHasItsWord()
{
    QFETCH(int, state);
    QFETCH(QString, word);
    QFETCH(bool, final);
    QCOMPARE(toString(RunState(state)), word);
    QCOMPARE(int(runStateFromString(word).value()), state);
    QCOMPARE(isFinal(RunState(state)), final);
    QVERIFY(!runStateFromString(word.toUpper()));
}

void TestRunValues::everyOriginHasItsWord()
{
    for (const RunOrigin origin :
         {RunOrigin::Person, RunOrigin::Schedule, RunOrigin::Agent, RunOrigin::Api}) {
        QVERIFY(!toString(origin).isEmpty());
        QCOMPARE(int(runOriginFromString(toString(origin)).value()), int(origin));
    }
    QVERIFY(!runOriginFromString(u"nobody"_s));
}

void TestRunValues::requestSurvivesJson()
{
    RunRequest request;
    request.runId = u"20261120-140305-k3f9q2"_s;
    request.commandId = u"django:manage.py:greet"_s;
    request.folder = u"/home/ann/shop"_s;
    request.name = u"greet ü"_s;
    request.argv = {u"python"_s, u"manage.py"_s, u"greet"_s, u""_s, u"new\nline"_s, u"'quoted'"_s};
    request.workingDirectory = u"/home/ann/shop"_s;
    request.environment = {{u"A"_s, u"1"_s}, {u"EMPTY"_s, u""_s}, {u"GONE"_s, std::nullopt}};
    request.standardInput = StandardInput::Closed;
    request.initialInput = QByteArray("\0\xff\n", 3);
    request.closeInputAfterInitial = true;
    request.terminal = true;
    request.terminalSize = {81, 24};
    request.timeoutMs = 5'000'000'000;
    request.graceMs = 250;
    request.limits = {.memoryBytes = 5LL << 30, .cpuSeconds = 60, .niceness = 5, .processes = 40};
    request.outputLimit = 12'345;
    request.origin = RunOrigin::Schedule;
    request.values = {{u"name"_s, {u"Ann Lee"_s}}, {u"tags"_s, {u"a"_s, u"b"_s}}};
    request.freeArguments = u"--x 'y z'"_s;

    const auto read = RunRequest::fromJson(request.toJson());
    QVERIFY(read);
    QCOMPARE(read->toJson(), request.toJson());
    QCOMPARE(read->argv, request.argv);
    QCOMPARE(read->initialInput, request.initialInput);
    QCOMPARE(read->timeoutMs, request.timeoutMs);
    QCOMPARE(read->limits, request.limits);
    QVERIFY(read->environment == request.environment);
    QVERIFY(read->environment.value(u"EMPTY"_s).has_value());
}

void TestRunValues::badRequestIsRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<int>("code");
    const int invalid = int(ErrorCode::InvalidFormat);
    QTest::newRow("newer version") << u"version"_s << QJsonValue(3) << int(ErrorCode::NewerVersion);
    QTest::newRow("no version") << u"version"_s << QJsonValue() << invalid;
    QTest::newRow("no argv") << u"argv"_s << QJsonValue() << invalid;
    QTest::newRow("empty argv") << u"argv"_s << QJsonValue(QJsonArray()) << invalid;
    QTest::newRow("empty program") << u"argv"_s << QJsonValue(QJsonArray{u""_s}) << invalid;
    QTest::newRow("argv of numbers") << u"argv"_s << QJsonValue(QJsonArray{1}) << invalid;
    QTest::newRow("NUL in argv") << u"argv"_s << QJsonValue(QJsonArray{u"a"_s, QString(QChar(0))})
                                 << invalid;
    QTest::newRow("environment value")
        << u"environment"_s << QJsonValue(QJsonObject{{u"A"_s, 1}}) << invalid;
    QTest::newRow("environment name")
        << u"environment"_s << QJsonValue(QJsonObject{{u"A=B"_s, u"x"_s}}) << invalid;
    QTest::newRow("environment list") << u"environment"_s << QJsonValue(QJsonArray()) << invalid;
    QTest::newRow("standard input") << u"standardInput"_s << QJsonValue(u"ajar"_s) << invalid;
    QTest::newRow("initial input") << u"initialInput"_s << QJsonValue(u"%%"_s) << invalid;
    QTest::newRow("origin") << u"origin"_s << QJsonValue(u"nobody"_s) << invalid;
}

void TestRunValues::badRequestIsRefused()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(int, code);
    RunRequest request;
    request.argv = {u"x"_s};
    QJsonObject json = request.toJson();
    QVERIFY(RunRequest::fromJson(json));
    json.insert(key, value);
    const auto read = RunRequest::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(int(read.error().code), code);
    QVERIFY(!read.error().detail.isEmpty());
}

void TestRunValues::outcomeSurvivesJson()
{
    RunOutcome outcome;
    outcome.state = RunState::TimedOut;
    outcome.exitCode = -1;
    outcome.signal = 9;
    outcome.started = QDateTime({2026, 3, 14}, {9, 26, 53, 589}, Qt::UTC);
    outcome.ended = outcome.started.addMSecs(12345);
    outcome.outputBytes = 5'000'000'000;
    outcome.lines = 123;
    outcome.outputLostFrom = 4'999'999'999;
    outcome.outputDroppedFrom = 5;
    outcome.outputDroppedTo = 6'000'000'000;
    outcome.outputError = u"No space left on device"_s;
    outcome.error = u"why"_s;
    outcome.survivors = {u"sleep (12)"_s};
    outcome.leftRunning = {u"gpg-agent (13)"_s};
    outcome.usage = {1200, 340, 5 << 20, 4096};
    const auto read = RunOutcome::fromJson(outcome.toJson());
    QVERIFY(read);
    QCOMPARE(read->toJson(), outcome.toJson());
    QCOMPARE(read->started, outcome.started);
    QCOMPARE(read->outputLostFrom, outcome.outputLostFrom);
    QCOMPARE(read->outputDroppedFrom, outcome.outputDroppedFrom);
    QCOMPARE(read->outputDroppedTo, outcome.outputDroppedTo);
    QCOMPARE(read->usage, outcome.usage);
    QCOMPARE(read->survivors, outcome.survivors);
    QCOMPARE(read->leftRunning, outcome.leftRunning);

    const auto never = RunOutcome::fromJson(RunOutcome{}.toJson());
    QVERIFY(never);
    QVERIFY(!never->started.isValid());
    QVERIFY(!never->usage.isKnown());
}

void TestRunValues::newerOutcome()
{
    RunOutcome outcome;
    outcome.state = RunState::Failed;
    outcome.exitCode = 3;
    outcome.lines = 12;
    QJsonObject json = outcome.toJson();
    json.insert(u"version"_s, 99);
    json.insert(u"mood"_s, QJsonArray{1, 2});
    auto read = RunOutcome::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->toJson(), outcome.toJson());
    // Not to be taken for a success, nor for anything else that we have a word for.
    json.insert(u"state"_s, u"quarantined"_s);
    json.insert(u"exitCode"_s, 0);
    read = RunOutcome::fromJson(json);
    QVERIFY(read);
    QCOMPARE(int(read->state), int(RunState::Interrupted));
    QCOMPARE(read->exitCode, 0);
    QCOMPARE(read->lines, 12);
    QVERIFY2(read->error.contains(u"\"quarantined\""_s), qPrintable(read->error));
    QCOMPARE(read->processExitCode(), 125);
}

void TestRunValues::badOutcomeIsRefused_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<int>("code");
    QTest::newRow("newer, no state")
        << QJsonObject{{u"version"_s, 2}} << int(ErrorCode::InvalidFormat);
    QTest::newRow("newer, not final") << QJsonObject{{u"version"_s, 2}, {u"state"_s, u"queued"_s}}
                                      << int(ErrorCode::InvalidFormat);
    QTest::newRow("unknown state")
        << QJsonObject{{u"version"_s, 1}, {u"state"_s, u"lost"_s}} << int(ErrorCode::InvalidFormat);
    QTest::newRow("not final") << QJsonObject{{u"version"_s, 1}, {u"state"_s, u"running"_s}}
                               << int(ErrorCode::InvalidFormat);
    QTest::newRow("empty") << QJsonObject{} << int(ErrorCode::InvalidFormat);
}

void TestRunValues::badOutcomeIsRefused()
{
    QFETCH(QJsonObject, json);
    QFETCH(int, code);
    const auto read = RunOutcome::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(int(read.error().code), code);
}

void TestRunValues::processExitCode_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("expected");
    QTest::newRow("succeeded") << int(RunState::Succeeded) << 0 << 0 << 0;
    QTest::newRow("failed") << int(RunState::Failed) << 3 << 0 << 3;
    QTest::newRow("killed") << int(RunState::Failed) << -1 << 9 << 137;
    QTest::newRow("stopped by signal") << int(RunState::Stopped) << -1 << 15 << 143;
    QTest::newRow("stopped, said 0") << int(RunState::Stopped) << 0 << 0 << 0;
    QTest::newRow("stopped, never known") << int(RunState::Stopped) << -1 << 0 << 125;
    QTest::newRow("timed out") << int(RunState::TimedOut) << -1 << 15 << 143;
    QTest::newRow("timed out, polite") << int(RunState::TimedOut) << 0 << 0 << 124;
    QTest::newRow("interrupted") << int(RunState::Interrupted) << -1 << 0 << 125;
    QTest::newRow("limit, polite") << int(RunState::Failed) << 0 << 0 << 125;
    QTest::newRow("not found") << int(RunState::FailedToStart) << 127 << 0 << 127;
    QTest::newRow("not executable") << int(RunState::FailedToStart) << 126 << 0 << 126;
    QTest::newRow("did not start") << int(RunState::FailedToStart) << -1 << 0 << 125;
}

void TestRunValues::processExitCode()
{
    QFETCH(int, state);
    QFETCH(int, exitCode);
    QFETCH(int, signal);
    RunOutcome outcome;
    outcome.state = RunState(state);
    outcome.exitCode = exitCode;
    outcome.signal = signal;
    QTEST(outcome.processExitCode(), "expected");
}

void TestRunValues::runIdsSortByTime()
{
    const QDateTime now({2026, 11, 20}, {14, 3, 5}, Qt::UTC);
    const QString id = newRunId(now);
    QVERIFY2(id.startsWith(u"20261120-140305-"_s), qPrintable(id));
    QCOMPARE(id.size(), 22);
    QVERIFY(newRunId(now) != id);
    QVERIFY(newRunId(now.addSecs(1)) > id);
    QVERIFY(newRunId(now.toOffsetFromUtc(3600)).startsWith(u"20261120-140305-"_s));
}

QTEST_GUILESS_MAIN(TestRunValues)
#include "tst_runvalues.moc"
