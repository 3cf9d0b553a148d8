// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostprotocol.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestHostProtocol final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void messagesSurviveAnyCut();
    void malformedLinesAreSkipped_data();
    void malformedLinesAreSkipped();
    void tooLongLineIsSkippedAsAWhole();
};

void TestHostProtocol::messagesSurviveAnyCut()
{
    const QByteArray bytes = HostProtocol::encode(u"size"_s, {{u"bytes"_s, 5'000'000'000LL}})
        + HostProtocol::encode(u"input"_s, {{u"data"_s, u"a\nb ü"_s}})
        + HostProtocol::encode(u"eof"_s);
    for (qsizetype step = 1; step < bytes.size(); ++step) {
        HostProtocol::Decoder decoder;
        QList<QJsonObject> messages;
        for (qsizetype at = 0; at < bytes.size(); at += step)
            messages += decoder.feed(QByteArrayView(bytes).sliced(at,
                                                                  qMin(step, bytes.size() - at)));
        QCOMPARE(messages.size(), 3);
        QCOMPARE(messages.at(0).value("bytes"_L1).toInteger(), 5'000'000'000);
        QCOMPARE(messages.at(1).value("data"_L1).toString(), u"a\nb ü"_s);
        QCOMPARE(messages.at(2).value("type"_L1).toString(), u"eof"_s);
        QCOMPARE(decoder.malformed(), 0);
    }
}

void TestHostProtocol::malformedLinesAreSkipped_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("not JSON") << "terminate"_ba;
    QTest::newRow("cut JSON") << "{\"type\":\"kill\""_ba;
    QTest::newRow("a list") << "[\"kill\"]"_ba;
    QTest::newRow("no type") << "{\"data\":1}"_ba;
    QTest::newRow("type is a number") << "{\"type\":1}"_ba;
    QTest::newRow("binary") << QByteArray("\0\xff\xfe", 3);
}

void TestHostProtocol::malformedLinesAreSkipped()
{
    QFETCH(QByteArray, line);
    HostProtocol::Decoder decoder;
    const auto messages = decoder.feed(line + "\n\n" + HostProtocol::encode(u"kill"_s));
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages.first().value("type"_L1).toString(), u"kill"_s);
    QCOMPARE(decoder.malformed(), 1);
}

void TestHostProtocol::tooLongLineIsSkippedAsAWhole()
{
    HostProtocol::Decoder decoder;
    const QByteArray part(1 << 20, 'x');
    for (qsizetype fed = 0; fed <= HostProtocol::longestLine * 2; fed += part.size())
        QVERIFY(decoder.feed(part).isEmpty());
    QVERIFY(decoder.feed("\"}\n").isEmpty());
    QCOMPARE(decoder.malformed(), 1);
    QCOMPARE(decoder.feed(HostProtocol::encode(u"eof"_s)).size(), 1);
}

QTEST_GUILESS_MAIN(TestHostProtocol)
#include "tst_hostprotocol.moc"
