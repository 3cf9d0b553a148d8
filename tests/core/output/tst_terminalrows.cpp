// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linelooks.h"
#include "core/output/logscanner.h"
#include "core/output/outputdocument.h"
#include "tests/support/logfiles.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// One letter a line, as in the other tests, then its text.
QStringList linesOf(const OutputDocument &document)
{
    QStringList result;
    for (const OutputLine &line : document.lines(0, document.lineCount())) {
        const QString letter(u".SPWED"_s.at(int(line.lineClass)));
        result.append(letter + u' ' + plainText(line).trimmed());
    }
    return result;
}

// What remains to be seen when progress is hidden, as a terminal's screen.
QStringList screenOf(const OutputDocument &document)
{
    QStringList result;
    for (const OutputLine &line : document.lines(0, document.lineCount())) {
        if (line.lineClass != LineClass::Progress)
            result.append(plainText(line).trimmed());
    }
    return result;
}

void readAll(OutputDocument &document)
{
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
}

// A reader without a document: takes what the scanner tells, piece by piece.
struct Replay {
    LogFiles files;
    LogScanner scanner{files.logPath(), files.indexPath()};
    LineLooks looks;
    std::vector<LineClass> classes;

    void take(bool finished)
    {
        while (scanner.step()) {}
        const IndexBatch batch = scanner.takeBatch(finished);
        classes.resize(size_t(batch.firstLine));
        for (const LineClassChange &change : batch.changes)
            classes[size_t(change.line)] = change.after;
        classes.insert(classes.end(), batch.classes.begin(), batch.classes.end());
        looks.truncate(batch.firstLine);
        for (const TerminalMark &mark : batch.marks)
            looks.add(mark);
        for (const RedrawnLine &redrawn : batch.redrawn)
            looks.add(redrawn);
    }

    QStringList lines(const QByteArray &text) const
    {
        QStringList result;
        const QByteArrayList bytes = text.split('\n');
        TerminalCarry carry;
        for (size_t i = 0; i < classes.size(); ++i) {
            const QByteArray &line = bytes.at(qsizetype(i));
            const auto shown = looks.shown(qint64(i));
            const QString plain = shown ? plainTerminalText(*shown)
                                        : plainTerminalText(line, carry.state());
            result.append(u".SPWED"_s.at(int(classes[i])) + u' ' + plain.trimmed());
            carry.take(line);
            carry.endLine();
        }
        return result;
    }
};

QString styleOf(const OutputLine &line)
{
    QString result;
    for (const TerminalSpan &span : decodeLine(line).spans) {
        result += u"%1+%2:%3%4 "_s.arg(span.start)
                      .arg(span.length)
                      .arg(span.style.foreground.value)
                      .arg(span.style.bold ? u"b"_s : QString());
    }
    return result.trimmed();
}

} // namespace

class TestTerminalRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void screens_data();
    void screens();
    void tornAtEveryByte_data();
    void tornAtEveryByte();
    void lineNumbers();
    void openLine();
    void guessedStream();
    void farUp();
    void manyRedraws();
    void memoryIsBounded();
    void carriedStyle();
    void carriedStyleOfTheStreams();
    void carriedStyleFarAway();
    void carriedStyleIsSparse();
    void alternateScreen();
    void random();
    void recordedOutput_data();
    void recordedOutput();
};

static QByteArray frame(const QByteArray &up, const QByteArrayList &rows)
{
    return up + rows.join('\n') + '\n';
}

void TestTerminalRows::screens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("nothing moves", "a\nb\n", u"a|b"_s);
    row("frames, as compose and buildkit draw them",
        "Start\n" + frame("", {"[+] Running 0/2", " - a Pulling", " - b Waiting"})
            + frame("\x1b[3A\x1b[2K",
                    {"[+] Running 1/2", "\x1b[2K - a Done", "\x1b[2K - b Pulling"})
            + frame("\x1b[3A\x1b[2K", {"[+] Running 2/2", "\x1b[2K - a Done", "\x1b[2K - b Done"})
            + "Ready\n",
        u"Start|[+] Running 2/2|- a Done|- b Done|Ready"_s);
    row("frames that are erased line by line, as Ink draws them",
        "Start\none\ntwo\n\x1b[2K\x1b[1A\x1b[2K\x1b[1A\x1b[2K\x1b[Gthree\nfour\nfive\n",
        u"Start|three|four|five"_s);
    row("rows written in place, as docker pull does",
        "a: Waiting\nb: Waiting\nc: Waiting\n\x1b[3A\x1b[2K\ra: Done\r\x1b[3B"
        "\x1b[2A\x1b[2K\rb: 50%\r\x1b[2B\x1b[2A\x1b[2K\rb: Done\r\x1b[2B"
        "\x1b[1A\x1b[2K\rc: Done\r\x1b[1BDigest: x\n",
        u"a: Done|b: Done|c: Done|Digest: x"_s);
    row("previous line", "one\ntwo\n\x1b[2FONE\x1b[1ETWO\nend\n", u"ONE|TWO|end"_s);
    row("reverse index", "one\n\x1bMONE\nend\n", u"ONE|end"_s);
    row("saved and restored",
        "x\x1b"
        "7one\ntwo\x1b"
        "8ONE\nTWO\nend\n",
        u"xONE|TWO|end"_s);
    row("saved and restored in one line",
        "a\x1b"
        "7b\x1b"
        "8c\nend\n",
        u"ac|end"_s);
    row("partly overwritten", "abcdef\n\x1b[1A\rXY\n", u"XYcdef"_s);
    row("erased below, then shorter", "one\ntwo\nthree\n\x1b[3A\x1b[JDone\nend\n", u"Done|end"_s);
    row("erased below at the end", "one\ntwo\nthree\n\x1b[3A\x1b[JDone\n", u"Done"_s);
    row("down is not below the last row", "one\n\x1b[5Btwo\n", u"one|two"_s);
    row("up is not above the first row", "one\n\x1b[5Atwo\n", u"two"_s);
    row("errors stay in sight", "ERROR: bad\n\x1b[1A\x1b[2Kfine\n", u"ERROR: bad|fine"_s);
    row("apt's scroll region and bar",
        "\n\x1b"
        "7\x1b[0;23r\x1b"
        "8\x1b[1A\x1b"
        "7\x1b[24;0f\x1b[42mProgress: [  0%]\x1b[49m [...]\x1b"
        "8"
        "Unpacking a ...\n\x1b"
        "7\x1b[24;0f\x1b[42mProgress: [ 50%]\x1b[49m [##.]\x1b"
        "8Setting up a ...\n"
        "\n\x1b"
        "7\x1b[0;24r\x1b"
        "8\x1b[1A\x1b[J",
        u"Unpacking a ...|Setting up a ...|"_s);
    row("two blocks", "a\nb\n\x1b[2AA\nB\nbetween\nc\nd\n\x1b[2A\x1b[2KC\n\x1b[2KD\nend\n",
        u"A|B|between|C|D|end"_s);
    row("the second block reaches into the first", "a\nb\n\x1b[1A\rB\nc\n\x1b[3A\rX\nY\nend\n",
        u"X|Y|end"_s);
    row("CRLF", "a\r\nb\r\n\x1b[2A\x1b[2KA\r\n\x1b[2KB\r\nend\r\n", u"A|B|end"_s);
    row("the first escape of a line comes late", "\x1b[?1049h\nx\x1b[?1049l\na\nb\nbb\x1bM\rc\n",
        u"||a|c"_s);
    row("cut sequences", "a\n\x1b[1", u"a|"_s);
    row("no newline at the end", "a\nb\n\x1b[2A\x1b[2KA\n\x1b[2KB", u"A|B"_s);
}

void TestTerminalRows::screens()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    LogFiles files;
    files.write(text, OutputStream::Terminal);
    OutputDocument document(files.logPath(), files.indexPath());
    readAll(document);
    QCOMPARE(screenOf(document).join(u'|'), expected);
    QCOMPARE(document.lineCount(), text.count('\n') + (text.endsWith('\n') ? 0 : 1));
}

void TestTerminalRows::tornAtEveryByte_data()
{
    screens_data();
}

// The log grows byte by byte, and what is told meanwhile adds up to the same.
void TestTerminalRows::tornAtEveryByte()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    Replay replay;
    for (const char byte : text) {
        replay.files.write(QByteArrayView(&byte, 1), OutputStream::Terminal);
        replay.take(false);
    }
    replay.take(true);
    QStringList screen;
    for (const QString &line : replay.lines(text)) {
        if (!line.startsWith(u'P'))
            screen.append(line.sliced(2));
    }
    QCOMPARE(screen.join(u'|'), expected);
}

// The last line that ended on a row has it; the ones before are progress and read as written.
void TestTerminalRows::lineNumbers()
{
    LogFiles files;
    files.write("Start\na 0%\nb 0%\n\x1b[2Aa 50%\nb 60%\n\x1b[2Aa done\nb done\nEnd\n",
                OutputStream::Terminal);
    OutputDocument document(files.logPath(), files.indexPath());
    readAll(document);
    QCOMPARE(linesOf(document),
             (QStringList{u". Start"_s, u"P a 0%"_s, u"P b 0%"_s, u"P a 50%"_s, u"P b 60%"_s,
                          u". a done"_s, u". b done"_s, u". End"_s}));
    QCOMPARE(document.lines(5, 1).constFirst().bytes, "\x1b[2Aa done"_ba);
    QCOMPARE(document.rowCount(), 5); // one marker
    QCOMPARE(document.row(1).hiddenLines, 4);
}

// What is drawn while no newline comes shows in its rows at once.
void TestTerminalRows::openLine()
{
    LogFiles files;
    files.write("a: 0%\nb: 0%\n", OutputStream::Terminal);
    OutputDocument document(files.logPath(), files.indexPath());
    QTRY_COMPARE(document.lineCount(), 2);
    files.write("\x1b[2A\x1b[2K\ra: 40%\r\x1b[2B", OutputStream::Terminal);
    document.grow();
    QTRY_COMPARE(plainText(document.lines(0, 1).value(0)), u"a: 40%"_s);
    files.write("\x1b[1A\x1b[2K\rb: 90%", OutputStream::Terminal);
    document.grow();
    QTRY_COMPARE(plainText(document.lines(1, 1).value(0)), u"b: 90%"_s);
    QCOMPARE(document.lineCount(), 3);
    QCOMPARE(int(document.lines(2, 1).value(0).lineClass), int(LineClass::Progress));
    QCOMPARE(plainText(document.lines(2, 1).value(0)), QString());
    files.write("\r\x1b[1BDone", OutputStream::Terminal);
    document.grow();
    QTRY_COMPARE(plainText(document.lines(2, 1).value(0)), u"Done"_s);
    readAll(document);
    QCOMPARE(linesOf(document).last(), u". Done"_s);
}

// Bytes without a record are read as the last stream's, until the record says otherwise.
void TestTerminalRows::guessedStream()
{
    const QByteArray before = "a\nb\n";
    const QByteArray text = "\x1b[2A\x1b[31mA\nB\nc";
    Replay replay;
    replay.files.write(before, OutputStream::Standard);
    replay.take(false);
    replay.files.writeLog(text);
    replay.take(false);
    QCOMPARE(replay.looks.shown(2).value_or("?"), "\x1b[0;38;5;1mA\x1b[m"_ba);
    replay.files.writeRecord(before.size(), text.size(), OutputStream::Terminal);
    replay.take(false);
    QCOMPARE(replay.looks.shown(2).value_or("?"), "\x1b[0;38;5;1mA\x1b[m"_ba);
    QCOMPARE(replay.looks.shown(3).value_or("?"), "\x1b[0;38;5;1mB\x1b[m"_ba);
}

void TestTerminalRows::farUp()
{
    QByteArray text;
    for (int i = 0; i < 1000; ++i)
        text += "line " + QByteArray::number(i) + '\n';
    text += "\x1b[999A\x1b[2KHERE\n";
    LogFiles files;
    files.write(text, OutputStream::Terminal);
    OutputDocument document(files.logPath(), files.indexPath());
    readAll(document);
    const qint64 lost = 1000 - (TerminalRows::maximumRows - 1);
    QCOMPARE(int(document.lines(lost, 1).constFirst().lineClass), int(LineClass::Progress));
    QCOMPARE(document.classCount(LineClass::Progress), 1);
    QCOMPARE(plainText(document.lines(1000, 1).constFirst()), u"HERE"_s);
}

void TestTerminalRows::manyRedraws()
{
    QByteArray text = "Start\n";
    for (int i = 0; i < 20'000; ++i) {
        if (i > 0)
            text += "\x1b[4A";
        for (int row = 0; row < 4; ++row)
            text += "\x1b[2Krow " + QByteArray::number(row) + ' ' + QByteArray::number(i) + '\n';
    }
    LogFiles files;
    files.write(text + "End\n", OutputStream::Terminal);
    OutputDocument document(files.logPath(), files.indexPath());
    readAll(document);
    QCOMPARE(document.lineCount(), 80'002);
    QCOMPARE(document.rowCount(), 7);
    QCOMPARE(plainText(document.lines(80'000, 1).constFirst()), u"row 3 19999"_s);
}

void TestTerminalRows::memoryIsBounded()
{
    LineLooks looks;
    const QByteArray bytes(1000, 'x');
    for (int i = 0; i < 20'000; ++i)
        looks.add(RedrawnLine{i, bytes});
    QVERIFY(!looks.shown(0));
    QVERIFY(looks.shown(19'999));
    qint64 kept = 0;
    for (int i = 0; i < 20'000; ++i)
        kept += looks.shown(i) ? 1000 : 0;
    QVERIFY(kept <= LineLooks::maximumBytes);
    QVERIFY(kept > LineLooks::maximumBytes / 2);
    looks.truncate(0);
    looks.add(RedrawnLine{0, bytes});
    QVERIFY(looks.shown(0));
}

void TestTerminalRows::carriedStyle()
{
    LogFiles files;
    files.write("\x1b[31mred\nstill\n\x1b[1mbold\n\x1b[mplain\nx\x1b[32m\ngreen",
                OutputStream::Terminal);
    OutputDocument document(files.logPath(), files.indexPath());
    readAll(document);
    QStringList styles;
    for (const OutputLine &line : document.lines(0, 6))
        styles.append(styleOf(line));
    QCOMPARE(styles, (QStringList{u"0+3:1"_s, u"0+5:1"_s, u"0+4:1b"_s, u""_s, u""_s, u"0+5:2"_s}));
    QCOMPARE(styleOf(document.lines(5, 1).constFirst()), u"0+5:2"_s);
}

void TestTerminalRows::carriedStyleOfTheStreams()
{
    LogFiles files;
    files.write("\x1b[31mred\n", OutputStream::Error);
    files.write("plain\n", OutputStream::Standard);
    files.write("red\n", OutputStream::Error);
    OutputDocument document(files.logPath(), files.indexPath());
    readAll(document);
    QCOMPARE(styleOf(document.lines(1, 1).constFirst()), QString());
    QCOMPARE(styleOf(document.lines(2, 1).constFirst()), u"0+3:1"_s);
}

void TestTerminalRows::carriedStyleFarAway()
{
    LogFiles files;
    files.write("\x1b[31mred\n", OutputStream::Terminal);
    const QByteArray lines = QByteArray("text\n").repeated(100'000);
    files.write(lines, OutputStream::Terminal);
    files.write("long " + QByteArray(300'000, 'x') + "\x1b[32m\nafter\n", OutputStream::Terminal);
    OutputDocument document(files.logPath(), files.indexPath());
    readAll(document);
    for (const qint64 line : {1, 63, 64, 65, 777, 99'999})
        QCOMPARE(styleOf(document.lines(line, 1).constFirst()), u"0+4:1"_s);
    QCOMPARE(styleOf(document.lines(100'002, 1).constFirst()), u"0+5:2"_s);
    QCOMPARE(styleOf(document.lines(100'001, 2).constLast()), u"0+5:2"_s);
}

// A mark where the state differs from the mark before it, and nowhere else.
void TestTerminalRows::carriedStyleIsSparse()
{
    const auto marksOf = [](const QByteArray &text) {
        LogFiles files;
        files.write(text, OutputStream::Terminal);
        LogScanner scanner(files.logPath(), files.indexPath());
        while (scanner.step()) {}
        return scanner.takeBatch(true).marks.size();
    };
    QCOMPARE(marksOf(QByteArray("\x1b[31mred\x1b[m\n").repeated(10'000)), size_t(0));
    QCOMPARE(marksOf("\x1b[31mred\n" + QByteArray("red\n").repeated(10'000)), size_t(1));
    QCOMPARE(marksOf(QByteArray("\x1b[31mred\n").repeated(10'000)), size_t(1));
    QVERIFY(marksOf(QByteArray("\x1b[31mred\n\x1b[32mgreen\n\x1b[mx\n").repeated(10'000))
            <= size_t(30'000 / 64 + 1));
}

void TestTerminalRows::alternateScreen()
{
    LogFiles files;
    files.write("before\n\x1b[?1049h\x1b[H\x1b[2Jvim\n~\n~\n\x1b[24;1H:q\x1b[?1049lafter\n",
                OutputStream::Terminal);
    OutputDocument document(files.logPath(), files.indexPath());
    QVERIFY(!document.usedAlternateScreen());
    readAll(document);
    QCOMPARE(linesOf(document),
             (QStringList{u". before"_s, u". "_s, u". "_s, u". "_s, u". after"_s}));
    QVERIFY(document.usedAlternateScreen());
}

// Whatever comes: the same lines however the log is cut, and every line once.
void TestTerminalRows::random()
{
    QRandomGenerator random(20261120);
    const QByteArrayList pieces{"\n",          "\n",        "\r\n",     "\x1b[2A",   "\x1b[A",
                                "\x1b[3B",     "\x1b[2K",   "\x1b[J",   "text ",     "50%\r",
                                "\x1b[31m",    "\x1b[m",    "\0337",    "\0338",     "\xe4\xb8\xad",
                                "\x1b[1F",     "\x1bM",     "\x1b]0;t", "\x07",      "\x1b[?1049h",
                                "\x1b[?1049l", "\x1b[9;9H", "\x1b[",    "ERROR: x\n"};
    for (int round = 0; round < 400; ++round) {
        QByteArray text;
        for (int i = random.bounded(120); i > 0; --i)
            text += pieces.at(random.bounded(int(pieces.size())));
        Replay whole;
        whole.files.write(text, OutputStream::Terminal);
        whole.take(true);
        Replay torn;
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype size = std::min<qsizetype>(1 + random.bounded(20), text.size() - at);
            torn.files.write(QByteArrayView(text).sliced(at, size), OutputStream::Terminal);
            if (random.bounded(2) == 0)
                torn.take(false);
            at += size;
        }
        torn.take(true);
        QVERIFY2(whole.lines(text) == torn.lines(text), text.toHex().constData());
        const qsizetype lines = text.count('\n') + (text.isEmpty() || text.endsWith('\n') ? 0 : 1);
        QCOMPARE(qsizetype(whole.classes.size()), lines);
    }
}

void TestTerminalRows::recordedOutput_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(COMMANDRUNNER_TEST_DATA "/output/terminal"));
    for (const QString &name : folder.entryList({u"*.log"_s}))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

// Beside each recorded "x.log" of a real tool on a terminal stands "x.screen": what is to be seen
// when progress is folded.
void TestTerminalRows::recordedOutput()
{
    QFETCH(QString, file);
    QFile log(file);
    QVERIFY(log.open(QIODevice::ReadOnly));
    LogFiles files;
    files.write(log.readAll(), OutputStream::Terminal);
    OutputDocument document(files.logPath(), files.indexPath());
    readAll(document);
    QFile screen(file.chopped(3) + u"screen"_s);
    QVERIFY(screen.open(QIODevice::ReadOnly));
    const QStringList expected = QString::fromUtf8(screen.readAll()).split(u'\n');
    const QStringList actual = screenOf(document) + QStringList{QString()};
    for (qsizetype i = 0; i < std::min(actual.size(), expected.size()); ++i)
        QCOMPARE(actual.at(i), expected.at(i));
    QCOMPARE(actual.size(), expected.size());
}

QTEST_GUILESS_MAIN(TestTerminalRows)
#include "tst_terminalrows.moc"
