// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/unifieddiff.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class UnifiedDiffTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void texts_data();
    void texts();
    void patchTakesThem();
};

void UnifiedDiffTest::texts_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("diff");
    QTest::newRow("the same") << QByteArray("a\nb\n") << QByteArray("a\nb\n") << QString();
    QTest::newRow("one line") << QByteArray("a\nb\nc\n") << QByteArray("a\nX\nc\n")
                              << u"@@ -1,3 +1,3 @@\n a\n-b\n+X\n c\n"_s;
    QTest::newRow("from nothing") << QByteArray() << QByteArray("a\nb\n")
                                  << u"@@ -0,0 +1,2 @@\n+a\n+b\n"_s;
    QTest::newRow("to nothing") << QByteArray("a\n") << QByteArray() << u"@@ -1 +0,0 @@\n-a\n"_s;
    QTest::newRow("a line end") << QByteArray("a\nb") << QByteArray("a\nb\n")
                                << u"@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"_s;
    QTest::newRow("invalid UTF-8")
        << QByteArray("a\n") << QByteArray("\xff\n") << u"@@ -1 +1 @@\n-a\n+\uFFFD\n"_s;
    QTest::newRow("far apart")
        << QByteArray("1\n2\n3\n4\n5\n6\n7\n8\n9\na\nb\n")
        << QByteArray("X\n2\n3\n4\n5\n6\n7\n8\n9\na\nY\n")
        << u"@@ -1,4 +1,4 @@\n-1\n+X\n 2\n 3\n 4\n@@ -8,4 +8,4 @@\n 8\n 9\n a\n-b\n+Y\n"_s;
}

void UnifiedDiffTest::texts()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QTEST(unifiedDiff(before, after), "diff");
}

// What we write is what the tool of this format reads.
void UnifiedDiffTest::patchTakesThem()
{
    const QString patch = QStandardPaths::findExecutable(u"patch"_s);
    if (patch.isEmpty())
        QSKIP("patch is not installed");
    const QTemporaryDir folder;
    QRandomGenerator random(7);
    for (int round = 0; round < 50; ++round) {
        QByteArray before, after;
        for (int line = 0; line < 60; ++line) {
            const QByteArray text = "line " + QByteArray::number(random.bounded(30)) + '\n';
            if (random.bounded(8) != 0)
                before += text;
            if (random.bounded(8) != 0)
                after += text;
        }
        if (random.bounded(2) == 0)
            after.chop(1);
        if (before == after)
            continue;
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(before);
        file.close();
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(patch, {u"-s"_s, u"file"_s});
        process.write("--- file\n+++ file\n" + unifiedDiff(before, after).toUtf8());
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAll().constData());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), after);
    }
}

QTEST_GUILESS_MAIN(UnifiedDiffTest)
#include "tst_unifieddiff.moc"
