// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/mainwindow/windowfixture.h"
#include "widgets/compare/comparepage.h"
#include "widgets/compare/compareview.h"

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// Runs beside each other in the window.
class TestComparing final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->open();
        QTRY_VERIFY(m_fixture->catalog().isLoaded());
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
    }
    void cleanup() { m_fixture.reset(); }

    void withTheLastSuccess();
    void nothingToCompareWith();

private:
    MainWindow &window() const { return m_fixture->window(); }
    RunTabs &tabs() const { return window().runTabs(); }
    ComparePage *page() const { return qobject_cast<ComparePage *>(tabs().currentWidget()); }
    void run(const QStringList &verbs);

    std::unique_ptr<WindowFixture> m_fixture;
};

// Runs a program that no list has, to its end.
void TestComparing::run(const QStringList &verbs)
{
    RunRequest request;
    request.name = u"testchild"_s;
    request.argv = QStringList{QStringLiteral(COMMANDRUNNER_TEST_BIN_DIR "/testchild")} + verbs;
    request.workingDirectory = m_fixture->project();
    request.runId = newRunId(QDateTime::currentDateTimeUtc());
    const int before = tabs().count();
    m_fixture->runs().start(request);
    QTRY_COMPARE(tabs().count(), before + 1);
    QTRY_VERIFY(tabs().currentTab() && isFinal(tabs().currentTab()->state()));
}

void TestComparing::withTheLastSuccess()
{
    run({u"print"_s, u"out"_s, u"rows 4"_s});
    run({u"print"_s, u"out"_s, u"rows 5"_s, u"exit"_s, u"3"_s});
    const QString failed = tabs().currentTab()->runId();
    QAction *action = window().actions().action(u"run.compareWithLastSuccess"_s);
    QVERIFY(action && action->isEnabled());
    QCOMPARE(action->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_D));
    tabs().currentTab()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(page());
    QTRY_VERIFY(!page()->isComparing());
    QCOMPARE(page()->view()->rowText(0), u"- rows 4\n+ rows 5"_s);
    QTRY_VERIFY(page()->view()->hasFocus());
    QCOMPARE(tabs().count(), 3);
    QCOMPARE(tabs().tabText(2), u"Compare testchild"_s);
    QVERIFY(!action->isEnabled()); // no run is in front
    QVERIFY(!window().actions().action(u"tabs.float"_s)->isEnabled());

    // Again: the same comparison is raised.
    tabs().raiseRun(failed);
    action->trigger();
    QTRY_VERIFY(page());
    QCOMPARE(tabs().count(), 3);
    window().actions().action(u"tabs.close"_s)->trigger();
    QCOMPARE(tabs().count(), 2);
}

void TestComparing::nothingToCompareWith()
{
    run({u"exit"_s, u"3"_s});
    window().actions().action(u"run.compareWithLastSuccess"_s)->trigger();
    QTRY_VERIFY(window().banner().isVisible());
    QVERIFY2(window().banner().text().contains(u"no other run of testchild has succeeded"_s),
             qPrintable(window().banner().text()));
    QCOMPARE(tabs().count(), 1);
}

QTEST_MAIN(TestComparing)
#include "tst_comparing.moc"
