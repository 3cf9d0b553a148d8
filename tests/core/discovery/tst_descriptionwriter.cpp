// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/descriptionwriter.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const QString fileName = QLatin1String(descriptionFileName);

// What the file says again, as far as a description can say it.
Command readBack(const ScratchFolder &scratch)
{
    const DiscoveryResult result = scanNow(scratch.path());
    for (const DiscoveryProblem &problem : result.problems)
        qWarning("%s", qPrintable(problem.message));
    return result.problems.isEmpty() ? result.commands.value(0) : Command();
}

Command own(const ScratchFolder &scratch)
{
    Command command;
    command.source = u"own"_s;
    command.name = u"de \"ploy\" 🚀"_s;
    command.workingDirectory = scratch.path();
    command.argv = {u"true"_s};
    return command;
}

// Fields that say where it was found.
void forgetPlace(Command &command)
{
    command.id.clear();
    command.source.clear();
    command.folder.clear();
    command.project.clear();
    command.file.clear();
    command.line = 0;
}

Parameter everything()
{
    Parameter parameter;
    parameter.name = u"all \\ of\tit"_s;
    parameter.flags = {u"-a"_s, u"--all"_s};
    parameter.negativeFlags = {u"--no-all"_s};
    parameter.kind = ParameterKind::Option;
    parameter.type = ParameterType::Integer;
    parameter.passing = ParameterPassing::Joined;
    parameter.required = parameter.multiple = parameter.repeatsFlag = parameter.advanced = true;
    parameter.editable = parameter.mustExist = parameter.multiLine = true;
    parameter.valueCount = 2;
    parameter.defaultValue = u"1\n2"_s;
    parameter.choices = {u"1, 2"_s, u"3"_s};
    parameter.exclusiveGroup = u"E"_s;
    parameter.requiredGroup = u"R"_s;
    parameter.environmentVariable = u"V"_s;
    parameter.help = u"\u0001\u007f"_s;
    parameter.group = u"G"_s;
    parameter.placeholder = u"P"_s;
    parameter.minimum = -0.125;
    parameter.maximum = 1e15;
    parameter.pattern = u"^[a-z]\\d+$"_s;
    parameter.visibleWhen = {{u"any"_s, {}}, {u"other"_s, {u"x"_s, u"y"_s}}};
    return parameter;
}

} // namespace

class DescriptionWriterTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readBackTheSame_data();
    void readBackTheSame();
    void keepsWhatIsThere_data();
    void keepsWhatIsThere();
    void refusals_data();
    void refusals();
};

void DescriptionWriterTest::readBackTheSame_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("plain") << 0;
    QTest::newRow("everything") << 1;
    QTest::newRow("shell line") << 2;
    QTest::newRow("chain") << 3;
    QTest::newRow("program of the folder") << 4;
}

void DescriptionWriterTest::readBackTheSame()
{
    QFETCH(int, which);
    const ScratchFolder scratch;
    QVERIFY(QDir(scratch.path()).mkpath(u"sub folder"_s));
    Command command = own(scratch);
    Command expected = command;
    if (which == 1) {
        command.description = u"Two\nlines."_s;
        command.workingDirectory = scratch.filePath(u"sub folder"_s);
        command.environment = {{u"A B"_s, u"\"'\\"_s}};
        command.confirmation = u"Really?"_s;
        command.timeoutMs = 1500;
        command.confirmsByName = command.terminal = command.hidden = command.endOfOptions = true;
        command.icon = u"run"_s;
        command.tags = {u"a"_s, u"b-c"_s};
        Parameter flag;
        flag.name = u"flag"_s;
        flag.flags = {u"--flag"_s};
        flag.kind = ParameterKind::Flag;
        flag.type = ParameterType::Boolean;
        Parameter assigned;
        assigned.name = u"ASSIGNED"_s;
        assigned.kind = ParameterKind::Option;
        assigned.passing = ParameterPassing::Assignment;
        Parameter choice;
        choice.name = u"choice"_s;
        choice.type = ParameterType::Choice;
        choice.choices = {u"x"_s};
        command.parameters = {everything(), flag, assigned, choice};
        expected = command;
    } else if (which == 2) {
        command.argv = {u"sh"_s, u"-c"_s, u"echo \"$1\" | cat"_s};
        expected.argv = command.argv + QStringList{command.name};
    } else if (which == 3) {
        command.argv = {u"commandrunner-cli"_s, u"chain"_s}; // as it is listed
        command.steps = {{scratch.path() + u"/make:Makefile:all"_s, {}},
                         {u"/own::x"_s, {{u"a b"_s, {u"1"_s}}, {u"c"_s, {u"1"_s, u"2"_s}}}}};
        command.stepsInParallel = command.goesOnAfterFailure = true;
        expected = command;
        expected.argv.clear();
        expected.steps.first().command = u"make:Makefile:all"_s;
    } else if (which == 4) {
        command.argv = {scratch.filePath(u"tools/run.sh"_s), u"--fast"_s};
        expected = command;
        const QByteArray text = describedCommand(command, scratch.path());
        QVERIFY2(text.contains("argv = [\"./tools/run.sh\", \"--fast\"]"), text.constData());
    }
    QVERIFY(saveToProject(command, scratch.path()));
    Command found = readBack(scratch);
    for (Command *either : {&found, &expected})
        forgetPlace(*either);
    QCOMPARE(found.toJson(), expected.toJson());
}

void DescriptionWriterTest::keepsWhatIsThere_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("comments") << QByteArray(
        "# Ours.\n[[command]]\nname = 'a' # the first\nargv = ['a']\n");
    QTest::newRow("no newline at the end") << QByteArray("[[command]]\nname='a'\nargv=['a']");
    QTest::newRow("carriage returns") << QByteArray("[[command]]\r\nname='a'\r\nargv=['a']\r\n");
    QTest::newRow("a table at the end")
        << QByteArray("[[command]]\nname='a'\nargv=['a']\n[command.environment]\nX='y'\n");
    QTest::newRow("an override") << QByteArray("[[override]]\nname='*'\nhidden=false\n");
}

void DescriptionWriterTest::keepsWhatIsThere()
{
    QFETCH(QByteArray, before);
    const ScratchFolder scratch;
    if (!before.isEmpty())
        QVERIFY(scratch.write(fileName, before));
    Command command = own(scratch);
    QVERIFY(saveToProject(command, scratch.path()));
    QFile file(scratch.filePath(fileName));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray after = file.readAll();
    QVERIFY2(after.startsWith(before), after.constData());
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(result.problems.isEmpty());
    QCOMPARE(result.commands.size(), before.contains("[[command]]") ? 2 : 1);
}

void DescriptionWriterTest::refusals_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("broken") << QByteArray("[[command]]\nname = \n") << ErrorCode::InvalidFormat;
    QTest::newRow("the name is taken")
        << QByteArray("[[command]]\nname = 'de \"ploy\" 🚀'\nargv = ['a']\n")
        << ErrorCode::AlreadyExists;
    QTest::newRow("one list") << QByteArray("command = [{ name = 'a', argv = ['a'] }]\n")
                              << ErrorCode::InvalidFormat;
}

void DescriptionWriterTest::refusals()
{
    QFETCH(QByteArray, before);
    QFETCH(ErrorCode, code);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(fileName, before));
    const auto saved = saveToProject(own(scratch), scratch.path());
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, code);
    QFile file(scratch.filePath(fileName));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), before);
}

QTEST_GUILESS_MAIN(DescriptionWriterTest)
#include "tst_descriptionwriter.moc"
