// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/commandstore.h"
#include "core/storage/folderstore.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestFolderStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsInTheOrderAdded();
    void normalizes_data();
    void normalizes();
    void refusesWhatWouldShowTwice();
    void refusesWhatIsNotAFolder();
    void removes();
    void trustHoldsBelow();
    void theNearestWordCounts();
    void trustAloneDoesNotList();
    void removingForgetsTrustButNotDistrust();
    void aLinkIsTrustedByWhatItPointsTo();
    void aVanishedFolderCanBeRemoved();
    void strangeNames();

private:
    QString made(const QString &name)
    {
        QDir(m_root).mkpath(name);
        return m_root + u'/' + name;
    }
    QStringList listed() const
    {
        QStringList paths;
        const QList<Folder> folders = m_store->folders().value();
        for (const Folder &folder : folders)
            paths.append(folder.path);
        return paths;
    }
    QDateTime tick()
    {
        m_clock.advance(1000);
        return m_clock.now();
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<FolderStore> m_store;
};

void TestFolderStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = QFileInfo(m_folder->path()).canonicalFilePath();
    auto database = Database::open(m_root + u"/test.db"_s);
    QVERIFY(database);
    m_database = std::move(*database);
    m_store = std::make_unique<FolderStore>(*m_database);
}

void TestFolderStore::cleanup()
{
    m_store.reset();
    m_database.reset();
}

void TestFolderStore::listsInTheOrderAdded()
{
    const QDateTime first = tick();
    QVERIFY(m_store->add(made(u"zebra"_s), first));
    QVERIFY(m_store->add(made(u"ant"_s), tick()));
    QCOMPARE(listed(), (QStringList{m_root + u"/zebra"_s, m_root + u"/ant"_s}));
    const Folder folder = m_store->folders()->first();
    QCOMPARE(folder.added, first);
    QVERIFY(folder.listed);
    QVERIFY(!folder.trusted);
}

void TestFolderStore::normalizes_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::newRow("trailing slash") << u"/shop/"_s;
    QTest::newRow("dots") << u"/other/../shop/."_s;
    QTest::newRow("double slash") << u"//shop"_s;
    QTest::newRow("link") << u"/link"_s;
}

void TestFolderStore::normalizes()
{
    QFETCH(const QString, suffix);
    made(u"shop"_s);
    made(u"other"_s);
    QVERIFY(QFile::link(m_root + u"/shop"_s, m_root + u"/link"_s));
    QVERIFY(m_store->add(m_root + suffix, tick()));
    QCOMPARE(listed(), QStringList{m_root + u"/shop"_s});
    QCOMPARE(m_store->add(m_root + u"/shop"_s, tick()).error().code, ErrorCode::AlreadyExists);
    QVERIFY(m_store->remove(m_root + suffix));
    QCOMPARE(listed(), QStringList());
    QCOMPARE(FolderStore::normalized(u"~"_s), QFileInfo(QDir::homePath()).canonicalFilePath());
    QCOMPARE(FolderStore::normalized(u"~/no-such-folder-here"_s),
             QDir::cleanPath(QFileInfo(QDir::homePath()).canonicalFilePath()
                             + u"/no-such-folder-here"_s));
    QCOMPARE(FolderStore::normalized(u"/"_s), QFileInfo(u"/"_s).canonicalFilePath());
    QCOMPARE(FolderStore::normalized(u"."_s), QFileInfo(QDir::currentPath()).canonicalFilePath());
}

void TestFolderStore::refusesWhatWouldShowTwice()
{
    const QString inner = made(u"shop/inner"_s);
    const QString neighbour = made(u"shop2"_s);
    QVERIFY(m_store->add(m_root + u"/shop"_s, tick()));
    const auto below = m_store->add(inner, tick());
    QCOMPARE(below.error().code, ErrorCode::AlreadyExists);
    QCOMPARE(below.error().subject, inner);
    QVERIFY(below.error().detail.contains(m_root + u"/shop"_s));
    const auto above = m_store->add(m_root, tick());
    QCOMPARE(above.error().code, ErrorCode::AlreadyExists);
    QVERIFY(above.error().detail.contains(m_root + u"/shop"_s));
    QVERIFY(m_store->add(neighbour, tick())); // the same beginning, another folder
}

void TestFolderStore::refusesWhatIsNotAFolder()
{
    QFile file(m_root + u"/file"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const QString &path : {m_root + u"/missing"_s, file.fileName(), QString()}) {
        QCOMPARE(m_store->add(path, tick()).error().code, ErrorCode::NotFound);
        QCOMPARE(m_store->setTrusted(path, true, tick()).error().code, ErrorCode::NotFound);
    }
    QVERIFY(!m_store->isTrusted(QString()).value());
}

void TestFolderStore::removes()
{
    const QString shop = made(u"shop"_s);
    QCOMPARE(m_store->remove(shop).error().code, ErrorCode::NotFound);
    QVERIFY(m_store->add(shop, tick()));
    CommandStore commands(*m_database);
    Command command;
    command.id = u"make:Makefile:all"_s;
    QVERIFY(commands.replaceFolder(shop, {command},
                                   {{shop, u"make"_s, u"Makefile"_s, 3, u"broken"_s, {}}}));
    QVERIFY(m_store->remove(shop));
    QVERIFY(m_store->add(shop, tick()));
    QVERIFY(commands.commands()->isEmpty());
    QVERIFY(commands.problems()->isEmpty());
}

void TestFolderStore::trustHoldsBelow()
{
    const QString shop = made(u"shop"_s);
    made(u"shop/deep/er"_s);
    made(u"shop2"_s);
    QVERIFY(m_store->add(shop, tick()));
    QVERIFY(!m_store->isTrusted(shop).value());
    QVERIFY(m_store->setTrusted(shop, true, tick()));
    QVERIFY(m_store->isTrusted(shop).value());
    QVERIFY(m_store->isTrusted(shop + u"/deep/er"_s).value());
    QVERIFY(m_store->isTrusted(shop + u"/deep/no-such-file"_s).value());
    QVERIFY(!m_store->isTrusted(m_root + u"/shop2"_s).value());
    QVERIFY(!m_store->isTrusted(m_root).value());
    QVERIFY(m_store->folders()->first().trusted);
}

void TestFolderStore::theNearestWordCounts()
{
    const QString bad = made(u"all/vendor/bad"_s);
    QVERIFY(m_store->add(bad, tick())); // to be listed says nothing about trust
    QVERIFY(m_store->setTrusted(m_root + u"/all"_s, true, tick()));
    QVERIFY(m_store->isTrusted(bad).value());
    QVERIFY(m_store->folders()->first().trusted);
    QVERIFY(m_store->setTrusted(m_root + u"/all/vendor"_s, false, tick()));
    QVERIFY(!m_store->isTrusted(bad).value());
    QVERIFY(!m_store->folders()->first().trusted);
    QVERIFY(m_store->isTrusted(m_root + u"/all"_s).value());
    QVERIFY(m_store->setTrusted(u"/"_s, true, tick()));
    QVERIFY(!m_store->isTrusted(bad).value());
    QVERIFY(m_store->isTrusted(m_root).value());
}

void TestFolderStore::trustAloneDoesNotList()
{
    const QString shop = made(u"shop"_s);
    QVERIFY(m_store->setTrusted(shop, true, tick()));
    QCOMPARE(listed(), QStringList());
    QCOMPARE(m_store->remove(shop).error().code, ErrorCode::NotFound);
    QVERIFY(m_store->add(made(u"other"_s), tick()));
    QVERIFY(m_store->add(shop, tick()));
    QCOMPARE(listed(), (QStringList{m_root + u"/other"_s, shop}));
    QVERIFY(m_store->folders()->last().trusted);
}

void TestFolderStore::removingForgetsTrustButNotDistrust()
{
    const QString good = made(u"all/good"_s);
    const QString bad = made(u"all/bad"_s);
    QVERIFY(m_store->add(good, tick()));
    QVERIFY(m_store->add(bad, tick()));
    QVERIFY(m_store->setTrusted(good, true, tick()));
    QVERIFY(m_store->setTrusted(bad, false, tick()));
    QVERIFY(m_store->remove(good));
    QVERIFY(m_store->remove(bad));
    QVERIFY(!m_store->isTrusted(good).value());
    QVERIFY(m_store->setTrusted(m_root + u"/all"_s, true, tick()));
    QVERIFY(m_store->isTrusted(good).value());
    QVERIFY(!m_store->isTrusted(bad).value());
}

void TestFolderStore::aLinkIsTrustedByWhatItPointsTo()
{
    made(u"mine"_s);
    made(u"theirs"_s);
    QVERIFY(QFile::link(m_root + u"/theirs"_s, m_root + u"/mine/link"_s));
    QVERIFY(m_store->setTrusted(m_root + u"/mine"_s, true, tick()));
    QVERIFY(!m_store->isTrusted(m_root + u"/mine/link"_s).value());
    QVERIFY(m_store->setTrusted(m_root + u"/mine/link"_s, true, tick()));
    QVERIFY(m_store->isTrusted(m_root + u"/theirs"_s).value());
}

void TestFolderStore::aVanishedFolderCanBeRemoved()
{
    const QString shop = made(u"shop"_s);
    QVERIFY(QFile::link(m_root, m_root + u"/link"_s));
    QVERIFY(m_store->add(shop, tick()));
    QVERIFY(m_store->setTrusted(shop, true, tick()));
    QVERIFY(QDir(shop).removeRecursively());
    QCOMPARE(listed(), QStringList{shop});
    QVERIFY(m_store->setTrusted(shop, false, tick()));
    QVERIFY(m_store->remove(m_root + u"/link/shop/"_s));
    QCOMPARE(listed(), QStringList());
}

void TestFolderStore::strangeNames()
{
    const QStringList names{u"it's \"quoted\""_s, u"new\nline"_s, u"Größe 漢字 🙂"_s, u"100%_"_s};
    for (const QString &name : names) {
        QVERIFY(m_store->add(made(name), tick()));
        QVERIFY(m_store->setTrusted(m_root + u'/' + name, true, tick()));
    }
    QCOMPARE(listed().size(), names.size());
    for (const QString &name : names)
        QVERIFY(m_store->isTrusted(m_root + u'/' + name).value());
    QVERIFY(!m_store->isTrusted(made(u"100ab"_s)).value());
}

QTEST_GUILESS_MAIN(TestFolderStore)
#include "tst_folderstore.moc"
