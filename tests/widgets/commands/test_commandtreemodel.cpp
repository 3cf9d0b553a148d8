// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/computercommands.h"
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/commandfilterproxy.h"
#include "widgets/commands/commandtreemodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

// "group: row, row" for every group.
QStringList outline(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex group = model.index(row, 0);
        QStringList names;
        for (int child = 0; child < model.rowCount(group); ++child)
            names.append(model.index(child, 0, group).data().toString());
        lines.append(group.data().toString() + u": "_s + names.join(u", "_s));
    }
    return lines;
}

} // namespace

class TestCommandTreeModel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupsByProjectAndSource()
    {
        CommandTreeModel model;
        QAbstractItemModelTester tester(&model, fatal);
        Command own;
        own.id = u"own::backup"_s;
        own.source = u"own"_s;
        own.name = u"backup"_s;
        model.setContent(
            sampleCommands() + QList{own},
            {{u"/srv/demo"_s, u"npm"_s, u"site/package.json"_s, 3, u"bad"_s, u"fix it"_s}}, {});
        QCOMPARE(outline(model),
                 (QStringList{
                     u"My commands: backup"_s, u"shop  (Django): greet, import_orders, titles"_s,
                     u"shop  (npm): build, run-tests"_s, u"site  (make): greeting-cards, publish"_s,
                     u"⚠ Problems  (demo): site/package.json:3"_s}));
        QCOMPARE(model.commandCount(), 8);
        QCOMPARE(model.problemCount(), 1);
        QStringList projects;
        for (const auto &project : model.projects())
            projects.append(project.title);
        QCOMPARE(projects, (QStringList{u"My commands"_s, u"shop"_s, u"site"_s}));
        const QModelIndex problems = model.index(4, 0);
        const QString toolTip = model.index(0, 0, problems).data(Qt::ToolTipRole).toString();
        QCOMPARE(toolTip, u"site/package.json:3\nbad\nfix it"_s);
    }

    void thisComputerComesLast()
    {
        CommandTreeModel model;
        QAbstractItemModelTester tester(&model, fatal);
        Command unit;
        unit.id = u"computer:systemd:a.service"_s;
        unit.source = QLatin1String(computerSource);
        unit.project = unit.source;
        unit.name = u"a.service"_s;
        Command own;
        own.id = u"own::backup"_s;
        own.source = u"own"_s;
        own.name = u"backup"_s;
        model.setContent(sampleCommands() + QList{unit, own}, {}, {});
        const QModelIndex first = model.index(0, 0);
        const QModelIndex last = model.index(model.rowCount() - 1, 0);
        QCOMPARE(outline(model).last(), u"This Computer: a.service"_s);
        QVERIFY(last.data(CommandTreeModel::FoldedRole).toBool());
        QVERIFY(!first.data(CommandTreeModel::FoldedRole).toBool());
        QVERIFY(first.data(CommandTreeModel::ProjectRole)
                != last.data(CommandTreeModel::ProjectRole)); // own commands are another project
    }

    void mergesWithoutReset()
    {
        CommandTreeModel model;
        QAbstractItemModelTester tester(&model, fatal);
        const QList<Command> before = sampleCommands();
        model.setContent(before, {}, {});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const QPersistentModelIndex titles = model.indexOf(before.at(2).absoluteId());
        const QPersistentModelIndex publish = model.indexOf(before.at(6).absoluteId());

        QList<Command> after = before;
        after[6].description = u"Uploads the build."_s;
        after.removeAt(3); // npm build
        after.removeAt(0); // greet
        after.append(sampleCommand(u"/srv/demo"_s, u"api"_s, u"just"_s, u"serve"_s));
        after.append(sampleCommand(u"/srv/demo"_s, u"shop"_s, u"django"_s, u"a_first"_s));
        model.setContent(after, {}, {});

        QCOMPARE(outline(model),
                 (QStringList{
                     u"api  (just): serve"_s, u"shop  (Django): a_first, import_orders, titles"_s,
                     u"shop  (npm): run-tests"_s, u"site  (make): greeting-cards, publish"_s}));
        QVERIFY(titles.isValid());
        QCOMPARE(model.command(titles)->name, u"titles"_s);
        QCOMPARE(model.command(publish)->description, u"Uploads the build."_s);
        QCOMPARE(reset.count() + layout.count(), 0);

        changed.clear();
        model.setContent(after, {}, {});
        QCOMPARE(changed.count(), 0); // nothing new: nothing is repainted
        model.setContent({}, {}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void randomMerges()
    {
        CommandTreeModel model;
        QAbstractItemModelTester tester(&model, fatal);
        QRandomGenerator random(7);
        const QList<Command> all = manyCommands(200);
        for (int round = 0; round < 30; ++round) {
            QList<Command> some;
            for (const Command &command : all) {
                if (random.bounded(3) != 0)
                    some.append(command);
            }
            std::shuffle(some.begin(), some.end(), random);
            model.setContent(some, {}, {});
            CommandTreeModel fresh;
            fresh.setContent(some, {}, {});
            QCOMPARE(outline(model), outline(fresh));
        }
    }

    void favouritesAreMarked()
    {
        CommandTreeModel model;
        const QList<Command> commands = sampleCommands();
        model.setContent(commands, {}, {});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setContent(commands, {}, {commands.at(1).absoluteId()});
        QCOMPARE(changed.count(), 1);
        const QModelIndex index = model.indexOf(commands.at(1).absoluteId());
        QVERIFY(index.data(CommandTreeModel::FavouriteRole).toBool());
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), u"import_orders, favourite"_s);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("shown");
        QTest::addColumn<QString>("best");
        QTest::newRow("one word") << u"greet"_s
                                  << QStringList{u"shop  (Django): greet"_s,
                                                 u"site  (make): greeting-cards"_s}
                                  << u"greet"_s;
        QTest::newRow("case") << u"GREET"_s
                              << QStringList{u"shop  (Django): greet"_s,
                                             u"site  (make): greeting-cards"_s}
                              << u"greet"_s;
        QTest::newRow("words in any field and order")
            << u"django words"_s << QStringList{u"shop  (Django): titles"_s} << u"titles"_s;
        QTest::newRow("name starts with it before description holds it")
            << u"b"_s << QStringList{u"shop  (npm): build"_s, u"site  (make): publish"_s}
            << u"build"_s;
        QTest::newRow("start of a word before the middle of one")
            << u"ord"_s << QStringList{u"shop  (Django): import_orders, titles"_s}
            << u"import_orders"_s;
        QTest::newRow("letters in order when no word fits")
            << u"rntst"_s << QStringList{u"shop  (npm): run-tests"_s} << u"run-tests"_s;
        QTest::newRow("project") << u"site"_s
                                 << QStringList{u"site  (make): greeting-cards, publish"_s}
                                 << u"greeting-cards"_s;
        QTest::newRow("nothing") << u"zzz"_s << QStringList{} << QString();
    }

    void terms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown"); // names
        QTest::newRow("tag") << u"#slow"_s << u"titles build"_s;
        QTest::newRow("its beginning, other case") << u"#SL"_s << u"titles build"_s;
        QTest::newRow("two tags") << u"#slow #deploy"_s << u"build"_s;
        QTest::newRow("tag and word") << u"tit #slow"_s << u"titles"_s;
        QTest::newRow("source") << u"source:npm"_s << u"build run-tests"_s;
        QTest::newRow("source as it is called")
            << u"source:django"_s << u"greet import_orders titles"_s;
        QTest::newRow("favourites") << u"is:favourite"_s << u"run-tests"_s;
        QTest::newRow("hidden ones, and no others") << u"is:hidden"_s << u"greeting-cards"_s;
        QTest::newRow("hidden ones are not there") << u"source:make"_s << u"publish"_s;
        QTest::newRow("colour") << u"color:te"_s << u"publish"_s;
        QTest::newRow("no such colour") << u"color:none"_s << QString();
        QTest::newRow("unknown term") << u"is:nonsense"_s << QString();
    }

    void terms()
    {
        QFETCH(QString, text);
        CommandTreeModel model;
        CommandFilterProxy proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, fatal);
        QList<Command> commands = sampleCommands();
        QSet<QString> favourites;
        MarksById marks;
        for (Command &command : commands) {
            if (command.name == u"titles"_s)
                command.tags = {u"Slow"_s};
            if (command.name == u"build"_s)
                command.tags = {u"deploy"_s, u"slow"_s};
            if (command.name == u"run-tests"_s)
                favourites.insert(command.absoluteId());
            if (command.name == u"publish"_s)
                marks[command.absoluteId()].color = CommandColor::Teal;
            command.hidden = command.name == u"greeting-cards"_s;
        }
        model.setContent(commands, {}, favourites);
        model.setMarks(marks);
        proxy.setText(text);
        QStringList names;
        for (int row = 0; row < proxy.rowCount(); ++row) {
            const QModelIndex group = proxy.index(row, 0);
            for (int child = 0; child < proxy.rowCount(group); ++child)
                names.append(proxy.index(child, 0, group).data().toString());
        }
        QTEST(names.join(u' '), "shown");
    }

    void marksAreSaid()
    {
        CommandTreeModel model;
        QAbstractItemModelTester tester(&model, fatal);
        QList<Command> commands = sampleCommands();
        commands.first().tags = {u"slow"_s};
        const QString id = commands.first().absoluteId();
        model.setContent(commands, {}, {id});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        MarksById marks;
        marks[id].color = CommandColor::Purple;
        model.setMarks(marks);
        QCOMPARE(changed.size(), 1); // of one row only
        const QModelIndex index = model.indexOf(id);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
                 commands.first().name + u", favourite, Purple"_s);
        const QString toolTip = index.data(Qt::ToolTipRole).toString();
        QVERIFY2(toolTip.contains(u"#slow"_s) && toolTip.contains(u"Colour: Purple"_s),
                 qPrintable(toolTip));
    }

    void filters()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, shown);
        QFETCH(QString, best);
        CommandTreeModel model;
        CommandFilterProxy proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, fatal);
        model.setContent(sampleCommands(),
                         {{u"/srv/demo"_s, u"npm"_s, u"greet"_s, 0, u"bad"_s, {}}}, {});
        QCOMPARE(proxy.rowCount(), 4);
        proxy.setText(text);
        QCOMPARE(outline(proxy), shown);
        QCOMPARE(proxy.bestMatch().data().toString(), best);
        proxy.setText({});
        QCOMPARE(proxy.rowCount(), 4);
    }

    void switches()
    {
        CommandTreeModel model;
        CommandFilterProxy proxy;
        proxy.setSourceModel(&model);
        QList<Command> commands = sampleCommands();
        commands[0].hidden = true;
        model.setContent(commands, {}, {commands.at(6).absoluteId()});
        QCOMPARE(outline(proxy).first(), u"shop  (Django): import_orders, titles"_s);
        proxy.setShowHidden(true);
        QCOMPARE(outline(proxy).first(), u"shop  (Django): greet, import_orders, titles"_s);
        proxy.setFavouritesOnly(true);
        QCOMPARE(outline(proxy), QStringList{u"site  (make): publish"_s});
        proxy.setFavouritesOnly(false);
        proxy.setProject(u"/srv/demo/site"_s);
        QCOMPARE(outline(proxy), QStringList{u"site  (make): greeting-cards, publish"_s});
    }

    void filterFollowsRefresh()
    {
        CommandTreeModel model;
        CommandFilterProxy proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, fatal);
        proxy.setText(u"greet"_s);
        model.setContent(sampleCommands(), {}, {});
        QCOMPARE(outline(proxy),
                 (QStringList{u"shop  (Django): greet"_s, u"site  (make): greeting-cards"_s}));
        model.setContent(sampleCommands().mid(1), {}, {});
        QCOMPARE(outline(proxy), QStringList{u"site  (make): greeting-cards"_s});
    }

    // Prints its figures; a limit in milliseconds would fail on a busy machine.
    void tenThousand()
    {
        const QList<Command> commands = manyCommands(10'000);
        CommandTreeModel model;
        CommandFilterProxy proxy;
        proxy.setSourceModel(&model);
        QElapsedTimer timer;
        timer.start();
        model.setContent(commands, {}, {});
        const qint64 first = timer.restart();
        model.setContent(commands.mid(100), {}, {});
        const qint64 again = timer.restart();
        proxy.setText(u"task-77"_s);
        const qint64 narrowed = timer.restart();
        QVERIFY(proxy.bestMatch().data().toString().startsWith("task-77"_L1));
        proxy.setText({});
        const qint64 widened = timer.restart();
        qInfo() << "10 000 commands: first" << first << "ms, refreshed" << again << "ms, narrowed"
                << narrowed << "ms, widened" << widened << "ms";
        QCOMPARE(model.commandCount(), 9'900);
    }
};

QTEST_GUILESS_MAIN(TestCommandTreeModel)
#include "test_commandtreemodel.moc"
