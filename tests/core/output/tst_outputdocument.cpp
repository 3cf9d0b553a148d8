// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputdocument.h"
#include "tests/core/output/logfiles.h"

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

} // namespace

class TestOutputDocument : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void growsWhileItIsRead();
    void showsALastLineWithoutNewline();
    void foldsAndUnfolds();
    void finds();
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

QTEST_GUILESS_MAIN(TestOutputDocument)
#include "tst_outputdocument.moc"
