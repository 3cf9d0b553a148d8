// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/actionregistry.h"
#include "widgets/palette/commandpalette.h"
#include "widgets/palette/palettemodel.h"
#include "widgets/palette/shortcutsdialog.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QTest>
#include <QTreeWidget>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

PaletteItem item(const QString &title, const QString &subtitle, QStringList &done)
{
    return {title, subtitle, QString(), QIcon(), [title, &done] {
                done.append(title);
            }};
}

QStringList titles(const QAbstractItemModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result.append(model.index(row, 0).data().toString());
    return result;
}

} // namespace

class TestCommandPalette final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelRanks();
    void keyboard();
    void escapeGivesTheKeyboardBack();
    void itemsThatMoveTheKeyboard();
    void nothingFits();
    void registry();
    void adoptedActions();
    void shortcuts();
};

void TestCommandPalette::modelRanks()
{
    PaletteModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QStringList done;
    model.setItems({item(u"prune"_s, u"shop"_s, done), item(u"build"_s, u"run everything"_s, done),
                    item(u"run-tests"_s, u"shop"_s, done)});
    QCOMPARE(titles(model), (QStringList{u"prune"_s, u"build"_s, u"run-tests"_s}));
    model.setPattern(u"run"_s);
    // Titles before subtitles.
    QCOMPARE(titles(model), (QStringList{u"run-tests"_s, u"prune"_s, u"build"_s}));
    model.setPattern(u"shop run"_s);
    QCOMPARE(titles(model).size(), 0); // the letters stand the other way round
    model.setPattern(u"zzz"_s);
    QCOMPARE(model.rowCount(), 0);
    model.setPattern(QString());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(), u"build, run everything"_s);
}

void TestCommandPalette::keyboard()
{
    QMainWindow window;
    window.resize(800, 600);
    CommandPalette palette(&window);
    window.show();
    QStringList done;
    palette.open({item(u"first"_s, {}, done), item(u"second"_s, {}, done),
                  item(u"third"_s, {}, done)});
    auto *field = palette.findChild<QLineEdit *>();
    QCOMPARE(field->accessibleName(), u"Type a command"_s);
    QVERIFY(palette.isVisible());
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Up);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(done, QStringList{u"second"_s});
    QVERIFY(!palette.isVisible());

    palette.open({item(u"first"_s, {}, done), item(u"second"_s, {}, done)});
    QCOMPARE(field->text(), QString());
    QTest::keyClicks(field, u"sec"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(done, (QStringList{u"second"_s, u"second"_s}));
}

void TestCommandPalette::escapeGivesTheKeyboardBack()
{
    QMainWindow window;
    auto *before = new QLineEdit;
    window.setCentralWidget(before);
    CommandPalette palette(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    before->setFocus();
    QStringList done;
    palette.open({item(u"first"_s, {}, done)});
    QTRY_VERIFY(!before->hasFocus());
    QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
    QTRY_VERIFY(before->hasFocus());
    QVERIFY(done.isEmpty());
}

void TestCommandPalette::itemsThatMoveTheKeyboard()
{
    QMainWindow window;
    auto *central = new QWidget;
    auto *before = new QLineEdit(central);
    auto *other = new QLineEdit(central);
    window.setCentralWidget(central);
    CommandPalette palette(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    before->setFocus();
    palette.open({{u"go"_s, {}, {}, {}, [other] {
                       other->setFocus();
                   }}});
    QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_VERIFY(other->hasFocus());
}

void TestCommandPalette::nothingFits()
{
    QMainWindow window;
    window.resize(600, 400);
    CommandPalette palette(&window);
    window.show();
    QStringList done;
    palette.open({item(u"first"_s, {}, done)});
    auto *field = palette.findChild<QLineEdit *>();
    QTest::keyClicks(field, u"zz"_s);
    QVERIFY(!palette.findChild<QListView *>()->isVisible());
    QTest::keyClick(field, Qt::Key_Return); // does nothing and stays
    QVERIFY(palette.isVisible());
    QVERIFY(done.isEmpty());
}

void TestCommandPalette::registry()
{
    QMainWindow window;
    ActionRegistry registry(&window);
    QAction *action = registry.add({u"run.stop"_s,
                                    u"Run"_s,
                                    u"&Stop…"_s,
                                    u"stop"_s,
                                    {QKeySequence(Qt::CTRL | Qt::Key_Period)},
                                    u"End the run"_s});
    QCOMPARE(registry.action(u"run.stop"_s), action);
    QCOMPARE(registry.action(u"other"_s), nullptr);
    QCOMPARE(ActionRegistry::name(action), u"Stop"_s);
    QCOMPARE(action->toolTip(), u"End the run (Ctrl+.)"_s);
    QVERIFY(!action->icon().isNull());
    QVERIFY(window.actions().contains(action));
}

void TestCommandPalette::adoptedActions()
{
    QMainWindow window;
    ActionRegistry registry(&window);
    {
        QAction foreign(u"Save && &Close"_s);
        foreign.setObjectName(u"page.save"_s);
        foreign.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_S));
        foreign.setToolTip(u"Save it (Ctrl+S)"_s);
        registry.adopt(u"File"_s, &foreign, u"copy"_s);
        QCOMPARE(registry.actions(), QList<QAction *>{&foreign});
        QCOMPARE(foreign.statusTip(), u"Save it"_s);
        QCOMPARE(ActionRegistry::name(&foreign), u"Save & Close"_s);
        QVERIFY(!window.actions().contains(&foreign)); // its keys stay its page's
    }
    QVERIFY(registry.actions().isEmpty());
}

void TestCommandPalette::shortcuts()
{
    QMainWindow window;
    ActionRegistry registry(&window);
    registry.add({u"a"_s,
                  u"File"_s,
                  u"&Open"_s,
                  {},
                  {QKeySequence(Qt::CTRL | Qt::Key_O)},
                  u"Open a thing"_s});
    registry.add({u"b"_s, u"View"_s, u"&Zoom"_s, {}, {}, u"Make it larger"_s});
    ShortcutsDialog dialog(registry);
    const auto *list = dialog.findChild<QTreeWidget *>();
    QCOMPARE(list->topLevelItemCount(), 2);
    QCOMPARE(list->topLevelItem(0)->child(0)->text(1), u"Ctrl+O"_s);
    dialog.findChild<QLineEdit *>()->setText(u"larger"_s);
    QVERIFY(list->topLevelItem(0)->isHidden());
    QVERIFY(!list->topLevelItem(1)->isHidden());
}

QTEST_MAIN(TestCommandPalette)
#include "tst_commandpalette.moc"
