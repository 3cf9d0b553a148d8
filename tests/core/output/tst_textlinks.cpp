// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/textlinks.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestTextLinks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsFiles_data();
    void findsFiles();
    void findsAddresses_data();
    void findsAddresses();
    void leavesTextAlone_data();
    void leavesTextAlone();
    void findsSeveral();
    void reportsNameTheirFileAbove();
};

void TestTextLinks::findsFiles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const char *text, const char *path, int line,
                        int column) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(path) << line << column;
    };
    row("python", "  File \"/srv/my shop/orders/titles.py\", line 41, in handle",
        "/srv/my shop/orders/titles.py", 41, 0);
    row("gcc", "src/main.cpp:12:5: error: expected ';'", "src/main.cpp", 12, 5);
    row("clang on windows", "C:\\src\\main.cpp:12:5: error: no", "C:\\src\\main.cpp", 12, 5);
    row("make", "make: *** [Makefile:12: all] Error 1", "Makefile", 12, 0);
    row("rustc", "  --> src/main.rs:12:9", "src/main.rs", 12, 9);
    row("go", "./main.go:12:2: undefined: x", "./main.go", 12, 2);
    row("go stack", "\t/home/ann/x/main.go:12 +0x1d", "/home/ann/x/main.go", 12, 0);
    row("tsc", "src/app.ts(12,5): error TS2322: Type", "src/app.ts", 12, 5);
    row("pytest", "tests/test_orders.py:12: AssertionError", "tests/test_orders.py", 12, 0);
    row("pytest id", "FAILED tests/test_orders.py::TestA::test_total[x-1] - assert",
        "tests/test_orders.py", 0, 0);
    row("node", "    at Object.<anonymous> (/srv/site/build.js:10:5)", "/srv/site/build.js", 10, 5);
    row("node without name", "    at /srv/site/build.js:10:5", "/srv/site/build.js", 10, 5);
    row("java", "\tat org.Shop.run(Shop.java:99)", "Shop.java", 99, 0);
    row("php", "PHP Fatal error: x in /srv/a.php on line 7", "/srv/a.php", 7, 0);
    row("perl", "Died at tools/x.pl line 12.", "tools/x.pl", 12, 0);
    row("path alone", "wrote dist/assets/index-4f1c.js 143 kB", "dist/assets/index-4f1c.js", 0, 0);
    row("absolute path", "Logs are in /var/log/shop/today.", "/var/log/shop/today", 0, 0);
    row("letters of others", "größe/prüfung.py:3: Fehler", "größe/prüfung.py", 3, 0);
}

void TestTextLinks::findsFiles()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    QFETCH(int, line);
    QFETCH(int, column);
    const QList<TextLink> links = findTextLinks(text);
    QCOMPARE(links.size(), 1);
    QVERIFY(links[0].isFile());
    QCOMPARE(links[0].path, path);
    QCOMPARE(links[0].line, line);
    QCOMPARE(links[0].column, column);
    QVERIFY(text.mid(links[0].start, links[0].length).contains(path));
}

void TestTextLinks::findsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::newRow("end of a sentence")
        << u"See https://example.org/a/b?c=1#d."_s << u"https://example.org/a/b?c=1#d"_s;
    QTest::newRow("in brackets") << u"(http://localhost:8000/)"_s << u"http://localhost:8000/"_s;
    QTest::newRow("own brackets") << u"https://example.org/x_(y)"_s
                                  << u"https://example.org/x_(y)"_s;
    QTest::newRow("in quotes") << u"\"https://example.org\""_s << u"https://example.org"_s;
    QTest::newRow("mail") << u"mailto:ann@example.org"_s << u"mailto:ann@example.org"_s;
    QTest::newRow("file") << u"file:///tmp/x.html"_s << u"file:///tmp/x.html"_s;
}

void TestTextLinks::findsAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const QList<TextLink> links = findTextLinks(text);
    QCOMPARE(links.size(), 1);
    QCOMPARE(links[0].url, url);
    QCOMPARE(text.mid(links[0].start, links[0].length), url);
}

void TestTextLinks::leavesTextAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("time") << u"12:30:05 started at 10:11"_s;
    QTest::newRow("host and port") << u"Listening on 127.0.0.1:8000"_s;
    QTest::newRow("ratio") << u"3/4 done, 98:2"_s;
    QTest::newRow("other scheme") << u"javascript:alert(1) data:text/html,x"_s;
    QTest::newRow("words") << u"error: no such thing"_s;
    QTest::newRow("key and number") << u"count:12 {\"a\":1}"_s;
    QTest::newRow("function call") << u"print(12,5)"_s;
}

void TestTextLinks::leavesTextAlone()
{
    QFETCH(QString, text);
    const QList<TextLink> links = findTextLinks(text);
    QVERIFY2(links.isEmpty(), qPrintable(links.value(0).path + links.value(0).url));
}

void TestTextLinks::findsSeveral()
{
    const auto links = findTextLinks(u"a.c:1:2 then https://x.org/b.c:3 then b.c:4"_s);
    QCOMPARE(links.size(), 3);
    QCOMPARE(links[0].path, u"a.c"_s);
    QCOMPARE(links[1].url, u"https://x.org/b.c:3"_s);
    QCOMPARE(links[2].path, u"b.c"_s);
}

void TestTextLinks::reportsNameTheirFileAbove()
{
    QCOMPARE(reportFileOf(u"/srv/site/tools/lint.js"_s), u"/srv/site/tools/lint.js"_s);
    QVERIFY(reportFileOf(u"Two words and no file"_s).isEmpty());
    const auto links = findTextLinks(u"  12:5  error  'x' is not defined  no-undef"_s);
    QCOMPARE(links.size(), 1);
    QVERIFY(links[0].fileAbove);
    QCOMPARE(links[0].line, 12);
    QCOMPARE(links[0].column, 5);
}

QTEST_GUILESS_MAIN(TestTextLinks)
#include "tst_textlinks.moc"
