// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "core/discovery/formats/argcscript.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// Only what differs from a parameter that says nothing.
QString shown(const Parameter &parameter)
{
    QStringList parts{parameter.name, toString(parameter.kind), toString(parameter.type)};
    if (!parameter.flags.isEmpty())
        parts.append(parameter.flags.join(u' '));
    if (parameter.required)
        parts.append(u"required"_s);
    if (parameter.multiple)
        parts.append(parameter.repeatsFlag ? u"repeated"_s : u"many"_s);
    if (parameter.valueCount > 0)
        parts.append(QString::number(parameter.valueCount));
    if (parameter.passing != ParameterPassing::Separate)
        parts.append(u"passing "_s + parameter.toJson().value("passing"_L1).toString());
    if (!parameter.defaultValue.isEmpty())
        parts.append(u'=' + parameter.defaultValue);
    if (!parameter.choices.isEmpty())
        parts.append(u'[' + parameter.choices.join(u'|') + u']');
    if (!parameter.placeholder.isEmpty())
        parts.append(u'<' + parameter.placeholder + u'>');
    if (!parameter.help.isEmpty())
        parts.append(u'"' + parameter.help + u'"');
    return parts.join(u' ');
}

constexpr const char *transferScript = R"sh(#!/usr/bin/env bash
# @describe Moves files about
# Between servers.
# @meta version 1.2.0
# @flag -v --verbose*  Say more
# @env API_TOKEN!      The token
# @arg ignored

set -e

# @cmd Upload a file
# The file is compressed.
# @alias u,up
# @option -c --chunks=4 <NUM>  How many parts
# @option --to[=staging|production]
# @arg file! <FILE>            What to upload
upload() {
    echo "$argc_file"
}

# Not a command
_helper() {
    :
}

# @cmd
# @arg rest~
function test_ {
    :
}

# @cmd Show a remote
remote::show() { :; }

eval "$(argc --argc-eval "$0" "$@")"
)sh";

constexpr const char *boardScript = R"(#!/bin/bash

# Required parameters:
# @raycast.schemaVersion 1
# @raycast.title Open "the" board ✓
# @raycast.mode silent

# Optional parameters:
# @raycast.description Opens it
# @raycast.needsConfirmation true
# @raycast.currentDirectoryPath ..
# @raycast.argument1 { "type": "text", "placeholder": "Search words" }
# @raycast.argument3 { "type": "password", "optional": true }
# @raycast.argument2 { "type": "dropdown", "placeholder": "Where", "optional": true, "data": [{"title": "Work", "value": "w"}, {"title": "h", "value": "h"}] }
)";

constexpr const char *toolScript = R"(#!/usr/bin/env python3
import argparse, sys

def verbosity(parser):
    group = parser.add_mutually_exclusive_group()
    group.add_argument("-q", "--quiet", action="store_true")
    group.add_argument("-v", "--verbose", action="count")

def remote_commands(subparsers):
    remote = subparsers.add_parser("remote", help="Manage remotes")
    nested = remote.add_subparsers(dest="what", required=True)
    nested.add_parser("list").set_defaults(run=print)
    add = nested.add_parser("add", description="Adds one")
    for parser in (add, remote):
        parser.add_argument("--name")

def main():
    parser = argparse.ArgumentParser(description="Many things")
    verbosity(parser)
    if sys.version_info >= (3, 9):
        parser.add_argument("--color", action=argparse.BooleanOptionalAction)
    else:
        parser.add_argument("--color", action="store_true")
    subparsers = parser.add_subparsers(dest="command")
    remote_commands(subparsers)
    subparsers.add_parser("secret", help=argparse.SUPPRESS)
    return parser.parse_args()

if __name__ == "__main__": sys.exit(main())
)";

} // namespace

class ScriptHeadersTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void argcParameters_data();
    void argcParameters();
    void argcCommands();
    void otherShellScriptsKeepTheirComments();
    void raycast();
    void raycastProblems();
    void inlineMetadata_data();
    void inlineMetadata();
    void inlineMetadataWithUv();
    void subParsers();
    void hostileParsers_data();
    void hostileParsers();
};

void ScriptHeadersTest::argcParameters_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *comment, const char *expected) {
        QTest::newRow(comment) << QString::fromUtf8(expected);
    };
    row("arg va", "va positional text");
    row("arg vb!", "vb positional text required");
    row("arg vc*", "vc positional text many");
    row("arg vd+ Several words", "vd positional text required many \"Several words\"");
    row("arg ve <PATH> It", "ve positional file <PATH> \"It\"");
    row("arg vf=a It", "vf positional text =a \"It\"");
    row("arg vf='a b' It", "vf positional text =a b \"It\"");
    row("arg vg=`_default` It", "vg positional text \"It\"");
    row("arg vh[a|b b] It", "vh positional choice [a|b b] \"It\"");
    row("arg vi[=a|b]", "vi positional choice =a [a|b]");
    row("arg vj+[a|b]", "vj positional choice required many [a|b]");
    row("arg vk[`_choices`] It", "vk positional text \"It\"");
    row("arg vl[?`_choices`]", "vl positional text");
    row("arg vm*,[`_choices`] It", "vm positional text many \"It\"");
    row("arg vn~ It", "vn positional text many passing remainder \"It\"");
    row("arg vo $$ <DIR> It", "vo positional folder <DIR> \"It\"");
    row("option --oa", "oa option text --oa");
    row("option -b --ob! <N> It", "ob option text -b --ob required <N> \"It\"");
    row("option -c", "c option text -c");
    row("option --od* It", "od option text --od repeated \"It\"");
    row("option --oe+ It", "oe option text --oe required repeated \"It\"");
    row("option --of <A> <B> It", "of option text --of many 2 <A B> \"It\"");
    row("option --og <A+>", "og option text --og many <A+>");
    row("option --oh=-x It", "oh option text --oh =-x \"It\"");
    row("option --oi[a|b] - dashed help", "oi option choice --oi [a|b] \"- dashed help\"");
    row("flag -a --fa It", "fa flag boolean -a --fa \"It\"");
    row("flag -v --verbose*", "verbose flag integer -v --verbose passing counted");
    row("env EA!", "EA positional text required passing environment");
    row("env EB[=a|b] It", "EB positional choice passing environment =a [a|b] \"It\"");
    row("arg ", "");
    row("option oops", "");
    row("arg vz[a|b", "vz positional choice [a|b]");
}

void ScriptHeadersTest::argcParameters()
{
    const QString comment = QString::fromUtf8(QTest::currentDataTag());
    const auto parameter = argcParameter(comment.section(u' ', 0, 0), comment.section(u' ', 1));
    QTEST(parameter ? shown(*parameter) : QString(), "expected");
}

void ScriptHeadersTest::argcCommands()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"transfer.sh"_s, transferScript, true));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(result.problems.isEmpty());
    QCOMPARE(idsOf(result),
             QStringList({u"script:transfer.sh:transfer.sh"_s,
                          u"script:transfer.sh:transfer.sh remote show"_s,
                          u"script:transfer.sh:transfer.sh test"_s,
                          u"script:transfer.sh:transfer.sh upload"_s}));
    const Command &root = result.commands.at(0);
    QCOMPARE(root.description, u"Moves files about\nBetween servers."_s);
    QCOMPARE(root.parameters.size(), 3);
    const Command &upload = result.commands.at(3);
    QCOMPARE(upload.description, u"Upload a file\nThe file is compressed."_s);
    QCOMPARE(upload.line, 17);
    const ArgumentValues values{{u"verbose"_s, {u"2"_s}},
                                {u"API_TOKEN"_s, {u"t"_s}},
                                {u"to"_s, {u"production"_s}},
                                {u"file"_s, {u"a b"_s}}};
    QVERIFY(checkArguments(upload, values).isEmpty());
    QCOMPARE(buildArgv(upload, values),
             QStringList({scratch.filePath(u"transfer.sh"_s), u"--verbose"_s, u"--verbose"_s,
                          u"upload"_s, u"--to"_s, u"production"_s, u"a b"_s}));
    QCOMPARE(buildEnvironment(upload, values).value(u"API_TOKEN"_s), u"t"_s);
    QCOMPARE(buildArgv(result.commands.at(1), {}).mid(1), QStringList({u"remote"_s, u"show"_s}));
    QCOMPARE(buildArgv(result.commands.at(2), {{u"rest"_s, {u"-x"_s}}}).mid(1),
             QStringList({u"test"_s, u"-x"_s}));
}

void ScriptHeadersTest::otherShellScriptsKeepTheirComments()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a.sh"_s,
                          "# Does it\n# @arg $1 string What to do it with\nf() { :; }\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 1);
    QVERIFY(result.commands.first().parameters.isEmpty());
}

void ScriptHeadersTest::raycast()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tools/open-board.sh"_s, boardScript));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(result.problems.isEmpty());
    QCOMPARE(idsOf(result), QStringList{u"script:tools/open-board.sh:open-board.sh"_s});
    const Command &command = result.commands.first();
    QCOMPARE(command.name, u"Open \"the\" board ✓"_s);
    QCOMPARE(command.description, u"Opens it"_s);
    QCOMPARE(command.confirmation, u"Run \"Open \"the\" board ✓\"?"_s);
    QCOMPARE(command.workingDirectory, scratch.path());
    QCOMPARE(command.parameters.size(), 3);
    QCOMPARE(shown(command.parameters.at(0)), u"Search words positional text required"_s);
    QCOMPARE(shown(command.parameters.at(1)), u"Where positional choice [w|h] \"w: Work\""_s);
    QCOMPARE(shown(command.parameters.at(2)), u"argument3 positional secret"_s);
}

void ScriptHeadersTest::raycastProblems()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a.sh"_s,
                          "# @raycast.title A\n# @raycast.argument1 { \"type\": }\n"
                          "# @raycast.argument2 { \"placeholder\": \"B\" }\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 1);
    QCOMPARE(result.commands.first().parameters.size(), 1);
    QCOMPARE(result.problems.size(), 1);
    QCOMPARE(result.problems.first().line, 2);
}

void ScriptHeadersTest::inlineMetadata_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("description");
    QTest::addColumn<int>("problemLine"); // 0: none
    QTest::newRow("all") << QByteArray("# /// script\n# requires-python = \">=3.11\"\n"
                                       "# dependencies = [\n#   \"requests<3\",\n#\n#   'rich',\n"
                                       "# ]\n# ///\n")
                         << u"Does it\n\nNeeds Python >=3.11, requests<3, rich"_s << 0;
    QTest::newRow("nothing needed")
        << QByteArray("# /// script\n# dependencies = []\n# ///\n") << u"Does it"_s << 0;
    QTest::newRow("not closed") << QByteArray("# /// script\n# dependencies = ['a']\n")
                                << u"Does it"_s << 0;
    QTest::newRow("another block")
        << QByteArray("# /// other\n# dependencies = ['a']\n# ///\n") << u"Does it"_s << 0;
    QTest::newRow("broken") << QByteArray("# /// script\n# dependencies = [\n# oops\n# ///\n")
                            << u"Does it"_s << 4;
}

void ScriptHeadersTest::inlineMetadata()
{
    QFETCH(QByteArray, header);
    QFETCH(int, problemLine);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a.py"_s,
                          "#!/usr/bin/env python3\n" + header + "\"\"\"Does it\"\"\"\n"));
    DiscoveryOptions options;
    options.loginPath = scratch.path(); // without uv
    const DiscoveryResult result = scanNow(scratch.path(), options);
    QCOMPARE(result.commands.size(), 1);
    QTEST(result.commands.first().description, "description");
    QCOMPARE(result.commands.first().argv,
             QStringList({u"python3"_s, scratch.filePath(u"a.py"_s)}));
    QCOMPARE(result.problems.isEmpty() ? 0 : result.problems.first().line, problemLine);
}

void ScriptHeadersTest::inlineMetadataWithUv()
{
    const ScratchFolder scratch;
    const ScratchFolder programs;
    const QByteArray script = "# /// script\n# dependencies = ['rich']\n# ///\nimport rich\n";
    QVERIFY(scratch.write(u"a.py"_s, "#!/usr/bin/env python3\n" + script));
    QVERIFY(scratch.write(u"b.py"_s, "#!/usr/bin/env -S uv run --script\n" + script, true));
#ifdef Q_OS_WIN
    QVERIFY(programs.write(u"uv.exe"_s, ""));
#else
    QVERIFY(programs.write(u"uv"_s, "", true));
#endif
    DiscoveryOptions options;
    options.loginPath = programs.path();
    const DiscoveryResult result = scanNow(scratch.path(), options);
    QCOMPARE(result.commands.size(), 2);
    QCOMPARE(result.commands.at(0).argv,
             QStringList({u"uv"_s, u"run"_s, u"--script"_s, scratch.filePath(u"a.py"_s)}));
    QCOMPARE(result.commands.at(1).argv, QStringList{scratch.filePath(u"b.py"_s)});
}

void ScriptHeadersTest::subParsers()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tool.py"_s, toolScript));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(idsOf(result),
             QStringList({u"script:tool.py:tool.py"_s, u"script:tool.py:tool.py remote"_s,
                          u"script:tool.py:tool.py remote add"_s,
                          u"script:tool.py:tool.py remote list"_s,
                          u"(script:tool.py:tool.py secret)"_s}));
    QCOMPARE(result.commands.at(0).description, u"Many things"_s);
    QCOMPARE(parameterOf(result.commands.at(0), u"command"_s).choices,
             QStringList({u"remote"_s, u"secret"_s}));
    QCOMPARE(result.commands.at(0).parameters.size(), 4);
    QVERIFY(!parameterOf(result.commands.at(0), u"quiet"_s).exclusiveGroup.isEmpty());
    const Command &add = result.commands.at(2);
    QCOMPARE(add.description, u"Adds one"_s);
    QCOMPARE(add.line, 13);
    QCOMPARE(buildArgv(add, {{u"verbose"_s, {u"1"_s}}, {u"name_2"_s, {u"x"_s}}}).mid(2),
             QStringList({u"--verbose"_s, u"remote"_s, u"add"_s, u"--name"_s, u"x"_s}));
    QVERIFY(!checkArguments(add, {{u"verbose"_s, {u"1"_s}}, {u"quiet"_s, {u"true"_s}}}).isEmpty());
}

void ScriptHeadersTest::hostileParsers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("found"); // --last, which is added at the end
    const auto row = [](const char *name, const QByteArray &body, bool found = true) {
        QTest::newRow(name) << body << found;
    };
    row("calls itself", "def f(p):\n  f(p)\n  g(p)\ndef g(p):\n  f(p)\nf(parser)\n");
    row("doubling lists",
        "def f():\n  a = [1]\n" + QByteArray("  a = [a, a]\n").repeated(200) + "f()\n");
    row("doubling texts",
        "def f():\n  a = 'x'\n" + QByteArray("  a = f'{a}{a}'\n").repeated(200) + "f()\n");
    row("deep calls", "x = " + QByteArray("f(").repeated(5000) + "\n", false);
    row("long chain", "x = f()" + QByteArray(".g()").repeated(5000) + "\n");
    QByteArray loops;
    for (int depth = 0; depth < 12; ++depth)
        loops += QByteArray(depth, ' ') + "for a in (" + QByteArray("1,").repeated(50) + "):\n";
    row("loops in loops", loops + QByteArray(12, ' ') + "pass\n", false);
    QByteArray calls;
    for (int i = 0; i < 30; ++i)
        calls += "def f" + QByteArray::number(i) + "():\n  f" + QByteArray::number(i + 1)
            + "()\n  f" + QByteArray::number(i + 1) + "()\n";
    row("calls that double", calls + "f0()\n", false);
    row("its own parent", "parser = argparse.ArgumentParser(parents=[parser])\n");
    row("many arguments", [] {
        QByteArray lines;
        for (int i = 0; i < 5000; ++i)
            lines += "parser.add_argument('--o" + QByteArray::number(i) + "')\n";
        return lines;
    }());
}

// Comes back soon, with whatever was told plainly.
void ScriptHeadersTest::hostileParsers()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, found);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a.py"_s,
                          "#!/usr/bin/env python3\nimport argparse\n"
                          "parser = argparse.ArgumentParser()\n"
                              + body + "parser.add_argument('--last')\nparser.parse_args()\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 1);
    const Parameter last = parameterOf(result.commands.first(), u"last"_s);
    QVERIFY(!found || last.flags == QStringList{u"--last"_s});
}

QTEST_GUILESS_MAIN(ScriptHeadersTest)
#include "tst_scriptheaders.moc"
