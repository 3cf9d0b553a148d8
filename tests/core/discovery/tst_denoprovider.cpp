// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class DenoProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasks();
    void oneFileAFolder();
    void brokenFiles_data();
    void brokenFiles();
    void manyTasks();
};

void DenoProviderTest::tasks()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"site/deno.jsonc"_s, R"({
  // The site
  "imports": { "@std/http": "jsr:@std/http@1" },
  "tasks": {
    "dev": "deno run --watch main.ts", /* serves */
    "build:css": {
      "description": "Make the <style>",
      "command": "deno run -RW css.ts",
    },
    "all": { "dependencies": ["build:css", "test"] },
    "test": { "command": "deno test", "dependencies": ["build:css"] },
    "two words": "echo",
  },
})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(summariesOf(result, u"deno"_s),
             QStringList({u"all | site/deno.jsonc:10 | deno task all"_s,
                          u"build:css | site/deno.jsonc:6 | deno task build:css"_s,
                          u"dev | site/deno.jsonc:5 | deno task dev"_s,
                          u"test | site/deno.jsonc:11 | deno task test"_s,
                          u"two words | site/deno.jsonc:12 | deno task 'two words'"_s}));
    QVERIFY(problemsAre(result, {}));
    QCOMPARE(commandNamed(result, u"deno"_s, u"build:css"_s).description, u"Make the <style>"_s);
    QCOMPARE(commandNamed(result, u"deno"_s, u"all"_s).description,
             u"Runs first: build:css, test"_s);
    const Command test = commandNamed(result, u"deno"_s, u"test"_s);
    QCOMPARE(test.description, u"deno test\nRuns first: build:css"_s);
    QCOMPARE(test.workingDirectory, scratch.filePath(u"site"_s));
    QCOMPARE(buildArgv(test, {}, {u"--filter"_s, u"x"_s}),
             QStringList({u"deno"_s, u"task"_s, u"test"_s, u"--filter"_s, u"x"_s}));
}

void DenoProviderTest::oneFileAFolder()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"deno.jsonc"_s, R"({"tasks": {"no": "x"}})"));
    QVERIFY(scratch.write(u"deno.json"_s, R"({"tasks": {"yes": "x"}, "workspace": ["a"]})"));
    QVERIFY(scratch.write(u"a/deno.json"_s, R"({"tasks": {"member": "x"}})"));
    QCOMPARE(idsOf(scanNow(scratch.path())),
             QStringList({u"deno:deno.json:yes"_s, u"deno:a/deno.json:member"_s}));
}

void DenoProviderTest::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("problems");
    QTest::addColumn<int>("commands");
    QTest::newRow("not JSON") << QByteArray("{\n\"tasks\": {\"a\": }}")
                              << QStringList{u"deno.json:2 not valid JSON"_s} << 0;
    QTest::newRow("no end of a comment")
        << QByteArray("{ /* \"tasks\": {}}") << QStringList{u"not valid JSON"_s} << 0;
    QTest::newRow("a list") << QByteArray("[]") << QStringList{u"holds a list"_s} << 0;
    QTest::newRow("tasks is a text")
        << QByteArray(R"({"tasks": "x"})") << QStringList{u":1 \"tasks\" is not an object"_s} << 0;
    QTest::newRow("tasks") << QByteArray(
        "{\"tasks\": {\n\"a\": 7,\n\"b\": {\"description\": \"x\"},\n\"--c\": \"x\",\n"
        "\"\": \"x\", \"d\": \"x\"}}")
                           << QStringList{u":2 the task \"a\" has no command"_s,
                                          u":3 the task \"b\" has no command"_s,
                                          u":4 the task \"--c\" begins with a dash"_s,
                                          u":5 a task has no name"_s}
                           << 1;
}

void DenoProviderTest::brokenFiles()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, problems);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"deno.json"_s, json));
    QVERIFY(scratch.write(u"other/deno.json"_s, R"({"tasks": {"fine": "x"}})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, problems));
    QVERIFY(idsOf(result).contains(u"deno:other/deno.json:fine"_s));
    QFETCH(int, commands);
    QCOMPARE(result.commands.size(), commands + 1);
}

void DenoProviderTest::manyTasks()
{
    const ScratchFolder scratch;
    QByteArray tasks;
    for (int i = 0; i < 10'000; ++i)
        tasks += (i == 0 ? "\"t" : ",\n\"t") + QByteArray::number(i) + "\": \"x\"";
    QVERIFY(scratch.write(u"deno.json"_s, "{\"tasks\": {" + tasks + "}}"));
    QCOMPARE(scanNow(scratch.path()).commands.size(), 10'000);
}

QTEST_GUILESS_MAIN(DenoProviderTest)
#include "tst_denoprovider.moc"
