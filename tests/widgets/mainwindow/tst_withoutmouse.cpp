// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/mainwindow/windowfixture.h"
#include "widgets/mainwindow/settingsdialog.h"
#include "widgets/output/findbar.h"
#include "widgets/output/outputpane.h"
#include "widgets/palette/commandpalette.h"
#include "widgets/palette/keysheet.h"
#include "widgets/palette/shortcutsdialog.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QFileDialog>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QTableView>
#include <QTreeWidget>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// A person's first hour with the program, from a fresh window to the last key, without a mouse:
// every step finds the keyboard where the one before left it.
class TestWithoutMouse final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_fixture.reset(); }
    void addsAFolder();
    void findsACommandAndMendsTheForm();
    void findsInTheOutput();
    void stopsAnotherRun();
    void filtersTheRunsAndRunsAgain();
    void changesASetting();
    void changesKeys();
    void closes();

private:
    MainWindow &window() const { return m_fixture->window(); }
    static QWidget *focus() { return QApplication::focusWidget(); }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *popup = QApplication::activePopupWidget();
        QTest::keyClick(popup ? popup : focus(), key, modifiers);
    }
    static void type(const QString &text) { QTest::keyClicks(focus(), text); }
    template<class Dialog>
    static Dialog *activeDialog()
    {
        return qobject_cast<Dialog *>(QApplication::activeWindow());
    }
    static bool tabTo(const std::function<bool(QWidget *)> &wanted, Qt::Key key = Qt::Key_Tab);
    static bool tabToButton(const QString &text);
    bool choose(const QString &typed, const QString &title);
    // The offscreen platform has no window manager that does this when a dialog closes.
    bool isBack() const
    {
        if (!QApplication::activeWindow() && !QApplication::activeModalWidget())
            window().activateWindow();
        return QApplication::activeWindow() == &window() && focus();
    }
    RunTab *tab() const { return window().runTabs().currentTab(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

bool TestWithoutMouse::tabTo(const std::function<bool(QWidget *)> &wanted, Qt::Key key)
{
    for (int i = 0; i < 60 && focus(); ++i) {
        if (wanted(focus()))
            return true;
        press(key);
    }
    return false;
}

bool TestWithoutMouse::tabToButton(const QString &text)
{
    return tabTo([&text](QWidget *widget) {
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        return button && button->text().remove(u'&') == text;
    });
}

// By the palette; what comes first must be what was meant.
bool TestWithoutMouse::choose(const QString &typed, const QString &title)
{
    press(Qt::Key_K, Qt::ControlModifier);
    auto *palette = window().findChild<CommandPalette *>();
    if (!palette->isVisible() || !palette->isAncestorOf(focus()))
        return false;
    type(typed);
    const auto *list = palette->findChild<QAbstractItemView *>();
    const QString first = list->model()->index(0, 0).data().toString();
    if (first != title) {
        qWarning("the palette offers %s", qPrintable(first));
        return false;
    }
    press(Qt::Key_Return);
    return !palette->isVisible();
}

void TestWithoutMouse::initTestCase()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->write(u".commandrunner.toml"_s,
                     QByteArray(R"(
[[command]]
name = "count-lines"
argv = ["PROGRAM", "print-lines"]
[[command.parameter]]
name = "lines"
type = "integer"
minimum = 1
maximum = 500
required = true

[[command]]
name = "wait-for-ever"
argv = ["PROGRAM", "sleep-forever"]
)")
                         .replace("PROGRAM", COMMANDRUNNER_TEST_BIN_DIR "/testchild"));
    m_fixture->open();
    QTRY_VERIFY(m_fixture->catalog().isLoaded());
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QTRY_VERIFY(focus());
}

void TestWithoutMouse::addsAFolder()
{
    press(Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY(activeDialog<QFileDialog>());
    QTRY_VERIFY(qobject_cast<QLineEdit *>(focus()));
    press(Qt::Key_A, Qt::ControlModifier);
    type(m_fixture->project());
    press(Qt::Key_Return); // the first may be for the list that completes paths
    if (activeDialog<QFileDialog>() && focus())
        press(Qt::Key_Return);
    QTRY_VERIFY(isBack());
    QTRY_COMPARE(m_fixture->catalog().folders().size(), 1);
    QTRY_COMPARE(m_fixture->catalog().commands().size(), 4);
    QTRY_VERIFY(!m_fixture->catalog().isScanning());
}

void TestWithoutMouse::findsACommandAndMendsTheForm()
{
    QVERIFY(choose(u"count"_s, u"count-lines"_s));
    const CommandPage &page = *window().commandsPage().commandPage();
    QTRY_COMPARE(page.command()->name, u"count-lines"_s);
    QTRY_VERIFY(page.isAncestorOf(focus()));
    press(Qt::Key_Return, Qt::ControlModifier); // nothing filled in
    QWidget *field = focus();
    QVERIFY(page.isAncestorOf(field));
    QTest::qWait(0);
    QVERIFY(!QApplication::activeModalWidget());
    QCOMPARE(window().runTabs().count(), 0);
    type(u"42"_s); // the keyboard is where the mistake is
    press(Qt::Key_Return, Qt::ControlModifier);
    // Nobody has trusted the folder yet.
    QTRY_VERIFY(QApplication::activeModalWidget()
                && QApplication::activeModalWidget()->isAncestorOf(focus()));
    QVERIFY(tabToButton(u"Trust Folder and Run"_s));
    press(Qt::Key_Space);
    QTRY_COMPARE(window().runTabs().count(), 1);
    QTRY_VERIFY(tab()->state() == RunState::Succeeded);
    QCOMPARE(tab()->record().request.argv.last(), u"42"_s);
}

void TestWithoutMouse::findsInTheOutput()
{
    QTRY_VERIFY(isBack());
    QVERIFY(tabTo([this](QWidget *at) { return window().runTabs().isAncestorOf(at); }, Qt::Key_F6));
    press(Qt::Key_F, Qt::ControlModifier);
    const FindBar *bar = tab()->pane()->findBar();
    QTRY_VERIFY(bar->isAncestorOf(focus()));
    type(u"line 4"_s); // and 40, 41, 42
    QTRY_VERIFY2(bar->countText().endsWith(u"4"_s), qPrintable(bar->countText()));
    press(Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(tab()->isAncestorOf(focus()));
}

void TestWithoutMouse::stopsAnotherRun()
{
    QVERIFY(choose(u"wait"_s, u"wait-for-ever"_s));
    QTRY_VERIFY(window().commandsPage().isAncestorOf(focus()));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(window().runTabs().count(), 2);
    QTRY_VERIFY(tab()->state() == RunState::Running);
    press(Qt::Key_Period, Qt::ControlModifier);
    QTRY_VERIFY(tab()->state() == RunState::Stopped);
}

void TestWithoutMouse::filtersTheRunsAndRunsAgain()
{
    press(Qt::Key_2, Qt::AltModifier);
    QVERIFY(window().page() == MainWindow::Page::Runs);
    QVERIFY(tabTo([this](QWidget *at) { return window().runsPage().isAncestorOf(at); },
                  Qt::Key_F6));
    press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(qobject_cast<QLineEdit *>(focus()));
    type(u"count"_s);
    const auto listed = [this]() -> QAbstractItemView * {
        for (auto *view : window().runsPage().findChildren<QAbstractItemView *>()) {
            if (view->isVisible() && view->accessibleName() == "Runs"_L1)
                return view;
        }
        return nullptr;
    };
    QTRY_VERIFY(listed() && listed()->model()->rowCount() == 2); // the day's heading, and the run
    QVERIFY(tabTo([&](QWidget *at) { return at == listed(); }, Qt::Key_F6));
    press(Qt::Key_Home);
    QTRY_VERIFY(!window().runsPage().currentRunId().isEmpty());
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(window().runTabs().count(), 3);
    QTRY_VERIFY(tab()->state() == RunState::Succeeded);
    QCOMPARE(tab()->record().request.argv.last(), u"42"_s);
}

void TestWithoutMouse::changesASetting()
{
    press(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(activeDialog<SettingsDialog>());
    press(Qt::Key_Escape);
    QTRY_VERIFY(isBack());
    QVERIFY(choose(u"kill after"_s, u"Kill after Stop"_s)); // straight to its field
    QTRY_VERIFY(activeDialog<SettingsDialog>());
    QTRY_VERIFY(qobject_cast<QAbstractSpinBox *>(focus()));
    press(Qt::Key_A, Qt::ControlModifier);
    type(u"9"_s);
    press(Qt::Key_Escape);
    QTRY_VERIFY(isBack());
    QCOMPARE(StopGrace::milliseconds(m_fixture->settings()), 9000);
}

void TestWithoutMouse::changesKeys()
{
    QVERIFY(tabTo([this](QWidget *at) { return window().runTabs().isAncestorOf(at); }, Qt::Key_F6));
    QTest::keyClick(focus(), '?');
    QTRY_VERIFY(activeDialog<KeySheet>());
    type(u"go to line"_s);
    press(Qt::Key_Return); // the one that is left is to be changed
    QTRY_VERIFY(activeDialog<ShortcutsDialog>());
    QTRY_VERIFY(qobject_cast<QTreeWidget *>(focus()));
    press(Qt::Key_Return);
    const auto *keys = QApplication::activeWindow()->findChild<QKeySequenceEdit *>();
    QTRY_VERIFY(keys == focus() || keys->isAncestorOf(focus()));
    press(Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(qobject_cast<QAbstractButton *>(focus())); // Assign
    press(Qt::Key_Space);
    const QList<QKeySequence> wanted{QKeySequence(Qt::CTRL | Qt::Key_J)};
    QCOMPARE(window().actions().find(u"output.goToLine"_s)->keys, wanted);
    press(Qt::Key_Escape);
    QTRY_VERIFY(isBack());
    QVERIFY(tab()->isAncestorOf(focus())); // where it was before
    press(Qt::Key_J, Qt::ControlModifier); // holds in the pane that was open all the time
    QTRY_VERIFY(qobject_cast<QLineEdit *>(focus()));
    QVERIFY(tab()->isAncestorOf(focus()));
    press(Qt::Key_Escape);
}

void TestWithoutMouse::closes()
{
    press(Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!window().isVisible());
    m_fixture->open(); // and all of it is remembered
    QCOMPARE(window().actions().ownKeys(), (QVariantMap{{u"output.goToLine"_s, u"Ctrl+J"_s}}));
    QCOMPARE(StopGrace::milliseconds(m_fixture->settings()), 9000);
}

QTEST_MAIN(TestWithoutMouse)
#include "tst_withoutmouse.moc"
