// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mailbox.h"
#include "core/discovery/discoveryservice.h"
#include "core/discovery/folderwatcher.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QSignalSpy>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// What a watcher tells, in this thread.
class Told final
{
public:
    QSet<QString> paths(const QString &root) const { return m_paths.value(root); }
    void clear() { m_paths.clear(); }
    FolderWatcher watcher{[this](const FolderWatcher::Changes &changes) {
        m_mailbox.post([this, changes] {
            for (const QString &path : changes.paths)
                m_paths[changes.root].insert(path);
        });
    }};

private:
    QHash<QString, QSet<QString>> m_paths;
    Mailbox m_mailbox;
};

} // namespace

class FolderWatcherTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tellsWhatChanged();
    void severalRoots();
    void movedFolders();
    void serviceFollowsChanges();
    void serviceForgets();
    void destroyedWhileWatching();
};

void FolderWatcherTest::initTestCase()
{
    FolderWatcher watcher([](const FolderWatcher::Changes &) {});
    const ScratchFolder scratch;
    watcher.add(scratch.path(), {});
    if (!watcher.watchesAll(scratch.path()))
        QSKIP("nothing can be watched here");
}

void FolderWatcherTest::tellsWhatChanged()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a/old"_s, "x"));
    QVERIFY(scratch.write(u"a/b/not watched"_s, "x"));
    Told told;
    told.watcher.add(scratch.path(), {});
    told.watcher.add(scratch.path(), u"a"_s);
    QVERIFY(told.watcher.watchesAll(scratch.path()));
    QVERIFY(scratch.write(u"a/b/not watched"_s, "y"));
    QVERIFY(scratch.write(u"a/old"_s, "y"));
    QTRY_COMPARE(told.paths(scratch.path()), QSet<QString>{u"a/old"_s});
    told.clear();
    QVERIFY(scratch.write(u"grün und neu"_s, "x"));
    QVERIFY(QFile::remove(scratch.filePath(u"a/old"_s)));
    QVERIFY(QDir().mkdir(scratch.filePath(u"c"_s)));
    QTRY_COMPARE(told.paths(scratch.path()),
                 (QSet<QString>{u"grün und neu"_s, u"a/old"_s, u"c"_s}));
    told.clear();
    told.watcher.remove(scratch.path());
    told.watcher.add(scratch.path(), u"c"_s);
    QVERIFY(scratch.write(u"a/new"_s, "x"));
    QVERIFY(scratch.write(u"c/new"_s, "x"));
    QTRY_COMPARE(told.paths(scratch.path()), QSet<QString>{u"c/new"_s});
}

void FolderWatcherTest::severalRoots()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"inner/file"_s, "x"));
    const QString inner = scratch.filePath(u"inner"_s);
    Told told;
    told.watcher.add(scratch.path(), u"inner"_s);
    told.watcher.add(inner, {});
    QVERIFY(scratch.write(u"inner/file"_s, "y"));
    QTRY_COMPARE(told.paths(inner), QSet<QString>{u"file"_s});
    QTRY_COMPARE(told.paths(scratch.path()), QSet<QString>{u"inner/file"_s});
    told.clear();
    told.watcher.remove(inner);
    QVERIFY(scratch.write(u"inner/file"_s, "z"));
    QTRY_COMPARE(told.paths(scratch.path()), QSet<QString>{u"inner/file"_s});
    QVERIFY(told.paths(inner).isEmpty());
}

void FolderWatcherTest::movedFolders()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a/file"_s, "x"));
    Told told;
    told.watcher.add(scratch.path(), {});
    told.watcher.add(scratch.path(), u"a"_s);
    QVERIFY(QDir().rename(scratch.filePath(u"a"_s), scratch.filePath(u"b"_s)));
    QTRY_VERIFY(told.paths(scratch.path()).contains(QSet<QString>{u"a"_s, u"b"_s}));
    told.watcher.add(scratch.path(), u"b"_s);
    told.clear();
    QVERIFY(scratch.write(u"b/file"_s, "y"));
    QTRY_COMPARE(told.paths(scratch.path()), QSet<QString>{u"b/file"_s});
}

void FolderWatcherTest::serviceFollowsChanges()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Makefile"_s, "all:\n\t@true\n"));
    DiscoveryService service(nullptr, DiscoveryService::Watching::Yes);
    QSignalSpy finished(&service, &DiscoveryService::finished);
    QStringList ids;
    int changes = 0;
    connect(&service, &DiscoveryService::changed, &service, [&](const DiscoveryResult &result) {
        ids = idsOf(result);
        ++changes;
        QVERIFY(result.watched);
        QCOMPARE(result.folder, scratch.path());
    });
    service.scan(scratch.path(), {});
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(finished.first().first().value<DiscoveryResult>().watched);
    QVERIFY(scratch.write(u"log.txt"_s, "concerns nothing"));
    QVERIFY(scratch.write(u"Makefile"_s, "all:\n\t@true\nnew:\n\t@true\n"));
    QTRY_COMPARE(ids, QStringList({u"make:Makefile:all"_s, u"make:Makefile:new"_s}));
    // Folders that come are watched, too.
    QVERIFY(scratch.write(u"deep/er/package.json"_s, "{}"));
    QTRY_VERIFY(changes >= 2);
    QVERIFY(scratch.write(u"deep/er/package.json"_s, R"({"scripts": {"dev": "x"}})"));
    QTRY_VERIFY(ids.contains(u"npm:deep/er/package.json:dev"_s));
    QVERIFY(QDir(scratch.filePath(u"deep"_s)).removeRecursively());
    QTRY_COMPARE(ids, QStringList({u"make:Makefile:all"_s, u"make:Makefile:new"_s}));
    QVERIFY(!service.isScanning(scratch.path()));
    QCOMPARE(finished.size(), 1);
}

void FolderWatcherTest::serviceForgets()
{
    const ScratchFolder forgotten;
    const ScratchFolder kept;
    for (const ScratchFolder *folder : {&forgotten, &kept})
        QVERIFY(folder->write(u"Makefile"_s, "all:\n\t@true\n"));
    DiscoveryService service(nullptr, DiscoveryService::Watching::Yes);
    QSignalSpy finished(&service, &DiscoveryService::finished);
    QStringList changed;
    connect(&service, &DiscoveryService::changed, &service,
            [&](const DiscoveryResult &result) { changed.append(result.folder); });
    service.scan(forgotten.path(), {});
    service.scan(kept.path(), {});
    QTRY_COMPARE(finished.size(), 2);
    service.forget(forgotten.path());
    QVERIFY(forgotten.write(u"Makefile"_s, "other:\n\t@true\n"));
    QVERIFY(kept.write(u"Makefile"_s, "other:\n\t@true\n"));
    QTRY_VERIFY(changed.contains(kept.path()));
    QVERIFY(!changed.contains(forgotten.path()));
}

// The worker may be telling the watcher of folders, and the watcher the worker of changes.
void FolderWatcherTest::destroyedWhileWatching()
{
    const ScratchFolder scratch;
    for (int i = 0; i < 300; ++i)
        QVERIFY(scratch.write(u"p%1/package.json"_s.arg(i), "{}"));
    for (int i = 0; i < 40; ++i) {
        DiscoveryService service(nullptr, DiscoveryService::Watching::Yes);
        bool entered = false;
        connect(&service, &DiscoveryService::progress, &service, [&entered] { entered = true; });
        service.scan(scratch.path(), {});
        QTRY_VERIFY(entered);
        QVERIFY(scratch.write(u"p%1/package.json"_s.arg(i), "{ }"));
    }
}

QTEST_GUILESS_MAIN(FolderWatcherTest)
#include "tst_folderwatcher.moc"
