// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/runsearch.h"
#include "core/storage/runstore.h"
#include "tests/support/fakeclock.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// What history is asked: search, filters, statistics, notes; and how it came from the schema
// before.
class TestRunHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void words_data();
    void words();
    void searchIsWhatAPlainLookFinds_data();
    void searchIsWhatAPlainLookFinds();
    void manyTextsAreFoundToo();
    void textsAreShared();
    void notesAreFound();
    void pinsContextAndOutputComeBack();
    void filters();
    void timeSpan();
    void thousandsInOneMillisecond();
    void runsOfOneMomentKeepTheirOrder();
    void statistics();
    void unusualDurations_data();
    void unusualDurations();
    void theSchemaBeforeIsTakenOver();

private:
    RunRequest request(const QString &id, const QString &name, const QStringList &arguments) const
    {
        RunRequest result;
        result.runId = id;
        result.commandId = u"make:Makefile:"_s + name;
        result.folder = u"/home/ann/site"_s;
        result.name = name;
        result.argv = QStringList{u"make"_s, name} + arguments;
        result.workingDirectory = u"/home/ann/site"_s;
        return result;
    }
    void insert(const RunRequest &request)
    {
        m_clock.advance(10);
        const auto done = m_store->insert(request, RunState::Running, m_clock.now());
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().toString()));
    }
    void end(const QString &id, RunState state, qint64 durationMs)
    {
        RunOutcome outcome;
        outcome.state = state;
        outcome.exitCode = state == RunState::Succeeded ? 0 : 1;
        outcome.started = m_clock.now();
        outcome.ended = m_clock.now().addMSecs(durationMs);
        QVERIFY(m_store->recordOutcome(id, outcome).value_or(false));
    }
    QStringList found(const RunQuery &query) const
    {
        const auto runs = m_store->runs(query);
        if (!runs)
            return {runs.error().toString()};
        QStringList ids;
        for (const RunRecord &record : *runs)
            ids.append(record.id());
        return ids;
    }
    QStringList search(const QString &text) const
    {
        RunQuery query;
        query.text = text;
        query.limit = 0;
        return found(query);
    }
    qint64 number(const QString &sql) const { return m_database->value(sql)->toLongLong(); }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<RunStore> m_store;
};

void TestRunHistory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto database = Database::open(m_folder->filePath(u"test.db"_s));
    QVERIFY(database);
    m_database = std::move(*database);
    m_store = std::make_unique<RunStore>(*m_database);
}

void TestRunHistory::cleanup()
{
    // Whatever was done: the index says what the texts say, and no text is left without a run.
    const auto sound = m_database->execute(
        u"INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)"_s);
    QVERIFY2(sound.has_value(), sound ? "" : qPrintable(sound.error().toString()));
    QCOMPARE(int(number(u"SELECT count(*) FROM texts WHERE uses <> "
                        "(SELECT count(*) FROM runs WHERE text_id = texts.id)"_s)),
             0);
    QCOMPARE(m_database->check().value(), QStringList());
    m_store.reset();
    m_database.reset();
}

void TestRunHistory::words_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("terms");
    QTest::newRow("none") << u"  \t "_s << QStringList();
    QTest::newRow("one") << u"Import"_s << QStringList{u"import"_s};
    QTest::newRow("two") << u" import  shop "_s << QStringList{u"import"_s, u"shop"_s};
    QTest::newRow("twice") << u"a A"_s << QStringList{u"a"_s};
    QTest::newRow("quoted") << u"\"Ann Lee\" x"_s << QStringList{u"ann lee"_s, u"x"_s};
    QTest::newRow("quote not closed") << u"\"ann l"_s << QStringList{u"ann l"_s};
    QTest::newRow("quote within") << u"a\"b c"_s << QStringList{u"a\"b"_s, u"c"_s};
    QTest::newRow("empty quotes") << u"\"\" x"_s << QStringList{u"x"_s};
    QTest::newRow("option") << u"--force"_s << QStringList{u"--force"_s};
    QTest::newRow("case folding") << u"STRASSE Straße"_s
                                  << QStringList({u"strasse"_s, u"straße"_s});
}

void TestRunHistory::words()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, terms);
    QCOMPARE(RunSearch(typed).terms(), terms);
}

void TestRunHistory::searchIsWhatAPlainLookFinds_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"deploy",
                              "loy",
                              "oy",
                              "y",
                              "deploy --dry",
                              "--dry-run deploy",
                              "\"deploy --dry-run\"",
                              "\"--dry-run deploy\"",
                              "tÖne",
                              "漢字",
                              "漢",
                              "漢字列",
                              "🙂",
                              "🙂🙂🙂",
                              "100%",
                              "_x_",
                              "\\path",
                              "a*b",
                              "OR",
                              "AND NOT",
                              "NEAR(a b)",
                              "(",
                              "''",
                              "\"",
                              "\"\"\"",
                              "ann/site make",
                              "zebra",
                              "deploy zebra",
                              "ab",
                              "aba",
                              "abab"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

// Every way that a search can take must find what looking at every run finds.
void TestRunHistory::searchIsWhatAPlainLookFinds()
{
    QFETCH(QString, typed);
    const QList<QStringList> arguments{{u"--dry-run"_s},
                                       {u"TÖNE"_s, u"100%"_s},
                                       {u"漢字列"_s, u"🙂🙂🙂"_s},
                                       {u"_x_"_s, u"C:\\path"_s, u"a*b"_s},
                                       {u"'' or (1)"_s, u"near(a b)"_s, u"and not"_s},
                                       {u"ababab"_s},
                                       {}};
    QStringList expected;
    const RunSearch plain(typed);
    int n = 0;
    for (const QString &name : {u"deploy"_s, u"backup"_s}) {
        for (const QStringList &words : arguments) {
            const RunRequest asked = request(u"r%1"_s.arg(n++, 2, 10, QLatin1Char('0')), name,
                                             words);
            insert(asked);
            if (plain.matches(RunSearch::textOf(asked, {})))
                expected.prepend(asked.runId);
        }
    }
    QCOMPARE(search(typed), expected);
    RunQuery query;
    query.text = typed;
    QCOMPARE(m_store->count(query).value(), qint64(expected.size()));
}

// More texts than the index is asked for: the newest runs are looked at instead.
void TestRunHistory::manyTextsAreFoundToo()
{
    constexpr int many = 2500;
    Transaction transaction(*m_database);
    QVERIFY(transaction.begin());
    for (int i = 0; i < many; ++i)
        insert(request(u"r%1"_s.arg(i, 5, 10, QLatin1Char('0')), u"sync"_s,
                       {u"--page=%1"_s.arg(i)}));
    QVERIFY(transaction.commit());
    RunQuery query;
    query.text = u"--page"_s;
    query.limit = 3;
    QCOMPARE(found(query), QStringList({u"r02499"_s, u"r02498"_s, u"r02497"_s}));
    query.before = u"r02497"_s;
    QCOMPARE(found(query), QStringList({u"r02496"_s, u"r02495"_s, u"r02494"_s}));
    QCOMPARE(m_store->count(query).value(), qint64(many));
    query.before.clear();
    query.text = u"--page=249 sync"_s;
    QCOMPARE(m_store->count(query).value(), qint64(11)); // 249 and 2490 to 2499
}

void TestRunHistory::textsAreShared()
{
    for (int i = 0; i < 50; ++i)
        insert(request(u"r%1"_s.arg(i, 2, 10, QLatin1Char('0')), u"deploy"_s, {}));
    insert(request(u"other"_s, u"deploy"_s, {u"--all"_s}));
    QCOMPARE(int(number(u"SELECT count(*) FROM texts"_s)), 2);
    end(u"other"_s, RunState::Succeeded, 5);
    QVERIFY(m_store->remove(u"other"_s));
    QCOMPARE(int(number(u"SELECT count(*) FROM texts"_s)), 1);
    QCOMPARE(search(u"--all"_s), QStringList());
    QCOMPARE(search(u"deploy"_s).size(), 50);
}

void TestRunHistory::notesAreFound()
{
    insert(request(u"r1"_s, u"deploy"_s, {}));
    insert(request(u"r2"_s, u"deploy"_s, {}));
    QVERIFY(m_store->setNote(u"r1"_s, u"First one after the Migration"_s));
    QCOMPARE(m_store->run(u"r1"_s)->note, u"First one after the Migration"_s);
    QCOMPARE(search(u"migration deploy"_s), QStringList{u"r1"_s});
    QCOMPARE(search(u"deploy"_s), QStringList({u"r2"_s, u"r1"_s}));
    QVERIFY(m_store->setNote(u"r1"_s, u"other words"_s));
    QCOMPARE(search(u"migration"_s), QStringList());
    QVERIFY(m_store->setNote(u"r1"_s, {}));
    QCOMPARE(int(number(u"SELECT count(*) FROM texts"_s)), 1);
    QCOMPARE(m_store->setNote(u"none"_s, u"x"_s).error().code, ErrorCode::NotFound);
}

void TestRunHistory::pinsContextAndOutputComeBack()
{
    insert(request(u"r1"_s, u"deploy"_s, {}));
    insert(request(u"r2"_s, u"deploy"_s, {}));
    RunContext context;
    context.machine = u"desk"_s;
    context.interpreterVersion = u"Python 3.11.2"_s;
    context.gitRevision = u"0123456789abcdef0123456789abcdef01234567"_s;
    context.gitDirty = true;
    QVERIFY(m_store->setContext(u"r1"_s, context));
    QVERIFY(m_store->setPinned(u"r1"_s, true));
    QVERIFY(m_store->setOutputKept(u"r1"_s, OutputKept::Compressed, 1234));
    const auto record = m_store->run(u"r1"_s);
    QVERIFY(record);
    QCOMPARE(record->context, context);
    QVERIFY(record->pinned);
    QVERIFY(record->output == OutputKept::Compressed);
    QCOMPARE(record->diskBytes, 1234);
    RunQuery pinned;
    pinned.pinnedOnly = true;
    QCOMPARE(found(pinned), QStringList{u"r1"_s});
    QVERIFY(m_store->setPinned(u"r1"_s, false));
    QCOMPARE(found(pinned), QStringList());
    for (const auto &done :
         {m_store->setPinned(u"none"_s, true), m_store->setContext(u"none"_s, {}),
          m_store->setOutputKept(u"none"_s, OutputKept::Removed)})
        QCOMPARE(done.error().code, ErrorCode::NotFound);
}

void TestRunHistory::filters()
{
    RunRequest own = request(u"own"_s, u"echo"_s, {});
    own.commandId.clear();
    own.folder.clear();
    insert(own);
    insert(request(u"deploy"_s, u"deploy"_s, {}));
    RunRequest other = request(u"other"_s, u"deploy"_s, {});
    other.folder = u"/home/ann/shop"_s;
    other.origin = RunOrigin::Schedule;
    insert(other);
    end(u"deploy"_s, RunState::Failed, 5);

    RunQuery query;
    query.folder = u"/home/ann/shop"_s;
    QCOMPARE(found(query), QStringList{u"other"_s});
    query = {};
    query.series = own.commandId.isEmpty() ? RunSeries{{}, {}, u"echo"_s} : RunSeries{};
    QCOMPARE(found(query), QStringList{u"own"_s});
    query = {};
    query.origin = RunOrigin::Schedule;
    QCOMPARE(found(query), QStringList{u"other"_s});
    query.origin = RunOrigin::Person;
    QCOMPARE(found(query), QStringList({u"deploy"_s, u"own"_s}));
    query.state = RunState::Failed;
    query.text = u"deploy"_s;
    QCOMPARE(found(query), QStringList{u"deploy"_s});
    QCOMPARE(m_store->folders().value(), QStringList({u"/home/ann/shop"_s, u"/home/ann/site"_s}));
    // Each once, by name; the limit cuts.
    const QList<RunSeries> series = m_store->series(100).value();
    QStringList told;
    for (const RunSeries &one : series)
        told.append(one.name + u' ' + one.folder);
    QVERIFY(std::ranges::is_sorted(series, {}, &RunSeries::name));
    QStringList wanted;
    const QList<RunRecord> records = m_store->runs({.limit = 0}).value();
    for (const RunRecord &record : records) {
        if (const QString text = record.request.name + u' ' + record.request.folder;
            !wanted.contains(text))
            wanted.append(text);
    }
    told.sort();
    wanted.sort();
    QCOMPARE(told, wanted);
    QCOMPARE(m_store->series(1).value().size(), 1);
    // A count that may stop early.
    const qint64 all = m_store->count({}).value();
    QVERIFY(all > 2);
    QCOMPARE(m_store->count({}, 2).value(), 2);
    QCOMPARE(m_store->count({}, all + 1).value(), all);
}

// Taken in again from their folders, runs have their time by the second.
void TestRunHistory::thousandsInOneMillisecond()
{
    constexpr int runs = 2500; // more than two milliseconds have numbers for
    Transaction transaction(*m_database);
    QVERIFY(transaction.begin());
    for (int i = 0; i < runs; ++i)
        insert(request(u"r%1"_s.arg(i, 5, 10, QLatin1Char('0')), u"sync"_s, {}));
    QVERIFY(transaction.commit());
    RunQuery query;
    query.limit = runs + 1;
    const auto found = m_store->runs(query);
    QVERIFY(found);
    QCOMPARE(found->size(), runs);
    for (int i = 0; i < runs; ++i) // newest first, in the order in which they came
        QCOMPARE(found->at(i).id(), u"r%1"_s.arg(runs - 1 - i, 5, 10, QLatin1Char('0')));
}

void TestRunHistory::timeSpan()
{
    const QDateTime begin = m_clock.now();
    for (int i = 1; i <= 5; ++i)
        insert(request(u"r%1"_s.arg(i), u"deploy"_s, {})); // at begin + 10 ms × i
    RunQuery query;
    query.from = begin.addMSecs(20);
    query.to = begin.addMSecs(40);
    QCOMPARE(found(query), QStringList({u"r3"_s, u"r2"_s}));
    query.to = {};
    QCOMPARE(found(query), QStringList({u"r5"_s, u"r4"_s, u"r3"_s, u"r2"_s}));
}

void TestRunHistory::runsOfOneMomentKeepTheirOrder()
{
    constexpr int many = 1100; // more than a millisecond has numbers
    QStringList expected;
    Transaction transaction(*m_database);
    QVERIFY(transaction.begin());
    for (int i = 0; i < many; ++i) {
        const QString id = u"r%1"_s.arg(i, 4, 10, QLatin1Char('0'));
        QVERIFY(m_store->insert(request(id, u"deploy"_s, {}), RunState::Queued, m_clock.now()));
        expected.prepend(id);
    }
    QVERIFY(transaction.commit());
    QCOMPARE(search(QString()), expected);
    QStringList unfinished = expected;
    std::ranges::reverse(unfinished);
    QCOMPARE(m_store->unfinished().value(), unfinished);
}

void TestRunHistory::statistics()
{
    const RunSeries series = RunRecord{request({}, u"deploy"_s, {})}.series();
    const auto none = m_store->statistics(series);
    QVERIFY(none);
    QCOMPARE(none->runs, 0);
    QCOMPARE(none->medianMs, -1);
    QVERIFY(!none->lastSuccess);
    for (int i = 1; i <= 21; ++i) {
        const QString id = u"r%1"_s.arg(i, 2, 10, QLatin1Char('0'));
        insert(request(id, u"deploy"_s, {}));
        end(id, RunState::Succeeded, 1000 * i);
    }
    insert(request(u"s1"_s, u"deploy"_s, {}));
    end(u"s1"_s, RunState::Stopped, 99'000);
    insert(request(u"t1"_s, u"deploy"_s, {}));
    end(u"t1"_s, RunState::TimedOut, 99'000);
    insert(request(u"x"_s, u"backup"_s, {}));
    end(u"x"_s, RunState::Failed, 99'000);
    const auto known = m_store->statistics(series);
    QVERIFY(known);
    QCOMPARE(known->runs, 22); // the stopped one says nothing
    QCOMPARE(known->succeeded, 21);
    QCOMPARE(known->medianMs, 11'000);
    QCOMPARE(known->p95Ms, 20'000);
    QCOMPARE(known->durations, 21);
    QCOMPARE(known->latestDurationsMs.size(), 20);
    QCOMPARE(known->latestDurationsMs.first(), 2000);
    QCOMPARE(known->latestDurationsMs.last(), 21'000);
    QCOMPARE(known->lastSuccess->id(), u"r21"_s);
    QCOMPARE(known->lastFailure->id(), u"t1"_s);
    QCOMPARE(m_store->lastSuccess(series, u"r05"_s).value()->id(), u"r04"_s);
    QVERIFY(!m_store->lastSuccess(series, u"r01"_s).value());
}

void TestRunHistory::unusualDurations_data()
{
    QTest::addColumn<int>("measured");
    QTest::addColumn<qint64>("median");
    QTest::addColumn<qint64>("duration");
    QTest::addColumn<bool>("unusual");
    QTest::newRow("usual") << 20 << 3000LL << 4000LL << false;
    QTest::newRow("slow") << 20 << 3000LL << 9001LL << true;
    QTest::newRow("just not slow") << 20 << 3000LL << 9000LL << false;
    QTest::newRow("quick") << 20 << 3000LL << 999LL << true;
    QTest::newRow("too few") << 4 << 3000LL << 90'000LL << false;
    QTest::newRow("short ones vary") << 20 << 10LL << 900LL << false;
    QTest::newRow("unknown") << 20 << 3000LL << -1LL << false;
}

void TestRunHistory::unusualDurations()
{
    QFETCH(int, measured);
    QFETCH(qint64, median);
    QFETCH(qint64, duration);
    RunStatistics statistics;
    statistics.durations = measured;
    statistics.medianMs = median;
    QTEST(statistics.isUnusual(duration), "unusual");
}

void TestRunHistory::theSchemaBeforeIsTakenOver()
{
    const QString file = m_folder->filePath(u"before.db"_s);
    {
        DatabaseOptions before;
        before.migrations = schemaMigrations().first(3);
        auto database = Database::open(file, before);
        QVERIFY(database);
        for (int i = 0; i < 6; ++i) {
            const RunRequest asked = request(u"r%1"_s.arg(i), i % 2 ? u"deploy"_s : u"backup"_s,
                                             {});
            const auto done = (*database)->execute(
                u"INSERT INTO runs (id, command_id, folder, name, argv, cwd, origin, request, "
                "state, created, started, ended, exit_code, search) "
                "VALUES (?, ?, ?, ?, '[\"make\"]', ?, 'person', '{}', 'failed', ?, ?, ?, 3, ?)"_s,
                {asked.runId, asked.commandId, asked.folder, asked.name, asked.workingDirectory,
                 5000 + i / 3, 6000, 7000, RunSearch::textOf(asked, {})});
            QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().toString()));
        }
    }
    auto database = Database::open(file);
    QVERIFY2(database.has_value(), database ? "" : qPrintable(database.error().toString()));
    m_store.reset();
    m_database = std::move(*database);
    m_store = std::make_unique<RunStore>(*m_database);
    QCOMPARE(search(QString()),
             QStringList({u"r5"_s, u"r4"_s, u"r3"_s, u"r2"_s, u"r1"_s, u"r0"_s}));
    QCOMPARE(search(u"deploy"_s), QStringList({u"r5"_s, u"r3"_s, u"r1"_s}));
    const auto record = m_store->run(u"r4"_s);
    QVERIFY(record);
    QCOMPARE(record->created.toMSecsSinceEpoch(), 5001);
    QCOMPARE(record->outcome.exitCode, 3);
    QCOMPARE(record->durationMs(), 1000);
    QVERIFY(!record->pinned);
    QCOMPARE(int(number(u"SELECT count(*) FROM texts"_s)), 2);
    insert(request(u"new"_s, u"deploy"_s, {}));
    QCOMPARE(search(u"deploy"_s).first(), u"new"_s);
}

QTEST_GUILESS_MAIN(TestRunHistory)
#include "tst_runhistory.moc"
