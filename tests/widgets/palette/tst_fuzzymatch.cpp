// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/fuzzymatch.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestFuzzyMatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void ranks_data();
    void ranks();
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
    QCOMPARE(fuzzyScore(pattern, text).has_value(), expected);
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
    const auto high = fuzzyScore(pattern, better);
    const auto low = fuzzyScore(pattern, worse);
    QVERIFY(high && low);
    QVERIFY2(*high > *low, qPrintable(u"%1 against %2"_s.arg(*high).arg(*low)));
}

QTEST_APPLESS_MAIN(TestFuzzyMatch)
#include "tst_fuzzymatch.moc"
