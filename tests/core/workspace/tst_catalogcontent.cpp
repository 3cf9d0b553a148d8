// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/catalogcontent.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

Command command(const QString &folder, const QString &name, const QString &parameter = {})
{
    Command result;
    result.source = u"django"_s;
    result.id = Command::makeId(result.source, u"manage.py"_s, name);
    result.name = name;
    result.folder = folder;
    if (!parameter.isEmpty()) {
        Parameter p;
        p.name = parameter;
        result.parameters = {p};
    }
    return result;
}

Folder folder(const QString &path, bool trusted = false)
{
    return {path, trusted, true, QDateTime({2026, 3, 14}, {0, 0}, Qt::UTC)};
}

DiscoveryResult result(const QString &path, const QList<Command> &commands, int tier,
                       qint64 filesSeen = 10)
{
    DiscoveryResult found;
    found.folder = path;
    found.commands = commands;
    found.tier = tier;
    found.filesSeen = filesSeen;
    return found;
}

QStringList names(const CatalogContent &content)
{
    QStringList list;
    for (const Command &each : content.commands())
        list.append(each.folder + u' ' + each.name + (each.parameters.isEmpty() ? u""_s : u"+"_s));
    return list;
}

} // namespace

class TestCatalogContent final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesASnapshot();
    void theSameSnapshotChangesNothing();
    void tellsWhatToScan();
    void keepsItsOwnOfAFolderBeingScanned();
    void tier1KeepsWhatTier2Knew();
    void theFinishedResultReplaces();
    void resultsOfUnknownFoldersAreIgnored();
    void aFolderThatCannotBeReadKeepsItsCommands();
    void sortsByFolderProjectSourceName();
    void chainsHaveWords();
    void trust();
};

void TestCatalogContent::takesASnapshot()
{
    CatalogContent content;
    Command own = command({}, u"mine"_s);
    own.id = u"own::mine"_s;
    const auto changes = content.apply(
        {{folder(u"/b"_s), folder(u"/a"_s, true)},
         {{u"/a"_s, true}},
         {command(u"/a"_s, u"y"_s), command(u"/b"_s, u"x"_s), command(u"/gone"_s, u"z"_s)},
         {own},
         {{u"/a"_s, u"npm"_s, {}, 0, u"second"_s, {}}, {u"/b"_s, u"npm"_s, {}, 0, u"first"_s, {}}},
         {own.absoluteId()}},
        {});
    QVERIFY(changes.folders);
    QVERIFY(changes.commands);
    QCOMPARE(changes.toScan, (QStringList{u"/b"_s, u"/a"_s}));
    QCOMPARE(changes.gone, QStringList());
    QCOMPARE(names(content), (QStringList{u" mine"_s, u"/a y"_s, u"/b x"_s}));
    QCOMPARE(content.problems().size(), 2);
    QCOMPARE(content.problems().first().message, u"first"_s);
    QCOMPARE(content.favourites(), QSet<QString>{own.absoluteId()});
    QCOMPARE(content.command(u"/a/django:manage.py:y"_s)->name, u"y"_s);
    QVERIFY(!content.command(u"/a/django:manage.py:nothing"_s));
}

void TestCatalogContent::theSameSnapshotChangesNothing()
{
    CatalogContent content;
    const CatalogSnapshot snapshot{{folder(u"/a"_s)}, {}, {command(u"/a"_s, u"x"_s)}, {}, {},
                                   {u"f"_s}};
    content.apply(snapshot, {});
    const auto changes = content.apply(snapshot, {});
    QVERIFY(!changes.folders);
    QVERIFY(!changes.commands);
    QVERIFY(changes.toScan.isEmpty());
}

void TestCatalogContent::tellsWhatToScan()
{
    CatalogContent content;
    content.apply({{folder(u"/a"_s), folder(u"/b"_s)}, {}, {}, {}, {}, {}}, {});
    const auto changes = content.apply(
        {{folder(u"/a"_s, true), folder(u"/c"_s)}, {}, {}, {}, {}, {}}, {});
    QCOMPARE(changes.toScan, (QStringList{u"/a"_s, u"/c"_s}));
    QCOMPARE(changes.gone, QStringList{u"/b"_s});
    QVERIFY(changes.folders);
}

void TestCatalogContent::keepsItsOwnOfAFolderBeingScanned()
{
    CatalogContent content;
    const CatalogSnapshot old{{folder(u"/a"_s)}, {}, {command(u"/a"_s, u"old"_s)}, {}, {}, {}};
    content.apply({{folder(u"/a"_s)}, {}, {}, {}, {}, {}}, {});
    content.applyTier1(result(u"/a"_s, {command(u"/a"_s, u"new"_s)}, 1));
    content.apply(old, {u"/a"_s});
    QCOMPARE(names(content), QStringList{u"/a new"_s});
    content.apply(old, {});
    QCOMPARE(names(content), QStringList{u"/a old"_s});
}

void TestCatalogContent::tier1KeepsWhatTier2Knew()
{
    CatalogContent content;
    content.apply({{folder(u"/a"_s, true)},
                   {},
                   {command(u"/a"_s, u"kept"_s, u"times"_s), command(u"/a"_s, u"hidden"_s, u"x"_s)},
                   {},
                   {},
                   {}},
                  {});
    QVERIFY(content.applyTier1(
        result(u"/a"_s, {command(u"/a"_s, u"kept"_s), command(u"/a"_s, u"new"_s)}, 1)));
    QCOMPARE(names(content), (QStringList{u"/a hidden+"_s, u"/a kept+"_s, u"/a new"_s}));
    QVERIFY(!content.applyTier1(
        result(u"/a"_s, {command(u"/a"_s, u"kept"_s), command(u"/a"_s, u"new"_s)}, 1)));
    // Static knowledge that has parameters is as good, and fresher.
    content.applyTier1(result(u"/a"_s, {command(u"/a"_s, u"kept"_s, u"static"_s)}, 1));
    QCOMPARE(content.command(u"/a/django:manage.py:kept"_s)->parameters.first().name, u"static"_s);
}

void TestCatalogContent::theFinishedResultReplaces()
{
    CatalogContent content;
    content.apply({{folder(u"/a"_s, true)},
                   {},
                   {command(u"/a"_s, u"old"_s, u"p"_s)},
                   {},
                   {{u"/a"_s, {}, {}, 0, u"old"_s, {}}},
                   {}},
                  {});
    DiscoveryResult cancelled = result(u"/a"_s, {}, 1);
    cancelled.cancelled = true;
    QVERIFY(!content.applyFinished(cancelled));
    QCOMPARE(names(content), QStringList{u"/a old+"_s});
    QVERIFY(content.applyFinished(result(u"/a"_s, {command(u"/a"_s, u"new"_s)}, 2)));
    QCOMPARE(names(content), QStringList{u"/a new"_s});
    QVERIFY(content.problems().isEmpty());
    QVERIFY(!content.applyFinished(result(u"/a"_s, {command(u"/a"_s, u"new"_s)}, 2)));
    QVERIFY(content.applyFinished(result(u"/a"_s, {}, 2))); // the last command was removed
    QCOMPARE(names(content), QStringList());
}

void TestCatalogContent::resultsOfUnknownFoldersAreIgnored()
{
    CatalogContent content;
    QVERIFY(!content.applyTier1(result(u"/a"_s, {command(u"/a"_s, u"x"_s)}, 1)));
    QVERIFY(!content.applyFinished(result(u"/a"_s, {command(u"/a"_s, u"x"_s)}, 2)));
    QCOMPARE(names(content), QStringList());
}

void TestCatalogContent::aFolderThatCannotBeReadKeepsItsCommands()
{
    CatalogContent content;
    content.apply({{folder(u"/a"_s)}, {}, {command(u"/a"_s, u"x"_s)}, {}, {}, {}}, {});
    DiscoveryResult unreadable = result(u"/a"_s, {}, 1, 0);
    unreadable.problems = {{u"/a"_s, {}, {}, 0, u"no such folder"_s, {}}};
    QVERIFY(content.applyFinished(unreadable));
    QCOMPARE(names(content), QStringList{u"/a x"_s});
    QCOMPARE(content.problems().size(), 1);
}

void TestCatalogContent::sortsByFolderProjectSourceName()
{
    CatalogContent content;
    QList<Command> unsorted;
    for (const auto &[path, project, source, name] : {std::tuple{"/b", "", "npm", "a"},
                                                      {"/a", "z", "make", "a"},
                                                      {"/a", "m", "npm", "a"},
                                                      {"/a", "m", "make", "b"},
                                                      {"/a", "m", "make", "a"}}) {
        Command each = command(QLatin1String(path), QLatin1String(name));
        each.project = QLatin1String(project);
        each.source = QLatin1String(source);
        each.id = Command::makeId(each.source, each.project, each.name);
        unsorted.append(each);
    }
    content.apply({{folder(u"/a"_s), folder(u"/b"_s)}, {}, unsorted, {}, {}, {}}, {});
    QStringList order;
    for (const Command &each : content.commands())
        order.append(each.folder + each.project + each.source + each.name);
    QCOMPARE(order,
             (QStringList{u"/ammakea"_s, u"/ammakeb"_s, u"/amnpma"_s, u"/azmakea"_s, u"/bnpma"_s}));
}

// Those that are kept in the database have none: our programs may lie elsewhere tomorrow.
void TestCatalogContent::chainsHaveWords()
{
    CatalogContent content;
    content.setDataPaths(DataPaths(u"/data"_s));
    Command chain = command(u"/a"_s, u"x"_s);
    chain.argv.clear();
    chain.steps = {{u"y"_s, {}}};
    content.apply({{folder(u"/a"_s)}, {}, {chain}, {}, {}, {}, {}, {}, {}}, {});
    QCOMPARE(content.commands().first().argv.sliced(1),
             QStringList({u"chain"_s, u"--data-dir"_s, u"/data"_s, chain.absoluteId()}));
    QCOMPARE(content.commandsOf(u"/a"_s), QList<Command>{chain});
}

void TestCatalogContent::trust()
{
    CatalogContent content;
    content.apply({{}, {{u"/a"_s, true}, {u"/a/bad"_s, false}}, {}, {}, {}, {}}, {});
    QVERIFY(content.isTrusted(u"/a/b/c"_s));
    QVERIFY(content.isTrusted(u"/a/"_s));
    QVERIFY(!content.isTrusted(u"/a/b/../bad/x"_s));
    QVERIFY(!content.isTrusted(u"/ab"_s));
    QVERIFY(!content.isTrusted({}));
}

QTEST_GUILESS_MAIN(TestCatalogContent)
#include "tst_catalogcontent.moc"
