// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/linenormalizer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestLineNormalizer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replaces_data();
    void replaces();
    void keeps_data();
    void keeps();
    void eachKindAlone();
    void numbers();
    void padding();
    void kindsByWord();
    void anyBytes();
};

namespace {

// The parts that a normaliser finds, "|" between them.
QByteArray found(const QByteArray &line, NoiseKinds kinds = defaultNoise)
{
    std::vector<NoiseSpan> spans;
    LineNormalizer(kinds).find(line, spans);
    QByteArrayList parts;
    for (const NoiseSpan &span : spans)
        parts.append(line.sliced(span.start, span.end - span.start));
    return parts.join('|');
}

} // namespace

void TestLineNormalizer::replaces_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("noise");
    const auto row = [](const QByteArray &line, const QByteArray &noise) {
        QTest::newRow(line.constData()) << line << noise;
    };
    // Dates and times.
    row("2026-11-21T16:11:27.123456+01:00 INFO", "2026-11-21T16:11:27.123456+01:00");
    row("at 2026-11-21 16:11:27,123 done", "2026-11-21 16:11:27,123");
    row("2026-11-21T16:11Z ok", "2026-11-21T16:11Z");
    row("2026/11/21 16:11:27 [error]", "2026/11/21 16:11:27");
    row("saved 2026-11-21", "2026-11-21");
    row("[21/Nov/2026 16:11:27] \"GET / HTTP/1.1\" 200 12", "21/Nov/2026 16:11:27");
    row("- - [21/Nov/2026:16:11:27 +0000] \"GET /\"", "21/Nov/2026:16:11:27 +0000");
    row("Nov 21 16:11:27 host sshd: x", "Nov 21 16:11:27");
    row("Nov  1 06:11:27 host x", "Nov  1 06:11:27");
    row("Sat Nov 21 16:11:27 UTC 2026", "Sat Nov 21 16:11:27 UTC 2026");
    row("Sat, 21 Nov 2026 16:11:27 GMT", "Sat, 21 Nov 2026 16:11:27 GMT");
    row("November 21, 2026 - 16:11:27", "November 21, 2026|16:11:27");
    row("am 21.11.2026 16:11 Uhr", "21.11.2026 16:11");
    row("[16:11:27] Starting", "16:11:27");
    row("[16:11:27.5] Starting", "16:11:27.5");
    row("[16:11] Starting", "16:11");
    row("16:11:27 x", "16:11:27");
    row("ETA 0:00:12", "0:00:12");
    row("backup-20261121-161127.tar", "20261121-161127");
    row("db-20261121.sql", "20261121");
    row("20261121161127", "20261121161127");
    row("started 1795277487.25", "1795277487.25");
    row("ts=1795277487123 ok", "1795277487123");
    row("[   12.345678] usb 1-1", "   12.345678");
    // Durations and rates.
    row("done in 3.2 s", "3.2 s");
    row("Ran 3 tests in 0.012s", "0.012s");
    row("1 failed in 3.21s", "3.21s");
    row("(0.001) SELECT 1", "0.001");
    row("took 450ms", "450ms");
    row("took 12 \xc2\xb5s", "12 \xc2\xb5s");
    row("real\t0m0.003s", "0m0.003s");
    row("took 1m23s", "1m23s");
    row("took 2 h 5 min", "2 h 5 min");
    row("took 4 min 10 s.", "4 min 10 s");
    row("in 2.5 minutes", "2.5 minutes");
    row(" 31%|### | 373/1204 [00:02<00:05, 155.2it/s]", "00:02<00:05|155.2it/s");
    row("12.4 MB/s", "12.4 MB/s");
    // Ids.
    row("id 6f1c1d9e-8f1a-4b7e-9a51-0c2d3e4f5a6b!", "6f1c1d9e-8f1a-4b7e-9a51-0c2d3e4f5a6b");
    row("HEAD is now at b89d15a Let", "b89d15a");
    row("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    row("request req_8f14e45fceea167a done", "8f14e45fceea167a");
    row("sshd[1234]: x", "1234");
    row("pid 4711 exited", "4711");
    row("worker (pid=4711)", "4711");
    row("[2026-11-21 16:11:27 +0000] [4711] [INFO] x", "2026-11-21 16:11:27 +0000|4711");
    row("run 20261120-140305-k3f9q2 ok", "20261120-140305|k3f9q2");
    row("wrote /tmp/tmpx3k9_a/out.txt", "tmpx3k9_a");
    row("wrote /tmp/tmpabcdefgh", "tmpabcdefgh");
    row("rm '/var/tmp/x77'", "x77");
    row("/var/folders/zz/k3j4h5/T/x", "zz/k3j4h5");
    row("C:\\Users\\Ann\\AppData\\Local\\Temp\\x1f2.txt", "x1f2.txt");
    // Addresses.
    row("<Order object at 0x7f3c2a1b4d90>", "0x7f3c2a1b4d90");
    row("fault at 0x804a010", "0x804a010");
    row("127.0.0.1:54321 connected", "54321");
    row("localhost:40000", "40000");
}

void TestLineNormalizer::replaces()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, noise);
    QCOMPARE(found(line), noise);
}

void TestLineNormalizer::keeps_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {
             "version 1.2.3",
             "Django version 4.2.16, using settings 'shop.settings'",
             "exit code 3",
             "exit code 0xC0000005",
             "flags 0x1F",
             "Listening on port 8080",
             "http://127.0.0.1:8000/",
             "Imported 1204 rows",
             "Imported 1 204 rows",
             "3 of 12 done",
             "40%",
             "price 12.50 EUR",
             "(1.50)",
             "(12)",
             "chapter 2.4",
             "order 1234567",
             "phone 4915112345678",
             "items[10] = 4",
             "[12/40] Building",
             "[1234] words",
             "main.cpp:12:9: error",
             "main.cpp:12:34: error",
             "ratio 16:9",
             "aa:12:34:56:bb:cc",
             "certifi-2024.8.30",
             "the 1980s",
             "5 m above",
             "5m",
             "deadbeef",
             "May 5 people come",
             "Mon repos",
             "a decade",
             "facade2",
             "/tmp/output.log",
             "/tmp",
             "/tmp/",
             "/srv/tmp/x77",
             "x=0x",
             "line 4 sandwiches",
             "3 minutiae",
             "2026-13-41",
             "25:61:99",
             "HTTP/1.1 200",
             "Python 3.12.1",
             "v1.2 s",
             "CPU0 64bit",
         })
        QTest::newRow(line) << QByteArray(line);
}

void TestLineNormalizer::keeps()
{
    QFETCH(const QByteArray, line);
    QCOMPARE(found(line), QByteArray());
    LineNormalizer normalizer;
    QCOMPARE(normalizer.normalized(line).toByteArray(), line);
}

void TestLineNormalizer::eachKindAlone()
{
    const QByteArray line = "16:11:27 sshd[12]: 0x7f3c2a1b4d90 of 7";
    QCOMPARE(found(line, noiseBit(Noise::Times)), QByteArray("16:11:27"));
    QCOMPARE(found(line, noiseBit(Noise::Ids)), QByteArray("12"));
    QCOMPARE(found(line, noiseBit(Noise::Addresses)), QByteArray("0x7f3c2a1b4d90"));
    QCOMPARE(found(line, 0), QByteArray());
}

void TestLineNormalizer::numbers()
{
    const auto kinds = NoiseKinds(defaultNoise | noiseBit(Noise::Numbers));
    QCOMPARE(found("v1.2.3 port 8080 40% x12y3 in 3 s", kinds),
             QByteArray("1.2.3|8080|40|12|3|3 s"));
}

// A column is as wide as what stands in it.
void TestLineNormalizer::padding()
{
    LineNormalizer normalizer;
    const QByteArray one = normalizer.normalized("step   5 ms   ok").toByteArray();
    QCOMPARE(normalizer.normalized("step 115 ms ok").toByteArray(), one);
    QVERIFY(normalizer.normalized("step 115 ms no").toByteArray() != one);
    QVERIFY(normalizer.normalized("step  x ok") != normalizer.normalized("step x ok"));
}

void TestLineNormalizer::kindsByWord()
{
    QCOMPARE(noiseKindsFromString(u"times,ids"_s),
             std::optional<NoiseKinds>(noiseBit(Noise::Times) | noiseBit(Noise::Ids)));
    QCOMPARE(noiseKindsFromString(u"none"_s), std::optional<NoiseKinds>(NoiseKinds(0)));
    QCOMPARE(noiseKindsFromString(u"all"_s), std::optional<NoiseKinds>(NoiseKinds(15)));
    QVERIFY(!noiseKindsFromString(u"times,colours"_s));
    QVERIFY(!noiseKindsFromString(QString()));
    QCOMPARE(toString(NoiseKinds(defaultNoise)), u"times,ids,addresses"_s);
    QCOMPARE(toString(NoiseKinds(0)), u"none"_s);
}

// Whatever a line holds: spans lie within it, in order, and what has none stays.
void TestLineNormalizer::anyBytes()
{
    const QByteArray alphabet = "0123456789abfxTZ:.-/[]() ,mspid\\tNov\xc2\xb5";
    QRandomGenerator random(4711);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray line;
        const int length = int(random.bounded(40));
        for (int i = 0; i < length; ++i)
            line += alphabet[random.bounded(int(alphabet.size()))];
        const auto kinds = NoiseKinds(random.bounded(16));
        std::vector<NoiseSpan> spans;
        LineNormalizer normalizer(kinds);
        normalizer.find(line, spans);
        qsizetype at = 0;
        for (const NoiseSpan &span : spans) {
            QVERIFY2(span.start >= at && span.end > span.start && span.end <= line.size(),
                     line.constData());
            QVERIFY((kinds & noiseBit(span.kind)) != 0);
            at = span.end;
        }
        const QByteArray once = normalizer.normalized(line).toByteArray();
        if (spans.empty())
            QCOMPARE(once, line);
    }
}

QTEST_APPLESS_MAIN(TestLineNormalizer)
#include "tst_linenormalizer.moc"
