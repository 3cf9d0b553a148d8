// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/terminaltext.h"
#include "core/output/terminalwriter.h"

#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QString describe(const TerminalColor &color)
{
    switch (color.kind) {
    case TerminalColor::Kind::Default:
        return {};
    case TerminalColor::Kind::Indexed:
        return QString::number(color.value);
    case TerminalColor::Kind::Rgb:
        return u'#' + QString::number(color.value, 16).rightJustified(6, u'0');
    }
    return {};
}

// "start+length:looks" for each span.
QString describe(const QList<TerminalSpan> &spans)
{
    QStringList result;
    for (const TerminalSpan &span : spans) {
        QString text = u"%1+%2:"_s.arg(span.start).arg(span.length);
        const TerminalStyle &style = span.style;
        text += describe(style.foreground);
        if (style.background != TerminalColor())
            text += u'/' + describe(style.background);
        text += style.bold ? u"b"_s : QString();
        text += style.faint ? u"f"_s : QString();
        text += style.italic ? u"i"_s : QString();
        text += style.underline ? u"u"_s : QString();
        text += style.inverse ? u"v"_s : QString();
        text += style.strikeOut ? u"s"_s : QString();
        text += style.conceal ? u"c"_s : QString();
        if (!span.link.isEmpty())
            text += u'<' + span.link + u'>';
        result.append(text);
    }
    return result.join(u' ');
}

} // namespace

class TestTerminalText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void text_data();
    void text();
    void spans_data();
    void spans();
    void start();
    void invalid();
    void encoded();
    void rewritten();
    void randomBytes();
    void manySequences();
    void columns();
};

static void textRow(const char *name, const QByteArray &bytes, const QString &expected)
{
    QTest::newRow(name) << bytes << expected;
}

void TestTerminalText::text_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    textRow("empty", "", u""_s);
    textRow("ASCII", "hello world", u"hello world"_s);
    textRow("UTF-8", "h\xc3\xa9llo \xe2\x82\xac \xf0\x9f\x98\x80",
            u"h\u00e9llo \u20ac \U0001F600"_s);
    textRow("controls that only act",
            "a\x07\x0b\x0c\x0e\x0f\x11\x13\x18\x1a\x7f"
            "b",
            u"ab"_s);
    textRow("other controls are pictures", "a\x01\x1f", u"a\u2401\u241f"_s);
    textRow("NUL is a picture", QByteArray("a\0b", 3), u"a\u2400b"_s);
    textRow("direction overrides are spelled", "a\xe2\x80\xae\xe2\x81\xa6", u"a<U+202E><U+2066>"_s);
    textRow("line separator is spelled", "a\xe2\x80\xa8z", u"a<U+2028>z"_s);
    textRow("direction marks stay", "a\xe2\x80\x8f", u"a\u200f"_s);
    textRow("C1 controls dropped",
            "a\xc2\x85"
            "b",
            u"ab"_s);

    textRow("lone continuation", "a\x80z", u"a\ufffdz"_s);
    textRow("two continuations", "\x80\xbf", u"\ufffd\ufffd"_s);
    textRow("cut sequence", "a\xe2\x82", u"a\ufffd"_s);
    textRow("cut sequence, text after", "\xf0\x9f\x98z", u"\ufffdz"_s);
    textRow("overlong", "\xc0\xaf", u"\ufffd\ufffd"_s);
    textRow("overlong of three", "\xe0\x80\xaf", u"\ufffd\ufffd\ufffd"_s);
    textRow("surrogate", "\xed\xa0\x80", u"\ufffd\ufffd\ufffd"_s);
    textRow("above U+10FFFF", "\xf4\x90\x80\x80", u"\ufffd\ufffd\ufffd\ufffd"_s);
    textRow("maximal subparts (Unicode 3.9)",
            "\x61\xf1\x80\x80\xe1\x80\xc2\x62\x80\x63\x80\xbf\x64",
            u"a\ufffd\ufffd\ufffdb\ufffdc\ufffd\ufffdd"_s);
    textRow("invalid, then valid", "\xe2\xc3\xa9", u"\ufffd\u00e9"_s);

    textRow("carriage return", "50%\r100%", u"100%"_s);
    textRow("shorter text keeps the tail", "Name:\rTo", u"Tome:"_s);
    textRow("at the end", "done\r", u"done"_s);
    textRow("leading", "\r 10%\r 20%", u" 20%"_s);
    textRow("backspace", "abc\b\bX", u"aXc"_s);
    textRow("backspace at the beginning", "\b\babc", u"abc"_s);
    textRow("bold by overstriking", "N\bNA\bA", u"NA"_s);
    textRow("tab", "a\tb", u"a       b"_s);
    textRow("tab at a stop", "12345678\tb", u"12345678        b"_s);
    textRow("tab does not erase", "0123456789\r\tX", u"01234567X9"_s);
    textRow("erase to the end", "100 files\rok\x1b[K", u"ok"_s);
    textRow("erase to the cursor", "abcdef\x1b[3D\x1b[1K", u"    ef"_s);
    textRow("erase all", "abc\x1b[2Kx", u"   x"_s);
    textRow("forward", "a\x1b[3Cb", u"a   b"_s);
    textRow("back", "abc\x1b[2DX", u"aXc"_s);
    textRow("column", "abc\x1b[2GX", u"aXc"_s);
    textRow("delete", "abcdef\r\x1b[2Pz", u"zdef"_s);
    textRow("erase characters", "abcdef\r\x1b[2X", u"  cdef"_s);
    textRow("far forward is bounded", "a\x1b[999999999Cb", u"a"_s);

    textRow("colours", "\x1b[1;31mred\x1b[0m plain", u"red plain"_s);
    textRow("colon form", "\x1b[38:2::1:2:3mx\x1b[m", u"x"_s);
    textRow("private sequence", "\x1b[?25lx\x1b[?25h\x1b[>4;2mx", u"xx"_s);
    textRow("cursor up", "\x1b[2Ax\x1b[1J\x1b[H", u"x"_s);
    textRow("charset", "\x1b(Bx\x1b)0", u"x"_s);
    textRow("two-byte sequences",
            "\x1b"
            "7x\x1b"
            "8\x1b=\x1b>\x1bM",
            u"x"_s);
    textRow("title", "\x1b]0;my title\x07x", u"x"_s);
    textRow("title with ST", "\x1b]0;my title\x1b\\x", u"x"_s);
    textRow("title with C1 ST", "\x1b]0;my title\xc2\x9cx", u"x"_s);
    textRow("DCS", "a\x1bP1;2|stuff\x1b\\b", u"ab"_s);
    textRow("APC and PM", "a\x1b_x\x1b\\\x1b^y\x1b\\b", u"ab"_s);
    textRow("C1 CSI",
            "\xc2\x9b"
            "31mx",
            u"x"_s);
    textRow("unfinished CSI", "ab\x1b[31", u"ab"_s);
    textRow("unfinished escape", "ab\x1b", u"ab"_s);
    textRow("unfinished OSC", "ab\x1b]0;title", u"ab"_s);
    textRow("unfinished OSC before a sequence", "ab\x1b]0;title\x1b[31mcd", u"abcd"_s);
    textRow("unfinished DCS", "ab\x1bPq", u"ab"_s);
    textRow("CSI cut by a control", "ab\x1b[3\rc", u"cb"_s);
    textRow("CSI cut by text", "ab\x1b[3\xc3\xa9", u"ab\u00e9"_s);
    textRow("mouse, paste, keypad, 8-bit off",
            "\x1b[?1000h\x1b[?1006hx\x1b[?2004h\x1b=\x1b F\x1b[4l\x1b[0 q\x1b[>c\x1b[6n", u"x"_s);
    textRow("DCS with a sixel", "a\x1bPq#0;2;0;0;0~~@@\x1b\\z", u"az"_s);
    textRow("screen cleared", "$ ls\x1b[H\x1b[2J$ ", u"$ "_s);
    textRow("screen cleared first", "$ ls\x1b[2J\x1b[3J\x1b[H$ ", u"$ "_s);
    textRow("alternate screen", "a\x1b[?1049h\x1b[2J\x1b[5;1Hvim\x1b[?1049lb", u"ab"_s);
    textRow("alternate screen with others", "a\x1b[?25;1049hvim\x1b[?1049;25lb", u"ab"_s);
    textRow("save and restore",
            "abc\x1b"
            "7def\x1b"
            "8X",
            u"abcXef"_s);
    textRow("save and restore, SCO", "abc\x1b[sdef\x1b[uX", u"abcXef"_s);
    textRow("status bar elsewhere",
            "abc\x1b"
            "7\x1b[24;0fProgress: [ 45%]\x1b"
            "8X",
            u"abcX"_s);
    textRow("placing overwrites nothing", "abc\x1b[2;1Hdef\x1b[3;9Hg", u"abcdef  g"_s);
    textRow("canceled",
            "ab\x1b]0;t\x18"
            "cd",
            u"abcd"_s);
    textRow("progress sequence", "\x1b]9;4;1;50\x07x", u"x"_s);
    textRow("link", "\x1b]8;;https://a.example\x1b\\here\x1b]8;;\x1b\\ there", u"here there"_s);

    textRow("combining", "e\xcc\x81x\rE", u"Ex"_s);
    textRow("combining kept", "e\xcc\x81", u"e\u0301"_s);
    textRow("wide overwritten by its first half", "\xe4\xb8\xad|\rx", u"x |"_s);
    textRow("wide overwritten by its second half", "\xe4\xb8\xad|\x1b[2D\x1b[1Gab", u"ab|"_s);
    textRow("second half only", "\xe4\xb8\xad|\x1b[2Gb", u" b|"_s);
    textRow("wide over two", "abc\r\xe4\xb8\xad", u"\u4e2dc"_s);
    textRow("wide over half of a wide", "\xe4\xb8\xad\xe4\xb8\xad\x1b[2G\xe6\x96\x87",
            u" \u6587 "_s);
    textRow("family", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9x\rab", u"abx"_s);
    textRow("mark with nothing to join", "\xcc\x81x\x1b[3C\xcc\x81",
            u"\u25cc\u0301x   \u25cc\u0301"_s);
    textRow("format character with nothing to join", "\xe2\x80\x8dx", u"x"_s);
    textRow("emoji presentation widens", "\xe2\x9d\xa4\xef\xb8\x8f|\x1b[3Gx", u"\u2764\ufe0fx"_s);
    textRow("skin tone", "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd|\x1b[3Gx", u"\U0001f44d\U0001f3fdx"_s);
    textRow("two flags",
            "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x87\xab\xf0\x9f\x87\xb7|\x1b[5Gx",
            u"\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7x"_s);
    textRow("neighbours that met late do not join", "x\xf0\x9f\x87\xa9\r\xf0\x9f\x87\xaa",
            u"\U0001f1ea "_s);
    textRow("letters of flags that met late stay apart", "xy\xf0\x9f\x87\xa9\r\xf0\x9f\x87\xaa",
            u"\U0001f1ea\u200c\U0001f1e9"_s);
    textRow("right to left", "\xd7\xa9\xd7\x9c", u"\u05e9\u05dc"_s);
}

void TestTerminalText::text()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    QCOMPARE(decodeTerminalLine(bytes).text, expected);
    QCOMPARE(plainTerminalText(bytes), expected);
}

void TestTerminalText::spans_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &expected) {
        QTest::newRow(name) << bytes << expected;
    };
    row("none", "plain", u""_s);
    row("red", "\x1b[31mred\x1b[0m x", u"0+3:1"_s);
    row("bright on background", "a\x1b[93;44mbc", u"1+2:11/4"_s);
    row("bright background", "\x1b[101mx", u"0+1:/9"_s);
    row("all attributes", "\x1b[1;2;3;4;7;9mx", u"0+1:bfiuvs"_s);
    row("attributes off", "\x1b[1;2;3;4;7;9mx\x1b[22;23;24;27;29my", u"0+1:bfiuvs"_s);
    row("256", "\x1b[38;5;208mx\x1b[48;5;17my", u"0+1:208 1+1:208/17"_s);
    row("256 with colons", "\x1b[38:5:208mx", u"0+1:208"_s);
    row("true colour", "\x1b[38;2;1;2;255mx", u"0+1:#0102ff"_s);
    row("true colour with colons", "\x1b[38:2::1:2:255mx", u"0+1:#0102ff"_s);
    row("true colour, colons, no space", "\x1b[38:2:1:2:255mx", u"0+1:#0102ff"_s);
    row("true colour, then bold", "\x1b[38;2;1;2;3;1mx", u"0+1:#010203b"_s);
    row("256 out of range", "\x1b[38;5;999mx", u""_s);
    row("cut extended colour", "\x1b[38;2;1mx", u""_s);
    row("underline colour skipped", "\x1b[4;58;5;1mx", u"0+1:u"_s);
    row("curly underline", "\x1b[4:3mx\x1b[4:0my", u"0+1:u"_s);
    row("empty resets", "\x1b[31mx\x1b[my", u"0+1:1"_s);
    row("empty parameter resets", "\x1b[31mx\x1b[;1my", u"0+1:1 1+1:b"_s);
    row("default colours", "\x1b[31;42mx\x1b[39my\x1b[49mz", u"0+1:1/2 1+1:/2"_s);
    row("unknown ignored", "\x1b[31;77;200mx", u"0+1:1"_s);
    row("same style joins", "\x1b[31mx\x1b[0m\x1b[31my", u"0+2:1"_s);
    row("overwritten", "\x1b[31mabc\r\x1b[0mxy", u"2+1:1"_s);
    row("link", "\x1b]8;id=1;https://a.example/;x\x07here\x1b]8;;\x07.",
        u"0+4:<https://a.example/;x>"_s);
    row("surrogates", "\xf0\x9f\x98\x80\x1b[1m\xf0\x9f\x98\x80x", u"2+3:b"_s);
    row("concealed and double", "\x1b[21mx\x1b[24;8my\x1b[28mz", u"0+1:u 1+1:c"_s);
    row("spelled marks are inverse", "\x1b[31m\xe2\x80\xaex", u"0+8:1v 8+1:1"_s);
    row("reset of everything",
        "\x1b[31mx\x1b"
        "cy",
        u"0+1:1"_s);
    row("restored",
        "\x1b[31m\x1b"
        "7\x1b[32mx\x1b"
        "8y",
        u"0+1:1"_s);
    row("private is no style", "\x1b[>4;2mx", u""_s);
    row("intermediate is no style", "\x1b[1 mx", u""_s);
}

void TestTerminalText::spans()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    QCOMPARE(describe(decodeTerminalLine(bytes).spans), expected);
}

void TestTerminalText::start()
{
    TerminalState state;
    state.style.foreground = {TerminalColor::Kind::Indexed, 1};
    QCOMPARE(describe(decodeTerminalLine("plain", state).spans), u"0+5:1"_s);
    QCOMPARE(describe(decodeTerminalLine("a\x1b[mb", state).spans), u"0+1:1"_s);
    state.alternateScreen = true;
    QCOMPARE(plainTerminalText("vim", state), QString());
    QCOMPARE(plainTerminalText("vim\x1b[?1049lafter", state), u"after"_s);
}

void TestTerminalText::invalid()
{
    const TerminalLine line = decodeTerminalLine("a\xff"
                                                 "b\xe2\x82z\xef\xbf\xbd");
    QCOMPARE(line.text, u"a\ufffdb\ufffdz\ufffd"_s);
    QCOMPARE(line.invalid.size(), 2);
    QCOMPARE(line.invalid[0].position, 1);
    QCOMPARE(line.invalid[0].bytes, "\xff"_ba);
    QCOMPARE(line.invalid[1].position, 3);
    QCOMPARE(line.invalid[1].bytes, "\xe2\x82"_ba);
}

// What encodeTerminalLine() writes reads the same, whatever came before it.
void TestTerminalText::encoded()
{
    for (const QByteArray &bytes :
         {"plain"_ba, "\x1b[1;31;48;2;1;2;3mred\x1b[m x \x1b[3;4;7;8;9;2;38;5;200my"_ba,
          "\x1b]8;;https://a.example\x07here\x1b]8;;\x07 \x1b[31mthere"_ba,
          "10%\r\x1b[32m20%\xe4\xb8\xad"_ba}) {
        const TerminalLine line = decodeTerminalLine(bytes);
        const TerminalLine again = decodeTerminalLine(encodeTerminalLine(line));
        QCOMPARE(again.text, line.text);
        QCOMPARE(describe(again.spans), describe(line.spans));
    }
}

void TestTerminalText::rewritten()
{
    QVERIFY(!decodeTerminalLine("plain").rewritten);
    QVERIFY(!decodeTerminalLine("line\r").rewritten);
    QVERIFY(!decodeTerminalLine("\rline").rewritten);
    QVERIFY(decodeTerminalLine("10%\r20%").rewritten);
    QVERIFY(decodeTerminalLine("abc\bx").rewritten);
    QVERIFY(decodeTerminalLine("abc\x1b[2K").rewritten);
    QVERIFY(!decodeTerminalLine("a\x1b[Kb").rewritten);
}

// Whatever comes in: no control character comes out, spans are sorted and inside the text.
void TestTerminalText::randomBytes()
{
    QRandomGenerator random(20260314);
    const QByteArrayList pieces{
        "\x1b[", "\x1b]8;;",     "m",        ";",      ":",        "38",       "\r",  "\b",   "\t",
        "K",     "\xe4\xb8\xad", "\xcc\x81", "\x1b\\", "\xf0\x9f", "\x98\x80", "abc", "\x07", "C",
        "12",    "\xe2\x80\x8d", "P",        "\x1b"};
    for (int round = 0; round < 4000; ++round) {
        QByteArray bytes;
        for (int i = random.bounded(40); i > 0; --i) {
            if (random.bounded(4) == 0)
                bytes.append(char(random.bounded(256)));
            else
                bytes.append(pieces.at(random.bounded(int(pieces.size()))));
        }
        const TerminalLine line = decodeTerminalLine(bytes);
        for (const QChar c : line.text)
            QVERIFY2(c.category() != QChar::Other_Control, bytes.toHex().constData());
        qsizetype end = 0;
        for (const TerminalSpan &span : line.spans) {
            QVERIFY2(span.start >= end && span.length > 0, bytes.toHex().constData());
            end = span.start + span.length;
        }
        QVERIFY(end <= line.text.size());
        QVERIFY2(line.text.isValidUtf16(), bytes.toHex().constData());
        TerminalWriter torn;
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype size = std::min<qsizetype>(1 + random.bounded(3), bytes.size() - at);
            torn.write(QByteArrayView(bytes).sliced(at, size), at + size < bytes.size());
            at += size;
        }
        QVERIFY2(torn.cells().result().text == line.text, bytes.toHex().constData());
        qsizetype columns = 0;
        for (qsizetype at = 0; at < line.text.size();) {
            const TerminalCluster cluster = clusterAt(line.text, at);
            columns += cluster.columns;
            at = cluster.end;
        }
        QVERIFY2(columns == torn.cells().columns(), bytes.toHex().constData());
    }
}

void TestTerminalText::manySequences()
{
    QByteArray bytes;
    for (int i = 0; i < 100'000; ++i)
        bytes += "\x1b[" + QByteArray::number(30 + i % 8) + "mx";
    QCOMPARE(decodeTerminalLine(bytes).text.size(), 65536);
    bytes.clear();
    for (int i = 0; i < 100'000; ++i)
        bytes += "\x1b]8;;";
    QCOMPARE(decodeTerminalLine(bytes + "x").text, QString());
    QCOMPARE(
        decodeTerminalLine(QByteArray("e") + QByteArray("\xcc\x81").repeated(50'000)).text.size(),
        50'001);
}

void TestTerminalText::columns()
{
    QCOMPARE(terminalColumns(U'a'), 1);
    QCOMPARE(terminalColumns(U'\u4e2d'), 2);
    QCOMPARE(terminalColumns(U'\U0001F600'), 2);
    QCOMPARE(terminalColumns(U'\u0301'), 0);
    QCOMPARE(terminalColumns(U'\u200b'), 0);
    QCOMPARE(terminalColumns(U'\u2588'), 1);
    QCOMPARE(terminalColumns(U'\uac00'), 2);
}

QTEST_GUILESS_MAIN(TestTerminalText)
#include "tst_terminaltext.moc"
