// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/compressedlog.h"
#include "core/output/logcompression.h"
#include "core/output/logtextreader.h"
#include "core/output/logtextsearch.h"
#include "core/output/outputdocument.h"
#include "core/output/segmentedlog.h"
#include "tests/support/logfiles.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QStringEncoder>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// What is found in one log, and under which number and text.
class TestLogTextSearch final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
    void numbersAreTheDocuments();
    void numbersBehindTheGap();
    void longLinesAreCutAroundTheMatch();
    void linesLongerThanAPiece();
    void nothingDependsOnChunks();
    void otherEncodings_data();
    void otherEncodings();
    void limitAndCancel();
    void missingAndDamagedLogs();
};

namespace {

using Found = QList<FoundLine>;

Found search(const QString &logPath, const QString &indexPath, const FindQuery &query,
             OutputEncoding encoding = OutputEncoding::Automatic)
{
    Found found;
    LogTextSearch search(query);
    const auto report = search.search(
        {logPath, indexPath, encoding}, 1'000'000,
        [&found](FoundLine line) { found.append(std::move(line)); }, [](qint64) { return true; });
    if (report.error)
        qWarning("%s", qPrintable(report.error->toString()));
    return found;
}

QStringList told(const Found &found)
{
    QStringList lines;
    for (const FoundLine &line : found)
        lines.append(u"%1:%2[%3]%4"_s.arg(line.line).arg(
            line.text.first(line.start), line.text.mid(line.start, line.length),
            line.text.sliced(line.start + line.length)));
    return lines;
}

} // namespace

void TestLogTextSearch::matches_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<FindQuery>("query");
    QTest::addColumn<QStringList>("found");
    const FindQuery one{.text = u"one"_s};
    QTest::newRow("nothing there") << QByteArray() << one << QStringList();
    QTest::newRow("not found") << "two\n"_ba << one << QStringList();
    QTest::newRow("each line once")
        << "one one\ntwo\nnone\n"_ba << one << QStringList{u"0:[one] one"_s, u"2:n[one]"_s};
    QTest::newRow("last line without newline")
        << "two\nlast one"_ba << one << QStringList{u"1:last [one]"_s};
    QTest::newRow("carriage returns at line ends")
        << "two\r\none\r\n"_ba << one << QStringList{u"1:[one]"_s};
    QTest::newRow("case does not count") << "ONE\n"_ba << one << QStringList{u"0:[ONE]"_s};
    QTest::newRow("unless it is asked for")
        << "ONE\none\n"_ba << FindQuery{.text = u"one"_s, .caseSensitive = true}
        << QStringList{u"1:[one]"_s};
    QTest::newRow("or written") << "ONE\nOne\n"_ba << FindQuery{.text = u"One"_s}
                                << QStringList{u"1:[One]"_s};
    QTest::newRow("whole words") << "none\na one\n"_ba
                                 << FindQuery{.text = u"one"_s, .wholeWord = true}
                                 << QStringList{u"1:a [one]"_s};
    QTest::newRow("regular expression")
        << "a1\nb22\n"_ba << FindQuery{.text = u"\\d\\d$"_s, .regularExpression = true}
        << QStringList{u"1:b[22]"_s};
    QTest::newRow("begins the line")
        << "x a\na\n"_ba << FindQuery{.text = u"^a"_s, .regularExpression = true}
        << QStringList{u"1:[a]"_s};
    QTest::newRow("other letters")
        << "für Ä\n"_ba << FindQuery{.text = u"ä"_s} << QStringList{u"0:für [Ä]"_s};
    QTest::newRow("beyond the first plane") << "😀 one\n"_ba << one << QStringList{u"0:😀 [one]"_s};
    QTest::newRow("no UTF-8") << "\xff one\n"_ba << one << QStringList{u"0:\ufffd [one]"_s};
    QTest::newRow("coloured") << "\x1b[31mone\x1b[0m two\n"_ba << one
                              << QStringList{u"0:[one] two"_s};
    QTest::newRow("in an escape sequence only")
        << "\x1b[31mred\n"_ba << FindQuery{.text = u"31"_s} << QStringList();
    QTest::newRow("there and in the text")
        << "\x1b[31mred 31\n"_ba << FindQuery{.text = u"31"_s} << QStringList{u"0:red [31]"_s};
    QTest::newRow("written over") << "zero\rone\rtwo\n"_ba << one << QStringList{u"0:[one]"_s};
    QTest::newRow("tabs stay") << "\tone\n"_ba << one << QStringList{u"0:\t[one]"_s};
    QTest::newRow("NUL") << QByteArray("a\0one\n", 6) << one << QStringList{u"0:a␀[one]"_s};
    QTest::newRow("no query") << "one\n"_ba << FindQuery{} << QStringList();
    QTest::newRow("a wrong one") << "one\n"_ba
                                 << FindQuery{.text = u"("_s, .regularExpression = true}
                                 << QStringList();
}

void TestLogTextSearch::matches()
{
    QFETCH(const QByteArray, log);
    QFETCH(const FindQuery, query);
    QFETCH(const QStringList, found);
    LogFiles files;
    files.write(log);
    QCOMPARE(told(search(files.logPath(), files.indexPath(), query)), found);
    QFile::remove(files.indexPath()); // it is as good without
    QCOMPARE(told(search(files.logPath(), files.indexPath(), query)), found);
}

// Where the other stream begins in the middle of a line, a line ends.
void TestLogTextSearch::numbersAreTheDocuments()
{
    LogFiles files;
    QRandomGenerator random(11);
    for (int i = 0; i < 30'000; ++i) {
        QByteArray bytes(random.bounded(30), 'x');
        bytes += random.bounded(10) == 0 ? "needle" : "";
        bytes += random.bounded(3) > 0 ? "\n" : "";
        files.write(bytes, random.bounded(4) == 0 ? OutputStream::Error : OutputStream::Standard);
    }
    QVERIFY(files.size() > LogTextReader::chunkBytes);
    OutputDocument document(files.logPath(), files.indexPath());
    QSignalSpy finished(&document, &OutputDocument::finished);
    document.setFinished();
    QVERIFY(finished.count() > 0 || finished.wait());
    const Found found = search(files.logPath(), files.indexPath(), {.text = u"needle"_s});
    QVERIFY(found.size() > 1000);
    for (const FoundLine &line : found) {
        const auto lines = document.lines(line.line, 1);
        QVERIFY(!lines.isEmpty());
        QCOMPARE(line.text, QString::fromUtf8(lines.first().bytes));
    }
    qint64 inDocument = 0;
    for (const OutputLine &line : document.lines(0, document.lineCount()))
        inDocument += line.bytes.contains("needle") ? 1 : 0;
    QCOMPARE(found.size(), inDocument);

    QVERIFY(compressLog(files.logPath()));
    QCOMPARE(told(search(files.logPath(), files.indexPath(), {.text = u"needle"_s})), told(found));
}

void TestLogTextSearch::numbersBehindTheGap()
{
    QTemporaryDir dir;
    const QString log = dir.filePath(u"output.log"_s);
    const QString index = dir.filePath(u"output.idx"_s);
    OutputLogWriter writer;
    writer.setLimit(256 << 10);
    QVERIFY(writer.open(log, index));
    for (int i = 0; i < 200'000; ++i)
        writer.append(OutputStream::Standard, "line " + QByteArray::number(i) + '\n', i);
    writer.close();
    SegmentedLog reader(log);
    reader.size();
    QVERIFY(reader.gap().exists());
    const auto check = [&] {
        const Found found = search(log, index, {.text = u"7"_s});
        QVERIFY(found.size() > 1000);
        for (const FoundLine &line : found) {
            // The head's last line is cut.
            QVERIFY(line.text == u"line %1"_s.arg(line.line) || line.line + 1 < 40'000);
        }
        QCOMPARE(found.constLast().text, u"line 199997"_s);
        QCOMPARE(found.constLast().line, 199'997);
    };
    check();
    for (const LogSegment &segment : logSegments(log))
        QVERIFY(compressLog(segment.path));
    QVERIFY(compressLog(log));
    check();
}

void TestLogTextSearch::longLinesAreCutAroundTheMatch()
{
    LogFiles files;
    const QByteArray umlauts = "ä"_ba.repeated(5000);
    files.write(umlauts + "needle" + umlauts + "\n\x1b[1m" + umlauts + "needle\x1b[0m" + umlauts
                + '\n');
    const Found found = search(files.logPath(), files.indexPath(), {.text = u"needle"_s});
    QCOMPARE(found.size(), 2);
    for (const FoundLine &line : found) {
        QVERIFY(line.text.size() <= LogTextSearch::shownBytes);
        QCOMPARE(line.text.mid(line.start, line.length), u"needle"_s);
        QVERIFY(!line.text.contains(QChar::ReplacementCharacter));
        QVERIFY(line.cutBefore && line.cutBehind);
        QVERIFY(line.start >= 90);
    }
}

void TestLogTextSearch::linesLongerThanAPiece()
{
    const qsizetype piece = LogTextSearch::longestLine;
    const QList<qsizetype> places{10, piece - 3, piece, piece + 3, 2 * piece - 6, 3 * piece + 17};
    for (const qsizetype place : places) {
        LogFiles files;
        QByteArray line(4 * piece, 'x');
        line.replace(place, 6, "needle");
        files.write("first\n" + line + "\nneedle behind\n");
        const Found found = search(files.logPath(), files.indexPath(), {.text = u"needle"_s});
        QCOMPARE(found.size(), 2);
        QCOMPARE(found.first().line, 1);
        QCOMPARE(found.first().text.mid(found.first().start, 6), u"needle"_s);
        QCOMPARE(found.last().line, 2);
        QCOMPARE(found.last().text, u"needle behind"_s);
        // As it is without a newline, too.
        LogFiles open;
        open.write(line);
        QCOMPARE(search(open.logPath(), open.indexPath(), {.text = u"needle"_s}).size(), 1);
    }
}

void TestLogTextSearch::nothingDependsOnChunks()
{
    QRandomGenerator random(2);
    QByteArray log;
    QStringList expected;
    for (int line = 0; log.size() < 5 * LogTextReader::chunkBytes; ++line) {
        const QByteArray before(random.bounded(300), 'a');
        const bool hit = random.bounded(5) == 0;
        if (hit)
            expected.append(u"%1:%2[needle]"_s.arg(line).arg(QString::fromUtf8(before)));
        log += before + (hit ? "needle\n" : "\n");
    }
    for (int shift = 0; shift < 8; ++shift) {
        LogFiles files;
        files.write(QByteArray(shift, 'b') + '\n' + log);
        QStringList found = told(search(files.logPath(), files.indexPath(), {.text = u"needle"_s}));
        for (QString &line : found) { // a line more before them
            const qsizetype colon = line.indexOf(u':');
            line = QString::number(line.first(colon).toLongLong() - 1) + line.sliced(colon);
        }
        QVERIFY(found == expected);
    }
}

void TestLogTextSearch::otherEncodings_data()
{
    QTest::addColumn<int>("unicode");
    QTest::addColumn<OutputEncoding>("encoding");
    QTest::newRow("UTF-16, by its mark")
        << int(QStringConverter::Utf16LE) << OutputEncoding::Automatic;
    QTest::newRow("UTF-16, big endian")
        << int(QStringConverter::Utf16BE) << OutputEncoding::Automatic;
    QTest::newRow("UTF-16, chosen") << int(QStringConverter::Utf16LE) << OutputEncoding::Utf16Le;
    QTest::newRow("Latin-1, chosen") << int(QStringConverter::Latin1) << OutputEncoding::Latin1;
}

void TestLogTextSearch::otherEncodings()
{
    QFETCH(const int, unicode);
    QFETCH(const OutputEncoding, encoding);
    QStringList expected;
    QString text;
    for (int line = 0; line < 60'000; ++line) {
        text += u"Zeile für %1"_s.arg(line);
        if (line % 1000 == 7) {
            expected.append(u"%1:Zeile für %1[ und größer]"_s.arg(line));
            text += u" und größer"_s;
        }
        text += u'\n';
    }
    const bool mark = encoding == OutputEncoding::Automatic;
    QStringEncoder encoder(QStringConverter::Encoding(unicode),
                           mark ? QStringConverter::Flag::WriteBom
                                : QStringConverter::Flag::Default);
    const QByteArray bytes = encoder.encode(text);
    LogFiles files;
    QRandomGenerator random(4);
    for (qsizetype at = 0; at < bytes.size();) { // characters are cut between reads
        const QByteArray piece = bytes.mid(at, random.bounded(1, 50'000));
        files.write(piece);
        at += piece.size();
    }
    const FindQuery query{.text = u" UND größer"_s.toLower()};
    QCOMPARE(told(search(files.logPath(), files.indexPath(), query, encoding)), expected);
    QVERIFY(compressLog(files.logPath()));
    QCOMPARE(told(search(files.logPath(), files.indexPath(), query, encoding)), expected);
}

void TestLogTextSearch::limitAndCancel()
{
    LogFiles files;
    files.write("needle\n"_ba.repeated(1'000'000));
    LogTextSearch search({.text = u"needle"_s});
    const LogTextSearch::Log log{files.logPath(), files.indexPath()};
    qint64 found = 0;
    const auto count = [&found](const FoundLine &) {
        ++found;
    };
    auto report = search.search(log, 10, count, [](qint64) { return true; });
    QCOMPARE(found, 10);
    QCOMPARE(report.lines, 10);
    QVERIFY(report.limited && report.bytes < files.size());
    found = 0;
    report = search.search(log, 10'000'000, count, [](qint64) { return false; });
    QCOMPARE(report.bytes, LogTextReader::chunkBytes);
    QVERIFY(found > 0 && found < 100'000 && !report.limited && !report.error);
    qint64 bytes = 0;
    report = search.search(log, 10'000'000, count, [&bytes](qint64 more) {
        bytes += more;
        return true;
    });
    QCOMPARE(report.lines, 1'000'000);
    QCOMPARE(bytes, files.size());
}

void TestLogTextSearch::missingAndDamagedLogs()
{
    QTemporaryDir dir;
    LogTextSearch search({.text = u"needle"_s});
    const auto look = [&](const QString &path) {
        return search.search(
            {path, path + u".idx"_s}, 100, [](const FoundLine &) {}, [](qint64) { return true; });
    };
    QCOMPARE(look(dir.filePath(u"none"_s)).error->code, ErrorCode::NotFound);
    QVERIFY(look(dir.path()).error); // a folder

    LogFiles files;
    files.write("needle\n"_ba + QByteArray(2 << 20, 'x') + "\nneedle\n");
    QVERIFY(compressLog(files.logPath()));
    QFile stored(compressedLogPath(files.logPath()));
    QVERIFY(stored.open(QIODevice::ReadWrite));
    QVERIFY(stored.seek(stored.size() / 2));
    stored.write("damage");
    stored.close();
    const auto report = look(files.logPath());
    QCOMPARE(report.lines, 1); // what is before the damage
    QVERIFY(report.error);
    QCOMPARE(report.error->code, ErrorCode::Corrupt);
}

QTEST_GUILESS_MAIN(TestLogTextSearch)
#include "tst_logtextsearch.moc"
