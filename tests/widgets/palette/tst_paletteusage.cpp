// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/paletteusage.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestPaletteUsage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void weights();
    void oldUsesFade();
    void savedAndLoaded();
    void keepsWhatCounts();
    void nonsenseIsLeftOut_data();
    void nonsenseIsLeftOut();

private:
    const QDateTime m_now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
};

void TestPaletteUsage::weights()
{
    PaletteUsage usage;
    QCOMPARE(usage.weight(u"a"_s, m_now), 0);
    usage.note(u"a"_s, m_now);
    QCOMPARE(usage.weight(u"a"_s, m_now), 12);
    int before = 12;
    for (int i = 0; i < 6; ++i) {
        usage.note(u"a"_s, m_now);
        QVERIFY(usage.weight(u"a"_s, m_now) > before);
        before = usage.weight(u"a"_s, m_now);
    }
    for (int i = 0; i < 10'000; ++i)
        usage.note(u"a"_s, m_now);
    QCOMPARE(usage.weight(u"a"_s, m_now), 60);
    usage.note({}, m_now);
    QCOMPARE(usage.weight({}, m_now), 0);
}

void TestPaletteUsage::oldUsesFade()
{
    PaletteUsage usage;
    for (int i = 0; i < 3; ++i)
        usage.note(u"old"_s, m_now);
    const QDateTime later = m_now.addDays(28);
    usage.note(u"new"_s, later);
    QCOMPARE(usage.weight(u"old"_s, m_now), 24);
    QVERIFY(usage.weight(u"old"_s, later) < usage.weight(u"new"_s, later));
    QCOMPARE(usage.weight(u"old"_s, m_now.addYears(5)), 0);
    // A clock that was wrong and is set back.
    QCOMPARE(usage.weight(u"new"_s, m_now), 12);
}

void TestPaletteUsage::savedAndLoaded()
{
    PaletteUsage usage;
    usage.note(u"command:/srv/ä b/make:Makefile:all"_s, m_now);
    usage.note(u"action:run.stop"_s, m_now.addDays(-3));
    PaletteUsage again;
    again.note(u"forgotten"_s, m_now);
    again.load(usage.save(m_now));
    for (const QString &id : {u"command:/srv/ä b/make:Makefile:all"_s, u"action:run.stop"_s})
        QCOMPARE(again.weight(id, m_now), usage.weight(id, m_now));
    QCOMPARE(again.weight(u"forgotten"_s, m_now), 0);
}

void TestPaletteUsage::keepsWhatCounts()
{
    PaletteUsage usage;
    for (int i = 0; i < 1000; ++i)
        usage.note(QString::number(i), m_now.addDays(i - 1000));
    PaletteUsage again;
    again.load(usage.save(m_now));
    QVERIFY(again.weight(u"999"_s, m_now) > 0);
    QCOMPARE(again.weight(u"999"_s, m_now), usage.weight(u"999"_s, m_now));
    QCOMPARE(again.weight(u"500"_s, m_now.addDays(-500)), 0); // among those that were dropped
}

void TestPaletteUsage::nonsenseIsLeftOut_data()
{
    QTest::addColumn<QByteArray>("saved");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{\"a\": [1,");
    QTest::newRow("a list") << QByteArray("[1, 2]");
    QTest::newRow("no list inside") << QByteArray("{\"a\": 3}");
    QTest::newRow("negative") << QByteArray("{\"a\": [-3, 1800000000000]}");
    QTest::newRow("no time") << QByteArray("{\"a\": [3]}");
    QTest::newRow("words") << QByteArray("{\"a\": [\"3\", \"x\"]}");
}

void TestPaletteUsage::nonsenseIsLeftOut()
{
    QFETCH(QByteArray, saved);
    PaletteUsage usage;
    usage.load(saved);
    QCOMPARE(usage.weight(u"a"_s, m_now), 0);
    usage.note(u"a"_s, m_now);
    QCOMPARE(usage.weight(u"a"_s, m_now), 12);
}

QTEST_APPLESS_MAIN(TestPaletteUsage)
#include "tst_paletteusage.moc"
