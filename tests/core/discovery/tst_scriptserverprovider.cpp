// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestScriptServerProvider final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void configuration();
    void paths_data();
    void paths();
    void otherFiles();
    void problems_data();
    void problems();
};

void TestScriptServerProvider::configuration()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"server/scripts/ship.sh"_s, "", true));
    QVERIFY(scratch.write(u"server/conf/runners/ship.json"_s, R"({
        "name": "Ship it", "script_path": "scripts/ship.sh", "description": "Sends it.",
        "working_directory": "scripts",
        "parameters": [
            {"name": "Port", "param": "-p", "type": "int", "min": "1", "max": 9, "required": true},
            {"name": "Kind", "param": "--kind=", "same_arg_param": true, "type": "list",
             "values": ["a", "b"], "default": "a", "description": "Which"},
            {"name": "Any", "type": "editable_list", "values": ["x"]},
            {"name": "Many", "param": "-m", "type": "multiselect", "values": ["x", "y"],
             "multiselect_argument_type": "argument_per_value"},
            {"name": "Each", "param": "-e", "type": "multiselect", "values": ["x", "y"],
             "multiselect_argument_type": "repeat_param_value"},
            {"name": "Listed", "param": "-l", "type": "multiselect", "values": ["x", "y"]},
            {"name": "Fast", "param": "--fast", "no_value": true, "default": true},
            {"name": "Fixed", "param": "--by", "constant": true, "default": "server"},
            {"name": "Word", "secure": true, "pass_as": "env_variable", "env_var": "WORD"},
            {"name": "My Text", "type": "multiline_text", "pass_as": "stdin"},
            {"name": "Data", "param": "-d", "type": "server_file", "file_dir": "/data",
             "file_extensions": ["csv", ".txt"]},
            {"name": "Folder", "param": "-f", "type": "server_file", "file_type": "dir"},
            {"name": "Host", "param": "-h", "type": "ip4", "default": "$$HOST"}
        ]})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(result.problems.isEmpty());
    const Command ship = commandOf(result, u"scriptserver:server/conf/runners/ship.json:Ship it"_s);
    QCOMPARE(ship.argv, QStringList{scratch.filePath(u"server/scripts/ship.sh"_s)});
    QCOMPARE(ship.workingDirectory, scratch.filePath(u"server/scripts"_s));
    QCOMPARE(ship.description, u"Sends it."_s);
    const Parameter port = parameterOf(ship, u"Port"_s);
    QVERIFY(port.required && port.type == ParameterType::Integer && port.maximum == 9);
    QVERIFY(parameterOf(ship, u"Any"_s).editable);
    QCOMPARE(parameterOf(ship, u"Listed"_s).placeholder, u"x,y"_s);
    QCOMPARE(parameterOf(ship, u"Data"_s).pattern, u"*.csv *.txt"_s);
    QVERIFY(parameterOf(ship, u"Data"_s).mustExist);
    QVERIFY(parameterOf(ship, u"Folder"_s).type == ParameterType::Folder);
    QCOMPARE(parameterOf(ship, u"Host"_s).defaultValue, QString());
    QVERIFY(parameterOf(ship, u"My Text"_s).multiLine);
    QVERIFY(parameterOf(ship, u"Word"_s).type == ParameterType::Secret);
    const ArgumentValues values{{u"Port"_s, {u"3"_s}},
                                {u"Kind"_s, {u"b"_s}},
                                {u"Any"_s, {u"z"_s}},
                                {u"Many"_s, {u"x"_s, u"y"_s}},
                                {u"Each"_s, {u"x"_s, u"y"_s}},
                                {u"Listed"_s, {u"x,y"_s}},
                                {u"Fast"_s, {u"true"_s}},
                                {u"Word"_s, {u"psst"_s}},
                                {u"My Text"_s, {u"one\ntwo"_s}},
                                {u"Host"_s, {u"10.0.0.1"_s}}};
    QCOMPARE(checkArguments(ship, values), QList<ArgumentProblem>());
    QCOMPARE(buildArgv(ship, values).mid(1).join(u' '),
             u"-p 3 --kind=b -m x y -e x -e y -l x,y --fast --by server -h 10.0.0.1 z"_s);
    QCOMPARE(buildEnvironment(ship, values).value(u"WORD"_s), u"psst"_s);
    QCOMPARE(buildStandardInput(ship, values), std::optional<QByteArray>("one\ntwo\n"));
    QVERIFY(!checkArguments(ship, {{u"Port"_s, {u"3"_s}}, {u"Host"_s, {u"nowhere"_s}}}).isEmpty());
}

void TestScriptServerProvider::paths_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("argv"); // %1 is the folder
    QTest::addColumn<QString>("folder");
    QTest::newRow("a program with arguments")
        << QByteArray(R"("script_path": "python3 'a b.py' -x")") << u"python3|a b.py|-x"_s
        << u"%1"_s;
    QTest::newRow("blanks in a name")
        << QByteArray(R"("script_path": "./my tool.sh")") << u"%1/my tool.sh"_s << u"%1"_s;
    QTest::newRow("relative") << QByteArray(R"("script_path": "bin/gone.sh")")
                              << u"%1/bin/gone.sh"_s << u"%1"_s;
    QTest::newRow("absolute") << QByteArray(
        R"("script_path": "/opt/tool", "working_directory": "/srv")")
                              << u"/opt/tool"_s << u"/srv"_s;
}

void TestScriptServerProvider::paths()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, argv);
    QFETCH(QString, folder);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"my tool.sh"_s, "", true));
    QVERIFY(scratch.write(u"conf/runners/tool.json"_s, "{" + json + "}"));
    const Command tool = commandOf(scanNow(scratch.path()),
                                   u"scriptserver:conf/runners/tool.json:tool"_s);
    QCOMPARE(tool.argv.join(u'|'), argv.replace("%1"_L1, scratch.path()));
    QCOMPARE(tool.workingDirectory, folder.replace("%1"_L1, scratch.path()));
}

void TestScriptServerProvider::otherFiles()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"runners/x.json"_s, R"({"script_path": "x"})"));
    QVERIFY(scratch.write(u"conf/x.json"_s, R"({"script_path": "x"})"));
    QVERIFY(scratch.write(u"conf/runners/x.json.bak"_s, R"({"script_path": "x"})"));
    QVERIFY(scanNow(scratch.path()).commands.isEmpty());
}

void TestScriptServerProvider::problems_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("commands");
    QTest::newRow("no script") << QByteArray("{}") << u"it has no \"script_path\""_s << 0;
    QTest::newRow("twice") << QByteArray(R"({"script_path": "x", "parameters": [
                                  {"name": "a"}, {"name": "a"}, 3, {"name": "b"}]})")
                           << u"the parameter \"a\" is there twice"_s << 1;
    QTest::newRow("no name") << QByteArray(R"({"script_path": "x", "parameters": [{}]})")
                             << u"the parameter has no name"_s << 1;
}

void TestScriptServerProvider::problems()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    QFETCH(int, commands);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"conf/runners/x.json"_s, json));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.problems.size(), 1);
    QCOMPARE(result.problems.first().message, message);
    QCOMPARE(result.commands.size(), commands);
}

QTEST_GUILESS_MAIN(TestScriptServerProvider)
#include "tst_scriptserverprovider.moc"
