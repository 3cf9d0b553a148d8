// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/discoverytesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class NpmProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manager_data();
    void manager();
    void scripts_data();
    void scripts();
    void brokenFiles_data();
    void brokenFiles();
    void tooLarge();
};

void NpmProviderTest::manager_data()
{
    QTest::addColumn<QStringList>("files");      // beside the folder "app" that holds the script
    QTest::addColumn<QByteArray>("rootPackage"); // package.json above it
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QStringList{} << QByteArray() << u"npm"_s;
    QTest::newRow("npm") << QStringList{u"app/package-lock.json"_s} << QByteArray() << u"npm"_s;
    QTest::newRow("pnpm") << QStringList{u"app/pnpm-lock.yaml"_s} << QByteArray() << u"pnpm"_s;
    QTest::newRow("yarn") << QStringList{u"app/yarn.lock"_s} << QByteArray() << u"yarn"_s;
    QTest::newRow("bun") << QStringList{u"app/bun.lock"_s} << QByteArray() << u"bun"_s;
    QTest::newRow("bun, old") << QStringList{u"app/bun.lockb"_s} << QByteArray() << u"bun"_s;
    QTest::newRow("of the parent") << QStringList{u"yarn.lock"_s} << QByteArray() << u"yarn"_s;
    QTest::newRow("nearest wins") << QStringList{u"yarn.lock"_s, u"app/package-lock.json"_s}
                                  << QByteArray() << u"npm"_s;
    QTest::newRow("field of the parent")
        << QStringList{} << QByteArray(R"({"packageManager": "pnpm@9.0.0+sha1.x"})") << u"pnpm"_s;
    QTest::newRow("field wins over its lock file")
        << QStringList{u"yarn.lock"_s} << QByteArray(R"({"packageManager": "bun@1"})") << u"bun"_s;
    QTest::newRow("unknown manager")
        << QStringList{} << QByteArray(R"({"packageManager": "rm -rf"})") << u"npm"_s;
}

void NpmProviderTest::manager()
{
    QFETCH(QStringList, files);
    QFETCH(QByteArray, rootPackage);
    QFETCH(QString, expected);
    const ScratchFolder scratch;
    for (const QString &file : std::as_const(files))
        QVERIFY(scratch.write(file, {}));
    if (!rootPackage.isEmpty())
        QVERIFY(scratch.write(u"package.json"_s, rootPackage));
    QVERIFY(scratch.write(u"app/package.json"_s, R"({"scripts": {"build": "x"}})"));
    const Command command = commandOf(scanNow(scratch.path()), u"npm:app/package.json:build"_s);
    QCOMPARE(command.argv, QStringList({expected, u"run"_s, u"build"_s}));
    QCOMPARE(command.freeArgumentsPrefix,
             expected == "npm"_L1 ? QStringList{u"--"_s} : QStringList{});
    QCOMPARE(command.workingDirectory, scratch.filePath(u"app"_s));
    QCOMPARE(command.project, u"app"_s);
}

void NpmProviderTest::scripts_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("expected"); // name@line: description, hidden ones in brackets
    QTest::newRow("lines") << QByteArray("{\n\"scripts\": {\n\"b\": \"x\",\n\n\"a\": \"y\"}}")
                           << QStringList{u"a@5: y"_s, u"b@3: x"_s};
    QTest::newRow("byte order mark")
        << QByteArray("\xEF\xBB\xBF{\"scripts\": {\"a\": \"x\"}}") << QStringList{u"a@1: x"_s};
    QTest::newRow("pre and post") << QByteArray(
        R"({"scripts": {"build": "x", "prebuild": "y", "postbuild": "z", "prepare": "p"}})")
                                  << QStringList{u"build@1: x"_s, u"(postbuild@1: z)"_s,
                                                 u"(prebuild@1: y)"_s, u"prepare@1: p"_s};
    QTest::newRow("described") << QByteArray(
        R"({"scripts-info": {"a": "Do it"}, "scripts": {"a": "x", "//b": "Do more", "b": "y"}})")
                               << QStringList{u"a@1: Do it"_s, u"b@1: Do more"_s};
    QTest::newRow("escapes") << QByteArray(R"({"scripts": {"\u00e4\"b": "x"}})")
                             << QStringList{u"ä\"b@1: x"_s};
    QTest::newRow("scripts deeper")
        << QByteArray(R"({"x": {"scripts": {"no": "x"}}, "scripts": {"a": "x"}, "y": ["scripts"]})")
        << QStringList{u"a@1: x"_s};
    QTest::newRow("no scripts") << QByteArray("{}") << QStringList{};
    QTest::newRow("empty scripts") << QByteArray(R"({"scripts": {}})") << QStringList{};
    QTest::newRow("the same key twice")
        << QByteArray(R"({"scripts": {"a": "x", "a": "y"}})") << QStringList{u"a@1: y"_s};
}

void NpmProviderTest::scripts()
{
    QFETCH(QByteArray, json);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"package.json"_s, json));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList found;
    for (const Command &command : result.commands) {
        const QString text =
            u"%1@%2: %3"_s.arg(command.name).arg(command.line).arg(command.description);
        found.append(command.hidden ? u"(%1)"_s.arg(text) : text);
    }
    QTEST(found, "expected");
    QVERIFY(result.problems.isEmpty());
}

void NpmProviderTest::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("commands");
    QTest::newRow("not JSON") << QByteArray("{\n  \"scripts\": {\n    \"a\": \"x\",\n  }\n}") << 4
                              << u"line 4, column 3"_s << 0;
    QTest::newRow("empty") << QByteArray() << 1 << u"not valid JSON"_s << 0;
    QTest::newRow("an array") << QByteArray("[]") << 0 << u"not a JSON object"_s << 0;
    QTest::newRow("scripts is a list")
        << QByteArray(R"({"scripts": ["a"]})") << 0 << u"\"scripts\" is not an object"_s << 0;
    QTest::newRow("a script is a number") << QByteArray("{\"scripts\": {\n\"a\": 7, \"b\": \"x\"}}")
                                          << 2 << u"\"a\" is not a string"_s << 1;
    QTest::newRow("a name that npm takes for an option")
        << QByteArray("{\"scripts\": {\n\"--version\": \"x\", \"a\": \"y\"}}") << 2
        << u"\"--version\" begins with a dash"_s << 1;
    QTest::newRow("a name of two lines")
        << QByteArray(R"({"scripts": {"a\nb": "x", "c": "y"}})") << 1 << u"line break"_s << 1;
    QTest::newRow("binary") << QByteArray("\0\0\0", 3) << 1 << u"not valid JSON"_s << 0;
}

void NpmProviderTest::brokenFiles()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"package.json"_s, json));
    QVERIFY(scratch.write(u"other/package.json"_s, R"({"scripts": {"fine": "x"}})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.problems.size(), 1);
    const DiscoveryProblem &problem = result.problems.first();
    QCOMPARE(problem.folder, scratch.path());
    QCOMPARE(problem.source, u"npm"_s);
    QCOMPARE(problem.file, u"package.json"_s);
    QTEST(problem.line, "line");
    QVERIFY2(problem.message.contains(message), qPrintable(problem.message));
    QVERIFY(!problem.hint.isEmpty());
    QVERIFY(idsOf(result).contains(u"npm:other/package.json:fine"_s));
    QFETCH(int, commands);
    QCOMPARE(result.commands.size(), commands + 1);
}

void NpmProviderTest::tooLarge()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"package.json"_s, QByteArray((8 << 20) + 1, ' ')));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.problems.size(), 1);
    QVERIFY(result.problems.first().message.contains(u"larger than"_s));
}

QTEST_GUILESS_MAIN(NpmProviderTest)
#include "tst_npmprovider.moc"
