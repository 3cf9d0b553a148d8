// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/run/readlineconfig.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestReadlineConfig final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesInThePersonsOwn()
    {
        const QTemporaryDir dir;
        const QString own = dir.filePath(u"my inputrc"_s);
        QVERIFY(writeFileDurably(own, "set editing-mode vi\n").has_value());
        qputenv("INPUTRC", own.toLocal8Bit());
        const auto path = writeReadlineConfig(dir.filePath(u"cache"_s));
        QVERIFY(path.has_value());
        QCOMPARE(readFile(*path).value(),
                 "$include " + own.toLocal8Bit() + "\nset horizontal-scroll-mode on\n");
        // Ours is not taken in by itself: we may have been started in a run of our own.
        qputenv("INPUTRC", path->toLocal8Bit());
        QCOMPARE(writeReadlineConfig(dir.filePath(u"cache"_s)).value(), *path);
        QCOMPARE(readFile(*path).value(), "set horizontal-scroll-mode on\n"_ba);
    }

    void withoutOne()
    {
        const QTemporaryDir dir;
        qputenv("INPUTRC", dir.filePath(u"missing"_s).toLocal8Bit());
        const auto path = writeReadlineConfig(dir.path());
        QCOMPARE(readFile(path.value()).value(), "set horizontal-scroll-mode on\n"_ba);
    }

    void aFolderThatCannotBe()
    {
        const QTemporaryDir dir;
        QVERIFY(writeFileDurably(dir.filePath(u"file"_s), "x").has_value());
        QVERIFY(!writeReadlineConfig(dir.filePath(u"file/cache"_s)));
    }
};

QTEST_GUILESS_MAIN(TestReadlineConfig)
#include "tst_readlineconfig.moc"
