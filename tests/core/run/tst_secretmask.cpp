// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/secretmask.h"

#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const QByteArray mark = "‹secret token›";

QByteArray masked(SecretMask &mask, const QList<QByteArray> &pieces)
{
    QByteArray out;
    for (const QByteArray &piece : pieces)
        out += mask.feed(piece);
    return out + mask.finish();
}

QByteArray masked(const QList<RunSecret> &secrets, const QList<QByteArray> &pieces)
{
    const SecretPatterns patterns(secrets);
    SecretMask mask(patterns);
    return masked(mask, pieces);
}

} // namespace

class TestSecretMask final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void masks_data();
    void masks();
    void everySplit_data();
    void everySplit();
    void severalSecrets();
    void overlapsAreOneMark();
    void shortValuesStay();
    void whatIsNoSecretIsKept();
    void heldBackAndReleased();
    void floodOfBreaksIsNotHeld();
};

void TestSecretMask::masks_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QString &value, const QByteArray &given,
                        const QByteArray &expected) {
        QTest::newRow(name) << value << given << expected;
    };
    const QString value = u"hunter2-s3cr3t"_s;
    const QByteArray raw = value.toUtf8();
    row("plain", value, "a " + raw + " b\n", "a " + mark + " b\n");
    row("twice in a row", value, raw + raw, mark + mark);
    row("on two lines", value, raw + '\n' + raw + '\n', mark + '\n' + mark + '\n');
    row("begins again", u"ababc"_s, "abababcab", "ab" + mark + "ab");
    row("beginning only", value, "hunter2-s3cr3", "hunter2-s3cr3");
    row("broken by a terminal", value, "hunter2-\r\ns3cr3t!", mark + "\r\n!");
    row("colours within", value, "hunter\x1b[1;31m2-s3\x1b[0mcr3t!", mark + "\x1b[1;31m\x1b[0m!");
    row("base64", value, raw.toBase64() + '\n',
        mark + QByteArray(raw.toBase64().count('='), '=') + '\n');
    row("base64 with a newline", value, (raw + '\n').toBase64() + '\n',
        mark + QByteArray((raw + '\n').toBase64().count('='), '=') + '\n');
    row("URL", u"a b/c?d=e"_s, "x=a%20b%2Fc%3Fd%3De&y", "x=" + mark + "&y");
    row("JSON", u"say \"ho\"\\"_s, "{\"p\": \"say \\\"ho\\\"\\\\\"}", "{\"p\": \"" + mark + "\"}");
    row("UTF-8", u"pässwörd€"_s, u"[pässwörd€]"_s.toUtf8(), "[" + mark + "]");
    row("hexadecimal", value, raw.toHex(), mark);
    row("several lines", u"-----BEGIN-----\nabcdefghij\n-----END-----"_s,
        "-----BEGIN-----\r\nabcdefghij\r\n-----END-----\r\n", mark + "\r\n\r\n\r\n");
    row("one of its lines", u"-----BEGIN-----\nabcdefghij\n-----END-----"_s, "x abcdefghij y",
        "x " + mark + " y");
}

void TestSecretMask::masks()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, expected);
    const QList<RunSecret> secrets{{u"token"_s, false, value}};
    QCOMPARE(masked(secrets, {given}), expected);
    for (qsizetype cut = 1; cut < given.size(); ++cut)
        QCOMPARE(masked(secrets, {given.first(cut), given.sliced(cut)}), expected);
    QList<QByteArray> bytes;
    for (const char byte : given)
        bytes.append(QByteArray(1, byte));
    QCOMPARE(masked(secrets, bytes), expected);
}

void TestSecretMask::everySplit_data()
{
    QTest::addColumn<int>("shift");
    for (int shift = 0; shift < 3; ++shift)
        QTest::addRow("%d bytes before", shift) << shift;
}

// Of base64, at most two bits of the first byte and what the neighbour shares remain.
void TestSecretMask::everySplit()
{
    QFETCH(int, shift);
    const QByteArray raw = "correct horse battery";
    const QList<RunSecret> secrets{{u"token"_s, false, QString::fromUtf8(raw)}};
    const QByteArray encoded = (QByteArray("xy").first(shift) + raw + "tail of it").toBase64();
    for (qsizetype line = 4; line < encoded.size(); ++line) {
        QList<QByteArray> lines;
        for (qsizetype at = 0; at < encoded.size(); at += line)
            lines.append(encoded.mid(at, line) + '\n');
        const QByteArray out = masked(secrets, lines).replace('\n', "");
        QCOMPARE(out.count(mark), 1);
        QVERIFY2(out.size() - mark.size() <= encoded.size() - raw.size() * 4 / 3 + 4, out);
    }
}

void TestSecretMask::severalSecrets()
{
    const QList<RunSecret> secrets{{u"one"_s, false, u"alphabet"_s},
                                   {u"two"_s, true, u"betamax"_s}};
    QCOMPARE(masked(secrets, {"alphabe", "t, beta", "max"}), "‹secret one›, ‹secret two›");
}

void TestSecretMask::overlapsAreOneMark()
{
    const QList<RunSecret> secrets{{u"short"_s, false, u"abcd"_s}, {u"long"_s, false, u"cdefgh"_s}};
    const QByteArray out = masked(secrets, {"xabcdefghx"});
    QCOMPARE(out.count("‹secret "), 1);
    QVERIFY2(out.startsWith('x') && out.endsWith("›x"), out);
}

void TestSecretMask::shortValuesStay()
{
    const SecretPatterns patterns({{u"token"_s, false, u"abc"_s}});
    QVERIFY(patterns.isEmpty());
}

void TestSecretMask::whatIsNoSecretIsKept()
{
    const QList<RunSecret> secrets{{u"token"_s, false, u"aab-aac-aad"_s}};
    QRandomGenerator random(7);
    QByteArray given;
    const QByteArray letters = "aabcd-\r\n\x1b[m";
    for (int i = 0; i < 200'000; ++i)
        given.append(letters.at(random.bounded(int(letters.size()))));
    given.replace("aab-aac-aad", "");
    QList<QByteArray> pieces;
    for (qsizetype at = 0; at < given.size();) {
        const int size = random.bounded(1, 50);
        pieces.append(given.mid(at, size));
        at += size;
    }
    const QByteArray out = masked(secrets, pieces);
    if (!out.contains(mark))
        QCOMPARE(out, given);
    else // it came about across line breaks
        QVERIFY(out.size() > given.size());
}

void TestSecretMask::heldBackAndReleased()
{
    const SecretPatterns patterns({{u"token"_s, false, u"secret value"_s}});
    SecretMask mask(patterns);
    QCOMPARE(mask.feed("yes"), "ye");
    QVERIFY(mask.holdsFew());
    QCOMPARE(mask.releaseFew(), "s");
    QVERIFY(!mask.holdsFew());
    QCOMPARE(mask.feed("!"), "!");
    QCOMPARE(mask.feed("secr"), "");
    QVERIFY(!mask.holdsFew()); // too much of it to be shown
    QCOMPARE(mask.feed("et value\n"), mark + '\n');
    QCOMPARE(mask.count(), 1);
    QCOMPARE(mask.finish(), "");
}

void TestSecretMask::floodOfBreaksIsNotHeld()
{
    const SecretPatterns patterns({{u"token"_s, false, u"secret value"_s}});
    SecretMask mask(patterns);
    const QByteArray flood = "sec" + QByteArray(100'000, '\n');
    QByteArray out = mask.feed(flood);
    QVERIFY(out.size() > flood.size() - 1000);
    QCOMPARE(out + mask.finish(), flood);
}

QTEST_APPLESS_MAIN(TestSecretMask)
#include "tst_secretmask.moc"
