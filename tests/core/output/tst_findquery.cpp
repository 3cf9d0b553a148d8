// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/findquery.h"
#include "core/output/outputdocument.h"
#include "tests/support/logfiles.h"

#include <QElapsedTimer>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestFindQuery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsLines_data();
    void findsLines();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void marksPlaces();
    void givesUpOnABacktrackingPattern();
    void knowsRangesThatHoldMatches();
};

void TestFindQuery::findsLines_data()
{
    QTest::addColumn<FindQuery>("query");
    QTest::addColumn<QList<int>>("lines");
    const auto regex = [](const QString &text) {
        return FindQuery{.text = text, .regularExpression = true};
    };
    QTest::newRow("literal") << FindQuery{.text = u"error"_s} << QList<int>{0, 1, 4};
    QTest::newRow("capitals count") << FindQuery{.text = u"Error"_s} << QList<int>{1};
    QTest::newRow("case") << FindQuery{.text = u"error"_s, .caseSensitive = true}
                          << QList<int>{0, 4};
    QTest::newRow("whole word") << FindQuery{.text = u"error"_s, .wholeWord = true}
                                << QList<int>{0, 1};
    QTest::newRow("whole word of signs")
        << FindQuery{.text = u"+x("_s, .wholeWord = true} << QList<int>{3};
    QTest::newRow("expression") << regex(u"^e\\w+: \\d{2}$"_s) << QList<int>{0, 1};
    QTest::newRow("does not look at the next line")
        << regex(u"error(?!\\s)"_s) << QList<int>{0, 1, 4};
    QTest::newRow("does not match over lines") << regex(u"12\\s+Error"_s) << QList<int>{};
    QTest::newRow("characters, not bytes") << regex(u"Gr.\u00dfe"_s) << QList<int>{2};
    QTest::newRow("letters of all languages") << regex(u"^\\w+$"_s) << QList<int>{2, 4};
    QTest::newRow("escape codes are not text") << regex(u"^error"_s) << QList<int>{0, 1, 4};
    QTest::newRow("empty match") << regex(u"x*"_s) << QList<int>{0, 1, 2, 3, 4};
    QTest::newRow("bad expression") << regex(u"(error"_s) << QList<int>{};
}

void TestFindQuery::findsLines()
{
    QFETCH(FindQuery, query);
    QFETCH(QList<int>, lines);
    LogFiles files;
    files.write("error: 12\nError: 34\nGr\xc3\xb6\xc3\x9f"
                "e\na+x(b +x( c\n\x1b[31merror\x1b[0mline\n");
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 5);
    document.find(query);
    QTRY_VERIFY(!document.isSearching());
    QList<int> found;
    for (int line = 0; line < 5; ++line) {
        if (document.isMatch(line))
            found.append(line);
    }
    QCOMPARE(found, lines);
    QCOMPARE(document.matchCount(), lines.size());
}

void TestFindQuery::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::newRow("open group") << u"a(b"_s << 3;
    QTest::newRow("quantifier") << u"\u00e9\u00e9*+?{2}**"_s << 4;
    QTest::newRow("class") << u"[z-a]"_s << 3;
}

void TestFindQuery::tellsWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    const auto problem = problemOf({.text = text, .regularExpression = true, .wholeWord = true});
    QVERIFY(problem);
    QVERIFY(!problem->message.isEmpty());
    QVERIFY2(qAbs(problem->position - position) <= 1,
             qPrintable(QString::number(problem->position)));
    QVERIFY(!problemOf(FindQuery{.text = text}));
}

void TestFindQuery::marksPlaces()
{
    const FindMarker marker({.text = u"b+|x*"_s, .regularExpression = true});
    const auto places = marker.placesIn(u"\u00e9bb\U0001f680 b"_s);
    QCOMPARE(places.size(), 2);
    QCOMPARE(places[0].start, 1);
    QCOMPARE(places[0].length, 2);
    QCOMPARE(places[1].start, 6);
    QVERIFY(FindMarker(FindQuery()).isEmpty());
    QVERIFY(FindMarker({.text = u"("_s, .regularExpression = true}).isEmpty());
}

void TestFindQuery::givesUpOnABacktrackingPattern()
{
    const FindMarker marker({.text = u"(a|aa|a?a)+$"_s, .regularExpression = true});
    QElapsedTimer timer;
    timer.start();
    QVERIFY(marker.placesIn(QString(5000, u'a') + u'b').isEmpty());
    QVERIFY(timer.elapsed() < 5000); // without a limit: longer than the universe
}

void TestFindQuery::knowsRangesThatHoldMatches()
{
    LogFiles files;
    files.write(QByteArray("plain\n").repeated(1000) + "ERROR: needle\n"
                + QByteArray("plain\n").repeated(1000));
    OutputDocument document(files.logPath(), files.indexPath());
    document.find(u"needle"_s);
    QTRY_COMPARE(document.lineCount(), 2001);
    QTRY_VERIFY(!document.isSearching());
    for (const bool match : {true, false}) {
        const auto has = [&](qint64 first, qint64 end) {
            return match ? document.hasMatchIn(first, end)
                         : document.hasClassIn(LineClass::Error, first, end);
        };
        QVERIFY(has(0, 2001));
        QVERIFY(has(1000, 1001));
        QVERIFY(has(960, 1024));
        QVERIFY(!has(0, 1000));
        QVERIFY(!has(1001, 5000));
        QVERIFY(!has(1000, 1000));
        QVERIFY(!has(-5, 3));
    }
}

QTEST_GUILESS_MAIN(TestFindQuery)
#include "tst_findquery.moc"
