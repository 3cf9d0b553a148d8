// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/commandcatalog.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// The worker, discovery and the catalog of one window.
struct Window {
    explicit Window(const QString &file) : worker(file), catalog(worker, discovery, clock, {})
    {
        worker.start();
    }

    QStringList names() const
    {
        QStringList list;
        const QList<Command> commands = catalog.commands();
        for (const Command &command : commands)
            list.append(command.name);
        return list;
    }

    FakeClock clock;
    DatabaseWorker worker;
    DiscoveryService discovery;
    CommandCatalog catalog;
};

} // namespace

class TestCommandCatalog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anEmptyDatabaseLoads();
    void aFolderIsAddedAndScanned();
    void theLastResultIsShownAtOnce();
    void aRefreshShowsWhatChanged();
    void aVanishedFolderKeepsItsCommands();
    void removingWhileScanning();
    void aFolderThatCannotBeAdded();
    void trustIsTold();
    void ownCommandsAndFavourites();
    void anotherWindowsChangesAreShown();
    void scanningIsToldOnceEach();
    void aDatabaseThatCannotBeOpened();
    void otherOptionsScanAgain();
#ifdef Q_OS_UNIX
    void theCommandsOfThisComputer();
#endif

private:
    void writeMakefile(const QStringList &targets)
    {
        QVERIFY(QDir().mkpath(m_project));
        QFile file(m_project + u"/Makefile"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const QString &target : targets)
            file.write((target + u": ## does it\n\ttrue\n"_s).toUtf8());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    QString m_project;
};

void TestCommandCatalog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString root = QFileInfo(m_folder->path()).canonicalFilePath();
    m_file = root + u"/test.db"_s;
    m_project = root + u"/project"_s;
    writeMakefile({u"build"_s, u"deploy"_s});
}

void TestCommandCatalog::anEmptyDatabaseLoads()
{
    Window window(m_file);
    QSignalSpy loaded(&window.catalog, &CommandCatalog::loaded);
    QVERIFY(!window.catalog.isLoaded());
    window.catalog.load();
    QTRY_COMPARE(loaded.size(), 1);
    QVERIFY(window.catalog.isLoaded());
    QVERIFY(window.catalog.folders().isEmpty());
    QVERIFY(window.catalog.commands().isEmpty());
    QVERIFY(!window.catalog.isScanning());
}

void TestCommandCatalog::aFolderIsAddedAndScanned()
{
    Window window(m_file);
    window.catalog.load();
    QSignalSpy folders(&window.catalog, &CommandCatalog::foldersChanged);
    window.catalog.addFolder(m_project + u"/"_s);
    QTRY_COMPARE(folders.size(), 1);
    QCOMPARE(window.catalog.folders().first().path, m_project);
    QTRY_COMPARE(window.names(), (QStringList{u"build"_s, u"deploy"_s}));
    const Command build = window.catalog.commands().first();
    QCOMPARE(window.catalog.command(build.absoluteId()).value_or(Command()), build);
}

void TestCommandCatalog::theLastResultIsShownAtOnce()
{
    {
        Window window(m_file);
        window.catalog.load();
        window.catalog.addFolder(m_project);
        QTRY_COMPARE(window.names().size(), 2);
        QTRY_VERIFY(!window.catalog.isScanning());
    }
    QVERIFY(QDir(m_project).removeRecursively()); // so that only the database can tell
    Window window(m_file);
    QStringList whenLoaded;
    connect(&window.catalog, &CommandCatalog::loaded, this, [&] { whenLoaded = window.names(); });
    window.catalog.load();
    QTRY_COMPARE(whenLoaded, (QStringList{u"build"_s, u"deploy"_s}));
}

void TestCommandCatalog::aRefreshShowsWhatChanged()
{
    Window window(m_file);
    window.catalog.load();
    window.catalog.addFolder(m_project);
    QTRY_COMPARE(window.names().size(), 2);
    writeMakefile({u"test"_s});
    window.catalog.refreshAll();
    QTRY_COMPARE(window.names(), QStringList{u"test"_s});
    writeMakefile({u"again"_s});
    window.catalog.refresh(m_project);
    QTRY_COMPARE(window.names(), QStringList{u"again"_s});
    window.catalog.refresh(u"/not/listed"_s);
    QTRY_VERIFY(!window.catalog.isScanning());
    auto database = Database::open(m_file);
    QVERIFY(database);
    QTRY_COMPARE(CommandStore(**database).commands()->size(), 1); // written back
}

void TestCommandCatalog::aVanishedFolderKeepsItsCommands()
{
    Window window(m_file);
    window.catalog.load();
    window.catalog.addFolder(m_project);
    QTRY_COMPARE(window.names().size(), 2);
    QTRY_VERIFY(!window.catalog.isScanning());
    QVERIFY(QDir(m_project).removeRecursively());
    window.catalog.refreshAll();
    QVERIFY(window.catalog.isScanning());
    QTRY_VERIFY(!window.catalog.isScanning());
    QCOMPARE(window.names().size(), 2);
    QCOMPARE(window.catalog.problems().size(), 1);
}

void TestCommandCatalog::removingWhileScanning()
{
    Window window(m_file);
    window.catalog.load();
    QSignalSpy failed(&window.catalog, &CommandCatalog::failed);
    QSignalSpy folders(&window.catalog, &CommandCatalog::foldersChanged);
    window.catalog.addFolder(m_project);
    window.catalog.removeFolder(m_project);
    QTRY_COMPARE(folders.size(), 2);
    QTRY_VERIFY(!window.catalog.isScanning());
    QVERIFY(window.catalog.folders().isEmpty());
    QVERIFY(window.names().isEmpty());
    window.catalog.addFolder(m_project);
    QTRY_COMPARE(window.names().size(), 2);
    QCOMPARE(failed.size(), 0);
}

void TestCommandCatalog::aFolderThatCannotBeAdded()
{
    Window window(m_file);
    window.catalog.load();
    QSignalSpy failed(&window.catalog, &CommandCatalog::failed);
    window.catalog.addFolder(m_project + u"/missing"_s);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.last().first().value<Error>().code, ErrorCode::NotFound);
    window.catalog.addFolder(m_project);
    QVERIFY(QDir().mkpath(m_project + u"/inner"_s));
    window.catalog.addFolder(m_project + u"/inner"_s);
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(failed.last().first().value<Error>().code, ErrorCode::AlreadyExists);
    QVERIFY(failed.last().first().value<Error>().detail.contains(m_project));
    QCOMPARE(window.catalog.folders().size(), 1);
}

void TestCommandCatalog::trustIsTold()
{
    Window window(m_file);
    window.catalog.load();
    window.catalog.addFolder(m_project);
    QTRY_COMPARE(window.names().size(), 2);
    QVERIFY(!window.catalog.isTrusted(m_project));
    QTRY_VERIFY(!window.catalog.isScanning());
    QSignalSpy folders(&window.catalog, &CommandCatalog::foldersChanged);
    QSignalSpy scanning(&window.catalog, &CommandCatalog::scanningChanged);
    window.catalog.setTrusted(m_project, true);
    QTRY_COMPARE(folders.size(), 1);
    QVERIFY(window.catalog.isTrusted(m_project + u"/below"_s));
    QVERIFY(window.catalog.folders().first().trusted);
    QTRY_COMPARE(scanning.size(), 2); // again, with what is allowed now
    window.catalog.setTrusted(m_project, false);
    QTRY_VERIFY(!window.catalog.isTrusted(m_project));
    QTRY_VERIFY(!window.catalog.isScanning());
}

void TestCommandCatalog::ownCommandsAndFavourites()
{
    Window window(m_file);
    window.catalog.load();
    window.catalog.addFolder(m_project);
    QTRY_COMPARE(window.names().size(), 2);
    Command own;
    own.id = u"own::hello"_s;
    own.name = u"hello"_s;
    own.source = u"own"_s;
    own.folder = m_project; // typed in for this project
    own.argv = {u"echo"_s, u"hello"_s};
    window.catalog.saveOwn(own);
    window.catalog.setFavourite(own.absoluteId(), true);
    QTRY_COMPARE(window.catalog.favourites(), QSet<QString>{own.absoluteId()});
    QCOMPARE(window.names(), (QStringList{u"build"_s, u"deploy"_s, u"hello"_s}));
    window.catalog.refreshAll();
    QTRY_VERIFY(!window.catalog.isScanning());
    QCOMPARE(window.catalog.command(own.absoluteId()).value_or(Command()), own);
    window.catalog.setFavourite(own.absoluteId(), false);
    window.catalog.removeOwn(own.id);
    QTRY_COMPARE(window.names().size(), 2);
    QVERIFY(window.catalog.favourites().isEmpty());
    QSignalSpy failed(&window.catalog, &CommandCatalog::failed);
    window.catalog.removeOwn(own.id);
    QTRY_COMPARE(failed.size(), 1);
}

void TestCommandCatalog::anotherWindowsChangesAreShown()
{
    Window first(m_file);
    Window second(m_file);
    first.catalog.load();
    second.catalog.load();
    QTRY_VERIFY(first.catalog.isLoaded() && second.catalog.isLoaded());
    first.catalog.addFolder(m_project);
    QTRY_COMPARE(second.names(), (QStringList{u"build"_s, u"deploy"_s}));
    second.catalog.removeFolder(m_project);
    QTRY_VERIFY(first.catalog.folders().isEmpty());
    QTRY_VERIFY(first.names().isEmpty());
}

void TestCommandCatalog::scanningIsToldOnceEach()
{
    Window window(m_file);
    window.catalog.load();
    QSignalSpy scanning(&window.catalog, &CommandCatalog::scanningChanged);
    window.catalog.addFolder(m_project);
    QTRY_COMPARE(scanning.size(), 2);
    QCOMPARE(scanning.at(0).first().toBool(), true);
    QCOMPARE(scanning.at(1).first().toBool(), false);
    window.catalog.refreshAll();
    window.catalog.refreshAll(); // cancels the first and asks anew
    QTRY_COMPARE(scanning.size(), 4);
    QVERIFY(!window.catalog.isScanning());
}

void TestCommandCatalog::aDatabaseThatCannotBeOpened()
{
    Window window(m_project + u"/Makefile/test.db"_s);
    QSignalSpy failed(&window.catalog, &CommandCatalog::failed);
    window.catalog.load();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!window.catalog.isLoaded());
}

void TestCommandCatalog::otherOptionsScanAgain()
{
    Window window(m_file);
    window.catalog.load();
    window.catalog.addFolder(m_project);
    QTRY_COMPARE(window.names().size(), 2);
    QTRY_VERIFY(!window.catalog.isScanning());
    DiscoveryOptions options = window.catalog.options();
    window.catalog.setOptions(options);
    QVERIFY(!window.catalog.isScanning());
    options.loginPath = u"/opt/bin"_s;
    window.catalog.setOptions(options);
    QVERIFY(window.catalog.isScanning());
    QCOMPARE(window.catalog.options().loginPath, u"/opt/bin"_s);
    QTRY_VERIFY(!window.catalog.isScanning());
}

#ifdef Q_OS_UNIX
void TestCommandCatalog::theCommandsOfThisComputer()
{
    const QString home = QFileInfo(m_file).path() + u"/home"_s;
    QVERIFY(QDir().mkpath(home + u"/applications"_s));
    for (const char *variable : {"HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_CONFIG_HOME"})
        qputenv(variable, QFile::encodeName(home));
    qputenv("SHELL", "/bin/sh"); // has no names to tell
    QFile entry(home + u"/applications/zz.desktop"_s);
    QVERIFY(entry.open(QIODevice::WriteOnly));
    entry.write("[Desktop Entry]\nType=Application\nName=Zeichnen\nExec=draw %f\n");
    entry.close();

    Window window(m_file);
    window.catalog.load();
    window.catalog.addFolder(m_project);
    QTRY_COMPARE(window.names().size(), 2);
    QTRY_VERIFY(!window.catalog.isScanning());
    window.catalog.showComputer(true);
    QTRY_VERIFY(window.names().contains(u"Zeichnen"_s));
    const auto command = window.catalog.command(u"/computer:desktop:zz.desktop"_s);
    QVERIFY(command);
    // It is in no folder, so no reading of the database takes it away.
    window.catalog.setFavourite(command->absoluteId(), true);
    QTRY_VERIFY(window.catalog.favourites().contains(command->absoluteId()));
    QVERIFY(window.names().contains(u"Zeichnen"_s));
    QVERIFY(entry.remove());
    window.catalog.refreshAll();
    QTRY_VERIFY(!window.names().contains(u"Zeichnen"_s));
    QVERIFY(entry.open(QIODevice::WriteOnly));
    entry.write("[Desktop Entry]\nType=Application\nName=Zeichnen\nExec=draw\n");
    entry.close();
    window.catalog.refreshAll();
    QTRY_VERIFY(window.names().contains(u"Zeichnen"_s));
    window.catalog.showComputer(false);
    QVERIFY(!window.names().contains(u"Zeichnen"_s));
    QTRY_VERIFY(!window.catalog.isScanning());
}
#endif

QTEST_GUILESS_MAIN(TestCommandCatalog)
#include "tst_commandcatalog.moc"
