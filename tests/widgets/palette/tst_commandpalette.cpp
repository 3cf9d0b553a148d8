// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/actionregistry.h"
#include "widgets/palette/commandpalette.h"
#include "widgets/palette/keysheet.h"
#include "widgets/palette/palettemodel.h"
#include "widgets/palette/shortcutsdialog.h"

#include <QAbstractItemModelTester>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

PaletteItem item(const QString &title, const QString &subtitle, QStringList &done)
{
    PaletteItem item{title, subtitle, {}, {}, [title, &done] { done.append(title); }, {}, {}, 0};
    return item;
}

void setItems(PaletteModel &model, const QList<PaletteItem> &items)
{
    model.setContent({{}, items, {}});
}

void open(CommandPalette &palette, const QList<PaletteItem> &items)
{
    palette.open({{}, items, {}});
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
    void whatIsUsedComesFirst();
    void lettersAreMarked();
    void manyItems();
    void argumentsAreTyped();
    void programsAreListedOnRequest();
    void itemsThatComeLater();
    void registry();
    void adoptedActions();
    void shortcuts();
    void keysAreChanged();
    void panesHaveTheSameKeys();
    void sheetOfKeys();
    void keysAreRemembered();
    void keysByKeyboard();
};

void TestCommandPalette::modelRanks()
{
    PaletteModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QStringList done;
    setItems(model,
             {item(u"prune"_s, u"shop"_s, done), item(u"build"_s, u"run everything"_s, done),
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
    open(palette,
         {item(u"first"_s, {}, done), item(u"second"_s, {}, done), item(u"third"_s, {}, done)});
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

    open(palette, {item(u"first"_s, {}, done), item(u"second"_s, {}, done)});
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
    open(palette, {item(u"first"_s, {}, done)});
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
    open(palette, {{u"go"_s, {}, {}, {}, [other] {
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
    open(palette, {item(u"first"_s, {}, done)});
    auto *field = palette.findChild<QLineEdit *>();
    QTest::keyClicks(field, u"zz"_s);
    QVERIFY(!palette.findChild<QListView *>()->isVisible());
    QTest::keyClick(field, Qt::Key_Return); // does nothing and stays
    QVERIFY(palette.isVisible());
    QVERIFY(done.isEmpty());
}

void TestCommandPalette::whatIsUsedComesFirst()
{
    PaletteModel model;
    QStringList done;
    QList<PaletteItem> items{item(u"build"_s, {}, done), item(u"bundle"_s, {}, done),
                             item(u"rebuild all"_s, {}, done)};
    items[1].weight = 12;
    items[2].weight = 24;
    setItems(model, items);
    QCOMPARE(titles(model), (QStringList{u"rebuild all"_s, u"bundle"_s, u"build"_s}));
    model.setPattern(u"bu"_s);
    QCOMPARE(titles(model).first(), u"bundle"_s);
    model.setPattern(u"build"_s); // a clearly better fit wins
    QCOMPARE(titles(model), (QStringList{u"build"_s, u"rebuild all"_s}));
}

void TestCommandPalette::lettersAreMarked()
{
    using Letters = QList<qsizetype>;
    PaletteModel model;
    QStringList done;
    setItems(model, {item(u"run-tests"_s, u"shop · make"_s, done)});
    const auto title = [&] {
        return model.index(0).data(PaletteModel::TitleLettersRole).value<Letters>();
    };
    const auto subtitle = [&] {
        return model.index(0).data(PaletteModel::SubtitleLettersRole).value<Letters>();
    };
    QCOMPARE(title(), Letters());
    model.setPattern(u"rt"_s);
    QCOMPARE(title(), (Letters{0, 4}));
    QCOMPARE(subtitle(), Letters());
    model.setPattern(u"rt mk"_s);
    QCOMPARE(title(), (Letters{0, 4}));
    QCOMPARE(subtitle(), (Letters{7, 9}));
}

// The rows after each key are those that a model has that never heard of the keys before.
void TestCommandPalette::manyItems()
{
    QStringList done;
    QList<PaletteItem> items;
    for (int i = 0; i < 3000; ++i)
        items.append(item(u"task %1 of %2"_s.arg(i).arg(i % 7), u"group %1"_s.arg(i % 50), done));
    PaletteModel typed;
    setItems(typed, items);
    for (const QString &pattern :
         {u"t"_s, u"t1"_s, u"t12"_s, u"t1"_s, u"t19 g"_s, u"zzz"_s, u""_s, u"g4 9"_s}) {
        typed.setPattern(pattern);
        PaletteModel fresh;
        setItems(fresh, items);
        fresh.setPattern(pattern);
        QCOMPARE(titles(typed), titles(fresh));
        QVERIFY(typed.rowCount() <= 500);
    }
    QVERIFY(typed.rowCount() > 0);
}

void TestCommandPalette::argumentsAreTyped()
{
    QMainWindow window;
    CommandPalette palette(&window);
    window.show();
    QStringList done;
    PaletteItem greet = item(u"greet"_s, u"shop"_s, done);
    greet.id = u"greet-id"_s;
    greet.activateWith = [&done](const QString &line) {
        done.append(u"greet("_s + line + u')');
    };
    PaletteItem longer = item(u"greet all"_s, u"shop"_s, done);
    longer.activateWith = [&done](const QString &line) {
        done.append(u"all("_s + line + u')');
    };
    QStringList used;
    connect(&palette, &CommandPalette::used, this, [&used](const QString &id) { used += id; });
    const QList<PaletteItem> items{item(u"greetings to Ann"_s, {}, done), greet, longer};
    auto *field = palette.findChild<QLineEdit *>();
    const auto *list = palette.findChild<QListView *>();

    open(palette, items);
    QTest::keyClicks(field, u"GREET Ann 'b c'"_s);
    QCOMPARE(list->currentIndex().data().toString(), u"greet"_s);
    QCOMPARE(list->currentIndex().data(PaletteModel::SubtitleRole).toString(),
             u"with Ann 'b c' · shop"_s);
    QTest::keyClick(field, Qt::Key_Return);
    open(palette, items);
    QTest::keyClicks(field, u"greet all --x"_s); // the longer title is meant
    QTest::keyClick(field, Qt::Key_Return);
    open(palette, items);
    QTest::keyClicks(field, u"gre shop"_s);
    QTest::keyClick(field, Qt::Key_Tab);
    QCOMPARE(field->text(), u"greet "_s);
    QTest::keyClick(field, Qt::Key_Return); // nothing was typed behind it
    QCOMPARE(done, (QStringList{u"greet(Ann 'b c')"_s, u"all(--x)"_s, u"greet"_s}));
    QCOMPARE(used, (QStringList{u"greet-id"_s, u"greet-id"_s}));
}

void TestCommandPalette::programsAreListedOnRequest()
{
    QMainWindow window;
    CommandPalette palette(&window);
    window.show();
    QStringList done;
    int asked = 0;
    std::function<void(const QList<PaletteItem> &)> answer;
    palette.setPrograms([&](const auto &with) {
        ++asked;
        answer = with;
    });
    PaletteItem list = item(u"ls"_s, u"/bin"_s, done);
    list.activateWith = [&done](const QString &line) {
        done.append(u"ls("_s + line + u')');
    };
    open(palette, {item(u"first"_s, {}, done)});
    auto *field = palette.findChild<QLineEdit *>();
    const auto *rows = palette.findChild<QListView *>()->model();
    QTest::keyClicks(field, u"$ l"_s);
    QCOMPARE(asked, 1);
    QCOMPARE(rows->rowCount(), 0);
    answer({list, item(u"cat"_s, u"/bin"_s, done)});
    QCOMPARE(titles(*qobject_cast<const PaletteModel *>(rows)), QStringList{u"ls"_s});
    field->setText(u"fir"_s); // back among the others
    QCOMPARE(rows->index(0, 0).data().toString(), u"first"_s);
    const auto late = answer;
    field->setText(u"$"_s);
    late({item(u"stale"_s, {}, done)});
    QCOMPARE(rows->rowCount(), 0); // an answer to the question before
    answer({list});
    QTest::keyClicks(field, u"ls -l"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(done, QStringList{u"ls(-l)"_s});
    answer({list}); // closed: nobody waits
    QVERIFY(!palette.isVisible());
}

void TestCommandPalette::itemsThatComeLater()
{
    QMainWindow window;
    CommandPalette palette(&window);
    window.show();
    QStringList done;
    open(palette, {item(u"first"_s, {}, done), item(u"second"_s, {}, done)});
    auto *field = palette.findChild<QLineEdit *>();
    const auto *list = palette.findChild<QListView *>();
    QTest::keyClick(field, Qt::Key_Down);
    PaletteItem heavy = item(u"heavy"_s, {}, done);
    heavy.weight = 10;
    palette.addItems({heavy});
    QCOMPARE(list->model()->rowCount(), 3);
    QCOMPARE(list->currentIndex().data().toString(), u"second"_s); // chosen before they came
    field->setText(u"heavy"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(done, QStringList{u"heavy"_s});
    palette.addItems({heavy}); // it is closed
    open(palette, {item(u"first"_s, {}, done)});
    QCOMPARE(list->model()->rowCount(), 1);
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

namespace {

QKeySequence ctrl(int key)
{
    return QKeySequence(int(Qt::ControlModifier) | key);
}

QStringList conflicts(const ActionRegistry &registry, const QString &id, int key)
{
    QStringList ids;
    for (const ListedAction &other : registry.conflicts(id, ctrl(key)))
        ids.append(other.id);
    return ids;
}

void fill(ActionRegistry &registry)
{
    registry.add({u"open"_s, u"File"_s, u"&Open"_s, {}, {ctrl(Qt::Key_O)}, u"Open a thing"_s});
    registry.add({u"zoom"_s, u"View"_s, u"&Zoom"_s, {}, {}, u"Make it larger"_s});
}

} // namespace

void TestCommandPalette::keysAreChanged()
{
    QMainWindow window;
    ActionRegistry registry(&window);
    fill(registry);
    int told = 0;
    connect(&registry, &ActionRegistry::keysChanged, this, [&told] { ++told; });
    QAction *open = registry.action(u"open"_s);
    QCOMPARE(conflicts(registry, u"zoom"_s, Qt::Key_O), QStringList(u"open"_s));
    QCOMPARE(conflicts(registry, u"open"_s, Qt::Key_O), QStringList());
    registry.setKeys(u"open"_s, {ctrl(Qt::Key_T)});
    QCOMPARE(open->shortcuts(), QList<QKeySequence>{ctrl(Qt::Key_T)});
    QCOMPARE(open->toolTip(), u"Open a thing (Ctrl+T)"_s);
    QVERIFY(registry.hasOwnKeys(u"open"_s));
    QCOMPARE(conflicts(registry, u"zoom"_s, Qt::Key_O), QStringList());
    registry.setKeys(u"open"_s, {});
    QCOMPARE(open->toolTip(), u"Open a thing"_s);
    registry.resetKeys(u"open"_s);
    QCOMPARE(open->shortcuts(), QList<QKeySequence>{ctrl(Qt::Key_O)});
    QVERIFY(!registry.hasOwnKeys(u"open"_s));
    QCOMPARE(told, 3);

    // Two pages may use the same keys, each for itself.
    QWidget one, other;
    QAction inOne(u"Find"_s, &one), inOther(u"Find"_s, &other);
    inOne.setObjectName(u"one.find"_s);
    inOther.setObjectName(u"other.find"_s);
    for (QAction *action : {&inOne, &inOther}) {
        action->setShortcut(ctrl(Qt::Key_F));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        registry.adopt(u"Edit"_s, action);
    }
    registry.namePlace(&one, u"One"_s);
    registry.namePlace(&other, u"Other"_s);
    QCOMPARE(conflicts(registry, u"one.find"_s, Qt::Key_F), QStringList());
    QCOMPARE(conflicts(registry, u"zoom"_s, Qt::Key_F),
             (QStringList{u"one.find"_s, u"other.find"_s}));
    // The beginning of longer keys would be waited behind.
    registry.setKeys(u"open"_s, {QKeySequence(u"Ctrl+X, S"_s)});
    QCOMPARE(conflicts(registry, u"zoom"_s, Qt::Key_X), QStringList(u"open"_s));
}

void TestCommandPalette::panesHaveTheSameKeys()
{
    QMainWindow window;
    ActionRegistry registry(&window);
    fill(registry);
    QWidget first, second;
    const auto makePane = [&registry](QWidget &pane) {
        auto *action = new QAction(u"&Find…"_s, &pane);
        action->setObjectName(u"pane.find"_s);
        action->setShortcut(ctrl(Qt::Key_F));
        action->setToolTip(u"Look for a text (Ctrl+F)"_s);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        registry.adoptPane(u"Pane"_s, {action});
        return action;
    };
    QVERIFY(!registry.knowsPane(u"Pane"_s));
    const QAction *one = makePane(first);
    QVERIFY(registry.knowsPane(u"Pane"_s));
    registry.setKeys(u"pane.find"_s, {ctrl(Qt::Key_J)});
    QCOMPARE(one->shortcuts(), QList<QKeySequence>{ctrl(Qt::Key_J)}); // at once
    QCOMPARE(one->toolTip(), u"Look for a text (Ctrl+J)"_s);
    const QAction *two = makePane(second);
    QCOMPARE(two->shortcuts(), QList<QKeySequence>{ctrl(Qt::Key_J)}); // one opened later, too
    QCOMPARE(registry.defaultKeys(u"pane.find"_s), QList<QKeySequence>{ctrl(Qt::Key_F)});
    QCOMPARE(conflicts(registry, u"open"_s, Qt::Key_J), QStringList(u"pane.find"_s));
    QVERIFY(!registry.action(u"pane.find"_s)); // nobody knows which of them
    delete one;
    delete two;
    const auto listed = registry.find(u"pane.find"_s); // known without any pane
    QVERIFY(listed);
    QCOMPARE(listed->name, u"Find"_s);
    QCOMPARE(listed->place, u"Pane"_s);
    registry.resetKeys(u"pane.find"_s);
    QCOMPARE(registry.find(u"pane.find"_s)->keys, QList<QKeySequence>{ctrl(Qt::Key_F)});
}

void TestCommandPalette::sheetOfKeys()
{
    QMainWindow window;
    ActionRegistry registry(&window);
    fill(registry);
    KeySheet sheet(registry);
    QString asked;
    connect(&sheet, &KeySheet::changeRequested, this, [&asked](const QString &id) { asked = id; });
    const auto *list = sheet.findChild<QTreeWidget *>();
    QCOMPARE(list->topLevelItemCount(), 1);           // both work everywhere
    QCOMPARE(list->topLevelItem(0)->childCount(), 1); // Zoom has no keys
    QCOMPARE(list->topLevelItem(0)->child(0)->text(0), u"Ctrl+O"_s);
    registry.setKeys(u"zoom"_s, {ctrl(Qt::Key_J)}); // seen while it is open
    QCOMPARE(list->topLevelItem(0)->childCount(), 2);
    auto *field = sheet.findChild<QLineEdit *>();
    QTest::keyClicks(field, u"zoom"_s);
    QVERIFY(list->topLevelItem(0)->child(0)->isHidden());
    QVERIFY(!list->topLevelItem(0)->child(1)->isHidden());
    QTest::keyClick(field, Qt::Key_Return); // changes the one that is left
    QCOMPARE(asked, u"zoom"_s);
    QTest::keyClicks(field, u"nothing of the kind"_s);
    QVERIFY(list->topLevelItem(0)->isHidden());
}

void TestCommandPalette::keysAreRemembered()
{
    QVariantMap saved;
    {
        QMainWindow window;
        ActionRegistry registry(&window);
        fill(registry);
        registry.setKeys(u"open"_s, {ctrl(Qt::Key_T), QKeySequence(Qt::Key_F5)});
        registry.setKeys(u"zoom"_s, {ctrl(Qt::Key_Plus)});
        registry.setKeys(u"zoom"_s, {});
        saved = registry.ownKeys();
    }
    QCOMPARE(saved, (QVariantMap{{u"open"_s, u"Ctrl+T; F5"_s}}));
    saved.insert(u"late"_s, QString());
    saved.insert(u"zoom"_s, u"Hyper+Blah"_s); // nonsense
    QMainWindow window;
    ActionRegistry registry(&window);
    registry.setOwnKeys(saved); // before anything is there
    fill(registry);
    QCOMPARE(registry.action(u"open"_s)->shortcuts(),
             (QList<QKeySequence>{ctrl(Qt::Key_T), QKeySequence(Qt::Key_F5)}));
    QVERIFY(!registry.hasOwnKeys(u"zoom"_s));
    QAction late(u"Late"_s, &window);
    late.setObjectName(u"late"_s);
    late.setShortcut(ctrl(Qt::Key_L));
    registry.adopt(u"Edit"_s, &late);
    QVERIFY(late.shortcuts().isEmpty()); // somebody took them away
    QCOMPARE(registry.defaultKeys(u"late"_s), QList<QKeySequence>{ctrl(Qt::Key_L)});
}

void TestCommandPalette::keysByKeyboard()
{
    QMainWindow window;
    ActionRegistry registry(&window);
    fill(registry);
    ShortcutsDialog dialog(registry, &window);
    window.show();
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *list = dialog.findChild<QTreeWidget *>();
    auto *keys = dialog.findChild<QKeySequenceEdit *>();
    QVERIFY(!keys->isEnabled()); // nothing is chosen
    list->setFocus();
    list->setCurrentItem(list->topLevelItem(1)->child(0));
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(keys->hasFocus() || keys->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_O, Qt::ControlModifier);
    const auto notes = dialog.findChildren<QLabel *>();
    // The field waits a moment whether more keys follow.
    QTRY_VERIFY(std::any_of(notes.cbegin(), notes.cend(), [](const QLabel *note) {
        return note->text() == u"Ctrl+O belongs to “Open”, which loses it."_s;
    }));
    QTRY_VERIFY(qobject_cast<QPushButton *>(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(registry.action(u"zoom"_s)->shortcuts(), QList<QKeySequence>{ctrl(Qt::Key_O)});
    QVERIFY(registry.action(u"open"_s)->shortcuts().isEmpty());
    QCOMPARE(list->topLevelItem(1)->child(0)->text(1), u"Ctrl+O"_s);
    QCOMPARE(list->topLevelItem(0)->child(0)->text(1), QString());
    QVERIFY(list->topLevelItem(0)->child(0)->font(1).bold());
}

QTEST_MAIN(TestCommandPalette)
#include "tst_commandpalette.moc"
