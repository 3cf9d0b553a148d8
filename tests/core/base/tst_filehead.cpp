// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filehead.h"
#include "tests/support/scratchfolder.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class FileHeadTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void heads();
    void whatIsNoFile();
};

void FileHeadTest::heads()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"grün.sh"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"empty"_s, ""));
    auto head = readFileHead(scratch.filePath(u"grün.sh"_s), 100);
    QVERIFY(head);
    QCOMPARE(head->bytes, QByteArray("#!/bin/sh\n"));
    QVERIFY(head->executable && head->complete);
    head = readFileHead(scratch.filePath(u"grün.sh"_s), 2);
    QVERIFY(head);
    QCOMPARE(head->bytes, QByteArray("#!"));
    QVERIFY(!head->complete);
    head = readFileHead(scratch.filePath(u"empty"_s), 100);
    QVERIFY(head);
    QVERIFY(head->bytes.isEmpty() && head->complete && !head->executable);
}

void FileHeadTest::whatIsNoFile()
{
    const ScratchFolder scratch;
    QCOMPARE(readFileHead(scratch.filePath(u"gone"_s), 1).error().code, ErrorCode::NotFound);
    QCOMPARE(readFileHead(scratch.path(), 1).error().code, ErrorCode::InvalidFormat);
}

QTEST_GUILESS_MAIN(FileHeadTest)
#include "tst_filehead.moc"
