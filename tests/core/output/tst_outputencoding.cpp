// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputencoding.h"
#include "core/output/streamdecoder.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(CommandRunner::OutputEncoding)

// Names of encodings, byte order marks, and a stream's bytes as UTF-8, cut anywhere.
class TestOutputEncoding final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void names_data();
    void names();
    void everyNameIsItsOwn();
    void charsetsOfLocales_data();
    void charsetsOfLocales();
    void marks_data();
    void marks();
    void decodes_data();
    void decodes();
    void goesOnBehindMissingBytes();
    void encodes_data();
    void encodes();
};

namespace {

const QString invalid(QChar(0xfffd));

QString decodedAtOnce(OutputEncoding encoding, const QByteArray &bytes)
{
    QByteArray utf8;
    const auto decoder = makeStreamDecoder(encoding);
    decoder->decode(bytes, utf8);
    decoder->finish(utf8);
    return QString::fromUtf8(utf8);
}

} // namespace

void TestOutputEncoding::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<OutputEncoding>("encoding");
    QTest::newRow("automatic") << u"Automatic"_s << OutputEncoding::Automatic;
    QTest::newRow("utf8") << u"utf8"_s << OutputEncoding::Utf8;
    QTest::newRow("latin1") << u"latin1"_s << OutputEncoding::Latin1;
    QTest::newRow("Latin-1") << u"Latin-1"_s << OutputEncoding::Latin1;
    QTest::newRow("iso8859_1") << u"iso8859_1"_s << OutputEncoding::Latin1;
    QTest::newRow("utf-16le") << u"utf-16le"_s << OutputEncoding::Utf16Le;
    QTest::newRow("UTF_16") << u"UTF_16"_s << OutputEncoding::Utf16;
    QTest::newRow("cp1252") << u"cp1252"_s << OutputEncoding::Windows1252;
    QTest::newRow("850") << u"CP850"_s << OutputEncoding::Ibm850;
    QTest::newRow("sjis") << u"sjis"_s << OutputEncoding::ShiftJis;
    QTest::newRow("GBK") << u"GBK"_s << OutputEncoding::Gb18030;
}

void TestOutputEncoding::names()
{
    QFETCH(QString, name);
    QFETCH(OutputEncoding, encoding);
    const auto found = encodingFromName(name);
    QVERIFY2(found, qPrintable(name));
    QCOMPARE(*found, encoding);
}

void TestOutputEncoding::everyNameIsItsOwn()
{
    const QList<OutputEncoding> all = availableEncodings();
    QCOMPARE(all.first(), OutputEncoding::Automatic);
    for (const OutputEncoding encoding : all) {
        const auto found = encodingFromName(encodingName(encoding));
        QVERIFY(found);
        QCOMPARE(*found, encoding);
    }
    for (const QString &wrong : {u"UTF-9"_s, QString(), u" "_s, u"-"_s}) {
        const auto found = encodingFromName(wrong);
        QVERIFY2(!found, qPrintable(wrong));
        QCOMPARE(found.error().code, ErrorCode::NotFound);
        QVERIFY(found.error().detail.contains(u"UTF-16LE, UTF-16BE"_s));
    }
}

void TestOutputEncoding::charsetsOfLocales_data()
{
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<OutputEncoding>("encoding");
    QTest::newRow("utf8") << "UTF-8"_ba << OutputEncoding::Utf8;
    QTest::newRow("C, glibc") << "ANSI_X3.4-1968"_ba << OutputEncoding::Utf8;
    QTest::newRow("C, elsewhere") << "US-ASCII"_ba << OutputEncoding::Utf8;
    QTest::newRow("nothing") << QByteArray() << OutputEncoding::Utf8;
    QTest::newRow("latin1") << "ISO-8859-1"_ba << OutputEncoding::Latin1;
    QTest::newRow("latin1, BSD") << "ISO8859-1"_ba << OutputEncoding::Latin1;
    QTest::newRow("euro") << "ISO-8859-15"_ba << OutputEncoding::Latin9;
    QTest::newRow("ja") << "EUC-JP"_ba << OutputEncoding::EucJp;
    QTest::newRow("zh") << "GB2312"_ba << OutputEncoding::Gb18030;
    QTest::newRow("unknown") << "no such charset"_ba << OutputEncoding::Utf8;
#ifdef Q_OS_LINUX
    QTest::newRow("known to the system only") << "ISO-8859-13"_ba << OutputEncoding::System;
#endif
}

void TestOutputEncoding::charsetsOfLocales()
{
    QFETCH(QByteArray, charset);
    QTEST(encodingOfCharset(charset), "encoding");
}

void TestOutputEncoding::marks_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<OutputEncoding>("wanted");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<QString>("found"); // "?": not certain; empty: none
    using enum OutputEncoding;
    const auto row = [](const char *name, QByteArrayView first, OutputEncoding wanted,
                        bool complete, const QString &found) {
        QTest::newRow(name) << first.toByteArray() << wanted << complete << found;
    };
    row("text", "ab", Automatic, false, {});
    row("one letter", "a", Automatic, false, {});
    row("nothing yet", "", Automatic, false, u"?"_s);
    row("nothing at all", "", Automatic, true, {});
    row("half of LE", "\xff", Automatic, false, u"?"_s);
    row("half of LE, no more", "\xff", Automatic, true, {});
    row("LE", "\xff\xfe", Automatic, false, u"UTF-16LE"_s);
    row("BE", "\xfe\xff", Automatic, false, u"UTF-16BE"_s);
    row("two of three", "\xef\xbb", Automatic, false, u"?"_s);
    row("three", "\xef\xbb\xbf", Automatic, false, u"UTF-8"_s);
    row("another three", "\xef\xbb\xbe", Automatic, false, {});
    row("LE for UTF-8", "\xff\xfe", Utf8, false, {});
    row("UTF-8 for UTF-16", "\xef\xbb\xbf", Utf16, false, {});
    row("BE for UTF-16", "\xfe\xff", Utf16, false, u"UTF-16BE"_s);
    row("BE for LE", "\xfe\xff", Utf16Le, false, {});
    row("LE for LE", "\xff\xfe", Utf16Le, false, u"UTF-16LE"_s);
}

void TestOutputEncoding::marks()
{
    QFETCH(QByteArray, first);
    QFETCH(OutputEncoding, wanted);
    QFETCH(bool, complete);
    const ByteOrderMark mark = byteOrderMark(first, wanted, complete);
    const QString found = !mark.certain ? u"?"_s
        : mark.encoding                 ? encodingName(*mark.encoding)
                                        : QString();
    QTEST(found, "found");
}

void TestOutputEncoding::decodes_data()
{
    QTest::addColumn<OutputEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    using enum OutputEncoding;
    const auto row = [](const char *name, OutputEncoding encoding, QByteArrayView bytes,
                        const QString &text) {
        QTest::newRow(name) << encoding << bytes.toByteArray() << text;
    };
    const auto utf16 = [](std::initializer_list<ushort> units, bool bigEndian) {
        QByteArray bytes;
        for (const ushort unit : units) {
            const char high = char(unit >> 8);
            const char low = char(unit & 0xff);
            bytes.append(bigEndian ? high : low).append(bigEndian ? low : high);
        }
        return bytes;
    };
    row("automatic is UTF-8", Automatic, "a\xc3\xa9\n", u"aé\n"_s);
    row("automatic by mark", Automatic, utf16({0xfeff, 'a', 0xe9, '\n'}, false), u"aé\n"_s);
    row("automatic by the other mark", Automatic, utf16({0xfeff, 'a', 0xe9, '\n'}, true),
        u"aé\n"_s);
    row("UTF-8 mark", Automatic,
        "\xef\xbb\xbf"
        "a",
        u"a"_s);
    row("only a mark", Automatic, "\xff\xfe", u""_s);
    row("beginning of a mark", Automatic, "\xff", invalid);
    row("UTF-8 with mark", Utf8,
        "\xef\xbb\xbf"
        "a",
        u"a"_s);
    row("Latin-1", Latin1,
        "Gr\xfc\xdf"
        "e \x80\xff\n",
        u"Grüße \u0080ÿ\n"_s);
    row("Latin-1 NUL", Latin1, QByteArrayView("a\0b", 3), u"a%1b"_s.arg(QChar(0)));
    row("euro", Latin9, "\xa4 5", u"€ 5"_s);
    row("1252", Windows1252, "\x93quoted\x94 \x80\x81", u"“quoted” €"_s + invalid);
    row("1251", Windows1251, "\xcf\xf0\xe8\xe2\xe5\xf2", u"Привет"_s);
    row("KOI8-R", Koi8R, "\xf0\xd2\xc9\xd7\xc5\xd4", u"Привет"_s);
    row("850", Ibm850,
        "Gr\x81\xe1"
        "e",
        u"Grüße"_s);
    row("LE", Utf16Le, utf16({'a', 0x4e0a, 0x20ac, '\r', '\n'}, false), u"a上€\r\n"_s);
    row("BE", Utf16Be, utf16({'a', 0x4e0a, 0x20ac, '\r', '\n'}, true), u"a上€\r\n"_s);
    row("BE with mark", Utf16Be, utf16({0xfeff, 'a'}, true), u"a"_s);
    row("UTF-16 without mark", Utf16, utf16({'a', 0xe9}, false), u"aé"_s);
    row("UTF-16 BE by mark", Utf16, utf16({0xfeff, 'a', 0xe9}, true), u"aé"_s);
    row("pair", Utf16Le, utf16({0xd83d, 0xde00, 'x'}, false), u"\U0001F600x"_s);
    row("first surrogate alone", Utf16Le, utf16({'a', 0xd83d, 'x'}, false),
        u"a"_s + invalid + u'x');
    row("second surrogate alone", Utf16Be, utf16({0xde00, 'x'}, true), invalid + u'x');
    row("two first surrogates", Utf16Le, utf16({0xd83d, 0xd83d, 0xde00}, false),
        invalid + u"\U0001F600"_s);
    row("surrogate at the end", Utf16Le, utf16({'a', 0xd83d}, false), u"a"_s + invalid);
    row("odd byte at the end", Utf16Le, QByteArrayView("a\0b", 3), u"a"_s + invalid);
    row("surrogate and odd byte", Utf16Le, QByteArrayView("\x3d\xd8z", 3), invalid + invalid);
    row("UTF-16 NUL", Utf16Be, QByteArrayView("\0\0\0a", 4), QChar(0) + u"a"_s);
    row("mark in the middle", Utf16Le, utf16({'a', 0xfeff, 'b'}, false), u"a\ufeffb"_s);
    row("Shift_JIS", ShiftJis, "\x83\x65\x83\x58\x83\x67\n\xb1\x87\x40", u"テスト\nｱ①"_s);
    row("Shift_JIS cut by a newline", ShiftJis, "\x83\nx", invalid + u"\nx"_s);
    row("Shift_JIS at the end", ShiftJis, "a\x83", u"a"_s + invalid);
    row("Shift_JIS SUB", ShiftJis,
        "a\x1a"
        "b",
        u"a\u001ab"_s);
    row("EUC-JP", EucJp, "\xa5\xc6\xa5\xb9\xa5\xc8", u"テスト"_s);
    row("GB18030", Gb18030, "\xd6\xd0\x94\x39\xda\x33 x", u"中\U0001F4A9 x"_s);
    row("GB18030 cut by newlines", Gb18030, "\x81\n\x81\x30\n\x81\x30\x81",
        invalid + u'\n' + invalid + u"0\n"_s + invalid + invalid + invalid);
    row("Big5", Big5, "\xa4\xa4\xa4\xe5", u"中文"_s);
    row("EUC-KR", EucKr, "\xc7\xd1\xb1\xdb", u"한글"_s);
}

void TestOutputEncoding::decodes()
{
    QFETCH(OutputEncoding, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(decodedAtOnce(encoding, bytes), text);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        QByteArray utf8;
        const auto decoder = makeStreamDecoder(encoding);
        decoder->decode(bytes.first(cut), utf8);
        decoder->decode(bytes.sliced(cut), utf8);
        decoder->finish(utf8);
        QCOMPARE(QString::fromUtf8(utf8), text);
    }
    QByteArray utf8;
    const auto decoder = makeStreamDecoder(encoding);
    for (const char byte : bytes)
        decoder->decode({&byte, 1}, utf8);
    decoder->finish(utf8);
    QCOMPARE(QString::fromUtf8(utf8), text);
}

void TestOutputEncoding::goesOnBehindMissingBytes()
{
    const QByteArray bytes = "abc\ndef\nghi\n"_ba;
    QByteArray wide;
    for (const char c : bytes)
        wide.append(c).append('\0');
    for (qsizetype from = 0; from < wide.size(); ++from) {
        for (qsizetype end = from; end < wide.size(); ++end) {
            QByteArray utf8;
            const auto decoder = makeStreamDecoder(OutputEncoding::Utf16Le);
            decoder->decode(wide.first(from), utf8);
            decoder->skip(end - from);
            decoder->decode(wide.sliced(end), utf8);
            decoder->finish(utf8);
            QVERIFY(utf8.startsWith(bytes.first(from / 2)));
            QVERIFY2(utf8.endsWith(bytes.sliced((end + 1) / 2)), utf8.constData());
        }
    }
}

void TestOutputEncoding::encodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<OutputEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes"); // null: it cannot be written so
    using enum OutputEncoding;
    QTest::newRow("automatic") << u"é\n"_s << Automatic << "\xc3\xa9\n"_ba;
    QTest::newRow("LE") << u"é\n"_s << Utf16Le << QByteArray("\xe9\0\n\0", 4);
    QTest::newRow("UTF-16") << u"a"_s << Utf16 << QByteArray("a\0", 2);
    QTest::newRow("BE") << u"é\n"_s << Utf16Be << QByteArray("\0\xe9\0\n", 4);
    QTest::newRow("Latin-1") << u"é\n"_s << Latin1 << "\xe9\n"_ba;
    QTest::newRow("Latin-1 has no euro") << u"5 €"_s << Latin1 << QByteArray();
    QTest::newRow("1252 has one") << u"5 €"_s << Windows1252 << "5 \x80"_ba;
    QTest::newRow("1252 has no kana") << u"テ"_s << Windows1252 << QByteArray();
    QTest::newRow("Shift_JIS") << u"テ"_s << ShiftJis << "\x83\x65"_ba;
}

void TestOutputEncoding::encodes()
{
    QFETCH(QString, text);
    QFETCH(OutputEncoding, encoding);
    const auto bytes = encodeText(text, encoding);
    QTEST(bytes ? *bytes : QByteArray(), "bytes");
    if (!bytes)
        QCOMPARE(bytes.error().code, ErrorCode::InvalidFormat);
}

QTEST_APPLESS_MAIN(TestOutputEncoding)
#include "tst_outputencoding.moc"
