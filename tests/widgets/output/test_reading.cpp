// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/output/shownoutput.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/bookmarks.h"
#include "widgets/output/findbar.h"
#include "widgets/output/gotobar.h"
#include "widgets/output/linkopener.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/overviewbar.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

template<class T>
T *named(QWidget &parent, const QString &accessibleName)
{
    for (T *child : parent.findChildren<T *>()) {
        if (child->accessibleName() == accessibleName)
            return child;
    }
    return nullptr;
}

QAction *action(const OutputPane &pane, const QString &text)
{
    for (QAction *candidate : pane.paneActions()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

void show(OutputPane &pane, const LogFixture &log)
{
    pane.resize(900, 400);
    pane.open(log.log(), log.index(), true);
    pane.show();
    QApplication::setActiveWindow(&pane);
    QTRY_VERIFY(pane.document()->isFinished());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
}

} // namespace

class TestReading final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overviewMarksTheWholeRun();
    void clickInTheOverviewGoesThere();
    void marksAreSaidInWords();
    void timesInThreeModes();
    void preferencesHoldForAllPanes();
    void findBarToggles();
    void badExpressionIsToldInTheField();
    void goToParses_data();
    void goToParses();
    void goesToLinesAndTimes();
    void bookmarksAreRemembered();
    void placeStaysWhenClassesSwitch();
    void splitViewHasItsOwnPlace();
    void copiesWithColoursHiddenLinesAndTimes();
    void copiesLongLinesWhole();
    void savesHtmlAndSelections();
    void savingCanBeCancelled();
};

void TestReading::overviewMarksTheWholeRun()
{
    ShownOutput shown(numberedLines(1000) + "ERROR: boom\n" + numberedLines(1000)
                      + "WARNING: careful\n" + numberedLines(1000) + sqlLines(4000));
    QTRY_VERIFY(shown.isRead());
    const OverviewBar &bar = *shown.view().overview();
    const auto placesOf = [&bar](std::uint8_t mark) {
        QList<double> places;
        for (size_t i = 0; i < bar.marks().size(); ++i) {
            if (bar.marks()[i] & mark)
                places.append(double(i) / double(bar.marks().size()));
        }
        return places;
    };
    QTRY_COMPARE(placesOf(OverviewBar::Error).size(), 1);
    QVERIFY(qAbs(placesOf(OverviewBar::Error).first() - 1.0 / 3) < 0.02); // SQL is folded away
    QTRY_COMPARE(placesOf(OverviewBar::Warning).size(), 1);
    QVERIFY(qAbs(placesOf(OverviewBar::Warning).first() - 2.0 / 3) < 0.02);
    QVERIFY(bar.accessibleDescription().contains(u"1 errors"_s));

    shown.document().find(u"careful"_s);
    QTRY_COMPARE(placesOf(OverviewBar::Match).size(), 1);
    shown.document().setHiddenClasses(0);
    QTRY_VERIFY(placesOf(OverviewBar::Error).first() < 0.2);

    const int y = bar.groove().top()
        + int(placesOf(OverviewBar::Error).first() * bar.groove().height());
    QCOMPARE(bar.markedLineAt(y), 1000);
    QCOMPARE(bar.textAt(y), u"Line 1,001: error"_s);
    QVERIFY(bar.textAt(bar.groove().top() + bar.groove().height() * 9 / 10).isEmpty());
}

void TestReading::marksAreSaidInWords()
{
    ShownOutput shown("out\n");
    shown.append("ERROR: no\n", OutputStream::Error);
    QTRY_VERIFY(shown.isRead());
    Bookmarks bookmarks({});
    shown.view().setBookmarks(&bookmarks);
    shown.view().goToLine(1);
    shown.view().toggleBookmark();
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&shown.view());
    QCOMPARE(interface->text(QAccessible::Description),
             u"Line 2, error stream, Errors, bookmark"_s);
    shown.view().goToLine(0);
    QCOMPARE(interface->text(QAccessible::Description), u"Line 1"_s);
}

void TestReading::clickInTheOverviewGoesThere()
{
    ShownOutput shown(numberedLines(3000) + "ERROR: boom\n" + numberedLines(3000));
    QTRY_VERIFY(shown.isRead());
    OverviewBar &bar = *shown.view().overview();
    QTRY_VERIFY(std::count_if(bar.marks().begin(), bar.marks().end(),
                              [](auto m) { return m != 0; }));
    const QRect groove = bar.groove();
    QTest::mouseClick(&bar, Qt::LeftButton, {},
                      {bar.width() / 2, groove.top() + groove.height() / 2});
    QCOMPARE(shown.view().caret().line, 3000);
    QVERIFY(!shown.view().rowRect(3000).isEmpty());
    QTest::mouseClick(&bar, Qt::LeftButton, {},
                      {bar.width() / 2, groove.top() + groove.height() / 4});
    QVERIFY(qAbs(shown.view().topRow() - 1500) < 60);
    QVERIFY(!shown.view().isFollowing());
}

void TestReading::timesInThreeModes()
{
    LogFixture log;
    const QDateTime start(QDate(2026, 11, 20), QTime(23, 59, 59, 900));
    const qint64 ms = start.toMSecsSinceEpoch();
    log.append("one\n", OutputStream::Standard, ms);
    log.append("two\n", OutputStream::Error, ms + 50);
    log.append("three\n", OutputStream::Standard, ms + 90'050);
    OutputPane pane;
    show(pane, log);
    OutputView &view = *pane.view();
    const auto shownTimes = [&view] {
        QStringList texts;
        for (qint64 row = 0; row < 3; ++row)
            texts.append(view.shownTime(row));
        return texts;
    };
    QCOMPARE(shownTimes(), QStringList({QString(), QString(), QString()}));
    action(pane, u"Time of Day"_s)->trigger();
    QCOMPARE(shownTimes(),
             QStringList({u"2026-11-20 23:59:59.900"_s, u"           23:59:59.950"_s,
                          u"2026-11-21 00:01:29.950"_s}));
    action(pane, u"Time Since the Start"_s)->trigger();
    QCOMPARE(shownTimes(), QStringList({u"+0.000"_s, u"+0.050"_s, u"+1:30.0"_s}));
    pane.setStartTime(ms - 1000);
    QCOMPARE(shownTimes().first(), u"+1.000"_s);
    action(pane, u"Time Since the Line Before"_s)->trigger();
    QCOMPARE(shownTimes(), QStringList({QString(), u"+0.050"_s, u"+1:30.0"_s}));
    view.goToLine(2);
    QCOMPARE(view.shownTime(2), u"+1:30.0"_s);
}

void TestReading::preferencesHoldForAllPanes()
{
    ReadingPreferences preferences;
    LogFixture log;
    log.append(numberedLines(50));
    OutputPane one(nullptr, &preferences);
    show(one, log);
    one.view()->zoom(3);
    action(one, u"Wrap"_s)->trigger();
    action(one, u"Time Since the Start"_s)->trigger();
    OutputPane other(nullptr, &preferences);
    QVERIFY(other.view()->isWrapping());
    QCOMPARE(other.view()->zoomSteps(), 3);
    QCOMPARE(int(other.view()->timeColumn()), int(TimeColumn::SinceStart));
    QVERIFY(action(other, u"Wrap"_s)->isChecked());

    ReadingPreferences again;
    again.load(preferences.toMap());
    QCOMPARE(again.toMap(), preferences.toMap());
    again.load({{u"times"_s, u"nonsense"_s}, {u"zoom"_s, 9999}});
    QCOMPARE(int(again.timeColumn()), int(TimeColumn::SinceStart));
    QVERIFY(again.zoomSteps() <= 40);
    QTest::keyClick(other.view(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(one.view()->zoomSteps(), 0);
}

void TestReading::findBarToggles()
{
    LogFixture log;
    log.append("error 1\nerrors 2\nError 3\n");
    OutputPane pane;
    show(pane, log);
    pane.findBar()->open();
    auto *field = named<QLineEdit>(pane, u"Find in the output"_s);
    QTest::keyClicks(field, u"error"_s);
    QTRY_COMPARE(pane.document()->matchCount(), 3);
    QTest::keyClick(field, Qt::Key_W, Qt::AltModifier);
    QTRY_COMPARE(pane.document()->matchCount(), 2);
    QTest::keyClick(field, Qt::Key_C, Qt::AltModifier);
    QTRY_COMPARE(pane.document()->matchCount(), 1);
    QTest::keyClick(field, Qt::Key_W, Qt::AltModifier);
    QTest::keyClick(field, Qt::Key_C, Qt::AltModifier);
    QTest::keyClick(field, Qt::Key_X, Qt::AltModifier);
    field->setText(u"s? [23]$"_s);
    QTRY_COMPARE(pane.document()->matchCount(), 2);
    QTRY_COMPARE(pane.findBar()->countText(), u"1 of 2"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(pane.view()->caret().line, 2);
    for (const auto &name : {u"Match case"_s, u"Whole words"_s, u"Regular expression"_s}) {
        auto *toggle = named<QToolButton>(pane, name);
        QVERIFY(toggle);
        QVERIFY(toggle->toolTip().contains(u"Alt+"_s));
    }
}

void TestReading::badExpressionIsToldInTheField()
{
    LogFixture log;
    log.append("text (a\n");
    OutputPane pane;
    show(pane, log);
    pane.findBar()->open(u"x(a"_s);
    auto *field = named<QLineEdit>(pane, u"Find in the output"_s);
    QTest::keyClick(field, Qt::Key_X, Qt::AltModifier);
    QVERIFY2(pane.findBar()->countText().contains(u"4"_s), qPrintable(pane.findBar()->countText()));
    QVERIFY(!field->accessibleDescription().isEmpty());
    field->setText(u"\\(a"_s);
    QTRY_COMPARE(pane.findBar()->countText(), u"1 of 1"_s);
    QVERIFY(field->accessibleDescription().isEmpty());
}

void TestReading::goToParses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("line");
    QTest::newRow("number") << u"120"_s << qint64(119);
    QTest::newRow("grouped") << u" 1,200 "_s << qint64(1000);
    QTest::newRow("down") << u"+30"_s << qint64(530);
    QTest::newRow("up") << u"-30"_s << qint64(470);
    QTest::newRow("far up") << u"-3000"_s << qint64(0);
    QTest::newRow("share") << u"50%"_s << qint64(500);
    QTest::newRow("share with point") << u"12.5 %"_s << qint64(125);
    QTest::newRow("too far") << u"99999999999999999999"_s << qint64(1000);
    QTest::newRow("zero") << u"0"_s << qint64(0);
    for (const QString &bad : {u""_s, u"x"_s, u"+"_s, u"1.5"_s, u"25:00"_s, u"+5%"_s, u"--1"_s})
        QTest::addRow("bad %s", qPrintable(bad)) << bad << qint64(-1);
}

void TestReading::goToParses()
{
    QFETCH(QString, text);
    QFETCH(qint64, line);
    const GoTo target = parseGoTo(text, 500, 1001);
    if (line < 0) {
        QVERIFY(std::holds_alternative<std::monostate>(target));
    } else {
        QVERIFY(std::holds_alternative<GoToLine>(target));
        QCOMPARE(std::get<GoToLine>(target).line, line);
    }
    QVERIFY(std::get<GoToTime>(parseGoTo(u"9:05:01"_s, 0, 1)).time == QTime(9, 5, 1));
}

void TestReading::goesToLinesAndTimes()
{
    LogFixture log;
    const qint64 noon = QDateTime(QDate(2026, 11, 20), QTime(12, 0)).toMSecsSinceEpoch();
    for (int i = 0; i < 100; ++i)
        log.append("line\n", OutputStream::Standard, noon + i * 1000);
    OutputPane pane;
    show(pane, log);
    const auto go = [&pane](const QString &text) {
        action(pane, u"Go to Line…"_s)->trigger();
        auto *field = named<QLineEdit>(pane, u"Go to line"_s);
        field->setText(text);
        QTest::keyClick(field, Qt::Key_Return);
        return pane.view()->caret().line;
    };
    QCOMPARE(go(u"42"_s), 41);
    QCOMPARE(go(u"+8"_s), 49);
    QCOMPARE(go(u"12:01:05"_s), 65);
    QVERIFY(pane.view()->hasFocus());
    go(u"nonsense"_s);
    QCOMPARE(pane.view()->caret().line, 65);
    QVERIFY(named<QLineEdit>(pane, u"Go to line"_s)->isVisible());
    QTest::keyClick(named<QLineEdit>(pane, u"Go to line"_s), Qt::Key_Escape);
    QVERIFY(!named<QLineEdit>(pane, u"Go to line"_s)->isVisible());
}

void TestReading::bookmarksAreRemembered()
{
    LogFixture log;
    log.append(numberedLines(500));
    {
        OutputPane pane;
        show(pane, log);
        QTest::keyClick(pane.view(), Qt::Key_F2);
        QVERIFY(pane.banner()->isVisible()); // says that there are none
        for (const int line : {20, 400, 7}) {
            pane.view()->goToLine(line);
            QTest::keyClick(pane.view(), Qt::Key_B, Qt::ControlModifier);
        }
        pane.view()->goToLine(7);
        QTest::keyClick(pane.view(), Qt::Key_B, Qt::ControlModifier); // off again
        QTest::keyClick(pane.view(), Qt::Key_F2);
        QCOMPARE(pane.view()->caret().line, 20);
        QTest::keyClick(pane.view(), Qt::Key_F2);
        QCOMPARE(pane.view()->caret().line, 400);
        QTest::keyClick(pane.view(), Qt::Key_F2);
        QCOMPARE(pane.view()->caret().line, 20);
        QTest::keyClick(pane.view(), Qt::Key_F2, Qt::ShiftModifier);
        QCOMPARE(pane.view()->caret().line, 400);
    }
    QTRY_COMPARE(contentOf(log.file(u"bookmarks.json"_s)), QByteArray("{\"lines\":[20,400]}"));
    OutputPane pane;
    show(pane, log);
    QTRY_COMPARE(pane.bookmarks()->lines(), (std::set<qint64>{20, 400}));
    pane.bookmarks()->toggle(20);
    pane.bookmarks()->toggle(400);
    QTRY_VERIFY(!QFile::exists(log.file(u"bookmarks.json"_s)));
}

void TestReading::placeStaysWhenClassesSwitch()
{
    QByteArray bytes;
    for (int i = 0; i < 300; ++i)
        bytes += "line " + QByteArray::number(i) + '\n' + sqlLines(20);
    ShownOutput shown(bytes);
    QTRY_VERIFY(shown.isRead());
    OutputView &view = shown.view();
    view.setFollowing(false);
    view.scrollBySubRows(-10'000);
    view.scrollBySubRows(200);
    const qint64 top = shown.document().row(view.topRow()).line;
    for (const LineClasses hidden : {LineClasses(0), lineClassBit(LineClass::Sql), LineClasses(0),
                                     OutputDocument::defaultHidden}) {
        shown.document().setHiddenClasses(hidden);
        const OutputRow row = shown.document().row(view.topRow());
        const qint64 end = row.marker ? row.line + row.hiddenLines : row.line + 1;
        QVERIFY(row.line <= top && top < end);
        shown.append("more\n" + sqlLines(2));
        QTRY_VERIFY(shown.isRead());
        QCOMPARE(shown.document().row(view.topRow()).line, row.line); // growing does not move it
        QVERIFY(!view.isFollowing());
    }
    QCOMPARE(shown.document().row(view.topRow()).line, top);
}

void TestReading::splitViewHasItsOwnPlace()
{
    LogFixture log;
    log.append(numberedLines(2000) + "ERROR: end\n");
    OutputPane pane;
    show(pane, log);
    pane.view()->goToLine(100);
    const qint64 top = pane.view()->topRow();
    QTest::keyClick(pane.view(), Qt::Key_Backslash, Qt::ControlModifier);
    QVERIFY(pane.isSplit());
    QTRY_VERIFY(pane.secondView()->hasFocus());
    QCOMPARE(pane.currentView(), pane.secondView());
    QTest::keyClick(pane.secondView(), Qt::Key_F8);
    QCOMPARE(pane.secondView()->caret().line, 2000);
    QCOMPARE(pane.view()->topRow(), top);
    pane.findBar()->open(u"line 1500"_s);
    QTRY_COMPARE(pane.secondView()->currentMatch(), 1500);
    QCOMPARE(pane.view()->topRow(), top);
    action(pane, u"Split View"_s)->trigger();
    QVERIFY(!pane.isSplit());
    pane.setSplit(true);
    pane.setSplit(true);
    QCOMPARE(pane.findChildren<OutputView *>().size(), 2);
    QVERIFY(action(pane, u"Split View"_s)->isChecked());
    pane.setSplit(false);
    QCOMPARE(pane.currentView(), pane.view());
    pane.findBar()->findNext(false);
    QCOMPARE(pane.view()->currentMatch(), 1500);
}

void TestReading::copiesWithColoursHiddenLinesAndTimes()
{
    LogFixture log;
    const qint64 time = QDateTime(QDate(2026, 11, 20), QTime(12, 0, 0, 5)).toMSecsSinceEpoch();
    log.append("a\x1b[1;31m<red>\x1b[0m\n" + sqlLines(2) + "end\n", OutputStream::Standard, time);
    OutputPane pane;
    show(pane, log);
    pane.view()->selectAll();
    const auto copied = [&pane](const QString &name) {
        QSignalSpy spy(pane.view(), &OutputView::copied);
        action(pane, name)->trigger();
        if (spy.isEmpty())
            spy.wait();
        return QApplication::clipboard()->mimeData();
    };
    QCOMPARE(copied(u"Copy"_s)->text(), u"a<red>\nend"_s);
    QVERIFY(!copied(u"Copy"_s)->hasHtml());
    QCOMPARE(copied(u"Copy with Hidden Lines"_s)->text(),
             u"a<red>\n"_s + QString::fromLatin1(sqlLines(2)) + u"end"_s);
    QCOMPARE(copied(u"Copy with Times"_s)->text(),
             u"2026-11-20 12:00:00.005 a<red>\n2026-11-20 12:00:00.005 end"_s);
    const QString html = copied(u"Copy with Colours"_s)->html();
    QVERIFY2(html.contains(u"font-weight:bold\">&lt;red&gt;</span>"_s), qPrintable(html));
    QVERIFY(!html.contains(u"SELECT"_s));
}

void TestReading::copiesLongLinesWhole()
{
    const QByteArray longLine(300'000, 'x');
    ShownOutput shown("first\n" + longLine + "end\nlast\n");
    QTRY_VERIFY(shown.isRead());
    OutputView &view = shown.view();
    view.selectAll();
    QSignalSpy copied(&view, &OutputView::copied);
    view.copy();
    QTRY_COMPARE(copied.size(), 1);
    QCOMPARE(QApplication::clipboard()->text().size(), 5 + 1 + 300'003 + 1 + 4);
    view.setSelection({1, 0}, {1, 10});
    view.copy();
    QTRY_COMPARE(copied.size(), 2);
    QCOMPARE(QApplication::clipboard()->text(), u"xxxxxxxxxx"_s);
}

void TestReading::savesHtmlAndSelections()
{
    LogFixture log;
    log.append("one\n\x1b[32m2 < 3\x1b[0m\n" + sqlLines(1) + "four\n" + QByteArray(100'000, 'y')
               + "\n");
    OutputPane pane;
    show(pane, log);
    pane.setSuggestedName(u"a & b"_s);
    QSignalSpy saved(&pane, &OutputPane::saved);
    const auto save = [&](SaveFormat format, bool selection, bool hiddenLines) {
        SaveRequest request = pane.saveRequest();
        request.format = format;
        request.target = log.file(u"saved"_s);
        if (hiddenLines)
            request.hidden = 0;
        if (selection) {
            request.firstLine = 1;
            request.lines = 4;
            request.wholeLog = false;
        }
        const auto before = saved.size();
        pane.save(request);
        while (saved.size() == before && saved.wait()) {}
        return contentOf(request.target);
    };
    const QByteArray page = save(SaveFormat::Html, false, false);
    QVERIFY(page.startsWith("<!DOCTYPE html>"));
    QVERIFY(page.contains("<title>a &amp; b</title>"));
    QVERIFY(page.contains("2 &lt; 3</span>\nfour\n"));
    QVERIFY(page.contains(QByteArray(100'000, 'y') + "\n</pre>"));
    QCOMPARE(save(SaveFormat::Shown, true, false), QByteArray("2 < 3\nfour\n"));
    QCOMPARE(save(SaveFormat::Shown, true, true), "2 < 3\n" + sqlLines(1) + "four\n");
    QCOMPARE(save(SaveFormat::Raw, true, true), "\x1b[32m2 < 3\x1b[0m\n" + sqlLines(1) + "four\n");
}

void TestReading::savingCanBeCancelled()
{
    LogFixture log;
    log.append(
        QByteArray("some words of a line that is neither short nor long\n").repeated(400'000));
    OutputPane pane;
    show(pane, log);
    auto *cancel = named<QPushButton>(pane, u"Cancel saving"_s);
    QVERIFY(cancel && !cancel->isVisible());
    QSignalSpy saved(&pane, &OutputPane::saved);
    pane.saveTo(log.file(u"out.html"_s), SaveFormat::Html);
    QVERIFY(cancel->isVisible());
    QVERIFY(!action(pane, u"Save…"_s)->isEnabled());
    cancel->click();
    QTRY_VERIFY(!cancel->isVisible());
    QVERIFY(saved.isEmpty());
    QVERIFY(!QFile::exists(log.file(u"out.html"_s)));
    QVERIFY2(pane.banner()->text().contains(u"cancelled"_s), qPrintable(pane.banner()->text()));
    QVERIFY(action(pane, u"Save…"_s)->isEnabled());
}

QTEST_MAIN(TestReading)
#include "test_reading.moc"
