// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/output/shownoutput.h"

#include <QAccessible>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QAccessibleTextInterface *textOf(OutputView &view)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&view);
    return interface ? interface->textInterface() : nullptr;
}

} // namespace

class TestOutputAccessible final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksItsNameAndText()
    {
        ShownOutput shown("alpha\n" + sqlLines(7) + "\x1b[32momega\x1b[0m\n");
        QTRY_VERIFY(shown.isRead());
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&shown.view());
        QVERIFY(interface);
        QCOMPARE(interface->text(QAccessible::Name), u"Output"_s);
        QVERIFY(interface->state().readOnly && interface->state().multiLine);
        QAccessibleTextInterface *text = textOf(shown.view());
        QVERIFY(text);
        QCOMPARE(text->text(0, -1), u"alpha\n▸ 7 lines hidden: SQL\nomega\n"_s);
        QCOMPARE(text->characterCount(), text->text(0, -1).size());

        shown.append("more\n");
        QTRY_VERIFY(text->text(0, -1).endsWith(u"omega\nmore\n"));
        shown.document().setHiddenClasses(0);
        QVERIFY(text->text(0, -1).contains(u"SELECT 6"));
    }

    void givesAllOfTenThousandLines()
    {
        ShownOutput shown(numberedLines(10'000));
        QTRY_VERIFY(shown.isRead());
        const QString text = textOf(shown.view())->text(0, -1);
        QVERIFY(text.startsWith(u"line 0\n"));
        QVERIFY(text.endsWith(u"line 9999\n"));
    }

    void givesWhatIsSeenOfMore()
    {
        ShownOutput shown(numberedLines(300'000, QByteArray(90, 'x')));
        QTRY_VERIFY(shown.isRead());
        QTRY_VERIFY(shown.view().isAtBottom());
        QAccessibleTextInterface *text = textOf(shown.view());
        QVERIFY(text->text(0, -1).endsWith(u"x299999\n"));
        QVERIFY(text->characterCount() <= 1'000'000);
        shown.view().goToLine(150'000);
        const QString around = text->text(0, -1);
        QVERIFY(around.contains(u"x150000\n"));
        QVERIFY(around.size() <= 1'000'000);
        const int at = text->cursorPosition();
        QCOMPARE(text->text(at, at + 97), QString(90, u'x') + u"150000\n"_s);
    }

    void caretAndSelectionAreOffsets()
    {
        ShownOutput shown("alpha\nbeta\ngamma\n");
        QTRY_VERIFY(shown.isRead());
        QAccessibleTextInterface *text = textOf(shown.view());
        shown.view().setSelection({1, 1}, {2, 3});
        int start = 0;
        int end = 0;
        text->selection(0, &start, &end);
        QCOMPARE(text->text(start, end), u"eta\ngam"_s);
        QCOMPARE(text->cursorPosition(), 14);
        text->setSelection(0, 0, 5);
        QCOMPARE(shown.view().caret(), (TextPosition{0, 5}));
        text->setCursorPosition(6);
        QCOMPARE(shown.view().caret(), (TextPosition{1, 0}));
        const QRect rect = text->characterRect(8);
        QVERIFY(rect.isValid());
        QCOMPARE(text->offsetAtPoint(rect.topLeft() + QPoint(1, 1)), 8);
        int lineStart = 0;
        int lineEnd = 0;
        QCOMPARE(text->textAtOffset(7, QAccessible::LineBoundary, &lineStart, &lineEnd).trimmed(),
                 u"beta"_s);
    }

    void tellsNewLinesPolitely()
    {
        ShownOutput shown("first\n");
        QTRY_VERIFY(shown.isRead());
        OutputAnnouncer announcer;
        announcer.reset(shown.document().rowCount());
        QCOMPARE(announcer.take(shown.document()), QString());
        shown.append("second\n" + sqlLines(3));
        QTRY_VERIFY(shown.isRead());
        QCOMPARE(announcer.take(shown.document()), u"second\n▸ 3 lines hidden: SQL\n"_s);
        shown.append(numberedLines(5000));
        QTRY_VERIFY(shown.isRead());
        const QString text = announcer.take(shown.document());
        QCOMPARE(text.count(u'\n'), qsizetype(OutputAnnouncer::maximumRows));
        QVERIFY(text.endsWith(u"line 4999\n"));
    }
};

QTEST_MAIN(TestOutputAccessible)
#include "test_outputaccessible.moc"
