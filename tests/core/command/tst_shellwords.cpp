// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/shellwords.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

using Kind = ShellWordsError::Kind;

class TestShellWords final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void split_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("empty") << u""_s << QStringList{};
        QTest::newRow("blanks") << u" \t\n "_s << QStringList{};
        QTest::newRow("words") << u"a  b\tc"_s << QStringList{u"a"_s, u"b"_s, u"c"_s};
        QTest::newRow("single quotes are literal")
            << u"'a b' 'c\"d\\n$x'"_s << QStringList{u"a b"_s, u"c\"d\\n$x"_s};
        QTest::newRow("double quotes")
            << u"\"a b\" \"c'd\" \"\\\"\" \"\\n\" \"\\$\""_s
            << QStringList{u"a b"_s, u"c'd"_s, u"\""_s, u"\\n"_s, u"$"_s};
        QTest::newRow("joined quotes") << u"a'b c'\"d e\"f"_s << QStringList{u"ab cd ef"_s};
        QTest::newRow("empty words") << u"'' \"\" a"_s << QStringList{u""_s, u""_s, u"a"_s};
        QTest::newRow("backslash") << u"a\\ b \\\\ \\'"_s << QStringList{u"a b"_s, u"\\"_s, u"'"_s};
        QTest::newRow("line continuation")
            << u"a\\\nb \"c\\\nd\""_s << QStringList{u"ab"_s, u"cd"_s};
        QTest::newRow("nothing is expanded")
            << u"$HOME * ~ `x` #c"_s << QStringList{u"$HOME"_s, u"*"_s, u"~"_s, u"`x`"_s, u"#c"_s};
        QTest::newRow("unicode") << u"'Ann Lée' 日本"_s << QStringList{u"Ann Lée"_s, u"日本"_s};
    }

    void split()
    {
        QFETCH(QString, line);
        QFETCH(QStringList, words);
        const auto result = splitShellWords(line);
        QVERIFY(result.has_value());
        QCOMPARE(*result, words);
    }

    void errorsHaveAPlace_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("position");
        QTest::newRow("single") << u"ab 'c d"_s << int(Kind::UnclosedSingleQuote) << 3;
        QTest::newRow("double") << u"a \"c"_s << int(Kind::UnclosedDoubleQuote) << 2;
        QTest::newRow("escaped closing quote")
            << u"\"a\\\""_s << int(Kind::UnclosedDoubleQuote) << 0;
        QTest::newRow("backslash") << u"abc\\"_s << int(Kind::TrailingBackslash) << 3;
        QTest::newRow("apostrophe in a word") << u"it's"_s << int(Kind::UnclosedSingleQuote) << 2;
    }

    void errorsHaveAPlace()
    {
        QFETCH(QString, line);
        QFETCH(int, kind);
        QFETCH(int, position);
        const auto result = splitShellWords(line);
        QVERIFY(!result.has_value());
        QCOMPARE(int(result.error().kind), kind);
        QCOMPARE(int(result.error().position), position);
    }

    void quotingSurvivesTheRoundTrip()
    {
        const QStringList words{u""_s,   u"plain"_s, u"it's"_s, u"a b"_s, u"\n"_s,
                                u"$x"_s, u"*"_s,     u"-n"_s,   u"\\"_s,  u"é"_s};
        const auto result = splitShellWords(joinShellWords(words));
        QVERIFY(result.has_value());
        QCOMPARE(*result, words);
        QCOMPARE(quoteShellWord(u"--name=a/b.c"_s), u"--name=a/b.c"_s);
        QCOMPARE(quoteShellWord(u"Ann Lee"_s), u"'Ann Lee'"_s);
    }
};

QTEST_GUILESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
