// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/usagespec.h"
#include "tests/core/discovery/providertesting.h"

#include <QSysInfo>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class MiseProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasks();
    void arguments();
    void configurationPlaces_data();
    void configurationPlaces();
    void firstDefinitionWins();
    void fileTasks();
    void includes();
    void usageTexts_data();
    void usageTexts();
    void brokenUsageTexts_data();
    void brokenUsageTexts();
    void brokenFiles_data();
    void brokenFiles();
    void manyTasks();
};

void MiseProviderTest::tasks()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/mise.toml"_s, R"(
[tools]
node = "22"

[tasks]
lint = "cargo clippy"
"two words" = ["echo 1", "echo 2"]

[tasks.build]
description = "Build <it>"
alias = "b"
run = "cargo build"

[tasks."test:unit"]
depends = ["build", "lint"]
run = '''
#!/usr/bin/env bash
cargo test
'''
dir = "{{config_root}}/src"

[tasks.release]
confirm = "Publish it?"
file = "scripts/release.sh"

[tasks._clean]
hide = true
run = "rm -rf .cache"
)"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, {}));
    QCOMPARE(summariesOf(result, u"mise"_s),
             QStringList({u"(_clean) | app/mise.toml:26 | mise run _clean"_s,
                          u"build | app/mise.toml:9 | mise run build"_s,
                          u"lint | app/mise.toml:6 | mise run lint"_s,
                          u"release | app/mise.toml:22 | mise run --yes release"_s,
                          u"test:unit | app/mise.toml:14 | mise run test:unit"_s,
                          u"two words | app/mise.toml:7 | mise run 'two words'"_s}));
    const Command build = commandNamed(result, u"mise"_s, u"build"_s);
    QCOMPARE(build.description, u"Build <it>\nAlias: b"_s);
    QCOMPARE(build.workingDirectory, scratch.filePath(u"app"_s));
    QCOMPARE(build.project, u"app"_s);
    QCOMPARE(buildArgv(build, {}, {u"--release"_s}),
             QStringList({u"mise"_s, u"run"_s, u"build"_s, u"--release"_s}));
    QCOMPARE(commandNamed(result, u"mise"_s, u"test:unit"_s).description,
             u"#!/usr/bin/env bash\ncargo test\nRuns first: build, lint"_s);
    QCOMPARE(commandNamed(result, u"mise"_s, u"release"_s).confirmation, u"Publish it?"_s);
}

void MiseProviderTest::arguments()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"mise.toml"_s, R"toml(
[tasks.deploy]
usage = '''
arg "<environment>" help="Where to" {
  choices "test" "live"
}
flag "-f --force" help="Even if nothing changed"
flag "-r --region <region>" default="eu"
'''
run = 'deploy ${usage_environment?}'
)toml"));
    const Command deploy = commandNamed(scanNow(scratch.path()), u"mise"_s, u"deploy"_s);
    QCOMPARE(parametersOf(deploy),
             QStringList({u"environment [test live] !"_s, u"force"_s, u"region=eu"_s}));
    const ArgumentValues values{
        {u"environment"_s, {u"live"_s}}, {u"force"_s, {u"true"_s}}, {u"region"_s, {u"us"_s}}};
    QCOMPARE(joinShellWords(buildArgv(deploy, values)),
             u"mise run deploy --force --region us live"_s);
}

void MiseProviderTest::configurationPlaces_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"mise.toml", ".mise.toml", "mise.local.toml", "mise/config.toml",
                             ".mise/config.toml", ".config/mise.toml", ".config/mise/config.toml",
                             ".config/mise/config.local.toml", ".config/mise/conf.d/more.toml"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void MiseProviderTest::configurationPlaces()
{
    QFETCH(QString, file);
    for (const QString &folder : {u""_s, u"sub/"_s}) {
        const ScratchFolder scratch;
        QVERIFY(scratch.write(folder + file, "tasks.a = \"x\"\n"));
        const DiscoveryResult result = scanNow(scratch.path());
        QCOMPARE(summariesOf(result, u"mise"_s),
                 QStringList{u"a | %1%2:1 | mise run a"_s.arg(folder, file)});
        const QString root = folder.isEmpty() ? scratch.path() : scratch.filePath(u"sub"_s);
        QCOMPARE(commandNamed(result, u"mise"_s, u"a"_s).workingDirectory, root);
    }
}

void MiseProviderTest::firstDefinitionWins()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".mise.toml"_s, "tasks.a = \"old\"\ntasks.b = \"x\"\n"));
    QVERIFY(scratch.write(u"mise.toml"_s, "tasks.a = \"x\"\n"));
    QVERIFY(scratch.write(u"mise.local.toml"_s, "\ntasks.a = \"mine\"\n"));
    QVERIFY(scratch.write(u"sub/mise.toml"_s, "tasks.a = \"another\"\n"));
    QCOMPARE(summariesOf(scanNow(scratch.path()), u"mise"_s),
             QStringList({u"a | mise.local.toml:2 | mise run a"_s,
                          u"b | .mise.toml:2 | mise run b"_s,
                          u"a | sub/mise.toml:1 | mise run a"_s}));
}

void MiseProviderTest::fileTasks()
{
    if (QSysInfo::kernelType() == "winnt"_L1)
        QSKIP("Windows tells programs by their endings");
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"mise-tasks/build"_s, R"(#!/usr/bin/env bash
#MISE description="Build the tool"
#MISE alias=["b", "make"]
#MISE depends=["db:reset"]
#USAGE flag "--release" help="Optimized"
#USAGE arg "[target]..."
echo "# MISE hide=true is no comment of its own"
)",
                          true));
    QVERIFY(scratch.write(u"mise-tasks/db/reset.py"_s,
                          "#!/usr/bin/env python3\n# [MISE] hide=true\n", true));
    QVERIFY(scratch.write(u"mise-tasks/db/_default"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"mise-tasks/README.md"_s, "#MISE description=\"no\"\n"));
    QVERIFY(scratch.write(u"mise-tasks/more.toml"_s, "[fmt]\nrun = \"cargo fmt\"\n"));
    QVERIFY(scratch.write(u".mise/tasks/naïve 🎈"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"other/.config/mise/tasks/x"_s, "#!/bin/sh\n", true));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, {}));
    QCOMPARE(summariesOf(result, u"mise"_s),
             QStringList({u"build | mise-tasks/build:1 | mise run build"_s,
                          u"db | mise-tasks/db/_default:1 | mise run db"_s,
                          u"(db:reset.py) | mise-tasks/db/reset.py:1 | mise run db:reset.py"_s,
                          u"fmt | mise-tasks/more.toml:1 | mise run fmt"_s,
                          u"naïve 🎈 | .mise/tasks/naïve 🎈:1 | mise run 'naïve 🎈'"_s,
                          u"x | other/.config/mise/tasks/x:1 | mise run x"_s}));
    const Command build = commandNamed(result, u"mise"_s, u"build"_s);
    QCOMPARE(build.description, u"Build the tool\nRuns first: db:reset\nAlias: b, make"_s);
    QCOMPARE(parametersOf(build), QStringList({u"release"_s, u"target"_s}));
    QVERIFY(parameterOf(build, u"target"_s).multiple);
    QCOMPARE(build.workingDirectory, scratch.path());
}

void MiseProviderTest::includes()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/mise.toml"_s, R"toml([task_config]
includes = [
  "tasks/all.toml",
  "scripts",
  "{{config_root}}/deep/more.toml",
  "../outside.toml",
  "../../elsewhere",
  "git::https://example.org/tasks.git",
  "missing.toml",
]
)toml"));
    QVERIFY(scratch.write(u"app/tasks/all.toml"_s, "a = \"x\"\n[b]\nrun = \"y\"\n"));
    QVERIFY(scratch.write(u"app/deep/more.toml"_s, "c = \"x\"\n"));
    QVERIFY(scratch.write(u"app/scripts/tool"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"app/mise-tasks/unused"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"outside.toml"_s, "d = \"x\"\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList names;
    for (const Command &command : commandsFrom(result, u"mise"_s))
        names.append(command.name + u' ' + command.file);
    QStringList expected{u"a app/tasks/all.toml"_s, u"b app/tasks/all.toml"_s,
                         u"c app/deep/more.toml"_s, u"d outside.toml"_s};
    if (QSysInfo::kernelType() != "winnt"_L1)
        expected.append(u"tool app/scripts/tool"_s);
    QCOMPARE(names, expected);
    QVERIFY(problemsAre(result,
                        {u"app/mise.toml:7 the include \"../../elsewhere\" cannot"_s,
                         u"app/mise.toml:8 the include \"git::https:"_s}));
}

void MiseProviderTest::usageTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("parameters");
    QTest::addColumn<QString>("argv"); // with each parameter given a value
    const auto row = [](const char *name, const QString &text, const QStringList &parameters,
                        const QString &argv) {
        QTest::newRow(name) << text << parameters << argv;
    };
    row("nothing", u"// a comment\n/* and\nanother */\n"_s, {}, u"x"_s);
    row("an argument", u"arg \"<name>\""_s, {u"name !"_s}, u"x v"_s);
    row("may be left out", u"arg \"[name]\""_s, {u"name"_s}, u"x v"_s);
    row("a default", u"arg \"<name>\" default=\"it's\""_s, {u"name=it's"_s}, u"x v"_s);
    row("not required", u"arg \"<name>\" required=#false"_s, {u"name"_s}, u"x v"_s);
    row("bare word", u"arg name; flag --deep"_s, {u"name !"_s, u"deep"_s}, u"x --deep v"_s);
    row("choices", u"arg \"<a>\" { choices \"v\" w \\\n x; }"_s, {u"a [v w x] !"_s}, u"x v"_s);
    row("an option with choices", u"flag \"-l --level <l>\" {\nchoices \"v\" \"w\"\n}"_s,
        {u"level [v w]"_s}, u"x --level v"_s);
    row("an option's own node", u"flag \"--level\" { arg \"<l>\" { choices \"v\" } }"_s,
        {u"level [v]"_s}, u"x --level v"_s);
    row("required option", u"flag \"--to <host>\" required=#true"_s, {u"to !"_s}, u"x --to v"_s);
    row("repeated", u"flag \"-I <dir>\" var=#true"_s, {u"I"_s}, u"x -I v"_s);
    row("counted", u"flag \"-v --verbose\" count=true"_s, {u"verbose"_s},
        u"x --verbose --verbose"_s);
    row("negated", u"flag \"--color\" negate=\"--no-color\" default=#true"_s, {u"color=true"_s},
        u"x --color"_s);
    row("hidden", u"flag \"--secret\" hide=#true\ncmd \"sub\" { arg \"<y>\" }"_s, {}, u"x"_s);
    row("raw texts", u"arg \"<a>\" default=r#\"a \"b\" \\c\"#\narg #\"<b>\"# "_s,
        {u"a=a \"b\" \\c"_s, u"b !"_s}, u"x v v"_s);
    row("twice", u"arg \"<a>\"\narg \"[a]\""_s, {u"a !"_s}, u"x v"_s);
}

void MiseProviderTest::usageTexts()
{
    QFETCH(QString, text);
    const auto parameters = readUsageSpec(text);
    QVERIFY(parameters.has_value());
    Command command;
    command.argv = {u"x"_s};
    command.parameters = *parameters;
    QTEST(parametersOf(command), "parameters");
    ArgumentValues values;
    for (const Parameter &parameter : *parameters) {
        const bool counted = parameter.passing == ParameterPassing::Counted;
        const bool flag = parameter.kind == ParameterKind::Flag;
        values.insert(parameter.name, {counted ? u"2"_s : flag ? u"true"_s : u"v"_s});
    }
    QVERIFY(checkArguments(command, values).isEmpty());
    QTEST(joinShellWords(buildArgv(command, values)), "argv");
}

void MiseProviderTest::brokenUsageTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("message");
    QTest::newRow("string") << u"arg \"a\"\narg \"<b>"_s << 2 << u"a string has no end"_s;
    QTest::newRow("raw string") << u"arg r#\"x\""_s << 1 << u"a string has no end"_s;
    QTest::newRow("block") << u"arg \"<a>\" {\nchoices \"b\"\n"_s << 3 << u"a block has no end"_s;
    QTest::newRow("too many ends") << u"arg \"<a>\"\n}"_s << 2 << u"unexpected \"}\""_s;
    QTest::newRow("sign") << u"= x"_s << 1 << u"unexpected \"=\""_s;
    QTest::newRow("deep") << u"a {"_s.repeated(5000) << 1 << u"too deeply nested"_s;
}

void MiseProviderTest::brokenUsageTexts()
{
    QFETCH(QString, text);
    const auto parameters = readUsageSpec(text);
    QVERIFY(!parameters.has_value());
    QTEST(parameters.error().line, "line");
    QTEST(parameters.error().message, "message");
}

void MiseProviderTest::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QStringList>("problems");
    QTest::addColumn<int>("commands");
    QTest::newRow("not TOML") << QByteArray("[tasks\n") << QStringList{u"mise.toml:1 not valid"_s}
                              << 0;
    QTest::newRow("tasks is a text")
        << QByteArray("\ntasks = \"x\"\n") << QStringList{u":2 \"tasks\" is not a table"_s} << 0;
    QTest::newRow("names") << QByteArray(R"([tasks]
"-x" = "y"
"" = "y"
"a\nb" = "y"
":::" = "y"
number = 7
fine = "x"
)")
                           << QStringList{u":2 the task \"-x\" begins with a dash"_s,
                                          u":3 a task has no name"_s,
                                          u":4 the name of the task \"a b\" holds"_s,
                                          u":5 \":::\" separates tasks"_s,
                                          u":6 the task \"number\" is neither"_s}
                           << 1;
    QTest::newRow("usage") << QByteArray("[tasks.a]\nrun = \"x\"\nusage = 'arg \"<b>'\n")
                           << QStringList{u":3 the usage of \"a\" cannot be read: a string"_s} << 1;
}

void MiseProviderTest::brokenFiles()
{
    QFETCH(QByteArray, toml);
    QFETCH(QStringList, problems);
    QFETCH(int, commands);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"mise.toml"_s, toml));
    QVERIFY(scratch.write(u".mise.toml"_s, "tasks.other = \"x\"\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, problems));
    QVERIFY(idsOf(result).contains(u"mise:.mise.toml:other"_s));
    QCOMPARE(result.commands.size(), commands + 1);
}

void MiseProviderTest::manyTasks()
{
    const ScratchFolder scratch;
    QByteArray tasks = "[tasks]\n";
    for (int i = 0; i < 10'000; ++i)
        tasks += "t" + QByteArray::number(i) + " = \"x\"\n";
    QVERIFY(scratch.write(u"mise.toml"_s, tasks));
    QCOMPARE(scanNow(scratch.path()).commands.size(), 10'000);
}

QTEST_GUILESS_MAIN(MiseProviderTest)
#include "tst_miseprovider.moc"
