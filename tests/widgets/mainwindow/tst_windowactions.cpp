// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/mainwindow/windowfixture.h"
#include "widgets/palette/commandpalette.h"
#include "widgets/palette/palettemodel.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QSet>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// What holds for every action and every control of the window, whoever adds one.
class TestWindowActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->open();
        QTRY_VERIFY(m_fixture->catalog().isLoaded());
        const Command command = WindowFixture::testChild(u"lines"_s, {u"print-lines"_s, u"3"_s},
                                                         m_fixture->project());
        m_fixture->catalog().saveOwn(command);
        m_fixture->catalog().addFolder(m_fixture->project());
        QTRY_VERIFY(m_fixture->catalog().commands().size() >= 3);
        QVERIFY(m_fixture->window().commandsPage().selectCommand(command.absoluteId()));
        m_fixture->window().commandsPage().commandPage()->run();
        QTRY_COMPARE(m_fixture->window().runTabs().count(), 1);
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void actionsAreComplete();
    void shortcutsAreUnique();
    void menusHoldListedActionsOnly();
    void controlsHaveNames_data();
    void controlsHaveNames();
    void paletteRunsActionsAndFindsCommands();
    void panesAreReached();
    void outputIsMaximised();
    void pagesByKeys();

private:
    std::unique_ptr<WindowFixture> m_fixture;
};

void TestWindowActions::actionsAreComplete()
{
    const ActionRegistry &registry = m_fixture->window().actions();
    QVERIFY(registry.actions().size() > 30);
    QSet<QString> ids;
    for (const QAction *action : registry.actions()) {
        const QByteArray id = ActionRegistry::id(action).toUtf8();
        QVERIFY2(!id.isEmpty() && !ids.contains(ActionRegistry::id(action)), id);
        ids.insert(ActionRegistry::id(action));
        QVERIFY2(!ActionRegistry::name(action).isEmpty(), id);
        QVERIFY2(!ActionRegistry::section(action).isEmpty(), id);
        QVERIFY2(!action->icon().isNull() || action->isCheckable(), id);
        QVERIFY2(!action->statusTip().isEmpty(), id);
        if (!action->shortcut().isEmpty())
            QVERIFY2(
                action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                id);
    }
}

void TestWindowActions::shortcutsAreUnique()
{
    // Qt runs neither of two actions that both answer to a key where the keyboard is. Those of the
    // window answer everywhere, those of a page or a tab only inside it.
    MainWindow &window = m_fixture->window();
    QHash<QKeySequence, QString> everywhere;
    QHash<QPair<QObject *, QKeySequence>, QString> inside;
    QList<QAction *> actions = window.actions().actions();
    for (QAction *action : window.findChildren<QAction *>()) {
        if (!actions.contains(action))
            actions.append(action);
    }
    for (const QAction *action : actions) {
        for (const QKeySequence &keys : action->shortcuts()) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            QVERIFY2(!everywhere.contains(keys),
                     qPrintable(keys.toString() + u' ' + everywhere.value(keys) + u' '
                                + action->text()));
            everywhere.insert(keys, action->text());
        }
    }
    for (const QAction *action : actions) {
        for (const QKeySequence &keys : action->shortcuts()) {
            if (action->shortcutContext() == Qt::WindowShortcut
                || action->shortcutContext() == Qt::WidgetShortcut)
                continue;
            QVERIFY2(!everywhere.contains(keys),
                     qPrintable(keys.toString() + u' ' + everywhere.value(keys) + u' '
                                + action->text()));
            for (QObject *object : action->associatedObjects()) {
                if (qobject_cast<QMenu *>(object) || !qobject_cast<QWidget *>(object))
                    continue;
                const auto place = qMakePair(object, keys);
                QVERIFY2(!inside.contains(place),
                         qPrintable(keys.toString() + u' ' + inside.value(place) + u' '
                                    + action->text()));
                inside.insert(place, action->text());
            }
        }
    }
}

void TestWindowActions::menusHoldListedActionsOnly()
{
    const MainWindow &window = m_fixture->window();
    const QList<QAction *> listed = window.actions().actions();
    QSet<const QAction *> inMenus;
    const std::function<void(const QMenu *)> walk = [&](const QMenu *menu) {
        for (QAction *action : menu->actions()) {
            if (action->menu())
                walk(action->menu());
            else if (!action->isSeparator())
                QVERIFY2(listed.contains(action), qPrintable(action->text()));
            inMenus.insert(action);
        }
    };
    for (QAction *top : window.menuBar()->actions())
        walk(top->menu());
    QVERIFY(inMenus.contains(window.actions().action(u"run.stop"_s)));
}

void TestWindowActions::controlsHaveNames_data()
{
    QTest::addColumn<int>("page");
    QTest::newRow("commands") << int(MainWindow::Page::Commands);
    QTest::newRow("runs") << int(MainWindow::Page::Runs);
}

void TestWindowActions::controlsHaveNames()
{
    QFETCH(int, page);
    MainWindow &window = m_fixture->window();
    window.showPage(MainWindow::Page(page));
    QStringList nameless;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
            || qobject_cast<QScrollBar *>(widget))
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        if (!spoken || spoken->text(QAccessible::Name).isEmpty()) {
            nameless.append(u"%1 \"%2\" in %3"_s.arg(
                QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                QString::fromLatin1(widget->parentWidget()->metaObject()->className())));
        }
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    window.showPage(MainWindow::Page::Commands);
}

void TestWindowActions::paletteRunsActionsAndFindsCommands()
{
    MainWindow &window = m_fixture->window();
    auto *palette = window.findChild<CommandPalette *>();
    auto *field = palette->findChild<QLineEdit *>();
    QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(palette->isVisible());
    QTest::keyClicks(field, u"go to runs"_s);
    QTest::keyClicks(field, QString());
    field->setText(u"runs"_s);
    const auto *list = palette->findChild<QListView *>();
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"Runs"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(window.page() == MainWindow::Page::Runs);
    QVERIFY(!palette->isVisible());

    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(palette->isVisible());
    QTest::keyClicks(field, u"hello"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(window.page() == MainWindow::Page::Commands);
    QCOMPARE(window.commandsPage().commandPage()->command()->name, u"hello"_s);
    QTRY_VERIFY(window.commandsPage().commandPage()->isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(window.runTabs().count(), 1); // chosen, not run
}

void TestWindowActions::panesAreReached()
{
    MainWindow &window = m_fixture->window();
    window.showPage(MainWindow::Page::Commands);
    QSet<QString> visited;
    for (int i = 0; i < 8; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window,
                        Qt::Key_F6);
        QVERIFY(QApplication::focusWidget());
        QWidget *now = QApplication::focusWidget();
        visited.insert(window.runTabs().isAncestorOf(now)                           ? u"output"_s
                           : window.commandsPage().commandPage()->isAncestorOf(now) ? u"form"_s
                           : window.commandsPage().isAncestorOf(now)                ? u"list"_s
                                                                                    : u"rail"_s);
    }
    QCOMPARE(visited, (QSet<QString>{u"output"_s, u"form"_s, u"list"_s, u"rail"_s}));
}

void TestWindowActions::outputIsMaximised()
{
    MainWindow &window = m_fixture->window();
    QAction *maximise = window.actions().action(u"view.maximiseOutput"_s);
    QVERIFY(maximise->isEnabled());
    maximise->trigger();
    QVERIFY(!window.commandsPage().isVisible());
    QVERIFY(window.runTabs().isVisible());
    maximise->trigger();
    QVERIFY(window.commandsPage().isVisible());
    maximise->trigger();
    window.showPage(MainWindow::Page::Runs); // going to a page shows it
    QVERIFY(window.runsPage().isVisible());
    QVERIFY(!maximise->isChecked());
}

void TestWindowActions::pagesByKeys()
{
    MainWindow &window = m_fixture->window();
    QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
    QVERIFY(window.page() == MainWindow::Page::Runs);
    QTest::keyClick(&window, Qt::Key_1, Qt::AltModifier);
    QVERIFY(window.page() == MainWindow::Page::Commands);
}

QTEST_MAIN(TestWindowActions)
#include "tst_windowactions.moc"
