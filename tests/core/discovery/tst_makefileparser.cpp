// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/makefileparser.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class MakefileParserTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void targets_data();
    void targets();
    void help_data();
    void help();
    void variables_data();
    void variables();
    void producedFiles_data();
    void producedFiles();
    void lines();
    void includeOnce();
    void problems_data();
    void problems();
};

// Every explicit target: "!" phony, "+" with a recipe, "<" with prerequisites.
void MakefileParserTest::targets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected);
    };
    row("recipe", "a:\n\tx\n", "a+");
    row("recipe after an empty line", "a:\n\n\tx\n", "a+");
    row("recipe after a comment", "a:\n# c\n\tx\n", "a+");
    row("recipe on the line", "a: ; x\n", "a+");
    row("recipe with colon and equals", "a:\n\tb: c\n\td = e\n", "a+");
    row("several targets", "a b: c\n\tx\n", "a+< b+<");
    row("double colon", "a:: b\na:: ; x\n", "a+<");
    row("grouped", "a b &: c ; x\n", "a+< b+<");
    row("grouped, joined", "a b&: ; x\n", "a+ b+");
    row("continued prerequisites", "a: b \\\n c: d\n\tx\n", "a+<");
    row("continued recipe", "a:\n\tx \\\nb: y\nc: ; z\n", "a+ c+");
    row("backslashes that do not continue", "a: ; x \\\\\nb: ; y\n", "a+ b+");
    row("phony", ".PHONY: a\na:\n", "a!");
    row("phony after", "a:\n.PHONY: b a\n", "a!");
    row("phony continued", "a:\nb:\n.PHONY: a \\\n\tb\n", "a! b!");
    row("special targets", ".DEFAULT: ; x\n.SUFFIXES: .c\n.c.o: ; x\n.ONESHELL:\na: ; x\n", "a+");
    row("pattern", "%.o: %.c ; x\nlib%.a: ; x\n", "");
    row("static pattern", "a.o b.o: %.o: %.c\n\tx\n", "a.o+< b.o+<");
    row("names from variables", "$(NAME): a\n\tx\n${B}-x: ; y\n", "");
    row("assignments", "a = b:c\nd := e: f\ng ::= h\ni :::= j\nk ?= l:m\nn += o\np != q r: s\n",
        "");
    row("assignment without blanks", "A=b:c\nB:=d:e\n", "");
    row("assignment with a reference", "URL = http://x:$(PORT)/\n$(X)y = z: w\n", "");
    row("target-specific", "a: B = c\na: D := e: f\na: export G ?= h\nz: ; x\n", "z+");
    row("equals in a recipe on the line", "a: b ; C=d e\n", "a+<");
    row("define", "define A\nb: ; x\nendef\nc: ; y\n", "c+");
    row("define in define", "define A\ndefine B\nb: ; x\nendef\nc: ; y\nendef\nd: ; z\n", "d+");
    row("define with operator", "define A =\nb: ; x\nendef\noverride define C\nd: ; y\nendef\n",
        "");
    row("both branches", "ifeq ($(OS),x:y)\na: ; x\nelse ifdef B\nb: ; y\nelse\nc: ; z\nendif\n",
        "a+ b+ c+");
    row("conditional in a recipe", "a:\nifdef B\n\tx\nelse\n\ty\nendif\n\tz\nb: ; y\n", "a+ b+");
    row("conditional before the recipe", "a: b\nifeq (1,1)\n\tx\nendif\n", "a+<");
    row("recipe prefix", ".RECIPEPREFIX = >\na:\n>b: c\nd:\n> e\n", "a+ d+");
    row("recipe prefix reset", ".RECIPEPREFIX := >\n.RECIPEPREFIX :=\na:\n\tb: c\n", "a+");
    row("comment with colon", "# a: b\nc: ; x # d: e\n", "c+");
    row("comment continued", "# a \\\nb: ; x\nc: ; y\n", "c+");
    row("export and others",
        "export A = b: c\nexport\nunexport D\nvpath %.c src: lib\nundefine E\nf: ; x\n", "f+");
    row("targets named like directives", "include: ; x\nexport: a\ndefine-x: ; y\n",
        "include+ export< define-x+");
    row("functions", "$(eval a: b)\n$(info c: d)\n$(foreach x,a b,$(eval $(x): y))\ne: ; z\n",
        "e+");
    row("shell is text",
        "A := $(shell touch pwned)\n$(shell touch pwned)\na: ; $(shell touch pwned)\n", "a+");
    row("windows line ends", "a: b\r\n\tx\r\nc:\\\r\n d\r\n", "a+< c<");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a: ; x\n",
        "a+");
    row("no newline at the end", "a: ; x", "a+");
    row("defined twice", "a: b\na:\n\tx\n", "a+<");
    row("tab without a rule", "\ta: b\n", "a<");
    row("parenthesis in prerequisites", "a: $(patsubst %.c,%.o,$(wildcard *.c)) ; x\n", "a+<");
    row("archive member", "lib(a.o): a.o ; x\n", "lib(a.o)+<");
    row("invalid bytes", "a: ; \xFF\xFE\nb: ; y\n", "a+ b+");
    row("empty", "", "");
}

void MakefileParserTest::targets()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QStringList found;
    const Makefile makefile = MakefileParser::parse(u"Makefile"_s, text);
    for (const MakeTarget &target : makefile.targets) {
        found.append(target.name + (target.phony ? u"!"_s : QString())
                     + (target.hasRecipe ? u"+"_s : QString())
                     + (target.hasPrerequisites ? u"<"_s : QString()));
    }
    QCOMPARE(found.join(u' '), expected);
    QVERIFY(makefile.problems.isEmpty());
}

void MakefileParserTest::help_data()
{
    QTest::addColumn<QByteArray>("text"); // of a target "a"
    QTest::addColumn<QString>("help");
    QTest::addColumn<QString>("section");
    const auto row = [](const char *name, const char *text, const char *help, const char *section) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(help)
                            << QString::fromUtf8(section);
    };
    row("behind", "a: b ## Do it\n\tx\n", "Do it", "");
    row("behind, without blanks", "a:## Do it\n", "Do it", "");
    row("one mark behind is for the author", "a: b # not help\n", "", "");
    row("above", "# Do it\na:\n", "Do it", "");
    row("above, marked", "# internal\n## Do it\n## now\na:\n", "Do it\nnow", "");
    row("above, apart", "# Of something else\n\na:\n", "", "");
    row("above, after a variable", "# Of B\nB = c\na:\n", "", "");
    row("above, over .PHONY", "# Do it\n.PHONY: a\na:\n", "Do it", "");
    row("decoration", "# ------\n# Do it\n# ======\na:\n", "Do it", "");
    row("behind wins", "# Above\na: ## Behind\n", "Behind", "");
    row("not of the target before", "b: ; x\n# Do it\na:\n", "Do it", "");
    row("recipe comment is none", "b:\n\t# not help\na:\n", "", "");
    row("section", "##@ Build\na: ## Do it\n", "Do it", "Build");
    row("last section", "##@ Build\nb: ; x\n##@ Test\na: ## Do it\n", "Do it", "Test");
    row("umlauts",
        "a: ## Pr\xC3\xBC"
        "fen\n",
        "Pr\xC3\xBC"
        "fen",
        "");
    row("help at the second rule", "a: b\na: ## Do it\n\tx\n", "Do it", "");
}

void MakefileParserTest::help()
{
    QFETCH(QByteArray, text);
    const Makefile makefile = MakefileParser::parse(u"Makefile"_s, text);
    const auto target = std::find_if(makefile.targets.cbegin(), makefile.targets.cend(),
                                     [](const MakeTarget &t) { return t.name == u"a"; });
    QVERIFY(target != makefile.targets.cend());
    QTEST(target->help, "help");
    QTEST(target->section, "section");
}

void MakefileParserTest::variables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("used") << QByteArray("A ?= 1\nx: ; $(A)\n") << QStringList{u"A=1"_s};
    QTest::newRow("braces") << QByteArray("A ?= 1 2 \nx: ; ${A}\n") << QStringList{u"A=1 2"_s};
    QTest::newRow("substitution") << QByteArray("A ?= x.c\nx: $(A:.c=.o)\n")
                                  << QStringList{u"A=x.c"_s};
    QTest::newRow("help behind") << QByteArray("A ?= 1 # Port\nx: ; $(A)\n")
                                 << QStringList{u"A=1 (Port)"_s};
    QTest::newRow("help above") << QByteArray("# Port\nA?=1\nx: ; $(A)\n")
                                << QStringList{u"A=1 (Port)"_s};
    QTest::newRow("exported") << QByteArray("export A ?= 1\nx: ; $(A)\n") << QStringList{u"A=1"_s};
    QTest::newRow("empty") << QByteArray("A ?=\nx: ; $(A)\n") << QStringList{u"A="_s};
    QTest::newRow("first counts") << QByteArray("A ?= 1\nA ?= 2\nx: ; $(A)\n")
                                  << QStringList{u"A=1"_s};
    QTest::newRow("not used") << QByteArray("A ?= 1\nx: ; y\n") << QStringList{};
    QTest::newRow("computed") << QByteArray("A ?= $(shell pwd)\nB ?= `x`\nx: ; $(A)$(B)\n")
                              << QStringList{};
    QTest::newRow("fixed") << QByteArray("A = 1\nB := 2\nx: ; $(A)$(B)\n") << QStringList{};
    QTest::newRow("in a conditional")
        << QByteArray("ifdef X\nA ?= 1\nendif\nx: ; $(A)\n") << QStringList{};
    QTest::newRow("of a target") << QByteArray("x: A ?= 1\nx: ; $(A)\n") << QStringList{};
}

void MakefileParserTest::variables()
{
    QFETCH(QByteArray, text);
    QStringList found;
    for (const MakeVariable &variable : MakefileParser::parse(u"Makefile"_s, text).variables)
        found.append(variable.name + u'=' + variable.value
                     + (variable.help.isEmpty() ? QString() : u" (%1)"_s.arg(variable.help)));
    QTEST(found, "expected");
}

void MakefileParserTest::producedFiles_data()
{
    QTest::addColumn<bool>("produced");
    for (const char *name : {"app.o", "build/app", "libx.so", "libx.so.1.2", "a.tar.gz", "doc.html",
                             "x.stamp", "Report.PDF", "gen.py"})
        QTest::newRow(name) << true;
    for (const char *name : {"all", "build", "test", "clean", "deploy", "test-unit", "docs_html",
                             "test.unit", "v1.0", "build:web", "app"})
        QTest::newRow(name) << false;
}

void MakefileParserTest::producedFiles()
{
    QTEST(MakefileParser::looksLikeProducedFile(QString::fromUtf8(QTest::currentDataTag())),
          "produced");
}

void MakefileParserTest::lines()
{
    const Makefile makefile = MakefileParser::parse(
        u"Makefile"_s, "# x\n\nA = b \\\n c\na: b \\\n c\n\tx\nd: ; y\n");
    QCOMPARE(makefile.targets.size(), 2);
    QCOMPARE(makefile.targets.at(0).line, 5);
    QCOMPARE(makefile.targets.at(1).line, 8);
}

void MakefileParserTest::includeOnce()
{
    QStringList asked;
    const auto readInclude = [&asked](const QString &pattern) -> QList<MakefileParser::Included> {
        asked.append(pattern);
        if (pattern == "a.mk"_L1)
            return {{u"a.mk"_s, "##@ Inside\ninner: ; x\ninclude a.mk\n"}};
        return {};
    };
    const Makefile makefile = MakefileParser::parse(
        u"Makefile"_s,
        "##@ Outside\ninclude a.mk $(wildcard *.mk)\n-include b.mk\nsinclude c.mk\nouter: ; y\n",
        readInclude);
    QCOMPARE(asked, QStringList({u"a.mk"_s, u"a.mk"_s, u"b.mk"_s, u"c.mk"_s}));
    QCOMPARE(makefile.targets.size(), 2);
    QCOMPARE(makefile.targets.at(0).file, u"a.mk"_s);
    QCOMPARE(makefile.targets.at(0).section, u"Inside"_s);
    QCOMPARE(makefile.targets.at(1).file, u"Makefile"_s);
    QCOMPARE(makefile.targets.at(1).section, u"Outside"_s);
}

void MakefileParserTest::problems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("binary") << QByteArray("\x7F"
                                          "ELF\0\0\0all:\n",
                                          12)
                            << 0;
    QTest::newRow("unclosed define") << QByteArray("a: ; x\ndefine B\nc: ; y\n") << 2;
}

void MakefileParserTest::problems()
{
    QFETCH(QByteArray, text);
    const Makefile makefile = MakefileParser::parse(u"Makefile"_s, text);
    QCOMPARE(makefile.problems.size(), 1);
    QTEST(makefile.problems.first().line, "line");
}

QTEST_GUILESS_MAIN(MakefileParserTest)
#include "tst_makefileparser.moc"
