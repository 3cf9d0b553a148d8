// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/fuzzymatch.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

std::optional<int> score(const QString &pattern, const QString &text)
{
    return FuzzyPattern(pattern).score(FuzzyText(text));
}

// The text with the letters that were found between brackets.
QString marked(const QString &pattern, const QString &text)
{
    QString result = text;
    const QList<qsizetype> positions = FuzzyPattern(pattern).positions(text);
    for (auto at = positions.crbegin(); at != positions.crend(); ++at)
        result.replace(*at, 1, u'[' + text.mid(*at, 1) + u']');
    return result.replace(u"]["_s, QString());
}

} // namespace

class TestFuzzyMatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void ranks_data();
    void ranks();
    void marks_data();
    void marks();
    void narrows();
};

void TestFuzzyMatch::fits_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("empty") << u""_s << u"anything"_s << true;
    QTest::newRow("blanks only") << u"  "_s << u"anything"_s << true;
    QTest::newRow("in order") << u"rntst"_s << u"run-tests"_s << true;
    QTest::newRow("not in order") << u"tstrn"_s << u"run-tests"_s << false;
    QTest::newRow("case") << u"RUN"_s << u"run again"_s << true;
    QTest::newRow("letters beyond ASCII") << u"über"_s << u"Übersicht"_s << true;
    QTest::newRow("letter that folds to two") << u"strasse"_s << u"straße"_s << false;
    QTest::newRow("longer than the text") << u"runner"_s << u"run"_s << false;
    QTest::newRow("twice the same letter") << u"oo"_s << u"o"_s << false;
    QTest::newRow("empty text") << u"a"_s << u""_s << false;
}

void TestFuzzyMatch::fits()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(score(pattern, text).has_value(), expected);
    // The quick way finds the same, and never more than the best.
    const auto first = FuzzyPattern(pattern).firstScore(FuzzyText(text));
    QCOMPARE(first.has_value(), expected);
    QVERIFY(!expected || *first <= *score(pattern, text));
}

void TestFuzzyMatch::ranks_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("start of the text") << u"run"_s << u"run again"_s << u"prune"_s;
    QTest::newRow("starts of words") << u"ra"_s << u"Run Again"_s << u"trail"_s;
    QTest::newRow("in a row") << u"build"_s << u"rebuild"_s << u"bxuxixlxd"_s;
    QTest::newRow("shorter") << u"test"_s << u"test"_s << u"test everything there is"_s;
    QTest::newRow("camel case") << u"ft"_s << u"fooTest"_s << u"soft"_s;
    QTest::newRow("best of several places") << u"ab"_s << u"xa xab ab"_s << u"xa xab xb"_s;
}

void TestFuzzyMatch::ranks()
{
    QFETCH(QString, pattern);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto high = score(pattern, better);
    const auto low = score(pattern, worse);
    QVERIFY(high && low);
    QVERIFY2(*high > *low, qPrintable(u"%1 against %2"_s.arg(*high).arg(*low)));
}

void TestFuzzyMatch::marks_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing typed") << u" "_s << u"Run Again"_s;
    QTest::newRow("does not fit") << u"rx"_s << u"Run Again"_s;
    QTest::newRow("starts of words") << u"ra"_s << u"[R]un [A]gain"_s;
    QTest::newRow("in a row") << u"gai"_s << u"Run A[gai]n"_s;
    QTest::newRow("the last of several") << u"again"_s << u"a gain [again]"_s;
    QTest::newRow("both ends") << u"mt"_s << u"[m]igrate-[t]able"_s;
    QTest::newRow("all of it") << u"make"_s << u"[make]"_s;
    QTest::newRow("camel case") << u"ft"_s << u"[f]oo[T]est"_s;
}

void TestFuzzyMatch::marks()
{
    QFETCH(QString, pattern);
    QFETCH(QString, expected);
    QString text = expected;
    text.remove(u'[').remove(u']');
    QCOMPARE(marked(pattern, text), expected);
}

void TestFuzzyMatch::narrows()
{
    QVERIFY(FuzzyPattern(u"run t").narrows(FuzzyPattern(u"ru")));
    QVERIFY(FuzzyPattern(u"run").narrows(FuzzyPattern()));
    QVERIFY(!FuzzyPattern(u"ru").narrows(FuzzyPattern(u"run")));
    QVERIFY(!FuzzyPattern(u"rat").narrows(FuzzyPattern(u"ru")));
}

QTEST_APPLESS_MAIN(TestFuzzyMatch)
#include "tst_fuzzymatch.moc"
