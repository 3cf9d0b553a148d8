// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/runtesting.h"
#include "widgets/history/queueactions.h"

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace CommandRunner;
using namespace CommandRunner::RunTesting;

class TestQueueActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changeTheQueue();
};

void TestQueueActions::changeTheQueue()
{
    const QTemporaryDir folder;
    const DataPaths paths(folder.path());
    const SystemClock clock;
    DatabaseWorker worker(paths.database());
    RunService runs(worker, RunRegistry(paths, clock, RunLauncher(paths.runs(), hostProgram())));
    worker.start();
    QString target;
    QueueActions queue(runs, [&target] { return target; }, nullptr);
    const QList<QAction *> actions = queue.actions();
    QAction *pause = actions.at(0);
    QAction *raise = actions.at(1);
    QAction *lower = actions.at(2);
    QAction *startNow = actions.at(3);
    for (QAction *action : actions) {
        QVERIFY(!action->objectName().isEmpty());
        QVERIFY(!action->toolTip().isEmpty());
    }
    const QString before = pause->text();
    QVERIFY(pause->isEnabled() && !raise->isEnabled() && !lower->isEnabled()
            && !startNow->isEnabled());
    QCOMPARE(queueSummary(runs), u"Nothing running"_s);
    pause->trigger();
    QTRY_VERIFY(runs.queue().settings.paused);
    QVERIFY(pause->text() != before);

    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString first = newRunId(now);
    const QString second = newRunId(now) + u'b';
    runs.start(request(first, {u"wait"_s}));
    runs.start(request(second, {u"wait"_s}));
    QTRY_COMPARE(runs.queue().waiting.size(), 2);
    QCOMPARE(queueSummary(runs), u"Nothing running, 2 queued, paused"_s);
    target = second;
    queue.update();
    QVERIFY(raise->isEnabled() && lower->isEnabled() && startNow->isEnabled());
    raise->trigger();
    QTRY_COMPARE(runs.queue().waiting.first().runId, second);
    lower->trigger();
    QTRY_COMPARE(runs.queue().waiting.first().runId, first);
    startNow->trigger();
    QTRY_VERIFY(runs.follower(second));
    QTRY_VERIFY(!startNow->isEnabled());
    QTRY_COMPARE(queueSummary(runs), u"1 running, 1 queued, paused"_s);
    pause->trigger();
    QTRY_VERIFY(runs.follower(first));
    QCOMPARE(pause->text(), before);
    runs.kill(first);
    runs.kill(second);
    QTRY_COMPARE(runs.runningCount(), 0);
}

int main(int argc, char *argv[])
{
    if (const int code = childMain(argc, argv); code >= 0)
        return code;
    QApplication application(argc, argv);
    TestQueueActions test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_queueactions.moc"
