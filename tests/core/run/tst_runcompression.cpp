// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/compressedlog.h"
#include "core/output/outputlog.h"
#include "core/output/segmentedlog.h"
#include "core/run/runcompression.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
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

QTEST_GUILESS_MAIN(TestRunCompression)
#include "tst_runcompression.moc"
