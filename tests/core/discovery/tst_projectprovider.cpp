// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/descriptionkeys.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const auto fileName = u".commandrunner.toml"_s;

constexpr const char *describedCommand = R"(
# Tools of the team

[[command]]
name = 'deploy "all" 🚀'
description = '''
Puts it
out.'''
argv = ["./tools/deploy.py", "--no progress"]
folder = "tools/.."
environment = { A = "b c", N = 1 }
confirmation = true
hidden = true
timeout = 1.5
terminal = true
end-of-options = true
icon = "run"
tags = ["a", "b"]
confirm-by-name = true
)";

constexpr const char *describedChain = R"(
[[command]]
name = "release"
steps = ["test", { command = "make:Makefile:deploy", values = { jobs = 4, to = ["a", "b"] } }]
parallel = true
go-on-after-failure = true
)";

constexpr const char *argparseScript = R"(#!/usr/bin/env python3
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("name", help="Whom")
parser.add_argument("--level", type=int)
parser.add_argument("--gone")
parser.parse_args()
)";

constexpr const char *changedParameters = R"(
[[override]]
name = "a.py"

[[override.parameter]]
name = "level"
minimum = 1
required = true

[[override.parameter]]
name = "gone"
remove = true

[[override.parameter]]
name = "new"
flags = "--new"
kind = "option"
)";

QString describe(const QList<DiscoveryProblem> &problems)
{
    QStringList lines;
    for (const DiscoveryProblem &problem : problems)
        lines.append(u"%1:%2: %3 (%4)"_s.arg(problem.file)
                         .arg(problem.line)
                         .arg(problem.message, problem.hint));
    return lines.join(u'\n');
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

} // namespace

class ProjectProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void command();
    void chain();
    void parameters_data();
    void parameters();
    void shellLine();
    void overrides_data();
    void overrides();
    void overriddenQuestions();
    void overriddenParameters();
    void problems_data();
    void problems();
    void manyCommands();
    void documentedExample();
    void schema_data();
    void schema();
};

void ProjectProviderTest::command()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/"_s + fileName, describedCommand));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(describe(result.problems), QString());
    QCOMPARE(idsOf(result), QStringList{u"(project:app/.commandrunner.toml:deploy \"all\" 🚀)"_s});
    const Command &found = result.commands.first();
    QCOMPARE(found.line, 4);
    QCOMPARE(found.description, u"Puts it\nout."_s);
    QCOMPARE(found.argv,
             QStringList({scratch.filePath(u"app/tools/deploy.py"_s), u"--no progress"_s}));
    QCOMPARE(found.workingDirectory, scratch.filePath(u"app"_s));
    QCOMPARE(found.environment, (QMap<QString, QString>{{u"A"_s, u"b c"_s}, {u"N"_s, u"1"_s}}));
    QCOMPARE(found.confirmation, u"Run \"deploy \"all\" 🚀\"?"_s);
    QCOMPARE(found.timeoutMs, 1500);
    QVERIFY(found.terminal && found.endOfOptions && found.confirmsByName);
    QCOMPARE(found.icon, u"run"_s);
    QCOMPARE(found.tags, QStringList({u"a"_s, u"b"_s}));
    QVERIFY(found.steps.isEmpty());
}

void ProjectProviderTest::chain()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(fileName, describedChain));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(describe(result.problems), QString());
    const Command &found = result.commands.first();
    QVERIFY(found.argv.isEmpty() && found.stepsInParallel && found.goesOnAfterFailure);
    const QList<ChainStep> steps{{u"test"_s, {}},
                                 {u"make:Makefile:deploy"_s,
                                  {{u"jobs"_s, {u"4"_s}}, {u"to"_s, {u"a"_s, u"b"_s}}}}};
    QCOMPARE(found.steps, steps);
}

void ProjectProviderTest::parameters_data()
{
    QTest::addColumn<Parameter>("expected");
    const auto row = [](const char *table, const std::function<void(Parameter &)> &fill) {
        Parameter expected;
        expected.name = u"x"_s;
        fill(expected);
        QTest::newRow(table) << expected;
    };
    row("", [](Parameter &) {});
    row("flags = '--x'", [](Parameter &p) {
        p.flags = {u"--x"_s};
        p.kind = ParameterKind::Option;
    });
    row("flags = ['-x', '--x']\ntype = 'boolean'\nnegative-flags = ['--no-x']", [](Parameter &p) {
        p.flags = {u"-x"_s, u"--x"_s};
        p.negativeFlags = {u"--no-x"_s};
        p.kind = ParameterKind::Flag;
        p.type = ParameterType::Boolean;
    });
    row("flags = '-x'\npassing = 'counted'\nmaximum = 3", [](Parameter &p) {
        p.flags = {u"-x"_s};
        p.kind = ParameterKind::Flag;
        p.type = ParameterType::Integer;
        p.passing = ParameterPassing::Counted;
        p.maximum = 3;
    });
    row("choices = ['a', 2]\neditable = true\ndefault = 2\nrequired = true", [](Parameter &p) {
        p.type = ParameterType::Choice;
        p.choices = {u"a"_s, u"2"_s};
        p.editable = p.required = true;
        p.defaultValue = u"2"_s;
    });
    row("passing = 'environment'\nenvironment-variable = 'X_Y'\ntype = 'secret'", [](Parameter &p) {
        p.passing = ParameterPassing::Environment;
        p.environmentVariable = u"X_Y"_s;
        p.type = ParameterType::Secret;
    });
    row("flags = '--x'\npassing = 'joined'\nmultiple = true\nrepeats-flag = true\n"
        "value-count = 2\nadvanced = true\nhelp = 'H'\ngroup = 'G'\nplaceholder = 'P'\n"
        "exclusive-group = 'E'\nrequired-group = 'R'\ntype = 'number'\nminimum = -0.5",
        [](Parameter &p) {
            p.flags = {u"--x"_s};
            p.kind = ParameterKind::Option;
            p.passing = ParameterPassing::Joined;
            p.multiple = p.repeatsFlag = p.advanced = true;
            p.valueCount = 2;
            p.help = u"H"_s;
            p.group = u"G"_s;
            p.placeholder = u"P"_s;
            p.exclusiveGroup = u"E"_s;
            p.requiredGroup = u"R"_s;
            p.type = ParameterType::Number;
            p.minimum = -0.5;
        });
    row("constant = true\ndefault = 'add'", [](Parameter &p) {
        p.constant = true;
        p.defaultValue = u"add"_s;
    });
}

void ProjectProviderTest::parameters()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(fileName,
                          "[[command]]\nname = 'c'\nargv = ['c']\n[[command.parameter]]\n"
                          "name = 'x'\n"
                              + QByteArray(QTest::currentDataTag())));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(describe(result.problems), QString());
    QCOMPARE(result.commands.size(), 1);
    QCOMPARE(result.commands.first().parameters.size(), 1);
    QFETCH(Parameter, expected);
    QCOMPARE(result.commands.first().parameters.first().toJson(), expected.toJson());
}

void ProjectProviderTest::shellLine()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(fileName, "[[command]]\nname = 'c d'\nshell = 'echo \"$1\" | wc'\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 1);
    QCOMPARE(result.commands.first().argv,
             QStringList({u"sh"_s, u"-c"_s, u"echo \"$1\" | wc"_s, u"c d"_s}));
}

void ProjectProviderTest::overrides_data()
{
    QTest::addColumn<QString>("matched"); // names of the commands, in the order of the list
    const auto row = [](const char *condition, const char *matched) {
        QTest::newRow(condition) << QString::fromUtf8(matched);
    };
    row("id = 'make:Makefile:all'", "all");
    row("id = 'make:app/Makefile:all'", "all"); // as the list of this folder shows it
    row("id = 'make:*'", "all clean clean-all");
    row("source = 'make'", "all clean clean-all");
    row("name = 'clean'", "clean");
    row("name = 'clean*'", "clean clean-all");
    row("name = '*-all'", "clean-all");
    row("source = 'script'\nname = '*'", "a.sh");
    row("file = 'bin/*'", "a.sh");
    row("source = 'npm'\nname = 'all'", "");
    row("name = 'outside.sh'", ""); // above the file's folder
    row("name = 'c.ean'", "");
    row("name = 'cle*ean'", ""); // what stands before and behind the star does not overlap
    row("name = 'c*n*a*'", "clean-all");
    row("name = 'c*n*x*'", "");
}

void ProjectProviderTest::overrides()
{
    QFETCH(QString, matched);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/Makefile"_s, "all: ; true\nclean: ; true\nclean-all: ; true\n"));
    QVERIFY(scratch.write(u"app/bin/a.sh"_s, "# Old\n"));
    QVERIFY(scratch.write(u"outside.sh"_s, "# Old\n"));
    QVERIFY(scratch.write(u"app/"_s + fileName,
                          "\n[[override]]\n" + QByteArray(QTest::currentDataTag())
                              + "\ndescription = 'New'\nconfirmation = 'Sure?'\nhidden = true\n"
                                "timeout = 2\nterminal = true\nenvironment = { A = '1' }\n"
                                "tags = ['#slow', 'ci']\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList names;
    for (const Command &command : result.commands) {
        const bool changed = command.description == "New"_L1;
        QCOMPARE(command.confirmation, changed ? u"Sure?"_s : QString());
        QCOMPARE(command.hidden, changed);
        QCOMPARE(command.tags, changed ? QStringList({u"slow"_s, u"ci"_s}) : QStringList());
        QCOMPARE(command.terminal, changed);
        QCOMPARE(command.timeoutMs, changed ? 2000 : 0);
        QCOMPARE(command.environment.contains(u"A"_s), changed);
        if (changed)
            names.append(command.name);
    }
    QCOMPARE(names.join(u' '), matched);
    QCOMPARE(result.problems.size(), matched.isEmpty() ? 1 : 0);
    if (matched.isEmpty())
        QCOMPARE(result.problems.first().line, 2);
}

void ProjectProviderTest::overriddenQuestions()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"justfile"_s, "[confirm]\na:\n  true\n\nb:\n  true\n"));
    QVERIFY(scratch.write(fileName,
                          "[[override]]\nname = 'a'\nconfirmation = false\n"
                          "[[override]]\nname = 'b*'\nconfirmation = true\nconfirm-by-name = true\n"
                          "icon = 'run'\ntags = 'x'\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(describe(result.problems), QString());
    QCOMPARE(result.commands.size(), 2);
    QCOMPARE(result.commands.at(0).confirmation, QString());
    QCOMPARE(result.commands.at(1).confirmation, u"Run \"b\"?"_s);
    QVERIFY(!result.commands.at(0).confirmsByName && result.commands.at(1).confirmsByName);
    QCOMPARE(result.commands.at(1).icon, u"run"_s);
    QCOMPARE(result.commands.at(1).tags, QStringList{u"x"_s});
}

void ProjectProviderTest::overriddenParameters()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a.py"_s, argparseScript));
    QVERIFY(scratch.write(fileName, changedParameters));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(describe(result.problems), QString());
    const Command command = result.commands.value(0);
    QStringList names;
    for (const Parameter &parameter : command.parameters)
        names.append(parameter.name);
    QCOMPARE(names, QStringList({u"name"_s, u"level"_s, u"new"_s}));
    const Parameter level = parameterOf(command, u"level"_s);
    QVERIFY(level.required && level.minimum == 1 && level.type == ParameterType::Integer);
    QCOMPARE(level.flags, QStringList{u"--level"_s});
    QVERIFY(parameterOf(command, u"new"_s).kind == ParameterKind::Option);
    QCOMPARE(parameterOf(command, u"name"_s).help, u"Whom"_s);
}

void ProjectProviderTest::problems_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("message"); // a part of message and hint
    QTest::addColumn<int>("commands");
    const auto row = [](const char *name, const char *content, int line, const char *message,
                        int commands) {
        QTest::newRow(name) << QByteArray(content) << line << QString::fromUtf8(message)
                            << commands;
    };
    const char *good = "[[command]]\nname = 'c'\nargv = ['c']\n";
    const auto more = [&](const char *name, const char *content, int line, const char *message) {
        const QByteArray text = good + QByteArray(content);
        row(name, text.constData(), line, message, 1);
    };
    row("no TOML", "[[command]]\nname = \n", 2, "nothing of this file is listed", 0);
    row("unknown table", "[[commande]]\nname = 'c'\n", 1, "Did you mean \"command\"?", 0);
    more("unknown key", "descriptione = 'd'\n", 4, "Did you mean \"description\"?");
    more("far from any key", "qqqqqqqqqqqqqqqq = 1\n", 4, "The keys here are name, ");
    more("number for text", "description = 5\n", 4, "Write a text in quotes.");
    more("text for boolean", "hidden = 'true'\n", 4, "Write true or false, without quotes.");
    more("text for seconds", "timeout = '5m'\n", 4, "Write a number of seconds");
    more("list for pairs", "environment = ['A=b']\n", 4, "Write a table of texts");
    more("table for tables", "parameter = { name = 'x' }\n", 4, "Write tables");
    more("folder that is not there", "folder = 'nowhere'\n", 1, "not there: nowhere");
    more("type", "[[command.parameter]]\nname = 'x'\ntype = 'inteGer'\n", 6, "one of \"text\"");
    more("parameter without name", "[[command.parameter]]\nhelp = 'x'\n", 4, "has no name");
    more("parameter twice",
         "[[command.parameter]]\nname = 'x'\n[[command.parameter]]\nname = 'x'\n", 6,
         "a second parameter is called \"x\"");
    more("flag without flags", "[[command.parameter]]\nname = 'x'\nkind = 'flag'\n", 4,
         "needs \"flags\"");
    more("choice without choices", "[[command.parameter]]\nname = 'x'\ntype = 'choice'\n", 4,
         "needs \"choices\"");
    more("range", "[[command.parameter]]\nname = 'x'\nminimum = 2\nmaximum = 1\n", 4, "larger");
    more("constant", "[[command.parameter]]\nname = 'x'\nconstant = true\n", 4, "\"default\"");
    more("name twice", "[[command]]\nname = 'c'\nargv = ['d']\n", 4,
         "a second command is called \"c\"");
    more("no name", "[[command]]\nargv = ['d']\n", 4, "a command has no name");
    more("nothing to run", "[[command]]\nname = 'd'\nargv = []\n", 4, "does not say what to run");
    more("both", "[[command]]\nname = 'd'\nargv = ['d']\nshell = 'd'\n", 4, "in several ways");
    more("both steps", "[[command]]\nname = 'd'\nargv = ['d']\nsteps = ['c']\n", 4,
         "in several ways");
    more("override of nothing", "[[override]]\nhidden = true\n", 4, "does not say which");
    more("override without match", "[[override]]\nsource = 'project'\nname = 'cc'\n", 4,
         "Did you mean \"c\"?");
    more("remove in a command", "[[command.parameter]]\nname = 'x'\nremove = true\n", 6,
         "no key \"remove\"");
}

void ProjectProviderTest::problems()
{
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    QFETCH(QString, message);
    QFETCH(int, commands);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(fileName, content));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY2(result.problems.size() == 1, qPrintable(describe(result.problems)));
    const DiscoveryProblem &problem = result.problems.first();
    QCOMPARE(problem.line, line);
    QVERIFY2((problem.message + u' ' + problem.hint).contains(message),
             qPrintable(describe(result.problems)));
    QCOMPARE(result.commands.size(), commands);
}

void ProjectProviderTest::manyCommands()
{
    QByteArray content;
    for (int i = 0; i < 10'000; ++i)
        content += "[[command]]\nname = 'c" + QByteArray::number(i) + "'\nargv = ['c']\n";
    const ScratchFolder scratch;
    QVERIFY(scratch.write(fileName, content));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(describe(result.problems), QString());
    QCOMPARE(result.commands.size(), 10'000);
}

// What the documentation shows is read without a problem.
void ProjectProviderTest::documentedExample()
{
    QFile page(QStringLiteral(COMMANDRUNNER_SOURCE_DIR) + u"/docs/description-file.md"_s);
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    const qsizetype begin = text.indexOf("```toml\n") + 8;
    const ScratchFolder scratch;
    QVERIFY(scratch.write(fileName, text.mid(begin, text.indexOf("```", begin) - begin)));
    QVERIFY(scratch.write(u"tools/deploy.py"_s, ""));
    QVERIFY(scratch.write(u"Makefile"_s, "clean: ; true\n"));
    QVERIFY(scratch.write(u"package.json"_s, R"({"scripts": {"start": "node ."}})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(describe(result.problems), QString());
    QCOMPARE(result.commands.size(), 3);
    for (const DescriptionTable table : {DescriptionTable::Command, DescriptionTable::Parameter,
                                         DescriptionTable::ParameterChange}) {
        for (const QString &key : descriptionKeys(table))
            QVERIFY2(text.contains('`' + key.toUtf8()), qPrintable(key));
    }
}

void ProjectProviderTest::schema_data()
{
    QTest::addColumn<int>("table");
    QTest::addColumn<QString>("definition");
    QTest::newRow("file") << int(DescriptionTable::File) << QString();
    QTest::newRow("command") << int(DescriptionTable::Command) << u"command"_s;
    QTest::newRow("override") << int(DescriptionTable::Override) << u"override"_s;
    QTest::newRow("parameter") << int(DescriptionTable::Parameter) << u"parameter"_s;
    QTest::newRow("change") << int(DescriptionTable::ParameterChange) << u"parameterChange"_s;
}

void ProjectProviderTest::schema()
{
    QFETCH(int, table);
    QFETCH(QString, definition);
    QFile file(QStringLiteral(COMMANDRUNNER_SOURCE_DIR)
               + u"/resources/commandrunner.schema.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject defined = definition.isEmpty() ? root
                                                     : root["$defs"_L1][definition].toObject();
    const QJsonObject properties = defined["properties"_L1].toObject();
    QCOMPARE(sorted(properties.keys()), sorted(descriptionKeys(DescriptionTable(table))));
    QCOMPARE(defined["additionalProperties"_L1], QJsonValue(false));
    const auto names = [&properties](QLatin1StringView key) {
        return properties[key]["enum"_L1].toVariant().toStringList();
    };
    if (!properties.contains("kind"_L1))
        return;
    QCOMPARE(names("kind"_L1), parameterKindNames());
    QCOMPARE(names("type"_L1), parameterTypeNames());
    QCOMPARE(names("passing"_L1), parameterPassingNames());
}

QTEST_GUILESS_MAIN(ProjectProviderTest)
#include "tst_projectprovider.moc"
