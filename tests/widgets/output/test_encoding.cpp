// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlens.h"
#include "core/storage/databaseworker.h"
#include "tests/support/filesizelimit_unix.h"
#include "tests/widgets/output/logfixture.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/bookmarks.h"
#include "widgets/output/findbar.h"
#include "widgets/output/lenscontroller.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// The menu of encodings: what is chosen is read, remembered, and loses nobody's place.
class TestEncoding final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void menuShowsAndChooses();
    void paneActionOpensTheMenu();
    void keepsThePlace();
    void goesOnFollowing();
    void isRemembered();
    void savesTextAndBytes();
    void fullDisk();

private:
    static QAction *item(const OutputPane &pane, const QString &text)
    {
        Q_EMIT pane.encodingMenu()->aboutToShow();
        QList<QAction *> actions = pane.encodingMenu()->actions();
        for (qsizetype i = 0; i < actions.size(); ++i) {
            if (actions.at(i)->text().remove(u'&') == text)
                return actions.at(i);
            if (actions.at(i)->menu())
                actions += actions.at(i)->menu()->actions();
        }
        qWarning().noquote() << "no such encoding in the menu:" << text;
        return nullptr;
    }
    static bool choose(const OutputPane &pane, const QString &text)
    {
        QAction *const action = item(pane, text);
        if (action)
            action->trigger();
        return action != nullptr;
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

namespace {

constexpr auto latin1 = "Western European (ISO-8859-1)"_L1;

QByteArray wide(const QString &text)
{
    return QByteArray("\xff\xfe")
        + QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
}

QByteArray umlauts(int lines)
{
    QByteArray bytes;
    for (int i = 0; i < lines; ++i)
        bytes += "Z\xe4hler " + QByteArray::number(i) + '\n';
    return bytes;
}

} // namespace

void TestEncoding::menuShowsAndChooses()
{
    LogFixture log;
    log.append(wide(u"Grüße\nzwei\n"_s));
    OutputPane pane;
    pane.resize(800, 400);
    pane.open(log.log(), log.index(), true);
    pane.show();
    QTRY_COMPARE(pane.view()->rowText(0), u"Grüße"_s);
    QVERIFY(item(pane, u"Automatic: UTF-16LE"_s)->isChecked());
    QCOMPARE(pane.inputEncoding(), OutputEncoding::Utf16Le);
    QVERIFY(choose(pane, latin1));
    QTRY_VERIFY(pane.view()->rowText(0).startsWith(u"ÿþG"_s));
    QCOMPARE(pane.inputEncoding(), OutputEncoding::Latin1);
    QVERIFY(item(pane, latin1)->isChecked());
    QVERIFY(!item(pane, u"Automatic"_s)->isChecked());
    QVERIFY(choose(pane, u"Cyrillic (KOI8-R)"_s));
    QVERIFY(item(pane, u"Cyrillic (KOI8-R)"_s)->isChecked());
    QVERIFY(item(pane, u"Others: KOI8-R"_s));
    QVERIFY(choose(pane, u"UTF-16"_s));
    QTRY_COMPARE(pane.view()->rowText(1), u"zwei"_s);
    QVERIFY(choose(pane, u"Automatic"_s));
    QTRY_COMPARE(pane.view()->rowText(0), u"Grüße"_s);
}

void TestEncoding::paneActionOpensTheMenu()
{
    OutputPane pane;
    pane.resize(800, 400);
    pane.show();
    QAction *open = nullptr;
    for (QAction *action : pane.paneActions()) {
        if (action->text() == u"Encoding…"_s)
            open = action;
    }
    QVERIFY(open);
    open->trigger();
    QVERIFY(pane.encodingMenu()->isVisible());
    pane.encodingMenu()->close();
}

void TestEncoding::keepsThePlace()
{
    LogFixture log;
    log.append(umlauts(3000));
    OutputPane pane;
    pane.resize(800, 400);
    pane.open(log.log(), log.index(), true);
    pane.show();
    QTRY_VERIFY(pane.document()->isFinished());
    pane.setSplit(true);
    pane.secondView()->setFollowing(true);
    pane.findBar()->open(u"zähler 17"_s);
    LineFilters filters;
    LineFilter filter;
    filter.pattern.text = u"1"_s;
    filters.filters = {filter};
    pane.lens()->setFilters(filters);
    QTRY_VERIFY(pane.document()->lens().isSettled());
    QTRY_COMPARE(pane.document()->rowCount(), 1542);
    pane.view()->goToLine(1500);
    pane.view()->toggleBookmark();
    const qint64 top = pane.view()->topLine();
    QVERIFY(top > 1000);
    QCOMPARE(pane.document()->matchCount(), 0);

    QVERIFY(choose(pane, latin1));
    QTRY_COMPARE(pane.document()->matchCount(), 111);
    QTRY_VERIFY(pane.document()->lens().isSettled());
    QTRY_COMPARE(pane.document()->rowCount(), 1542);
    QTRY_COMPARE(pane.view()->topLine(), top);
    QCOMPARE(pane.view()->caret().line, 1500);
    QVERIFY(!pane.view()->isFollowing());
    QVERIFY(pane.secondView()->isFollowing());
    QTRY_VERIFY(pane.secondView()->isAtBottom());
    QTRY_VERIFY(pane.bookmarks()->contains(1500));
    QCOMPARE(pane.lens()->filters(), filters);
}

void TestEncoding::goesOnFollowing()
{
    LogFixture log;
    log.append(umlauts(500));
    OutputPane pane;
    pane.resize(800, 400);
    pane.open(log.log(), log.index(), false);
    pane.show();
    QTRY_COMPARE(pane.document()->lineCount(), 500);
    pane.readAs(OutputEncoding::Latin1);
    QTRY_COMPARE(pane.document()->lineCount(), 500);
    log.append("n\xe4"
               "chste\n");
    pane.grow();
    QTRY_COMPARE(pane.document()->lineCount(), 501);
    QTRY_VERIFY(pane.view()->isAtBottom());
    QTRY_COMPARE(pane.view()->rowText(pane.document()->rowCount() - 1), u"nächste"_s);
}

void TestEncoding::isRemembered()
{
    const QTemporaryDir folder;
    DatabaseWorker worker(folder.filePath(u"a.db"_s));
    worker.start();
    LensLibrary library(worker);
    LogFixture log;
    log.append(umlauts(2));
    const auto open = [&](OutputPane &pane, const QString &command) {
        pane.resize(800, 400);
        pane.lens()->setLibrary(&library, u"/shop"_s, command);
        pane.open(log.log(), log.index(), true);
        pane.show();
    };
    {
        OutputPane pane;
        open(pane, u"c"_s);
        QTRY_VERIFY(pane.document()->isFinished());
        QVERIFY(choose(pane, latin1));
    }
    OutputPane again;
    open(again, u"c"_s);
    QTRY_COMPARE(again.view()->rowText(1), u"Zähler 1"_s);
    QCOMPARE(again.encoding(), OutputEncoding::Latin1);
    OutputPane other;
    open(other, u"d"_s);
    QTRY_VERIFY(other.document()->isFinished());
    bool answered = false;
    library.choice({}, u"x"_s, &library, [&answered](const auto &) { answered = true; });
    QTRY_VERIFY(answered); // that for "d" came before
    QCOMPARE(other.encoding(), OutputEncoding::Automatic);
}

void TestEncoding::savesTextAndBytes()
{
    LogFixture log;
    const QByteArray bytes = wide(u"eins ü\nzwei 上\ndrei\n"_s);
    log.append(bytes);
    OutputPane pane;
    pane.open(log.log(), log.index(), true);
    QTRY_VERIFY(pane.document()->isFinished());
    QSignalSpy saved(&pane, &OutputPane::saved);
    pane.saveTo(log.file(u"text"_s), SaveFormat::Shown);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(contentOf(log.file(u"text"_s)), "eins ü\nzwei 上\ndrei\n"_ba);
    pane.saveTo(log.file(u"html"_s), SaveFormat::Html);
    QTRY_COMPARE(saved.size(), 2);
    QVERIFY(contentOf(log.file(u"html"_s)).contains("zwei 上"));
    pane.saveTo(log.file(u"raw"_s), SaveFormat::Raw);
    QTRY_COMPARE(saved.size(), 3);
    QCOMPARE(contentOf(log.file(u"raw"_s)), bytes);
    SaveRequest request = pane.saveRequest();
    request.target = log.file(u"second"_s);
    request.format = SaveFormat::Raw;
    request.wholeLog = false;
    request.firstLine = 1;
    request.lines = 2;
    pane.save(request);
    QTRY_COMPARE(saved.size(), 4);
    QCOMPARE(contentOf(request.target), wide(u"zwei 上\n"_s).sliced(2));
}

void TestEncoding::fullDisk()
{
    LogFixture log;
    for (int i = 0; i < 40; ++i)
        log.append(umlauts(100), OutputStream::Standard, 1'795'000'000'000 + 20 * i);
    OutputPane pane;
    pane.resize(800, 400);
    pane.open(log.log(), log.index(), true);
    pane.show();
    QTRY_VERIFY(pane.document()->isFinished());
    {
        const FileSizeLimit full(20'000);
        QVERIFY(choose(pane, latin1));
        QTRY_VERIFY(pane.document()->isFinished());
    }
    QTRY_VERIFY(pane.banner()->isVisible());
    QVERIFY2(pane.banner()->text().contains(u"Only the beginning"_s),
             qPrintable(pane.banner()->text()));
    QTRY_VERIFY(pane.document()->lineCount() > 500);
    QCOMPARE(pane.view()->rowText(pane.view()->topRow()).first(3), u"Zäh"_s);
    QVERIFY(choose(pane, latin1)); // there is room again
    QTRY_VERIFY(pane.document()->isFinished());
    QCOMPARE(pane.document()->lineCount(), 4000);
    QVERIFY(!pane.banner()->isVisible());
}

QTEST_MAIN(TestEncoding)
#include "test_encoding.moc"
