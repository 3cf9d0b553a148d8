// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputdocument.h"
#include "core/output/outputlens.h"
#include "core/output/streamdecoder.h"
#include "tests/support/filesizelimit_unix.h"
#include "tests/support/logfiles.h"

#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <array>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(CommandRunner::OutputEncoding)

namespace {

constexpr auto out = OutputStream::Standard;
constexpr auto err = OutputStream::Error;

QByteArray le(const QString &text)
{
    return QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
}

const QByteArray leMark("\xff\xfe");

QStringList shown(const OutputDocument &document)
{
    QStringList result;
    for (const OutputLine &line : document.lines(0, document.lineCount()))
        result.append((line.stream == err ? u"! "_s : QString()) + plainText(line));
    return result;
}

} // namespace

// A log in another encoding, read, searched and followed through its transcript.
class TestTranscript final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_files = std::make_unique<LogFiles>();
    }
    void utf8HasNone_data();
    void utf8HasNone();
    void streamsCutEachOthersCharacters();
    void marksOfEachStream_data();
    void marksOfEachStream();
    void guessWhileTheRunIsYoung();
    void lateMarkKeepsWhatWasRead();
    void timesAndRecords();
    void growsAndPrompts();
    void withoutRecords();
    void chosenAgainstTheMark();
    void finds();
    void filters();
    void longLine();
    void anyBytesInAnyPieces_data();
    void anyBytesInAnyPieces();
    void folderGoesWithTheDocument();
    void abandonedFoldersGo();
    void scratchThatCannotBeWritten();
    void fullDisk();

private:
    OutputReading reading(OutputEncoding encoding) const { return {encoding, m_scratch->path()}; }
    std::unique_ptr<OutputDocument> open(OutputEncoding encoding = OutputEncoding::Automatic) const
    {
        return std::make_unique<OutputDocument>(LogSource{.logPath = m_files->logPath(),
                                                          .indexPath = m_files->indexPath()},
                                                reading(encoding));
    }
    QStringList folders() const
    {
        return QDir(m_scratch->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<LogFiles> m_files;
};

void TestTranscript::utf8HasNone_data()
{
    QTest::addColumn<OutputEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("automatic") << OutputEncoding::Automatic << "é\n"_ba;
    QTest::newRow("UTF-8") << OutputEncoding::Utf8 << "é\n"_ba;
    QTest::newRow("UTF-8 takes no other mark") << OutputEncoding::Utf8 << leMark + "a\n";
    QTest::newRow("nearly a mark") << OutputEncoding::Automatic << "\xef\xbb\xbe\n"_ba;
    QTest::newRow("half a mark") << OutputEncoding::Automatic << "\xff"_ba;
    QTest::newRow("nothing") << OutputEncoding::Automatic << QByteArray();
}

void TestTranscript::utf8HasNone()
{
    QFETCH(OutputEncoding, encoding);
    QFETCH(QByteArray, bytes);
    if (!bytes.isEmpty())
        m_files->write(bytes);
    const auto document = open(encoding);
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QCOMPARE(document->byteCount(), bytes.size());
    QVERIFY(!document->source().transcript);
    QCOMPARE(document->source().logPath, m_files->logPath());
    QVERIFY(folders().isEmpty());
}

void TestTranscript::streamsCutEachOthersCharacters()
{
    // Each character of "äö" and of the pair is cut by a byte of the other stream.
    const QByteArray text = le(u"äö\U0001F600\nb"_s);
    for (qsizetype i = 0; i < text.size(); ++i) {
        m_files->write(text.sliced(i, 1), out, i);
        if (i < 6)
            m_files->write(le(u"e\n"_s).sliced(i % 4, 1), err, i);
    }
    const auto document = open(OutputEncoding::Utf16Le);
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QString standard;
    QString error;
    for (const OutputLine &line : document->lines(0, document->lineCount()))
        (line.stream == err ? error : standard) += plainText(line)
            + (line.newline ? u"\n"_s : u""_s);
    QCOMPARE(standard, u"äö\U0001F600\nb"_s);
    QCOMPARE(error, u"e\ne"_s);
}

void TestTranscript::marksOfEachStream_data()
{
    QTest::addColumn<QByteArray>("standard");
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("both") << leMark + le(u"a\n"_s) << leMark + le(u"ü\n"_s)
                          << QStringList{u"a"_s, u"! ü"_s};
    QTest::newRow("output only") << leMark + le(u"ä\n"_s) << "ü\n"_ba
                                 << QStringList{u"ä"_s, u"! ü"_s};
    QTest::newRow("errors only") << "ä\n"_ba << leMark + le(u"ü\n"_s)
                                 << QStringList{u"ä"_s, u"! ü"_s};
    QTest::newRow("UTF-8") << "\xef\xbb\xbfä\n"_ba << "\xef\xbb\xbfü\n"_ba
                           << QStringList{u"ä"_s, u"! ü"_s};
    QTest::newRow("UTF-8 and nothing")
        << "\xef\xbb\xbfä"_ba << "ü\n"_ba << QStringList{u"ä"_s, u"! ü"_s};
    QTest::newRow("big endian") << QByteArray("\xfe\xff\0a\0\n", 6) << "b\n"_ba
                                << QStringList{u"a"_s, u"! b"_s};
}

void TestTranscript::marksOfEachStream()
{
    QFETCH(QByteArray, standard);
    QFETCH(QByteArray, error);
    QFETCH(QStringList, lines);
    m_files->write(standard, out);
    m_files->write(error, err);
    {
        const auto document = open();
        document->setFinished();
        QTRY_VERIFY(document->isFinished());
        QCOMPARE(shown(*document), lines);
    }
    m_files = std::make_unique<LogFiles>(); // standard error comes first
    m_files->write(error, err);
    m_files->write(standard, out);
    const auto document = open();
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QCOMPARE(shown(*document), (QStringList{lines[1], lines[0]}));
    QVERIFY(document->source().transcript);
}

void TestTranscript::guessWhileTheRunIsYoung()
{
    const auto document = open();
    QSignalSpy changed(document.get(), &OutputDocument::sourceChanged);
    const QByteArray text = leMark + le(u"né\n"_s);
    for (qsizetype i = 0; i < text.size(); ++i) {
        m_files->writeLog(text.sliced(i, 1)); // its record comes a moment later
        document->grow();
        QTest::qWait(1);
        m_files->writeRecord(i, 1, out);
        document->grow();
        if (i == 3)
            QTRY_COMPARE(shown(*document), QStringList{u"n"_s});
    }
    QTRY_COMPARE(shown(*document), QStringList{u"né"_s});
    QTRY_COMPARE(document->source().encoding, OutputEncoding::Utf16Le);
    QVERIFY(!changed.isEmpty());
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QCOMPARE(shown(*document), QStringList{u"né"_s});
}

void TestTranscript::lateMarkKeepsWhatWasRead()
{
    const auto document = open();
    document->find(u"ö"_s);
    QByteArray before;
    for (int i = 0; i < 2000; ++i)
        before += "wörn " + QByteArray::number(i) + '\n';
    m_files->write(before, err, 5);
    document->grow();
    QTRY_COMPARE(document->lineCount(), 2000);
    QVERIFY(!document->source().transcript);
    m_files->write(leMark + le(u"größer\nend\n"_s), out, 7);
    document->grow();
    QTRY_COMPARE(document->lineCount(), 2002);
    QVERIFY(document->source().transcript);
    const QStringList lines = shown(*document);
    QCOMPARE(lines[1999], u"! wörn 1999"_s);
    QCOMPARE(lines[2000], u"größer"_s);
    QTRY_COMPARE(document->matchCount(), 2001);
    m_files->write(le(u"noch größer\n"_s), out, 8);
    document->grow();
    QTRY_COMPARE(document->matchCount(), 2002);
    QCOMPARE(document->lines(2002, 1).first().time, 8);
}

void TestTranscript::timesAndRecords()
{
    for (int i = 0; i < 500; ++i)
        m_files->write("\xe4 " + QByteArray::number(i) + '\n', i % 3 == 0 ? err : out, 1000 + i);
    const auto document = open(OutputEncoding::Latin1);
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QCOMPARE(document->lineCount(), 500);
    for (const OutputLine &line : document->lines(0, 500)) {
        QCOMPARE(plainText(line), u"ä %1"_s.arg(line.number));
        QCOMPARE(line.time, 1000 + line.number);
        QCOMPARE(line.stream, line.number % 3 == 0 ? err : out);
    }
}

void TestTranscript::growsAndPrompts()
{
    const auto document = open(OutputEncoding::Latin1);
    document->grow();
    m_files->write("Fr\xe4ge? "_ba);
    document->grow();
    QTRY_COMPARE(shown(*document), QStringList{u"Fräge? "_s});
    QVERIFY(!document->lines(0, 1).first().complete);
    m_files->write("j\xe4\nok"_ba);
    document->grow();
    QTRY_COMPARE(shown(*document), (QStringList{u"Fräge? jä"_s, u"ok"_s}));
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QVERIFY(!document->lines(1, 1).first().newline);
}

void TestTranscript::withoutRecords()
{
    m_files->writeLog("\xe4\n\xf6"); // as a killed host leaves it
    const auto document = open(OutputEncoding::Latin1);
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QCOMPARE(shown(*document), (QStringList{u"ä"_s, u"ö"_s}));
    m_files = std::make_unique<LogFiles>();
    m_files->writeLog(leMark + le(u"ä"_s));
    const auto guessed = open();
    guessed->setFinished();
    QTRY_VERIFY(guessed->isFinished());
    QCOMPARE(shown(*guessed), QStringList{u"ä"_s});
}

void TestTranscript::chosenAgainstTheMark()
{
    m_files->write(QByteArray("\xfe\xff\0a\0\n", 6), err);
    const auto wide = open(OutputEncoding::Utf16);
    wide->setFinished();
    QTRY_VERIFY(wide->isFinished());
    QCOMPARE(shown(*wide), QStringList{u"! a"_s});
    QCOMPARE(wide->source().encoding, OutputEncoding::Utf16Be);
    m_files = std::make_unique<LogFiles>();
    m_files->write(leMark + "a\n");
    const auto document = open(OutputEncoding::Latin1);
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QCOMPARE(shown(*document), QStringList{u"ÿþa"_s});
}

void TestTranscript::finds()
{
    QString text;
    for (int i = 0; i < 3000; ++i)
        text += i % 100 == 7 ? u"Größe 上 %1\n"_s.arg(i) : u"line %1\n"_s.arg(i);
    m_files->write(leMark + le(text));
    const auto document = open();
    document->find(FindQuery{.text = u"größe 上"_s});
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QTRY_COMPARE(document->matchCount(), 30);
    QTRY_VERIFY(!document->isSearching());
    QCOMPARE(document->nextMatch(0, false), 7);
    QCOMPARE(document->lineCount(), 3000);
    document->find(FindQuery{.text = u"^gr.ße"_s, .regularExpression = true});
    QTRY_COMPARE(document->matchCount(), 30);
}

void TestTranscript::filters()
{
    m_files->write("\xe4pfel\nbirne\nFehler: kein \xd6l\n\xc4pfel\n"_ba);
    const auto document = open(OutputEncoding::Latin1);
    LineFilters filters;
    LineFilter filter;
    filter.pattern.text = u"äpfel"_s;
    filters.filters = {filter};
    document->lens().setFilters(filters);
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QTRY_COMPARE(document->rowCount(), 2);
    QCOMPARE(document->row(0).line, 0);
    QCOMPARE(document->row(1).line, 3);
}

void TestTranscript::longLine()
{
    const QByteArray line(3 << 20, '\xe4');
    m_files->write(line + "\nend\n");
    const auto document = open(OutputEncoding::Latin1);
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QCOMPARE(document->lineCount(), 2);
    const OutputLine first = document->lines(0, 1).first();
    QCOMPARE(first.byteCount, 2 * line.size());
    QCOMPARE(document->bytes(first.offset, first.byteCount), QString::fromLatin1(line).toUtf8());
    QCOMPARE(plainText(document->lines(1, 1).first()), u"end"_s);
}

void TestTranscript::anyBytesInAnyPieces_data()
{
    QTest::addColumn<OutputEncoding>("encoding");
    for (const OutputEncoding encoding : availableEncodings())
        QTest::newRow(qPrintable(encodingName(encoding))) << encoding;
}

// Whatever comes in whatever pieces: each stream's text is that of its bytes at once.
void TestTranscript::anyBytesInAnyPieces()
{
    QFETCH(OutputEncoding, encoding);
    QRandomGenerator random(4711);
    for (int turn = 0; turn < 4; ++turn) {
        m_files = std::make_unique<LogFiles>();
        std::array<QByteArray, 2> bytes;
        const auto document = open(encoding);
        for (int piece = 0; piece < 200; ++piece) {
            QByteArray part;
            const int size = random.bounded(1, 7);
            for (int i = 0; i < size; ++i) {
                const int kind = random.bounded(8);
                part.append(kind == 0      ? '\n'
                                : kind < 4 ? char(random.bounded('a', 'z'))
                                           : char(random.bounded(0x80, 0x100)));
            }
            const int stream = random.bounded(2);
            bytes[size_t(stream)] += part;
            m_files->write(part, stream == 0 ? out : err, piece);
            if (random.bounded(4) == 0)
                document->grow();
        }
        document->setFinished();
        QTRY_VERIFY(document->isFinished());
        std::array<QByteArray, 2> texts;
        for (const OutputLine &line : document->lines(0, document->lineCount()))
            texts[line.stream == err] += document->bytes(line.offset, line.byteCount)
                + (line.newline ? "\n" : "");
        for (size_t i = 0; i < 2; ++i) {
            QByteArray expected;
            const auto decoder = makeStreamDecoder(encoding);
            decoder->decode(bytes[i], expected);
            decoder->finish(expected);
            QCOMPARE(texts[i], expected);
        }
    }
}

void TestTranscript::folderGoesWithTheDocument()
{
    m_files->write("\xe4\n"_ba);
    auto document = open(OutputEncoding::Latin1);
    document->setFinished();
    QTRY_VERIFY(document->isFinished());
    QCOMPARE(folders().size(), 1);
    LogSource kept = document->source();
    document.reset();
    QCOMPARE(folders().size(), 1); // somebody still reads it
    {
        OutputDocument other(kept, {OutputEncoding::Utf8, m_scratch->path()});
        other.setFinished();
        QTRY_VERIFY(other.isFinished());
        QCOMPARE(shown(other), QStringList{u"ä"_s});
        kept = {};
        QCOMPARE(folders().size(), 1);
    }
    QVERIFY(folders().isEmpty());
}

void TestTranscript::abandonedFoldersGo()
{
    const QDir scratch(m_scratch->path());
    const auto abandoned = [&scratch](const QString &name, const QByteArray &lock) {
        QVERIFY(scratch.mkpath(name));
        QFile content(scratch.filePath(name + u"/output.log"_s));
        QVERIFY(content.open(QIODevice::WriteOnly) && content.write("old") == 3);
        QFile file(scratch.filePath(name + u"/lock"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lock) == lock.size());
    };
    const QByteArray host = QSysInfo::machineHostName().toUtf8();
    // No process can have such a number.
    abandoned(u"transcript-dead"_s, "999999999\nsomebody\n" + host + "\n\n\n");
    m_files->write("\xe4\n"_ba);
    const auto first = open(OutputEncoding::Latin1);
    first->setFinished();
    QTRY_VERIFY(first->isFinished());
    QCOMPARE(folders().size(), 1);
    QVERIFY(!scratch.exists(u"transcript-dead"_s));
    const auto second = open(OutputEncoding::Latin1);
    second->setFinished();
    QTRY_VERIFY(second->isFinished());
    QCOMPARE(folders().size(), 2); // the first one is in use
    QCOMPARE(shown(*first), QStringList{u"ä"_s});
}

void TestTranscript::scratchThatCannotBeWritten()
{
    m_files->write("\xe4\n"_ba);
    QFile file(m_scratch->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    OutputDocument document(LogSource{.logPath = m_files->logPath(),
                                      .indexPath = m_files->indexPath()},
                            {OutputEncoding::Latin1, file.fileName() + u"/below"_s});
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QCOMPARE(shown(document), QStringList{u"ä"_s}); // in the system's folder
    QVERIFY(document.source().logPath.startsWith(QDir::tempPath()));
}

void TestTranscript::fullDisk()
{
    QByteArray bytes;
    for (int i = 0; i < 20'000; ++i)
        bytes += "\xe4\xf6 " + QByteArray::number(i) + '\n';
    for (qsizetype at = 0; at < bytes.size(); at += 1000)
        m_files->write(bytes.sliced(at, std::min<qsizetype>(1000, bytes.size() - at)), out, at);
    auto document = open(OutputEncoding::Latin1);
    QSignalSpy failed(document.get(), &OutputDocument::transcriptFailed);
    {
        const FileSizeLimit full(50'000);
        document->setFinished();
        QTRY_VERIFY(document->isFinished());
    }
    QCOMPARE(failed.size(), 1);
    QCOMPARE(document->transcriptError()->code, ErrorCode::Io);
    QVERIFY(!document->transcriptError()->detail.isEmpty());
    QVERIFY(document->lineCount() > 3000);
    QCOMPARE(plainText(document->lines(3000, 1).first()), u"äö 3000"_s);
    QVERIFY(!document->isDamaged());
}

QTEST_GUILESS_MAIN(TestTranscript)
#include "tst_transcript.moc"
