// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/mainwindow/windowfixture.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/trustdialog.h"
#include "widgets/desktop/taskbarprogress.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/readingpreferences.h"

#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTreeView>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

template<class Widget>
Widget *named(const QWidget &root, const QString &accessibleName)
{
    for (Widget *candidate : root.findChildren<Widget *>()) {
        if (candidate->accessibleName() == accessibleName && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

QString outputOf(const RunTab *tab)
{
    QStringList lines;
    if (tab && tab->pane()->document()) {
        for (qint64 row = 0; row < tab->pane()->document()->rowCount(); ++row)
            lines.append(tab->pane()->view()->rowText(row));
    }
    return lines.join(u'\n');
}

} // namespace

// The main job in one process: the real window over the real services, hosts and children.
class TestMainWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyStart();
    void findFillRun();
    void closedInTheMiddle();
    void killedInTheMiddle();
    void closedRightAfterRun();
    void closedTabGoesOn();
    void untrustedFolderIsAskedAbout();
    void runAgain();
    void progressIsShownEverywhere();
    void aRunGetsAWindowOfItsOwn();
    void outputMenuFollowsTheTab();
    void runsAreStartedAsSet();
    void runsPageOpensARun();
    void looksAreRestored();
    void newerDatabase();
    void damagedDatabase();

private:
    static void addProject(const WindowFixture &fixture, bool trusted = true)
    {
        QTRY_VERIFY(fixture.catalog().isLoaded());
        fixture.catalog().addFolder(fixture.project());
        if (trusted)
            fixture.catalog().setTrusted(fixture.project(), true);
        QTRY_VERIFY(!fixture.catalog().commands().isEmpty());
    }
    static void addOwn(const WindowFixture &fixture, const QString &name, const QStringList &verbs)
    {
        QTRY_VERIFY(fixture.catalog().isLoaded());
        const Command command = WindowFixture::testChild(name, verbs, fixture.project());
        fixture.catalog().saveOwn(command);
        QTRY_VERIFY(fixture.catalog().command(command.absoluteId()));
        QVERIFY(fixture.window().commandsPage().selectCommand(command.absoluteId()));
    }
    static void endRun(const WindowFixture &fixture, const QString &runId)
    {
        fixture.runs().kill(runId);
        QTRY_VERIFY(fixture.runs().runningCount() == 0);
    }
};

void TestMainWindow::emptyStart()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    QTRY_VERIFY(window.isSettled());
    QVERIFY(!window.runTabs().isVisible());
    // Both pages say what to do.
    QTRY_VERIFY(!window.commandsPage().list()->isVisible());
    window.showPage(MainWindow::Page::Runs);
    QTRY_VERIFY(!window.runsPage().findChild<QTableView *>()->isVisible());
    QPushButton *button = nullptr;
    for (QPushButton *other : window.runsPage().findChildren<QPushButton *>()) {
        if (other->isVisible() && other->text() == u"Go to Commands"_s)
            button = other;
    }
    QVERIFY(button);
    button->click();
    QVERIFY(window.page() == MainWindow::Page::Commands);
}

void TestMainWindow::findFillRun()
{
    WindowFixture fixture;
    fixture.write(u"greet.sh"_s, "#!/bin/sh\n# Greets somebody\necho \"hello $1\"\n");
    QFile::setPermissions(fixture.project() + u"/greet.sh"_s,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    MainWindow &window = fixture.open();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    addProject(fixture);
    QTRY_VERIFY(window.isSettled());
    auto *search = named<QLineEdit>(window, u"Search commands"_s);
    QVERIFY(search);
    search->setFocus();
    QTest::keyClicks(search, u"gree"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(window.commandsPage().commandPage()->command());
    QCOMPARE(window.commandsPage().commandPage()->command()->name, u"greet.sh"_s);
    QVERIFY(window.commandsPage().commandPage()->isAncestorOf(QApplication::focusWidget()));
    window.commandsPage().commandPage()->setValues({}, u"'Ann Lee'"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(window.runTabs().count(), 1);
    const RunTab *tab = window.runTabs().currentTab();
    QTRY_VERIFY(tab->state() == RunState::Succeeded);
    QTRY_VERIFY(outputOf(tab).contains(u"hello Ann Lee"_s));
    QCOMPARE(tab->record().request.argv.last(), u"Ann Lee"_s);
    QCOMPARE(tab->record().request.freeArguments, u"'Ann Lee'"_s);
}

void TestMainWindow::closedInTheMiddle()
{
    WindowFixture fixture;
    fixture.open();
    addOwn(fixture, u"ticker"_s, {u"tick"_s, u"30"_s, u"100"_s});
    fixture.window().commandsPage().commandPage()->run();
    QTRY_COMPARE(fixture.window().runTabs().count(), 1);
    const QString runId = fixture.window().runTabs().currentTab()->runId();
    QTRY_VERIFY(outputOf(fixture.window().runTabs().currentTab()).contains(u"tick 2"_s));
    fixture.close();

    MainWindow &window = fixture.open();
    QTRY_VERIFY(window.isSettled());
    QTRY_COMPARE(window.runTabs().runIds(), QStringList{runId});
    QVERIFY(window.runTabs().isVisible());
    const RunTab *tab = window.runTabs().currentTab();
    QTRY_VERIFY(outputOf(tab).contains(u"tick 2"_s));
    QTRY_VERIFY(tab->state() == RunState::Succeeded);
    QTRY_VERIFY(tab->record().outcome.lines == 30);
}

void TestMainWindow::killedInTheMiddle()
{
    WindowFixture fixture;
    fixture.open();
    addOwn(fixture, u"ticker"_s, {u"tick"_s, u"100"_s, u"100"_s});
    fixture.window().commandsPage().commandPage()->run();
    QTRY_COMPARE(fixture.window().runTabs().count(), 1);
    const QString runId = fixture.window().runTabs().currentTab()->runId();
    // The list of tabs is written a moment after it changed, not at the end.
    QTRY_VERIFY(QFile::exists(fixture.dataFolder() + u"/settings.ini"_s));
    QTRY_VERIFY(WindowSettings(fixture.dataFolder() + u"/settings.ini"_s)
                    .value(u"window/tabs"_s)
                    .toStringList()
                    .contains(runId));
    fixture.drop();

    MainWindow &window = fixture.open();
    QTRY_COMPARE(window.runTabs().runIds(), QStringList{runId});
    QVERIFY(!isFinal(window.runTabs().currentTab()->state()));
    endRun(fixture, runId);
}

void TestMainWindow::closedRightAfterRun()
{
    WindowFixture fixture;
    fixture.open();
    addOwn(fixture, u"lines"_s, {u"print-lines"_s, u"3"_s});
    fixture.close();
    MainWindow &window = fixture.open();
    // Whether the login shell has answered by now or not: what was asked for runs.
    QTRY_VERIFY(window.commandsPage().commandPage()->command());
    window.commandsPage().commandPage()->run();
    fixture.close();
    fixture.open();
    fixture.window().showPage(MainWindow::Page::Runs);
    const auto *table = fixture.window().runsPage().findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 2); // the day and its run
}

void TestMainWindow::closedTabGoesOn()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    addOwn(fixture, u"ticker"_s, {u"tick"_s, u"200"_s, u"100"_s});
    window.commandsPage().commandPage()->run();
    QTRY_COMPARE(window.runTabs().count(), 1);
    const QString runId = window.runTabs().currentTab()->runId();
    QTRY_COMPARE(fixture.runs().runningCount(), 1);
    window.actions().action(u"tabs.close"_s)->trigger();
    QCOMPARE(window.runTabs().count(), 0);
    QVERIFY(!window.runTabs().isVisible());
    QCOMPARE(fixture.runs().runningCount(), 1);
    fixture.close();
    // It was not open, but it goes on: it is shown again.
    fixture.open();
    QTRY_COMPARE(fixture.window().runTabs().runIds(), QStringList{runId});
    endRun(fixture, runId);
}

void TestMainWindow::untrustedFolderIsAskedAbout()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    addProject(fixture, false);
    QTRY_VERIFY(window.isSettled());
    QVERIFY(window.commandsPage().selectCommand(fixture.catalog().commands().first().absoluteId()));
    window.commandsPage().commandPage()->run();
    QTRY_VERIFY(window.findChild<TrustDialog *>());
    QCOMPARE(window.runTabs().count(), 0);
    window.findChild<TrustDialog *>()->reject();
    QTRY_VERIFY(!window.findChild<TrustDialog *>());
    QCOMPARE(window.runTabs().count(), 0);

    window.commandsPage().commandPage()->run();
    QTRY_VERIFY(window.findChild<TrustDialog *>());
    auto *dialog = window.findChild<TrustDialog *>();
    QMetaObject::invokeMethod(dialog, "trusted");
    dialog->accept();
    QTRY_COMPARE(window.runTabs().count(), 1);
    QTRY_VERIFY(fixture.catalog().isTrusted(fixture.project()));
}

void TestMainWindow::runAgain()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    addOwn(fixture, u"lines"_s, {u"print-lines"_s, u"3"_s});
    QAction *again = window.actions().action(u"run.runAgain"_s);
    QVERIFY(!again->isEnabled());
    window.commandsPage().commandPage()->run();
    QTRY_COMPARE(window.runTabs().count(), 1);
    QTRY_VERIFY(window.runTabs().currentTab()->state() == RunState::Succeeded);
    QVERIFY(!window.actions().action(u"run.stop"_s)->isEnabled());
    QVERIFY(again->isEnabled());
    again->trigger();
    QTRY_COMPARE(window.runTabs().count(), 2);
    const QStringList ids = window.runTabs().runIds();
    QVERIFY(ids.at(0) != ids.at(1));
    QTRY_VERIFY(window.runTabs().currentTab()->state() == RunState::Succeeded);
}

void TestMainWindow::progressIsShownEverywhere()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    addOwn(fixture, u"loads"_s,
           {u"partial-line"_s, u"out"_s,
            u"  0%|     | 0/1204\\r 31%|###  | 373/1204\\r 61%|####  | 734/1204"_s,
            u"sleep-forever"_s});
    window.commandsPage().commandPage()->run();
    QTRY_COMPARE(window.runTabs().count(), 1);
    QTabBar *bar = window.runTabs().tabBar();
    QTRY_VERIFY_WITH_TIMEOUT(bar->tabButton(0, QTabBar::LeftSide), 20000);
    auto *progress = qobject_cast<QProgressBar *>(bar->tabButton(0, QTabBar::LeftSide));
    QVERIFY(progress && !progress->accessibleName().isEmpty());
    QTRY_VERIFY(progress->value() >= 600 && progress->value() <= 620);
    window.showPage(MainWindow::Page::Runs);
    const auto *table = window.runsPage().findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 2); // the day and its run
    const QModelIndex state = table->model()->index(1, 0);
    QTRY_VERIFY(state.data(Qt::AccessibleTextRole).toString().contains(u"61"_s));
    const auto *taskbar = window.findChild<TaskbarProgress *>();
    QVERIFY(taskbar->progress() && qAbs(*taskbar->progress() - 0.61) < 0.02);

    window.actions().action(u"run.stop"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isFinal(window.runTabs().currentTab()->state()), 20000);
    QTRY_VERIFY(!bar->tabButton(0, QTabBar::LeftSide));
    QTRY_VERIFY(!state.data(Qt::AccessibleTextRole).toString().contains(u"61"_s));
    QVERIFY(!taskbar->progress());
}

void TestMainWindow::aRunGetsAWindowOfItsOwn()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    addOwn(fixture, u"lines"_s, {u"print-lines"_s, u"3"_s});
    window.commandsPage().commandPage()->run();
    QTRY_COMPARE(window.runTabs().count(), 1);
    RunTab *tab = window.runTabs().currentTab();
    const QString id = tab->runId();
    window.actions().action(u"tabs.float"_s)->trigger();
    QCOMPARE(window.runTabs().count(), 0);
    QVERIFY(tab->window() != &window && tab->window()->isVisible());
    QVERIFY(tab->window()->windowTitle().contains(u"lines"_s));
    QCOMPARE(window.runTabs().tabOf(id), tab);
    QCOMPARE(window.runTabs().runIds(), QStringList(id));
    QVERIFY(!tab->actions().first()->shortcut().isEmpty()); // Stop has its key there
    QTRY_VERIFY_WITH_TIMEOUT(tab->state() == RunState::Succeeded, 20000);
    QTRY_VERIFY(outputOf(tab).contains(u"3"_s));
    tab->window()->close();
    QCOMPARE(window.runTabs().count(), 1);
    QCOMPARE(window.runTabs().currentTab(), tab);
    QCOMPARE(tab->window(), &window);
    QVERIFY(tab->actions().first()->shortcut().isEmpty());
}

void TestMainWindow::outputMenuFollowsTheTab()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    QMenu *menu = nullptr;
    for (QAction *action : window.menuBar()->actions()) {
        if (action->text().remove(u'&') == "Log"_L1)
            menu = action->menu();
    }
    QVERIFY(menu);
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    addOwn(fixture, u"lines"_s, {u"print-lines"_s, u"3"_s});
    window.commandsPage().commandPage()->run();
    QTRY_COMPARE(window.runTabs().count(), 1);
    Q_EMIT menu->aboutToShow();
    for (QAction *action : window.runTabs().currentTab()->pane()->paneActions())
        QVERIFY2(menu->actions().contains(action), qPrintable(action->text()));
    window.runTabs().currentTab()->pane()->preferences().setTimeColumn(TimeColumn::SinceStart);
    QTRY_VERIFY_WITH_TIMEOUT(window.runTabs().currentTab()->state() == RunState::Succeeded, 20000);
    MainWindow &again = fixture.open();
    QTRY_COMPARE(again.runTabs().count(), 1);
    QCOMPARE(int(again.runTabs().currentTab()->pane()->view()->timeColumn()),
             int(TimeColumn::SinceStart));
}

void TestMainWindow::runsAreStartedAsSet()
{
    WindowFixture fixture;
    fixture.open();
    addOwn(fixture, u"quick"_s, {u"exit"_s, u"0"_s});
    fixture.settings().set(u"run/stopGraceSeconds"_s, 42);
    fixture.settings().set(u"run/outputLimitMiB"_s, 7);
    fixture.window().commandsPage().commandPage()->run();
    QTRY_COMPARE(fixture.window().runTabs().count(), 1);
    const RunRequest request = fixture.window().runTabs().currentTab()->record().request;
    QCOMPARE(request.graceMs, 42'000);
    QCOMPARE(request.outputLimit, 7LL << 20);
}

void TestMainWindow::runsPageOpensARun()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    addOwn(fixture, u"lines"_s, {u"print-lines"_s, u"3"_s});
    window.commandsPage().commandPage()->run();
    QTRY_COMPARE(window.runTabs().count(), 1);
    QTRY_VERIFY(window.runTabs().currentTab()->state() == RunState::Succeeded);
    window.runTabs().closeTab(0);
    window.showPage(MainWindow::Page::Runs);
    auto *table = window.runsPage().findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 2); // the day and its run
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE(window.runTabs().count(), 1);
    QTRY_VERIFY(outputOf(window.runTabs().currentTab()).contains(u"line 3"_s));
}

void TestMainWindow::looksAreRestored()
{
    WindowFixture fixture;
    fixture.open();
    QTRY_VERIFY(fixture.window().isSettled());
    fixture.window().showPage(MainWindow::Page::Runs);
    fixture.window().runsPage().findChild<QLineEdit *>()->setText(u"shop"_s);
    fixture.window().resize(1000, 700);
    fixture.window().actions().action(u"view.themeDark"_s)->trigger();
    fixture.close();
    MainWindow &window = fixture.open();
    QVERIFY(window.page() == MainWindow::Page::Runs);
    QCOMPARE(window.runsPage().findChild<QLineEdit *>()->text(), u"shop"_s);
    QCOMPARE(fixture.settings().value(u"appearance"_s).toString(), u"dark"_s);
    window.actions().action(u"view.themeSystem"_s)->trigger();
}

void TestMainWindow::newerDatabase()
{
    WindowFixture fixture;
    {
        auto database = Database::open(fixture.dataFolder() + u"/commandrunner.db"_s);
        QVERIFY(database);
        QVERIFY((*database)->execute(u"PRAGMA user_version = 9999"_s));
    }
    MainWindow &window = fixture.open();
    QTRY_VERIFY(window.hasProblem());
    QVERIFY(window.isVisible());
    QTRY_VERIFY(window.findChild<QWidget *>(u"problemPage"_s)->isVisible());
    QVERIFY(!window.actions().action(u"commands.addFolder"_s)->isEnabled());
    QVERIFY(window.actions().action(u"file.quit"_s)->isEnabled());
}

void TestMainWindow::damagedDatabase()
{
    WindowFixture fixture;
    QFile file(fixture.dataFolder() + u"/commandrunner.db"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    MainWindow &window = fixture.open();
    QTRY_VERIFY(window.banner().text().contains(u"commandrunner.db.corrupt"_s));
    QTRY_VERIFY(window.isSettled());
    QVERIFY(!window.hasProblem());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
