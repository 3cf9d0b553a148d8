// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/scriptprovider.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class ScriptProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listed_data();
    void listed();
    void descriptions_data();
    void descriptions();
    void virtualEnvironment();
    void hugeLine();
    void parameters();
    void project();
};

void ScriptProviderTest::listed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("executable");
    QTest::addColumn<QString>("argv"); // "FILE" is its absolute path; empty: not listed
    const auto row = [](const char *name, const char *file, const char *content, bool executable,
                        const char *argv) {
        QTest::newRow(name) << QString::fromUtf8(file) << QByteArray(content) << executable
                            << QString::fromUtf8(argv);
    };
    row("shell", "a.sh", "echo", false, "sh FILE");
    row("shell, #!", "a.sh", "#!/bin/bash\n", false, "bash FILE");
    row("shell, #! and mode", "a.sh", "#!/bin/bash\n", true, "FILE");
    row("shell, mode alone", "a.sh", "echo", true, "sh FILE");
    row("bash", "a.bash", "echo", false, "bash FILE");
    row("zsh", "a.zsh", "echo", false, "zsh FILE");
    row("fish", "a.fish", "echo", false, "fish FILE");
    row("endings in capitals", "A.SH", "echo", false, "sh FILE");
    row("empty", "a.sh", "", false, "sh FILE");
    row("python module", "a.py", "def f():\n    pass\n", false, "");
    row("python, main block", "a.py", "if __name__ == '__main__':\n    pass\n", false,
        "python3 FILE");
    row("python, main block behind much", "a.py",
        QByteArray("x = 1\n" + QByteArray("# x\n").repeated(50'000)
                   + "if __name__ == '__main__':\n    pass\n")
            .constData(),
        false, "python3 FILE");
    row("python, main block in a string", "a.py", "'''\nif __name__ == '__main__':\n'''\n", false,
        "");
    row("python, #!", "a.py", "#!/usr/bin/env python3\n", false, "python3 FILE");
    row("python, mode", "a.py", "print()", true, "python3 FILE");
    row("python, #! and mode", "a.py", "#!/usr/bin/env python3\n", true, "FILE");
    row("python, test", "test_a.py", "if __name__ == '__main__':\n    pass\n", false, "");
    row("python, setup", "setup.py", "#!/usr/bin/env python3\n", true, "");
    row("python, package", "p/__init__.py", "#!/usr/bin/env python3\n", true, "");
    row("python, management command", "x/management/commands/a.py", "#!/usr/bin/env python3\n",
        true, "");
    row("python, manage.py", "manage.py", "#!/usr/bin/env python3\n", true, "");
    row("perl module", "a.pl", "1;", false, "");
    row("perl", "a.pl", "#!/usr/bin/perl -w\n", false, "perl FILE");
    row("ruby", "a.rb", "#!/usr/bin/env ruby\n", true, "FILE");
    row("ruby library", "a.rb", "class A\nend\n", false, "");
    row("ruby, mode alone", "a.rb", "puts 1", true, "ruby FILE");
    row("powershell", "a.ps1", "Get-Date", false,
        "pwsh -NoProfile -ExecutionPolicy Bypass -File FILE");
    row("batch", "a.bat", "@echo off\r\n", false, "cmd /c FILE");
    row("no ending", "tool", "#!/bin/sh\n", true, "FILE");
    row("no ending, any interpreter", "tool", "#!/usr/bin/env -S node --harmony\n", true, "FILE");
    row("no ending, no mode", "tool", "#!/bin/sh\n", false, "");
    row("no ending, no #!", "tool", "echo", true, "");
    row("program", "tool",
        "\x7f"
        "ELF",
        true, "");
    row("wrapper of a build tool", "gradlew", "#!/bin/sh\n", true, "");
    row("other ending", "a.txt", "#!/bin/sh\n", true, "");
    row("only an ending", ".sh", "echo", false, "");
}

void ScriptProviderTest::listed()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(bool, executable);
    QFETCH(QString, argv);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(file, content, executable));
    const DiscoveryResult result = scanNow(scratch.path());
    QString found;
    if (!result.commands.isEmpty())
        found = result.commands.first().argv.join(u' ').replace(scratch.filePath(file), u"FILE"_s);
    QCOMPARE(found, argv);
    QVERIFY(result.problems.isEmpty());
    if (!found.isEmpty()) {
        const Command &command = result.commands.first();
        QCOMPARE(command.id, u"script:%1:%2"_s.arg(file, file.section(u'/', -1)));
        QCOMPARE(command.workingDirectory, QFileInfo(scratch.filePath(file)).path());
    }
}

void ScriptProviderTest::descriptions_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *file, const char *content,
                        const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(file) << QByteArray(content)
                            << QString::fromUtf8(expected);
    };
    row("first block", "a.sh", "#!/bin/sh\n# One\n# two\n\n# three\n", "One\ntwo");
    row("paragraphs", "a.sh", "# One\n#\n# two\nset -e\n", "One\n\ntwo");
    row("licence lines", "a.sh",
        "# SPDX-License-Identifier: MIT\n# shellcheck disable=SC1\n# Do it\n", "Do it");
    row("licence text", "a.sh", "# Copyright 2020 X\n# All rights\n# and so on\n\n# Do it\n",
        "Do it");
    row("decoration", "a.sh", "#########\n# Do it #\n#########\n", "Do it #");
    row("not below code", "a.sh", "set -e\n# Do it\n", "");
    row("windows line ends", "a.sh", "#!/bin/sh\r\n# Do it\r\n", "Do it");
    row("docstring", "a.py",
        "#!/usr/bin/env python3\n# comment\n\"\"\"Do it.\n\n    More.\n\"\"\"\n",
        "Do it.\n\nMore.");
    row("description of the parser", "a.py",
        "#!/usr/bin/env python3\nimport argparse\np = argparse.ArgumentParser(description='Do ' "
        "'it')\n",
        "Do it");
    row("python comment", "a.py",
        "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# vim: sw=4\n# Do it\n", "Do it");
    row("batch", "a.bat", "@echo off\r\nREM Do it\r\nrem now\r\necho\r\n", "Do it\nnow");
    row("batch, colons", "a.cmd", ":: Do it\r\n", "Do it");
    row("powershell synopsis", "a.ps1", "<#\n.SYNOPSIS\n  Do it\n.NOTES\n  x\n#>\n", "Do it");
    row("powershell comment", "a.ps1", "# Do it\nparam()\n", "Do it");
    row("invalid bytes", "a.sh", "# Gr\xFC\xDF\n", "Gr\xEF\xBF\xBD\xEF\xBF\xBD");
}

void ScriptProviderTest::descriptions()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(file, content));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 1);
    QTEST(result.commands.first().description, "expected");
}

void ScriptProviderTest::virtualEnvironment()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".venv/pyvenv.cfg"_s, "home = /usr\n"));
    QVERIFY(scratch.write(u".venv/bin/python"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"tools/a.py"_s, "#!/usr/bin/env python3\n", true));
    QVERIFY(scratch.write(u"venv/bin/python"_s, "#!/bin/sh\n", true)); // no pyvenv.cfg: none
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 1);
    QCOMPARE(
        result.commands.first().argv,
        QStringList({scratch.filePath(u".venv/bin/python"_s), scratch.filePath(u"tools/a.py"_s)}));
}

void ScriptProviderTest::hugeLine()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a.sh"_s, "# Do it\necho " + QByteArray(5 << 20, 'x')));
    QVERIFY(scratch.write(u"b.sh"_s, "# " + QByteArray(5 << 20, 'x')));
    QVERIFY(scratch.write(u"c.py"_s,
                          "#!/usr/bin/python3\nx = '" + QByteArray(5 << 20, 'x') + "'\n"));
    QVERIFY(scratch.write(u"d.py"_s, "#!/usr/bin/python3\nx = " + QByteArray(5 << 20, '(') + "\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 4);
    QCOMPARE(result.commands.at(0).description, u"Do it"_s);
    QVERIFY(result.commands.at(1).description.size() < 4096);
    QVERIFY(result.problems.isEmpty());
}

void ScriptProviderTest::parameters()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a.py"_s, R"(#!/usr/bin/env python3
import argparse
import os

common = argparse.ArgumentParser(add_help=False)
common.add_argument("--quiet", action="store_true")


def main():
    parser = argparse.ArgumentParser(parents=[common])
    parser.add_argument("source", type=argparse.FileType("r"), help="What to read")
    parser.add_argument("--jobs", "-j", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("--level", choices=range(1, 4), type=int)
    parser.parse_args()
)"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 1);
    const Command &command = result.commands.first();
    QCOMPARE(command.parameters.size(), 4);
    QVERIFY(command.endOfOptions);
    QCOMPARE(command.parameters.at(0).name, u"quiet"_s);
    QCOMPARE(command.parameters.at(1).name, u"source"_s);
    QVERIFY(command.parameters.at(1).type == ParameterType::File);
    QVERIFY(command.parameters.at(1).required);
    QCOMPARE(command.parameters.at(2).flags, QStringList({u"--jobs"_s, u"-j"_s}));
    QCOMPARE(command.parameters.at(2).defaultValue, QString()); // computed
    QCOMPARE(command.parameters.at(2).placeholder, u"N"_s);
    QCOMPARE(command.parameters.at(3).choices, QStringList({u"1"_s, u"2"_s, u"3"_s}));
}

void ScriptProviderTest::project()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/package.json"_s, "{}"));
    QVERIFY(scratch.write(u"app/tools/a.sh"_s, "echo"));
    QVERIFY(scratch.write(u"b.sh"_s, "echo"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(idsOf(result), QStringList({u"script:b.sh:b.sh"_s, u"script:app/tools/a.sh:a.sh"_s}));
    QCOMPARE(result.commands.at(1).project, u"app"_s);
}

QTEST_GUILESS_MAIN(ScriptProviderTest)
#include "tst_scriptprovider.moc"
