// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/compressedlog.h"
#include "core/run/runfolder.h"
#include "core/storage/runstore.h"
#include "core/workspace/backups.h"
#include "core/workspace/housekeeping.h"
#include "core/workspace/vacuum.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hourMs = 3600 * 1000;
constexpr qint64 dayMs = 24 * hourMs;

} // namespace

class TestHousekeeping final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_paths = std::make_unique<DataPaths>(m_folder->path());
        m_clock = std::make_unique<FakeClock>();
        auto opened = Database::open(m_paths->database());
        QVERIFY(opened);
        m_database = std::move(*opened);
    }
    void cleanup() { m_database.reset(); }

    void rulesAreKept();
    void commandsHaveRulesOfTheirOwn();
    void anOwnCountIsNotInThatOfAll();
    void whatIsLookedAtStays();
    void aFloodWeighsWhatIsKept();
    void aBackupADayThreeKept();
    void aBackupFromTheFutureIsNoReasonToWait();
    void compressesWhatIsOld();
    void looksAtSmallOutputsOnce();
    void compressesNothingWhenToldSo();
    void removesByTheRules();
    void removesNothingAfterAJumpOfTheClock();
    void oneAtATime();
    void givesRoomBack();
    void worksWhenIdle();
    void givesWay();
    void answersTheLatestQuestion();

private:
    // A run that ended so long ago, with its folder.
    void add(const QString &id, qint64 endedMsAgo, const QByteArray &output = "output\n",
             const QString &command = u"make:all"_s);
    QSet<QString> ids() { return toSet(RunStore(*m_database).ids().value()); }
    static QSet<QString> toSet(const QStringList &list) { return {list.cbegin(), list.cend()}; }
    RetentionPlan planFor(const RetentionRules &rules, const QSet<QString> &spared = {})
    {
        const auto plan = RetentionStore(*m_database).plan(rules, m_clock->now(), spared);
        return plan ? *plan : RetentionPlan{.runs = {-1, -1, {}, {}}};
    }
    QStringList backups() const
    {
        return QDir(m_paths->backups()).entryList(QDir::Files, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Database> m_database;
};

void TestHousekeeping::add(const QString &id, qint64 endedMsAgo, const QByteArray &output,
                           const QString &command)
{
    RunRequest request;
    request.runId = id;
    request.commandId = command;
    request.folder = u"/project"_s;
    request.name = command;
    request.argv = {u"make"_s};
    RunOutcome outcome;
    outcome.state = RunState::Succeeded;
    outcome.exitCode = 0;
    outcome.ended = m_clock->now().addMSecs(-endedMsAgo);
    outcome.started = outcome.ended.addSecs(-1);
    outcome.outputBytes = output.size();
    RunStore store(*m_database);
    QVERIFY(store.insert(request, RunState::Running, outcome.started));
    QVERIFY(*store.recordOutcome(id, outcome));
    const RunFolder folder(m_paths->runFolder(id));
    QVERIFY(folder.writeRequest(request));
    QVERIFY(folder.writeOutcome(outcome));
    QFile log(folder.log());
    QVERIFY(log.open(QIODevice::WriteOnly) && log.write(output) == output.size());
    QVERIFY(m_database->execute(u"INSERT OR REPLACE INTO facts VALUES ('runs-adopted', '0')"_s));
}

void TestHousekeeping::rulesAreKept()
{
    RetentionStore store(*m_database);
    QVERIFY(store.rules().value().keepAll());
    QVERIFY(store.rules().value().compress);
    RetentionRules rules;
    rules.all = {.runDays = 90, .runCount = 5000, .outputDays = 30, .outputBytes = 10LL << 30};
    rules.own.append({u"make:all"_s, u"/project"_s, 7, {}, 0, {}});
    rules.compress = false;
    QVERIFY(store.setRules(rules));
    QCOMPARE(store.rules().value(), rules);
    QVERIFY(!rules.keepAll());
    QCOMPARE(RetentionRules::fromJson({{u"all"_s, QJsonObject{{u"runDays"_s, -4}}}}),
             RetentionRules());
}

void TestHousekeeping::commandsHaveRulesOfTheirOwn()
{
    add(u"old-all"_s, 20 * dayMs);
    add(u"old-own"_s, 20 * dayMs, "x", u"make:own"_s);
    add(u"ancient-own"_s, 200 * dayMs, "x", u"make:own"_s);
    add(u"ancient-kept"_s, 300 * dayMs, "x", u"make:kept"_s);
    RetentionRules rules;
    rules.all.runDays = 10;
    rules.own.append({.commandId = u"make:own"_s, .folder = u"/project"_s, .runDays = 100});
    rules.own.append({.commandId = u"make:kept"_s, .folder = u"/project"_s, .runDays = 0});
    const RetentionPlan plan = planFor(rules);
    QCOMPARE(plan.runs.runs, 2);
    QCOMPARE(plan.runs.bytes, 8);
    QCOMPARE(plan.runs.oldest, m_clock->now().addMSecs(-200 * dayMs).addSecs(-1));
    QCOMPARE(plan.commands.size(), 2);
    QCOMPARE(plan.commands.first().commandId, u"make:all"_s); // more bytes
    const Retention retention(*m_database, *m_paths, *m_clock);
    const auto done = retention.apply(rules);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().toString()));
    QCOMPARE(done->runs, 2);
    QCOMPARE(ids(), QSet<QString>({u"old-own"_s, u"ancient-kept"_s}));
    QCOMPARE(toSet(QDir(m_paths->runs())
                       .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)),
             ids());
}

void TestHousekeeping::anOwnCountIsNotInThatOfAll()
{
    for (int i = 0; i < 5; ++i) {
        add(u"all-%1"_s.arg(i), (i + 1) * hourMs, "1234567890");
        add(u"own-%1"_s.arg(i), (i + 1) * hourMs + 1, "1234567890", u"make:own"_s);
    }
    RetentionRules rules;
    rules.all.runCount = 4;
    rules.own.append({.commandId = u"make:own"_s, .folder = u"/project"_s, .runCount = 2});
    QCOMPARE(planFor(rules).runs.runs, 1 + 3);
    rules.own.first().runCount.reset();
    QCOMPARE(planFor(rules).runs.runs, 6);
    rules = {};
    rules.all.outputBytes = 39;
    rules.own.append({.commandId = u"make:own"_s, .folder = u"/project"_s, .outputBytes = 20});
    const RetentionPlan plan = planFor(rules);
    QCOMPARE(plan.runs.runs, 0);
    QCOMPARE(plan.outputs.runs, 2 + 3);
    QCOMPARE(plan.outputs.bytes, 50);
    // What goes as a whole makes room.
    rules.own.clear();
    rules.all = {.runCount = 5, .outputBytes = 49};
    QCOMPARE(planFor(rules).runs.runs, 5);
    QCOMPARE(planFor(rules).outputs.runs, 1);
}

void TestHousekeeping::whatIsLookedAtStays()
{
    add(u"shown"_s, 20 * dayMs);
    add(u"other"_s, 20 * dayMs);
    add(u"pinned"_s, 20 * dayMs);
    QVERIFY(RunStore(*m_database).setPinned(u"pinned"_s, true));
    RetentionRules rules;
    rules.all.runDays = 10;
    const RetentionPlan plan = planFor(rules, {u"shown"_s});
    QCOMPARE(plan.runs.runs, 1);
    QCOMPARE(plan.pinned, 1);
    const Retention retention(*m_database, *m_paths, *m_clock);
    Retention::Options options;
    options.spared = {u"shown"_s};
    QCOMPARE(retention.apply(rules, options).value().runs, 1);
    QCOMPARE(ids(), QSet<QString>({u"shown"_s, u"pinned"_s}));
    options = {};
    options.wanted = [] {
        return false;
    };
    const auto cancelled = retention.apply(rules, options);
    QVERIFY(!cancelled || cancelled->cancelled);
    QVERIFY(ids().contains(u"shown"_s));
}

void TestHousekeeping::aFloodWeighsWhatIsKept()
{
    add(u"flood"_s, dayMs);
    QVERIFY(m_database->execute(u"UPDATE runs SET output_bytes = 100000000000"_s));
    RetentionRules rules;
    rules.all.outputDays = 1;
    m_clock->advance(dayMs);
    QCOMPARE(planFor(rules).outputs.bytes, RunRequest::defaultOutputLimit * 3 / 2);
    QVERIFY(m_database->execute(u"UPDATE runs SET disk_bytes = 5, output_kept = 'compressed'"_s));
    QCOMPARE(planFor(rules).outputs.bytes, 5);
}

void TestHousekeeping::aBackupADayThreeKept()
{
    QStringList made;
    for (int day = 0; day < 5; ++day) {
        const auto report = runHousekeeping(*m_paths, *m_clock);
        QVERIFY(report);
        QVERIFY(report->errors.isEmpty());
        QVERIFY(!report->backup.isEmpty());
        made.append(QFileInfo(report->backup).fileName());
        m_clock->advance(dayMs / 2);
        QVERIFY(runHousekeeping(*m_paths, *m_clock).value().backup.isEmpty());
        m_clock->advance(dayMs / 2);
    }
    QCOMPARE(backups(), made.sliced(2));
    // Those that somebody asked for are nobody's to remove.
    const QString asked = Backups(*m_paths, *m_clock).make().value();
    m_clock->advance(dayMs);
    QVERIFY(!runHousekeeping(*m_paths, *m_clock).value().backup.isEmpty());
    QVERIFY(QFileInfo::exists(asked));
    QCOMPARE(backups().size(), 4);
}

void TestHousekeeping::aBackupFromTheFutureIsNoReasonToWait()
{
    m_clock->advance(1000 * dayMs);
    QVERIFY(!runHousekeeping(*m_paths, *m_clock).value().backup.isEmpty());
    m_clock->advance(-1000 * dayMs);
    for (int day = 0; day < 4; ++day) {
        QVERIFY(!runHousekeeping(*m_paths, *m_clock).value().backup.isEmpty());
        m_clock->advance(dayMs);
    }
    QCOMPARE(backups().size(), 3);
    QVERIFY(runHousekeeping(*m_paths, *m_clock).value().errors.isEmpty());
}

void TestHousekeeping::compressesWhatIsOld()
{
    const QByteArray text = QByteArray("a line that comes again\n").repeated(5000);
    add(u"old"_s, 2 * hourMs, text);
    add(u"young"_s, hourMs / 2, text);
    const auto report = runHousekeeping(*m_paths, *m_clock);
    QVERIFY(report && report->done);
    QVERIFY(report->errors.isEmpty());
    QCOMPARE(report->compressed, 1);
    const RunRecord old = RunStore(*m_database).run(u"old"_s).value();
    QVERIFY(old.output == OutputKept::Compressed);
    const QString log = m_paths->runFolder(u"old"_s) + u"/output.log"_s;
    QVERIFY(!QFileInfo::exists(log));
    QCOMPARE(old.diskBytes, QFileInfo(compressedLogPath(log)).size());
    QCOMPARE(report->compressedSaved, text.size() - old.diskBytes);
    QVERIFY(RunStore(*m_database).run(u"young"_s).value().output == OutputKept::Plain);
    m_clock->advance(hourMs);
    QCOMPARE(runHousekeeping(*m_paths, *m_clock).value().compressed, 1);
    QVERIFY(RunStore(*m_database).run(u"young"_s).value().output == OutputKept::Compressed);
    // A compressed output goes as one that is not.
    RetentionRules rules;
    rules.all.outputDays = 1;
    m_clock->advance(2 * dayMs);
    QCOMPARE(Retention(*m_database, *m_paths, *m_clock).apply(rules).value().outputs, 2);
    QVERIFY(!QFileInfo::exists(compressedLogPath(log)));
}

void TestHousekeeping::looksAtSmallOutputsOnce()
{
    add(u"small"_s, 2 * hourMs);
    add(u"young"_s, 60'000, QByteArray("much\n").repeated(5000));
    const auto mark = [this] {
        return m_database->value(u"SELECT value FROM facts WHERE name = 'compressed-to'"_s)
            ->toLongLong();
    };
    QVERIFY(runHousekeeping(*m_paths, *m_clock));
    const qint64 first = mark();
    QVERIFY(first > 0);
    QCOMPARE(RetentionStore(*m_database).plainOutputs(first, 10).value().size(), 1);
    m_clock->advance(2 * hourMs);
    QVERIFY(runHousekeeping(*m_paths, *m_clock));
    QVERIFY(mark() > first);
}

void TestHousekeeping::compressesNothingWhenToldSo()
{
    add(u"old"_s, 2 * hourMs, QByteArray("much\n").repeated(5000));
    RetentionRules rules;
    rules.compress = false;
    QVERIFY(RetentionStore(*m_database).setRules(rules));
    QCOMPARE(runHousekeeping(*m_paths, *m_clock).value().compressed, 0);
}

void TestHousekeeping::removesByTheRules()
{
    add(u"old"_s, 20 * dayMs);
    add(u"young"_s, dayMs);
    QVERIFY(runHousekeeping(*m_paths, *m_clock));
    QCOMPARE(ids().size(), 2); // by default all are kept
    RetentionRules rules;
    rules.all.runDays = 10;
    QVERIFY(RetentionStore(*m_database).setRules(rules));
    QCOMPARE(runHousekeeping(*m_paths, *m_clock).value().removed.runs, 1);
    QCOMPARE(ids(), QSet<QString>({u"young"_s}));
}

void TestHousekeeping::removesNothingAfterAJumpOfTheClock()
{
    add(u"run"_s, dayMs);
    RetentionRules rules;
    rules.all.runDays = 10;
    QVERIFY(RetentionStore(*m_database).setRules(rules));
    QVERIFY(runHousekeeping(*m_paths, *m_clock));
    m_clock->advance(5000 * dayMs); // a wrong clock
    QVERIFY(runHousekeeping(*m_paths, *m_clock));
    m_clock->advance(hourMs);
    QVERIFY(runHousekeeping(*m_paths, *m_clock));
    m_clock->advance(-5000 * dayMs); // set right
    QVERIFY(runHousekeeping(*m_paths, *m_clock));
    QCOMPARE(ids().size(), 1);
    // After two weeks of holidays it only takes a day more.
    m_clock->advance(14 * dayMs);
    QVERIFY(runHousekeeping(*m_paths, *m_clock));
    QCOMPARE(ids().size(), 1);
    m_clock->advance(dayMs);
    QVERIFY(runHousekeeping(*m_paths, *m_clock));
    QCOMPARE(ids().size(), 0);
}

void TestHousekeeping::oneAtATime()
{
    QLockFile other(m_paths->root() + u"/housekeeping.lock"_s);
    QVERIFY(other.tryLock(0));
    const auto report = runHousekeeping(*m_paths, *m_clock);
    QVERIFY(report && !report->done && report->backup.isEmpty());
    QVERIFY(backups().isEmpty());
}

void TestHousekeeping::givesRoomBack()
{
    const QString big(100'000, u'x');
    QVERIFY(m_database->execute(u"CREATE TABLE big (text)"_s));
    for (int i = 0; i < 100; ++i)
        QVERIFY(m_database->execute(u"INSERT INTO big VALUES (?)"_s, {big}));
    QCOMPARE(vacuumIfWorthIt(*m_database).value(), 0);
    QVERIFY(m_database->execute(u"DELETE FROM big"_s));
    int asked = 0;
    const auto little = vacuumIfWorthIt(*m_database, [&asked] { return ++asked < 3; });
    QCOMPARE(asked, 3); // in steps
    QVERIFY(little.value() > 0 && *little < 5'000'000);
    const auto rest = vacuumIfWorthIt(*m_database);
    QVERIFY(rest.value() > 4'000'000);
    QVERIFY(m_database->value(u"PRAGMA freelist_count"_s)->toLongLong() < 10);
    QVERIFY(m_database->check()->isEmpty());
}

void TestHousekeeping::worksWhenIdle()
{
    bool idle = false;
    int asked = 0;
    Housekeeping housekeeping(*m_paths, *m_clock);
    housekeeping.setIdleCheck([&] {
        ++asked;
        return idle;
    });
    QSignalSpy finished(&housekeeping, &Housekeeping::roundFinished);
    housekeeping.start(1, 20);
    QTRY_VERIFY(asked >= 3);
    QVERIFY(finished.isEmpty());
    QVERIFY(backups().isEmpty());
    idle = true;
    QTRY_VERIFY(!finished.isEmpty());
    QCOMPARE(backups().size(), 1);
    QVERIFY(finished.first().first().value<HousekeepingReport>().done);
}

void TestHousekeeping::givesWay()
{
    for (int i = 0; i < 300; ++i)
        add(u"run-%1"_s.arg(i), 20 * dayMs + i);
    RetentionRules rules;
    rules.all.runDays = 10;
    int asked = 0;
    HousekeepingOptions options;
    options.wanted = [&asked] {
        return ++asked < 6;
    };
    QVERIFY(RetentionStore(*m_database).setRules(rules));
    const auto report = runHousekeeping(*m_paths, *m_clock, options);
    QVERIFY(report && !report->done);
    QVERIFY(report->removed.cancelled);
    QVERIFY(report->removed.runs > 0 && report->removed.runs < 300);
    QVERIFY(runHousekeeping(*m_paths, *m_clock).value().done);
    QVERIFY(ids().isEmpty());
}

void TestHousekeeping::answersTheLatestQuestion()
{
    add(u"old"_s, 20 * dayMs);
    Housekeeping housekeeping(*m_paths, *m_clock);
    QList<qint64> answers;
    for (int days = 1; days <= 30; ++days) {
        RetentionRules rules;
        rules.all.runDays = days;
        housekeeping.plan(rules, this, [&answers](const Result<RetentionPlan> &plan) {
            answers.append(plan ? plan->runs.runs : -1);
        });
    }
    bool kept = false;
    RetentionRules last;
    last.all.runDays = 30;
    housekeeping.setRules(last, this,
                          [&kept](const Result<void> &done) { kept = done.has_value(); });
    QTRY_VERIFY(kept);
    QCOMPARE(answers, QList<qint64>{0});
    std::optional<Retention::Done> done;
    last.all.runDays = 3;
    housekeeping.cleanUp(last, this,
                         [&done](const Result<Retention::Done> &result) { done = result.value(); });
    QTRY_VERIFY(done);
    QCOMPARE(done->runs, 1);
}

QTEST_GUILESS_MAIN(TestHousekeeping)
#include "tst_housekeeping.moc"
