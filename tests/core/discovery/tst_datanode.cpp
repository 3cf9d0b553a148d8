// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/datanode.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

using Reader = DataResult (*)(QByteArrayView, const DataLimits &);

// "{a@1: x, b@2: [1, 'y', ~]}": quoted texts between apostrophes.
QString shown(const DataNode &node)
{
    QStringList parts;
    switch (node.kind()) {
    case DataNode::Kind::Null:
        return u"~"_s;
    case DataNode::Kind::Text:
        return node.number() || node.boolean() ? node.text() : u'\'' + node.text() + u'\'';
    case DataNode::Kind::List:
        for (const DataNode &item : node.items())
            parts.append(shown(item));
        return u'[' + parts.join(u", "_s) + u']';
    case DataNode::Kind::Map:
        for (const auto &member : node.members())
            parts.append(u"%1@%2: %3"_s.arg(member.key).arg(member.line).arg(shown(member.value)));
        return u'{' + parts.join(u", "_s) + u'}';
    }
    return {};
}

} // namespace

class DataNodeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void asks();
};

void DataNodeTest::reads_data()
{
    QTest::addColumn<Reader>("reader");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, Reader reader, const char *text,
                        const QString &expected) {
        QTest::newRow(name) << reader << QByteArray(text) << expected;
    };
    row("yaml: order and lines", &readYaml, "b: 1\na:\n  - x\n  - yes\n  - 'yes'\n  - ~\n",
        u"{b@1: 1, a@2: ['x', yes, 'yes', ~]}"_s);
    row("yaml: block text", &readYaml, "run: |\n  one\n  two\nnext: >-\n  a\n  b\n",
        u"{run@1: 'one\ntwo\n', next@4: 'a b'}"_s);
    row("yaml: merge keys", &readYaml,
        "base: &base {a: 1, b: 2}\nmore: &more {b: 3, c: 4}\nboth:\n  <<: [*base, *more]\n  a: 5\n",
        u"{base@1: {a@1: 1, b@1: 2}, more@2: {b@2: 3, c@2: 4}, "
        "both@3: {b@2: 3, c@2: 4, a@1: 1, b@1: 2, a@5: 5}}"_s);
    row("yaml: nothing", &readYaml, "", u"~"_s);
    row("yaml: first document", &readYaml, "--- {a: 1}\n--- {b: 2}\n", u"{a@1: 1}"_s);
    row("yaml: a list as key", &readYaml, "? [a, b]\n: 1\n", u"{@1: 1}"_s);
    row("toml: order and lines", &readToml,
        "# x\nb = 1\na = ['x', true]\n[tool.z]\ny = 2.5\n[tool.c]\nd = 1979-05-27\n",
        u"{b@2: 1, a@3: ['x', true], tool@4: {z@4: {y@5: 2.5}, c@6: {d@7: '1979-05-27'}}}"_s);
    row("toml: tables in a list", &readToml, "[[t]]\nn = 'a'\n[[t]]\nn = 'b'\n",
        u"{t@1: [{n@2: 'a'}, {n@4: 'b'}]}"_s);
    row("json: comments, trailing commas", &readJsonWithComments,
        "\xEF\xBB\xBF// x\n{\"b\": [1, 2,], /* y\n */ \"a\": \"//\",\n}",
        u"{b@2: [1, 2], a@3: '//'}"_s);
    row("json: escapes", &readJsonWithComments, R"(["\u00e4\"\/\n", "\ud83d\ude00", true, null])",
        u"['ä\"/\n', '😀', true, ~]"_s);
    row("json: a word", &readJsonWithComments, " -1.5e3 ", u"-1.5e3"_s);
}

void DataNodeTest::reads()
{
    QFETCH(Reader, reader);
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const DataResult node = reader(text, {});
    QVERIFY2(node, node ? "" : qPrintable(node.error().toString()));
    QCOMPARE(shown(*node), expected);
}

void DataNodeTest::refuses_data()
{
    QTest::addColumn<Reader>("reader");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("message"); // a part of it
    const auto row = [](const char *name, Reader reader, const QByteArray &text, int line,
                        const QString &message) {
        QTest::newRow(name) << reader << text << line << message;
    };
    row("yaml: a tab", &readYaml, "a:\n\t- b\n", 2, {});
    row("yaml: no end", &readYaml, "a: [1,\nb: 'x\n", 3, {});
    row("yaml: unknown alias", &readYaml, "a: *b\n", 1, {});
    QByteArray bomb("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (char name = 'b'; name < 'k'; ++name) {
        const QByteArray before(1, char(name - 1));
        bomb += QByteArray(1, name) + ": &" + name + " [";
        for (int i = 0; i < 10; ++i)
            bomb += (i ? ", *" : "*") + before;
        bomb += "]\n";
    }
    row("yaml: a billion values", &readYaml, bomb, 1, u"more than 200000 values"_s);
    row("yaml: an alias within itself", &readYaml, "a: &a\n  b: *a\n", 0, u"deeper"_s);
    row("yaml: deep", &readYaml, QByteArray(100'000, '['), 0, {});
    row("toml: broken", &readToml, "a = 1\nb = \n", 2, {});
    row("toml: twice", &readToml, "a = 1\na = 2\n", 2, {});
    row("toml: deep", &readToml, "a = " + QByteArray(100'000, '['), 1, {});
    row("json: a comma", &readJsonWithComments, "{\n\"a\": 1\n\"b\": 2}", 3, u"a comma or }"_s);
    row("json: the end", &readJsonWithComments, "{\"a\": [", 1, u"ends"_s);
    row("json: quotes", &readJsonWithComments, "{a: 1}", 1, u"double quotes"_s);
    row("json: two values", &readJsonWithComments, "{} x", 1, u"behind"_s);
    row("json: text", &readJsonWithComments, "[\n\"x\n]", 2, u"does not end"_s);
    row("json: comment", &readJsonWithComments, "[] /* x", 1, u"comment"_s);
    row("json: escape", &readJsonWithComments, R"(["\x"])", 1, u"escape"_s);
    row("json: half an escape", &readJsonWithComments, R"(["\u12)", 1, u"hexadecimal"_s);
    row("json: deep", &readJsonWithComments, QByteArray(100'000, '['), 1, u"deeper"_s);
    row("json: nothing", &readJsonWithComments, "", 1, u"ends"_s);
}

void DataNodeTest::refuses()
{
    QFETCH(Reader, reader);
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(QString, message);
    const DataResult node = reader(text, {});
    QVERIFY2(!node, node ? qPrintable(shown(*node).left(1000)) : "");
    if (line > 0)
        QCOMPARE(node.error().line, line);
    QVERIFY(!node.error().message.isEmpty());
    QVERIFY2(node.error().message.contains(message), qPrintable(node.error().message));
}

void DataNodeTest::asks()
{
    const DataResult read = readYaml("a: {b: {c: [1, x, {d: 2}]}}\nt: one\ne: '1'\n", {});
    QVERIFY(read);
    const DataNode &node = *read;
    QCOMPARE(node.at({u"a", u"b", u"c"}).texts(), (QStringList{u"1"_s, u"x"_s}));
    QCOMPARE(node[u"t"].texts(), QStringList{u"one"_s});
    QVERIFY(node.at({u"a", u"x", u"c"}).isNull());
    QCOMPARE(node.at({u"a", u"x"}).line(), 0);
    QVERIFY(node.contains(u"t"));
    QVERIFY(!node.contains(u"b"));
    QVERIFY(!node[u"e"].number());
    QCOMPARE(node.at({u"a", u"b", u"c"}).items().first().number(), 1.0);
}

QTEST_GUILESS_MAIN(DataNodeTest)
#include "tst_datanode.moc"
