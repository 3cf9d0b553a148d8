// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputdocument.h"
#include "core/output/terminaltext.h"
#include "tests/support/logfiles.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList texts(const OutputDocument &document)
{
    QByteArrayList result;
    for (const OutputLine &line : document.lines(0, document.lineCount()))
        result.append(line.bytes);
    return result;
}

QList<qint64> rowLines(const OutputDocument &document)
{
    QList<qint64> result;
    for (qint64 i = 0; i < document.rowCount(); ++i) {
        const OutputRow row = document.row(i);
        result.append(row.marker ? -row.hiddenLines : row.line);
    }
    return result;
}

struct NaiveLine {
    QByteArray bytes;
    OutputStream stream = OutputStream::Standard;
    qint64 time = 0;
};

struct Piece {
    QByteArray bytes;
    OutputStream stream = OutputStream::Standard;
    qint64 time = 0;
};

// The plain way to split: byte by byte, the stream of each byte known.
QList<NaiveLine> naiveLines(const QList<Piece> &pieces)
{
    QList<NaiveLine> result;
    bool open = false;
    for (const Piece &piece : pieces) {
        for (const char c : piece.bytes) {
            if (open && result.constLast().stream != piece.stream)
                open = false;
            if (!open)
                result.append({{}, piece.stream, piece.time});
            open = c != '\n';
            if (open)
                result.last().bytes.append(c);
            else if (result.constLast().bytes.endsWith('\r'))
                result.last().bytes.chop(1);
        }
    }
    return result;
}

QByteArray randomBytes(QRandomGenerator &random, int size)
{
    static constexpr char letters[] = "ab cd\n\n\r\x1b[31mxyz\xc3\xa9\0";
    QByteArray result;
    for (int i = 0; i < size; ++i)
        result.append(letters[random.bounded(int(sizeof letters) - 1)]);
    return result;
}

} // namespace

class TestOutputDocument : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void growsWhileItIsRead();
    void showsALastLineWithoutNewline();
    void foldsAndUnfolds();
    void finds();
    void appearsBeforeTheFilesDo();
    void readsWithoutIndex();
    void ignoresACutRecord();
    void damagedIndexLosesNothing();
    void learnsTheStreamLater();
    void statementKnownByItsLastLine();
    void takesClassesBack();
    void splitsAsTheNaiveWay_data();
    void splitsAsTheNaiveWay();
    void hugeLineIsCheap();
    void tellsProgress();
    void findsInHugeLine();
    void findStartsAnewWhileItRuns();
    void truncatedLogDoesNoHarm();
    void destroyedInTheMiddle();
};

void TestOutputDocument::growsWhileItIsRead()
{
    LogFiles files;
    files.write("one\n", OutputStream::Standard, 1000);
    OutputDocument document(files.logPath(), files.indexPath());
    QSignalSpy grown(&document, &OutputDocument::grown);
    QTRY_COMPARE(document.lineCount(), 1);
    files.write("two\r\nerr", OutputStream::Standard, 2000);
    files.write("oops\n", OutputStream::Error, 3000);
    document.grow();
    QTRY_COMPARE(document.lineCount(), 4);
    QCOMPARE(texts(document), (QByteArrayList{"one", "two", "err", "oops"}));
    const QList<OutputLine> lines = document.lines(0, 10);
    QCOMPARE(lines.at(3).stream, OutputStream::Error);
    QCOMPARE(lines.at(3).time, 3000);
    QCOMPARE(lines.at(1).time, 2000);
    QVERIFY(grown.count() >= 2);
}

void TestOutputDocument::showsALastLineWithoutNewline()
{
    LogFiles files;
    files.write("Password: ");
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 1);
    QCOMPARE(document.lines(0, 1).constFirst().bytes, "Password: "_ba);
    QVERIFY(!document.lines(0, 1).constFirst().complete);
    QSignalSpy finished(&document, &OutputDocument::finished);
    document.setFinished();
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(document.isFinished());
    QCOMPARE(document.lineCount(), 1);
}

void TestOutputDocument::foldsAndUnfolds()
{
    LogFiles files;
    files.write("start\n(0.001) SELECT 1; args=()\n(0.002) SELECT 2; args=()\nend\n");
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 4);
    QCOMPARE(document.classCount(LineClass::Sql), 2);
    QCOMPARE(rowLines(document), (QList<qint64>{0, -2, 3}));
    QCOMPARE(document.rowOfLine(2), 1);
    document.setExpanded(2, true);
    QCOMPARE(rowLines(document), (QList<qint64>{0, 1, 2, 3}));
    QVERIFY(document.isExpanded(1));
    document.setExpanded(1, false);
    QCOMPARE(rowLines(document), (QList<qint64>{0, -2, 3}));
    document.setHiddenClasses(0);
    QCOMPARE(document.rowCount(), 4);
}

void TestOutputDocument::finds()
{
    LogFiles files;
    files.write("alpha\nBeta\n\x1b[31mal\x1b[0mpha\nlast alpha");
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 4);
    document.find(u"ALPHA"_s);
    QTRY_VERIFY(!document.isSearching());
    QCOMPARE(document.matchCount(), 0);
    document.find(u"alpha"_s);
    QTRY_VERIFY(!document.isSearching());
    QTRY_COMPARE(document.matchCount(), 3);
    QCOMPARE(document.nextMatch(-1, false), 0);
    QCOMPARE(document.nextMatch(0, false), 2);
    QCOMPARE(document.nextMatch(3, false), 0);
    QCOMPARE(document.nextMatch(0, true), 3);
    files.write("\nmore alpha\n");
    document.grow();
    QTRY_COMPARE(document.matchCount(), 4);
}

void TestOutputDocument::appearsBeforeTheFilesDo()
{
    LogFiles files;
    QVERIFY(QFile::remove(files.logPath()));
    OutputDocument document(files.logPath(), files.indexPath());
    document.grow();
    QCOMPARE(document.lineCount(), 0);
    QVERIFY(document.lines(0, 10).isEmpty());
    QFile log(files.logPath());
    QVERIFY(log.open(QIODevice::WriteOnly));
    log.write("here\n");
    log.close();
    document.grow();
    QTRY_COMPARE(document.lineCount(), 1);
}

void TestOutputDocument::readsWithoutIndex()
{
    LogFiles files;
    files.writeLog("one\ntwo\nlast");
    OutputDocument document(files.logPath(), files.indexPath());
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QCOMPARE(texts(document), (QByteArrayList{"one", "two", "last"}));
}

void TestOutputDocument::ignoresACutRecord()
{
    LogFiles files;
    files.write("one\n");
    files.writeLog("two\nthree");
    files.writeIndex(QByteArray(11, '\x7f')); // the host died while it wrote the record
    OutputDocument document(files.logPath(), files.indexPath());
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QCOMPARE(texts(document), (QByteArrayList{"one", "two", "three"}));
    QCOMPARE(document.lines(2, 1).constFirst().stream, OutputStream::Standard);
}

void TestOutputDocument::damagedIndexLosesNothing()
{
    LogFiles files;
    files.writeLog("one\ntwo\nthree\nfour\n");
    QRandomGenerator random(7);
    QByteArray garbage;
    for (int i = 0; i < 24 * 40; ++i)
        garbage.append(char(random.bounded(256)));
    files.writeIndex(garbage);
    OutputDocument document(files.logPath(), files.indexPath());
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QCOMPARE(texts(document).join(), "onetwothreefour"_ba);
}

// Bytes show before their record is there; when it tells that they are another stream's, the line
// is split after all.
void TestOutputDocument::learnsTheStreamLater()
{
    LogFiles files;
    files.write("begin\nhalf a line");
    files.writeLog("oops\n");
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 2);
    QTRY_COMPARE(texts(document).constLast(), "half a lineoops"_ba);
    QSignalSpy reset(&document, &OutputDocument::rowsReset);
    files.writeRecord(files.size() - 5, 5, OutputStream::Error, 77);
    document.grow();
    QTRY_COMPARE(document.lineCount(), 3);
    QCOMPARE(reset.count(), 1);
    QCOMPARE(texts(document), (QByteArrayList{"begin", "half a line", "oops"}));
    QCOMPARE(document.lines(1, 1).constFirst().stream, OutputStream::Standard);
    QCOMPARE(document.lines(2, 1).constFirst().stream, OutputStream::Error);
    QCOMPARE(document.lines(2, 1).constFirst().time, 77);
    QVERIFY(document.lines(1, 1).constFirst().complete);
}

void TestOutputDocument::statementKnownByItsLastLine()
{
    LogFiles files;
    files.write("a\n(0.001) SELECT a,\n b\n");
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 3);
    QCOMPARE(rowLines(document), (QList<qint64>{0, -1, 2}));
    QSignalSpy reset(&document, &OutputDocument::rowsReset);
    files.write("FROM t; args=()\nz\n");
    document.grow();
    QTRY_COMPARE(document.lineCount(), 5);
    QCOMPARE(rowLines(document), (QList<qint64>{0, -3, 4}));
    QCOMPARE(reset.count(), 1);
    QCOMPARE(document.classCount(LineClass::Sql), 3);
}

// What bytes of an assumed stream made of earlier lines is taken back with them.
void TestOutputDocument::takesClassesBack()
{
    LogFiles files;
    files.write("(0.001) SELECT a,\n b\n");
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 2);
    const QByteArray end = "FROM t; args=()\n";
    files.writeLog(end);
    document.grow();
    QTRY_COMPARE(document.classCount(LineClass::Sql), 3);
    files.writeRecord(files.size() - end.size(), end.size(), OutputStream::Error);
    files.write("next\n");
    document.grow();
    QTRY_COMPARE(document.lineCount(), 4);
    QCOMPARE(document.classCount(LineClass::Sql), 1);
    QCOMPARE(rowLines(document), (QList<qint64>{-1, 1, 2, 3}));
}

void TestOutputDocument::splitsAsTheNaiveWay_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 25; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestOutputDocument::splitsAsTheNaiveWay()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    LogFiles files;
    OutputDocument document(files.logPath(), files.indexPath());
    document.find(u"xyz"_s);
    QList<Piece> pieces;
    qint64 recorded = 0; // pieces whose record is written
    qint64 recordedBytes = 0;
    const auto writeRecords = [&](qint64 end) {
        for (; recorded < end; ++recorded) {
            const Piece &piece = pieces.at(recorded);
            files.writeRecord(recordedBytes, piece.bytes.size(), piece.stream, piece.time);
            recordedBytes += piece.bytes.size();
        }
    };
    const int count = 20 + random.bounded(100);
    for (int i = 0; i < count; ++i) {
        int size = random.bounded(60);
        if (random.bounded(30) == 0)
            size = 70'000 + random.bounded(100'000);
        Piece piece{randomBytes(random, size),
                    random.bounded(3) == 0 ? OutputStream::Error : OutputStream::Standard, i};
        if (random.bounded(40) == 0)
            piece.bytes = QByteArray(200'000, 'x') + "xyz";
        pieces.append(piece);
        files.writeLog(piece.bytes);
        if (random.bounded(3) != 0)
            writeRecords(pieces.size() - random.bounded(2));
        if (random.bounded(4) == 0) {
            document.grow();
            if (random.bounded(2) == 0)
                QTest::qWait(1); // lets batches through, however many
        }
    }
    writeRecords(pieces.size());
    document.setFinished();
    QTRY_VERIFY(document.isFinished());

    const QList<NaiveLine> naive = naiveLines(pieces);
    QCOMPARE(document.lineCount(), naive.size());
    qint64 matches = 0;
    const QList<OutputLine> lines = document.lines(0, naive.size());
    for (qint64 i = 0; i < naive.size(); ++i) {
        QCOMPARE(lines.at(i).byteCount, naive.at(i).bytes.size());
        QCOMPARE(lines.at(i).bytes, naive.at(i).bytes.left(OutputDocument::maximumLineBytes));
        QCOMPARE(lines.at(i).stream, naive.at(i).stream);
        QCOMPARE(lines.at(i).time, naive.at(i).time);
        QCOMPARE(lines.at(i).number, i);
        const QByteArray &bytes = naive.at(i).bytes;
        const bool controls = bytes.contains('\x1b') || bytes.contains('\r');
        matches += controls
            ? plainTerminalText(bytes.left(OutputDocument::maximumLineBytes)).contains(u"xyz"_s)
            : bytes.contains("xyz");
    }
    for (int i = 0; i < 50; ++i) {
        const qint64 first = random.bounded(int(naive.size()));
        const QList<OutputLine> some = document.lines(first, 1 + random.bounded(5));
        QCOMPARE(some.constFirst().number, first);
        QCOMPARE(some.constFirst().bytes, lines.at(first).bytes);
        QCOMPARE(some.constLast().byteCount, lines.at(some.constLast().number).byteCount);
    }
    QTRY_COMPARE(document.matchCount(), matches);
    QTRY_VERIFY(!document.isSearching());
    QCOMPARE(document.matchCount(), matches);
}

void TestOutputDocument::hugeLineIsCheap()
{
    constexpr qint64 size = 500LL << 20;
    LogFiles files;
    files.writeLog("first\n");
    files.resizeLog(size); // a hole: bytes that are zero
    files.writeLog("end\nafter\n");
    files.writeRecord(0, files.size(), OutputStream::Standard);
    OutputDocument document(files.logPath(), files.indexPath());
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QCOMPARE(document.lineCount(), 3);
    QElapsedTimer timer;
    timer.start();
    const QList<OutputLine> lines = document.lines(0, 3);
    QVERIFY2(timer.elapsed() < 500, "the line was read to its end");
    QCOMPARE(lines.at(1).bytes.size(), OutputDocument::maximumLineBytes);
    QCOMPARE(lines.at(1).byteCount, size - 6 + 3);
    QCOMPARE(lines.at(2).bytes, "after"_ba);
    QCOMPARE(document.lines(2, 1).constFirst().bytes, "after"_ba);
}

void TestOutputDocument::tellsProgress()
{
    LogFiles files;
    files.write("start\n\r 10%");
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.progress().value_or(-1), 0.1);
    files.write("\r 55%");
    document.grow();
    QTRY_COMPARE(document.progress().value_or(-1), 0.55);
    QCOMPARE(document.lineCount(), 2);
    files.write("\n\x1b]9;4;0;\x07");
    document.grow();
    QTRY_VERIFY(!document.progress());
}

void TestOutputDocument::findsInHugeLine()
{
    LogFiles files;
    files.write("first needle\n");
    files.write(QByteArray((1 << 20) + 13, 'x') + "needle" + QByteArray(3 << 20, 'y')
                + "\nlast needle\n");
    files.write(QByteArray((5 << 20) - 3, 'z') + "need");
    OutputDocument document(files.logPath(), files.indexPath());
    document.find(u"needle"_s);
    QTRY_COMPARE(document.lineCount(), 4);
    QTRY_COMPARE(document.matchCount(), 3);
    QTRY_VERIFY(!document.isSearching());
    files.write("le, and no newline");
    document.grow();
    QTRY_COMPARE(document.matchCount(), 4);
    QCOMPARE(document.nextMatch(2, false), 3);
    QCOMPARE(document.nextMatch(-1, true), 3);
}

void TestOutputDocument::findStartsAnewWhileItRuns()
{
    LogFiles files;
    files.write(QByteArray("alpha\nbeta\nGr\xc3\xb6\xc3\x9f"
                           "e\n")
                    .repeated(200'000));
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 600'000);
    document.find(u"alpha"_s);
    document.find(u"nothing"_s);
    document.find(u"gr\u00f6"_s);
    QTRY_VERIFY(!document.isSearching());
    QCOMPARE(document.matchCount(), 200'000);
    QCOMPARE(document.nextMatch(0, false), 2);
    document.find(u"GR\u00d6"_s); // capitals count
    QTRY_VERIFY(!document.isSearching());
    QCOMPARE(document.matchCount(), 0);
    QCOMPARE(document.nextMatch(0, false), -1);
    document.find(u""_s);
    QVERIFY(!document.isSearching());
    QCOMPARE(document.matchCount(), 0);
}

void TestOutputDocument::truncatedLogDoesNoHarm()
{
    LogFiles files;
    files.write("one\ntwo\nthree\n");
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 3);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"shorter"_s));
    files.resizeLog(5);
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QCOMPARE(document.lines(0, 3).size(), 3);
    QCOMPARE(document.lines(0, 1).constFirst().bytes, "one"_ba);
}

void TestOutputDocument::destroyedInTheMiddle()
{
    LogFiles files;
    files.write(QByteArray("some line of text with error in it 12%\n").repeated(500'000));
    for (int i = 0; i < 30; ++i) {
        OutputDocument document(files.logPath(), files.indexPath());
        document.find(u"line"_s);
        if (i % 3 == 0)
            QTest::qWait(i);
        document.grow();
        if (i % 2 == 0)
            document.setFinished();
    }
}

QTEST_GUILESS_MAIN(TestOutputDocument)
#include "tst_outputdocument.moc"
