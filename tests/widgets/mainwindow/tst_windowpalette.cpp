// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/mainwindow/windowfixture.h"
#include "widgets/mainwindow/settingsdialog.h"
#include "widgets/palette/commandpalette.h"
#include "widgets/palette/palettemodel.h"

#include <QAbstractSpinBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTreeView>

#include <algorithm>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// What the window puts into its palette, by keyboard alone.
class TestWindowPalette final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->open();
        QTRY_VERIFY(window().isSettled());
        Command command = WindowFixture::testChild(u"lines"_s, {u"print-lines"_s, u"3"_s},
                                                   m_fixture->project());
        Parameter times;
        times.name = u"times"_s;
        times.kind = ParameterKind::Option;
        times.flags = {u"-n"_s, u"--times"_s};
        command.parameters = {times};
        m_fixture->catalog().saveOwn(command);
        m_fixture->catalog().addFolder(m_fixture->project());
        QTRY_VERIFY(m_fixture->catalog().commands().size() >= 3);
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    void cleanup() { m_fixture.reset(); }

    void argumentsGoIntoTheForm();
    void aPresetRunsAfterReturnReturn();
    void settingsLeadToTheirField();
    void tagsLeadToTheirCommands();
    void severalAreMarkedAtOnce();
    void brokenQuotesAreShown();
    void whatRanComesFirst();
    void runsAreOffered();
    void programsRunInATerminal();

private:
    MainWindow &window() const { return m_fixture->window(); }
    CommandPalette *palette() const { return window().findChild<CommandPalette *>(); }
    QListView *rows() const { return palette()->findChild<QListView *>(); }
    QLineEdit *openPalette() const
    {
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        return palette()->isVisible() ? palette()->findChild<QLineEdit *>() : nullptr;
    }
    CommandPage *page() const { return window().commandsPage().commandPage(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestWindowPalette::argumentsGoIntoTheForm()
{
    QLineEdit *field = openPalette();
    QVERIFY(field);
    QTest::keyClicks(field, u"lines --times=4 'two words' -q"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(page()->command());
    QCOMPARE(page()->command()->name, u"lines"_s);
    QCOMPARE(page()->values().value(u"times"_s), QStringList{u"4"_s});
    QCOMPARE(page()->freeArguments(), u"-q 'two words'"_s);
    QTRY_VERIFY(page()->isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(window().runTabs().count(), 0); // seen before it runs
}

void TestWindowPalette::aPresetRunsAfterReturnReturn()
{
    const QList<Command> commands = m_fixture->catalog().commands();
    const auto lines = std::ranges::find(commands, u"lines"_s, &Command::name);
    const QString id = lines->absoluteId();
    m_fixture->catalog().savePreset(id, {u"twice a day"_s, {{u"times"_s, {u"2"_s}}}, u"-x"_s});
    m_fixture->write(u".env"_s, "HOW=from the file\n");
    CommandSettings settings;
    settings.environmentFiles = {u".env"_s};
    m_fixture->catalog().saveSettings(id, settings);
    QTRY_COMPARE(m_fixture->catalog().presets(id).size(), 1);
    QTRY_COMPARE(m_fixture->catalog().settings(id), settings);
    QLineEdit *field = openPalette();
    QVERIFY(field);
    QTest::keyClicks(field, u"twice"_s);
    QCOMPARE(rows()->model()->index(0, 0).data().toString(), u"lines · twice a day"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(qobject_cast<QPushButton *>(QApplication::focusWidget()));
    QCOMPARE(page()->values().value(u"times"_s), QStringList{u"2"_s});
    QCOMPARE(window().runTabs().count(), 0);
    QTRY_VERIFY(page()->canRun());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(window().runTabs().count(), 1);
    const RunRequest request = window().runTabs().currentTab()->record().request;
    QCOMPARE(request.argv.mid(request.argv.size() - 3),
             (QStringList{u"--times"_s, u"2"_s, u"-x"_s}));
    QCOMPARE(request.environment.value(u"HOW"_s), std::optional(u"from the file"_s));
    QCOMPARE(request.values.value(u"times"_s), QStringList{u"2"_s});
}

void TestWindowPalette::settingsLeadToTheirField()
{
    QLineEdit *field = openPalette();
    QVERIFY(field);
    QTest::keyClicks(field, u"keep output"_s);
    QCOMPARE(rows()->model()->index(0, 0).data().toString(), u"Keep output up to"_s);
    QTest::keyClick(field, Qt::Key_Return);
    auto *dialog = window().findChild<SettingsDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QTRY_VERIFY(dialog->focusWidget() && qobject_cast<QAbstractSpinBox *>(dialog->focusWidget()));
    const auto titles = dialog->titles();
    QStringList ids;
    for (const SettingsDialog::Title &title : titles) {
        QVERIFY(!title.section.isEmpty() && !title.label.isEmpty());
        ids.append(title.section + u'/' + title.label);
    }
    QVERIFY2(ids.size() >= 6, qPrintable(ids.join(u'\n')));
    QCOMPARE(ids.removeDuplicates(), 0);
    dialog->close();
    window().activateWindow();
    QTRY_VERIFY(QApplication::activeWindow() == &window());
}

void TestWindowPalette::tagsLeadToTheirCommands()
{
    CommandCatalog &catalog = m_fixture->catalog();
    const QList<Command> all = catalog.commands();
    const auto hello = std::ranges::find(all, u"hello"_s, &Command::name);
    QVERIFY(hello != all.cend());
    MarksById marks;
    marks[hello->absoluteId()] = {{u"polite"_s}, CommandColor::Green, {}};
    catalog.saveMarks(marks);
    QTRY_COMPARE(catalog.marks(), marks);
    QLineEdit *field = openPalette();
    QTest::keyClicks(field, u"#pol"_s);
    QCOMPARE(rows()->model()->index(0, 0).data().toString(), u"#polite"_s);
    QTest::keyClick(field, Qt::Key_Return);
    const auto *tree = window().commandsPage().findChild<QTreeView *>();
    QCOMPARE(tree->model()->rowCount(), 1);
    QCOMPARE(window().commandsPage().commandPage()->command()->name, u"hello"_s);
    window().commandsPage().search({});

    marks.begin()->hidden = true; // and it is in the palette no more, unless asked for
    catalog.saveMarks(marks);
    QTRY_COMPARE(catalog.marks(), marks);
    field = openPalette();
    QTest::keyClicks(field, u"#pol"_s);
    QCOMPARE(rows()->model()->rowCount(), 0);
    QTest::keyClick(field, Qt::Key_Escape);
    QAction *hiddenToo = window().actions().action(u"commands.showHidden"_s);
    hiddenToo->setChecked(true);
    field = openPalette();
    QTest::keyClicks(field, u"#pol"_s);
    QVERIFY(rows()->model()->rowCount() > 0);
    QTest::keyClick(field, Qt::Key_Escape);
    hiddenToo->setChecked(false);
    catalog.saveMarks({{marks.begin().key(), {}}});
    QTRY_VERIFY(catalog.marks().isEmpty());
}

// "hello" and "slow" of the Makefile: chosen with Shift, then everything by the palette.
void TestWindowPalette::severalAreMarkedAtOnce()
{
    CommandCatalog &catalog = m_fixture->catalog();
    auto *tree = window().commandsPage().findChild<QTreeView *>();
    const auto run = [this](const QString &typed, const QString &title) {
        QLineEdit *field = openPalette();
        QTest::keyClicks(field, typed);
        const QString first = rows()->model()->index(0, 0).data().toString();
        QTest::keyClick(field, Qt::Key_Return);
        return first == title;
    };
    const auto marksOf = [&catalog](const QString &name) {
        for (const Command &command : catalog.commands()) {
            if (command.name == name)
                return catalog.marks().value(command.absoluteId());
        }
        return CommandMarks();
    };
    const QList<Command> all = catalog.commands();
    const auto hello = std::ranges::find(all, u"hello"_s, &Command::name);
    QVERIFY(window().commandsPage().selectCommand(hello->absoluteId()));
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(run(u"mark teal"_s, u"Mark Teal"_s));
    QTRY_VERIFY(marksOf(u"slow"_s).color == CommandColor::Teal);
    QVERIFY(marksOf(u"hello"_s).color == CommandColor::Teal);
    QVERIFY(marksOf(u"lines"_s).color == CommandColor::None);

    QVERIFY(run(u"tags"_s, u"Tags"_s));
    auto *dialog = window().findChild<QInputDialog *>();
    QVERIFY(dialog);
    dialog->setTextValue(u"a, #b"_s);
    dialog->accept();
    QTRY_COMPARE(marksOf(u"slow"_s).tags, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(marksOf(u"hello"_s).tags, (QStringList{u"a"_s, u"b"_s}));

    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QVERIFY(run(u"hide this source"_s, u"Hide This Source"_s));
    QTRY_COMPARE(tree->model()->rowCount(), 1); // one's own
    window().commandsPage().search(u"is:hidden"_s);
    QCOMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 2);
    QVERIFY(run(u"hide this source"_s, u"Hide This Source"_s)); // back again, by the one chosen
    window().commandsPage().search({});
    QTRY_COMPARE(tree->model()->rowCount(), 2);
}

void TestWindowPalette::brokenQuotesAreShown()
{
    QLineEdit *field = openPalette();
    QVERIFY(field);
    QTest::keyClicks(field, u"lines 'two"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(page()->freeArguments(), u"'two"_s);
    QVERIFY(!page()->canRun());
}

void TestWindowPalette::whatRanComesFirst()
{
    const auto first = [this] {
        openPalette();
        const QString title = rows()->model()->index(0, 0).data().toString();
        QTest::keyClick(palette()->findChild<QLineEdit *>(), Qt::Key_Escape);
        return title;
    };
    QVERIFY(first() != u"slow"_s);
    const QList<Command> commands = m_fixture->catalog().commands();
    for (const Command &command : commands) {
        if (command.name == u"slow"_s)
            QVERIFY(window().commandsPage().selectCommand(command.absoluteId()));
    }
    m_fixture->catalog().setTrusted(m_fixture->project(), true);
    QTRY_VERIFY(m_fixture->catalog().isTrusted(m_fixture->project()));
    page()->run();
    QTRY_COMPARE(window().runTabs().count(), 1);
    QCOMPARE(first(), u"slow"_s);
    // It is still so after the next start.
    m_fixture->open();
    QTRY_VERIFY(m_fixture->catalog().commands().size() >= 3);
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QCOMPARE(first(), u"slow"_s);
}

void TestWindowPalette::runsAreOffered()
{
    QLineEdit *field = openPalette();
    QVERIFY(field);
    QTest::keyClicks(field, u"lines"_s);
    QTest::keyClick(field, Qt::Key_Return);
    page()->run();
    QTRY_COMPARE(window().runTabs().count(), 1);
    window().runTabs().closeTab(0);
    field = openPalette();
    QTest::keyClicks(field, u"lines"_s);
    const auto subtitle = [this](int row) {
        return rows()->model()->index(row, 0).data(PaletteModel::SubtitleRole).toString();
    };
    const auto firstRun = [&] {
        for (int row = 0; row < rows()->model()->rowCount(); ++row) {
            if (subtitle(row).startsWith(u"Run, "_s))
                return row;
        }
        return -1;
    };
    QTRY_VERIFY(firstRun() > 0);
    QCOMPARE(subtitle(0).section(u" · "_s, 0, 0), u"own"_s); // the command first
    QCOMPARE(rows()->model()->index(firstRun(), 0).data().toString(), u"lines"_s);
    for (int row = firstRun(); row > 0; --row)
        QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(window().runTabs().count(), 1);
}

void TestWindowPalette::programsRunInATerminal()
{
    QLineEdit *field = openPalette();
    QVERIFY(field);
    QTest::keyClicks(field, u"$ tru"_s);
    QTRY_VERIFY(rows()->model()->rowCount() > 0);
    QCOMPARE(rows()->model()->index(0, 0).data().toString(), u"true"_s);
    QTest::keyClick(field, Qt::Key_Tab);
    QTest::keyClicks(field, u"a 'b c'"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(window().runTabs().count(), 1);
    const RunRequest request = window().runTabs().currentTab()->record().request;
    QCOMPARE(request.argv, (QStringList{u"true"_s, u"a"_s, u"b c"_s}));
    QVERIFY(request.terminal);
    QVERIFY(request.commandId.isEmpty());
    QTRY_VERIFY(window().runTabs().currentTab()->state() == RunState::Succeeded);
}

QTEST_MAIN(TestWindowPalette)
#include "tst_windowpalette.moc"
