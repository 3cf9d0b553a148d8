// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlog.h"
#include "tests/support/fakeclock.h"
#include "widgets/history/outputhitsview.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// What the page shows of a search through the outputs of runs, over real logs.
class TestOutputHits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_paths = std::make_unique<DataPaths>(m_folder->path());
        m_worker = std::make_unique<DatabaseWorker>(m_paths->database());
        m_worker->start();
        m_service = std::make_unique<RunService>(
            *m_worker, RunRegistry(*m_paths, m_clock, RunLauncher(m_paths->runs(), u"/none"_s)));
        m_view = std::make_unique<OutputHitsView>(*m_service, m_clock);
        m_view->resize(800, 400);
        m_view->show();
    }
    void cleanup()
    {
        m_view.reset();
        m_service.reset();
        m_worker.reset();
    }

    void modelGroupsByRun();
    void linesAreFound();
    void opensAtTheLine();
    void nothingFound();
    void cancelled();

private:
    static QString id(int number) { return u"20261120-14000%1-aaaaaa"_s.arg(number); }
    void insert(int number, const QByteArray &output)
    {
        RunRequest request;
        request.runId = id(number);
        request.name = u"run %1"_s.arg(number);
        request.argv = {u"x"_s};
        QDir().mkpath(m_paths->runs() + u'/' + request.runId);
        const RunFolder folder(m_paths->runs() + u'/' + request.runId);
        OutputLogWriter writer;
        QVERIFY(writer.open(folder.log(), folder.index()).has_value());
        writer.append(OutputStream::Standard, output, 0);
        writer.close();
        bool done = false;
        m_worker->submit(
            this,
            [request, bytes = output.size(),
             now = m_clock.now().addSecs(number)](Database &database) -> Result<void> {
                RunStore store(database);
                if (auto inserted = store.insert(request, RunState::Running, now); !inserted)
                    return inserted;
                RunOutcome outcome;
                outcome.state = RunState::Succeeded;
                outcome.exitCode = 0;
                outcome.started = outcome.ended = now;
                outcome.outputBytes = bytes;
                if (auto ended = store.recordOutcome(request.runId, outcome); !ended)
                    return std::unexpected(ended.error());
                return {};
            },
            [&done](const Result<void> &result) { done = result.has_value(); });
        QTRY_VERIFY(done);
    }
    static OutputsQuery query(const QString &text)
    {
        OutputsQuery query;
        query.text.text = text;
        return query;
    }
    QTreeView *tree() const { return m_view->findChild<QTreeView *>(); }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
    std::unique_ptr<DatabaseWorker> m_worker;
    std::unique_ptr<RunService> m_service;
    std::unique_ptr<OutputHitsView> m_view;
};

void TestOutputHits::modelGroupsByRun()
{
    OutputHitsModel model(m_clock);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy wanted(&model, &OutputHitsModel::runWanted);
    const auto hit = [](const QString &run, qint64 line) {
        return OutputHit{run, {line, u"text %1"_s.arg(line), 0, 4, false, false}};
    };
    model.add({hit(u"b"_s, 0), hit(u"b"_s, 7), hit(u"a"_s, 3)});
    model.add({hit(u"a"_s, 4)}); // its run goes on in the next batch
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowCount(model.index(0, 0)), 2);
    QCOMPARE(model.rowCount(model.index(1, 0)), 2);
    QCOMPARE(wanted.size(), 2); // once a run
    QCOMPARE(model.hitCount(), 4);
    const QModelIndex line = model.index(1, 0, model.index(0, 0));
    QCOMPARE(line.data(OutputHitsModel::LineRole).toLongLong(), 7);
    QVERIFY(line.data().toString().startsWith(u"8:"_s)); // as the pane counts
    QCOMPARE(line.data(OutputHitsModel::RunIdRole).toString(), u"b"_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestOutputHits::linesAreFound()
{
    insert(1, "one\nneedle\n");
    insert(2, "nothing\n");
    insert(3, "needle\nneedle again\n");
    m_view->searchSoon(query(u"needle"_s));
    QTRY_COMPARE(m_view->model()->hitCount(), 3);
    QTRY_VERIFY(!m_view->isSearching());
    QCOMPARE(m_view->model()->runCount(), 2);
    QCOMPARE(tree()->model()->index(0, 0).data(OutputHitsModel::RunIdRole).toString(), id(3));
    QTRY_VERIFY(tree()->model()->index(0, 0).data().toString().contains(u"run 3"_s));
    QVERIFY(tree()->isExpanded(tree()->model()->index(0, 0)));
    QVERIFY2(m_view->statusText().contains(u"3 lines"_s), qPrintable(m_view->statusText()));
    QVERIFY(!m_view->findChild<QProgressBar *>()->isVisible());
    m_view->searchSoon({}); // the field was cleared
    QCOMPARE(m_view->model()->hitCount(), 0);
}

void TestOutputHits::opensAtTheLine()
{
    insert(1, "one\nneedle\n");
    m_view->searchSoon(query(u"needle"_s));
    QTRY_COMPARE(m_view->model()->hitCount(), 1);
    const QSignalSpy opened(m_view.get(), &OutputHitsView::openRequested);
    const QModelIndex run = tree()->model()->index(0, 0);
    tree()->setCurrentIndex(tree()->model()->index(0, 0, run));
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Return);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.first().at(0).value<RunRecord>().id(), id(1));
    QCOMPARE(opened.first().at(1).toLongLong(), 1);
}

void TestOutputHits::nothingFound()
{
    insert(1, "one\n");
    m_view->searchSoon(query(u"needle"_s));
    QTRY_VERIFY(m_view->statusText().startsWith(u"No output"_s));
}

void TestOutputHits::cancelled()
{
    insert(1, "needle\n");
    m_view->searchSoon(query(u"needle"_s));
    QVERIFY(m_view->isSearching());
    m_view->cancel(); // before it began
    QVERIFY(!m_view->isSearching());
    QCOMPARE(m_view->model()->hitCount(), 0);
}

QTEST_MAIN(TestOutputHits)
#include "tst_outputhits.moc"
