// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/compressedlog.h"
#include "core/output/logcompression.h"
#include "core/output/outputlog.h"
#include "core/output/segmentedlog.h"
#include "tests/widgets/output/logfixture.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"

#include <QApplication>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// Logs that are not what they were, or not whole: the pane lives on and says so.
class TestOutputDamage final : public QObject
{
    Q_OBJECT

private:
    static QByteArray lines(int count)
    {
        QByteArray bytes;
        for (int i = 0; i < count; ++i)
            bytes += "this is line " + QByteArray::number(i + 1) + '\n';
        return bytes;
    }

private Q_SLOTS:
    void cutWhileItGrows()
    {
        LogFixture log;
        log.append(lines(5000));
        OutputPane pane;
        pane.resize(900, 400);
        pane.open(log.log(), log.index(), false);
        pane.show();
        QTRY_COMPARE(pane.document()->lineCount(), 5000);
        QVERIFY(!pane.banner()->isVisible());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"shorter"_s));
        QVERIFY(QFile::resize(log.log(), 1000));
        pane.grow();
        QTRY_VERIFY(pane.banner()->isVisible());
        QCOMPARE(pane.document()->lineCount(), 5000);
        pane.view()->grab();
        pane.setFinished();
        QTRY_VERIFY(pane.document()->isFinished());
    }

    // Nobody sees a difference, in a pane that is open or in a new one.
    void compressedWhileItIsOpen()
    {
        LogFixture log;
        log.append(lines(100'000));
        const auto saved = [&log](OutputPane &pane) {
            QSignalSpy spy(&pane, &OutputPane::saved);
            pane.saveTo(log.file(u"raw.log"_s), SaveFormat::Raw);
            if (!QTest::qWaitFor([&spy] { return !spy.isEmpty(); }, 30'000))
                return QByteArray("it was not saved");
            QFile raw(log.file(u"raw.log"_s));
            return raw.open(QIODevice::ReadOnly) ? raw.readAll() : QByteArray();
        };
        OutputPane open;
        open.open(log.log(), log.index(), true);
        open.show();
        QTRY_VERIFY(open.document()->isFinished());
        QVERIFY(compressLog(log.log()));
        QVERIFY(!QFile::exists(log.log()));
        OutputPane later;
        later.open(log.log(), log.index(), true);
        later.show();
        QTRY_VERIFY(later.document()->isFinished());
        for (OutputPane *pane : {&open, &later}) {
            pane->grow();
            pane->document()->find({.text = u"line 77777"_s});
            QTRY_COMPARE(pane->document()->nextMatch(0, false), 77'776);
            pane->view()->grab();
            QCOMPARE(plainText(pane->document()->lines(99'999, 1).first()),
                     u"this is line 100000"_s);
            QVERIFY(!pane->banner()->isVisible());
            QVERIFY(saved(*pane) == lines(100'000));
            QVERIFY(!pane->document()->isDamaged());
        }
    }

    void damagedCompressedLog()
    {
        LogFixture log;
        log.append(lines(100'000));
        QVERIFY(compressLog(log.log()));
        QFile stored(compressedLogPath(log.log()));
        QVERIFY(stored.open(QIODevice::ReadWrite) && stored.seek(stored.size() / 2));
        QCOMPARE(stored.write("damage"), 6);
        stored.close();
        OutputPane pane;
        pane.open(log.log(), log.index(), true);
        pane.show();
        QTRY_VERIFY(pane.banner()->isVisible());
        QTRY_VERIFY(pane.document()->isFinished());
        QVERIFY(pane.document()->lineCount() > 1000);
        pane.view()->grab();
        pane.banner()->hide();
        pane.saveTo(log.file(u"raw.log"_s), SaveFormat::Raw);
        QTRY_VERIFY(pane.banner()->isVisible()); // it is not what was wanted
        QVERIFY(!QFile::exists(log.file(u"raw.log"_s)));
    }

    // What the run's limit took out is said where it was.
    void savesHeadAndTail()
    {
        LogFixture log;
        log.append("head 1\nhead 2\n");
        QFile tail(logSegmentPath(log.log(), 1000, 90));
        QVERIFY(tail.open(QIODevice::WriteOnly) && tail.write("tail\n") == 5);
        tail.close();
        OutputPane pane;
        pane.open(log.log(), log.index(), true);
        QSignalSpy saved(&pane, &OutputPane::saved);
        pane.saveTo(log.file(u"raw.log"_s), SaveFormat::Raw);
        QTRY_COMPARE(saved.size(), 1);
        QFile raw(log.file(u"raw.log"_s));
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QCOMPARE(raw.readAll(), "head 1\nhead 2\n\n[986 bytes were not kept]\ntail\n"_ba);
    }

    // Nobody indexes any more: painting finds it out.
    void cutAfterTheEnd()
    {
        LogFixture log;
        log.append(lines(50'000));
        OutputPane pane;
        pane.resize(900, 400);
        pane.open(log.log(), log.index(), true);
        pane.show();
        QTRY_VERIFY(pane.document()->isFinished());
        QVERIFY(!pane.document()->isDamaged());
        QVERIFY(QFile::resize(log.log(), 1000));
        pane.view()->goToLine(25'000);
        pane.view()->grab();
        QTRY_VERIFY(pane.banner()->isVisible());
    }

    void removedWhileItGrows()
    {
#ifdef Q_OS_WIN
        QSKIP("what is open cannot be removed here");
#endif
        LogFixture log;
        log.append(lines(100));
        OutputPane pane;
        pane.resize(900, 400);
        pane.open(log.log(), log.index(), false);
        pane.show();
        QTRY_COMPARE(pane.document()->lineCount(), 100);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"removed"_s));
        QVERIFY(QFile::remove(log.log()));
        pane.grow();
        QTRY_VERIFY(pane.banner()->isVisible());
        pane.setFinished();
        QTRY_VERIFY(pane.document()->isFinished());
        QCOMPARE(pane.document()->lineCount(), 100);
    }

    void headAndTail()
    {
        LogFixture log;
        OutputLogWriter writer;
        writer.setLimit(64 << 10);
        QVERIFY(writer.open(log.log(), log.index()));
        const QByteArray all = lines(100'000);
        for (qsizetype at = 0; at < all.size(); at += 5000)
            writer.append(
                OutputStream::Standard,
                QByteArrayView(all).sliced(at).first(std::min<qsizetype>(5000, all.size() - at)),
                at);
        writer.close();
        OutputPane pane;
        pane.resize(900, 300);
        pane.open(log.log(), log.index(), true);
        pane.show();
        QTRY_VERIFY(pane.document()->isFinished());
        const OutputDocument &document = *pane.document();
        qint64 gap = 0;
        while (gap < document.lineCount() && document.lines(gap, 1).constFirst().takenOut == 0)
            ++gap;
        QVERIFY(gap < document.lineCount());
        QVERIFY2(pane.view()->rowText(gap).contains(u"not kept"_s),
                 qPrintable(pane.view()->rowText(gap)));
        for (const qint64 row : {gap - 1, gap + 1, document.lineCount() - 1})
            QCOMPARE(pane.view()->rowText(row),
                     u"this is line %1"_s.arg(document.writtenNumber(row) + 1));
        if (const QString picture = qEnvironmentVariable("COMMANDRUNNER_PICTURE");
            !picture.isEmpty()) {
            pane.view()->goToLine(gap);
            pane.grab().save(picture);
        }
    }
};

QTEST_MAIN(TestOutputDamage)
#include "test_outputdamage.moc"
