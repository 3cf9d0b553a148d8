// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class ComposerProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void scripts();
    void arguments();
    void brokenFiles_data();
    void brokenFiles();
    void manyScripts();
};

void ComposerProviderTest::scripts()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"api/composer.json"_s,
                          "\xEF\xBB\xBF"
                          R"({
    "name": "acme/api",
    "scripts": {
        "post-install-cmd": ["@php artisan migrate", "@phpstan"],
        "phpstan": "phpstan analyse --memory-limit=1G",
        "test": [
            "Composer\\Config::disableProcessTimeout",
            "@php vendor/bin/phpunit"
        ],
        "pre-deploy": "x",
        "say \"hi\" 🚀": "echo",
        "-dashed": "echo",
        "empty": []
    },
    "scripts-descriptions": {"phpstan": "Look <b>hard</b>", "gone": "no script"},
    "scripts-aliases": {"phpstan": ["stan", "analyse"]}
})"));
    // what packages hold is theirs
    QVERIFY(scratch.write(u"api/vendor/x/composer.json"_s, R"({"scripts": {"no": "x"}})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(
        summariesOf(result, u"composer"_s),
        QStringList(
            {u"-dashed | api/composer.json:12 | composer run-script -- -dashed"_s,
             u"empty | api/composer.json:13 | composer run-script empty"_s,
             u"phpstan | api/composer.json:5 | composer run-script phpstan"_s,
             u"(post-install-cmd) | api/composer.json:4 | composer run-script post-install-cmd"_s,
             u"pre-deploy | api/composer.json:10 | composer run-script pre-deploy"_s,
             u"say \"hi\" 🚀 | api/composer.json:11 | composer run-script 'say \"hi\" 🚀'"_s,
             u"test | api/composer.json:6 | composer run-script test"_s}));
    QVERIFY(problemsAre(result, {}));
    const Command phpstan = commandNamed(result, u"composer"_s, u"phpstan"_s);
    QCOMPARE(phpstan.description, u"Look <b>hard</b>\nAlias: stan, analyse"_s);
    QCOMPARE(phpstan.workingDirectory, scratch.filePath(u"api"_s));
    QCOMPARE(phpstan.project, u"api"_s);
    QCOMPARE(commandNamed(result, u"composer"_s, u"test"_s).description,
             u"Composer\\Config::disableProcessTimeout\n@php vendor/bin/phpunit"_s);
}

void ComposerProviderTest::arguments()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"composer.json"_s, R"({"scripts": {"test": "phpunit", "-x": "y"}})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(
        buildArgv(commandNamed(result, u"composer"_s, u"test"_s), {}, {u"--filter"_s, u"A b"_s}),
        QStringList({u"composer"_s, u"run-script"_s, u"test"_s, u"--"_s, u"--filter"_s, u"A b"_s}));
    QCOMPARE(buildArgv(commandNamed(result, u"composer"_s, u"-x"_s), {}, {u"--filter"_s}),
             QStringList({u"composer"_s, u"run-script"_s, u"--"_s, u"-x"_s, u"--filter"_s}));
}

void ComposerProviderTest::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("problems");
    QTest::addColumn<int>("commands");
    QTest::newRow("not JSON") << QByteArray("{\n\"scripts\": {\"a\" \"x\"}}")
                              << QStringList{u"composer.json:2 not valid JSON"_s} << 0;
    QTest::newRow("an array") << QByteArray("[1]") << QStringList{u"holds a list"_s} << 0;
    QTest::newRow("scripts as PHP writes none")
        << QByteArray(R"({"scripts": []})") << QStringList{} << 0;
    QTest::newRow("scripts is a list") << QByteArray(R"({"scripts": ["a"]})")
                                       << QStringList{u":1 \"scripts\" is not an object"_s} << 0;
    QTest::newRow("a script is an object")
        << QByteArray(
               "{\"scripts\": {\n\"a\": {\"b\": 1},\n\"c\": \"x\", \"d\\n\": \"x\",\n\"e\": 7}}")
        << QStringList{u":2 the script \"a\" is neither a text nor a list"_s,
                       u":3 the name of the script \"d\" holds a line break"_s,
                       u":4 the script \"e\" is neither a text nor a list"_s}
        << 1;
}

void ComposerProviderTest::brokenFiles()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, problems);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"composer.json"_s, json));
    QVERIFY(scratch.write(u"other/composer.json"_s, R"({"scripts": {"fine": "x"}})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, problems));
    QVERIFY(idsOf(result).contains(u"composer:other/composer.json:fine"_s));
    QFETCH(int, commands);
    QCOMPARE(result.commands.size(), commands + 1);
}

void ComposerProviderTest::manyScripts()
{
    const ScratchFolder scratch;
    QByteArray scripts;
    QByteArray descriptions;
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray name = "\"s" + QByteArray::number(i) + "\": ";
        scripts += (i == 0 ? "" : ",\n") + name + "\"x\"";
        descriptions += (i == 0 ? "" : ",\n") + name + "\"Does x\"";
    }
    QVERIFY(scratch.write(u"composer.json"_s,
                          "{\"scripts\": {" + scripts + "}, \"scripts-descriptions\": {"
                              + descriptions + "}}"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 10'000);
    QCOMPARE(result.commands.last().description, u"Does x"_s);
}

QTEST_GUILESS_MAIN(ComposerProviderTest)
#include "tst_composerprovider.moc"
