// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/history/runsmodel.h"
#include "widgets/history/runstatisticscache.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// A history whose answers come when the test says so.
class History final
{
public:
    RunsModel::Source source()
    {
        return [this](const RunQuery &query, QObject *,
                      std::function<void(Result<QList<RunRecord>>)> done) {
            asked.push_back(query);
            m_open.emplace_back(answerTo(query), std::move(done));
        };
    }
    void answerNext()
    {
        auto [answer, done] = std::move(m_open.front());
        m_open.pop_front();
        done(std::move(answer));
    }
    void answerAll()
    {
        while (!m_open.empty())
            answerNext();
    }
    void failNext()
    {
        auto done = std::move(m_open.front().second);
        m_open.pop_front();
        done(fail(ErrorCode::Database, u"SELECT"_s, u"disk I/O error"_s));
    }

    QList<RunRecord> runs; // newest first
    QList<RunQuery> asked;

private:
    QList<RunRecord> answerTo(const RunQuery &query) const
    {
        QList<RunRecord> result;
        for (const RunRecord &run : runs) {
            if (!query.before.isEmpty() && run.id() >= query.before)
                continue;
            if (!run.request.name.contains(query.text)
                || (query.state && run.state != *query.state))
                continue;
            if (result.size() < query.limit)
                result.append(run);
        }
        return result;
    }

    std::deque<std::pair<QList<RunRecord>, std::function<void(Result<QList<RunRecord>>)>>> m_open;
};

const QDateTime start = QDateTime::fromString(u"2026-11-20T14:00:00Z"_s, Qt::ISODate);

RunRecord run(int number, RunState state = RunState::Succeeded, const QString &name = u"build"_s)
{
    RunRecord record;
    record.request.runId = u"20261120-%1"_s.arg(number, 6, 10, QLatin1Char('0'));
    record.request.name = name;
    record.request.argv = {u"make"_s, u"a b"_s};
    record.request.workingDirectory = u"/home/ann/shop"_s;
    record.state = state;
    record.created = start.addSecs(number);
    record.outcome.started = record.created;
    if (isFinal(state)) {
        record.outcome.ended = record.created.addMSecs(3200);
        record.outcome.exitCode = state == RunState::Succeeded ? 0 : 3;
    }
    return record;
}

QList<RunRecord> runsFrom(int newest, int count)
{
    QList<RunRecord> result;
    for (int i = 0; i < count; ++i)
        result.append(run(newest - i));
    return result;
}

QStringList ids(const QAbstractItemModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        if (!index.data(RunsModel::HeadingRole).isValid())
            result.append(index.data(RunsModel::RunIdRole).toString());
    }
    return result;
}

// The headings, each with how many runs stand below it.
QStringList days(const QAbstractItemModel &model)
{
    QStringList result;
    int below = 0;
    for (int row = model.rowCount() - 1; row >= 0; --row) {
        const QVariant words = model.index(row, 0).data(RunsModel::HeadingRole);
        if (!words.isValid()) {
            ++below;
            continue;
        }
        result.prepend(u"%1 / %2"_s.arg(words.toString()).arg(below));
        below = 0;
    }
    return result;
}

RunQuery filter(const QString &text, std::optional<RunState> state = {})
{
    RunQuery query;
    query.text = text;
    query.state = state;
    return query;
}

QStringList ids(const QList<RunRecord> &runs)
{
    QStringList result;
    for (const RunRecord &record : runs)
        result.append(record.id());
    return result;
}

} // namespace

class TestRunsModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_history = std::make_unique<History>();
        m_clock = std::make_unique<FakeClock>();
        m_model = std::make_unique<RunsModel>(m_history->source(), *m_clock);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_tester->setUseFetchMore(false); // the pages are what is tested
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void pages();
    void columns();
    void oneRowChanges();
    void newRunsStandOnTop();
    void refreshKeepsRows_data();
    void refreshKeepsRows();
    void filterNarrowsWithoutReset();
    void filteredRowsLeave();
    void answersToOldQuestionsAreDropped();
    void anEndIsNeverTakenBack();
    void olderThanThePages();
    void refreshOfAVeryLongList();
    void failure();
    void everyDayHasAHeading();
    void headingsComeAndGo();
    void dayThatIsNotReadToItsEnd();
    void headingsCannotBeSelected();
    void everyFilterFitsLiveRuns_data();
    void everyFilterFitsLiveRuns();
    void runsOfOneMillisecond();
    void unusualDurations();
    void textsAreShared();

private:
    void load(const QList<RunRecord> &runs)
    {
        m_history->runs = runs;
        m_model->refresh();
        m_history->answerAll();
    }

    std::unique_ptr<History> m_history;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<RunsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestRunsModel::pages()
{
    QVERIFY(!m_model->canFetchMore({}));
    load(runsFrom(1000, 450));
    QCOMPARE(m_model->runCount(), 200);
    QVERIFY(m_model->canFetchMore({}));
    m_model->fetchMore({});
    m_model->fetchMore({}); // the answer is under way: not asked twice
    QCOMPARE(m_history->asked.size(), 2);
    m_history->answerAll();
    QCOMPARE(m_model->runCount(), 400);
    m_model->fetchMore({});
    m_history->answerAll();
    QCOMPARE(m_model->runCount(), 450);
    QVERIFY(!m_model->canFetchMore({}));
    QCOMPARE(ids(*m_model), ids(m_history->runs));
}

void TestRunsModel::columns()
{
    m_clock->advance(m_clock->now().msecsTo(start.addSecs(130)));
    load({run(10, RunState::Failed), run(8, RunState::Running), run(7, RunState::FailedToStart)});
    const auto shown = [this](int row, int column) {
        return m_model->index(row + 1, column).data().toString(); // below the heading
    };
    QCOMPARE(shown(0, RunsModel::StateColumn), runStateSymbol(RunState::Failed) + u" failed"_s);
    QCOMPARE(m_model->index(1, 0).data(Qt::AccessibleTextRole).toString(), u"failed"_s);
    QCOMPARE(shown(0, RunsModel::CommandColumn), u"build"_s);
    QCOMPARE(shown(0, RunsModel::ArgumentsColumn), u"'a b'"_s);
    QCOMPARE(shown(0, RunsModel::StartedColumn), u"2 min ago"_s);
    QVERIFY(m_model->index(1, RunsModel::StartedColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"2026"_s));
    QCOMPARE(shown(0, RunsModel::DurationColumn), u"3.2 s"_s);
    QCOMPARE(shown(0, RunsModel::ExitCodeColumn), u"3"_s);
    QCOMPARE(shown(0, RunsModel::ProjectColumn), u"shop"_s);
    QCOMPARE(shown(1, RunsModel::DurationColumn), u"2 min 2 s"_s); // still growing
    QCOMPARE(shown(1, RunsModel::ExitCodeColumn), QString());
    for (int column = 0; column < RunsModel::ColumnCount; ++column)
        QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

void TestRunsModel::oneRowChanges()
{
    load({run(3, RunState::Running), run(2, RunState::Running), run(1)});
    const QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->update(run(2, RunState::Failed));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 2);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 2);
    QCOMPARE(reset.size(), 0);
}

void TestRunsModel::newRunsStandOnTop()
{
    m_model->update(run(9)); // nothing has been read: the first page will hold it
    QCOMPARE(m_model->runCount(), 0);
    load({run(3), run(1)});
    const QPersistentModelIndex first = m_model->index(1, 0);
    m_model->update(run(4, RunState::Running));
    m_model->update(run(2)); // another program's, reported late
    QCOMPARE(ids(*m_model), ids({run(4), run(3), run(2), run(1)}));
    QCOMPARE(first.row(), 2);
}

void TestRunsModel::refreshKeepsRows_data()
{
    QTest::addColumn<QList<int>>("before");
    QTest::addColumn<QList<int>>("after");
    using Numbers = QList<int>;
    QTest::newRow("the same") << Numbers{3, 2, 1} << Numbers{3, 2, 1};
    QTest::newRow("new on top") << Numbers{3, 2} << Numbers{5, 4, 3, 2};
    QTest::newRow("gone in the middle") << Numbers{4, 3, 2, 1} << Numbers{4, 1};
    QTest::newRow("gone at both ends") << Numbers{4, 3, 2, 1} << Numbers{3, 2};
    QTest::newRow("new in the middle and at the end") << Numbers{5, 2} << Numbers{5, 4, 3, 2, 1};
    QTest::newRow("all other") << Numbers{2, 1} << Numbers{4, 3};
    QTest::newRow("emptied") << Numbers{2, 1} << Numbers{};
    QTest::newRow("filled") << Numbers{} << Numbers{2, 1};
    QTest::newRow("all at once") << Numbers{9, 7, 5, 3, 1} << Numbers{10, 9, 8, 5, 4, 2, 1};
}

void TestRunsModel::refreshKeepsRows()
{
    QFETCH(QList<int>, before);
    QFETCH(QList<int>, after);
    const auto records = [](const QList<int> &numbers) {
        QList<RunRecord> result;
        for (const int number : numbers)
            result.append(run(number));
        return result;
    };
    load(records(before));
    QHash<QString, QPersistentModelIndex> kept;
    for (const int number : before)
        kept.insert(run(number).id(), m_model->index(m_model->rowOf(run(number).id()), 0));
    const QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    load(records(after));
    QCOMPARE(ids(*m_model), ids(records(after)));
    QCOMPARE(reset.size(), 0);
    for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
        const bool stays = ids(records(after)).contains(it.key());
        QCOMPARE(it->isValid(), stays); // what stays keeps its index, and so selection and scroll
        if (stays)
            QCOMPARE(it->data(RunsModel::RunIdRole).toString(), it.key());
    }
}

void TestRunsModel::filterNarrowsWithoutReset()
{
    load({run(4), run(3, RunState::Failed, u"test"_s), run(2),
          run(1, RunState::Succeeded, u"test"_s)});
    const QPersistentModelIndex kept = m_model->index(2, 0);
    m_model->setFilter(filter(u"test"_s));
    QCOMPARE(m_history->asked.last().text, u"test"_s);
    QCOMPARE(m_model->runCount(), 4); // until the answer comes
    m_history->answerAll();
    QCOMPARE(m_model->runCount(), 2);
    QCOMPARE(kept.row(), 1);
    m_model->setFilter(filter(u"test"_s, RunState::Failed));
    m_history->answerAll();
    QCOMPARE(m_model->runCount(), 1);
    QVERIFY(m_model->isFiltered());
    m_model->setFilter({});
    m_history->answerAll();
    QCOMPARE(m_model->runCount(), 4);
    QCOMPARE(kept.row(), 2);
}

void TestRunsModel::filteredRowsLeave()
{
    m_history->runs = {run(2, RunState::Running), run(1)};
    m_model->setFilter(filter({}, RunState::Running));
    m_history->answerAll();
    QCOMPARE(m_model->runCount(), 1);
    m_model->update(run(3)); // succeeded: not wanted
    QCOMPARE(m_model->runCount(), 1);
    m_model->update(run(2, RunState::Succeeded));
    QCOMPARE(m_model->runCount(), 0);
}

void TestRunsModel::answersToOldQuestionsAreDropped()
{
    load({run(2), run(1, RunState::Succeeded, u"test"_s)});
    m_model->setFilter(filter(u"build"_s));
    m_model->setFilter(filter(u"nonsense"_s));
    m_model->setFilter(filter(u"test"_s));
    m_history->answerNext();
    QCOMPARE(m_model->runCount(), 2);
    QCOMPARE(m_history->asked.last().text, u"test"_s); // what was typed between is not asked
    m_history->answerNext();
    QCOMPARE(ids(*m_model), QStringList{run(1).id()});
}

void TestRunsModel::anEndIsNeverTakenBack()
{
    load({run(1, RunState::Running)});
    m_model->refresh(); // the answer is made now and says "running"
    m_model->update(run(1, RunState::Succeeded));
    m_history->answerAll();
    QVERIFY(m_model->entry(m_model->index(1, 0))->state == RunState::Succeeded);
}

void TestRunsModel::olderThanThePages()
{
    load(runsFrom(1000, 300));
    QCOMPARE(m_model->runCount(), 200);
    m_model->update(run(750, RunState::Failed)); // belongs to the page that has not been read
    QCOMPARE(m_model->runCount(), 200);
    m_model->fetchMore({});
    m_history->answerAll();
    QCOMPARE(m_model->runCount(), 300);
}

void TestRunsModel::refreshOfAVeryLongList()
{
    m_tester.reset(); // it looks at every row at each step
    load(runsFrom(3000, 2500));
    while (m_model->canFetchMore({})) {
        m_model->fetchMore({});
        m_history->answerAll();
    }
    QCOMPARE(m_model->runCount(), 2500);
    m_history->runs.prepend(run(3001));
    m_history->runs.removeAt(5);
    m_model->refresh();
    QCOMPARE(m_history->asked.last().limit, RunsModel::refreshSize); // not all of them
    m_history->answerAll();
    QCOMPARE(ids(*m_model), ids(m_history->runs));
}

void TestRunsModel::failure()
{
    const QSignalSpy failed(m_model.get(), &RunsModel::failed);
    load({run(1)});
    m_model->refresh();
    m_history->failNext();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(m_model->runCount(), 1); // what is there stays
}

// 14:00 UTC, less whole days.
static RunRecord daysAgo(int days, int number)
{
    RunRecord record = run(number);
    record.request.runId = u"2026%1-%2"_s.arg(1120 - days).arg(number, 6, 10, QLatin1Char('0'));
    record.created = record.created.addDays(-days);
    record.outcome.started = record.created;
    record.outcome.ended = record.created.addMSecs(3200);
    return record;
}

void TestRunsModel::everyDayHasAHeading()
{
    m_clock->advance(m_clock->now().msecsTo(start.addSecs(130)));
    load({daysAgo(0, 3), daysAgo(0, 2), daysAgo(1, 1), daysAgo(5, 9), daysAgo(5, 8)});
    const QStringList shown = days(*m_model);
    QCOMPARE(shown.size(), 3);
    QVERIFY2(shown.at(0).startsWith(u"Today · 2"_s), qPrintable(shown.at(0)));
    QVERIFY2(shown.at(1).startsWith(u"Yesterday · 1"_s), qPrintable(shown.at(1)));
    QVERIFY2(shown.at(2).startsWith(QLocale().toString(QDate(2026, 11, 15), QLocale::LongFormat)),
             qPrintable(shown.at(2)));
    QVERIFY(shown.at(2).endsWith(u"/ 2"_s));
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_clock->advance(86'400'000);
    m_model->tick();
    QVERIFY(days(*m_model).at(0).startsWith(u"Yesterday"_s));
    QVERIFY(changed.size() > 3); // each heading was told
}

void TestRunsModel::headingsComeAndGo()
{
    load({daysAgo(1, 2), daysAgo(3, 1)});
    QCOMPARE(m_model->rowCount(), 4);
    m_model->update(daysAgo(0, 1)); // a new day on top
    m_model->update(daysAgo(2, 1)); // one between
    m_model->update(daysAgo(1, 1)); // into one that is there, at its end
    m_model->update(daysAgo(1, 3)); // at its beginning
    QCOMPARE(ids(*m_model),
             ids({daysAgo(0, 1), daysAgo(1, 3), daysAgo(1, 2), daysAgo(1, 1), daysAgo(2, 1),
                  daysAgo(3, 1)}));
    QCOMPARE(days(*m_model).size(), 4);
    for (const RunRecord &record : {daysAgo(0, 1), daysAgo(1, 2), daysAgo(3, 1)})
        QCOMPARE(m_model->index(m_model->rowOf(record.id()), 0).data(RunsModel::RunIdRole),
                 record.id());
    load({daysAgo(1, 1), daysAgo(4, 1)}); // whole days go, one comes
    QCOMPARE(ids(*m_model), ids({daysAgo(1, 1), daysAgo(4, 1)}));
    QCOMPARE(days(*m_model).size(), 2);
    QCOMPARE(m_model->rowCount(), 4);
    load({});
    QCOMPARE(m_model->rowCount(), 0);
}

void TestRunsModel::dayThatIsNotReadToItsEnd()
{
    QList<RunQuery> counted;
    std::function<void(Result<qint64>)> answer;
    m_model->setCounter([&](const RunQuery &query, QObject *,
                            std::function<void(Result<qint64>)> done) {
        counted.append(query);
        answer = std::move(done);
    });
    load(runsFrom(1000, 450));
    QCOMPARE(counted.size(), 1);
    QVERIFY(counted.first().from <= start && counted.first().to > start);
    QVERIFY(!days(*m_model).first().contains(u"·"_s)); // 200 would be wrong
    answer(450);
    QVERIFY(days(*m_model).first().contains(u"450"_s));
    m_model->fetchMore({});
    m_history->answerAll();
    QCOMPARE(counted.size(), 1); // the same day
}

void TestRunsModel::headingsCannotBeSelected()
{
    load({run(1)});
    QVERIFY(!m_model->index(0, 0).flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY(!m_model->index(0, 0).flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(m_model->index(1, 0).flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(!m_model->entry(m_model->index(0, 0)));
    QVERIFY(!m_model->index(0, 0).data(Qt::AccessibleTextRole).toString().isEmpty());
}

void TestRunsModel::everyFilterFitsLiveRuns_data()
{
    QTest::addColumn<RunQuery>("wanted");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *name, bool fits, auto set) {
        RunQuery query;
        set(query);
        QTest::newRow(name) << query << fits;
    };
    row("words in any order", true, [](RunQuery &q) { q.text = u"SHOP ild"_s; });
    row("a word of the note", true, [](RunQuery &q) { q.text = u"slow disk"_s; });
    row("no such word", false, [](RunQuery &q) { q.text = u"build nowhere"_s; });
    row("state", true, [](RunQuery &q) { q.state = RunState::Failed; });
    row("other state", false, [](RunQuery &q) { q.state = RunState::Running; });
    row("origin", true, [](RunQuery &q) { q.origin = RunOrigin::Schedule; });
    row("other origin", false, [](RunQuery &q) { q.origin = RunOrigin::Person; });
    row("folder", true, [](RunQuery &q) { q.folder = u"/home/ann/shop"_s; });
    row("other folder", false, [](RunQuery &q) { q.folder = u"/home/ann"_s; });
    row("command", true, [](RunQuery &q) { q.commandId = u"make:Makefile:build"_s; });
    row("other command", false, [](RunQuery &q) { q.commandId = u"make:Makefile:test"_s; });
    row("series", true, [](RunQuery &q) {
        q.series = RunSeries{u"make:Makefile:build"_s, u"/home/ann/shop"_s, u"build"_s};
    });
    row("other series", false, [](RunQuery &q) {
        q.series = RunSeries{u"make:Makefile:build"_s, u"/home/ann/site"_s, u"build"_s};
    });
    row("from", true, [](RunQuery &q) { q.from = start.addSecs(7); });
    row("later", false, [](RunQuery &q) { q.from = start.addSecs(8); });
    row("to", false, [](RunQuery &q) { q.to = start.addSecs(7); });
    row("pinned", true, [](RunQuery &q) { q.pinnedOnly = true; });
}

void TestRunsModel::everyFilterFitsLiveRuns()
{
    QFETCH(RunQuery, wanted);
    QFETCH(bool, fits);
    RunRecord record = run(7, RunState::Failed);
    record.request.commandId = u"make:Makefile:build"_s;
    record.request.folder = u"/home/ann/shop"_s;
    record.request.origin = RunOrigin::Schedule;
    record.note = u"Slow disk"_s;
    record.pinned = true;
    m_model->setFilter(wanted);
    m_model->refresh();
    m_history->answerAll();
    m_model->update(record);
    QCOMPARE(m_model->runCount(), fits ? 1 : 0);
    QVERIFY(m_model->isFiltered());
    record.pinned = false;
    m_model->update(record);
    QCOMPARE(m_model->runCount(), fits && !wanted.pinnedOnly ? 1 : 0);
}

// The list cannot know their order before it has asked.
void TestRunsModel::runsOfOneMillisecond()
{
    const auto twin = [](int number) {
        RunRecord record = run(number);
        record.created = start;
        return record;
    };
    load({twin(2)});
    m_model->update(twin(1));
    m_model->update(twin(3));
    load({twin(2), twin(3), twin(1)});
    QCOMPARE(ids(*m_model), ids({twin(2), twin(3), twin(1)}));
    for (const int number : {1, 2, 3})
        QCOMPARE(m_model->index(m_model->rowOf(twin(number).id()), 0).data(RunsModel::RunIdRole),
                 twin(number).id());
}

void TestRunsModel::unusualDurations()
{
    RunStatistics usual;
    usual.runs = usual.succeeded = usual.durations = 20;
    usual.medianMs = 800;
    usual.latestDurationsMs = {700, 800, 900};
    int asked = 0;
    std::function<void(Result<RunStatistics>)> answer;
    RunStatisticsCache cache([&](const RunSeries &, QObject *,
                                 std::function<void(Result<RunStatistics>)> done) {
        ++asked;
        answer = std::move(done);
    });
    m_model->setStatistics(&cache);
    load({run(1)}); // took 3.2 s
    const QModelIndex cell = m_model->index(1, RunsModel::DurationColumn);
    QCOMPARE(asked, 0); // nobody has looked at it
    QVERIFY(!cell.data(RunsModel::TrendRole).isValid());
    QVERIFY(!cell.data(RunsModel::TrendRole).isValid());
    QCOMPARE(asked, 1);
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    answer(usual);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(cell.data(RunsModel::TrendRole).value<QList<qint64>>(), usual.latestDurationsMs);
    QCOMPARE(cell.data(RunsModel::UnusualRole).toString(), u"4.0 ×"_s);
    QCOMPARE(cell.data(Qt::ToolTipRole).toString(), u"4.0 × the median (800 ms)"_s);
    QVERIFY(cell.data(Qt::AccessibleTextRole).toString().contains(u"4.0 × the median"_s));
    m_model->update(run(1)); // one more has ended: what is usual may be another
    cell.data(RunsModel::TrendRole);
    QCOMPARE(asked, 2);
    m_model.reset(); // before the cache
}

void TestRunsModel::textsAreShared()
{
    RunEntries entries;
    const RunEntry one = entries.from(run(1));
    const RunEntry other = entries.from(run(2));
    QCOMPARE(one.texts.get(), other.texts.get());
    {
        const RunEntry noted = entries.from(run(3, RunState::Succeeded, u"test"_s));
        QCOMPARE(entries.textCount(), size_t(2));
    }
    entries.prune();
    QCOMPARE(entries.textCount(), size_t(1));
    QVERIFY(sizeof(RunEntry) <= 96); // a million of them are kept by who scrolls that far
}

QTEST_MAIN(TestRunsModel)
#include "tst_runsmodel.moc"
