// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linepattern.h"
#include "core/output/patternset.h"
#include "core/output/requiredliteral.h"

#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestPatternSet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requiredLiteral_data();
    void requiredLiteral();
    void matches_data();
    void matches();
    void problem_data();
    void problem();
    void agreesWithEachPatternAlone_data();
    void agreesWithEachPatternAlone();
    void catastrophicPatternGivesUp();
    void progress_data();
    void progress();
    void firstBytes_data();
    void firstBytes();
};

void TestPatternSet::requiredLiteral_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("caseInsensitive");
    QTest::addColumn<QByteArrayList>("literals");
    const auto row = [](const char *pattern, const QByteArrayList &literals,
                        bool caseless = false) {
        QTest::addRow("%s", pattern) << QByteArray(pattern) << caseless << literals;
    };
    row("SELECT", {"SELECT"});
    row("^npm (WARN|notice) ", {"npm "});
    row("ab*SQL", {"SQL"});
    row("ab+cd", {"cd"}); // what follows a repetition begins anew; c and d are the rarer ones
    row("x?yz", {"yz"});
    row("a{0,2}QQ", {"QQ"});
    row("\\[\\d+\\]: done", {"]: done"});
    row("[A-Z]]x=\\(", {"]x=("});
    row("[^]]+ZZ", {"ZZ"});
    row("[[:alpha:]]+ZZ", {"ZZ"});
    row("(?:GET|POST) /", {"GET", "POST"});
    row("ERROR|FATAL", {"ERROR", "FATAL"});
    row("ERROR|\\d+", {});
    row("(WARN)?x", {});
    row("(?!NOT)YES", {"YES"});
    row("(?<=A:)YES", {"YES"});
    row("(?<name>FOO)bar", {"FOO"});
    row("^\\s*$", {});
    row("\\d+", {});
    row("(?i)warning", {});
    row("a(?#comment)b", {});
    row("\\QA.B\\E", {});
    row("(A)\\1", {});
    row("a{,3}XYZ", {});
    row("Größe", {"Größe"});
    row("Größe?X", {"Größ"});
    row("Deprecation", {"Deprecation"}, true);
    row("request", {"reque"}, true); // s has a second lower case outside ASCII
    row("key", {"ey"}, true);
}

void TestPatternSet::requiredLiteral()
{
    QFETCH(QByteArray, pattern);
    QFETCH(bool, caseInsensitive);
    QFETCH(QByteArrayList, literals);
    QCOMPARE(requiredLiterals(pattern, caseInsensitive), literals);
}

void TestPatternSet::matches_data()
{
    QTest::addColumn<LinePattern>("pattern");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("match");
    const auto regex = LinePattern::regularExpression;
    const auto literal = [](const QString &text, bool caseSensitive = false) {
        return LinePattern::literal(text, caseSensitive);
    };
    QTest::newRow("literal") << literal(u"a.b"_s, true) << "xa.bx"_ba << true;
    QTest::newRow("literal is no pattern") << literal(u"a.b"_s, true) << "xacbx"_ba << false;
    QTest::newRow("case") << literal(u"Ab"_s, true) << "ab"_ba << false;
    QTest::newRow("no case") << literal(u"Ab"_s) << "aB"_ba << true;
    QTest::newRow("no case outside ASCII") << literal(u"Ä"_s) << "xäx"_ba << true;
    QTest::newRow("a dot is a character") << regex(u"^.$"_s, true) << "ä"_ba << true;
    QTest::newRow("bad bytes") << regex(u"a.c"_s, true) << "\xff a1c\xfe"_ba << true;
    QTest::newRow("Kelvin") << regex(u"king"_s, false) << "\u212Aing"_ba << true;
    QTest::newRow("carriage return at the end") << regex(u"end$"_s, true) << "the end\r"_ba << true;
    LinePattern whole = literal(u"ab"_s);
    whole.wholeLine = true;
    QTest::newRow("whole line") << whole << "AB"_ba << true;
    QTest::newRow("not the whole line") << whole << "abc"_ba << false;
    LinePattern wholeRegex = regex(u"a|ab"_s, true);
    wholeRegex.wholeLine = true;
    QTest::newRow("whole line, second alternative") << wholeRegex << "ab"_ba << true;
    QTest::newRow("blank") << regex(u"^\\s*$"_s, true) << "  \t"_ba << true;
    QTest::newRow("empty") << regex(u"^\\s*$"_s, true) << ""_ba << true;
    QTest::newRow("not blank") << regex(u"^\\s*$"_s, true) << " x"_ba << false;
    QTest::newRow("invalid") << regex(u"("_s, true) << "("_ba << false;
    QTest::newRow("nothing") << literal(QString()) << "x"_ba << false;
}

void TestPatternSet::matches()
{
    QFETCH(LinePattern, pattern);
    QFETCH(QByteArray, line);
    QFETCH(bool, match);
    // Alone, and among others.
    for (const bool alone : {true, false}) {
        std::vector<std::shared_ptr<CompiledPattern>> patterns{
            std::make_shared<CompiledPattern>(pattern)};
        if (!alone)
            patterns.push_back(std::make_shared<CompiledPattern>(LinePattern::literal(u"zz"_s)));
        PatternSet set(patterns);
        std::vector<PatternSet::Hit> hits;
        const QByteArray lines = "first\n" + line + "\nlast";
        QCOMPARE(set.search(lines, 100, hits), 3);
        const bool found = std::any_of(hits.begin(), hits.end(), [](const PatternSet::Hit &hit) {
            return hit.line == 101 && hit.pattern == 0;
        });
        QCOMPARE(found, match);
    }
}

void TestPatternSet::problem_data()
{
    QTest::addColumn<LinePattern>("pattern");
    QTest::addColumn<qsizetype>("position"); // -1: there is none
    QTest::newRow("fine") << LinePattern::regularExpression(u"a(b)c"_s) << qsizetype(-1);
    QTest::newRow("literal") << LinePattern::literal(u"a(b"_s) << qsizetype(-1);
    QTest::newRow("open group") << LinePattern::regularExpression(u"a(b"_s) << qsizetype(3);
    QTest::newRow("nothing to repeat") << LinePattern::regularExpression(u"a|*b"_s) << qsizetype(2);
    // In UTF-16 units, as the field counts them.
    QTest::newRow("behind others than ASCII")
        << LinePattern::regularExpression(u"ä😀[z-a]"_s) << qsizetype(6);
    LinePattern following = LinePattern::regularExpression(u"x"_s);
    following.following = u"y)"_s;
    following.followingLines = 1;
    QTest::newRow("in the lines that follow") << following << qsizetype(1);
}

void TestPatternSet::problem()
{
    QFETCH(LinePattern, pattern);
    QFETCH(qsizetype, position);
    const auto problem = problemOf(pattern);
    QCOMPARE(problem.has_value(), position >= 0);
    if (!problem)
        return;
    QCOMPARE(problem->position, position);
    QVERIFY(!problem->message.isEmpty());
    QCOMPARE(problem->inFollowing, !pattern.following.isEmpty());
}

void TestPatternSet::agreesWithEachPatternAlone_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 90; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestPatternSet::agreesWithEachPatternAlone()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    // Few letters, so that much matches.
    const auto word = [&random](int most) {
        QByteArray text;
        for (int i = random.bounded(most); i >= 0; --i)
            text += "abkSs1 \t-."[random.bounded(10)];
        return text;
    };
    const QStringList shapes{u"%1"_s,        u"^%1"_s,      u"%1$"_s,          u"%1+b"_s,
                             u"(?:%1|%2)"_s, u"%1\\d*%2"_s, u"(%1)?%2"_s,      u"[ab]%1"_s,
                             u"%1|%2"_s,     u"^%1.*%2$"_s, u"%1{0,2}%2{2}"_s, u"^\\s*$"_s,
                             u"(?=%1)a"_s,   u"^[ab]*$"_s};
    std::vector<std::shared_ptr<CompiledPattern>> patterns;
    std::vector<CompiledPattern> alone;
    const int most = seed % 3 == 0 ? 2 : 12; // one text alone is looked for in another way
    for (int i = random.bounded(1, most); i > 0; --i) {
        LinePattern pattern;
        pattern.regex = random.bounded(3) != 0;
        pattern.caseSensitive = random.bounded(2) != 0;
        pattern.wholeLine = random.bounded(5) == 0;
        const auto part = [&word] {
            return QString::fromUtf8(word(4).replace('.', "\\."));
        };
        pattern.text = pattern.regex
            ? shapes.at(random.bounded(int(shapes.size()))).arg(part()).replace(u"%2"_s, part())
            : QString::fromUtf8(word(3));
        patterns.push_back(std::make_shared<CompiledPattern>(pattern));
        alone.emplace_back(pattern);
    }
    PatternSet set(patterns);
    QByteArray text;
    QByteArrayList lines;
    for (int i = 0; i < 300; ++i) {
        QByteArray line = random.bounded(10) == 0 ? QByteArray() : word(random.bounded(2) ? 6 : 40);
        lines.append(line);
        text += line + (random.bounded(20) == 0 ? "\r\n" : "\n");
    }
    if (random.bounded(2)) {
        lines.append("ab");
        text += "ab";
    }
    std::vector<PatternSet::Hit> hits;
    QCOMPARE(set.search(text, 7, hits), lines.size());
    for (size_t i = 0; i < alone.size(); ++i) {
        QList<qint64> wanted;
        for (qsizetype line = 0; line < lines.size(); ++line) {
            if (alone[i].matches(lines.at(line)))
                wanted.append(line + 7);
        }
        QList<qint64> found;
        for (const PatternSet::Hit &hit : hits) {
            if (hit.pattern != int(i))
                continue;
            found.append(hit.line);
            QCOMPARE(hit.text.toByteArray(), lines.at(hit.line - 7));
        }
        QVERIFY2(found == wanted, qPrintable(alone[i].source().text));
    }
}

void TestPatternSet::catastrophicPatternGivesUp()
{
    CompiledPattern pattern(LinePattern::regularExpression(u"^(a+)+$"_s));
    const QByteArray line = QByteArray(5000, 'a') + 'b';
    for (int i = 0; i < 2000; ++i)
        QVERIFY(!pattern.matches(line));
    QVERIFY(pattern.isStopped());
    QVERIFY(pattern.gaveUpLines() < 2000);
    QVERIFY(pattern.gaveUpLines() > 0);
}

void TestPatternSet::progress_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<double>("progress"); // -1: none
    QTest::newRow("first group") << u"at (\\d+)%"_s << "at 25%"_ba << 0.25;
    QTest::newRow("named") << u"(\\d+) of (?<progress>\\d+)"_s << "3 of 50"_ba << 0.5;
    QTest::newRow("done and total") << u"(?<done>\\d+)/(?<total>\\d+)"_s << "3/4"_ba << 0.75;
    QTest::newRow("no total") << u"(?<done>\\d+)/(?<total>\\d+)"_s << "3/0"_ba << -1.0;
    QTest::newRow("too much") << u"(\\d+)%"_s << "250%"_ba << 1.0;
    QTest::newRow("no number") << u"at (\\w+)"_s << "at home"_ba << -1.0;
    QTest::newRow("no group") << u"\\d+%"_s << "25%"_ba << -1.0;
}

void TestPatternSet::progress()
{
    QFETCH(QString, pattern);
    QFETCH(QByteArray, line);
    QFETCH(double, progress);
    LinePattern source = LinePattern::regularExpression(pattern);
    source.takesProgress = true;
    CompiledPattern compiled(source);
    QVERIFY(compiled.matches(line));
    QCOMPARE(compiled.progress(line).value_or(-1), progress);
}

void TestPatternSet::firstBytes_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QByteArray>("bytes"); // empty: not known
    QTest::newRow("digits") << u"^\\d{4}-"_s << "0123456789"_ba;
    QTest::newRow("alternatives") << u"^(?:ab|cd)"_s << "ac"_ba;
    QTest::newRow("one") << u"^x[yz]"_s << "x"_ba;
    QTest::newRow("anywhere") << u"\\d{4}-"_s << ""_ba;
    QTest::newRow("may be empty") << u"^\\s*$"_s << ""_ba;
}

void TestPatternSet::firstBytes()
{
    QFETCH(QString, pattern);
    QFETCH(QByteArray, bytes);
    const auto code = LinePattern::regularExpression(pattern).compile();
    QVERIFY(code);
    const auto first = code->anchoredFirstBytes();
    QCOMPARE(first.has_value(), !bytes.isEmpty());
    for (int c = 0; first && c < 256; ++c)
        QCOMPARE(first->test(size_t(c)), bytes.contains(char(c)));
}

QTEST_GUILESS_MAIN(TestPatternSet)
#include "tst_patternset.moc"
