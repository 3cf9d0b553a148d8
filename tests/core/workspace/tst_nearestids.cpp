// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/commandcatalog.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QList<Command> someCommands()
{
    QList<Command> commands;
    const auto add = [&commands](const QString &source, const QString &file, const QString &name,
                                 const QString &folder) {
        Command command;
        command.id = Command::makeId(source, file, name);
        command.name = name;
        command.source = source;
        command.folder = folder;
        commands.append(command);
    };
    add(u"django"_s, u"shop/manage.py"_s, u"greet"_s, u"/home/ann"_s);
    add(u"django"_s, u"shop/manage.py"_s, u"titles"_s, u"/home/ann"_s);
    add(u"django"_s, u"shop/manage.py"_s, u"import_orders"_s, u"/home/ann"_s);
    add(u"npm"_s, u"package.json"_s, u"build"_s, u"/home/ann"_s);
    add(u"npm"_s, u"package.json"_s, u"build"_s, u"/srv"_s);
    add(u"make"_s, u"Makefile"_s, u"deploy"_s, u"/home/ann"_s);
    add(u"script"_s, u"tools/Backup.sh"_s, u"Backup.sh"_s, u"/home/ann"_s);
    return commands;
}

} // namespace

class TestNearestIds final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void best_data();
    void best();
    void nothingNear_data();
    void nothingNear();
    void eachIdOnce();
    void atMostAsManyAsAsked();
};

void TestNearestIds::best_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("expected");
    const QString greet = u"django:shop/manage.py:greet"_s;
    QTest::newRow("letter missing in a name") << u"gret"_s << greet;
    QTest::newRow("letter missing in an id") << u"django:shop/manage.py:gret"_s << greet;
    QTest::newRow("swapped letters") << u"geret"_s << greet;
    QTest::newRow("other case") << u"GREET"_s << greet;
    QTest::newRow("wrong source") << u"npm:package.json:greet"_s << greet;
    QTest::newRow("without the source") << u"manage.py:greet"_s << greet;
    QTest::newRow("absolute") << u"/home/ann/django:shop/manage.py:grete"_s << greet;
    QTest::newRow("beginning") << u"imp"_s << u"django:shop/manage.py:import_orders"_s;
    QTest::newRow("part") << u"orders"_s << u"django:shop/manage.py:import_orders"_s;
    QTest::newRow("case of a file") << u"backup"_s << u"script:tools/Backup.sh:Backup.sh"_s;
    QTest::newRow("dash for underscore")
        << u"import-orders"_s << u"django:shop/manage.py:import_orders"_s;
}

void TestNearestIds::best()
{
    QFETCH(const QString, wanted);
    QFETCH(const QString, expected);
    QCOMPARE(nearestIds(wanted, someCommands()).value(0), expected);
}

void TestNearestIds::nothingNear_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::newRow("nothing alike") << u"xyzzy"_s;
    QTest::newRow("empty") << QString();
    QTest::newRow("one letter") << u"g"_s;
}

void TestNearestIds::nothingNear()
{
    QFETCH(const QString, wanted);
    QCOMPARE(nearestIds(wanted, someCommands()), QStringList());
    QCOMPARE(nearestIds(u"greet"_s, {}), QStringList());
}

void TestNearestIds::eachIdOnce()
{
    QCOMPARE(nearestIds(u"biuld"_s, someCommands()).count(u"npm:package.json:build"_s), 1);
}

void TestNearestIds::atMostAsManyAsAsked()
{
    QCOMPARE(nearestIds(u"django:shop/manage.py:x"_s, someCommands(), 2).size(), 2);
    QCOMPARE(nearestIds(u"django:shop/manage.py:x"_s, someCommands(), 0).size(), 0);
}

QTEST_GUILESS_MAIN(TestNearestIds)
#include "tst_nearestids.moc"
