// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlog.h"
#include "tests/support/filesizelimit_unix.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <memory>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestOutputLogWriter final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void recordsFollowTheirBytes();
    void neighboursAreJoined();
    void clockThatJumpsBackStartsARecord();
    void countsLines_data();
    void countsLines();
    void filesArePrivateAndNew();
    void fullDiskForTheLog();
    void fullDiskForTheIndex();
    void countsNewlinesAnywhere();

private:
    QString log() const { return m_dir->filePath(u"output.log"_s); }
    QString index() const { return m_dir->filePath(u"output.idx"_s); }
    QByteArray content(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // "offset+length stream@time"
    QStringList records() const
    {
        QStringList texts;
        const QByteArray bytes = content(index());
        for (qsizetype at = 0; at < bytes.size(); at += OutputRecord::size) {
            const char *data = bytes.constData() + at;
            texts.append(u"%1+%2 %3@%4"_s.arg(qFromLittleEndian<quint64>(data))
                             .arg(qFromLittleEndian<quint32>(data + 8))
                             .arg(qFromLittleEndian<quint32>(data + 12))
                             .arg(qFromLittleEndian<qint64>(data + 16)));
        }
        return texts;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestOutputLogWriter::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestOutputLogWriter::recordsFollowTheirBytes()
{
    OutputLogWriter writer;
    QVERIFY(writer.open(log(), index()));
    writer.append(OutputStream::Standard, "Password: ", 1000);
    // A prompt is there at once, without any flush.
    QCOMPARE(records(), QStringList{u"0+10 1@1000"_s});
    QCOMPARE(content(log()), "Password: "_ba);
    QVERIFY(!writer.hasUnrecorded());
    writer.append(OutputStream::Error, "no\n", 2000);
    writer.append(OutputStream::Terminal, "x", 3000);
    writer.append(OutputStream::Terminal, {}, 4000);
    writer.close();
    QCOMPARE(records(), (QStringList{u"0+10 1@1000"_s, u"10+3 2@2000"_s, u"13+1 3@3000"_s}));
    QCOMPARE(writer.size(), 14);
    QCOMPARE(writer.lostFrom(), -1);
}

void TestOutputLogWriter::neighboursAreJoined()
{
    OutputLogWriter writer;
    QVERIFY(writer.open(log(), index()));
    writer.append(OutputStream::Standard, "a", 1000);
    for (qint64 time = 1001; time <= 1009; ++time) {
        writer.append(OutputStream::Standard, "b", time);
        QVERIFY(writer.hasUnrecorded());
        QCOMPARE(writer.recordedSize(), 1);
    }
    QCOMPARE(content(log()), "abbbbbbbbb"_ba); // only the record waits, never the bytes
    writer.append(OutputStream::Error, "e", 1009);
    writer.append(OutputStream::Standard, "c", 1009);
    writer.flush();
    QVERIFY(!writer.hasUnrecorded());
    QCOMPARE(writer.recordedSize(), 12);
    QCOMPARE(records(),
             (QStringList{u"0+1 1@1000"_s, u"1+9 1@1001"_s, u"10+1 2@1009"_s, u"11+1 1@1009"_s}));
}

void TestOutputLogWriter::clockThatJumpsBackStartsARecord()
{
    OutputLogWriter writer;
    QVERIFY(writer.open(log(), index()));
    writer.append(OutputStream::Standard, "a", 1000);
    writer.append(OutputStream::Standard, "b", 1005);
    writer.append(OutputStream::Standard, "c", 10);
    QCOMPARE(records(), (QStringList{u"0+1 1@1000"_s, u"1+1 1@1005"_s, u"2+1 1@10"_s}));
}

void TestOutputLogWriter::countsLines_data()
{
    QTest::addColumn<QByteArrayList>("parts");
    QTest::addColumn<qint64>("newlines");
    QTest::addColumn<qint64>("lines");
    QTest::newRow("nothing") << QByteArrayList{} << 0LL << 0LL;
    QTest::newRow("one") << QByteArrayList{"a\n"} << 1LL << 1LL;
    QTest::newRow("last one without newline") << QByteArrayList{"a\nb"} << 1LL << 2LL;
    QTest::newRow("in parts") << QByteArrayList{"a", "\n", "b", "c"} << 1LL << 2LL;
    QTest::newRow("empty lines") << QByteArrayList{"\n\n\n\n\n\n\n\n\n\n"} << 10LL << 10LL;
}

void TestOutputLogWriter::countsLines()
{
    QFETCH(QByteArrayList, parts);
    OutputLogWriter writer;
    QVERIFY(writer.open(log(), index()));
    for (const QByteArray &part : parts)
        writer.append(OutputStream::Standard, part, 1);
    writer.close();
    QTEST(writer.newlines(), "newlines");
    QTEST(writer.lines(), "lines");
}

void TestOutputLogWriter::filesArePrivateAndNew()
{
    OutputLogWriter writer;
    QVERIFY(writer.open(log(), index()));
    const auto mode = QFile::permissions(log());
    QVERIFY(!(mode
              & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
    OutputLogWriter second;
    const auto opened = second.open(log(), index());
    QVERIFY(!opened);
    QCOMPARE(int(opened.error().code), int(ErrorCode::AlreadyExists));
    OutputLogWriter nowhere;
    QVERIFY(!nowhere.open(m_dir->filePath(u"none/output.log"_s),
                          m_dir->filePath(u"none/output.idx"_s)));
}

void TestOutputLogWriter::fullDiskForTheLog()
{
    OutputLogWriter writer;
    QVERIFY(writer.open(log(), index()));
    writer.append(OutputStream::Standard, QByteArray(90, 'a') + '\n', 1000);
    {
        const FileSizeLimit limit(100);
        writer.append(OutputStream::Error, "12345\n789012345", 2000);
    }
    // There is room again, but a gap in the middle could not be told.
    writer.append(OutputStream::Standard, "later\n", 3000);
    writer.close();
    QCOMPARE(writer.size(), 100);
    QCOMPARE(writer.lostFrom(), 100);
    QCOMPARE(writer.lostBytes(), 6 + 6);
    QCOMPARE(writer.lines(), 3);
    QVERIFY(!writer.writeError().isEmpty());
    QCOMPARE(content(log()), QByteArray(90, 'a') + "\n12345\n789");
    QCOMPARE(records(), (QStringList{u"0+91 1@1000"_s, u"91+9 2@2000"_s}));
}

void TestOutputLogWriter::fullDiskForTheIndex()
{
    OutputLogWriter writer;
    QVERIFY(writer.open(log(), index()));
    writer.append(OutputStream::Standard, "kept\nhalf", 1000);
    {
        const FileSizeLimit limit(OutputRecord::size + 5);
        writer.append(OutputStream::Standard, " a\nb\n", 2000);
    }
    writer.append(OutputStream::Standard, "later\n", 3000);
    writer.close();
    // No reader would look at bytes that no record covers.
    QCOMPARE(content(log()), "kept\nhalf"_ba);
    QCOMPARE(records(), QStringList{u"0+9 1@1000"_s});
    QCOMPARE(writer.size(), 9);
    QCOMPARE(writer.lostFrom(), 9);
    QCOMPARE(writer.lostBytes(), 5 + 6);
    QCOMPARE(writer.lines(), 2);
}

void TestOutputLogWriter::countsNewlinesAnywhere()
{
    QByteArray bytes;
    for (int i = 0; i < 1000; ++i)
        bytes += char(i * 31);
    bytes += QByteArray(20, '\n') + QByteArray(20, '\x0b') + QByteArray(20, char(0x8a)) + "\n";
    bytes += QByteArray(5000, '\n') + "end"; // more than one round of eight times 255
    for (qsizetype from = 0; from < 20; ++from) {
        const QByteArrayView part = QByteArrayView(bytes).sliced(from);
        QCOMPARE(countNewlines(part), qint64(std::count(part.begin(), part.end(), '\n')));
    }
}

QTEST_GUILESS_MAIN(TestOutputLogWriter)
#include "tst_outputlogwriter.moc"
