// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "core/command/visibility.h"

#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

Parameter option(const QString &name, const QList<ParameterCondition> &when = {})
{
    return {.name = name,
            .flags = {u"--"_s + name},
            .kind = ParameterKind::Option,
            .visibleWhen = when};
}

Command commandOf(const QList<Parameter> &parameters)
{
    Command command;
    command.argv = {u"tool"_s};
    command.parameters = parameters;
    return command;
}

QString sorted(const QSet<QString> &names)
{
    QStringList list(names.cbegin(), names.cend());
    list.sort();
    return list.join(u' ');
}

} // namespace

Q_DECLARE_METATYPE(CommandRunner::ArgumentValues)

class TestVisibility final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hides_data();
    void hides();
    void neitherChecksNorPassesWhatIsHidden();
    void longChains();
    void patterns_data();
    void patterns();
    void filesThatMustExist();
};

void TestVisibility::hides_data()
{
    QTest::addColumn<QList<Parameter>>("parameters");
    QTest::addColumn<ArgumentValues>("values");
    QTest::addColumn<QString>("hidden");
    const auto add = [](const char *name, const QList<Parameter> &parameters,
                        const ArgumentValues &values, const QString &hidden) {
        QTest::newRow(name) << parameters << values << hidden;
    };
    const Parameter mode = option(u"mode"_s);
    const Parameter level = option(u"level"_s, {{u"mode"_s, {u"a"_s, u"b"_s}}});
    add("no conditions", {mode}, {}, {});
    add("not given", {mode, level}, {}, u"level"_s);
    add("one of them", {mode, level}, {{u"mode"_s, {u"b"_s}}}, {});
    add("another", {mode, level}, {{u"mode"_s, {u"c"_s}}, {u"level"_s, {u"1"_s}}}, u"level"_s);
    add("defined before", {level, mode}, {{u"mode"_s, {u"b"_s}}}, {});
    Parameter byDefault = mode;
    byDefault.defaultValue = u"a"_s;
    add("by default", {byDefault, level}, {}, {});
    add("not by default", {byDefault, level}, {{u"mode"_s, {u"x"_s}}}, u"level"_s);
    const Parameter deep = option(u"deep"_s, {{u"level"_s, {}}});
    const ArgumentValues both{{u"mode"_s, {u"x"_s}}, {u"level"_s, {u"1"_s}}};
    add("what depends on it", {deep, mode, level}, both, u"deep level"_s);
    add("given at all", {mode, level, deep}, {{u"mode"_s, {u"a"_s}}, {u"level"_s, {u"1"_s}}}, {});
    const Parameter flag = {.name = u"fast"_s,
                            .flags = {u"--fast"_s},
                            .kind = ParameterKind::Flag,
                            .type = ParameterType::Boolean};
    add("a flag that is off", {flag, option(u"x"_s, {{u"fast"_s, {}}})},
        {{u"fast"_s, {u"false"_s}}}, u"x"_s);
    add("a flag that is on", {flag, option(u"x"_s, {{u"fast"_s, {}}})}, {{u"fast"_s, {u"true"_s}}},
        {});
    add("a flag left alone is off", {flag, option(u"x"_s, {{u"fast"_s, {u"false"_s}}})}, {}, {});
    add("two conditions, one holds",
        {mode, flag, option(u"x"_s, {{u"fast"_s, {}}, {u"mode"_s, {u"a"_s}}})},
        {{u"mode"_s, {u"a"_s}}}, u"x"_s);
    add("nobody knows it", {option(u"x"_s, {{u"gone"_s, {u"a"_s}}})}, {}, {});
    add("itself", {option(u"x"_s, {{u"x"_s, {}}})}, {}, u"x"_s);
    add("a ring", {option(u"x"_s, {{u"y"_s, {}}}), option(u"y"_s, {{u"x"_s, {}}})},
        {{u"x"_s, {u"1"_s}}, {u"y"_s, {u"1"_s}}}, {});
    add("a ring without values", {option(u"x"_s, {{u"y"_s, {}}}), option(u"y"_s, {{u"x"_s, {}}})},
        {}, u"x y"_s);
    Parameter constant = option(u"c"_s);
    constant.constant = true;
    constant.defaultValue = u"a"_s;
    add("a constant", {constant, option(u"x"_s, {{u"c"_s, {u"a"_s}}})}, {}, {});
    add("one of several values", {mode, level}, {{u"mode"_s, {u"x"_s, u"a"_s}}}, {});
}

void TestVisibility::hides()
{
    QFETCH(QList<Parameter>, parameters);
    QFETCH(ArgumentValues, values);
    QFETCH(QString, hidden);
    QCOMPARE(sorted(hiddenParameters(commandOf(parameters), values)), hidden);
    QCOMPARE(withoutHidden(commandOf(parameters), values).has_value(), !hidden.isEmpty());
}

void TestVisibility::neitherChecksNorPassesWhatIsHidden()
{
    const QList<ParameterCondition> when{{u"mode"_s, {u"full"_s}}};
    Parameter number = option(u"level"_s, when);
    number.type = ParameterType::Integer;
    number.required = true;
    Parameter variable = option(u"VARIABLE"_s, when);
    variable.passing = ParameterPassing::Environment;
    Parameter input = option(u"input"_s, when);
    input.passing = ParameterPassing::StandardInput;
    Parameter constant = option(u"fixed"_s, when);
    constant.constant = true;
    constant.defaultValue = u"1"_s;
    const Command command = commandOf({option(u"mode"_s), number, variable, input, constant});
    ArgumentValues values{{u"mode"_s, {u"quick"_s}},
                          {u"level"_s, {u"x"_s}},
                          {u"VARIABLE"_s, {u"1"_s}},
                          {u"input"_s, {u"text"_s}}};
    QCOMPARE(checkArguments(command, values), QList<ArgumentProblem>());
    QCOMPARE(buildArgv(command, values), (QStringList{u"tool"_s, u"--mode"_s, u"quick"_s}));
    QVERIFY(buildEnvironment(command, values).isEmpty());
    QVERIFY(!buildStandardInput(command, values));

    values[u"mode"_s] = QStringList{u"full"_s};
    QCOMPARE(checkArguments(command, values),
             (QList<ArgumentProblem>{{ArgumentProblem::Kind::NotAnInteger, u"level"_s, u"x"_s}}));
    values[u"level"_s] = QStringList{u"3"_s};
    QCOMPARE(buildArgv(command, values),
             (QStringList{u"tool"_s, u"--mode"_s, u"full"_s, u"--level"_s, u"3"_s, u"--fixed"_s,
                          u"1"_s}));
    QCOMPARE(buildEnvironment(command, values).value(u"VARIABLE"_s), u"1"_s);
    QVERIFY(buildStandardInput(command, values));
}

void TestVisibility::longChains()
{
    const auto chain = [](int length) {
        QList<Parameter> parameters{option(u"p0"_s)};
        for (int i = 1; i < length; ++i)
            parameters.prepend(option(u"p"_s + QString::number(i),
                                      {{u"p"_s + QString::number(i - 1), {}}}));
        return commandOf(parameters);
    };
    QCOMPARE(hiddenParameters(chain(400), {}).size(), 399);
    QVERIFY(!hiddenParameters(chain(20'000), {}).isEmpty()); // and the stack is large enough
}

void TestVisibility::patterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("fits");
    QTest::newRow("whole") << u"[a-z]+"_s << u"abc"_s << true;
    QTest::newRow("a part is not enough") << u"[a-z]+"_s << u"abc1"_s << false;
    QTest::newRow("an alternative is whole, too") << u"a|b"_s << u"ab"_s << false;
    QTest::newRow("nothing was filled in") << u"[a-z]+"_s << QString() << true;
    QTest::newRow("no pattern at all") << u"[a-"_s << u"x"_s << true;
}

void TestVisibility::patterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, value);
    QFETCH(bool, fits);
    Parameter parameter = option(u"x"_s);
    parameter.pattern = pattern;
    const auto problems = checkArguments(commandOf({parameter}), {{u"x"_s, {value}}});
    QCOMPARE(problems.isEmpty(), fits);
    if (!fits)
        QCOMPARE(problems.first().kind, ArgumentProblem::Kind::NoMatch);
    parameter.type = ParameterType::File; // there it is for the dialog
    QVERIFY(checkArguments(commandOf({parameter}), {{u"x"_s, {value}}}).isEmpty());
}

void TestVisibility::filesThatMustExist()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"there"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    Parameter plain = option(u"plain"_s);
    plain.type = ParameterType::File;
    Parameter must = option(u"must"_s);
    must.type = ParameterType::File;
    must.mustExist = true;
    Parameter place = option(u"place"_s);
    place.type = ParameterType::Folder;
    place.mustExist = true;
    Command command = commandOf({plain, must, place});
    command.workingDirectory = folder.path();
    const ArgumentValues good{{u"plain"_s, {u"gone"_s}},
                              {u"must"_s, {u"there"_s, file.fileName()}},
                              {u"place"_s, {u"."_s}}};
    QCOMPARE(checkFiles(command, good), QList<ArgumentProblem>());
    const ArgumentValues bad{{u"must"_s, {u"there"_s, u"gone"_s}}, {u"place"_s, {u"there"_s}}};
    QCOMPARE(checkFiles(command, bad),
             (QList<ArgumentProblem>{{ArgumentProblem::Kind::NotThere, u"must"_s, u"gone"_s},
                                     {ArgumentProblem::Kind::NotThere, u"place"_s, u"there"_s}}));
    command.parameters[1].visibleWhen = {{u"plain"_s, {}}};
    QCOMPARE(checkFiles(command, bad).size(), 1);
}

QTEST_GUILESS_MAIN(TestVisibility)
#include "tst_visibility.moc"
