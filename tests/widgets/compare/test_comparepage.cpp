// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/run/runfolder.h"
#include "core/workspace/runservice.h"
#include "widgets/compare/comparepage.h"
#include "widgets/compare/compareview.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QProgressBar>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestComparePage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void showsBothRuns();
    void walksByKeys();
    void noiseIsSwitchedOff();
    void sameOutputs();
    void swapsSides();
    void outputsThatAreNotThere();
    void everyControlHasAName();

private:
    RunRecord record(const QString &id, RunState state, const QByteArray &output);
    void open(const QByteArray &before, const QByteArray &after);
    QAction *pageAction(const QString &text) const;
    QToolButton *button(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
    SystemClock m_clock;
    std::unique_ptr<DatabaseWorker> m_worker;
    std::unique_ptr<RunService> m_service;
    std::unique_ptr<ComparePage> m_page;
};

void TestComparePage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_paths = std::make_unique<DataPaths>(m_folder->path());
    m_worker = std::make_unique<DatabaseWorker>(m_paths->database());
    m_service = std::make_unique<RunService>(
        *m_worker, RunRegistry(*m_paths, m_clock, RunLauncher(m_paths->runs(), QString())));
    m_worker->start();
}

void TestComparePage::cleanup()
{
    m_page.reset();
    m_service.reset();
    m_worker.reset();
}

RunRecord TestComparePage::record(const QString &id, RunState state, const QByteArray &output)
{
    RunRecord record;
    record.request.runId = id;
    record.request.name = u"import"_s;
    record.request.argv = {u"python"_s, u"import.py"_s};
    record.request.workingDirectory = u"/srv"_s;
    record.state = state;
    record.outcome.exitCode = state == RunState::Succeeded ? 0 : 3;
    record.outcome.started = m_clock.now();
    record.outcome.ended = m_clock.now().addMSecs(3200);
    const RunFolder folder(m_paths->runFolder(id));
    OutputLogWriter writer;
    if (!QDir().mkpath(folder.path()) || !writer.open(folder.log(), folder.index()))
        qFatal("the run's folder cannot be written");
    writer.append(OutputStream::Standard, output, m_clock.now().toMSecsSinceEpoch());
    writer.close();
    return record;
}

void TestComparePage::open(const QByteArray &before, const QByteArray &after)
{
    const RunRecord one = record(u"20261121-100000-aaaaaa"_s, RunState::Succeeded, before);
    RunRecord other = record(u"20261121-110000-bbbbbb"_s, RunState::Failed, after);
    other.request.argv.append(u"--dry"_s);
    other.request.environment.insert(u"MODE"_s, u"live"_s);
    m_page = std::make_unique<ComparePage>(*m_service, one, other);
    m_page->resize(1100, 500);
    m_page->show();
    m_page->activateWindow();
    m_page->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(!m_page->isComparing());
}

QAction *TestComparePage::pageAction(const QString &text) const
{
    for (QAction *action : m_page->pageActions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

QToolButton *TestComparePage::button(const QString &name) const
{
    for (auto *each : m_page->findChildren<QToolButton *>()) {
        if (each->accessibleName() == name)
            return each;
    }
    return nullptr;
}

void TestComparePage::showsBothRuns()
{
    open("a\n", "b\n");
    QCOMPARE(m_page->windowTitle(), u"Compare import"_s);
    QStringList labels;
    for (const auto *label : m_page->findChildren<QLabel *>())
        labels.append(label->text());
    QVERIFY(labels.contains(u"✓ succeeded"_s));
    QVERIFY(labels.contains(u"✕ failed"_s));
    const auto *facts = m_page->findChild<QTableWidget *>();
    QCOMPARE(facts->rowCount(), 2); // the header says state and exit code
    QCOMPARE(facts->item(0, 0)->data(Qt::AccessibleTextRole), u"Arguments"_s);
    QCOMPARE(facts->item(0, 2)->data(Qt::AccessibleTextRole), u"python import.py --dry"_s);
    QCOMPARE(facts->item(1, 0)->data(Qt::AccessibleTextRole), u"Environment: MODE"_s);
    QVERIFY(facts->isVisible());
    QVERIFY(m_page->isOf(u"20261121-110000-bbbbbb"_s, u"20261121-100000-aaaaaa"_s));
    QVERIFY(!m_page->isOf(u"20261121-110000-bbbbbb"_s, u"x"_s));
}

void TestComparePage::walksByKeys()
{
    const QByteArray block = QByteArray("same\n").repeated(50);
    open("a\n" + block + "b\n" + block, "A\n" + block + "B\n" + block);
    QTRY_COMPARE(m_page->summary(), u"1 of 2 differences"_s);
    QTRY_VERIFY(m_page->view()->hasFocus());
    QTest::keyClick(m_page->view(), Qt::Key_F7);
    QCOMPARE(m_page->summary(), u"2 of 2 differences"_s);
    QTest::keyClick(m_page->view(), Qt::Key_F7); // around the end
    QCOMPARE(m_page->summary(), u"1 of 2 differences"_s);
    QTest::keyClick(m_page->view(), Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(m_page->summary(), u"2 of 2 differences"_s);
    QTest::keyClick(m_page->view(), Qt::Key_Down);
    QCOMPARE(m_page->summary(), u"2 differences"_s);
}

void TestComparePage::noiseIsSwitchedOff()
{
    open("16:11:27 start\nrows 4\n", "16:12:01 start\nrows 5\n");
    QCOMPARE(m_page->view()->rows().differenceCount(), 1);
    QCOMPARE(m_page->view()->rows().count(), 2);
    QVERIFY(button(u"Ignore numbers"_s));
    button(u"Ignore numbers"_s)->click();
    QTRY_VERIFY(!m_page->isComparing());
    QCOMPARE(m_page->summary(), u"No differences"_s);
    button(u"Ignore numbers"_s)->click();
    button(u"Ignore times"_s)->click(); // while the one before is under way
    QTRY_VERIFY(!m_page->isComparing());
    QCOMPARE(m_page->ignored(), NoiseKinds(defaultNoise & ~noiseBit(Noise::Times)));
    QCOMPARE(m_page->view()->rows().at(0).kind, DiffRow::Kind::Changed);
}

void TestComparePage::sameOutputs()
{
    open("done in 3.2 s\n", "done in 4.7 s\n");
    QStringList shown;
    for (const auto *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible())
            shown.append(label->text());
    }
    QVERIFY2(shown.contains(u"The outputs are the same (after ignoring %1)."_s.arg(
                 QLocale().createSeparatedList({u"times"_s, u"ids"_s, u"addresses"_s}))),
             qPrintable(shown.join(u'|')));
    QVERIFY(!m_page->view()->isVisible());
    QVERIFY(!pageAction(u"Next Difference"_s)->isEnabled());
    m_page->setIgnored(0);
    QTRY_VERIFY(!m_page->isComparing());
    QVERIFY(m_page->view()->isVisible());
    QVERIFY(pageAction(u"Next Difference"_s)->isEnabled());
}

void TestComparePage::swapsSides()
{
    open("old\n", "new\nmore\n");
    QCOMPARE(m_page->view()->rowText(0), u"- old\n+ new"_s);
    pageAction(u"Swap Sides"_s)->trigger();
    QTRY_VERIFY(!m_page->isComparing());
    QCOMPARE(m_page->view()->rowText(0), u"- new\n+ old"_s);
    QCOMPARE(m_page->view()->rowText(1), u"- more"_s);
    QCOMPARE(m_page->findChild<QTableWidget *>()->item(0, 1)->data(Qt::AccessibleTextRole),
             u"python import.py --dry"_s);
}

// A run that failed to start has no output.
void TestComparePage::outputsThatAreNotThere()
{
    const RunRecord one = record(u"20261121-100000-aaaaaa"_s, RunState::Succeeded, "a\nb\n");
    RunRecord none = one;
    none.request.runId = u"20261121-120000-cccccc"_s;
    none.state = RunState::FailedToStart;
    m_page = std::make_unique<ComparePage>(*m_service, one, none);
    m_page->show();
    QTRY_VERIFY(!m_page->isComparing());
    QCOMPARE(m_page->view()->rows().count(), 2);
    QCOMPARE(m_page->view()->rowText(1), u"- b"_s);
}

void TestComparePage::everyControlHasAName()
{
    open("a\n", "b\n");
    for (const auto *widget : m_page->findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isVisible())
            continue;
        const auto *tool = qobject_cast<const QToolButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (tool && !tool->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

QTEST_MAIN(TestComparePage)
#include "test_comparepage.moc"
