// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/commandstore.h"
#include "core/storage/folderstore.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestCommandStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void givesBackWhatWasFound();
    void replacesOneFolderOnly();
    void aFolderThatIsNotListedIsRefused();
    void theSameAgainWritesNothing();
    void aDoubleIdIsKeptOnce();
    void ownCommandsStay();
    void marks();
    void favourites();
    void settings();
    void presets();
    void presetsThatAreNotThere();
    void aBrokenRowHidesNoOther();

private:
    Command command(const QString &name, const QString &folder) const
    {
        Command result;
        result.id = Command::makeId(u"django"_s, u"shop/manage.py"_s, name);
        result.name = name;
        result.source = u"django"_s;
        result.folder = folder;
        result.project = u"shop"_s;
        result.file = u"shop/manage.py"_s;
        result.line = 12;
        result.description = u"Grüßt 'jemanden'.\n\"Zeile 2\" 🙂"_s;
        result.argv = {u"python"_s, u"manage.py"_s, name, u"a b"_s, u"new\nline"_s};
        result.workingDirectory = folder + u"/shop"_s;
        result.environment = {{u"A"_s, u"1"_s}};
        result.endOfOptions = true;
        result.freeArgumentsPrefix = {u"--"_s};
        result.hidden = true;
        result.confirmation = u"Sure?"_s;
        Parameter parameter;
        parameter.name = u"times"_s;
        parameter.flags = {u"-n"_s, u"--times"_s};
        parameter.kind = ParameterKind::Option;
        parameter.type = ParameterType::Integer;
        parameter.minimum = 0.5;
        parameter.choices = {u"1"_s, u"2"_s};
        result.parameters = {parameter};
        return result;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_shop;
    QString m_site;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<CommandStore> m_store;
};

void TestCommandStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto database = Database::open(m_folder->filePath(u"test.db"_s));
    QVERIFY(database);
    m_database = std::move(*database);
    m_store = std::make_unique<CommandStore>(*m_database);
    FolderStore folders(*m_database);
    FakeClock clock;
    for (QString *folder : {&m_site, &m_shop}) {
        *folder = QFileInfo(m_folder->path()).canonicalFilePath()
            + (folder == &m_shop ? u"/shop"_s : u"/site"_s);
        QVERIFY(QDir().mkpath(*folder));
        QVERIFY(folders.add(*folder, clock.now()));
        clock.advance(1);
    }
}

void TestCommandStore::cleanup()
{
    m_store.reset();
    m_database.reset();
}

void TestCommandStore::givesBackWhatWasFound()
{
    const QList<Command> found{command(u"zoo"_s, m_shop), command(u"greet"_s, m_shop)};
    const QList<DiscoveryProblem> problems{
        {m_shop, u"npm"_s, u"package.json"_s, 3, u"not JSON: 'x'"_s, u"repair it"_s}};
    QVERIFY(m_store->replaceFolder(m_shop, found, problems));
    QCOMPARE(m_store->commands().value(), found); // in the order given
    QCOMPARE(m_store->problems().value(), problems);
}

void TestCommandStore::replacesOneFolderOnly()
{
    QVERIFY(m_store->replaceFolder(m_shop, {command(u"a"_s, m_shop), command(u"b"_s, m_shop)}, {}));
    QVERIFY(m_store->replaceFolder(m_site, {command(u"a"_s, m_site)},
                                   {{m_site, u"x"_s, {}, 0, u"m"_s, {}}}));
    QVERIFY(m_store->replaceFolder(m_shop, {command(u"c"_s, m_shop)}, {}));
    const QList<Command> expected{command(u"a"_s, m_site), command(u"c"_s, m_shop)}; // in the order
                                                                                     // of the
                                                                                     // folders
    QCOMPARE(m_store->commands().value(), expected);
    QCOMPARE(m_store->problems()->size(), 1);
    QVERIFY(m_store->replaceFolder(m_site, {}, {}));
    QCOMPARE(m_store->commands()->size(), 1);
    QCOMPARE(m_store->problems()->size(), 0);
}

void TestCommandStore::aFolderThatIsNotListedIsRefused()
{
    FolderStore folders(*m_database);
    QVERIFY(folders.setTrusted(m_folder->path(), true, FakeClock().now())); // known, but not listed
    for (const QString &folder : {u"/nowhere"_s, FolderStore::normalized(m_folder->path())}) {
        const auto refused = m_store->replaceFolder(folder, {command(u"a"_s, folder)}, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NotFound);
        QCOMPARE(refused.error().subject, folder);
    }
}

void TestCommandStore::theSameAgainWritesNothing()
{
    const QList<Command> found{command(u"a"_s, m_shop)};
    const QList<DiscoveryProblem> problems{{m_shop, u"x"_s, {}, 0, u"m"_s, {}}};
    QVERIFY(m_store->replaceFolder(m_shop, found, problems));
    auto other = Database::open(m_database->file());
    QVERIFY(other);
    const qint64 before = (*other)->dataVersion();
    QVERIFY(m_store->replaceFolder(m_shop, found, problems));
    QCOMPARE((*other)->dataVersion(), before);
    QVERIFY(m_store->replaceFolder(m_shop, found, {}));
    QVERIFY((*other)->dataVersion() != before);
}

void TestCommandStore::aDoubleIdIsKeptOnce()
{
    Command second = command(u"a"_s, m_shop);
    second.description = u"second"_s;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"twice"_s));
    QVERIFY(m_store->replaceFolder(m_shop,
                                   {command(u"a"_s, m_shop), second, command(u"b"_s, m_shop)}, {}));
    const QList<Command> expected{command(u"a"_s, m_shop), command(u"b"_s, m_shop)};
    QCOMPARE(m_store->commands().value(), expected);
}

void TestCommandStore::ownCommandsStay()
{
    Command own = command(u"mine"_s, {});
    own.id = u"own::mine"_s;
    QVERIFY(m_store->saveOwn(own));
    QVERIFY(m_store->replaceFolder(m_shop, {}, {}));
    own.description = u"changed"_s;
    QVERIFY(m_store->saveOwn(own));
    QCOMPARE(m_store->ownCommands().value(), QList<Command>{own});
    QCOMPARE(m_store->commands().value(), QList<Command>{own});
    QVERIFY(m_store->removeOwn(own.id));
    QCOMPARE(m_store->removeOwn(own.id).error().code, ErrorCode::NotFound);
    QVERIFY(m_store->ownCommands()->isEmpty());
    QCOMPARE(m_store->saveOwn({}).error().code, ErrorCode::InvalidFormat);
}

void TestCommandStore::marks()
{
    const QString id = command(u"it's"_s, m_shop).absoluteId();
    const CommandMarks red{{u"slow"_s}, CommandColor::Red, true};
    CommandMarks hidden;
    hidden.hidden = true;
    QVERIFY(m_store->saveMarks({{id, red}, {placeKey(m_shop, u"make"_s), hidden}}));
    QCOMPARE(m_store->marks().value(),
             (MarksById{{id, red}, {placeKey(m_shop, u"make"_s), hidden}}));
    QVERIFY(m_store->saveMarks({{id, {}}})); // the other one stays
    QCOMPARE(m_store->marks().value(), (MarksById{{placeKey(m_shop, u"make"_s), hidden}}));
}

void TestCommandStore::favourites()
{
    const QString id = command(u"it's"_s, m_shop).absoluteId();
    QVERIFY(m_store->setFavourite(id, true));
    QVERIFY(m_store->setFavourite(id, true));
    QVERIFY(m_store->setFavourite(u"a"_s, true));
    QCOMPARE(m_store->favourites().value(), (QStringList{id, u"a"_s}));
    QVERIFY(m_store->setFavourite(id, false));
    QVERIFY(m_store->setFavourite(id, false));
    QCOMPARE(m_store->favourites().value(), QStringList{u"a"_s});
}

void TestCommandStore::settings()
{
    QVERIFY(m_store->settings()->isEmpty());
    const QString id = command(u"it's"_s, m_shop).absoluteId();
    QVERIFY(m_store->saveSettings(id, {.terminal = true}));
    QVERIFY(m_store->saveSettings(u"a"_s, {.terminal = true}));
    QVERIFY(m_store->replaceFolder(m_shop, {}, {})); // a scan that finds nothing
    QCOMPARE(
        m_store->settings().value(),
        (QHash<QString, CommandSettings>{{id, {.terminal = true}}, {u"a"_s, {.terminal = true}}}));
    QVERIFY(m_store->saveSettings(id, {}));
    QCOMPARE(m_store->settings()->keys(), QStringList{u"a"_s});
}

void TestCommandStore::presets()
{
    QVERIFY(m_store->presets()->isEmpty());
    const QString id = command(u"it's"_s, m_shop).absoluteId();
    const CommandPreset staging{u"staging"_s, {{u"host"_s, {u"a b"_s, u"c"_s}}}, u"-v 'x y'"_s};
    CommandPreset live{u"Live 🙂"_s, {{u"host"_s, {u"example.org"_s}}}, {}};
    QVERIFY(m_store->savePreset(id, staging));
    QVERIFY(m_store->savePreset(id, live));
    QVERIFY(m_store->savePreset(u"other"_s, staging));
    QVERIFY(m_store->replaceFolder(m_shop, {}, {})); // a scan that finds nothing
    const QList<CommandPreset> both{live, staging};
    QCOMPARE(m_store->presets()->value(id), both);
    live.values = {};
    QVERIFY(m_store->savePreset(id, live)); // the same name: replaced
    QVERIFY(m_store->renamePreset(id, u"staging"_s, u"a"_s));
    const QList<CommandPreset> renamed{{u"a"_s, staging.values, staging.freeArguments}, live};
    QCOMPARE(m_store->presets()->value(id), renamed);
    QVERIFY(m_store->removePreset(id, u"a"_s));
    QCOMPARE(m_store->presets()->value(id), QList<CommandPreset>{live});
    QCOMPARE(m_store->presets()->value(u"other"_s), QList<CommandPreset>{staging});
}

void TestCommandStore::presetsThatAreNotThere()
{
    QVERIFY(m_store->savePreset(u"x"_s, {u"a"_s, {}, {}}));
    QVERIFY(m_store->savePreset(u"x"_s, {u"b"_s, {}, {}}));
    QCOMPARE(m_store->savePreset(u"x"_s, {u" "_s, {}, {}}).error().code, ErrorCode::InvalidFormat);
    QCOMPARE(m_store->removePreset(u"x"_s, u"c"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->renamePreset(u"x"_s, u"c"_s, u"d"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->renamePreset(u"x"_s, u"a"_s, u"b"_s).error().code, ErrorCode::AlreadyExists);
    QCOMPARE(m_store->presets()->value(u"x"_s).size(), 2);
}

void TestCommandStore::aBrokenRowHidesNoOther()
{
    QVERIFY(m_store->replaceFolder(m_shop, {command(u"a"_s, m_shop), command(u"b"_s, m_shop)}, {}));
    QVERIFY(m_database->execute(u"UPDATE commands SET json = '{' WHERE position = 0"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not JSON"_s));
    QCOMPARE(m_store->commands().value(), QList<Command>{command(u"b"_s, m_shop)});
}

QTEST_GUILESS_MAIN(TestCommandStore)
#include "tst_commandstore.moc"
