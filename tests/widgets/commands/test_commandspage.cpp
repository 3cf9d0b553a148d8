// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/parameterfield.h"
#include "widgets/commands/parameterform.h"
#include "widgets/commands/problemsview.h"
#include "widgets/commands/trustdialog.h"

#include <QAction>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace CommandRunner;

namespace {

QList<Command> commandsWithForm()
{
    QList<Command> commands = sampleCommands();
    Parameter name;
    name.name = u"name"_s;
    commands[0].parameters = {name};
    return commands;
}

template<class Widget>
Widget *named(QWidget &parent, const QString &accessibleName)
{
    const QList<Widget *> children = parent.findChildren<Widget *>();
    for (Widget *child : children) {
        if (child->accessibleName() == accessibleName)
            return child;
    }
    return nullptr;
}

QPushButton *button(QWidget &parent, const QString &text)
{
    const QList<QPushButton *> children = parent.findChildren<QPushButton *>();
    for (QPushButton *child : children) {
        if (child->text() == text)
            return child;
    }
    return nullptr;
}

QStringList visibleLabels(QWidget &parent)
{
    QStringList texts;
    const QList<QLabel *> labels = parent.findChildren<QLabel *>();
    for (QLabel *label : labels) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts;
}

} // namespace

class TestCommandsPage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        page = std::make_unique<CommandsPage>();
        page->resize(1000, 600);
        page->setTrustCheck([](const QString &) { return true; });
        page->setContent(commandsWithForm(), {}, {});
        page->setFolders({{u"/srv/demo"_s, true}});
        page->show();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
    }

    void cleanup() { page.reset(); }

    void typeReturnControlReturn()
    {
        QSignalSpy run(page.get(), &CommandsPage::runRequested);
        auto *search = named<QLineEdit>(*page, u"Search commands"_s);
        page->searchAction()->trigger();
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, u"gre"_s);
        QCOMPARE(page->list()->currentCommand()->name, u"greet"_s);
        QTest::keyClick(search, Qt::Key_Return);
        auto *field = page->commandPage()->findChild<ParameterForm *>()->field(u"name"_s)->editor();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, u"Ann Lee"_s);
        QCOMPARE(run.count(), 0);
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(run.count(), 1);
        QCOMPARE(run.first().at(0).value<Command>().name, u"greet"_s);
        QCOMPARE(run.first().at(1).value<ArgumentValues>().value(u"name"_s),
                 QStringList{u"Ann Lee"_s});
    }

    void pastedCommandLine()
    {
        QVERIFY(page->selectCommand(commandsWithForm().first().absoluteId()));
        CommandPage *form = page->commandPage();
        QGuiApplication::clipboard()->setText(
            u"\n$ /srv/.venv/bin/python manage.py greet 'Ann Lee' --loud\nHello, Ann Lee\n"_s);
        page->pasteAction()->trigger();
        QCOMPARE(form->values().value(u"name"_s), QStringList{u"Ann Lee"_s});
        QCOMPARE(form->freeArguments(), u"--loud"_s);
        QGuiApplication::clipboard()->setText(u"'Ann"_s);
        page->pasteAction()->trigger();
        QCOMPARE(form->freeArguments(), u"'Ann"_s);
        QVERIFY(!form->canRun());
        page->defaultsAction()->trigger();
        QCOMPARE(form->values(), ArgumentValues());
        QCOMPARE(form->freeArguments(), QString());
        page->list()->tree()->setCurrentIndex({});
        QVERIFY(!page->pasteAction()->isEnabled());
    }

    void returnTwiceRunsWhatHasNoForm()
    {
        QSignalSpy run(page.get(), &CommandsPage::runRequested);
        auto *search = named<QLineEdit>(*page, u"Search commands"_s);
        search->setFocus();
        QTest::keyClicks(search, u"titles"_s);
        QTest::keyClick(search, Qt::Key_Return);
        auto *runButton = button(*page, u"Run"_s);
        QTRY_VERIFY(runButton->hasFocus());
        QTest::keyClick(runButton, Qt::Key_Return);
        QCOMPARE(run.count(), 1);
    }

    void selectingNeverRuns()
    {
        QSignalSpy run(page.get(), &CommandsPage::runRequested);
        QSignalSpy current(page.get(), &CommandsPage::currentCommandChanged);
        QTreeView *tree = page->list()->tree();
        QCOMPARE(tree->accessibleName(), u"Commands"_s);
        const QModelIndex greet = tree->model()->index(0, 0, tree->model()->index(0, 0));
        const QPoint position = tree->visualRect(greet).center();
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, position);
        QCOMPARE(current.count(), 1);
        QCOMPARE(page->commandPage()->command()->name, u"greet"_s);
        QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, position);
        QCOMPARE(run.count(), 0);
        // Down from the search field goes on in the list.
        auto *search = named<QLineEdit>(*page, u"Search commands"_s);
        search->setFocus();
        QTest::keyClick(search, Qt::Key_Down);
        QTRY_VERIFY(tree->hasFocus());
        QTest::keyClick(tree, Qt::Key_Down);
        QCOMPARE(page->commandPage()->command()->name, u"import_orders"_s);
        QTest::keyClick(tree, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(run.count(), 1);
    }

    void refreshKeepsPlace()
    {
        page->setContent(manyCommands(2'000), {}, {});
        QTreeView *tree = page->list()->tree();
        QVERIFY(page->selectCommand(manyCommands(2'000).at(1'203).absoluteId()));
        tree->collapse(tree->model()->index(2, 0));
        const int scroll = tree->verticalScrollBar()->value();
        QVERIFY(scroll > 0);
        QSignalSpy current(page.get(), &CommandsPage::currentCommandChanged);
        QList<Command> commands = manyCommands(2'000);
        commands[1'203].description = u"New words."_s;
        commands.append(sampleCommand(u"/srv/zoo"_s, {}, u"make"_s, u"feed"_s));
        page->setContent(commands, {}, {});
        QCOMPARE(current.count(), 0);
        QCOMPARE(page->list()->currentCommand()->description, u"New words."_s);
        QCOMPARE(page->commandPage()->command()->description, u"New words."_s);
        QCOMPARE(tree->verticalScrollBar()->value(), scroll);
        QVERIFY(!tree->isExpanded(tree->model()->index(2, 0)));
        // The command goes away: nothing else is selected in its place by accident.
        commands.removeAt(1'203);
        page->setContent(commands, {}, {});
        QVERIFY(!page->commandPage()->command()
                || page->commandPage()->command() == *page->list()->currentCommand());
    }

    void emptyStates()
    {
        auto *search = named<QLineEdit>(*page, u"Search commands"_s);
        page->selectCommand(sampleCommands().first().absoluteId());
        search->setFocus();
        search->setText(u"zzz"_s);
        // Nothing is listed, so nothing is chosen and nothing can run.
        QVERIFY(!page->list()->currentCommand());
        QVERIFY(page->currentCommandId().isEmpty());
        QVERIFY(!page->runAction()->isEnabled());
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(search->hasFocus());
        QVERIFY(visibleLabels(*page).contains(u"No command matches “zzz”"_s));
        button(*page, u"Clear the Search"_s)->click();
        QVERIFY(search->text().isEmpty());
        QVERIFY(page->list()->tree()->isVisible());
        QCOMPARE(page->currentCommandId(), sampleCommands().first().absoluteId());

        page->setContent({}, {}, {});
        QVERIFY(visibleLabels(*page).contains(u"No commands yet"_s));
        page->setFolders({});
        QVERIFY(visibleLabels(*page).contains(u"Find, run and keep your commands"_s));
        QVERIFY(button(*page, u"&Add Folder…"_s)->isVisible());
    }

    void scanIsToldWhenItTakesLong()
    {
        auto *bar = page->findChild<QProgressBar *>();
        page->setScanText(u"Looking for commands in demo: 12 files"_s);
        page->setScanning(true);
        QVERIFY(!bar->isVisible());
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(visibleLabels(*page).contains(u"Looking for commands in demo: 12 files"_s));
        page->setScanning(false);
        QVERIFY(!bar->isVisible());
    }

    void problemsSayWhatToDo()
    {
        page->setContent(
            sampleCommands(),
            {{u"/srv/demo"_s, u"npm"_s, u"site/package.json"_s, 3, u"unexpected <end>"_s,
              u"Close the brace."_s},
             {u"/srv/demo"_s, u"django"_s, u"manage.py"_s, 0, u"No module named 'x'"_s, {}}},
            {});
        QPushButton *banner = named<QPushButton>(*page, u"2 problems"_s);
        QVERIFY(banner);
        QVERIFY(banner->isVisible());
        banner->click();
        auto *problems = page->findChild<ProblemsView *>();
        QVERIFY(problems->isVisible());
        for (const QString &part : {u"site/package.json:3"_s, u"unexpected <end>"_s,
                                    u"Close the brace."_s, u"No module named 'x'"_s})
            QVERIFY2(problems->text().contains(part), qPrintable(problems->text()));
    }

    void untrustedFolderSaysSo()
    {
        bool trusted = false;
        page->setTrustCheck([&trusted](const QString &) { return trusted; });
        page->selectCommand(sampleCommands().at(2).absoluteId());
        const auto isSaid = [this] {
            const QStringList labels = visibleLabels(*page->commandPage());
            return std::any_of(labels.cbegin(), labels.cend(), [](const QString &text) {
                return text.contains(u"is not trusted"_s);
            });
        };
        QVERIFY(isSaid());
        QSignalSpy wished(page.get(), &CommandsPage::trustChangeRequested);
        QPushButton *trust = button(*page->commandPage(), u"Trust Folder"_s);
        QVERIFY(trust && trust->isVisible() && trust->focusPolicy() != Qt::NoFocus);
        trust->click();
        QCOMPARE(wished.value(0), QVariantList({u"/srv/demo"_s, true}));
        trusted = true;
        page->setTrustCheck([&trusted](const QString &) { return trusted; });
        QVERIFY(!isSaid());
    }

    void untrustedFolderAsks()
    {
        bool trusted = false;
        page->setTrustCheck([&trusted](const QString &) { return trusted; });
        QSignalSpy run(page.get(), &CommandsPage::runRequested);
        QSignalSpy trust(page.get(), &CommandsPage::trustChangeRequested);
        page->selectCommand(sampleCommands().at(2).absoluteId());
        const auto dialog = [this] {
            return page->findChild<TrustDialog *>();
        };
        const auto press = [&](const QString &text) {
            QPointer<TrustDialog> shown = dialog();
            button(*shown, text)->click();
            QTRY_VERIFY(!shown);
        };

        page->runAction()->trigger();
        QVERIFY(dialog());
        QCOMPARE(run.count(), 0);
        QVERIFY(dialog()->findChildren<QPushButton *>().size() == 3);
        QTest::keyClick(dialog(), Qt::Key_Return); // without reading: nothing may run
        QTRY_VERIFY(!dialog());
        QCOMPARE(run.count() + trust.count(), 0);

        page->runAction()->trigger();
        press(u"Run Once"_s);
        QCOMPARE(run.count(), 1);
        QCOMPARE(trust.count(), 0);

        page->runAction()->trigger();
        press(u"Trust Folder and Run"_s);
        QCOMPARE(run.count(), 2);
        QCOMPARE(trust.count(), 1);
        QCOMPARE(trust.first(), (QVariantList{u"/srv/demo"_s, true}));

        trusted = true;
        page->trustChanged();
        page->runAction()->trigger();
        QVERIFY(!dialog());
        QCOMPARE(run.count(), 3);
    }

    void confirmationIsAsked()
    {
        QList<Command> commands = sampleCommands();
        commands[2].confirmation = u"Really?"_s;
        page->setContent(commands, {}, {});
        page->selectCommand(commands.at(2).absoluteId());
        QSignalSpy run(page.get(), &CommandsPage::runRequested);
        page->runAction()->trigger();
        auto *question = page->findChild<QMessageBox *>();
        QVERIFY(question);
        QCOMPARE(question->text(), u"Really?"_s);
        QTest::keyClick(question, Qt::Key_Return);
        QCOMPARE(run.count(), 0);
        page->runAction()->trigger();
        const QList<QMessageBox *> questions = page->findChildren<QMessageBox *>();
        button(*questions.last(), u"Run “titles”"_s)->click();
        QCOMPARE(run.count(), 1);
    }

    void favourites()
    {
        QSignalSpy favourite(page.get(), &CommandsPage::favouriteChangeRequested);
        const QString id = sampleCommands().at(2).absoluteId();
        page->selectCommand(id);
        page->list()->tree()->setFocus();
        QTest::keyClick(page->list()->tree(), Qt::Key_Asterisk);
        QCOMPARE(favourite.count(), 1);
        QCOMPARE(favourite.first(), (QVariantList{id, true}));
        page->setContent(sampleCommands(), {}, {id});
        QVERIFY(page->favouriteAction()->isChecked());
        // In the search field "*" is text.
        auto *search = named<QLineEdit>(*page, u"Search commands"_s);
        search->setFocus();
        QTest::keyClick(search, Qt::Key_Asterisk);
        QCOMPARE(search->text(), u"*"_s);
        QCOMPARE(favourite.count(), 1);
    }

    void stateComesBack()
    {
        const QString id = sampleCommands().at(5).absoluteId();
        page->selectCommand(id);
        page->commandPage()->setAdvancedShown(true);
        page->list()->tree()->collapse(page->list()->tree()->model()->index(1, 0));
        const QVariantMap state = page->state();
        CommandsPage next;
        next.restoreState(state);
        next.setContent(sampleCommands(), {}, {}); // comes from the database, later
        QCOMPARE(next.list()->currentCommand()->absoluteId(), id);
        QVERIFY(next.commandPage()->isAdvancedShown());
        QVERIFY(!next.list()->tree()->isExpanded(next.list()->tree()->model()->index(1, 0)));
        QVERIFY(next.list()->tree()->isExpanded(next.list()->tree()->model()->index(0, 0)));
    }

    // The figure is printed; only a freeze fails.
    void tenThousandCommandsStayQuick()
    {
        page->setContent(manyCommands(10'000), {}, {});
        auto *search = named<QLineEdit>(*page, u"Search commands"_s);
        search->setFocus();
        QElapsedTimer timer;
        qint64 worst = 0;
        for (const QChar letter : u"task-7712"_s) {
            timer.start();
            QTest::keyClick(search, letter.toLatin1());
            QCoreApplication::processEvents();
            worst = std::max(worst, timer.elapsed());
        }
        qInfo() << "slowest key among 10 000 commands:" << worst << "ms";
        QCOMPARE(page->list()->currentCommand()->name, u"task-7712"_s);
        QVERIFY(worst < 2'000);
        search->clear();
        QCOMPARE(page->list()->currentCommand()->name, u"task-7712"_s);
    }

private:
    std::unique_ptr<CommandsPage> page;
};

QTEST_MAIN(TestCommandsPage)
#include "test_commandspage.moc"
