// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandsettings.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestCommandSettings final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void surviveJson();
    void whatNobodySetIsNotWritten();
    void nonsenseIsNoLimit_data();
    void nonsenseIsNoLimit();
};

void TestCommandSettings::surviveJson()
{
    const CommandSettings settings{
        .terminal = true,
        .limits = {.memoryBytes = 5LL << 30, .cpuSeconds = 60, .niceness = 19, .processes = 40},
        .timeoutMs = 5'000'000'000,
        .graceMs = 0,
        .workingDirectory = u"sub folder"_s,
        .environment = {{u"A"_s, u"1 = 2"_s}, {u"EMPTY"_s, {}}},
        .environmentFiles = {u".env"_s, u"../.env.local"_s},
        .interpreter = u"/usr/bin/python3"_s};
    QCOMPARE(CommandSettings::fromJson(settings.toJson()), settings);
    QCOMPARE(CommandSettings::fromJson({}), CommandSettings());
}

void TestCommandSettings::whatNobodySetIsNotWritten()
{
    // So that what all commands have in common may change later.
    QCOMPARE(CommandSettings().toJson().keys(), QStringList{u"terminal"_s});
    QVERIFY(RunLimits().toJson().isEmpty());
    QVERIFY(!RunLimits().any());
    QVERIFY(RunLimits{.niceness = 1}.any());
}

void TestCommandSettings::nonsenseIsNoLimit_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::newRow("text") << QJsonObject{{u"memoryBytes"_s, u"much"_s}};
    QTest::newRow("negative") << QJsonObject{{u"cpuSeconds"_s, -1}};
    QTest::newRow("nicer than there is") << QJsonObject{{u"niceness"_s, 20}};
    QTest::newRow("higher priority") << QJsonObject{{u"niceness"_s, -5}};
    QTest::newRow("more than an int") << QJsonObject{{u"processes"_s, qint64(5'000'000'000)}};
}

void TestCommandSettings::nonsenseIsNoLimit()
{
    QFETCH(QJsonObject, json);
    QCOMPARE(RunLimits::fromJson(json), RunLimits());
    QCOMPARE(CommandSettings::fromJson({{u"limits"_s, json}}), CommandSettings());
}

QTEST_GUILESS_MAIN(TestCommandSettings)
#include "tst_commandsettings.moc"
