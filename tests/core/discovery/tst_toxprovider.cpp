// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/toxenvironments.h"
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class ToxProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void expansion_data();
    void expansion();
    void environments_data();
    void environments();
    void whichFileCounts();
    void problems_data();
    void problems();
    void combinationsThatExplode();
};

void ToxProviderTest::expansion_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"py311"_s << u"py311"_s;
    QTest::newRow("commas") << u"py311, lint,docs,"_s << u"py311 lint docs"_s;
    QTest::newRow("factors") << u"py{310, 311}-{a,b}"_s << u"py310-a py310-b py311-a py311-b"_s;
    QTest::newRow("an empty factor") << u"lint{,-fix}"_s << u"lint lint-fix"_s;
    QTest::newRow("range") << u"py3{9-11}-x"_s << u"py39-x py310-x py311-x"_s;
    QTest::newRow("range backwards") << u"py3{11-9}"_s << u"py311-9"_s;
    QTest::newRow("brace without end") << u"py{310"_s << u"py{310"_s;
    QTest::newRow("nothing") << u" "_s << QString();
}

void ToxProviderTest::expansion()
{
    QFETCH(QString, text);
    QTEST(expandToxNames(text, 100).join(u' '), "expected");
}

void ToxProviderTest::environments_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    // The same names and descriptions as "tox -a -v" of tox 3.28 tells, but for {basepython}.
    QTest::newRow("tox.ini")
        << u"tox.ini"_s << QByteArray(R"T([tox]
envlist =
    py{310,311}-django{3,4}
    # {not,this}
    {lint, docs}
    py311-{a,b}   # nor this
skip_missing_interpreters = true

[testenv]
description = run tests with {basepython} in {envname}
    django3: the old way
deps = pytest
commands = pytest {posargs}

[testenv:lint]
description =
    check the code

    and its style
[testenv:docs{,-live}]
description = docs: build
    live: serve it
[testenv:.pkg]
description = package
)T")
        << QStringList{
               u"(.pkg@23: tox -e .pkg | package)"_s,
               u"docs@20: tox -e docs | build"_s,
               u"docs-live@20: tox -e docs-live | build serve it"_s,
               u"lint@15: tox -e lint | check the code and its style"_s,
               u"py310-django3@3: tox -e py310-django3 | run tests with {basepython} in "
               u"py310-django3 the "
               "old way"_s,
               u"py310-django4@3: tox -e py310-django4 | run tests with {basepython} in py310-django4"_s,
               u"py311-a@6: tox -e py311-a | run tests with {basepython} in py311-a"_s,
               u"py311-b@6: tox -e py311-b | run tests with {basepython} in py311-b"_s,
               u"py311-django3@3: tox -e py311-django3 | run tests with {basepython} in "
               u"py311-django3 the "
               "old way"_s,
               u"py311-django4@3: tox -e py311-django4 | run tests with {basepython} in py311-django4"_s,
               u"tox@1: tox | Every environment of the list: py310-django3, py310-django4, "
               u"py311-django3, "
               "py311-django4, lint, docs, py311-a, py311-b"_s};
    QTest::newRow("setup.cfg") << u"setup.cfg"_s
                               << QByteArray("[metadata]\nname = x\n[tox:tox]\nenv_list = lint\n")
                               << QStringList{
                                      u"lint@4: tox -e lint | "_s,
                                      u"tox@1: tox | Every environment of the list: lint"_s};
    QTest::newRow("setup.cfg without tox")
        << u"setup.cfg"_s << QByteArray("what is this\n[testenv:x]\n") << QStringList{};
    QTest::newRow("legacy text in pyproject.toml")
        << u"pyproject.toml"_s << QByteArray(R"T([project]
name = "x"
[tool.tox]
legacy_tox_ini = """
[tox]
env_list = py311
[testenv:py311]
description = the tests
"""
)T")
        << QStringList{u"py311@7: tox -e py311 | the tests"_s,
                       u"tox@1: tox | Every environment of the list: py311"_s};
    QTest::newRow("pyproject.toml")
        << u"pyproject.toml"_s << QByteArray(R"T([tool.tox]
requires = ["tox>=4.21"]
env_list = ["3.12", { product = [["lint", "type"], { prefix = "3.", start = 11, stop = 12 }] }]
[tool.tox.env_run_base]
description = "Run test under {env_name}"
[tool.tox.env.type]
description = "Check types"
commands = [["mypy", { replace = "posargs", default = ["src"], extend = true }]]
)T")
        << QStringList{u"3.12@3: tox -e 3.12 | Run test under 3.12"_s,
                       u"lint-3.11@3: tox -e lint-3.11 | Run test under lint-3.11"_s,
                       u"lint-3.12@3: tox -e lint-3.12 | Run test under lint-3.12"_s,
                       u"tox@1: tox | Every environment of the list: 3.12, lint-3.11, lint-3.12, "
                       "type-3.11, type-3.12"_s,
                       u"type@6: tox -e type | Check types"_s,
                       u"type-3.11@3: tox -e type-3.11 | Run test under type-3.11"_s,
                       u"type-3.12@3: tox -e type-3.12 | Run test under type-3.12"_s};
    QTest::newRow("tox.toml") << u"tox.toml"_s
                              << QByteArray("env_list = [\"a\"]\n[env.b]\ndescription = \"B\"\n")
                              << QStringList{u"a@1: tox -e a | "_s, u"b@2: tox -e b | B"_s,
                                             u"tox@1: tox | Every environment of the list: a"_s};
    QTest::newRow("an environment called tox")
        << u"tox.ini"_s << QByteArray("[tox]\nenvlist = tox\n")
        << QStringList{u"tox@2: tox -e tox | "_s};
    QTest::newRow("nothing") << u"tox.ini"_s << QByteArray("[flake8]\nmax-line-length = 100\n")
                             << QStringList{};
}

void ToxProviderTest::environments()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(file, text));
    const DiscoveryResult result = scanNow(scratch.path());
    QTEST(summaryOf(result, u"tox"_s), "expected");
    QCOMPARE(problemsOf(result), QStringList());
    for (const Command &command : result.commands)
        QCOMPARE(command.freeArgumentsPrefix, QStringList{u"--"_s});
}

void ToxProviderTest::whichFileCounts()
{
    const QStringList files{u"tox.ini"_s, u"setup.cfg"_s, u"pyproject.toml"_s, u"tox.toml"_s};
    const QByteArrayList texts{"[tox]\nenvlist = a\n", "[tox:tox]\nenvlist = b\n",
                               "[tool.tox]\nenv_list = [\"c\"]\n", "env_list = [\"d\"]\n"};
    const QStringList expected{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    for (qsizetype from = 0; from < files.size(); ++from) {
        const ScratchFolder scratch;
        for (qsizetype i = from; i < files.size(); ++i)
            QVERIFY(scratch.write(files.at(i), texts.at(i)));
        const DiscoveryResult result = scanNow(scratch.path());
        QCOMPARE(result.commands.size(), 2);
        QVERIFY(idsOf(result).first().endsWith(expected.at(from)));
    }
}

void ToxProviderTest::problems_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("commands");
    QTest::newRow("a line that is nothing")
        << u"tox.ini"_s << QByteArray("[tox]\nenvlist = a\nwhat is this\n")
        << u"tox.ini:3 neither a [section] nor a \"key = value\" line"_s << 2;
    QTest::newRow("broken TOML once") << u"pyproject.toml"_s << QByteArray("[tool.tox]\nx =\n")
                                      << u"pyproject.toml:2 not valid TOML: "_s << 0;
    QTest::newRow("a leading dash")
        << u"tox.ini"_s << QByteArray("[tox]\nenvlist = -x, b\n")
        << u"tox.ini:2 the environment \"-x\" begins with a dash"_s << 2;
}

void ToxProviderTest::problems()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(file, text));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.problems.size(), 1);
    QVERIFY2(problemsOf(result).first().startsWith(expected),
             qPrintable(problemsOf(result).first()));
    QTEST(int(result.commands.size()), "commands");
}

void ToxProviderTest::combinationsThatExplode()
{
    const QByteArray ten = "{0,1,2,3,4,5,6,7,8,9}";
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tox.ini"_s, "[tox]\nenvlist = " + ten.repeated(20) + "\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 10'001);
    QCOMPARE(problemsOf(result), QStringList{u"tox.ini:0 the list has too many combinations"_s});
}

QTEST_GUILESS_MAIN(ToxProviderTest)
#include "tst_toxprovider.moc"
