// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

using Kind = ArgumentProblem::Kind;

namespace {

Parameter positional(const QString &name, bool required = true)
{
    return {.name = name, .required = required};
}

Parameter option(const QString &name, const QStringList &flags,
                 ParameterType type = ParameterType::Text)
{
    return {.name = name, .flags = flags, .kind = ParameterKind::Option, .type = type};
}

Parameter flag(const QString &name, const QStringList &flags)
{
    return {
        .name = name, .flags = flags, .kind = ParameterKind::Flag, .type = ParameterType::Boolean};
}

Command greet()
{
    Command command;
    command.argv = {u"python3"_s, u"manage.py"_s, u"greet"_s};
    command.endOfOptions = true;
    Parameter times = option(u"times"_s, {u"-t"_s, u"--times"_s}, ParameterType::Integer);
    times.minimum = 1;
    times.maximum = 9;
    Parameter style = option(u"style"_s, {u"--style"_s}, ParameterType::Choice);
    style.choices = {u"kind"_s, u"curt"_s};
    Parameter verbose = flag(u"verbose"_s, {u"-v"_s});
    verbose.passing = ParameterPassing::Counted;
    verbose.type = ParameterType::Integer;
    Parameter color = flag(u"color"_s, {u"--color"_s});
    color.negativeFlags = {u"--no-color"_s};
    Parameter tags = option(u"tag"_s, {u"--tag"_s});
    tags.multiple = true;
    tags.repeatsFlag = true;
    command.parameters = {positional(u"name"_s),           times, style, verbose, color, tags,
                          flag(u"shout"_s, {u"--shout"_s})};
    return command;
}

} // namespace

class TestCommandLine final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void argv_data()
    {
        QTest::addColumn<ArgumentValues>("values");
        QTest::addColumn<QString>("free");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing given") << ArgumentValues{} << u""_s << u""_s;
        QTest::newRow("a word with a blank stays one")
            << ArgumentValues{{u"name"_s, {u"Ann Lee"_s}}} << u""_s << u"Ann Lee"_s;
        QTest::newRow("long flag preferred")
            << ArgumentValues{{u"name"_s, {u"Ann"_s}}, {u"times"_s, {u"2"_s}}} << u""_s
            << u"--times|2|Ann"_s;
        QTest::newRow("negative value is joined")
            << ArgumentValues{{u"times"_s, {u"-2"_s}}} << u""_s << u"--times=-2"_s;
        QTest::newRow("positional with a dash")
            << ArgumentValues{{u"name"_s, {u"-x"_s}}, {u"shout"_s, {u"true"_s}}} << u""_s
            << u"--shout|--|-x"_s;
        QTest::newRow("counted") << ArgumentValues{{u"verbose"_s, {u"3"_s}}} << u""_s
                                 << u"-v|-v|-v"_s;
        QTest::newRow("on/off pair: off")
            << ArgumentValues{{u"color"_s, {u"false"_s}}} << u""_s << u"--no-color"_s;
        QTest::newRow("on/off pair: on")
            << ArgumentValues{{u"color"_s, {u"true"_s}}} << u""_s << u"--color"_s;
        QTest::newRow("plain flag off")
            << ArgumentValues{{u"shout"_s, {u"false"_s}}} << u""_s << u""_s;
        QTest::newRow("repeated flag")
            << ArgumentValues{{u"tag"_s, {u"a"_s, u"b"_s}}} << u""_s << u"--tag|a|--tag|b"_s;
        QTest::newRow("free arguments last")
            << ArgumentValues{{u"name"_s, {u"Ann"_s}}} << u"--x"_s << u"Ann|--x"_s;
        QTest::newRow("free options stand before the --")
            << ArgumentValues{{u"name"_s, {u"-x"_s}}} << u"--y"_s << u"--y|--|-x"_s;
    }

    void argv()
    {
        QFETCH(ArgumentValues, values);
        QFETCH(QString, free);
        QFETCH(QString, words);
        const Command command = greet();
        const QStringList freeWords = free.isEmpty() ? QStringList{} : QStringList{free};
        QCOMPARE(buildArgv(command, values, freeWords).mid(3).join(u'|'), words);
        QCOMPARE(buildArgv(command, values, freeWords).first(3), command.argv);
    }

    void assignmentsAndPrefix()
    {
        Command make;
        make.argv = {u"make"_s, u"build"_s};
        Parameter mode = option(u"MODE"_s, {});
        mode.passing = ParameterPassing::Assignment;
        make.parameters = {mode};
        make.freeArgumentsPrefix = {u"--"_s};
        QCOMPARE(buildArgv(make, {{u"MODE"_s, {u"fast and small"_s}}}),
                 (QStringList{u"make"_s, u"build"_s, u"MODE=fast and small"_s}));
        QCOMPARE(buildArgv(make, {}, {u"-k"_s}),
                 (QStringList{u"make"_s, u"build"_s, u"--"_s, u"-k"_s}));
    }

    // Positionals have nothing but their place.
    void positionalsKeepTheirPlace()
    {
        Command command;
        command.argv = {u"just"_s, u"price"_s};
        Parameter tax = positional(u"tax"_s, false);
        tax.defaultValue = u"19"_s;
        Parameter rest = positional(u"rest"_s, false);
        rest.multiple = true;
        command.parameters = {positional(u"amount"_s), tax, positional(u"unit"_s, false),
                              positional(u"note"_s, false), rest};
        QCOMPARE(buildArgv(command, {{u"amount"_s, {u"5"_s}}}).mid(2), QStringList{u"5"_s});
        const ArgumentValues gap{{u"amount"_s, {u"5"_s}}, {u"unit"_s, {u"kg"_s}}};
        QCOMPARE(buildArgv(command, gap).mid(2), (QStringList{u"5"_s, u"19"_s, u"kg"_s}));
        QVERIFY(checkArguments(command, gap).isEmpty());
        // Nobody knows what stands for "unit" when only "note" is given.
        const auto found = checkArguments(command,
                                          {{u"amount"_s, {u"5"_s}}, {u"note"_s, {u"x"_s}}});
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().parameter, u"unit"_s);
    }

    void listOptionsDoNotTakePositionals()
    {
        Command command = greet();
        Parameter files = option(u"files"_s, {u"--files"_s});
        files.multiple = true;
        command.parameters.append(files);
        const ArgumentValues values{{u"name"_s, {u"Ann"_s}}, {u"files"_s, {u"a"_s, u"b"_s}}};
        QCOMPARE(buildArgv(command, values).mid(3),
                 (QStringList{u"--files"_s, u"a"_s, u"b"_s, u"--"_s, u"Ann"_s}));
        ArgumentValues tagged = values;
        tagged.remove(u"files"_s);
        tagged.insert(u"tag"_s, {u"a"_s});
        QCOMPARE(buildArgv(command, tagged).mid(3), (QStringList{u"--tag"_s, u"a"_s, u"Ann"_s}));
    }

    void dashValueOfALetter()
    {
        Command command;
        command.argv = {u"tool"_s};
        command.parameters = {option(u"n"_s, {u"-n"_s})};
        QCOMPARE(buildArgv(command, {{u"n"_s, {u"-x"_s}}}), (QStringList{u"tool"_s, u"-n-x"_s}));
        QCOMPARE(buildArgv(command, {{u"n"_s, {u"5"_s}}}),
                 (QStringList{u"tool"_s, u"-n"_s, u"5"_s}));
    }

    void problems_data()
    {
        QTest::addColumn<ArgumentValues>("values");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("parameter");
        const QStringList ann{u"Ann"_s};
        QTest::newRow("missing") << ArgumentValues{} << int(Kind::MissingRequired) << u"name"_s;
        QTest::newRow("empty text")
            << ArgumentValues{{u"name"_s, {u""_s}}} << int(Kind::MissingRequired) << u"name"_s;
        QTest::newRow("integer") << ArgumentValues{{u"name"_s, ann}, {u"times"_s, {u"2.5"_s}}}
                                 << int(Kind::NotAnInteger) << u"times"_s;
        QTest::newRow("range") << ArgumentValues{{u"name"_s, ann}, {u"times"_s, {u"10"_s}}}
                               << int(Kind::OutOfRange) << u"times"_s;
        QTest::newRow("choice") << ArgumentValues{{u"name"_s, ann}, {u"style"_s, {u"rude"_s}}}
                                << int(Kind::NotAChoice) << u"style"_s;
        QTest::newRow("unknown") << ArgumentValues{{u"name"_s, ann}, {u"nmae"_s, ann}}
                                 << int(Kind::UnknownParameter) << u"nmae"_s;
        QTest::newRow("many") << ArgumentValues{{u"name"_s, {u"a"_s, u"b"_s}}}
                              << int(Kind::TooManyValues) << u"name"_s;
    }

    void problems()
    {
        QFETCH(ArgumentValues, values);
        QFETCH(int, kind);
        QFETCH(QString, parameter);
        const auto found = checkArguments(greet(), values);
        QCOMPARE(found.size(), 1);
        QCOMPARE(int(found.first().kind), kind);
        QCOMPARE(found.first().parameter, parameter);
    }

    void checks_data()
    {
        QTest::addColumn<Parameter>("parameter");
        QTest::addColumn<QStringList>("given");
        QTest::addColumn<int>("kind"); // -1: none
        const auto row = [](const char *name, const Parameter &parameter, const QString &given,
                            int kind) {
            QTest::newRow(name) << parameter << given.split(u'|') << kind;
        };
        const Parameter date = option(u"x"_s, {u"--x"_s}, ParameterType::Date);
        row("date", date, u"2024-02-29"_s, -1);
        row("no such day", date, u"2026-02-29"_s, int(Kind::NotADate));
        row("date in words", date, u"tomorrow"_s, int(Kind::NotADate));
        const Parameter time = option(u"x"_s, {u"--x"_s}, ParameterType::DateTime);
        row("time", time, u"2026-01-31T09:30"_s, -1);
        row("time with offset", time, u"2026-01-31T09:30:10.5+02:00"_s, -1);
        row("time without date", time, u"09:30"_s, int(Kind::NotADate));
        row("date without time", time, u"2026-01-31"_s, int(Kind::NotADate));
        const Parameter pair = option(u"x"_s, {u"--x"_s}, ParameterType::KeyValue);
        row("key and value", pair, u"a=b=c"_s, -1);
        row("key and nothing", pair, u"a="_s, -1);
        row("no key", pair, u"=b"_s, int(Kind::NotKeyValue));
        row("no equals sign", pair, u"a"_s, int(Kind::NotKeyValue));
        Parameter choice = option(u"x"_s, {u"--x"_s}, ParameterType::Choice);
        choice.choices = {u"a"_s};
        choice.editable = true;
        row("another choice", choice, u"b"_s, -1);
        Parameter two = option(u"x"_s, {u"--x"_s});
        two.multiple = true;
        two.valueCount = 2;
        row("two", two, u"a|b"_s, -1);
        row("three of two", two, u"a|b|c"_s, int(Kind::WrongCount));
        two.repeatsFlag = true;
        row("twice two", two, u"a|b|c|d"_s, -1);
        row("once and a half", two, u"a|b|c"_s, int(Kind::WrongCount));
        Parameter many = option(u"x"_s, {u"--x"_s});
        many.multiple = true;
        row("one with a dash", many, u"-a"_s, -1);
        row("several with a dash", many, u"b|-a"_s, int(Kind::LooksLikeOption));
        row("several with a number", many, u"b|-1"_s, -1);
        many.repeatsFlag = true;
        row("repeated with a dash", many, u"b|-a"_s, -1);
    }

    void checks()
    {
        QFETCH(Parameter, parameter);
        QFETCH(QStringList, given);
        QFETCH(int, kind);
        Command command;
        command.parameters = {parameter};
        const auto found = checkArguments(command, {{u"x"_s, given}});
        QCOMPARE(found.isEmpty() ? -1 : int(found.first().kind), kind);
        QVERIFY(found.size() <= 1);
    }

    void groups()
    {
        Command command;
        command.parameters = {flag(u"json"_s, {u"--json"_s}), flag(u"text"_s, {u"--text"_s}),
                              option(u"file"_s, {u"--file"_s})};
        for (Parameter &parameter : command.parameters)
            parameter.exclusiveGroup = parameter.requiredGroup = u"format"_s;
        const ArgumentProblem missing{Kind::MissingOneOfGroup, u"json"_s, u"json, text, file"_s};
        QCOMPARE(checkArguments(command, {}), {missing});
        QCOMPARE(checkArguments(command, {{u"json"_s, {u"false"_s}}}), {missing});
        QVERIFY(checkArguments(command, {{u"file"_s, {u"a"_s}}}).isEmpty());
        const ArgumentProblem excluded{Kind::ExcludedByOther, u"file"_s, u"text"_s};
        QCOMPARE(checkArguments(command, {{u"text"_s, {u"true"_s}}, {u"file"_s, {u"a"_s}}}),
                 {excluded});
    }

    void constants()
    {
        Command command;
        command.argv = {u"tool"_s};
        command.endOfOptions = true;
        Parameter word = positional(u"command"_s);
        word.constant = true;
        word.defaultValue = u"add"_s;
        Parameter fixed = option(u"format"_s, {u"--format"_s});
        fixed.constant = true;
        fixed.defaultValue = u"json"_s;
        command.parameters = {flag(u"verbose"_s, {u"-v"_s}), word, fixed,
                              flag(u"force"_s, {u"--force"_s}), positional(u"name"_s)};
        QCOMPARE(buildArgv(command, {}),
                 (QStringList{u"tool"_s, u"add"_s, u"--format"_s, u"json"_s}));
        const ArgumentValues values{
            {u"force"_s, {u"true"_s}}, {u"name"_s, {u"-x"_s}}, {u"verbose"_s, {u"true"_s}}};
        QCOMPARE(buildArgv(command, values, {u"--free"_s}),
                 (QStringList{u"tool"_s, u"-v"_s, u"add"_s, u"--format"_s, u"json"_s, u"--force"_s,
                              u"--free"_s, u"--"_s, u"-x"_s}));
        QVERIFY(checkArguments(command, values).isEmpty());
        QCOMPARE(checkArguments(command, {{u"name"_s, {u"a"_s}}, {u"command"_s, {u"b"_s}}}),
                 (QList<ArgumentProblem>{{Kind::UnknownParameter, u"command"_s, u"b"_s}}));
    }

    void lists()
    {
        Command command;
        command.argv = {u"tool"_s};
        Parameter pairs = option(u"pair"_s, {u"--pair"_s});
        pairs.multiple = pairs.repeatsFlag = true;
        pairs.valueCount = 2;
        Parameter numbers = option(u"n"_s, {u"--n"_s}, ParameterType::Integer);
        numbers.multiple = true;
        Parameter old = option(u"name"_s, {u"-name"_s});
        command.parameters = {pairs, numbers, old};
        QCOMPARE(buildArgv(command,
                           {{u"pair"_s, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}},
                            {u"n"_s, {u"1"_s, u"-2"_s}},
                            {u"name"_s, {u"-x"_s}}}),
                 (QStringList{u"tool"_s, u"--pair"_s, u"a"_s, u"b"_s, u"--pair"_s, u"c"_s, u"d"_s,
                              u"--n"_s, u"1"_s, u"-2"_s, u"-name=-x"_s}));
    }

    void remainder()
    {
        Command command;
        command.argv = {u"tool"_s};
        command.endOfOptions = true;
        Parameter rest = positional(u"rest"_s, false);
        rest.multiple = true;
        rest.passing = ParameterPassing::Remainder;
        command.parameters = {positional(u"program"_s), rest};
        QCOMPARE(buildArgv(command, {{u"program"_s, {u"ls"_s}}, {u"rest"_s, {u"-l"_s, u"--"_s}}}),
                 (QStringList{u"tool"_s, u"ls"_s, u"-l"_s, u"--"_s}));
    }

    void environmentAndInput()
    {
        Command command;
        command.argv = {u"tool"_s};
        command.environment = {{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}};
        Parameter token = positional(u"token"_s);
        token.passing = ParameterPassing::Environment;
        token.environmentVariable = u"API_TOKEN"_s;
        Parameter b = positional(u"B"_s, false);
        b.passing = ParameterPassing::Environment;
        Parameter text = positional(u"text"_s, false);
        text.passing = ParameterPassing::StandardInput;
        text.multiple = true;
        command.parameters = {token, b, text};
        const ArgumentValues values{
            {u"token"_s, {u"x y"_s}}, {u"B"_s, {u"3"_s}}, {u"text"_s, {u"é"_s, u"-"_s}}};
        QCOMPARE(buildArgv(command, values), QStringList{u"tool"_s});
        QCOMPARE(buildEnvironment(command, values),
                 (QMap<QString, QString>{
                     {u"A"_s, u"1"_s}, {u"API_TOKEN"_s, u"x y"_s}, {u"B"_s, u"3"_s}}));
        QCOMPARE(buildStandardInput(command, values), std::optional<QByteArray>("é\n-\n"));
        QCOMPARE(buildStandardInput(command, {}), std::nullopt);
        QVERIFY(checkArguments(command, values).isEmpty());
    }

    void goodValuesHaveNoProblem()
    {
        QVERIFY(checkArguments(
                    greet(),
                    {{u"name"_s, {u"Ann"_s}}, {u"times"_s, {u"2"_s}}, {u"style"_s, {u"kind"_s}}})
                    .isEmpty());
    }

    void jsonKeepsEverything()
    {
        Command command = greet();
        command.id = Command::makeId(u"django"_s, u"shop/manage.py"_s, u"greet"_s);
        command.name = u"greet"_s;
        command.source = u"django"_s;
        command.folder = u"/srv/shop"_s;
        command.description = u"Greets a customer.\n\nTwice if asked."_s;
        command.environment = {{u"A"_s, u"b c"_s}};
        command.freeArgumentsPrefix = {u"--"_s};
        command.hidden = true;
        command.confirmation = u"Sure?"_s;
        command.timeoutMs = 5000;
        command.terminal = true;
        command.line = 12;
        Parameter &first = command.parameters.first();
        first.valueCount = 2;
        first.constant = first.editable = true;
        first.exclusiveGroup = u"a"_s;
        first.requiredGroup = u"b"_s;
        first.environmentVariable = u"C"_s;
        first.type = ParameterType::KeyValue;
        first.passing = ParameterPassing::StandardInput;
        first.pattern = u"*.csv"_s;
        first.mustExist = first.multiLine = true;
        first.visibleWhen = {{u"style"_s, {u"kind"_s}}, {u"times"_s, {}}};
        command.confirmsByName = true;
        command.definitionFiles = {u"rules.mk"_s};
        command.icon = u"rocket"_s;
        command.tags = {u"daily"_s};
        command.steps = {{u"make:Makefile:all"_s, {{u"J"_s, {u"2"_s}}}}, {u"own::x"_s, {}}};
        command.stepsInParallel = command.goesOnAfterFailure = true;
        QCOMPARE(Command::fromJson(command.toJson()), command);
        const ArgumentValues values{{u"a"_s, {u"1"_s, u"2"_s}}};
        QCOMPARE(argumentValuesFromJson(argumentValuesToJson(values)), values);
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
