// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/chainplan.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

Command command(const QString &folder, const QString &id, const QStringList &steps = {})
{
    Command command;
    command.folder = folder;
    command.id = id;
    command.name = id.section(u':', -1);
    command.source = id.section(u':', 0, 0);
    command.file = id.section(u':', 1, 1);
    if (steps.isEmpty())
        command.argv = {u"true"_s};
    for (const QString &step : steps)
        command.steps.append({step, {{u"x"_s, {step}}}});
    return command;
}

QStringList idsOf(const ChainPlan &plan)
{
    QStringList ids;
    for (const ChainPlan::Step &step : plan.steps)
        ids.append(step.command.absoluteId());
    return ids;
}

} // namespace

class ChainPlanTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void steps_data();
    void steps();
    void whatItStarts();
    void refusals_data();
    void refusals();
    void tooManyRuns();
    void words();
};

void ChainPlanTest::steps_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("expected");
    const QString own;
    QTest::newRow("name") << u"/a"_s << u"project:c.toml:chain"_s << u"build"_s
                          << u"/a/make:Makefile:build"_s;
    QTest::newRow("id") << u"/a"_s << u"project:c.toml:chain"_s << u"make:Makefile:build"_s
                        << u"/a/make:Makefile:build"_s;
    QTest::newRow("beside the file") << u"/a"_s << u"project:sub/c.toml:chain"_s
                                     << u"make:Makefile:test"_s << u"/a/make:sub/Makefile:test"_s;
    QTest::newRow("above the file") << u"/a"_s << u"project:sub/c.toml:chain"_s
                                    << u"make:Makefile:build"_s << u"/a/make:Makefile:build"_s;
    QTest::newRow("elsewhere") << u"/a"_s << u"project:c.toml:chain"_s
                               << u"/b/make:Makefile:build"_s << u"/b/make:Makefile:build"_s;
    QTest::newRow("own, absolute")
        << own << u"own::chain"_s << u"/b/make:Makefile:build"_s << u"/b/make:Makefile:build"_s;
    QTest::newRow("own, by name") << own << u"own::chain"_s << u"test"_s
                                  << u"/a/make:sub/Makefile:test"_s;
    QTest::newRow("own, another own one")
        << own << u"own::chain"_s << u"/own::greet"_s << u"/own::greet"_s;
}

void ChainPlanTest::steps()
{
    QFETCH(QString, folder);
    QFETCH(QString, id);
    QFETCH(QString, step);
    QFETCH(QString, expected);
    const QList<Command> commands{command(u"/a"_s, u"make:Makefile:build"_s),
                                  command(u"/a"_s, u"make:sub/Makefile:test"_s),
                                  command(u"/b"_s, u"make:Makefile:build"_s),
                                  command({}, u"own::greet"_s)};
    const auto plan = planChain(command(folder, id, {step, step}), commands);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().toString()));
    QCOMPARE(idsOf(*plan), QStringList({expected, expected}));
    QCOMPARE(plan->steps.first().values, (ArgumentValues{{u"x"_s, {step}}}));
}

void ChainPlanTest::whatItStarts()
{
    QList<Command> commands{command(u"/a"_s, u"make:Makefile:build"_s),
                            command(u"/b"_s, u"make:Makefile:drop"_s),
                            command(u"/b"_s, u"project:c.toml:inner"_s, {u"drop"_s})};
    const Command chain = command({}, u"own::outer"_s, {u"build"_s, u"inner"_s});
    auto plan = planChain(chain, commands);
    QVERIFY(plan);
    QCOMPARE(plan->folders, QStringList({u"/a"_s, u"/b"_s}));
    QVERIFY(!plan->confirmsByName);
    commands[1].confirmsByName = true;
    plan = planChain(chain, commands);
    QVERIFY(plan && plan->confirmsByName);
    commands.append(chain);
    giveChainsWords(commands, DataPaths(u"/data"_s));
    QVERIFY(!commands.first().confirmsByName && commands.last().confirmsByName);
}

void ChainPlanTest::refusals_data()
{
    QTest::addColumn<QStringList>("steps");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("text");
    QTest::newRow("gone") << QStringList{u"build"_s, u"make:Makefile:biuld"_s}
                          << ErrorCode::NotFound << u"make:Makefile:build"_s;
    QTest::newRow("gone, which step") << QStringList{u"build"_s, u"make:Makefile:biuld"_s}
                                      << ErrorCode::NotFound << u"step 2 of the chain “chain”"_s;
    QTest::newRow("several") << QStringList{u"same"_s} << ErrorCode::InvalidFormat
                             << u"/a/make:x/Makefile:same, /a/make:y/Makefile:same"_s;
    QTest::newRow("itself") << QStringList{u"chain"_s} << ErrorCode::Refused << u"chain → chain."_s;
    QTest::newRow("by way of others") << QStringList{u"build"_s, u"one"_s} << ErrorCode::Refused
                                      << u"chain → one → two → chain."_s;
    QTest::newRow("below") << QStringList{u"three"_s} << ErrorCode::Refused << u"three → three."_s;
}

void ChainPlanTest::refusals()
{
    QFETCH(QStringList, steps);
    QFETCH(ErrorCode, code);
    QFETCH(QString, text);
    const Command chain = command(u"/a"_s, u"project:c.toml:chain"_s, steps);
    const auto plan = planChain(chain,
                                {chain, command(u"/a"_s, u"make:Makefile:build"_s),
                                 command(u"/a"_s, u"make:x/Makefile:same"_s),
                                 command(u"/a"_s, u"make:y/Makefile:same"_s),
                                 command(u"/a"_s, u"project:c.toml:one"_s, {u"two"_s}),
                                 command(u"/a"_s, u"project:c.toml:two"_s, {u"chain"_s}),
                                 command(u"/a"_s, u"project:c.toml:three"_s, {u"three"_s})});
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, code);
    QVERIFY2(plan.error().toString().contains(text), qPrintable(plan.error().toString()));
}

// Each level starts the next one twice: found out without counting all of them.
void ChainPlanTest::tooManyRuns()
{
    QList<Command> commands{command({}, u"own::l0"_s)};
    for (int level = 1; level <= 60; ++level) {
        const QString below = u"/own::l%1"_s.arg(level - 1);
        commands.append(command({}, u"own::l%1"_s.arg(level), {below, below}));
    }
    QVERIFY(planChain(commands.at(8), commands));
    const auto plan = planChain(commands.last(), commands);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::Refused);
}

void ChainPlanTest::words()
{
    QList<Command> commands{command(u"/a"_s, u"make:Makefile:build"_s),
                            command(u"/a"_s, u"project:c.toml:chain"_s, {u"build"_s})};
    giveChainsWords(commands, DataPaths(u"/data"_s), {u"/a"_s});
    QCOMPARE(commands.at(0).argv, QStringList{u"true"_s});
    QCOMPARE(commands.at(1).argv.sliced(1),
             QStringList({u"chain"_s, u"--data-dir"_s, u"/data"_s, u"--folder"_s, u"/a"_s,
                          u"/a/project:c.toml:chain"_s}));
}

QTEST_GUILESS_MAIN(ChainPlanTest)
#include "tst_chainplan.moc"
