// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/discoverytesting.h"

#include <QTest>

#include <algorithm>

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
    void workspaceMembers_data();
    void workspaceMembers();
    void pnpmWorkspace();
    void nestedWorkspaces();
    void packageOutsideOfItsWorkspace();
    void membersOfOneName();
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

// What "npm run build --workspaces" of npm 11 runs for the same files.
void NpmProviderTest::workspaceMembers_data()
{
    QTest::addColumn<QByteArray>("workspaces");
    QTest::addColumn<QStringList>("expected");
    const QStringList two{u"packages/api"_s, u"packages/web"_s};
    const QStringList three{u"packages/api"_s, u"packages/old"_s, u"packages/web"_s};
    QTest::newRow("list") << QByteArray(R"(["packages/*"])") << three;
    QTest::newRow("object") << QByteArray(R"({"packages": ["packages/*"]})") << three;
    QTest::newRow("exception") << QByteArray(R"(["packages/*", "!packages/old"])") << two;
    QTest::newRow("exception first") << QByteArray(R"(["!packages/old", "packages/*"])") << two;
    QTest::newRow("exception taken back")
        << QByteArray(R"(["packages/*", "!packages/*", "packages/api"])") << three;
    QTest::newRow("deep") << QByteArray(R"(["packages/**"])")
                          << QStringList{u"packages/api"_s, u"packages/group/deep"_s,
                                         u"packages/old"_s, u"packages/web"_s};
    QTest::newRow("a name that scans leave out") << QByteArray(R"(["./packages/web/", "apps/*"])")
                                                 << QStringList{u"apps/build"_s, u"packages/web"_s};
    QTest::newRow("braces, one in the other")
        << QByteArray(R"(["packages/{web,api}", "tools/**"])")
        << QStringList{u"packages/api"_s, u"packages/web"_s, u"tools/cli"_s, u"tools/cli/inner"_s};
    QTest::newRow("letters") << QByteArray(R"(["packages/[wa]*"])") << two;
    QTest::newRow("from the root")
        << QByteArray(R"(["/packages/web"])") << QStringList{u"packages/web"_s};
    QTest::newRow("twice, and without a package")
        << QByteArray(R"(["packages/web", "packages/web", "nopackage/*"])")
        << QStringList{u"packages/web"_s};
    QTest::newRow("itself") << QByteArray(R"([".", "..", "../*"])") << QStringList();
    QTest::newRow("no list") << QByteArray("7") << QStringList();
}

namespace {

bool writePackages(const ScratchFolder &scratch, const QStringList &folders)
{
    return std::all_of(folders.cbegin(), folders.cend(), [&scratch](const QString &folder) {
        const QByteArray name = "@shop/" + folder.section(u'/', -1).toUtf8();
        return scratch.write(folder + u"/package.json"_s,
                             "{\"name\": \"" + name + "\", \"scripts\": {\"build\": \"x\"}}");
    });
}

// "folder" of every command that says which package it is of.
QStringList membersIn(const DiscoveryResult &result)
{
    QStringList folders;
    for (const Command &command : result.commands) {
        if (command.description.contains(u"\nPackage: @shop/"_s + command.project.section(u'/', -1)
                                         + u", of the workspace "_s))
            folders.append(command.project);
    }
    return folders;
}

} // namespace

void NpmProviderTest::workspaceMembers()
{
    QFETCH(QByteArray, workspaces);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"package.json"_s,
                          "{\"name\": \"root\", \"workspaces\": " + workspaces
                              + ", \"scripts\": {\"build\": \"x\"}}"));
    QVERIFY(writePackages(scratch,
                          {u"packages/web"_s, u"packages/api"_s, u"packages/old"_s,
                           u"packages/.hidden"_s, u"packages/group/deep"_s,
                           u"packages/node_modules/x"_s, u"apps/build"_s, u"tools/cli"_s,
                           u"tools/cli/inner"_s}));
    QVERIFY(scratch.write(u"nopackage/a/README"_s, {}));
    const DiscoveryResult result = scanNow(scratch.path());
    QTEST(membersIn(result), "expected");
    QVERIFY(result.problems.isEmpty());
    for (const Command &command : result.commands) {
        QCOMPARE(command.argv, QStringList({u"npm"_s, u"run"_s, u"build"_s}));
        QCOMPARE(QDir::cleanPath(scratch.filePath(command.project)), command.workingDirectory);
    }
}

void NpmProviderTest::pnpmWorkspace()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"package.json"_s, R"({"workspaces": ["other/*"]})"));
    QVERIFY(
        scratch.write(u"pnpm-workspace.yaml"_s,
                      "packages:\n  - 'packages/**'\n  - '!**/test/**'\n  - packages/test/a\n"));
    QVERIFY(writePackages(scratch, {u"packages/web"_s, u"packages/test/a"_s, u"other/x"_s}));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(membersIn(result), QStringList{u"packages/web"_s});
    QCOMPARE(commandOf(result, u"npm:other/x/package.json:build"_s).argv.first(), u"pnpm"_s);
    QVERIFY(scratch.write(u"pnpm-workspace.yaml"_s, "packages:\n  - [\n"));
    const DiscoveryResult broken = scanNow(scratch.path());
    QCOMPARE(broken.problems.size(), 1);
    QCOMPARE(broken.problems.first().file, u"pnpm-workspace.yaml"_s);
    QCOMPARE(broken.commands.size(), result.commands.size());
}

void NpmProviderTest::nestedWorkspaces()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"package.json"_s,
                          R"({"name": "outer", "workspaces": ["a/*", "a/b/c"]})"));
    QVERIFY(writePackages(scratch, {u"a/b/c"_s, u"a/b/d"_s}));
    QVERIFY(scratch.write(u"a/b/package.json"_s,
                          R"({"name": "inner", "workspaces": ["d", "../.."]})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(commandOf(result, u"npm:a/b/c/package.json:build"_s).description,
             u"x\nPackage: @shop/c, of the workspace outer"_s);
    QCOMPARE(commandOf(result, u"npm:a/b/d/package.json:build"_s).description,
             u"x\nPackage: @shop/d, of the workspace inner"_s);
}

void NpmProviderTest::packageOutsideOfItsWorkspace()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"package.json"_s, R"({"name": "root", "workspaces": ["packages/*"]})"));
    QVERIFY(scratch.write(u"yarn.lock"_s, {}));
    QVERIFY(writePackages(scratch, {u"example"_s}));
    const QString id = u"npm:example/package.json:build"_s;
    QCOMPARE(commandOf(scanNow(scratch.path()), id).description, u"x"_s);
    QVERIFY(scratch.write(u".yarnrc.yml"_s, {}));
    QVERIFY(commandOf(scanNow(scratch.path()), id)
                .description.contains(u"Not a package of the workspace root"_s));
    QVERIFY(scratch.write(u"example/yarn.lock"_s, {}));
    QCOMPARE(commandOf(scanNow(scratch.path()), id).description, u"x"_s);
}

void NpmProviderTest::membersOfOneName()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"package.json"_s, R"({"workspaces": ["a/x", "b/x"]})"));
    QVERIFY(writePackages(scratch, {u"a/x"_s, u"b/x"_s}));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.problems.size(), 1);
    QCOMPARE(result.problems.first().message,
             u"\"a/x\" and \"b/x\" of the workspace are both called \"@shop/x\""_s);
    QCOMPARE(result.commands.size(), 2);
}

QTEST_GUILESS_MAIN(NpmProviderTest)
#include "tst_npmprovider.moc"
