// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lensstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestLensStore final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ruleSets();
    void choices();
    void survivesClosing();
};

namespace {

QJsonObject object(const QString &id, int value)
{
    return {{"id"_L1, id}, {"value"_L1, value}};
}

} // namespace

void TestLensStore::ruleSets()
{
    const QTemporaryDir folder;
    auto database = Database::open(folder.filePath(u"a.db"_s));
    QVERIFY(database);
    LensStore store(**database);
    QVERIFY(store.ruleSets()->isEmpty());
    QVERIFY(store.saveRuleSet(object(u"b"_s, 1)));
    QVERIFY(store.saveRuleSet(object(u"a"_s, 2)));
    QVERIFY(store.saveRuleSet(object(u"b"_s, 3))); // keeps its place
    QCOMPARE(*store.ruleSets(), (QList<QJsonObject>{object(u"b"_s, 3), object(u"a"_s, 2)}));
    QVERIFY(store.removeRuleSet(u"b"_s));
    QCOMPARE(*store.ruleSets(), (QList<QJsonObject>{object(u"a"_s, 2)}));
    const auto missing = store.removeRuleSet(u"b"_s);
    QVERIFY(!missing && missing.error().code == ErrorCode::NotFound);
    const auto nameless = store.saveRuleSet({});
    QVERIFY(!nameless && nameless.error().code == ErrorCode::InvalidFormat);
}

void TestLensStore::choices()
{
    const QTemporaryDir folder;
    auto database = Database::open(folder.filePath(u"a.db"_s));
    QVERIFY(database);
    LensStore store(**database);
    QVERIFY(!store.choice(u"/shop"_s, u"make:x:all"_s)->has_value());
    QVERIFY(store.saveChoice(u"/shop"_s, u"make:x:all"_s, object(u"1"_s, 1)));
    QVERIFY(store.saveChoice(u"/other"_s, u"make:x:all"_s, object(u"2"_s, 2)));
    QVERIFY(store.saveChoice(u"/shop"_s, u"make:x:all"_s, object(u"3"_s, 3)));
    QCOMPARE(**store.choice(u"/shop"_s, u"make:x:all"_s), object(u"3"_s, 3));
    QCOMPARE(**store.choice(u"/other"_s, u"make:x:all"_s), object(u"2"_s, 2));
    QVERIFY(!store.choice(u"/shop"_s, u"make:x:test"_s)->has_value());
}

void TestLensStore::survivesClosing()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"a.db"_s);
    {
        auto database = Database::open(file);
        QVERIFY(database);
        QVERIFY(LensStore(**database).saveRuleSet(object(u"ä\"'"_s, 1)));
    }
    auto database = Database::open(file);
    QVERIFY(database);
    QCOMPARE(*LensStore(**database).ruleSets(), (QList<QJsonObject>{object(u"ä\"'"_s, 1)}));
}

QTEST_GUILESS_MAIN(TestLensStore)
#include "tst_lensstore.moc"
