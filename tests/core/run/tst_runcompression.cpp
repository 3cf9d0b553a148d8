// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/compressedlog.h"
#include "core/output/logfile.h"
#include "core/output/outputlog.h"
#include "core/output/segmentedlog.h"
#include "core/run/runcompression.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// The output of a run that has ended is compressed as a whole, and no other.
class TestRunCompression final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatStillRunsIsLeft();
    void headAndSegments();
    void stoppedAnywhere();
    void nothingToDo();
    void keepsItsMode();
    void survivesKills();
    void interruptedRunIsStillCounted();

private:
    static constexpr qint64 limit = 512 << 10;

    void writeOutput(int lines) const
    {
        OutputLogWriter writer;
        writer.setLimit(limit);
        QVERIFY(writer.open(m_folder->log(), m_folder->index()));
        for (int i = 0; i < lines; ++i)
            writer.append(OutputStream::Standard, "line " + QByteArray::number(i) + '\n', i);
    }
    void end() const
    {
        RunOutcome outcome;
        outcome.state = RunState::Succeeded;
        QVERIFY(m_folder->writeOutcome(outcome));
    }
    QByteArray output() const
    {
        SegmentedLog log(m_folder->log());
        QByteArray bytes(log.size(), Qt::Uninitialized);
        bytes.resize(log.read(0, bytes.data(), bytes.size()));
        return bytes;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RunFolder> m_folder;
};

void TestRunCompression::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<RunFolder>(m_dir->filePath(u"r"_s));
    QVERIFY(QDir().mkpath(m_folder->path()));
}

void TestRunCompression::whatStillRunsIsLeft()
{
    writeOutput(10'000);
    QCOMPARE(compressOutput(*m_folder).error().code, ErrorCode::Busy);
    QVERIFY(QFile::exists(m_folder->log()));
    const OutputUse use = outputUse(*m_folder);
    QCOMPARE(use.files, 1);
    QCOMPARE(use.compressedFiles, 0);
    QCOMPARE(use.diskBytes, QFileInfo(m_folder->log()).size());
    QCOMPARE(use.compressibleBytes, use.diskBytes);
}

void TestRunCompression::headAndSegments()
{
    writeOutput(200'000);
    end();
    const QByteArray before = output();
    const OutputUse plain = outputUse(*m_folder);
    QVERIFY(plain.files >= 3);
    const auto use = compressOutput(*m_folder);
    QVERIFY(use);
    QVERIFY(use->compressedFiles >= plain.files - 1); // the last segment may be small
    QCOMPARE(use->files, plain.files);
    QCOMPARE(use->contentBytes, plain.contentBytes);
    QCOMPARE(use->compressibleBytes, 0);
    QVERIFY(use->diskBytes < plain.diskBytes / 2);
    QVERIFY(output() == before);
}

void TestRunCompression::stoppedAnywhere()
{
    writeOutput(200'000);
    end();
    const QByteArray before = output();
    int allowed = 0;
    for (bool done = false; !done; ++allowed) {
        int asked = 0;
        const auto use = compressOutput(*m_folder, [&] { return asked++ < allowed; });
        done = use.has_value();
        QVERIFY(done || use.error().code == ErrorCode::Refused);
        QVERIFY(output() == before);
    }
    QVERIFY(allowed > 3);
    QCOMPARE(outputUse(*m_folder).compressibleBytes, 0);
}

void TestRunCompression::nothingToDo()
{
    QCOMPARE(outputUse(*m_folder).files, 0);
    end();
    QCOMPARE(compressOutput(*m_folder).value().files, 0);
    writeOutput(1);
    QCOMPARE(compressOutput(*m_folder).value().compressedFiles, 0);
    QVERIFY(QFile::exists(m_folder->log()));
}

void TestRunCompression::keepsItsMode()
{
    writeOutput(10'000);
    end();
    const QFile::Permissions mode = QFile::permissions(m_folder->log());
    QVERIFY(compressOutput(*m_folder));
    QCOMPARE(QFile::permissions(compressedLogPath(m_folder->log())), mode);
}

// A process that compresses is killed at any moment; whoever reads then reads everything.
void TestRunCompression::survivesKills()
{
    writeOutput(200'000);
    end();
    const QByteArray before = output();
    QRandomGenerator random(QTest::currentTestFunction()[0]);
    int killed = 0;
    int completed = 0;
    qint64 wholeMs = 0; // how long it takes when nobody interferes: the first round tells
    for (int round = 0; round < 60 && (killed < 10 || completed < 3); ++round) {
        QProcess process;
        QElapsedTimer timer;
        timer.start();
        process.start(QCoreApplication::applicationFilePath(), {u"--compress"_s, m_folder->path()});
        QVERIFY(process.waitForStarted());
        if (round == 0) {
            QVERIFY(process.waitForFinished());
            wholeMs = timer.elapsed();
        } else if (!process.waitForFinished(random.bounded(1, int(wholeMs) + 2))) {
            process.kill();
            QVERIFY(process.waitForFinished());
        }
        QVERIFY(output() == before);
        if (outputUse(*m_folder).compressibleBytes > 0) {
            ++killed;
            continue;
        }
        ++completed;
        QVERIFY(compressOutput(*m_folder)); // what a kill left behind
        for (const QString &name : QDir(m_folder->path()).entryList({u"*.zst"_s}, QDir::Files)) {
            QString plain = m_folder->path() + u'/' + name;
            plain.chop(4);
            LogFile stored(plain);
            QByteArray bytes(stored.size(), Qt::Uninitialized);
            QCOMPARE(stored.read(0, bytes.data(), bytes.size()), bytes.size());
            QFile file(plain); // as before
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(bytes), bytes.size());
            QVERIFY(QFile::remove(compressedLogPath(plain)));
        }
    }
    QVERIFY2(killed > 0 && completed > 0,
             qPrintable(u"%1 killed, %2 completed"_s.arg(killed).arg(completed)));
}

void TestRunCompression::interruptedRunIsStillCounted()
{
    writeOutput(200'000);
    const RunOutcome before = m_folder->interruptedOutcome();
    end();
    QVERIFY(compressOutput(*m_folder));
    QFile::remove(m_folder->outcomeFile());
    const RunOutcome after = m_folder->interruptedOutcome();
    QCOMPARE(after.lines, 200'000);
    QCOMPARE(after.lines, before.lines);
    QCOMPARE(after.outputBytes, before.outputBytes);
    QCOMPARE(after.outputDroppedTo, before.outputDroppedTo);
}

// With "--compress FOLDER" it is the process that is killed.
int main(int argc, char *argv[])
{
    if (argc == 3 && qstrcmp(argv[1], "--compress") == 0)
        return compressOutput(RunFolder(QFile::decodeName(argv[2]))) ? 0 : 1;
    QCoreApplication application(argc, argv);
    TestRunCompression test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runcompression.moc"
