// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/lenslibrary.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestLensLibrary final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void remembersOwnSets();
    void remembersChoices();
    void choiceRoundTrip();
    void brokenChoice();
};

void TestLensLibrary::remembersOwnSets()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"a.db"_s);
    LineRuleSet mine{LensLibrary::newSetId(), u"Mine"_s, false, {}};
    mine.rules.append(LineRule());
    mine.rules[0].name = u"x"_s;
    mine.rules[0].pattern = LinePattern::literal(u"x"_s);
    {
        DatabaseWorker worker(file);
        worker.start();
        LensLibrary library(worker);
        QVERIFY(library.sets().size() > 5);
        QVERIFY(library.ownSets().isEmpty());
        QSignalSpy changed(&library, &LensLibrary::setsChanged);
        library.setOwnSets({mine, {u"own:2"_s, u"Second"_s, false, {}}});
        QCOMPARE(changed.size(), 1);
        library.setOwnSets({mine});
        QCOMPARE(library.sets().constLast().name, u"Mine"_s);
        bool done = false;
        library.choice({}, u"x"_s, &library, [&done](const auto &) { done = true; });
        QTRY_VERIFY(done); // what was given before is written by now
    }
    DatabaseWorker worker(file);
    worker.start();
    LensLibrary library(worker);
    library.load();
    QTRY_COMPARE(library.ownSets().size(), 1);
    QVERIFY(library.ownSets().constFirst() == mine);
}

void TestLensLibrary::remembersChoices()
{
    const QTemporaryDir folder;
    DatabaseWorker worker(folder.filePath(u"a.db"_s));
    worker.start();
    LensLibrary library(worker);
    LensChoice choice;
    choice.ruleSets = {u"builtin:npm"_s};
    choice.hiddenClasses = lineClassBit(LineClass::Debug);
    choice.filters.filters.append({LineFilter::Kind::Exclude, LinePattern::literal(u"a"_s), 0, 0,
                                   true});
    library.remember(u"/shop"_s, u"c"_s, choice);
    std::optional<std::optional<LensChoice>> found;
    std::optional<std::optional<LensChoice>> other;
    library.choice(u"/shop"_s, u"c"_s, &library, [&found](const auto &c) { found = c; });
    library.choice(u"/shop"_s, u"d"_s, &library, [&other](const auto &c) { other = c; });
    QTRY_VERIFY(other.has_value());
    QVERIFY(found && *found && **found == choice);
    QVERIFY(!*other);
}

void TestLensLibrary::choiceRoundTrip()
{
    LensChoice choice;
    choice.hiddenClasses = lineClassBit(LineClass::Sql) | lineClassBit(LineClass::Plain);
    choice.ruleSets = {u"a"_s, u"b"_s};
    choice.filters.anyInclude = true;
    choice.filters.filters.append({LineFilter::Kind::Include, LinePattern::literal(u"ä"_s), 1, 2,
                                   false});
    choice.encoding = OutputEncoding::Utf16Be;
    QVERIFY(LensChoice::fromJson(choice.toJson()) == choice);
    // What an earlier version wrote, or a later one.
    QJsonObject json = choice.toJson();
    json.remove("encoding"_L1);
    QCOMPARE(LensChoice::fromJson(json).encoding, OutputEncoding::Automatic);
    json.insert("encoding"_L1, u"UTF-64"_s);
    QCOMPARE(LensChoice::fromJson(json).encoding, OutputEncoding::Automatic);
    QCOMPARE(LensChoice::fromJson(json).ruleSets, choice.ruleSets);
}

void TestLensLibrary::brokenChoice()
{
    const LensChoice choice = LensChoice::fromJson({{"hidden"_L1, 3}, {"filters"_L1, u"x"_s}});
    QVERIFY(choice == LensChoice());
}

QTEST_GUILESS_MAIN(TestLensLibrary)
#include "tst_lenslibrary.moc"
