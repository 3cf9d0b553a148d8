// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/compressedlog.h"
#include "core/output/logcompression.h"
#include "core/output/logfile.h"
#include "core/output/outputdocument.h"
#include "core/output/outputlog.h"
#include "core/output/segmentedlog.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <memory>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// A log in its compressed form reads as the plain one, and what is damaged of it harms nobody.
class TestCompressedLog final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void readsTheSameAtEveryBoundary_data();
    void readsTheSameAtEveryBoundary();
    void otherProgramsReadIt();
    void smallLogsStay();
    void whatIsDoneStays();
    void leftoversOfAKill();
    void oneAtATime();
    void cancelled();
    void cannotBeWritten();
    void openReadersGoOn();
    void cutAnywhere();
    void flippedBytes();
    void hostileTables_data();
    void hostileTables();
    void frameThatPromisesTooMuch();
    void headAndTail();
    void documentSaysWhatIsDamaged();

private:
    QString log() const { return m_dir->filePath(u"output.log"_s); }
    QString index() const { return m_dir->filePath(u"output.idx"_s); }
    QString compressed() const { return compressedLogPath(log()); }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArray readThrough(const QString &path, qint64 piece)
    {
        LogFile file(path);
        QByteArray all;
        QByteArray bytes(piece, Qt::Uninitialized);
        for (qint64 got; (got = file.read(all.size(), bytes.data(), piece)) > 0;)
            all.append(bytes.constData(), got);
        return all;
    }
    QByteArray compressSome(qint64 size);

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

constexpr qint64 frame = CompressedLog::frameBytes;

QByteArray randomBytes(qint64 size, quint32 seed = 1)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(seed);
    for (qint64 i = 0; i < size; ++i) // something that compresses, and something that does not
        bytes[i] = i / 1000 % 2 ? char(random.generate()) : "some text\n"[i % 10];
    return bytes;
}

QByteArray fourBytes(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

} // namespace

QByteArray TestCompressedLog::compressSome(qint64 size)
{
    const QByteArray bytes = randomBytes(size);
    write(log(), bytes);
    if (!compressLog(log()))
        qFatal("it was not compressed");
    return bytes;
}

void TestCompressedLog::readsTheSameAtEveryBoundary_data()
{
    QTest::addColumn<qint64>("size");
    QTest::newRow("smallest") << smallestCompressedLog;
    QTest::newRow("a byte less than a frame") << frame - 1;
    QTest::newRow("a frame") << frame;
    QTest::newRow("a byte more") << frame + 1;
    QTest::newRow("frames") << 3 * frame;
    QTest::newRow("frames and a piece") << 5 * frame + 4711;
}

void TestCompressedLog::readsTheSameAtEveryBoundary()
{
    QFETCH(const qint64, size);
    const QByteArray bytes = compressSome(size);
    QVERIFY(!QFile::exists(log()));
    const auto use = logFileUse(log());
    QVERIFY(use && use->compressed);
    QCOMPARE(use->contentBytes, size);
    QCOMPARE(use->diskBytes, QFileInfo(compressed()).size());
    QVERIFY(use->diskBytes < size);

    LogFile file(log());
    QCOMPARE(file.size(), size);
    QVERIFY(!file.isRemoved() && !file.isDamaged());
    for (qint64 edge = 0; edge <= size + frame; edge += frame) {
        for (const qint64 offset : {edge - 2, edge - 1, edge, edge + 1}) {
            for (const qint64 length : {qint64(1), qint64(3), frame - 1, frame, 2 * frame + 5}) {
                if (offset < 0)
                    continue;
                QByteArray got(length, '!');
                got.resize(file.read(offset, got.data(), length));
                QVERIFY2(got == bytes.mid(offset, length),
                         qPrintable(u"%1 bytes at %2"_s.arg(length).arg(offset)));
            }
        }
    }
    QRandomGenerator random(7);
    for (int i = 0; i < 200; ++i) {
        const qint64 offset = random.bounded(size);
        QByteArray got(random.bounded(1, 2000), '!');
        const qint64 length = got.size();
        got.resize(file.read(offset, got.data(), length));
        QCOMPARE(got, bytes.mid(offset, length));
    }
    for (const qint64 piece : {qint64(1000), frame, qint64(1) << 20})
        QVERIFY(readThrough(log(), piece) == bytes);
}

void TestCompressedLog::otherProgramsReadIt()
{
    const QString zstd = QStandardPaths::findExecutable(u"zstd"_s);
    if (zstd.isEmpty())
        QSKIP("there is no zstd here");
    const QByteArray bytes = compressSome(3 * frame + 99);
    QProcess process;
    process.start(zstd, {u"-dc"_s, compressed()});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput() == bytes);

    // And what that program compressed, which has no table, is read here.
    write(log(), bytes);
    QFile::remove(compressed());
    process.start(zstd, {u"-q"_s, u"--rm"_s, log()});
    QVERIFY(process.waitForFinished());
    QVERIFY(!QFile::exists(log()));
    QVERIFY(readThrough(log(), 10'000) == bytes);
    LogFile theirs(log());
    QCOMPARE(theirs.size(), bytes.size());
    QVERIFY(!theirs.isDamaged());
}

void TestCompressedLog::smallLogsStay()
{
    for (const qint64 size : {qint64(0), qint64(1), smallestCompressedLog - 1}) {
        write(log(), QByteArray(size, 'x'));
        const auto use = compressLog(log());
        QVERIFY(use && !use->compressed);
        QCOMPARE(use->diskBytes, size);
        QVERIFY(QFile::exists(log()) && !QFile::exists(compressed()));
    }
    QFile::remove(log());
    QCOMPARE(compressLog(log()).error().code, ErrorCode::NotFound);
}

void TestCompressedLog::whatIsDoneStays()
{
    compressSome(2 * frame);
    const QByteArray stored = contentOf(compressed());
    const auto again = compressLog(log());
    QVERIFY(again && again->compressed);
    QVERIFY(contentOf(compressed()) == stored);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList(u"output.log.zst"_s));
}

// As it looks when the process is killed at each step.
void TestCompressedLog::leftoversOfAKill()
{
    const QByteArray bytes = compressSome(2 * frame);
    const QByteArray stored = contentOf(compressed());

    // In the middle of writing.
    QVERIFY(QFile::remove(compressed()));
    write(log(), bytes);
    write(compressed() + u".new"_s, stored.first(stored.size() / 2));
    QVERIFY(readThrough(log(), frame) == bytes);
    QVERIFY(compressLog(log()));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList(u"output.log.zst"_s));
    QVERIFY(readThrough(log(), frame) == bytes);

    // Before the plain file was removed; the plain one counts, whatever the other holds.
    write(log(), bytes);
    write(compressed(), stored.first(stored.size() / 2));
    QVERIFY(readThrough(log(), frame) == bytes);
    QVERIFY(compressLog(log()));
    QVERIFY(!QFile::exists(log()));
    QVERIFY(contentOf(compressed()) == stored);
}

void TestCompressedLog::oneAtATime()
{
    const QByteArray bytes = randomBytes(2 * frame);
    write(log(), bytes);
    QLockFile other(compressed() + u".lock"_s);
    QVERIFY(other.tryLock());
    QCOMPARE(compressLog(log()).error().code, ErrorCode::Busy);
    QVERIFY(contentOf(log()) == bytes);
    other.unlock();
    QVERIFY(compressLog(log()));
}

void TestCompressedLog::cancelled()
{
    const QByteArray bytes = randomBytes(4 * frame);
    write(log(), bytes);
    for (int allowed = 0; allowed < 8; ++allowed) { // four frames are written, and read back
        int asked = 0;
        const auto done = compressLog(log(), [&] { return asked++ < allowed; });
        QCOMPARE(done.error().code, ErrorCode::Refused);
        QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList(u"output.log"_s));
        QVERIFY(contentOf(log()) == bytes);
    }
    int asked = 0;
    QVERIFY(compressLog(log(), [&] { return asked++ < 8; }));
}

void TestCompressedLog::cannotBeWritten()
{
    const QByteArray bytes = randomBytes(2 * frame);
    write(log(), bytes);
    QVERIFY(QDir().mkdir(compressed() + u".new"_s)); // nobody's file can be written there
    QVERIFY(!compressLog(log()));
    QVERIFY(contentOf(log()) == bytes);
    QVERIFY(!QFile::exists(compressed()));
}

void TestCompressedLog::openReadersGoOn()
{
    const QByteArray bytes = randomBytes(3 * frame);
    write(log(), bytes);
    LogFile file(log());
    QCOMPARE(file.size(), bytes.size());
    QVERIFY(compressLog(log()));
    QVERIFY(!file.isRemoved());
    QByteArray got(bytes.size(), '\0');
    QCOMPARE(file.read(0, got.data(), got.size()), bytes.size());
    QVERIFY(got == bytes);
    QFile::remove(compressed());
    QVERIFY(file.isRemoved());
}

void TestCompressedLog::cutAnywhere()
{
    const QByteArray bytes = compressSome(5 * frame + 1);
    const QByteArray stored = contentOf(compressed());
    QRandomGenerator random(3);
    QList<qint64> sizes{0, 1, 4, stored.size() - 1, stored.size() - 9, stored.size() - 60};
    for (int i = 0; i < 40; ++i)
        sizes.append(random.bounded(stored.size()));
    for (const qint64 size : std::as_const(sizes)) {
        write(compressed(), stored.first(size));
        LogFile file(log());
        const qint64 left = file.size();
        QVERIFY(left <= bytes.size());
        QVERIFY2(file.isDamaged(), qPrintable(QString::number(size)));
        QVERIFY(left % frame == 0 || left == bytes.size()); // what frames are whole
        QVERIFY(readThrough(log(), 100'000) == bytes.first(left));
    }
}

void TestCompressedLog::flippedBytes()
{
    const QByteArray bytes = compressSome(5 * frame + 1);
    const QByteArray stored = contentOf(compressed());
    QRandomGenerator random(5);
    int noticed = 0;
    constexpr int times = 200;
    for (int i = 0; i < times; ++i) {
        QByteArray wrong = stored;
        const qint64 place = i < 70 ? stored.size() - 1 - i : random.bounded(stored.size());
        wrong[place] = char(wrong[place] ^ (1 << random.bounded(8)));
        write(compressed(), wrong);
        LogFile file(log());
        QByteArray got(bytes.size() + frame, '\0');
        got.resize(file.read(0, got.data(), got.size()));
        QVERIFY2(bytes.startsWith(got), qPrintable(u"byte %1"_s.arg(place)));
        const bool whole = got.size() == bytes.size();
        QVERIFY2(whole || file.isDamaged(), qPrintable(u"byte %1"_s.arg(place)));
        noticed += file.isDamaged() ? 1 : 0;
    }
    // Some bits mean nothing, as two of the table's flags.
    QVERIFY2(noticed > times - 10, qPrintable(QString::number(noticed)));
}

void TestCompressedLog::hostileTables_data()
{
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<quint32>("count");
    const QByteArray most = fourBytes(0xffffffff);
    QTest::newRow("frames that are not there") << QByteArray() << 0xffffffffU;
    QTest::newRow("more than can be") << QByteArray() << 0x8000000U;
    QTest::newRow("content without end") << fourBytes(0) + most << 1U;
    QTest::newRow("stored without end") << most + fourBytes(100) << 1U;
    QTest::newRow("much of both") << (most + most).repeated(1000) << 1000U;
    QTest::newRow("frames of nothing") << fourBytes(0).repeated(2000) << 1000U;
    QTest::newRow("content from nothing")
        << (fourBytes(0) + fourBytes(CompressedLog::largestFrame)).repeated(1000) << 1000U;
    QTest::newRow("none") << QByteArray() << 0U;
}

void TestCompressedLog::hostileTables()
{
    QFETCH(const QByteArray, entries);
    QFETCH(const quint32, count);
    const QByteArray footer = fourBytes(count) + '\0' + fourBytes(SeekTable::seekableMagic);
    const QByteArray table = fourBytes(SeekTable::skippableMagic)
        + fourBytes(quint32(entries.size() + footer.size())) + entries + footer;
    const QByteArray bytes = compressSome(2 * frame);
    QByteArray stored = contentOf(compressed());
    stored.chop(SeekTable::headerSize + 2 * SeekTable::entrySize + SeekTable::footerSize);
    for (const QByteArray &frames : {stored, QByteArray()}) {
        write(compressed(), frames + table);
        LogFile file(log());
        QByteArray got(bytes.size() + 1, '\0');
        got.resize(file.read(0, got.data(), got.size()));
        QVERIFY(frames.isEmpty() ? got.isEmpty() : got == bytes);
        QVERIFY(file.read(file.size() - 1, got.data(), 1) <= 1);
        QVERIFY(file.read(std::numeric_limits<qint64>::max() - 1, got.data(), 1) == 0);
        QVERIFY(file.read(-1, got.data(), 1) == 0);
    }
}

void TestCompressedLog::frameThatPromisesTooMuch()
{
    // A header of a frame with 8 bytes of content size: a terabyte.
    QByteArray size(8, '\0');
    qToLittleEndian(quint64(1) << 40, size.data());
    write(compressed(),
          QByteArray::fromHex("28b52ffd") + char(0xe0) + size + QByteArray(100, '\1'));
    LogFile file(log());
    QCOMPARE(file.size(), 0);
    QVERIFY(file.isDamaged());
}

void TestCompressedLog::headAndTail()
{
    constexpr qint64 limit = 512 << 10;
    OutputLogWriter writer;
    writer.setLimit(limit);
    QVERIFY(writer.open(log(), index()));
    for (int i = 0; i < 200'000; ++i)
        writer.append(OutputStream::Standard, "line " + QByteArray::number(i) + '\n', i);
    writer.close();
    const auto all = [this] {
        SegmentedLog reader(log());
        QByteArray bytes(reader.size(), Qt::Uninitialized);
        bytes.resize(reader.read(0, bytes.data(), bytes.size()));
        return bytes;
    };
    const QByteArray before = all();
    const QList<LogSegment> segments = logSegments(log());
    QVERIFY(segments.size() >= 2);
    const auto isSame = [&] {
        SegmentedLog reader(log());
        reader.size();
        return all() == before && logSegments(log()).size() == segments.size()
            && reader.gap().exists() && !reader.isDamaged();
    };
    SegmentedLog open(log());
    open.size();
    for (const LogSegment &segment : segments) { // some of them are, some are not
        if (QFileInfo(segment.path).size() < smallestCompressedLog)
            continue; // the last one
        QVERIFY(compressLog(segment.path));
        QVERIFY(isSame());
    }
    write(segments.first().path, readThrough(segments.first().path, frame)); // both are there
    QVERIFY(isSame());
    QVERIFY(compressLog(log()));
    QVERIFY(isSame());
    QVERIFY(compressLog(segments.first().path));
    QVERIFY(isSame());
    QVERIFY(!open.isRemoved());
    QCOMPARE(open.size(), before.size());
    QVERIFY(QDir(m_dir->path()).entryList({u"*.log"_s}, QDir::Files).size() <= 1);

    write(compressedLogPath(segments.first().path), "nothing that zstd knows");
    SegmentedLog damaged(log());
    QCOMPARE(damaged.size(), before.size());
    QByteArray bytes(before.size(), Qt::Uninitialized);
    QCOMPARE(damaged.read(0, bytes.data(), bytes.size()), before.size()); // the rest is there
    QVERIFY(damaged.isDamaged());
    QVERIFY(bytes.last(segments.last().offset / 100) == before.last(segments.last().offset / 100));
}

void TestCompressedLog::documentSaysWhatIsDamaged()
{
    const auto finish = [](OutputDocument &document) {
        QSignalSpy finished(&document, &OutputDocument::finished);
        document.setFinished();
        return finished.count() > 0 || finished.wait();
    };
    OutputLogWriter writer;
    QVERIFY(writer.open(log(), index()));
    QByteArray bytes;
    for (int i = 0; i < 100'000; ++i)
        bytes += "line " + QByteArray::number(i) + '\n';
    writer.append(OutputStream::Standard, bytes, 0);
    writer.close();

    OutputDocument open(log(), index());
    QVERIFY(finish(open));
    QVERIFY(compressLog(log()));
    open.grow();
    QCOMPARE(open.lines(50'000, 1).first().bytes, "line 50000"_ba);

    OutputDocument document(log(), index());
    QVERIFY(finish(document));
    QCOMPARE(document.lineCount(), 100'000);
    QCOMPARE(document.lines(99'999, 1).first().bytes, "line 99999"_ba);
    QVERIFY(!document.isDamaged());
    QVERIFY(!open.isDamaged());

    const QByteArray stored = contentOf(compressed());
    QByteArray wrong = stored;
    wrong[stored.size() / 2] = char(~wrong[stored.size() / 2]);
    for (const QByteArray &damage : {wrong, stored.first(stored.size() / 2)}) {
        write(compressed(), damage);
        OutputDocument damaged(log(), index());
        QVERIFY(finish(damaged));
        QTRY_VERIFY(damaged.isDamaged());
        QVERIFY(damaged.lineCount() > 0 && damaged.lineCount() < 100'000);
        QCOMPARE(damaged.lines(7, 1).first().bytes, "line 7"_ba);
    }
}

QTEST_GUILESS_MAIN(TestCompressedLog)
#include "tst_compressedlog.moc"
