// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class CMakeProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void presets_data();
    void presets();
    void descriptions();
    void parameters();
    void userPresetsThatGitIgnores();
    void brokenFiles_data();
    void brokenFiles();
    void longInheritance();
    void manyPresets();
};

void CMakeProviderTest::presets_data()
{
    QTest::addColumn<ProjectFiles>("files");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("every kind")
        << ProjectFiles{{u"CMakePresets.json"_s, R"({
  "version": 6,
  "configurePresets": [
    {"name": "base", "hidden": true, "binaryDir": "${sourceDir}/build/${presetName}"},
    {"name": "dev", "inherits": "base"},
    {"name": "with space \"q\" 🚀", "inherits": ["dev", "base"]},
    {"name": "-odd"}
  ],
  "buildPresets": [
    {"name": "dev", "configurePreset": "dev"}
  ],
  "testPresets": [{"name": "dev", "configurePreset": "dev"}],
  "packagePresets": [{"name": "dev", "configurePreset": "dev"}],
  "workflowPresets": [
    {"name": "all", "steps": [{"type": "configure", "name": "dev"}]}
  ]
})"}}
        << QStringList{
               u"build dev | CMakePresets.json:10 | cmake --build --preset dev"_s,
               u"configure -odd | CMakePresets.json:7 | cmake --preset=-odd"_s,
               u"(configure base) | CMakePresets.json:4 | cmake --preset base"_s,
               u"configure dev | CMakePresets.json:5 | cmake --preset dev"_s,
               u"configure with space \"q\" 🚀 | CMakePresets.json:6 | cmake --preset 'with space \"q\" 🚀'"_s,
               u"package dev | CMakePresets.json:13 | cpack --preset dev"_s,
               u"test dev | CMakePresets.json:12 | ctest --preset dev"_s,
               u"workflow all | CMakePresets.json:15 | cmake --workflow --preset all"_s};
    QTest::newRow("includes, each once")
        << ProjectFiles{{u"CMakePresets.json"_s,
                         R"({"version": 4, "include": ["cmake/base.json", "${sourceDir}/cmake/ci.json"]})"},
                        {u"cmake/base.json"_s,
                         "{\"version\": 4, // comments are read\n\"configurePresets\": [{\"name\": "
                         "\"a\"}]}"},
                        {u"cmake/ci.json"_s, R"({"version": 4, "include": ["base.json"],
                "configurePresets": [{"name": "b", "inherits": "a"}]})"},
                        {u"CMakeUserPresets.json"_s,
                         R"({"version": 4, "configurePresets": [{"name": "mine", "inherits": "b"}]})"}}
        << QStringList{u"configure a | cmake/base.json:2 | cmake --preset a"_s,
                       u"configure b | cmake/ci.json:2 | cmake --preset b"_s,
                       u"configure mine | CMakeUserPresets.json:1 | cmake --preset mine"_s};
    QTest::newRow("user presets alone")
        << ProjectFiles{{u"app/CMakeUserPresets.json"_s,
                         R"({"version": 2, "buildPresets": [{"name": "x"}]})"}}
        << QStringList{u"build x | app/CMakeUserPresets.json:1 | cmake --build --preset x"_s};
    QTest::newRow("no presets") << ProjectFiles{{u"CMakePresets.json"_s, "{\"version\": 3}"}}
                                << QStringList{};
}

void CMakeProviderTest::presets()
{
    QFETCH(ProjectFiles, files);
    const ScratchFolder scratch;
    QVERIFY(writeAll(scratch, files));
    const DiscoveryResult result = scanNow(scratch.path());
    QTEST(summariesOf(result, u"cmake"_s), "expected");
    QVERIFY(problemsAre(result, {}));
    for (const Command &command : result.commands)
        QCOMPARE(command.workingDirectory, QDir::cleanPath(scratch.filePath(command.project)));
}

void CMakeProviderTest::descriptions()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"CMakePresets.json"_s, R"({"version": 6,
"configurePresets": [{"name": "a", "displayName": "Debug <i>now</i>", "description": "Slow",
  "condition": {"type": "equals", "lhs": "${hostSystemName}", "rhs": "Windows"}},
 {"name": "b", "inherits": "a", "condition": true},
 {"name": "c", "inherits": "a"}, {"name": "d", "inherits": "a", "condition": null}],
"workflowPresets": [{"name": "w", "steps": [{"type": "configure", "name": "a"},
                                            {"type": "build", "name": "x"}]}]})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(commandNamed(result, u"cmake"_s, u"configure a"_s).description,
             u"Debug <i>now</i>\nSlow\nOnly where its condition holds; CMake decides."_s);
    // neither names nor descriptions are inherited
    QCOMPARE(commandNamed(result, u"cmake"_s, u"configure b"_s).description, QString());
    // but conditions are
    QCOMPARE(commandNamed(result, u"cmake"_s, u"configure c"_s).description,
             u"Only where its condition holds; CMake decides."_s);
    QCOMPARE(commandNamed(result, u"cmake"_s, u"configure d"_s).description, QString());
    QCOMPARE(commandNamed(result, u"cmake"_s, u"workflow w"_s).description,
             u"Steps: configure a, build x"_s);
}

void CMakeProviderTest::parameters()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"CMakePresets.json"_s, R"({"version": 3, "configurePresets": [
{"name": "base", "hidden": true, "cacheVariables": {
  "CMAKE_BUILD_TYPE": "Debug", "WITH_GUI": {"type": "BOOL", "value": "off"}, "GONE": "x"}},
{"name": "asan", "hidden": true, "cacheVariables": {"SANITIZE": true, "CMAKE_BUILD_TYPE": "Asan"}},
{"name": "dev", "inherits": ["asan", "base"], "cacheVariables": {
  "GONE": null, "TOOLS": {"type": "PATH", "value": "/opt/tools"}}}],
"buildPresets": [{"name": "dev", "jobs": 4, "targets": ["app", "docs"]}]})"));
    const DiscoveryResult result = scanNow(scratch.path());
    const Command dev = commandNamed(result, u"cmake"_s, u"configure dev"_s);
    QCOMPARE(parametersOf(dev),
             QStringList({u"CMAKE_BUILD_TYPE=Asan"_s, u"SANITIZE=ON [ON OFF]"_s,
                          u"TOOLS=/opt/tools"_s, u"WITH_GUI=OFF [ON OFF]"_s}));
    QCOMPARE(
        buildArgv(dev, {{u"WITH_GUI"_s, {u"ON"_s}}, {u"TOOLS"_s, {u"-x y"_s}}}),
        QStringList({u"cmake"_s, u"--preset"_s, u"dev"_s, u"-DTOOLS=-x y"_s, u"-DWITH_GUI=ON"_s}));
    const Command build = commandNamed(result, u"cmake"_s, u"build dev"_s);
    QCOMPARE(parametersOf(build),
             QStringList({u"target=app docs"_s, u"jobs=4"_s, u"clean-first"_s}));
    QCOMPARE(buildArgv(build,
                       {{u"target"_s, {u"a"_s, u"b"_s}},
                        {u"jobs"_s, {u"2"_s}},
                        {u"clean-first"_s, {u"true"_s}}}),
             QStringList({u"cmake"_s, u"--build"_s, u"--preset"_s, u"dev"_s, u"--target"_s, u"a"_s,
                          u"b"_s, u"--parallel"_s, u"2"_s, u"--clean-first"_s}));
}

void CMakeProviderTest::userPresetsThatGitIgnores()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".gitignore"_s, "CMakeUserPresets.json\n"));
    QVERIFY(scratch.write(u"CMakePresets.json"_s, R"({"version": 3})"));
    QVERIFY(scratch.write(u"CMakeUserPresets.json"_s,
                          R"({"version": 3, "configurePresets": [{"name": "mine"}]})"));
    QCOMPARE(idsOf(scanNow(scratch.path())),
             QStringList{u"cmake:CMakePresets.json:configure mine"_s});
}

void CMakeProviderTest::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("problems");
    QTest::addColumn<int>("commands");
    QTest::newRow("not JSON") << QByteArray("{\n\"version\": }")
                              << QStringList{u"CMakePresets.json:2 not valid JSON"_s} << 0;
    QTest::newRow("empty") << QByteArray() << QStringList{u"not valid JSON"_s} << 0;
    QTest::newRow("an array") << QByteArray("[]") << QStringList{u"holds a list"_s} << 0;
    QTest::newRow("no version") << QByteArray(R"({"configurePresets": [{"name": "a"}]})")
                                << QStringList{u"names no version"_s} << 1;
    QTest::newRow("presets as an object")
        << QByteArray("{\"version\": 3,\n\"testPresets\": {\"a\": {}}}")
        << QStringList{u"CMakePresets.json:2 \"testPresets\" is not a list"_s} << 0;
    QTest::newRow("names")
        << QByteArray(R"({"version": 3, "configurePresets": [
{"displayName": "x"},
{"name": "a"},
{"name": "a"}, {"name": "x\ny"},
{"name": "b"}]})")
        << QStringList{u":2 a configure preset has no name"_s,
                       u":4 the configure preset \"a\" is there twice"_s,
                       u":4 the name of the configure preset \"x y\" holds a line break"_s}
        << 2;
    QTest::newRow("inherits")
        << QByteArray(R"({"version": 3, "configurePresets": [
{"name": "a", "inherits": "gone"},
{"name": "b", "inherits": "c"},
{"name": "c", "inherits": ["b"]},
{"name": "fine"}]})")
        << QStringList{u":2 the configure preset \"a\" inherits \"gone\", which is not there"_s,
                       u":4 the configure preset \"c\" inherits itself through \"b\""_s,
                       u":3 the configure preset \"b\" inherits itself through \"c\""_s}
        << 1;
    QTest::newRow("includes")
        << QByteArray(R"({"version": 7, "include": [
"gone.json",
"../../x.json",
"$penv{HOME}/x.json",
"CMakePresets.json"]})")
        << QStringList{u":2 the included file \"gone.json\" is not there"_s,
                       u":3 the include \"../../x.json\" lies outside"_s,
                       u":4 the include \"$penv{HOME}/x.json\" is known to CMake only"_s,
                       u":5 \"CMakePresets.json\" is included in a circle"_s}
        << 0;
}

void CMakeProviderTest::brokenFiles()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, problems);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"CMakePresets.json"_s, json));
    QVERIFY(scratch.write(u"other/CMakePresets.json"_s,
                          R"({"version": 3, "configurePresets": [{"name": "fine"}]})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, problems));
    QVERIFY(idsOf(result).contains(u"cmake:other/CMakePresets.json:configure fine"_s));
    QFETCH(int, commands);
    QCOMPARE(result.commands.size(), commands + 1);
}

void CMakeProviderTest::longInheritance()
{
    const ScratchFolder scratch;
    QByteArray json = R"({"version": 3, "configurePresets": [{"name": "p0"})";
    for (int i = 1; i <= 500; ++i)
        json += ",\n{\"name\": \"p" + QByteArray::number(i) + R"(", "inherits": "p)"
            + QByteArray::number(i - 1) + "\"}";
    QVERIFY(scratch.write(u"CMakePresets.json"_s, json + "]}"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(result.commands.size() > 20);
    QVERIFY(problemsOf(result).join(u'\n').contains(u"through too many others"_s));
}

void CMakeProviderTest::manyPresets()
{
    const ScratchFolder scratch;
    QByteArray json = R"({"version": 3, "configurePresets": [{"name": "p"})";
    for (int i = 0; i < 10'000; ++i)
        json += ",\n{\"name\": \"p" + QByteArray::number(i) + R"(", "inherits": "p"})";
    QVERIFY(scratch.write(u"CMakePresets.json"_s, json + "]}"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 10'001);
    QVERIFY(problemsAre(result, {}));
}

QTEST_GUILESS_MAIN(CMakeProviderTest)
#include "tst_cmakeprovider.moc"
