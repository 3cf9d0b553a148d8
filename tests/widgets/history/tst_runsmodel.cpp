// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/history/runsmodel.h"

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
    for (int row = 0; row < model.rowCount(); ++row)
        result.append(model.index(row, 0).data(RunsModel::RunIdRole).toString());
    return result;
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
    QCOMPARE(m_model->rowCount(), 200);
    QVERIFY(m_model->canFetchMore({}));
    m_model->fetchMore({});
    m_model->fetchMore({}); // the answer is under way: not asked twice
    QCOMPARE(m_history->asked.size(), 2);
    m_history->answerAll();
    QCOMPARE(m_model->rowCount(), 400);
    m_model->fetchMore({});
    m_history->answerAll();
    QCOMPARE(m_model->rowCount(), 450);
    QVERIFY(!m_model->canFetchMore({}));
    QCOMPARE(ids(*m_model), ids(m_history->runs));
}

void TestRunsModel::columns()
{
    m_clock->advance(m_clock->now().msecsTo(start.addSecs(130)));
    load({run(10, RunState::Failed), run(8, RunState::Running), run(7, RunState::FailedToStart)});
    const auto shown = [this](int row, int column) {
        return m_model->index(row, column).data().toString();
    };
    QCOMPARE(shown(0, RunsModel::StateColumn), runStateSymbol(RunState::Failed) + u" failed"_s);
    QCOMPARE(m_model->index(0, 0).data(Qt::AccessibleTextRole).toString(), u"failed"_s);
    QCOMPARE(shown(0, RunsModel::CommandColumn), u"build"_s);
    QCOMPARE(shown(0, RunsModel::ArgumentsColumn), u"'a b'"_s);
    QCOMPARE(shown(0, RunsModel::StartedColumn), u"2 min ago"_s);
    QVERIFY(m_model->index(0, RunsModel::StartedColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"2026"_s));
    QCOMPARE(shown(0, RunsModel::DurationColumn), u"3.2 s"_s);
    QCOMPARE(shown(0, RunsModel::ExitCodeColumn), u"3"_s);
    QCOMPARE(shown(0, RunsModel::FolderColumn), u"shop"_s);
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
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
    QCOMPARE(reset.size(), 0);
}

void TestRunsModel::newRunsStandOnTop()
{
    m_model->update(run(9)); // nothing has been read: the first page will hold it
    QCOMPARE(m_model->rowCount(), 0);
    load({run(3), run(1)});
    const QPersistentModelIndex first = m_model->index(0, 0);
    m_model->update(run(4, RunState::Running));
    m_model->update(run(2)); // another program's, reported late
    QCOMPARE(ids(*m_model), ids({run(4), run(3), run(2), run(1)}));
    QCOMPARE(first.row(), 1);
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
    const QPersistentModelIndex kept = m_model->index(1, 0);
    m_model->setFilter(u"test"_s, {});
    QCOMPARE(m_history->asked.last().text, u"test"_s);
    QCOMPARE(m_model->rowCount(), 4); // until the answer comes
    m_history->answerAll();
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(kept.row(), 0);
    m_model->setFilter(u"test"_s, RunState::Failed);
    m_history->answerAll();
    QCOMPARE(m_model->rowCount(), 1);
    QVERIFY(m_model->isFiltered());
    m_model->setFilter({}, {});
    m_history->answerAll();
    QCOMPARE(m_model->rowCount(), 4);
    QCOMPARE(kept.row(), 1);
}

void TestRunsModel::filteredRowsLeave()
{
    m_history->runs = {run(2, RunState::Running), run(1)};
    m_model->setFilter({}, RunState::Running);
    m_history->answerAll();
    QCOMPARE(m_model->rowCount(), 1);
    m_model->update(run(3)); // succeeded: not wanted
    QCOMPARE(m_model->rowCount(), 1);
    m_model->update(run(2, RunState::Succeeded));
    QCOMPARE(m_model->rowCount(), 0);
}

void TestRunsModel::answersToOldQuestionsAreDropped()
{
    load({run(2), run(1, RunState::Succeeded, u"test"_s)});
    m_model->setFilter(u"build"_s, {});
    m_model->setFilter(u"test"_s, {});
    m_history->answerNext();
    QCOMPARE(m_model->rowCount(), 2);
    m_history->answerNext();
    QCOMPARE(ids(*m_model), QStringList{run(1).id()});
}

void TestRunsModel::anEndIsNeverTakenBack()
{
    load({run(1, RunState::Running)});
    m_model->refresh(); // the answer is made now and says "running"
    m_model->update(run(1, RunState::Succeeded));
    m_history->answerAll();
    QVERIFY(m_model->record(m_model->index(0, 0))->state == RunState::Succeeded);
}

void TestRunsModel::olderThanThePages()
{
    load(runsFrom(1000, 300));
    QCOMPARE(m_model->rowCount(), 200);
    m_model->update(run(750, RunState::Failed)); // belongs to the page that has not been read
    QCOMPARE(m_model->rowCount(), 200);
    m_model->fetchMore({});
    m_history->answerAll();
    QCOMPARE(m_model->rowCount(), 300);
}

void TestRunsModel::refreshOfAVeryLongList()
{
    m_tester.reset(); // it looks at every row at each step
    load(runsFrom(3000, 2500));
    while (m_model->canFetchMore({})) {
        m_model->fetchMore({});
        m_history->answerAll();
    }
    QCOMPARE(m_model->rowCount(), 2500);
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
    QCOMPARE(m_model->rowCount(), 1); // what is there stays
}

QTEST_MAIN(TestRunsModel)
#include "tst_runsmodel.moc"
