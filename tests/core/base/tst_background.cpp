// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/background.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestBackground final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsArriveInOrderInTheMailboxsThread();
    void aCallMayDeleteTheMailbox();
    void callsOfADeadMailboxAreDropped();
    void threadWorksInOrder();
    void threadWaitsForWhatHasBegun();
    void resultsComeBack();
    void resultIsDroppedWithItsContext();
    void doneMayDeleteTheContext();
};

void TestBackground::callsArriveInOrderInTheMailboxsThread()
{
    Mailbox mailbox;
    QList<int> seen;
    std::thread sender([&] {
        for (int i = 0; i < 1000; ++i) {
            mailbox.post([&seen, i, words = QString::number(i)] {
                if (words.toInt() == i)
                    seen.append(i);
            });
        }
    });
    sender.join();
    QVERIFY(seen.isEmpty()); // only in the event loop of our thread
    QTRY_COMPARE(seen.size(), 1000);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
}

void TestBackground::aCallMayDeleteTheMailbox()
{
    QPointer<Mailbox> mailbox(new Mailbox);
    bool after = false;
    mailbox->post([mailbox] { delete mailbox.data(); });
    mailbox->post([&after] { after = true; });
    QTRY_VERIFY(!mailbox);
    QCoreApplication::processEvents();
    QVERIFY(!after);
}

void TestBackground::callsOfADeadMailboxAreDropped()
{
    bool called = false;
    const auto held = std::make_shared<int>(1);
    {
        Mailbox mailbox;
        mailbox.post([&called, held] { called = true; });
        QCOMPARE(held.use_count(), 2L);
    }
    QCOMPARE(held.use_count(), 1L);
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TestBackground::threadWorksInOrder()
{
    QList<int> seen;
    BackgroundThread thread;
    thread.finish(); // nothing to wait for
    for (int i = 0; i < 100; ++i)
        thread.run([&seen, i] { seen.append(i); });
    thread.finish();
    QCOMPARE(seen.size(), 100);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
}

void TestBackground::threadWaitsForWhatHasBegun()
{
    std::atomic<bool> begun = false;
    bool ended = false;
    {
        BackgroundThread thread;
        thread.run([&] {
            begun = true;
            QThread::msleep(20); // most likely the destructor is waiting by then
            ended = true;
        });
        while (!begun)
            std::this_thread::yield();
    }
    QVERIFY(ended);
}

void TestBackground::resultsComeBack()
{
    QObject context;
    QThread *const ours = QThread::currentThread();
    QString result;
    inBackground(
        &context, [ours] { return QThread::currentThread() == ours ? u"ours"_s : u"another"_s; },
        [&](const QString &value) {
            if (QThread::currentThread() == ours)
                result = value;
        });
    QTRY_COMPARE(result, u"another"_s);
    QTRY_VERIFY(context.children().isEmpty()); // nothing stays behind
}

void TestBackground::resultIsDroppedWithItsContext()
{
    std::atomic<bool> worked = false;
    bool called = false;
    {
        QObject context;
        std::atomic<bool> begun = false;
        inBackground(
            &context,
            [&] {
                begun = true;
                worked = true;
                return 1;
            },
            [&](int) { called = true; });
        while (!begun)
            std::this_thread::yield();
    }
    QVERIFY(worked);
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TestBackground::doneMayDeleteTheContext()
{
    QPointer<QObject> context(new QObject);
    inBackground(context, [] { return 1; }, [context](int) { delete context.data(); });
    QTRY_VERIFY(!context);
}

QTEST_GUILESS_MAIN(TestBackground)
#include "tst_background.moc"
