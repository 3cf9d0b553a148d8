// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/justprovider.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// name(parameters)[-]{doc}<group>?confirm~alias; "-" is private
QString described(const JustRecipe &recipe)
{
    QStringList parameters;
    for (const JustParameter &parameter : recipe.parameters) {
        QString text = parameter.name;
        if (parameter.kind != JustParameter::Kind::Singular)
            text.prepend(parameter.kind == JustParameter::Kind::Star ? u'*' : u'+');
        if (parameter.hasDefault)
            text += u'=' + parameter.defaultValue;
        parameters.append(text);
    }
    QString text = recipe.name + u'(' + parameters.join(u' ') + u')';
    if (recipe.isPrivate)
        text += u'-';
    if (!recipe.doc.isEmpty())
        text += u'{' + recipe.doc + u'}';
    if (!recipe.group.isEmpty())
        text += u'<' + recipe.group + u'>';
    if (recipe.confirm)
        text += u'?' + *recipe.confirm;
    for (const QString &alias : recipe.aliases)
        text += u'~' + alias;
    return text;
}

QStringList described(const QList<JustRecipe> &recipes)
{
    QStringList list;
    for (const JustRecipe &recipe : recipes)
        list.append(described(recipe));
    return list;
}

} // namespace

class JustfileParserTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recipes_data();
    void recipes();
    void modules();
    void problems_data();
    void problems();
    void dump();
};

void JustfileParserTest::recipes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *text, const QStringList &expected) {
        QTest::newRow(name) << QByteArray(text) << expected;
    };
    row("plain", "a:\n    x: y\nb: a\n\tz\n", {u"a()"_s, u"b()"_s});
    row("quiet", "@a:\n  x\n", {u"a()"_s});
    row("doc", "# Do it\na:\n", {u"a(){Do it}"_s});
    row("only the last comment line", "# One\n# Two\na:\n", {u"a(){Two}"_s});
    row("comment apart", "# One\n\na:\n", {u"a()"_s});
    row("shebang line of the file", "#!/usr/bin/env just\na:\n", {u"a()"_s});
    row("doc attribute", "# One\n[doc('Two')]\na:\n", {u"a(){Two}"_s});
    row("doc attribute, no doc", "# One\n[doc]\na:\n", {u"a()"_s});
    row("private", "[private]\na:\n_b:\n", {u"a()-"_s, u"_b()-"_s});
    row("group", "[group('x')]\n[group: 'y']\na:\n", {u"a()<x, y>"_s});
    row("several in one", "[private, group(\"g\"), no-cd]\na:\n", {u"a()-<g>"_s});
    row("confirm", "[confirm]\na:\n[confirm(\"Really, \\\"now\\\"?\")]\nb:\n",
        {u"a()?"_s, u"b()?Really, \"now\"?"_s});
    row("attributes end with the recipe", "[private]\na:\nb:\n", {u"a()-"_s, u"b()"_s});
    row("parameters", "a b *c:\nd +e:\nf $g='h':\n", {u"a(b *c)"_s, u"d(+e)"_s, u"f(g=h)"_s});
    row("defaults", "a b='x y' c=\"d:e\\n\" *f='':\n", {u"a(b=x y c=d:e\n *f=)"_s});
    row("default with colon and dependency", "a b='x: y': c (d b)\n", {u"a(b=x: y)"_s});
    row("computed defaults", "a b=`pwd` c=(x + 'y') d=arch() e=x/'y' f:\n",
        {u"a(b= c= d= e= f)"_s});
    row("joined default", "a b='x' + 'y' c='z':\n", {u"a(b= c=z)"_s});
    row("triple quotes", "a b='''it's''':\n", {u"a(b=it's)"_s});
    row("settings and variables",
        "set shell := ['bash', '-c']\nset dotenv-load\nx := 'a:b'\nexport Y := `z`\na:\n",
        {u"a()"_s});
    row("multi-line string", "x := '''\na:\nb:\n'''\nc:\n", {u"c()"_s});
    row("variables named like keywords", "set := 'x'\nalias := 'y'\na:\n", {u"a()"_s});
    row("recipes named like keywords", "set:\nimport:\nmod:\nalias:\n",
        {u"set()"_s, u"import()"_s, u"mod()"_s, u"alias()"_s});
    row("alias", "alias c := a-b\na-b:\n", {u"a-b()~c"_s});
    row("continued", "a b='c' \\\n  d='e': f\n", {u"a(b=c d=e)"_s});
    row("other systems", "[unix]\na:\n[windows]\na:\n[linux]\n[macos]\n[windows]\nb:\n",
        {u"a()"_s, u"b()"_s});
    row("windows line ends", "# Doc\r\na b='c':\r\n  x\r\n", {u"a(b=c){Doc}"_s});
}

void JustfileParserTest::recipes()
{
    QFETCH(QByteArray, text);
    const Justfile justfile = JustfileParser::parse(u"justfile"_s, text);
    QTEST(described(justfile.recipes), "expected");
    QVERIFY(justfile.problems.isEmpty());
}

void JustfileParserTest::modules()
{
    const auto readFile = [](const QString &from,
                             const QStringList &paths) -> std::optional<JustfileParser::Included> {
        if (from == "justfile"_L1 && paths.contains(u"tools.just"_s))
            return JustfileParser::Included{u"tools.just"_s,
                                            "import 'more.just'\nalias t := inner\ninner:\n"};
        if (from == "tools.just"_L1 && paths == QStringList{u"more.just"_s})
            return JustfileParser::Included{u"more.just"_s, "import 'more.just'\n# Far\nfar:\n"};
        return std::nullopt;
    };
    const Justfile justfile = JustfileParser::parse(
        u"justfile"_s, "mod tools\nmod? gone 'x.just'\nimport? 'none'\nouter:\n", readFile);
    QCOMPARE(described(justfile.recipes),
             QStringList({u"tools::far(){Far}"_s, u"tools::inner()~tools::t"_s, u"outer()"_s}));
    QCOMPARE(justfile.recipes.first().file, u"more.just"_s);
    QCOMPARE(justfile.recipes.first().line, 3);
}

void JustfileParserTest::problems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("binary") << QByteArray("\0\1\2a:\n", 6) << 0;
    QTest::newRow("no colon") << QByteArray("a:\nb c\n") << 2;
    QTest::newRow("rubbish") << QByteArray("a:\n%%%\n") << 2;
    QTest::newRow("parameter") << QByteArray("a:\nb %:\n") << 2;
}

void JustfileParserTest::problems()
{
    QFETCH(QByteArray, text);
    const Justfile justfile = JustfileParser::parse(u"justfile"_s, text);
    QCOMPARE(justfile.problems.size(), 1);
    QTEST(justfile.problems.first().line, "line");
}

// Shortened from what just 1.x prints.
void JustfileParserTest::dump()
{
    const QByteArray json = R"({
        "aliases": {"m": {"attributes": [], "name": "m", "target": "measure"}},
        "recipes": {
            "measure": {"attributes": [{"group": "lab"}, "no-cd"], "doc": "Measure", "name": "measure", "namepath": "measure",
                "private": false, "parameters": [
                    {"default": null, "export": false, "kind": "singular", "name": "sample"},
                    {"default": "3", "export": false, "kind": "singular", "name": "count"},
                    {"default": ["concatenate", "a", "b"], "export": false, "kind": "singular", "name": "how"},
                    {"default": null, "export": false, "kind": "plus", "name": "tools"}]},
            "wipe": {"attributes": [{"confirm": null}], "doc": null, "name": "wipe", "parameters": [], "private": true},
            "drop": {"attributes": [{"confirm": "Sure?"}], "doc": null, "name": "drop", "parameters": [], "private": false}
        },
        "modules": {"data": {"aliases": {"f": {"name": "f", "target": "fetch"}}, "recipes": {
            "fetch": {"attributes": [], "doc": null, "name": "fetch", "namepath": "data::fetch", "parameters": [
                {"default": null, "kind": "star", "name": "urls"}], "private": false}}, "modules": {}}}
    })";
    QStringList found = described(recipesOfDump(QJsonDocument::fromJson(json).object()));
    found.sort();
    QCOMPARE(found,
             QStringList({u"data::fetch(*urls)~data::f"_s, u"drop()?Sure?"_s,
                          u"measure(sample count=3 how= +tools){Measure}<lab>~m"_s,
                          u"wipe()-?"_s}));
}

QTEST_GUILESS_MAIN(JustfileParserTest)
#include "tst_justfileparser.moc"
