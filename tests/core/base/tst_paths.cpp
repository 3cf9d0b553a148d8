// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/paths.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestPaths final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { qunsetenv("COMMANDRUNNER_DATA_DIR"); }

    void overrideWinsOverEnvironment()
    {
        QTemporaryDir dir;
        qputenv("COMMANDRUNNER_DATA_DIR", QFile::encodeName(dir.filePath(u"environment"_s)));
        QCOMPARE(DataPaths::location(), dir.filePath(u"environment"_s));
        QCOMPARE(DataPaths::location(dir.filePath(u"override"_s)), dir.filePath(u"override"_s));
    }

    void relativeFoldersBecomeAbsolute()
    {
        QVERIFY(QDir::isAbsolutePath(DataPaths::location(u"data"_s)));
    }

    void openCreatesThePrivateFolder()
    {
        QTemporaryDir dir;
        const auto paths = DataPaths::open(dir.filePath(u"new/data"_s));
        QVERIFY(paths.has_value());
        QVERIFY(QDir(paths->root()).exists());
        QVERIFY(
            QDir(paths->root()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        QCOMPARE(paths->runFolder(u"x"_s), paths->root() + u"/runs/x"_s);
    }

    void openBelowAFileNamesTheFolder()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto paths = DataPaths::open(dir.filePath(u"file/data"_s));
        QVERIFY(!paths.has_value());
        QVERIFY(paths.error().subject.contains(u"file"_s));
    }

    void timestampsCarryTheirOffset()
    {
        QCOMPARE(isoTimestamp({}), QString());
        const QDateTime time({2026, 3, 14}, {9, 26, 53, 589}, Qt::UTC);
        const QString text = isoTimestamp(time);
        QVERIFY2(text.contains(u".589"_s)
                     && (text.endsWith(u'Z') || text.contains(u'+') || text.count(u'-') == 3),
                 qPrintable(text));
        QCOMPARE(QDateTime::fromString(text, Qt::ISODateWithMs).toUTC(), time);
    }
};

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
