// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandmarks.h"

#include <QJsonArray>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestCommandMarks final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void surviveJson();
    void nonsenseIsLeftOut();
    void tags_data();
    void tags();
    void areApplied();
    void whatHides_data();
    void whatHides();
};

static Command makeCommand()
{
    Command command;
    command.folder = u"/srv/shop"_s;
    command.source = u"make"_s;
    command.name = u"build"_s;
    command.id = Command::makeId(command.source, u"Makefile"_s, command.name);
    return command;
}

void TestCommandMarks::surviveJson()
{
    for (int i = 0; i <= commandColorCount; ++i) {
        const CommandMarks marks{{u"a"_s, u"größer"_s}, CommandColor(i), i % 2 == 0};
        QCOMPARE(CommandMarks::fromJson(marks.toJson()), marks);
        QCOMPARE(int(*commandColorFromString(toString(CommandColor(i)))), i);
    }
    QVERIFY(CommandMarks().toJson().isEmpty()); // what nobody marked is not written
}

void TestCommandMarks::nonsenseIsLeftOut()
{
    const QJsonObject json{{u"tags"_s, QJsonArray{u"#a"_s, u" "_s, u"a"_s, 5}},
                           {u"color"_s, u"infrared"_s},
                           {u"hidden"_s, u"yes"_s}};
    QCOMPARE(CommandMarks::fromJson(json), (CommandMarks{{u"a"_s}, CommandColor::None, {}}));
}

void TestCommandMarks::tags_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("tags");
    QTest::newRow("none") << u" , # "_s << QStringList();
    QTest::newRow("blanks") << u" a  b"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("commas and signs") << u"#a,b; ##c"_s << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("twice") << u"Deploy deploy"_s << QStringList{u"Deploy"_s};
}

void TestCommandMarks::tags()
{
    QFETCH(QString, typed);
    QTEST(tagsFromText(typed), "tags");
}

void TestCommandMarks::areApplied()
{
    Command command = makeCommand();
    command.tags = {u"ci"_s};
    const Command before = command;
    const MarksById marks{{command.absoluteId(), {{u"CI"_s, u"slow"_s}, CommandColor::Red, true}}};
    applyMarks(command, marks);
    QCOMPARE(command.tags, (QStringList{u"ci"_s, u"slow"_s})); // each once
    QVERIFY(command.hidden);
    removeMarks(command, marks, before.hidden);
    QVERIFY(command == before);
}

void TestCommandMarks::whatHides_data()
{
    QTest::addColumn<bool>("bySource"); // its file says so
    QTest::addColumn<int>("own");       // -1: nothing said
    QTest::addColumn<QString>("place");
    QTest::addColumn<bool>("hidden");
    const QString shop = u"/srv/shop"_s;
    QTest::newRow("nothing") << false << -1 << QString() << false;
    QTest::newRow("private") << true << -1 << QString() << true;
    QTest::newRow("private, shown by a person") << true << 0 << QString() << false;
    QTest::newRow("the person") << false << 1 << QString() << true;
    QTest::newRow("the source in the folder") << false << -1 << placeKey(shop, u"make"_s) << true;
    QTest::newRow("another source") << false << -1 << placeKey(shop, u"npm"_s) << false;
    QTest::newRow("another folder") << false << -1 << placeKey(u"/srv"_s, u"make"_s) << false;
    QTest::newRow("the folder") << false << -1 << placeKey(shop) << true;
    QTest::newRow("the folder, but not this one") << false << 0 << placeKey(shop) << false;
}

void TestCommandMarks::whatHides()
{
    QFETCH(bool, bySource);
    QFETCH(int, own);
    QFETCH(QString, place);
    Command command = makeCommand();
    command.hidden = bySource;
    MarksById marks;
    if (own >= 0)
        marks[command.absoluteId()].hidden = own == 1;
    if (!place.isEmpty())
        marks[place].hidden = true;
    applyMarks(command, marks);
    QTEST(command.hidden, "hidden");
}

QTEST_APPLESS_MAIN(TestCommandMarks)
#include "tst_commandmarks.moc"
