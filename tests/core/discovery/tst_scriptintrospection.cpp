// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QProcess>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const QByteArray factory = R"(#!/usr/bin/env python3
import argparse, pathlib

def shared():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--level", type=lambda text: int(text), default=3, help="How much")
    return parser

def main():
    parser = argparse.ArgumentParser(description="Builds.", parents=[shared()])
    for name in ["fast" + "er", "slow" + "er"]:
        parser.add_argument("--" + name, action="store_true")
    commands = parser.add_subparsers(dest="what")
    go = commands.add_parser("go", help="Goes", aliases=["g"])
    go.add_argument("where", choices=[str(n) for n in range(2)])
    arguments = parser.parse_args()
    pathlib.Path("main-ran").touch()

if __name__ == "__main__":
    main()
)";

const QByteArray clickTool = R"(#!/usr/bin/env python3
import click
print("a word at import")

@click.group()
@click.option("-v", "--verbose", count=True)
@click.version_option("1.0")
def cli(verbose):
    "The tool."

@cli.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False))
@click.argument("rest", nargs=-1)
@click.option("--mode", type=click.Choice(["a", "b"]), default="a", help="How")
@click.option("--level", type=click.IntRange(1, 9), envvar="LEVEL", help="Depth")
@click.option("--at", nargs=2, type=float)
@click.option("--tag", "-t", multiple=True)
@click.option("--color/--plain", default=True)
@click.option("--password", prompt=True, hide_input=True)
@click.option("--when", type=click.DateTime())
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--into", type=click.Path(file_okay=False))
@click.option("--log", type=click.File("w"))
@click.option("--own", type=lambda value: value)
@click.option("--nobody-knows", hidden=True)
def add(**_):
    "Adds it."

@cli.group()
def remote():
    pass

@remote.command("list", hidden=True)
def list_remotes():
    pass

if __name__ == "__main__":
    cli()
)";

// Whether a Python that a scan would try has the module.
bool havePythonWith(const QString &module)
{
    QStringList candidates{u"python3"_s};
    for (const QString &folder : qEnvironmentVariable("PATH").split(QDir::listSeparator()))
        candidates.append(folder + u"/python3"_s);
    for (const QString &python : candidates) {
        QProcess process;
        process.start(python, {u"-c"_s, u"import "_s + module});
        if (process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
            && process.exitCode() == 0)
            return true;
    }
    return false;
}

DiscoveryResult scanTrusted(const ScratchFolder &scratch, const QString &cache = {})
{
    return scanNow(scratch.path(), {.trusted = true, .cacheFolder = cache});
}

QStringList namesOf(const Command &command)
{
    QStringList names;
    for (const Parameter &parameter : command.parameters)
        names.append(parameter.name);
    return names;
}

QString problemsOf(const DiscoveryResult &result)
{
    QStringList texts;
    for (const DiscoveryProblem &problem : result.problems)
        texts.append(problem.file + u": "_s + problem.message);
    return texts.join(u'\n');
}

} // namespace

class TestScriptIntrospection final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void argparseFactories();
    void runsNothingUntrusted();
    void isCached();
    void click();
    void typer();
    void typerRun();
    void badScripts_data();
    void badScripts();
    void floodsAreNoAnswer();
    void anEndlessImportIsEnded();
};

void TestScriptIntrospection::initTestCase()
{
    if (!havePythonWith(u"argparse"_s))
        QSKIP("no python3");
}

void TestScriptIntrospection::argparseFactories()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"build.py"_s, factory, true));
    const DiscoveryResult result = scanTrusted(scratch);
    QCOMPARE(problemsOf(result), QString());
    QCOMPARE(idsOf(result),
             (QStringList{u"script:build.py:build.py"_s, u"script:build.py:build.py go"_s}));
    const Command build = commandOf(result, u"script:build.py:build.py"_s);
    QCOMPARE(build.description, u"Builds."_s);
    QCOMPARE(namesOf(build), (QStringList{u"level"_s, u"faster"_s, u"slower"_s, u"what"_s}));
    QCOMPARE(parameterOf(build, u"level"_s).defaultValue, u"3"_s);
    const Command go = commandOf(result, u"script:build.py:build.py go"_s);
    QCOMPARE(parameterOf(go, u"where"_s).choices, (QStringList{u"0"_s, u"1"_s}));
    QVERIFY(parameterOf(go, u"level"_s).advanced);
    QCOMPARE(buildArgv(go, {{u"faster"_s, {u"true"_s}}, {u"where"_s, {u"1"_s}}}).mid(1),
             (QStringList{u"--faster"_s, u"go"_s, u"1"_s}));
    QVERIFY(!QFileInfo::exists(scratch.filePath(u"main-ran"_s)));
}

void TestScriptIntrospection::runsNothingUntrusted()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tool.py"_s,
                          "#!/usr/bin/env python3\nimport argparse\nopen('ran', 'w')\n"
                          "argparse.ArgumentParser().parse_args()\n",
                          true));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 1);
    QVERIFY(!QFileInfo::exists(scratch.filePath(u"ran"_s)));
    (void)scanTrusted(scratch);
    QVERIFY(QFileInfo::exists(scratch.filePath(u"ran"_s)));
}

void TestScriptIntrospection::isCached()
{
    const ScratchFolder scratch;
    const QTemporaryDir outside;
    const QString log = outside.filePath(u"log"_s);
    const QByteArray script = "#!/usr/bin/env python3\nimport argparse\nopen('" + log.toUtf8()
        + "', 'a').write('x')\np = argparse.ArgumentParser()\n"
          "p.add_argument(*['--a'])\np.parse_args()\n";
    QVERIFY(scratch.write(u"tool.py"_s, script, true));
    const QString cache = outside.filePath(u"cache"_s);
    for (int round = 0; round < 2; ++round) {
        const DiscoveryResult result = scanTrusted(scratch, cache);
        QCOMPARE(namesOf(commandOf(result, u"script:tool.py:tool.py"_s)), QStringList{u"a"_s});
    }
    QCOMPARE(QFileInfo(log).size(), 1);
    QVERIFY(scratch.write(u"tool.py"_s, script + "# changed\n", true));
    (void)scanTrusted(scratch, cache);
    QCOMPARE(QFileInfo(log).size(), 2);
}

void TestScriptIntrospection::click()
{
    if (!havePythonWith(u"click"_s))
        QSKIP("no python3 of PATH has click");
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tool.py"_s, clickTool, true));
    const DiscoveryResult result = scanTrusted(scratch);
    QCOMPARE(problemsOf(result), QString());
    QCOMPARE(idsOf(result),
             (QStringList{u"script:tool.py:tool.py"_s, u"script:tool.py:tool.py add"_s,
                          u"script:tool.py:tool.py remote"_s,
                          u"(script:tool.py:tool.py remote list)"_s}));
    const Command tool = commandOf(result, u"script:tool.py:tool.py"_s);
    QCOMPARE(namesOf(tool), (QStringList{u"verbose"_s, u"command"_s}));
    QVERIFY(parameterOf(tool, u"verbose"_s).passing == ParameterPassing::Counted);
    QCOMPARE(parameterOf(tool, u"command"_s).choices, (QStringList{u"add"_s, u"remote"_s}));

    const Command add = commandOf(result, u"script:tool.py:tool.py add"_s);
    QCOMPARE(add.description, u"Adds it."_s);
    QCOMPARE(namesOf(add),
             (QStringList{u"verbose"_s, u"command"_s, u"source"_s, u"rest"_s, u"mode"_s, u"level"_s,
                          u"at"_s, u"tag"_s, u"color"_s, u"password"_s, u"when"_s, u"day"_s,
                          u"into"_s, u"log"_s, u"own"_s}));
    const Parameter source = parameterOf(add, u"source"_s);
    QVERIFY(source.type == ParameterType::File && source.mustExist && source.required);
    QVERIFY(parameterOf(add, u"rest"_s).multiple && !parameterOf(add, u"rest"_s).required);
    QCOMPARE(parameterOf(add, u"mode"_s).choices, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(parameterOf(add, u"mode"_s).defaultValue, u"a"_s);
    const Parameter level = parameterOf(add, u"level"_s);
    QVERIFY(level.minimum == 1 && level.maximum == 9 && level.help.contains("LEVEL"_L1));
    QCOMPARE(parameterOf(add, u"at"_s).valueCount, 2);
    QVERIFY(parameterOf(add, u"tag"_s).repeatsFlag);
    QCOMPARE(parameterOf(add, u"color"_s).negativeFlags, QStringList{u"--plain"_s});
    QCOMPARE(parameterOf(add, u"color"_s).defaultValue, u"true"_s);
    QVERIFY(parameterOf(add, u"password"_s).type == ParameterType::Secret);
    QVERIFY(parameterOf(add, u"when"_s).type == ParameterType::DateTime);
    QVERIFY(parameterOf(add, u"day"_s).type == ParameterType::Date);
    QVERIFY(parameterOf(add, u"into"_s).type == ParameterType::Folder);
    QVERIFY(parameterOf(add, u"log"_s).type == ParameterType::File);
    QCOMPARE(buildArgv(add,
                       {{u"verbose"_s, {u"2"_s}},
                        {u"source"_s, {u"f"_s}},
                        {u"tag"_s, {u"x"_s, u"y"_s}},
                        {u"color"_s, {u"false"_s}}})
                 .mid(1),
             (QStringList{u"--verbose"_s, u"--verbose"_s, u"add"_s, u"--tag"_s, u"x"_s, u"--tag"_s,
                          u"y"_s, u"--plain"_s, u"f"_s}));
}

void TestScriptIntrospection::typer()
{
    if (!havePythonWith(u"typer"_s))
        QSKIP("no python3 of PATH has typer");
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tool.py"_s,
                          "#!/usr/bin/env python3\nimport enum\nimport typer\n"
                          "class Mode(str, enum.Enum):\n    slow = 'slow'\n    fast = 'fast'\n"
                          "app = typer.Typer(help='Does it.')\n"
                          "@app.command()\n"
                          "def one(name: str, mode: Mode = Mode.fast, loud: bool = False):\n"
                          "    'The first.'\n"
                          "@app.command()\ndef two(): pass\n"
                          "if __name__ == '__main__':\n    app()\n",
                          true));
    const DiscoveryResult result = scanTrusted(scratch);
    QCOMPARE(problemsOf(result), QString());
    const Command one = commandOf(result, u"script:tool.py:tool.py one"_s);
    QCOMPARE(one.description, u"The first."_s);
    QCOMPARE(namesOf(one), (QStringList{u"command"_s, u"name"_s, u"mode"_s, u"loud"_s}));
    QCOMPARE(parameterOf(one, u"mode"_s).choices, (QStringList{u"slow"_s, u"fast"_s}));
    QCOMPARE(parameterOf(one, u"mode"_s).defaultValue, u"fast"_s);
    QCOMPARE(parameterOf(one, u"loud"_s).negativeFlags, QStringList{u"--no-loud"_s});
}

void TestScriptIntrospection::typerRun()
{
    if (!havePythonWith(u"typer"_s))
        QSKIP("no python3 of PATH has typer");
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tool.py"_s,
                          "#!/usr/bin/env python3\nimport typer\n"
                          "def main(name: str, count: int = typer.Option(3, min=1)):\n"
                          "    open('main-ran', 'w')\n"
                          "if __name__ == '__main__':\n    typer.run(main)\n",
                          true));
    const Command tool = commandOf(scanTrusted(scratch), u"script:tool.py:tool.py"_s);
    QCOMPARE(namesOf(tool), (QStringList{u"name"_s, u"count"_s}));
    QCOMPARE(parameterOf(tool, u"count"_s).minimum, std::optional(1.0));
    QVERIFY(!QFileInfo::exists(scratch.filePath(u"main-ran"_s)));
}

void TestScriptIntrospection::badScripts_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("problem");
    const QByteArray head = "#!/usr/bin/env python3\nimport argparse\n";
    const QByteArray tail = "argparse.ArgumentParser().parse_args()\n";
    QTest::newRow("exception") << head + "raise ValueError('no luck')\n" + tail
                               << u"ValueError: no luck"_s;
    QTest::newRow("sys.exit") << head + "import sys\nsys.exit(3)\n" + tail
                              << u"SystemExit: it ended with 3 before it read its arguments"_s;
    QTest::newRow("os._exit") << head + "import os\nos._exit(3)\n" + tail
                              << u"the script ended the interpreter while it was loaded "
                                 "(exit code 3)"_s;
    QTest::newRow("never parses") << head + "def f():\n    " + tail
                                  << u"it ended without reading its arguments"_s;
    QTest::newRow("a missing module") << head + "import no_such_module_anywhere\n" + tail
                                      << u"ModuleNotFoundError: No module named "
                                         "'no_such_module_anywhere'"_s;
    QTest::newRow("syntax") << head + tail + "def (:\n" << u"SyntaxError"_s;
}

// Each is a problem of its own; it stays in the list, as the others do.
void TestScriptIntrospection::badScripts()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, problem);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"bad.py"_s, script, true));
    QVERIFY(scratch.write(u"good.py"_s, factory, true));
    const DiscoveryResult result = scanTrusted(scratch);
    QCOMPARE(result.problems.size(), 1);
    QCOMPARE(result.problems.first().file, u"bad.py"_s);
    QVERIFY2(result.problems.first().message.startsWith(problem),
             qPrintable(result.problems.first().message));
    QCOMPARE(idsOf(result),
             (QStringList{u"script:bad.py:bad.py"_s, u"script:good.py:good.py"_s,
                          u"script:good.py:good.py go"_s}));
}

void TestScriptIntrospection::floodsAreNoAnswer()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tool.py"_s,
                          "#!/usr/bin/env python3\nimport argparse, os, sys\n"
                          "for _ in range(400):\n    print('{\"schema\": 1}' * 5000)\n"
                          "    os.write(1, b'x' * 50000)\n"
                          "p = argparse.ArgumentParser()\np.add_argument(*['--a'])\n"
                          "p.parse_args()\n",
                          true));
    const DiscoveryResult result = scanTrusted(scratch);
    QCOMPARE(problemsOf(result), QString());
    QCOMPARE(namesOf(commandOf(result, u"script:tool.py:tool.py"_s)), QStringList{u"a"_s});
}

void TestScriptIntrospection::anEndlessImportIsEnded()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tool.py"_s,
                          "#!/usr/bin/env python3\nimport argparse, time\ntime.sleep(600)\n"
                          "argparse.ArgumentParser().parse_args()\n",
                          true));
    const DiscoveryResult result = scanTrusted(scratch);
    QCOMPARE(problemsOf(result),
             u"tool.py: loading the script took longer than 10 s and was ended"_s);
    QCOMPARE(result.commands.size(), 1);
}

QTEST_GUILESS_MAIN(TestScriptIntrospection)
#include "tst_scriptintrospection.moc"
