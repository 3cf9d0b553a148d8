// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/argparsereader.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QString shown(const PythonValue &value)
{
    QStringList parts;
    for (const PythonValue &item : value.items)
        parts.append(shown(item));
    for (const auto &[key, item] : value.keywords)
        parts.append(key + u'=' + shown(item));
    switch (value.kind) {
    case PythonValue::Kind::Unknown:
        return u"?"_s;
    case PythonValue::Kind::None:
        return u"None"_s;
    case PythonValue::Kind::Boolean:
    case PythonValue::Kind::Integer:
    case PythonValue::Kind::Number:
        return value.text;
    case PythonValue::Kind::String:
        return (value.formatted ? u"f'"_s : u"'"_s) + value.text + u'\'';
    case PythonValue::Kind::List:
        return u'[' + parts.join(u", "_s) + u']';
    case PythonValue::Kind::Name:
        return u'<' + value.text + u'>';
    case PythonValue::Kind::Call:
        return value.text + u'(' + parts.join(u", "_s) + u')';
    }
    return {};
}

} // namespace

class PythonReaderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void values_data();
    void values();
    void statements();
    void docstrings_data();
    void docstrings();
    void hostileInput_data();
    void hostileInput();
    void parameters_data();
    void parameters();
    void sharedDestinations();
};

void PythonReaderTest::values_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *source, const char *expected) {
        QTest::newRow(source) << QString::fromUtf8(expected);
    };
    row("'a'", "'a'");
    row("\"a\" 'b'", "'ab'");
    row("('a'\n  'b')", "'ab'");
    row("'a' + 'b'", "'ab'");
    row("'a' + b", "?");
    row("'a' % b", "?");
    row("'a'.format(b)", "?");
    row("'a\\n\\t\\\\\\'\\x41\\u00e4\\q'", "'a\n\t\\'A\xC3\xA4\\q'");
    row("r'a\\n'", "'a\\n'");
    row("b'a'", "'a'");
    row("f'a'", "'a'");
    row("f'a{b}'", "f'a{b}'");
    row("'''a\n'b'\n'''", "'a\n'b'\n'");
    row("'a\\\nb'", "'ab'");
    row("1_000", "1000");
    row("0x1F", "31");
    row("-5", "-5");
    row("1.5e3", "1.5e3");
    row("True", "true");
    row("None", "None");
    row("a.b.c", "<a.b.c>");
    row("[1, 'b', None]", "[1, 'b', None]");
    row("(1,)", "[1]");
    row("()", "[]");
    row("(1)", "1");
    row("{'a': 1, 'b': [2]}", "['a', 'b', a=1, b=[2]]");
    row("{1, 2}", "[1, 2]");
    row("f(1, a, k='v', *r)", "f(1, <a>, ?, k='v')");
    row("f(g(1)(2), 3)", "f(?, 3)");
    row("[x for x in y]", "[?]");
    row("lambda x: x", "?");
    row("a if b else c", "?");
    row("a[0]", "?");
    row("not a", "?");
    row("1 + 2", "?");
    row("'a' # comment", "'a'");
    row("_('a')", "_('a')");
    row("f(x).g(y)", ".g(<y>)");
    row("f(x).g", "?");
}

void PythonReaderTest::values()
{
    // What follows on the next line is another statement.
    const PythonReader reader(u"x = "_s + QString::fromUtf8(QTest::currentDataTag())
                              + u"\n'next'\n"_s);
    QTEST(shown(reader.constant(u"x"_s)), "expected");
}

void PythonReaderTest::statements()
{
    const PythonReader reader(
        u"a = 1; b = 2\nif x:\n\tc = (1,\n2)\n        d = 3\n# comment\n\ne \\\n = 4\n"_s);
    QStringList found;
    for (const PythonStatement &statement : reader.statements())
        found.append(u"%1@%2:%3"_s.arg(reader.token(statement.begin).text)
                         .arg(statement.line)
                         .arg(statement.indent));
    QCOMPARE(found.join(u' '), u"a@1:0 b@1:0 if@2:0 c@3:8 d@5:8 e@8:0"_s);
    QCOMPARE(reader.endOfBlock(2), 5);
}

void PythonReaderTest::docstrings_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"'''A.'''\n"_s << u"A."_s;
    QTest::newRow("indented") << u"\"\"\"\n    A\n      b\n    c\n    \"\"\"\n"_s << u"A\n  b\nc"_s;
    QTest::newRow("after comments") << u"#!x\n# y\n'A'\n"_s << u"A"_s;
    QTest::newRow("after an import") << u"import x\n'A'\n"_s << QString();
    QTest::newRow("an expression") << u"'A' + b\n"_s << QString();
}

void PythonReaderTest::docstrings()
{
    QFETCH(QString, source);
    QTEST(PythonReader(source).docstring(), "expected");
}

void PythonReaderTest::hostileInput_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("unclosed string") << u"x = 'abc\ny = 1\n"_s;
    QTest::newRow("unclosed triple") << u"x = '''abc\n"_s;
    QTest::newRow("unclosed bracket") << u"x = f(1,\n"_s;
    QTest::newRow("wrong brackets") << u"x = f(1]}\ny = (]\n"_s;
    QTest::newRow("deep") << u"x = "_s + QString(100'000, u'(') + u'\n';
    QTest::newRow("deep lists") << u"x = "_s + QString(100'000, u'[') + QString(100'000, u']')
            + u'\n';
    QTest::newRow("deep calls") << u"x = "_s + u"f("_s.repeated(50'000) + u'\n';
    QTest::newRow("commas") << u"x = (,,,:,=)\n"_s;
    QTest::newRow("backslash at the end") << u"x = '\\"_s;
    QTest::newRow("only a backslash") << u"\\"_s;
    QTest::newRow("escape at the end") << u"x = '\\x"_s;
    QTest::newRow("control characters") << QString(u"\x01\x02x = \x03\n"_s);
}

// Nothing but coming back is asked for.
void PythonReaderTest::hostileInput()
{
    QFETCH(QString, source);
    const PythonReader reader(source);
    for (qsizetype at = 0; at < std::min(reader.tokens().size(), qsizetype(5)); ++at)
        reader.expressionAt(at);
    reader.docstring();
    readArguments(reader, 0, reader.statements().size(), u"x"_s);
}

void PythonReaderTest::parameters_data()
{
    QTest::addColumn<Parameter>("expected");
    const auto row = [](const char *call, const std::function<void(Parameter &)> &fill) {
        Parameter expected;
        expected.name = u"x"_s;
        fill(expected);
        QTest::newRow(call) << expected;
    };
    row("'x'", [](Parameter &p) { p.required = true; });
    row("'x', nargs='?', default='d'", [](Parameter &p) { p.defaultValue = u"d"_s; });
    row("'x', nargs='*'", [](Parameter &p) { p.multiple = true; });
    row("'x', nargs='+', type=int", [](Parameter &p) {
        p.multiple = p.required = true;
        p.type = ParameterType::Integer;
    });
    row("'x', nargs=argparse.REMAINDER", [](Parameter &p) {
        p.multiple = true;
        p.passing = ParameterPassing::Remainder;
    });
    row("'x', nargs=1", [](Parameter &p) { p.required = true; });
    row("'--x', type=float, default=0.5, help='%(default)s of 100%%'", [](Parameter &p) {
        p.kind = ParameterKind::Option;
        p.flags = {u"--x"_s};
        p.type = ParameterType::Number;
        p.defaultValue = u"0.5"_s;
        p.help = u"0.5 of 100%"_s;
    });
    row("'-s', '--long', dest='x', required=True, metavar='M'", [](Parameter &p) {
        p.kind = ParameterKind::Option;
        p.flags = {u"-s"_s, u"--long"_s};
        p.required = true;
        p.placeholder = u"M"_s;
    });
    row("'--x', action='append', choices=['a', 'b']", [](Parameter &p) {
        p.kind = ParameterKind::Option;
        p.flags = {u"--x"_s};
        p.multiple = p.repeatsFlag = true;
        p.type = ParameterType::Choice;
        p.choices = {u"a"_s, u"b"_s};
    });
    row("'--x', nargs=2, default=[1, 2], type=int", [](Parameter &p) {
        p.kind = ParameterKind::Option;
        p.flags = {u"--x"_s};
        p.multiple = true;
        p.valueCount = 2;
        p.type = ParameterType::Integer;
        p.defaultValue = u"1 2"_s;
    });
    row("'--x', action='store_true'", [](Parameter &p) {
        p.kind = ParameterKind::Flag;
        p.flags = {u"--x"_s};
        p.type = ParameterType::Boolean;
        p.defaultValue = u"false"_s;
    });
    row("'--x', action='store_false', dest='y', default=True", [](Parameter &p) {
        p.kind = ParameterKind::Flag;
        p.flags = {u"--x"_s};
        p.type = ParameterType::Boolean;
        p.defaultValue = u"false"_s;
    });
    row("'--x', action=argparse.BooleanOptionalAction, default=True", [](Parameter &p) {
        p.kind = ParameterKind::Flag;
        p.flags = {u"--x"_s};
        p.negativeFlags = {u"--no-x"_s};
        p.type = ParameterType::Boolean;
        p.defaultValue = u"true"_s;
    });
    row("'-x', action='count'", [](Parameter &p) {
        p.kind = ParameterKind::Flag;
        p.flags = {u"-x"_s};
        p.type = ParameterType::Integer;
        p.passing = ParameterPassing::Counted;
        p.minimum = 0;
        p.defaultValue = u"0"_s;
    });
    row("'x', choices=COMPUTED", [](Parameter &p) { p.required = true; });
    row("'x', choices=LETTERS, default=DEFAULT, nargs='?'", [](Parameter &p) {
        p.type = ParameterType::Choice;
        p.choices = {u"a"_s, u"b"_s};
        p.defaultValue = u"a"_s;
    });
    row("'--x', default=compute()", [](Parameter &p) {
        p.kind = ParameterKind::Option;
        p.flags = {u"--x"_s};
    });
    row("'--x', help=_('Help ' 'here')", [](Parameter &p) {
        p.kind = ParameterKind::Option;
        p.flags = {u"--x"_s};
        p.help = u"Help here"_s;
    });
}

void PythonReaderTest::parameters()
{
    const QString source =
        u"LETTERS = ('a', 'b')\nDEFAULT = 'a'\nCOMPUTED = [f(x)]\nparser.add_argument(%1)\n"
        "parser.add_argument('--version', action='version')\nparser.add_argument('--secret', "
        "help=argparse.SUPPRESS)\n"
        "other.add_argument('--of-another')\n"_s.arg(QString::fromUtf8(QTest::currentDataTag()));
    const PythonReader reader(source);
    QList<Parameter> parameters;
    for (const ArgparseArgument &argument :
         readArguments(reader, 0, reader.statements().size(), u"parser"_s))
        appendParameter(parameters, argument);
    QCOMPARE(parameters.size(), 1);
    QFETCH(Parameter, expected);
    QCOMPARE(parameters.first().toJson(), expected.toJson());
}

void PythonReaderTest::sharedDestinations()
{
    const PythonReader reader(
        u"parser.add_argument('--json', dest='format', action='store_const', const='json')\n"
        "parser.add_argument('--text', dest='format', action='store_const', const='text')\n"
        "group = parser.add_argument_group('Output')\n"
        "group.add_argument('--format')\n"
        "parser.add_argument('--other-format', dest='format')\n"_s);
    QStringList names;
    QList<Parameter> parameters;
    for (const ArgparseArgument &argument :
         readArguments(reader, 0, reader.statements().size(), u"parser"_s))
        appendParameter(parameters, argument);
    for (const Parameter &parameter : std::as_const(parameters))
        names.append(parameter.name);
    QCOMPARE(names, QStringList({u"json"_s, u"text"_s, u"format"_s, u"other_format"_s}));
    QCOMPARE(parameters.at(2).group, u"Output"_s);
}

QTEST_GUILESS_MAIN(PythonReaderTest)
#include "tst_pythonreader.moc"
