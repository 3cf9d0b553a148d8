// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/output/shownoutput.h"
#include "widgets/output/terminalkeys.h"

#include <QApplication>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr auto none = Qt::NoModifier;
constexpr auto shift = Qt::ShiftModifier;
constexpr auto control = Qt::ControlModifier;
constexpr auto alt = Qt::AltModifier;

QByteArray typedInto(QSignalSpy &spy)
{
    QByteArray bytes;
    for (const QList<QVariant> &call : std::as_const(spy))
        bytes += call.first().toByteArray();
    spy.clear();
    return bytes;
}

} // namespace

// What a person types for a program in a terminal.
class TestTyping final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, int key, Qt::KeyboardModifiers modifiers,
                            const QString &text, const QByteArray &bytes) {
            QTest::newRow(name) << key << modifiers << text << bytes;
        };
        row("letter", Qt::Key_A, none, u"a"_s, "a");
        row("capital", Qt::Key_A, shift, u"A"_s, "A");
        row("not ASCII", Qt::Key_Eacute, none, u"é"_s, "\xc3\xa9");
        row("AltGr brings text", Qt::Key_At, control | alt, u"@"_s, "@");
        row("Return", Qt::Key_Return, none, u"\r"_s, "\r");
        row("Enter of the keypad", Qt::Key_Enter, Qt::KeypadModifier, u"\r"_s, "\r");
        row("Backspace", Qt::Key_Backspace, none, u"\b"_s, "\x7f");
        row("Tab", Qt::Key_Tab, none, u"\t"_s, "\t");
        row("Shift+Tab", Qt::Key_Backtab, shift, {}, "\x1b[Z");
        row("Escape", Qt::Key_Escape, none, u"\x1b"_s, "\x1b");
        row("Ctrl+C", Qt::Key_C, control, u"\x03"_s, "\x03");
        row("Ctrl+D", Qt::Key_D, control, u"\x04"_s, "\x04");
        row("Ctrl+Space", Qt::Key_Space, control, u" "_s, QByteArray(1, '\0'));
        row("Ctrl+Backslash", Qt::Key_Backslash, control, u"\x1c"_s, "\x1c");
        row("Alt+F", Qt::Key_F, alt, u"f"_s, "\x1b\x66");
        row("Up", Qt::Key_Up, none, {}, "\x1b[A");
        row("Ctrl+Left", Qt::Key_Left, control, {}, "\x1b[1;5D");
        row("Alt+Right", Qt::Key_Right, alt, {}, "\x1b[1;3C");
        row("Home", Qt::Key_Home, none, {}, "\x1b[H");
        row("End", Qt::Key_End, none, {}, "\x1b[F");
        row("Delete", Qt::Key_Delete, none, u"\x7f"_s, "\x1b[3~");
        row("Page Up", Qt::Key_PageUp, none, {}, "\x1b[5~");
        // The window's.
        row("Shift+Page Up scrolls", Qt::Key_PageUp, shift, {}, "");
        row("F6", Qt::Key_F6, none, {}, "");
        row("Ctrl+Shift+P", Qt::Key_P, control | shift, u"\x10"_s, "");
        row("Ctrl+Return", Qt::Key_Return, control, u"\r"_s, "");
        row("Ctrl+Tab", Qt::Key_Tab, control, {}, "");
        row("Ctrl+1", Qt::Key_1, control, u"1"_s, "");
        row("Ctrl+.", Qt::Key_Period, control, u"."_s, "");
        row("Alt+2", Qt::Key_2, alt, u"2"_s, "");
        row("a modifier alone", Qt::Key_Shift, shift, {}, "");
    }
    void keys()
    {
        QFETCH(int, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        QFETCH(QString, text);
        QFETCH(QByteArray, bytes);
        const QKeyEvent event(QEvent::KeyPress, key, modifiers, text);
        QCOMPARE(terminalKeyBytes(event, {}), bytes);
    }

    void cursorKeysInApplicationMode()
    {
        const TerminalModes application{.applicationCursorKeys = true};
        const QKeyEvent up(QEvent::KeyPress, Qt::Key_Up, none);
        QCOMPARE(terminalKeyBytes(up, application), "\x1bOA"_ba);
        const QKeyEvent controlUp(QEvent::KeyPress, Qt::Key_Up, control);
        QCOMPARE(terminalKeyBytes(controlUp, application), "\x1b[1;5A"_ba);
    }

    void pastedTextCannotActAsKeys()
    {
        const QString text = u"a\r\nb\n\tc\x1b[201~\x03"_s;
        QCOMPARE(terminalPasteBytes(text, {}), "a\rb\r\tc[201~"_ba);
        QCOMPARE(terminalPasteBytes(text, {.bracketedPaste = true}),
                 "\x1b[200~a\rb\r\tc[201~\x1b[201~"_ba);
        QCOMPARE(terminalPasteBytes({}, {.bracketedPaste = true}), ""_ba);
    }

    void keysGoToTheProgramWhileTyping()
    {
        ShownOutput shown("name? ");
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        QSignalSpy typed(&view, &OutputView::typed);
        QTest::keyClick(&view, Qt::Key_A);
        QVERIFY(typed.isEmpty());
        view.setTyping(true);
        QTest::keyClicks(&view, u"Ann"_s);
        QTest::keyClick(&view, Qt::Key_Return);
        QTest::keyClick(&view, Qt::Key_C, control);
        QCOMPARE(typedInto(typed), "Ann\r\x03"_ba);
        // What a shortcut of the window would take otherwise.
        QKeyEvent find(QEvent::ShortcutOverride, Qt::Key_F, control);
        find.ignore();
        QApplication::sendEvent(&view, &find);
        QVERIFY(find.isAccepted());
        QKeyEvent help(QEvent::ShortcutOverride, Qt::Key_F6, none);
        help.ignore();
        QApplication::sendEvent(&view, &help);
        QVERIFY(!help.isAccepted());
        QInputMethodEvent composed;
        composed.setCommitString(u"日本"_s);
        QApplication::sendEvent(&view, &composed);
        QCOMPARE(typedInto(typed), u"日本"_s.toUtf8());
        view.setTyping(false);
        QTest::keyClick(&view, Qt::Key_A);
        QVERIFY(typed.isEmpty());
    }

    void controlCCopiesWhatIsSelected()
    {
        ShownOutput shown("first line\nsecond");
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        view.setTyping(true);
        QSignalSpy typed(&view, &OutputView::typed);
        view.setSelection({0, 0}, {0, 5});
        QTest::keyClick(&view, Qt::Key_C, control);
        QTRY_COMPARE(QApplication::clipboard()->text(), u"first"_s);
        QVERIFY(typed.isEmpty());
        QTest::keyClick(&view, Qt::Key_C, control);
        QCOMPARE(typedInto(typed), "\x03"_ba);
        QApplication::clipboard()->setText(u"one\ntwo"_s);
        QTest::keyClick(&view, Qt::Key_V, control | shift);
        QTest::keyClick(&view, Qt::Key_Insert, shift);
        QCOMPARE(typedInto(typed), "one\rtwoone\rtwo"_ba);
    }

    void tabIsForTheProgram()
    {
        QWidget window;
        ShownOutput shown("$ ");
        QTRY_VERIFY(shown.isRead());
        auto *layout = new QVBoxLayout(&window);
        auto *before = new QLineEdit(&window);
        layout->addWidget(before);
        layout->addWidget(&shown.view());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        shown.view().setFocus();
        QSignalSpy typed(&shown.view(), &OutputView::typed);
        shown.view().setTyping(true);
        QTest::keyClick(&shown.view(), Qt::Key_Tab);
        QCOMPARE(typedInto(typed), "\t"_ba);
        shown.view().setTyping(false);
        QTest::keyClick(&shown.view(), Qt::Key_Tab);
        QVERIFY(typed.isEmpty());
        shown.view().setParent(nullptr);
    }

    void shiftScrolls()
    {
        ShownOutput shown(numberedLines(400) + "$ ");
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        QTRY_VERIFY(view.isAtBottom() && view.topRow() > 300);
        view.setTyping(true);
        QSignalSpy typed(&view, &OutputView::typed);
        const qint64 bottom = view.topRow();
        QTest::keyClick(&view, Qt::Key_PageUp, shift);
        QVERIFY(view.topRow() < bottom - 5 && !view.isFollowing());
        QTest::keyClick(&view, Qt::Key_Home, shift);
        QCOMPARE(view.topRow(), 0);
        QVERIFY(typed.isEmpty());
        QTest::keyClick(&view, Qt::Key_X); // one looks at what one types
        QVERIFY(view.isFollowing());
        QCOMPARE(view.topRow(), bottom);
    }

    void theCursorStandsWhereTheProgramWrites()
    {
        ShownOutput shown("$ ls -l\x1b[2D");
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        view.setTyping(true);
        const QRect first = view.rectOf({0, 0});
        QRect cursor = view.cursorRect();
        QCOMPARE(cursor.left(), view.rectOf({0, 5}).left());
        QCOMPARE(cursor.top(), first.top());
        shown.append("\r\n"); // then in a row of its own, which is in sight although nothing is in
                              // it
        QTRY_VERIFY(shown.isRead());
        QTRY_COMPARE(view.cursorRect().top(), first.bottom() + 1);
        QCOMPARE(view.cursorRect().left(), first.left());
        shown.append(numberedLines(300));
        QTRY_VERIFY(shown.isRead());
        QTRY_VERIFY(view.rowRect(300).isValid());
        QVERIFY(view.viewport()->rect().contains(view.cursorRect()));
        shown.append("wide 日本");
        QTRY_VERIFY(shown.isRead());
        QTRY_COMPARE(view.cursorRect().left(), view.rectOf({301, 7}).left());
    }

    void theGridIsTold()
    {
        ShownOutput shown("x");
        OutputView &view = shown.view();
        QTRY_VERIFY(shown.isRead());
        QSignalSpy changed(&view, &OutputView::gridChanged);
        const QSize before = view.grid();
        view.resize(view.width() * 2, view.height() * 2);
        QVERIFY(!changed.isEmpty());
        QVERIFY(view.grid().width() > before.width() * 2 - 1);
        QVERIFY(view.grid().height() >= before.height() * 2 - 1);
        changed.clear();
        view.setTimeColumn(TimeColumn::SinceStart);
        QCOMPARE(changed.size(), 1);
    }
};

QTEST_MAIN(TestTyping)
#include "test_typing.moc"
