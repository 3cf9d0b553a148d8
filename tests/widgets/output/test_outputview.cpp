// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/output/shownoutput.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

void wheel(OutputView &view, int notches, Qt::KeyboardModifiers modifiers = {})
{
    const QPointF middle = QRectF(view.viewport()->rect()).center();
    QWheelEvent event(middle, view.viewport()->mapToGlobal(middle), {}, {0, notches * 120},
                      Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.viewport(), &event);
}

QPoint inRow(OutputView &view, qint64 row, int column = 0)
{
    const qint64 line = view.document()->row(row).line;
    const QRect rect = view.rectOf({line, column});
    return {rect.left(), rect.center().y()};
}

// A sanitizer keeps freed memory for a while.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

qint64 residentKiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toLongLong() * 4;
}

} // namespace

class TestOutputView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsItsLines()
    {
        ShownOutput shown("one\n\x1b[31mtwo\x1b[0m\nthree");
        QTRY_VERIFY(shown.isRead());
        QCOMPARE(shown.view().rowText(1), u"two"_s);
        QCOMPARE(shown.view().rowText(2), u"three"_s);
        QVERIFY(!shown.view().rowRect(2).isEmpty());
    }

    void followsUntilAPersonScrollsUp()
    {
        ShownOutput shown(numberedLines(500));
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        QTRY_VERIFY(!view.rowRect(499).isEmpty());
        QVERIFY(view.isFollowing());

        wheel(view, 2);
        QVERIFY(!view.isFollowing());
        const qint64 top = view.topRow();
        shown.append(numberedLines(500, "more "));
        QTRY_VERIFY(shown.isRead());
        QVERIFY(QTest::qWaitFor([&view] { return view.verticalScrollBar()->maximum() > 500; }));
        QCOMPARE(view.topRow(), top);

        QTest::keyClick(&view, Qt::Key_End);
        QVERIFY(view.isFollowing());
        QVERIFY(!view.rowRect(999).isEmpty());
        shown.append("the end\n");
        QTRY_VERIFY(!view.rowRect(1000).isEmpty());

        view.verticalScrollBar()->setValue(0);
        QVERIFY(!view.isFollowing());
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
        QVERIFY(view.isFollowing());
    }

    void keyboardLeavesAndResumesFollowing()
    {
        ShownOutput shown(numberedLines(300));
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        QTRY_COMPARE(view.caret().line, 299);
        QTest::keyClick(&view, Qt::Key_Up);
        QCOMPARE(view.caret().line, 298);
        QVERIFY(!view.isFollowing());
        QTest::keyClick(&view, Qt::Key_Down);
        QVERIFY(view.isFollowing());
        QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(view.topRow(), 0);
        QCOMPARE(view.caret().line, 0);
        QTest::keyClick(&view, Qt::Key_PageDown);
        QCOMPARE(view.caret().line, qint64(view.fullRows() - 1));
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
        QVERIFY(view.isAtBottom());
    }

    void aMarkerOpensAndClosesByKey()
    {
        ShownOutput shown("before\n" + sqlLines(12) + "after\n");
        OutputView &view = shown.view();
        QTRY_COMPARE(view.document()->rowCount(), 3);
        QVERIFY2(view.rowText(1).contains(u"12 lines hidden: SQL"), qPrintable(view.rowText(1)));
        QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(view.document()->rowCount(), 14);
        QCOMPARE(view.expandedMarkers().size(), 1);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Space);
        QCOMPARE(view.document()->rowCount(), 3);
        QVERIFY(view.expandedMarkers().isEmpty());
    }

    void aMarkerOpensByClickInItsPlace()
    {
        ShownOutput shown(numberedLines(100) + sqlLines(50) + numberedLines(100));
        OutputView &view = shown.view();
        QTRY_COMPARE(view.document()->rowCount(), 201);
        view.setFollowing(false);
        view.verticalScrollBar()->setValue(95);
        const int y = view.rowRect(100).top();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, inRow(view, 100));
        QCOMPARE(view.document()->rowCount(), 250);
        QCOMPARE(view.topRow(), 95);
        QCOMPARE(view.rowRect(100).top(), y);
        // The triangle in the gutter closes it again.
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          QPoint(4, view.rowRect(100).center().y()));
        QCOMPARE(view.document()->rowCount(), 201);
        QCOMPARE(view.rowRect(100).top(), y);
    }

    void foldingKeepsThePlace()
    {
        QByteArray bytes;
        for (int i = 0; i < 200; ++i)
            bytes += "line " + QByteArray::number(i) + '\n' + sqlLines(3);
        ShownOutput shown(bytes);
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        view.verticalScrollBar()->setValue(200);
        const qint64 line = view.document()->row(view.topRow()).line;
        view.document()->setHiddenClasses(0);
        QCOMPARE(view.document()->row(view.topRow()).line, line);
        view.document()->setHiddenClasses(OutputDocument::defaultHidden);
        QCOMPARE(view.topRow(), 200);

        view.setFollowing(true);
        view.document()->setHiddenClasses(0);
        QVERIFY(view.isAtBottom());
        QVERIFY(view.isFollowing());
    }

    void selectsByMouseAcrossRowsAndCopiesPlainText()
    {
        ShownOutput shown("alpha beta\n\x1b[1;31mgamma\x1b[0m\n" + sqlLines(4) + "delta epsilon\n");
        OutputView &view = shown.view();
        QTRY_COMPARE(view.document()->rowCount(), 4);
        QSignalSpy copied(&view, &OutputView::copied);
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, inRow(view, 0, 6));
        QTest::mouseMove(view.viewport(), inRow(view, 3, 5));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, inRow(view, 3, 5));
        QVERIFY(view.hasSelection());
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(copied.size(), 1);
        QCOMPARE(QApplication::clipboard()->text(), u"beta\ngamma\ndelta"_s); // no folded lines, no
                                                                              // escape codes
    }

    void selectsWordsAndLines()
    {
        ShownOutput shown("open /srv/shop/manage.py now\nsecond\n");
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        const QPoint point = inRow(view, 0, 9);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, point);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, point);
        QCOMPARE(view.anchor(), (TextPosition{0, 5}));
        QCOMPARE(view.caret(), (TextPosition{0, 24}));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, point);
        QCOMPARE(view.anchor(), (TextPosition{0, 0}));
        QCOMPARE(view.caret(), (TextPosition{0, 28}));
    }

    void selectsByKeyboard()
    {
        ShownOutput shown("first\nsecond\nthird\n");
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(view.anchor(), (TextPosition{0, 1}));
        QCOMPARE(view.caret(), (TextPosition{1, 1}));
        QTest::keyClick(&view, Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(view.caret(), (TextPosition{1, 6}));
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view.anchor(), (TextPosition{0, 0}));
        QCOMPARE(view.caret(), (TextPosition{2, 5}));
    }

    void copiesMoreThanASliceWithoutBlocking()
    {
        ShownOutput shown(numberedLines(200'000));
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        QSignalSpy copied(&view, &OutputView::copied);
        view.selectAll();
        view.copy();
        QTRY_COMPARE(copied.size(), 1);
        QCOMPARE(copied.first().first().toLongLong(), 200'000);
        QVERIFY(QApplication::clipboard()->text().endsWith(u"line 199999"));
    }

    void wrapsAndScrollsWithinALine()
    {
        const QByteArray longLine(20'000, 'x');
        ShownOutput shown("short\n" + longLine + "\nend\n");
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        view.setWrapping(true);
        QVERIFY(view.isAtBottom());
        QCOMPARE(view.topRow(), 1);
        QVERIFY(view.topSubRow() > 50);
        QVERIFY(!view.rowRect(2).isEmpty());

        const int before = view.topSubRow();
        view.scrollBySubRows(-10);
        QCOMPARE(view.topSubRow(), before - 10);
        QVERIFY(!view.isFollowing());
        view.scrollBySubRows(-100'000);
        QCOMPARE(view.topRow(), 0);
        QCOMPARE(view.topSubRow(), 0);
        view.scrollBySubRows(3);
        QCOMPARE(view.topRow(), 1);
        QCOMPARE(view.topSubRow(), 2);

        // What is under the pointer and where a character stands agree in every sub-row.
        for (const qsizetype column : {250, 777, 1000}) {
            const QRect rect = view.rectOf({1, column});
            if (view.viewport()->rect().contains(rect.center()))
                QCOMPARE(view.positionAt(rect.topLeft() + QPoint(1, 1)).column, column);
        }
        view.setWrapping(false);
        QCOMPARE(view.topSubRow(), 0);
        QTRY_VERIFY(view.horizontalScrollBar()->maximum() > 10'000);
    }

    void wideCharactersHaveTheirPlaces()
    {
        ShownOutput shown("訂單 ok é🚀 تم\n");
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
        // The rocket is two UTF-16 units and one step.
        for (int i = 0; i < 8; ++i)
            QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.caret().column, 9);
        QCOMPARE(view.positionAt(view.rectOf({0, 3}).topLeft() + QPoint(1, 2)).column, 3);
    }

    void goesToALineInsideAMarker()
    {
        ShownOutput shown(numberedLines(300) + sqlLines(300) + numberedLines(300));
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        view.goToLine(450);
        QCOMPARE(view.caret().line, 450);
        QVERIFY(!view.rowRect(view.document()->rowOfLine(450)).isEmpty());
        QVERIFY(!view.document()->row(view.document()->rowOfLine(450)).marker);
    }

    void zoomsAndKeepsTheEnd()
    {
        ShownOutput shown(numberedLines(200));
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        const int height = view.rowRect(199).height();
        wheel(view, 3, Qt::ControlModifier);
        QVERIFY(view.rowRect(199).height() > height);
        QVERIFY(view.isFollowing());
        QTest::keyClick(&view, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(view.rowRect(199).height(), height);
    }

    void paintsSelectionMatchesAndStreams()
    {
        ShownOutput shown("plain words\n");
        shown.append("to the error stream\n", OutputStream::Error);
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        const QColor highlight = view.palette().color(QPalette::Highlight);
        const auto pixel = [&view](TextPosition position) {
            return view.viewport()->grab().toImage().pixelColor(view.rectOf(position).topLeft()
                                                                + QPoint(1, 0));
        };
        QVERIFY(pixel({0, 2}) != highlight);
        view.setSelection({0, 0}, {0, 5});
        QCOMPARE(pixel({0, 2}), highlight);
        QVERIFY(pixel({0, 6}) != highlight);
        view.clearSelection();
        view.setQuery({.text = u"words"_s});
        QVERIFY(pixel({0, 7}) != pixel({0, 2}));
        // The stream's bar stands at the gutter's right edge.
        const QImage image = view.viewport()->grab().toImage();
        const int left = view.rectOf({0, 0}).left();
        const auto differs = [&](int x) {
            return image.pixelColor(x, view.rowRect(0).center().y())
                != image.pixelColor(x, view.rowRect(1).center().y());
        };
        QVERIFY(differs(left - 5) || differs(left - 4) || differs(left - 6));
    }

    void aMillionLinesCostNothing()
    {
        ShownOutput shown(numberedLines(
            1'000'000, "2026-11-20 14:03:05 INFO shop.orders imported order number "));
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        view.grab();
        const qint64 before = residentKiB();
        for (int i = 0; i < 400; ++i) {
            view.verticalScrollBar()->setValue(i * 2499);
            QApplication::processEvents();
        }
        QVERIFY(view.topRow() > 900'000);
        if (before > 0 && !sanitized)
            QVERIFY2(residentKiB() - before < 4096,
                     qPrintable(QString::number(residentKiB() - before)));
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.rowText(999'999).right(6), u"999999"_s);
        QVERIFY(!view.rowRect(999'999).isEmpty());
    }
};

QTEST_MAIN(TestOutputView)
#include "test_outputview.moc"
