// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/runstore.h"
#include "tests/support/fakeclock.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestRunStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void givesBackTheRequest();
    void refusesWhatCannotRun_data();
    void refusesWhatCannotRun();
    void anIdIsTakenOnce();
    void jsonOfARunningRun();
    void jsonOfAnEndedRun();
    void jsonOfARunThatNeverStarted();
    void statesComeBack_data();
    void statesComeBack();
    void anEndIsRecordedOnce();
    void anEndIsRecordedByOneOfMany();
    void unknownRuns();
    void markRunningKeepsTheFirstTime();
    void unfinishedRuns();
    void queryFilters();
    void searchIsLiteral_data();
    void searchIsLiteral();
    void pages();
    void aRowWithAnUnreadableRequestIsShown();
    void removes();

private:
    RunRequest request(const QString &id) const
    {
        RunRequest result;
        result.runId = id;
        result.commandId = u"django:shop/manage.py:greet"_s;
        result.folder = u"/home/ann/shop"_s;
        result.name = u"greet"_s;
        result.argv = {u"python"_s, u"manage.py"_s, u"greet"_s};
        result.workingDirectory = u"/home/ann/shop"_s;
        return result;
    }
    RunOutcome ended(RunState state) const
    {
        RunOutcome outcome;
        outcome.state = state;
        outcome.started = m_clock.now();
        outcome.ended = m_clock.now().addMSecs(1500);
        outcome.outputBytes = 5'000'000'000;
        outcome.lines = 12;
        return outcome;
    }
    void insert(const RunRequest &request)
    {
        m_clock.advance(10);
        const auto done = m_store->insert(request, RunState::Running, m_clock.now());
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().toString()));
    }
    QStringList found(const RunQuery &query) const
    {
        QStringList ids;
        const auto runs = m_store->runs(query);
        if (!runs)
            return {runs.error().toString()};
        for (const RunRecord &record : *runs)
            ids.append(record.id());
        return ids;
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<RunStore> m_store;
};

void TestRunStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto database = Database::open(m_folder->filePath(u"test.db"_s));
    QVERIFY(database);
    m_database = std::move(*database);
    m_store = std::make_unique<RunStore>(*m_database);
}

void TestRunStore::cleanup()
{
    m_store.reset();
    m_database.reset();
}

void TestRunStore::givesBackTheRequest()
{
    RunRequest asked = request(u"r1"_s);
    asked.argv = {u"sh"_s, u"-c"_s, u"echo 'it''s' \"x\"\n\ttab"_s, u""_s, u"漢字 🙂"_s, u"%_\\"_s};
    asked.environment = {{u"SET"_s, u"a\nb"_s}, {u"EMPTY"_s, u""_s}, {u"GONE"_s, std::nullopt}};
    asked.standardInput = StandardInput::Closed;
    asked.initialInput = "secret";
    asked.closeInputAfterInitial = true;
    asked.terminal = true;
    asked.timeoutMs = 5'000'000'000;
    asked.graceMs = 100;
    asked.origin = RunOrigin::Schedule;
    asked.values = {{u"name"_s, {u"Ann Lee"_s, u"Bob"_s}}};
    asked.freeArguments = u"--flag 'x y'"_s;
    insert(asked);
    const auto record = m_store->run(u"r1"_s);
    QVERIFY(record);
    QVERIFY(record->request.initialInput.isEmpty());
    asked.initialInput.clear();
    QCOMPARE(record->request.toJson(), asked.toJson());
    QCOMPARE(record->request.argv, asked.argv);
    QCOMPARE(record->request.environment, asked.environment);
    QCOMPARE(record->created, m_clock.now());
    QCOMPARE(toString(record->state), u"running"_s);
    QVERIFY(!m_database->value(u"SELECT request FROM runs"_s)->toString().contains(u"secret"_s));

    RunRequest marked = request(u"r2"_s);
    marked.initialInput = secretMark(u"token"_s).toUtf8() + '\n';
    marked.secrets = {{u"token"_s, false, u"the value"_s}};
    insert(marked);
    const RunRecord again = m_store->run(u"r2"_s).value();
    QCOMPARE(again.request.initialInput, marked.initialInput);
    QCOMPARE(again.request.secrets, (QList<RunSecret>{{u"token"_s, false, {}}}));
}

void TestRunStore::refusesWhatCannotRun_data()
{
    QTest::addColumn<std::function<void(RunRequest &)>>("spoil");
    using Spoil = std::function<void(RunRequest &)>;
    const QString withNul(u"a\0b"_s);
    QTest::newRow("no id") << Spoil([](RunRequest &r) { r.runId.clear(); });
    QTest::newRow("no program") << Spoil([](RunRequest &r) { r.argv.clear(); });
    QTest::newRow("argument") << Spoil([=](RunRequest &r) { r.argv.append(withNul); });
    QTest::newRow("folder") << Spoil([=](RunRequest &r) { r.workingDirectory = withNul; });
    QTest::newRow("variable") << Spoil([=](RunRequest &r) { r.environment[withNul] = u"x"_s; });
    QTest::newRow("value") << Spoil([=](RunRequest &r) { r.environment[u"x"_s] = withNul; });
}

void TestRunStore::refusesWhatCannotRun()
{
    QFETCH(const std::function<void(RunRequest &)>, spoil);
    RunRequest asked = request(u"r1"_s);
    spoil(asked);
    const auto refused = m_store->insert(asked, RunState::Running, m_clock.now());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidFormat);
    QVERIFY(m_store->ids()->isEmpty());
}

void TestRunStore::anIdIsTakenOnce()
{
    insert(request(u"r1"_s));
    const auto again = m_store->insert(request(u"r1"_s), RunState::Running, m_clock.now());
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::AlreadyExists);
    QCOMPARE(again.error().subject, u"r1"_s);
}

void TestRunStore::jsonOfARunningRun()
{
    insert(request(u"r1"_s));
    QJsonObject expected{
        {"run"_L1, u"r1"_s},
        {"command"_L1, u"django:shop/manage.py:greet"_s},
        {"folder"_L1, u"/home/ann/shop"_s},
        {"name"_L1, u"greet"_s},
        {"argv"_L1, QJsonArray{u"python"_s, u"manage.py"_s, u"greet"_s}},
        {"cwd"_L1, u"/home/ann/shop"_s},
        {"state"_L1, u"running"_s},
        {"origin"_L1, u"person"_s},
        {"created"_L1, isoTimestamp(m_clock.now())},
        {"pinned"_L1, false},
        {"survivors"_L1, QJsonArray()},
        {"leftRunning"_L1, QJsonArray()},
    };
    for (const auto key :
         {"exitCode"_L1, "signal"_L1, "started"_L1, "ended"_L1, "durationMs"_L1, "outputBytes"_L1,
          "lines"_L1, "error"_L1, "outputLostFrom"_L1, "output"_L1, "context"_L1, "note"_L1,
          "cpuMs"_L1, "peakMemoryBytes"_L1, "writtenBytes"_L1, "redactions"_L1})
        expected.insert(key, QJsonValue::Null);
    QCOMPARE(m_store->run(u"r1"_s)->toJson(), expected);
    QVERIFY(m_store->markRunning(u"r1"_s, m_clock.now()));
    expected.insert("started"_L1, isoTimestamp(m_clock.now()));
    QCOMPARE(m_store->run(u"r1"_s)->toJson(), expected);
}

void TestRunStore::jsonOfAnEndedRun()
{
    RunRequest asked = request(u"r1"_s);
    asked.commandId.clear();
    asked.folder.clear();
    insert(asked);
    RunOutcome outcome = ended(RunState::Failed);
    outcome.exitCode = 3;
    outcome.outputLostFrom = 0;
    outcome.redactions = 2;
    outcome.outputError = u"No space left on device"_s;
    outcome.survivors = {u"daemon (12)"_s};
    outcome.leftRunning = {u"server (13)"_s};
    outcome.usage = {1200, 340, 5 << 20, 4096};
    QVERIFY(m_store->recordOutcome(u"r1"_s, outcome).value());
    const auto record = m_store->run(u"r1"_s);
    QVERIFY(record);
    QCOMPARE(record->outcome.toJson(), outcome.toJson());
    const QJsonObject json = record->toJson();
    QCOMPARE(json.value("redactions"_L1), QJsonValue(2));
    QCOMPARE(json.value("survivors"_L1), QJsonValue(QJsonArray{u"daemon (12)"_s}));
    QCOMPARE(json.value("leftRunning"_L1), QJsonValue(QJsonArray{u"server (13)"_s}));
    QCOMPARE(json.value("cpuMs"_L1), QJsonValue(1540));
    QCOMPARE(json.value("peakMemoryBytes"_L1), QJsonValue(5 << 20));
    QCOMPARE(json.value("writtenBytes"_L1), QJsonValue(4096));
    QCOMPARE(json.value("command"_L1), QJsonValue(QJsonValue::Null));
    QCOMPARE(json.value("folder"_L1), QJsonValue(QJsonValue::Null));
    QCOMPARE(json.value("exitCode"_L1), QJsonValue(3));
    QCOMPARE(json.value("signal"_L1), QJsonValue(QJsonValue::Null));
    QCOMPARE(json.value("durationMs"_L1), QJsonValue(1500));
    QCOMPARE(json.value("outputBytes"_L1), QJsonValue(qint64(5'000'000'000)));
    QCOMPARE(json.value("lines"_L1), QJsonValue(12));
    QCOMPARE(json.value("outputLostFrom"_L1), QJsonValue(0));
    QCOMPARE(json.value("started"_L1).toString(), isoTimestamp(outcome.started));
    QCOMPARE(json.value("ended"_L1).toString(), isoTimestamp(outcome.ended));
}

void TestRunStore::jsonOfARunThatNeverStarted()
{
    insert(request(u"r1"_s));
    QVERIFY(m_store->markRunning(u"r1"_s, m_clock.now()));
    RunOutcome outcome;
    outcome.state = RunState::FailedToStart;
    outcome.ended = m_clock.now();
    outcome.exitCode = 127; // what a shell would say; no program exited with it
    outcome.error = u"python: not found"_s;
    QVERIFY(m_store->recordOutcome(u"r1"_s, outcome).value());
    const QJsonObject json = m_store->run(u"r1"_s)->toJson();
    for (const auto key : {"exitCode"_L1, "signal"_L1, "started"_L1, "durationMs"_L1})
        QCOMPARE(json.value(key), QJsonValue(QJsonValue::Null));
    QCOMPARE(json.value("error"_L1).toString(), outcome.error);
    QCOMPARE(json.value("outputBytes"_L1), QJsonValue(0));
}

void TestRunStore::statesComeBack_data()
{
    QTest::addColumn<RunState>("state");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<int>("signal");
    QTest::newRow("succeeded") << RunState::Succeeded << 0 << 0;
    QTest::newRow("failed") << RunState::Failed << 255 << 0;
    QTest::newRow("killed") << RunState::Failed << -1 << 9;
    QTest::newRow("stopped") << RunState::Stopped << -1 << 15;
    QTest::newRow("timed-out") << RunState::TimedOut << 1 << 0;
    QTest::newRow("interrupted") << RunState::Interrupted << -1 << 0;
}

void TestRunStore::statesComeBack()
{
    QFETCH(const RunState, state);
    QFETCH(const int, exitCode);
    QFETCH(const int, signal);
    insert(request(u"r1"_s));
    RunOutcome outcome = ended(state);
    outcome.exitCode = exitCode;
    outcome.signal = signal;
    QVERIFY(m_store->recordOutcome(u"r1"_s, outcome).value());
    const auto record = m_store->run(u"r1"_s);
    QCOMPARE(toString(record->state), toString(state));
    QCOMPARE(record->outcome.toJson(), outcome.toJson());
    QCOMPARE(record->toJson().value("exitCode"_L1),
             exitCode < 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(exitCode));
    QCOMPARE(record->toJson().value("signal"_L1),
             signal == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(signal));
}

void TestRunStore::anEndIsRecordedOnce()
{
    insert(request(u"r1"_s));
    RunOutcome first = ended(RunState::Succeeded);
    first.exitCode = 0;
    QVERIFY(m_store->recordOutcome(u"r1"_s, first).value());
    const auto second = m_store->recordOutcome(u"r1"_s, ended(RunState::Interrupted));
    QVERIFY(second.has_value());
    QVERIFY(!*second);
    QVERIFY(m_store->markRunning(u"r1"_s, m_clock.now()));
    QCOMPARE(m_store->run(u"r1"_s)->outcome.toJson(), first.toJson());
    for (const RunState state : {RunState::Queued, RunState::Running})
        QCOMPARE(m_store->recordOutcome(u"r1"_s, ended(state)).error().code,
                 ErrorCode::InvalidFormat);
}

void TestRunStore::anEndIsRecordedByOneOfMany()
{
    insert(request(u"r1"_s));
    std::atomic_int recorded = 0;
    QList<QThread *> threads;
    for (int n = 0; n < 4; ++n) {
        threads.append(QThread::create([this, &recorded] {
            auto database = Database::open(m_database->file());
            if (database
                && RunStore(**database)
                       .recordOutcome(u"r1"_s, ended(RunState::Stopped))
                       .value_or(false))
                ++recorded;
        }));
        threads.last()->start();
    }
    for (QThread *thread : std::as_const(threads))
        thread->wait();
    qDeleteAll(threads);
    QCOMPARE(recorded.load(), 1);
}

void TestRunStore::unknownRuns()
{
    QCOMPARE(m_store->run(u"x"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->markRunning(u"x"_s, m_clock.now()).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->recordOutcome(u"x"_s, ended(RunState::Failed)).error().code,
             ErrorCode::NotFound);
    QCOMPARE(m_store->remove(u"x"_s).error().code, ErrorCode::NotFound);
}

void TestRunStore::markRunningKeepsTheFirstTime()
{
    QVERIFY(m_store->insert(request(u"r1"_s), RunState::Queued, m_clock.now()));
    const QDateTime first = m_clock.now().addMSecs(3);
    QVERIFY(m_store->markRunning(u"r1"_s, first));
    QCOMPARE(toString(m_store->run(u"r1"_s)->state), u"running"_s);
    QVERIFY(m_store->markRunning(u"r1"_s, first.addSecs(60)));
    QCOMPARE(m_store->run(u"r1"_s)->outcome.started, first);
    RunOutcome unknownStart = ended(RunState::Interrupted);
    unknownStart.started = {};
    QVERIFY(m_store->recordOutcome(u"r1"_s, unknownStart).value());
    QCOMPARE(m_store->run(u"r1"_s)->outcome.started, first);
}

void TestRunStore::unfinishedRuns()
{
    for (const QString &id : {u"b"_s, u"a"_s, u"c"_s})
        insert(request(id));
    QVERIFY(m_store->insert(request(u"q"_s), RunState::Queued, m_clock.now().addSecs(1)));
    QVERIFY(m_store->recordOutcome(u"a"_s, ended(RunState::Failed)).value());
    QCOMPARE(m_store->unfinished().value(), (QStringList{u"b"_s, u"c"_s, u"q"_s}));
    QCOMPARE(m_store->ids()->size(), 4);
}

void TestRunStore::queryFilters()
{
    insert(request(u"1"_s));
    RunRequest other = request(u"2"_s);
    other.commandId = u"npm:package.json:build"_s;
    other.name = u"build"_s;
    insert(other);
    RunRequest elsewhere = request(u"3"_s);
    elsewhere.folder = u"/srv/shop"_s;
    insert(elsewhere);
    QVERIFY(m_store->recordOutcome(u"2"_s, ended(RunState::Failed)).value());

    QCOMPARE(found({}), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
    RunQuery query;
    query.commandId = request({}).commandId;
    QCOMPARE(found(query), (QStringList{u"3"_s, u"1"_s}));
    query.folder = u"/srv/shop"_s;
    QCOMPARE(found(query), QStringList{u"3"_s});
    query = {};
    query.state = RunState::Failed;
    QCOMPARE(found(query), QStringList{u"2"_s});
    query.text = u"srv"_s;
    QCOMPARE(found(query), QStringList());
}

void TestRunStore::searchIsLiteral_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("name") << u"greet"_s << true;
    QTest::newRow("other case") << u"GREET"_s << true;
    QTest::newRow("command id") << u"django:shop"_s << true;
    QTest::newRow("folder") << u"/home/ann"_s << true;
    QTest::newRow("argument") << u"it's \"100%_\""_s << true;
    QTest::newRow("two arguments") << u"greet it's"_s << true;
    QTest::newRow("umlaut in other case") << u"TÖNE"_s << true;
    QTest::newRow("percent is no wildcard") << u"g%t"_s << false;
    QTest::newRow("underscore is no wildcard") << u"gr_et"_s << false;
    QTest::newRow("backslash") << u"\\back"_s << true;
    QTest::newRow("percent") << u"100%"_s << true;
    QTest::newRow("newline") << u"new\nline"_s << true;
    QTest::newRow("elsewhere") << u"zebra"_s << false;
    QTest::newRow("SQL") << u"' OR 1=1 --"_s << false;
}

void TestRunStore::searchIsLiteral()
{
    QFETCH(const QString, text);
    QFETCH(const bool, matches);
    RunRequest asked = request(u"1"_s);
    asked.argv << u"it's \"100%_\""_s << u"töne"_s << u"\\back"_s << u"new\nline"_s;
    insert(asked);
    RunQuery query;
    query.text = text;
    QCOMPARE(found(query), matches ? QStringList{u"1"_s} : QStringList());
}

void TestRunStore::pages()
{
    QStringList expected;
    for (int n = 0; n < 25; ++n) {
        const QString id = u"run-%1"_s.arg(n, 2, 10, QLatin1Char('0'));
        if (n % 5 == 0)
            m_clock.advance(1000); // five share one moment
        QVERIFY(m_store->insert(request(id), RunState::Running, m_clock.now()));
        expected.prepend(id);
    }
    QStringList collected;
    RunQuery query;
    query.limit = 7;
    for (QStringList page = found(query); !page.isEmpty(); page = found(query)) {
        QVERIFY(page.size() <= 7);
        collected += page;
        query.before = page.last();
    }
    QCOMPARE(collected, expected);
    query.before = u"run-10x"_s; // removed meanwhile
    query.limit = 0;
    QCOMPARE(found(query), expected.last(11));
}

void TestRunStore::aRowWithAnUnreadableRequestIsShown()
{
    insert(request(u"1"_s));
    QVERIFY(m_database->execute(u"UPDATE runs SET request = '{\"version\": 999}'"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be read in full"_s));
    const auto record = m_store->run(u"1"_s);
    QVERIFY(record);
    const QJsonObject json = record->toJson();
    QCOMPARE(json.value("argv"_L1).toArray().size(), 3);
    QCOMPARE(json.value("name"_L1).toString(), u"greet"_s);
    QCOMPARE(json.value("cwd"_L1).toString(), u"/home/ann/shop"_s);
}

void TestRunStore::removes()
{
    insert(request(u"1"_s));
    QCOMPARE(m_store->remove(u"1"_s).error().code, ErrorCode::Busy);
    QVERIFY(m_store->recordOutcome(u"1"_s, ended(RunState::Failed)).value());
    QVERIFY(m_store->remove(u"1"_s));
    QVERIFY(m_store->ids()->isEmpty());
}

QTEST_GUILESS_MAIN(TestRunStore)
#include "tst_runstore.moc"
