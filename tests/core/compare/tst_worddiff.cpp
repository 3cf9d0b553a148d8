// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/worddiff.h"

#include <QTest>

#include <ranges>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestWordDiff final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void marks_data();
    void marks();
    void tellsReplacedFromChanged();
    void veryLongLines();
};

namespace {

QString marked(const QString &text, const std::vector<TextRange> &ranges)
{
    QString result = text;
    for (const TextRange &range : std::views::reverse(ranges)) {
        result.insert(range.end, u'}');
        result.insert(range.start, u'{');
    }
    return result;
}

} // namespace

void TestWordDiff::marks_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("markedBefore");
    QTest::addColumn<QString>("markedAfter");
    QTest::newRow("equal") << u"a b"_s << u"a b"_s << u"a b"_s << u"a b"_s;
    QTest::newRow("a number") << u"Imported 1204 rows"_s << u"Imported 98 rows"_s
                              << u"Imported {1204} rows"_s << u"Imported {98} rows"_s;
    QTest::newRow("two words in a row") << u"state is very good"_s << u"state is bad"_s
                                        << u"state is {very good}"_s << u"state is {bad}"_s;
    QTest::newRow("only added") << u"ok"_s << u"ok, with warnings"_s << u"ok"_s
                                << u"ok{, with warnings}"_s;
    QTest::newRow("noise does not count")
        << u"16:11:27 took 3.2 s: 4 rows"_s << u"16:12:01 took 10.75 s: 5 rows"_s
        << u"16:11:27 took 3.2 s: {4} rows"_s << u"16:12:01 took 10.75 s: {5} rows"_s;
    QTest::newRow("noise behind characters of several bytes")
        << u"größe 🚀 16:11:27 alt"_s << u"größe 🚀 16:12:01 neu"_s << u"größe 🚀 16:11:27 {alt}"_s
        << u"größe 🚀 16:12:01 {neu}"_s;
    QTest::newRow("blanks") << u"a    b"_s << u"a b c"_s << u"a    b"_s << u"a b{ c}"_s;
    QTest::newRow("nothing there") << QString() << u"x"_s << QString() << u"{x}"_s;
}

void TestWordDiff::marks()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    const LineDifference difference = compareLines(before, after, defaultNoise);
    QTEST(marked(before, difference.before), "markedBefore");
    QTEST(marked(after, difference.after), "markedAfter");
}

void TestWordDiff::tellsReplacedFromChanged()
{
    QVERIFY(!compareLines(u"Imported 1204 rows"_s, u"Imported 98 rows"_s, 0).isReplaced());
    QVERIFY(compareLines(u"Imported 1204 rows"_s, u"Traceback (most recent call last):"_s, 0)
                .isReplaced());
}

void TestWordDiff::veryLongLines()
{
    const QString before = u"word "_s.repeated(20'000);
    const QString after = before + u"end"_s;
    const LineDifference difference = compareLines(before, after, defaultNoise);
    QCOMPARE(difference.after.back().end, after.size());
    QCOMPARE(difference.after.size(), size_t(1));
}

QTEST_APPLESS_MAIN(TestWordDiff)
#include "tst_worddiff.moc"
