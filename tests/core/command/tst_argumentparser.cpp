// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/argumentparser.h"
#include "core/command/commandline.h"
#include "core/command/shellwords.h"

#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

Parameter parameter(const QString &name, ParameterKind kind, const QStringList &flags = {})
{
    Parameter made;
    made.name = name;
    made.kind = kind;
    made.flags = flags;
    return made;
}

// import FILE [MORE…] LAST, -n/--times N, -x, -v…, --tag T (again and again), --only A B,
// --cache/--no-cache, MODE=…
Command importer()
{
    Command command;
    command.argv = {u"python"_s, u"manage.py"_s, u"import"_s};
    command.endOfOptions = true;
    Parameter more = parameter(u"more"_s, ParameterKind::Positional);
    more.multiple = true;
    Parameter last = parameter(u"last"_s, ParameterKind::Positional);
    last.required = true;
    Parameter verbose = parameter(u"verbose"_s, ParameterKind::Flag, {u"-v"_s});
    verbose.passing = ParameterPassing::Counted;
    Parameter tag = parameter(u"tag"_s, ParameterKind::Option, {u"--tag"_s});
    tag.multiple = tag.repeatsFlag = true;
    Parameter only = parameter(u"only"_s, ParameterKind::Option, {u"--only"_s});
    only.multiple = true;
    Parameter cache = parameter(u"cache"_s, ParameterKind::Flag, {u"--cache"_s});
    cache.negativeFlags = {u"--no-cache"_s};
    Parameter mode = parameter(u"MODE"_s, ParameterKind::Positional);
    mode.passing = ParameterPassing::Assignment;
    command.parameters = {parameter(u"file"_s, ParameterKind::Positional),
                          more,
                          last,
                          parameter(u"times"_s, ParameterKind::Option, {u"-n"_s, u"--times"_s}),
                          parameter(u"x"_s, ParameterKind::Flag, {u"-x"_s}),
                          verbose,
                          tag,
                          only,
                          cache,
                          mode};
    return command;
}

// "file=a more=b|c : rest"
QString shown(const ParsedArguments &parsed)
{
    QStringList parts;
    for (auto value = parsed.values.cbegin(); value != parsed.values.cend(); ++value)
        parts.append(value.key() + u'=' + value.value().join(u'|'));
    return (parts.join(u' ') + u" : "_s + joinShellWords(parsed.rest)).trimmed();
}

} // namespace

class TestArgumentParser final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parses_data();
    void parses();
    void nothingIsKnown();
    void backAndForth();
};

void TestArgumentParser::parses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &line, const QString &expected) {
        QTest::addRow("%s", qPrintable(line)) << line << expected;
    };
    row(u""_s, u":"_s);
    row(u"a b"_s, u"file=a last=b :"_s);
    row(u"a b c d"_s, u"file=a last=d more=b|c :"_s);
    row(u"a"_s, u"file=a :"_s);
    row(u"--times 2 a z"_s, u"file=a last=z times=2 :"_s);
    row(u"a --times=2 z"_s, u"file=a last=z times=2 :"_s);
    row(u"-n2 -n 3"_s, u"times=3 :"_s);
    row(u"-n -3 a z"_s, u"file=a last=z times=-3 :"_s);
    row(u"--times"_s, u": --times"_s);
    row(u"-vvv -v"_s, u"verbose=4 :"_s);
    row(u"-xvn 5"_s, u"times=5 verbose=1 x=true :"_s);
    row(u"-xvn5"_s, u"times=5 verbose=1 x=true :"_s);
    row(u"-xq a z"_s, u"file=a last=z : -xq"_s);
    row(u"--tag a --tag=b"_s, u"tag=a|b :"_s);
    row(u"--only a b -x c d"_s, u"file=c last=d only=a|b x=true :"_s);
    row(u"--no-cache"_s, u"cache=false :"_s);
    row(u"--cache --no-cache --cache"_s, u"cache=true :"_s);
    row(u"MODE='a b' MOD=1"_s, u"MODE=a b file=MOD=1 :"_s);
    row(u"-x -- -x --times"_s, u"file=-x last=--times x=true :"_s);
    row(u"--unknown=1 a"_s, u"file=a : --unknown=1"_s);
    row(u"-5 -"_s, u"file=-5 last=- :"_s);
    row(u"python manage.py import a z"_s, u"file=a last=z :"_s);
    row(u"/srv/.venv/bin/python manage.py import a z"_s, u"file=a last=z :"_s);
    row(u"python other.py import a"_s, u"file=python last=a more=other.py|import :"_s);
    row(u"'' 'it''s' \"ä ö\""_s, u"file= last=ä ö more=its :"_s);
}

void TestArgumentParser::parses()
{
    QFETCH(QString, line);
    QFETCH(QString, expected);
    const auto words = splitShellWords(line);
    QVERIFY(words);
    QCOMPARE(shown(parseArguments(importer(), *words)), expected);
}

// A command of which no argument is known keeps every word.
void TestArgumentParser::nothingIsKnown()
{
    Command command;
    command.argv = {u"npm"_s, u"run"_s, u"build"_s};
    command.freeArgumentsPrefix = {u"--"_s};
    const QStringList words{u"--watch"_s, u"src dir"_s, u"-x"_s};
    QCOMPARE(parseArguments(command, words).rest.size(), 3);
    QCOMPARE(parseArguments(command, command.argv + QStringList{u"--"_s} + words).rest,
             parseArguments(command, words).rest);
    QVERIFY(parseArguments(command, {}).rest.isEmpty());
    QVERIFY(parseArguments(command, command.argv).rest.isEmpty());
}

void TestArgumentParser::backAndForth()
{
    QRandomGenerator random(7);
    const Command command = importer();
    const QStringList words{u"a"_s,  u"b c"_s,  u"-q"_s,  u"--n"_s, u"7"_s,
                            u"-7"_s, u"é'\""_s, u"x=y"_s, u"\n"_s};
    const auto word = [&] {
        return words.at(random.bounded(words.size()));
    };
    for (int round = 0; round < 2000; ++round) {
        ArgumentValues values{{u"file"_s, {word()}}, {u"last"_s, {word()}}};
        for (const Parameter &each : command.parameters) {
            if (values.contains(each.name) || random.bounded(2) == 0)
                continue;
            if (each.kind == ParameterKind::Flag)
                values[each.name] = {each.passing == ParameterPassing::Counted
                                         ? QString::number(1 + random.bounded(4))
                                         : !each.negativeFlags.isEmpty() && random.bounded(2) == 0
                                         ? u"false"_s
                                         : u"true"_s};
            else if (each.name == "only"_L1) // a list without marks: its words are no options
                values[each.name] = {u"a"_s, u"b c"_s};
            else
                values[each.name] = each.multiple ? QStringList{word(), word()}
                                                  : QStringList{word()};
        }
        const QStringList argv = buildArgv(command, values);
        const ParsedArguments parsed = parseArguments(command, argv);
        const QString line = joinShellWords(argv);
        QVERIFY2(parsed.rest.isEmpty(), qPrintable(line + u" : "_s + joinShellWords(parsed.rest)));
        QVERIFY2(parsed.values == values, qPrintable(line + u'\n' + shown(parsed)));
    }
}

QTEST_APPLESS_MAIN(TestArgumentParser)
#include "tst_argumentparser.moc"
