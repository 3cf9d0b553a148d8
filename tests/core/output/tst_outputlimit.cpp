// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputdocument.h"
#include "core/output/outputlog.h"
#include "core/output/segmentedlog.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// A run that writes more than its limit keeps its head and its tail, and says what is missing.
class TestOutputLimit final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void belowTheLimitNothingChanges();
    void headAndTailAreKept();
    void lineNumbersBehindTheGapAreExact();
    void readWhileItIsWritten();
    void lineLongerThanTheLimit();
    void tailThatCannotBeWritten();

private:
    static constexpr qint64 limit = 64 << 10;

    QString log() const { return m_dir->filePath(u"output.log"_s); }
    QString index() const { return m_dir->filePath(u"output.idx"_s); }
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray tail() const
    {
        QByteArray bytes;
        for (const LogSegment &segment : logSegments(log()))
            bytes += content(segment.path);
        return bytes;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

QByteArray line(int number)
{
    return "line " + QByteArray::number(number) + '\n';
}

// The text of every row, with its number in all that was written.
QStringList rows(const OutputDocument &document)
{
    QStringList result;
    for (const OutputLine &line : document.lines(0, document.lineCount())) {
        result.append(line.takenOut > 0 ? u"gap of %1"_s.arg(line.takenOut)
                                        : u"%1: %2"_s.arg(document.writtenNumber(line.number))
                                              .arg(QString::fromLatin1(line.bytes)));
    }
    return result;
}

QString problemOf(const QStringList &rows, qint64 gap)
{
    int gaps = 0;
    for (const QString &row : rows) {
        if (row == u"gap of %1"_s.arg(gap)) {
            ++gaps;
            continue;
        }
        const qsizetype colon = row.indexOf(u": line "_s);
        if (colon < 0 || row.first(colon) != row.sliced(colon + 7))
            return row;
    }
    return gaps == 1 ? QString() : u"%1 gaps"_s.arg(gaps);
}

} // namespace

void TestOutputLimit::belowTheLimitNothingChanges()
{
    OutputLogWriter writer;
    writer.setLimit(limit);
    QVERIFY(writer.open(log(), index()));
    const QByteArray bytes(limit, 'x');
    writer.append(OutputStream::Standard, bytes, 0);
    writer.close();
    QCOMPARE(content(log()), bytes);
    QVERIFY(logSegments(log()).isEmpty());
    QCOMPARE(writer.droppedFrom(), -1);
    QCOMPARE(writer.droppedTo(), -1);
}

void TestOutputLimit::headAndTailAreKept()
{
    OutputLogWriter writer;
    writer.setLimit(limit);
    QVERIFY(writer.open(log(), index()));
    QByteArray all;
    for (int i = 0; i < 50'000; i += 97) {
        QByteArray chunk;
        for (int number = i; number < i + 97; ++number)
            chunk += line(number);
        writer.append(OutputStream::Standard, chunk, i);
        all += chunk;
    }
    writer.close();
    QCOMPARE(writer.size(), all.size());
    QCOMPARE(writer.newlines(), all.count('\n'));
    const QByteArray head = content(log());
    const QByteArray end = tail();
    QVERIFY(head.size() <= limit && head.size() > limit - 20);
    QVERIFY(end.size() <= limit / 2 && end.size() > limit / 4);
    QVERIFY(head.endsWith('\n'));
    QVERIFY(all.startsWith(head));
    QVERIFY(all.endsWith(end));
    QCOMPARE(writer.droppedFrom(), head.size());
    QCOMPARE(writer.droppedTo(), all.size() - end.size());

    SegmentedLog both(log());
    QCOMPARE(both.size(), all.size());
    QCOMPARE(both.gap().first, writer.droppedFrom());
    QCOMPARE(both.gap().end, writer.droppedTo());
    QCOMPARE(both.gap().linesBefore, all.first(writer.droppedTo()).count('\n'));
    QByteArray read(all.size() + 10, 'x');
    QCOMPARE(both.read(0, read.data(), read.size()), all.size());
    all.replace(head.size(), writer.droppedTo() - head.size(),
                QByteArray(writer.droppedTo() - head.size(), '\0'));
    QVERIFY(read.first(all.size()) == all);
}

void TestOutputLimit::lineNumbersBehindTheGapAreExact()
{
    OutputLogWriter writer;
    writer.setLimit(limit);
    QVERIFY(writer.open(log(), index()));
    // Every third line without its newline is ended by the other stream's bytes.
    for (int number = 0; number < 30'000; ++number) {
        QByteArray bytes = line(number);
        if (number % 3 == 0)
            bytes.chop(1);
        writer.append(number % 3 == 1 ? OutputStream::Error : OutputStream::Standard, bytes,
                      20 * number);
    }
    writer.close();
    OutputDocument document(log(), index());
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    const QStringList shown = rows(document);
    QCOMPARE(problemOf(shown, writer.droppedTo() - writer.droppedFrom()), QString());
    QCOMPARE(shown.constLast(), u"29999: line 29999"_s);
    document.find(u"line 29999"_s);
    QTRY_VERIFY(!document.isSearching());
    QCOMPARE(document.matchCount(), 1);
    QCOMPARE(document.nextMatch(0, false), document.lineCount() - 1);
}

void TestOutputLimit::readWhileItIsWritten()
{
    OutputLogWriter writer;
    writer.setLimit(limit);
    QVERIFY(writer.open(log(), index()));
    OutputDocument document(log(), index());
    int number = 0;
    for (int turn = 0; turn < 60; ++turn) {
        for (int i = 0; i < 700; ++i, ++number)
            writer.append(OutputStream::Standard, line(number), number);
        writer.flush();
        document.grow();
        if (turn % 10 == 0) { // now and then the reader is level with the writer
            QTRY_COMPARE(document.byteCount(), writer.size());
            if (writer.droppedTo() >= 0)
                QCOMPARE(problemOf(rows(document), writer.droppedTo() - writer.droppedFrom()),
                         QString());
        }
    }
    writer.close();
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QCOMPARE(problemOf(rows(document), writer.droppedTo() - writer.droppedFrom()), QString());
}

void TestOutputLimit::lineLongerThanTheLimit()
{
    OutputLogWriter writer;
    writer.setLimit(limit);
    QVERIFY(writer.open(log(), index()));
    writer.append(OutputStream::Standard, "first\n", 0);
    for (int i = 0; i < 100; ++i)
        writer.append(OutputStream::Standard, QByteArray(10'000, char('a' + i % 26)), i);
    writer.append(OutputStream::Standard, "end\nlast\n", 1000);
    writer.close();
    QVERIFY(content(log()).size() + tail().size() <= limit + limit / 2);
    OutputDocument document(log(), index());
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    const QList<OutputLine> lines = document.lines(0, document.lineCount());
    QCOMPARE(lines.size(), 5); // first, its beginning, the gap, its end, last
    QCOMPARE(lines[0].bytes, "first"_ba);
    QVERIFY(lines[1].bytes.startsWith("aaaa"));
    QCOMPARE(lines[2].takenOut, writer.droppedTo() - writer.droppedFrom());
    QVERIFY(lines[3].bytes.endsWith("end"));
    QCOMPARE(lines[4].bytes, "last"_ba);
    QCOMPARE(document.writtenNumber(3), 1); // the same line goes on
    QCOMPARE(document.writtenNumber(4), 2);
}

void TestOutputLimit::tailThatCannotBeWritten()
{
    OutputLogWriter writer;
    writer.setLimit(limit);
    QVERIFY(writer.open(log(), index()));
    // Where the first segment would be there is something else already.
    const QString taken = logSegmentPath(log(), limit, limit / 8);
    QVERIFY(QDir().mkpath(taken));
    for (int i = 0; i < 10'000; ++i)
        writer.append(OutputStream::Standard, "1234567\n", i);
    writer.close();
    QCOMPARE(writer.lostFrom(), limit);
    QCOMPARE(writer.lostBytes(), 80'000 - limit);
    QVERIFY(!writer.writeError().isEmpty());
    QCOMPARE(content(log()).size(), limit);
}

QTEST_GUILESS_MAIN(TestOutputLimit)
#include "tst_outputlimit.moc"
