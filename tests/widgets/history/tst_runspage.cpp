// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "widgets/history/rundetails.h"
#include "widgets/history/runsfilterbar.h"
#include "widgets/history/runsmodel.h"
#include "widgets/history/runspage.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// The page over a real database.
class TestRunsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_number = 0;
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
    void everyFilter();
    void commandIsTyped();
    void countIsShown();
    void detailsOfARun();
    void noteIsKept();
    void noteOfTheRunThatWasLeft();
    void pins();
    void secretsAreMasked();
    void severalRuns();
    void failedAgain();
    void compare();
    void columnsAreChosen();
    void keyboardPassesHeadings();

private:
    void insert(const QString &name, RunState state,
                const std::function<void(RunRequest &)> &set = {})
    {
        RunRequest request;
        request.runId = u"20261120-14000%1-aaaaaa"_s.arg(++m_number);
        request.name = name;
        request.commandId = u"make:Makefile:"_s + name;
        request.argv = {u"make"_s, name, u"two words"_s};
        request.workingDirectory = m_folder->path();
        if (set)
            set(request);
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
    QTableView *table() const { return m_page->findChild<QTableView *>(u"runsTable"_s); }
    QLineEdit *search() const { return bar()->searchField(); }
    RunsFilterBar *bar() const { return m_page->findChild<RunsFilterBar *>(); }
    RunDetails *details() const { return m_page->findChild<RunDetails *>(); }
    int runs() const { return m_page->findChild<RunsModel *>()->runCount(); }
    QAction *action(const QString &id) const { return m_page->findChild<QAction *>(id); }
    QPushButton *emptyButton() const
    {
        return m_page->findChild<QPushButton *>(u"runsEmptyButton"_s);
    }
    QComboBox *combo(const QString &name) const
    {
        for (QComboBox *box : m_page->findChildren<QComboBox *>()) {
            if (box->accessibleName() == name)
                return box;
        }
        return nullptr;
    }
    void choose(const QString &name, int index) const
    {
        combo(name)->setCurrentIndex(index);
        Q_EMIT combo(name)->activated(index);
    }
    // Rows of the list, headings among them.
    void select(const QList<int> &rows) const
    {
        table()->clearSelection();
        for (const int row : rows)
            table()->selectionModel()->setCurrentIndex(table()->model()->index(row, 0),
                                                       QItemSelectionModel::Select
                                                           | QItemSelectionModel::Rows);
    }
    RunRecord stored(const QString &runId)
    {
        std::optional<RunRecord> found;
        m_service->record(runId, this, [&found](const Result<RunRecord> &record) {
            if (record)
                found = *record;
        });
        [&] {
            QTRY_VERIFY(found);
        }();
        return found.value_or(RunRecord());
    }
    static QString id(int number) { return u"20261120-14000%1-aaaaaa"_s.arg(number); }

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
    auto *button = emptyButton();
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
    QTRY_COMPARE(runs(), 2);
    QCOMPARE(table()->accessibleName(), u"Runs"_s);
    QVERIFY(m_page->currentRunId().isEmpty());
    for (const QAction *action : m_page->runActions())
        QCOMPARE(action->isEnabled(), action->objectName() == "runs.runFailedAgain"_L1);

    select({2});
    QVERIFY(m_page->currentRunId().startsWith(u"20261120-140001"_s));
    QVERIFY(action(u"runs.runAgain"_s)->isEnabled());
    QVERIFY(!action(u"runs.stop"_s)->isEnabled()); // it has ended
    action(u"runs.copyLine"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"make build 'two words'"_s);

    select({1});
    const QSignalSpy stopped(m_page.get(), &RunsPage::stopRequested);
    action(u"runs.stop"_s)->trigger();
    QCOMPARE(stopped.size(), 1);
    const QSignalSpy opened(m_page.get(), &RunsPage::openRequested);
    QTest::keyClick(table(), Qt::Key_Return);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<RunRecord>().request.name, u"serve"_s);
}

void TestRunsPage::searchAndState()
{
    insert(u"build"_s, RunState::Succeeded);
    insert(u"test"_s, RunState::Failed);
    insert(u"test"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(runs(), 3);
    search()->setText(u"TEST"_s);
    QTRY_COMPARE(runs(), 2);
    auto *states = combo(u"State"_s);
    states->setCurrentIndex(states->findData(toString(RunState::Failed)));
    Q_EMIT states->activated(states->currentIndex());
    QTRY_COMPARE(runs(), 1);
    search()->setText(u"no such run"_s);
    auto *button = emptyButton();
    QTRY_VERIFY(button->isVisible());
    button->click(); // shows all again
    QTRY_COMPARE(runs(), 3);
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
    QCOMPARE(other.findChild<RunsFilterBar *>()->text(), u"tes"_s);
    QTRY_COMPARE(other.findChild<RunsModel *>()->runCount(), 1);
}

void TestRunsPage::everyFilter()
{
    insert(u"build"_s, RunState::Succeeded, [](RunRequest &r) { r.folder = u"/srv/shop"_s; });
    insert(u"build"_s, RunState::Succeeded, [](RunRequest &r) { r.folder = u"/srv/site"_s; });
    insert(u"test"_s, RunState::Succeeded, [](RunRequest &r) {
        r.folder = u"/srv/shop"_s;
        r.origin = RunOrigin::Schedule;
    });
    m_page->refresh();
    QTRY_COMPARE(runs(), 3);
    QTRY_COMPARE(combo(u"Command"_s)->count(), 4); // all, and those that ran
    QTRY_COMPARE(combo(u"Project"_s)->count(), 3);
    choose(u"Project"_s, combo(u"Project"_s)->findText(u"shop"_s));
    QTRY_COMPARE(runs(), 2);
    choose(u"Origin"_s, combo(u"Origin"_s)->findData(u"schedule"_s));
    QTRY_COMPARE(runs(), 1);
    choose(u"Time"_s, int(TimeRange::Kind::Today));
    QCOMPARE(bar()->query().from, m_clock.now().toLocalTime().date().startOfDay());
    QTRY_COMPARE(runs(), 1); // inserted at the clock's time
    auto *clear = [this]() -> QToolButton * {
        for (QToolButton *button : bar()->findChildren<QToolButton *>()) {
            if (button->text() == "Clear Filters"_L1)
                return button;
        }
        return nullptr;
    }();
    QVERIFY(clear->isVisible());
    clear->click();
    QVERIFY(!clear->isVisible());
    QTRY_COMPARE(runs(), 3);
}

void TestRunsPage::commandIsTyped()
{
    insert(u"build"_s, RunState::Succeeded);
    insert(u"test"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(combo(u"Command"_s)->count(), 3);
    QLineEdit *field = combo(u"Command"_s)->lineEdit();
    field->setFocus();
    field->setText(u"TEST"_s);
    Q_EMIT field->editingFinished();
    QTRY_COMPARE(runs(), 1);
    field->setText(u"nonsense"_s); // taken back
    Q_EMIT field->editingFinished();
    QCOMPARE(field->text(), u"test"_s);
    field->clear();
    Q_EMIT field->editingFinished();
    QTRY_COMPARE(runs(), 2);
}

void TestRunsPage::countIsShown()
{
    insert(u"build"_s, RunState::Succeeded);
    insert(u"test"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(bar()->countText(), u"2 runs"_s);
    search()->setText(u"build"_s);
    QTRY_VERIFY(bar()->countText().startsWith(u"1 "_s));
}

void TestRunsPage::detailsOfARun()
{
    insert(u"build"_s, RunState::Failed);
    insert(u"build"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(runs(), 2);
    QVERIFY(details()->text().contains(u"Select a run"_s));
    select({1});
    QTRY_COMPARE(details()->runId(), id(2));
    const QString text = details()->text();
    for (const QString &part : {u"make build 'two words'"_s, m_folder->path(), id(2), u"50 %"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    Q_EMIT details()->runRequested(id(1)); // the last failure
    QTRY_COMPARE(details()->runId(), id(1));
    QCOMPARE(m_page->currentRunId(), id(1));
    action(u"runs.details"_s)->trigger();
    QVERIFY(!details()->isVisible());
    QVERIFY(!m_page->saveState().value(u"details"_s).toBool());
}

void TestRunsPage::noteIsKept()
{
    insert(u"build"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(runs(), 1);
    select({1});
    QTRY_COMPARE(details()->runId(), id(1));
    auto *note = details()->findChild<QPlainTextEdit *>();
    note->setFocus();
    QTest::keyClicks(note, u"slow disk"_s);
    QTest::keyClick(note, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(stored(id(1)).note, u"slow disk"_s);
    QCOMPARE(note->toPlainText(), u"slow disk"_s);
    QVERIFY(note->document()->isUndoAvailable()); // what was kept can be taken back
    search()->setText(u"disk"_s);
    QTRY_COMPARE(runs(), 1);
    search()->setText(u"no such"_s);
    QTRY_COMPARE(runs(), 0);
}

void TestRunsPage::noteOfTheRunThatWasLeft()
{
    insert(u"build"_s, RunState::Succeeded);
    insert(u"test"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(runs(), 2);
    select({2});
    QTRY_COMPARE(details()->runId(), id(1));
    details()->findChild<QPlainTextEdit *>()->setPlainText(u"of build"_s);
    select({1});
    QTRY_COMPARE(details()->runId(), id(2));
    QVERIFY(details()->findChild<QPlainTextEdit *>()->toPlainText().isEmpty());
    QTRY_COMPARE(stored(id(1)).note, u"of build"_s);
    QVERIFY(stored(id(2)).note.isEmpty());
}

void TestRunsPage::pins()
{
    insert(u"build"_s, RunState::Succeeded);
    insert(u"test"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(runs(), 2);
    select({1, 2});
    action(u"runs.pin"_s)->trigger();
    QTRY_VERIFY(stored(id(1)).pinned && stored(id(2)).pinned);
    QTRY_VERIFY(action(u"runs.pin"_s)->isChecked());
    select({1});
    action(u"runs.pin"_s)->trigger(); // off again
    QTRY_VERIFY(!stored(id(2)).pinned);
    QVERIFY(stored(id(1)).pinned);
}

void TestRunsPage::secretsAreMasked()
{
    insert(u"build"_s, RunState::Succeeded, [](RunRequest &request) {
        request.environment.insert(u"API_TOKEN"_s, u"hunter2"_s);
        request.environment.insert(u"STAGE"_s, u"test"_s);
        request.environment.insert(u"LANG"_s, std::nullopt);
    });
    m_page->refresh();
    QTRY_COMPARE(runs(), 1);
    select({1});
    QTRY_COMPARE(details()->runId(), id(1));
    QVERIFY(details()->text().contains(u"STAGE=test"_s));
    QVERIFY(details()->text().contains(u"LANG removed"_s));
    QVERIFY(details()->text().contains(u"API_TOKEN="_s));
    QVERIFY(!details()->text().contains(u"hunter2"_s));
    for (QToolButton *button : details()->findChildren<QToolButton *>()) {
        if (button->text() == "Reveal Values"_L1)
            button->click();
    }
    QVERIFY(details()->text().contains(u"API_TOKEN=hunter2"_s));
}

void TestRunsPage::severalRuns()
{
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        insert(name, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(runs(), 3);
    select({1, 3});
    QCOMPARE(m_page->selectedRunIds(), (QStringList{id(3), id(1)}));
    const QSignalSpy again(m_page.get(), &RunsPage::runAgainRequested);
    action(u"runs.runAgain"_s)->trigger();
    QTRY_COMPARE(again.size(), 2);
    action(u"runs.copyLine"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"make c 'two words'\nmake a 'two words'"_s);
    QVERIFY(!action(u"runs.runAgainWithChanges"_s)->isEnabled());
    QTRY_VERIFY(details()->text().contains(u"2 runs"_s));
}

void TestRunsPage::failedAgain()
{
    insert(u"a"_s, RunState::Failed);
    insert(u"a"_s, RunState::Failed); // the same again
    insert(u"b"_s, RunState::TimedOut);
    insert(u"c"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(runs(), 4);
    QSignalSpy again(m_page.get(), &RunsPage::runAgainRequested);
    action(u"runs.runFailedAgain"_s)->trigger();
    QTRY_VERIFY(m_page->findChild<QMessageBox *>());
    auto *box = m_page->findChild<QMessageBox *>();
    QVERIFY2(box->text().contains(u"2"_s), qPrintable(box->text()));
    QVERIFY(box->informativeText().contains(u"3"_s));
    QCOMPARE(again.size(), 0); // nothing before the answer
    for (QAbstractButton *button : box->buttons()) {
        if (box->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    }
    QTRY_COMPARE(again.size(), 2);
    QStringList names;
    for (const QList<QVariant> &one : again)
        names.append(one.first().value<RunRecord>().request.name);
    names.sort();
    QCOMPARE(names, (QStringList{u"a"_s, u"b"_s}));
}

void TestRunsPage::compare()
{
    insert(u"a"_s, RunState::Failed);
    insert(u"a"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(runs(), 2);
    select({1});
    QVERIFY(!action(u"runs.compare"_s)->isEnabled());
    const QSignalSpy withSuccess(m_page.get(), &RunsPage::compareWithLastSuccessRequested);
    action(u"runs.compareWithLastSuccess"_s)->trigger();
    QTRY_COMPARE(withSuccess.size(), 1);
    select({2, 1});
    const QSignalSpy both(m_page.get(), &RunsPage::compareRequested);
    action(u"runs.compare"_s)->trigger();
    QTRY_COMPARE(both.size(), 1);
    QCOMPARE(both.first().at(0).value<RunRecord>().id(), id(1)); // before
    QCOMPARE(both.first().at(1).value<RunRecord>().id(), id(2));
}

void TestRunsPage::columnsAreChosen()
{
    table()->setColumnHidden(RunsModel::OriginColumn, true);
    table()->horizontalHeader()->resizeSection(RunsModel::CommandColumn, 222);
    RunsPage other(*m_service, m_clock);
    other.restoreState(m_page->saveState());
    auto *restored = other.findChild<QTableView *>(u"runsTable"_s);
    QVERIFY(restored->isColumnHidden(RunsModel::OriginColumn));
    QCOMPARE(restored->columnWidth(RunsModel::CommandColumn), 222);
}

void TestRunsPage::keyboardPassesHeadings()
{
    insert(u"a"_s, RunState::Succeeded);
    m_clock.advance(86'400'000);
    insert(u"b"_s, RunState::Succeeded);
    m_page->refresh();
    QTRY_COMPARE(table()->model()->rowCount(), 4); // two days
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(m_page->currentRunId(), id(2));
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(m_page->currentRunId(), id(1));
    QTest::keyClick(table(), Qt::Key_Up);
    QCOMPARE(m_page->currentRunId(), id(2));
}

QTEST_MAIN(TestRunsPage)
#include "tst_runspage.moc"
