// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "widgets/history/runsmodel.h"
#include "widgets/history/runspage.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// The page over a real database.
class TestRunsPage final : public QObject
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
        m_page = std::make_unique<RunsPage>(*m_service, m_clock);
        m_page->resize(1000, 500);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_service.reset();
        m_worker.reset();
    }

    void emptyStateLeadsToCommands();
    void rowsAndActions();
    void searchAndState();
    void stateIsKept();

private:
    void insert(const QString &name, RunState state)
    {
        RunRequest request;
        request.runId = u"20261120-14000%1-aaaaaa"_s.arg(++m_number);
        request.name = name;
        request.commandId = u"make:Makefile:"_s + name;
        request.argv = {u"make"_s, name, u"two words"_s};
        request.workingDirectory = m_folder->path();
        bool inserted = false;
        m_worker->submit(
            this,
            [request, state, now = m_clock.now()](Database &database) -> Result<void> {
                RunStore store(database);
                if (auto done = store.insert(request, RunState::Running, now); !done)
                    return done;
                RunOutcome outcome;
                outcome.state = state;
                outcome.exitCode = state == RunState::Succeeded ? 0 : 2;
                outcome.started = now;
                outcome.ended = now.addSecs(1);
                if (isFinal(state)) {
                    if (auto recorded = store.recordOutcome(request.runId, outcome); !recorded)
                        return std::unexpected(recorded.error());
                }
                return {};
            },
            [&inserted](const Result<void> &result) { inserted = result.has_value(); });
        QTRY_VERIFY(inserted);
    }
    QTableView *table() const { return m_page->findChild<QTableView *>(); }
    QLineEdit *search() const { return m_page->findChild<QLineEdit *>(); }

    FakeClock m_clock;
    int m_number = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
    std::unique_ptr<DatabaseWorker> m_worker;
    std::unique_ptr<RunService> m_service;
    std::unique_ptr<RunsPage> m_page;
};

void TestRunsPage::emptyStateLeadsToCommands()
{
    m_page->refresh();
    auto *button = m_page->findChild<QPushButton *>();
    QTRY_VERIFY(button->isVisible());
    QVERIFY(!table()->isVisible());
    const QSignalSpy asked(m_page.get(), &RunsPage::commandsRequested);
    button->click();
    QCOMPARE(asked.size(), 1);
}

void TestRunsPage::rowsAndActions()
{
    insert(u"build"_s, RunState::Succeeded);
    insert(u"serve"_s, RunState::Running);
    m_page->refresh();
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(table()->accessibleName(), u"Runs"_s);
    QVERIFY(!m_page->currentRun());
    for (const QAction *action : m_page->runActions())
        QVERIFY(!action->isEnabled());

    table()->setCurrentIndex(table()->model()->index(1, 0));
    QCOMPARE(m_page->currentRun()->request.name, u"build"_s);
    const auto action = [this](const QString &id) {
        return m_page->findChild<QAction *>(id);
    };
    QVERIFY(action(u"runs.runAgain"_s)->isEnabled());
    QVERIFY(!action(u"runs.stop"_s)->isEnabled()); // it has ended
    action(u"runs.copyLine"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"make build 'two words'"_s);

    table()->setCurrentIndex(table()->model()->index(0, 0));
    const QSignalSpy stopped(m_page.get(), &RunsPage::stopRequested);
    action(u"runs.stop"_s)->trigger();
    QCOMPARE(stopped.size(), 1);
    const QSignalSpy opened(m_page.get(), &RunsPage::openRequested);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<RunRecord>().request.name, u"serve"_s);
}

void TestRunsPage::searchAndState()
{
    insert(u"build"_s, RunState::Succeeded);
    insert(u"test"_s, RunState::Failed);
    insert(u"test"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(table()->model()->rowCount(), 3);
    search()->setText(u"TEST"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    auto *states = m_page->findChild<QComboBox *>();
    states->setCurrentIndex(states->findData(toString(RunState::Failed)));
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    search()->setText(u"no such run"_s);
    auto *button = m_page->findChild<QPushButton *>();
    QTRY_VERIFY(button->isVisible());
    button->click(); // shows all again
    QTRY_COMPARE(table()->model()->rowCount(), 3);
    QVERIFY(search()->text().isEmpty());
}

void TestRunsPage::stateIsKept()
{
    insert(u"build"_s, RunState::Succeeded);
    insert(u"test"_s, RunState::Failed);
    search()->setText(u"tes"_s);
    const QVariantMap state = m_page->saveState();
    RunsPage other(*m_service, m_clock);
    other.restoreState(state);
    other.refresh();
    QCOMPARE(other.findChild<QLineEdit *>()->text(), u"tes"_s);
    QTRY_COMPARE(other.findChild<QTableView *>()->model()->rowCount(), 1);
}

QTEST_MAIN(TestRunsPage)
#include "tst_runspage.moc"
