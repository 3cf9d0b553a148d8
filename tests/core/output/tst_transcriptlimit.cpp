// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputdocument.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr auto out = OutputStream::Standard;
constexpr auto err = OutputStream::Error;

QByteArray le(const QString &text)
{
    return QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
}

constexpr qint64 limit = 64 << 10;

// "123 öl", with its number in all that was written.
QString problemOf(const OutputDocument &document, qint64 takenOut)
{
    int gaps = 0;
    for (const OutputLine &line : document.lines(0, document.lineCount())) {
        if (line.takenOut > 0) {
            ++gaps;
            if (line.takenOut != takenOut)
                return u"%1 taken out instead of %2"_s.arg(line.takenOut).arg(takenOut);
            continue;
        }
        const QString text = plainText(line);
        if (text != u"%1 öl"_s.arg(document.writtenNumber(line.number)))
            return u"%1: %2"_s.arg(document.writtenNumber(line.number)).arg(text);
    }
    return gaps == 1 ? QString() : u"%1 gaps"_s.arg(gaps);
}

} // namespace

// Transcripts of runs that wrote more than their limit.
class TestTranscriptLimit final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gap();
    void gapThatGrows();
    void gapCutsAWideNewline_data();
    void gapCutsAWideNewline();

private:
    OutputReading reading(OutputEncoding encoding) const { return {encoding, m_scratch.path()}; }

    QTemporaryDir m_scratch;
};

void TestTranscriptLimit::gap()
{
    const QTemporaryDir folder;
    const QString log = folder.filePath(u"output.log"_s);
    const QString index = folder.filePath(u"output.idx"_s);
    OutputLogWriter writer;
    writer.setLimit(limit);
    QVERIFY(writer.open(log, index));
    for (int number = 0; number < 40'000; ++number)
        writer.append(number % 7 == 0 ? err : out, u"%1 öl\n"_s.arg(number).toLatin1(), number);
    writer.close();
    QVERIFY(writer.droppedTo() > 0);
    OutputDocument document(LogSource{.logPath = log, .indexPath = index},
                            reading(OutputEncoding::Latin1));
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QCOMPARE(problemOf(document, writer.droppedTo() - writer.droppedFrom()), QString());
    QCOMPARE(document.writtenNumber(document.lineCount() - 1), 39'999);
    document.find(u"39999 öl"_s);
    QTRY_COMPARE(document.matchCount(), 1);
}

void TestTranscriptLimit::gapThatGrows()
{
    const QTemporaryDir folder;
    const QString log = folder.filePath(u"output.log"_s);
    const QString index = folder.filePath(u"output.idx"_s);
    OutputLogWriter writer;
    writer.setLimit(limit);
    QVERIFY(writer.open(log, index));
    OutputDocument document(LogSource{.logPath = log, .indexPath = index},
                            reading(OutputEncoding::Latin1));
    qint64 number = 0;
    for (int turn = 0; turn < 60; ++turn) {
        for (int i = 0; i < 700; ++i, ++number)
            writer.append(out, u"%1 öl\n"_s.arg(number).toLatin1(), number);
        writer.flush();
        document.grow();
        if (turn % 10 == 0) { // now and then the reader is level with the writer
            QTRY_COMPARE(document.writtenNumber(document.lineCount()), number);
            if (writer.droppedTo() >= 0)
                QCOMPARE(problemOf(document, writer.droppedTo() - writer.droppedFrom()), QString());
        }
    }
    writer.close();
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QCOMPARE(problemOf(document, writer.droppedTo() - writer.droppedFrom()), QString());
    // What the run gave up is given up here, too.
    const QString transcript = document.source().logPath;
    qint64 size = QFileInfo(transcript).size();
    for (const QFileInfo &file : QFileInfo(transcript).dir().entryInfoList({u"output.*-*.log"_s}))
        size += file.size();
    QVERIFY2(size < 2 * limit, qPrintable(QString::number(size)));
}

void TestTranscriptLimit::gapCutsAWideNewline_data()
{
    QTest::addColumn<bool>("two");
    QTest::addColumn<QString>("word");
    QTest::newRow("one stream") << false << u"öl"_s;
    QTest::newRow("two streams") << true << u"öl"_s;
    // A line feed's byte as either half of a character: head and tail begin at odd bytes and even.
    QTest::newRow("like line feeds") << false << u"\u0a05上x"_s;
    QTest::newRow("like line feeds, two streams") << true << u"\u0a05上x"_s;
}

// The limit counts bytes: a line feed of two is cut in the middle.
void TestTranscriptLimit::gapCutsAWideNewline()
{
    QFETCH(bool, two);
    QFETCH(QString, word);
    for (int more = 0; more < 12; ++more) {
        const QTemporaryDir folder;
        const QString log = folder.filePath(u"output.log"_s);
        const QString index = folder.filePath(u"output.idx"_s);
        OutputLogWriter writer;
        writer.setLimit(limit + 3 * more);
        QVERIFY(writer.open(log, index));
        for (int number = 0; number < 8000; ++number)
            writer.append(two && number % 7 == 0 ? err : out,
                          le(u"%1 %2\n"_s.arg(number).arg(word)), 20 * number);
        writer.close();
        QVERIFY(writer.droppedTo() > 0);
        OutputDocument document(LogSource{.logPath = log, .indexPath = index},
                                reading(OutputEncoding::Utf16Le));
        document.setFinished();
        QTRY_VERIFY(document.isFinished());
        int odd = 0;
        for (const OutputLine &line : document.lines(0, document.lineCount()))
            odd += line.takenOut == 0 && !plainText(line).endsWith(u' ' + word) ? 1 : 0;
        // Only what the limit itself cut: at the gap, and where other bytes end a line early.
        QVERIFY2(odd <= 4, qPrintable(u"%1 at %2"_s.arg(odd).arg(more)));
        if (!two && word == u"öl")
            QCOMPARE(document.writtenNumber(document.lineCount() - 1), 7999);
    }
}

QTEST_GUILESS_MAIN(TestTranscriptLimit)
#include "tst_transcriptlimit.moc"
