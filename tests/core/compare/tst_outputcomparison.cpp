// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/linesweep.h"
#include "core/compare/outputcomparison.h"
#include "core/output/outputdocument.h"
#include "tests/support/logfiles.h"

#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

using Kind = DiffHunk::Kind;

class TestOutputComparison final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sweepReadsWhatTheDocumentDoes();
    void linesLongerThanAWindow();
    void colours();
    void noise();
    void progressShowsItsEnd();
    void pairsWhatLooksAlike();
    void streamsComeInAnyOrder();
    void twoStreamsAtRandom();
    void encodings();
    void canceled();
};

namespace {

LogSnapshot snapshotOf(const LogFiles &files, OutputEncoding encoding = OutputEncoding::Utf8)
{
    OutputDocument document(LogSource{.logPath = files.logPath(), .indexPath = files.indexPath()},
                            {encoding, {}});
    document.setFinished();
    if (!QTest::qWaitFor([&document] { return document.isFinished(); }, 20'000))
        qFatal("the log was not read");
    return document.snapshot();
}

std::vector<DiffHunk> compared(QByteArrayView before, QByteArrayView after,
                               NoiseKinds ignored = defaultNoise)
{
    LogFiles one;
    LogFiles other;
    one.write(before);
    other.write(after);
    return compareOutputs(snapshotOf(one), snapshotOf(other), ignored)->script.hunks;
}

} // namespace

// Both streams, colours, characters, controls, lines that end nowhere: each line as in a document.
void TestOutputComparison::sweepReadsWhatTheDocumentDoes()
{
    QRandomGenerator random(99);
    const QByteArrayList parts{"plain text 123\n",
                               "\x1b[31mred\x1b[0m and more\n",
                               QByteArray("gr\xc3\xb6\xc3\x9f").append("e\n"),
                               "\n",
                               "10%\r50%\r100%\n",
                               "half",
                               "a\tb\r\n",
                               "\x1b]0;title\x07text\n",
                               "\x1b[1A\x1b[2Kagain\n",
                               "bad \xff byte\n",
                               "\x1b[?1049hfull screen\x1b[?1049l\n",
                               "\x1b[33mstays yellow\n",
                               QByteArray(70'000, 'x') + "\n"};
    for (int round = 0; round < 12; ++round) {
        LogFiles files;
        const int pieces = round == 0 ? 0 : 2000;
        for (int i = 0; i < pieces; ++i) {
            const bool longOnes = random.bounded(100) == 0;
            const auto part = random.bounded(int(parts.size()) - (longOnes ? 0 : 1));
            files.write(parts[part],
                        random.bounded(5) == 0 ? OutputStream::Error : OutputStream::Standard);
        }
        OutputDocument document(files.logPath(), files.indexPath());
        document.setFinished();
        QTRY_VERIFY(document.isFinished());
        const LogSnapshot snapshot = document.snapshot();
        LineSweep sweep(snapshot);
        for (const OutputLine &line : document.lines(0, document.lineCount())) {
            QVERIFY(sweep.next());
            QCOMPARE(sweep.line(), line.number);
            QCOMPARE(sweep.offset(), line.offset);
            QCOMPARE(QString::fromUtf8(sweep.text()), plainText(line));
            QCOMPARE(sweep.restHash() != 0, line.byteCount > OutputDocument::maximumLineBytes);
        }
        QVERIFY(!sweep.next());
    }
}

void TestOutputComparison::linesLongerThanAWindow()
{
    const auto log = [](const QByteArray &middle, const QByteArray &end) {
        return "first\n" + QByteArray(3'000'000, 'a') + middle + QByteArray(100'000, 'a') + end
            + "\nlast\n";
    };
    QCOMPARE(compared(log("x", "y"), log("x", "y")),
             (std::vector<DiffHunk>{{Kind::Equal, 0, 0, 3, 3}}));
    // What differs is behind what is decoded of a line, and behind what is read at a time.
    for (const QByteArray &other : {log("z", "y"), log("x", "z"), log("xa", "y")}) {
        QCOMPARE(compared(log("x", "y"), other),
                 (std::vector<DiffHunk>{{Kind::Equal, 0, 0, 1, 1},
                                        {Kind::Changed, 1, 1, 1, 1},
                                        {Kind::Equal, 2, 2, 1, 1}}));
    }
}

void TestOutputComparison::colours()
{
    QCOMPARE(compared("\x1b[32mok\x1b[0m\ntext \xc3\xa9\n", "ok\n\x1b[1mtext\x1b[0m \xc3\xa9\n"),
             (std::vector<DiffHunk>{{Kind::Equal, 0, 0, 2, 2}}));
}

void TestOutputComparison::noise()
{
    const QByteArray before = "2026-11-21 16:11:27 start\nrows 4\ndone in 3.2 s\n";
    const QByteArray after = "2026-11-22 08:00:01 start\nrows 5\ndone in 12.75 s\n";
    QCOMPARE(compared(before, after),
             (std::vector<DiffHunk>{{Kind::Equal, 0, 0, 1, 1},
                                    {Kind::Changed, 1, 1, 1, 1},
                                    {Kind::Equal, 2, 2, 1, 1}}));
    QCOMPARE(compared(before, after, 0), (std::vector<DiffHunk>{{Kind::Changed, 0, 0, 3, 3}}));
    QCOMPARE(compared(before, after, NoiseKinds(15)),
             (std::vector<DiffHunk>{{Kind::Equal, 0, 0, 3, 3}}));
}

void TestOutputComparison::progressShowsItsEnd()
{
    QCOMPARE(compared("  3%\r 40%\r100%\n", " 10%\r 11%\r 87%\r100%\n"),
             (std::vector<DiffHunk>{{Kind::Equal, 0, 0, 1, 1}}));
    QCOMPARE(compared(" 10%\r100%\n", " 10%\r 87%\n"),
             (std::vector<DiffHunk>{{Kind::Changed, 0, 0, 1, 1}}));
}

void TestOutputComparison::pairsWhatLooksAlike()
{
    const QByteArray before = "begin\nread 17 orders\nwrote 4 files\nend\n";
    const QByteArray after = "begin\nwarning: slow disk\nread 18 orders\nno cache\nwrote 5 files\n"
                             "end\n";
    QCOMPARE(compared(before, after),
             (std::vector<DiffHunk>{{Kind::Equal, 0, 0, 1, 1},
                                    {Kind::Added, 1, 1, 0, 1},
                                    {Kind::Changed, 1, 2, 1, 1},
                                    {Kind::Added, 2, 3, 0, 1},
                                    {Kind::Changed, 2, 4, 1, 1},
                                    {Kind::Equal, 3, 5, 1, 1}}));
}

// The same lines of two streams, as chance mixed them: nothing differs. A line that does is told
// beside its own.
void TestOutputComparison::streamsComeInAnyOrder()
{
    LogFiles one;
    LogFiles other;
    one.write("a\n");
    one.write("sql 1\n", OutputStream::Error);
    one.write("b\n");
    one.write("sql 2\n", OutputStream::Error);
    one.write("c\n");
    other.write("a\nb\n");
    other.write("sql 1\n", OutputStream::Error);
    other.write("C\n");
    other.write("sql 2\n", OutputStream::Error);
    const auto result = compareOutputs(snapshotOf(one), snapshotOf(other), defaultNoise);
    QCOMPARE(result->script.hunks,
             (std::vector<DiffHunk>{{Kind::Equal, 0, 0, 3, 3},
                                    {Kind::Changed, 3, 3, 1, 1},
                                    {Kind::Equal, 4, 4, 1, 1}}));
    QCOMPARE(result->beforeOrder, (std::vector<qint32>{0, 2, 1, 4, 3}));
    QVERIFY(compareOutputs(snapshotOf(one), snapshotOf(one), defaultNoise)->isSame());
}

// Every line of both sides stands in the script once, equal ones are equal, and no stream has more
// differences than it has alone.
void TestOutputComparison::twoStreamsAtRandom()
{
    QRandomGenerator random(1234);
    for (int round = 0; round < 60; ++round) {
        std::array<LogFiles, 2> files;
        std::array<QByteArrayList, 2> lines;
        std::array<std::array<QByteArray, 2>, 2> alone; // of a side, of a stream
        for (size_t side = 0; side < 2; ++side) {
            const int count = int(random.bounded(30));
            for (int i = 0; i < count; ++i) {
                const bool error = random.bounded(2) == 0;
                const QByteArray line = QByteArray(error ? "e" : "o")
                    + char('a' + char(random.bounded(5)));
                files[side].write(line + '\n',
                                  error ? OutputStream::Error : OutputStream::Standard);
                lines[side].append(line);
                alone[side][error ? 1 : 0] += line + '\n';
            }
        }
        const auto result = compareOutputs(snapshotOf(files[0]), snapshotOf(files[1]), 0);
        std::vector<bool> seen(size_t(lines[0].size()));
        qint64 a = 0;
        qint64 b = 0;
        qint64 equal = 0;
        for (const DiffHunk &hunk : result->script.hunks) {
            QCOMPARE(hunk.a, a);
            QCOMPARE(hunk.b, b);
            for (qint64 i = 0; i < hunk.aSize; ++i) {
                const qint64 line = result->beforeLine(hunk.a + i);
                QVERIFY(!seen[size_t(line)]);
                seen[size_t(line)] = true;
                if (hunk.isEqual())
                    QCOMPARE(lines[0].at(line), lines[1].at(hunk.b + i));
            }
            a += hunk.aSize;
            b += hunk.bSize;
            equal += hunk.isEqual() ? hunk.aSize : 0;
        }
        QCOMPARE(a, lines[0].size());
        QCOMPARE(b, lines[1].size());
        qint64 expected = 0;
        for (size_t stream = 0; stream < 2; ++stream) {
            for (const DiffHunk &hunk : compared(alone[0][stream], alone[1][stream], 0))
                expected += hunk.isEqual() ? hunk.aSize : 0;
        }
        QCOMPARE(equal, expected);
    }
}

void TestOutputComparison::encodings()
{
    LogFiles one;
    LogFiles other;
    one.write("Gr\xf6\xdf"
              "e 4\nend\n");
    other.write("Gr\xc3\xb6\xc3\x9f"
                "e 4\nend\n");
    const auto same = compareOutputs(snapshotOf(one, OutputEncoding::Latin1), snapshotOf(other),
                                     defaultNoise);
    QVERIFY(same->isSame());
    QCOMPARE(same->beforeLines, 2);
}

void TestOutputComparison::canceled()
{
    LogFiles files;
    QByteArray lines;
    for (int i = 0; i < 200'000; ++i)
        lines += "line " + QByteArray::number(i) + " of this output, which is not short\n";
    files.write(lines);
    const LogSnapshot log = snapshotOf(files);
    QVERIFY(!compareOutputs(log, log, defaultNoise, [](double) { return false; }));
}

QTEST_GUILESS_MAIN(TestOutputComparison)
#include "tst_outputcomparison.moc"
