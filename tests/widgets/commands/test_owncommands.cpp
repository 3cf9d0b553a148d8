// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/iconchooser.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/owncommanddialog.h"
#include "widgets/commands/parameterform.h"
#include "widgets/commands/parameterseditor.h"
#include "widgets/commands/runconfirmation.h"
#include "widgets/commands/savetoprojectdialog.h"
#include "widgets/commands/stepseditor.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace CommandRunner;

namespace {

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

template<class Button>
Button *button(QWidget &parent, const QString &text)
{
    const QList<Button *> children = parent.findChildren<Button *>();
    for (Button *child : children) {
        if (child->text().remove(u'&') == text)
            return child;
    }
    return nullptr;
}

Command own(const QString &name, const QStringList &steps = {})
{
    Command command;
    command.source = u"own"_s;
    command.name = name;
    command.id = Command::makeId(command.source, {}, name);
    command.workingDirectory = u"/tmp"_s;
    if (steps.isEmpty())
        command.argv = {u"true"_s};
    for (const QString &step : steps)
        command.steps.append({step, {}});
    return command;
}

Parameter rich()
{
    Parameter parameter;
    parameter.name = u"level"_s;
    parameter.flags = {u"-l"_s, u"--level"_s};
    parameter.kind = ParameterKind::Option;
    parameter.type = ParameterType::Choice;
    parameter.choices = {u"a, b"_s, u"c"_s};
    parameter.defaultValue = u"c"_s;
    parameter.passing = ParameterPassing::Joined;
    parameter.required = parameter.multiple = parameter.editable = parameter.advanced = true;
    parameter.minimum = 0.5;
    parameter.pattern = u"x+"_s;
    parameter.help = u"How."_s;
    parameter.group = u"G"_s;
    parameter.exclusiveGroup = u"not shown"_s;
    parameter.visibleWhen = {{u"other"_s, {}}};
    return parameter;
}

} // namespace

class TestOwnCommands final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // What the dialog is given it gives back, also what it has no field for.
    void everythingSurvives_data()
    {
        QTest::addColumn<Command>("command");
        Command program = own(u"program"_s);
        program.description = u"D"_s;
        program.icon = u"run"_s;
        program.tags = {u"a"_s, u"b c"_s};
        program.environment = {{u"A"_s, u"1"_s}};
        program.timeoutMs = 90'000;
        program.terminal = program.confirmsByName = program.hidden = true;
        program.confirmation = u"Really?"_s;
        program.endOfOptions = true;
        Parameter variable; // as make takes it
        variable.name = u"V"_s;
        variable.kind = ParameterKind::Option;
        variable.passing = ParameterPassing::Assignment;
        program.parameters = {rich(), variable};
        QTest::newRow("program") << program;
        Command line = own(u"line"_s);
        line.argv = {u"sh"_s, u"-c"_s, u"echo \"$1\""_s, u"line"_s};
        line.parameters = {rich()};
        line.icon = u"no such icon"_s;
        QTest::newRow("shell line") << line;
        Command chain = own(u"chain"_s, {u"/own::a"_s, u"/gone::b"_s});
        chain.steps[0].values = {{u"x"_s, {u"1"_s}}};
        chain.stepsInParallel = chain.goesOnAfterFailure = true;
        QTest::newRow("chain") << chain;
    }

    void everythingSurvives()
    {
        QFETCH(Command, command);
        QPointer dialog = new OwnCommandDialog(&command, {}, nullptr);
        QCOMPARE(dialog->command().toJson(), command.toJson());
        delete dialog;
    }

    void parametersByKeyboard()
    {
        QPointer dialog = new OwnCommandDialog(nullptr, {}, nullptr);
        dialog->show();
        named<QLineEdit>(*dialog, u"Name"_s)->setText(u"x"_s);
        named<QLineEdit>(*dialog, u"Command line"_s)->setText(u"echo"_s);
        QVERIFY(dialog->isComplete());
        auto *editor = dialog->findChild<ParametersEditor *>();
        dialog->findChild<QTabWidget *>()->setCurrentWidget(editor);
        auto *list = named<QTreeWidget>(*editor, u"Parameters"_s);
        QTest::keyClick(list, Qt::Key_Insert);
        auto *name = named<QLineEdit>(*editor, u"Parameter name"_s);
        QTRY_VERIFY(name->hasFocus());
        QTest::keyClicks(name, u"jobs"_s); // what was suggested is selected
        QTest::keyClicks(named<QLineEdit>(*editor, u"Flag"_s), u"-j, --jobs"_s);
        named<QComboBox>(*editor, u"Type"_s)->setCurrentIndex(1);
        QTest::keyClicks(named<QLineEdit>(*editor, u"Default"_s), u"2"_s);
        QTest::keyClick(list, Qt::Key_Insert);
        QTest::keyClicks(name, u"jobs"_s);
        QVERIFY(!dialog->isComplete()); // two of one name
        QTest::keyClicks(name, u"2"_s);
        QVERIFY(dialog->isComplete());
        named<QComboBox>(*editor, u"Type"_s)->setCurrentIndex(4);
        QVERIFY(!dialog->isComplete()); // no choices
        QTest::keyClicks(named<QLineEdit>(*editor, u"Choices"_s), u"fast, slow"_s);
        QVERIFY(dialog->isComplete());
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        const QList<Parameter> parameters = dialog->command().parameters;
        QCOMPARE(parameters.size(), 2);
        QCOMPARE(parameters.first().choices, QStringList({u"fast"_s, u"slow"_s}));
        QVERIFY(parameters.first().kind == ParameterKind::Positional);
        QCOMPARE(parameters.last().flags, QStringList({u"-j"_s, u"--jobs"_s}));
        QVERIFY(parameters.last().kind == ParameterKind::Option);
        QVERIFY(parameters.last().type == ParameterType::Integer);
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(dialog->command().parameters, QList<Parameter>{parameters.last()});
        delete dialog;
    }

    void stepsByKeyboard()
    {
        QPointer dialog = new OwnCommandDialog(nullptr, {}, nullptr);
        QList<Command> commands = sampleCommands();
        Parameter text;
        text.name = u"text"_s;
        Parameter secret;
        secret.name = u"token"_s;
        secret.type = ParameterType::Secret;
        commands.first().parameters = {text, secret};
        dialog->setCommands(commands);
        dialog->show();
        named<QLineEdit>(*dialog, u"Name"_s)->setText(u"release"_s);
        named<QComboBox>(*dialog, u"Runs"_s)->setCurrentIndex(2);
        QVERIFY(!dialog->isComplete());
        auto *list = named<QListWidget>(*dialog, u"Steps"_s);
        for (const QString &letters : {u"build"_s, u"greet"_s}) {
            QTest::keyClick(list, Qt::Key_Insert);
            auto *chooser = dialog->findChild<CommandChooser *>();
            QVERIFY(chooser);
            auto *search = chooser->findChild<CommandList *>()->searchField();
            QTest::keyClicks(search, letters);
            QTRY_VERIFY(chooser->findChild<CommandList *>()->currentCommand());
            QTest::keyClick(search, Qt::Key_Return);
            QTRY_VERIFY(!dialog->findChild<CommandChooser *>());
        }
        QVERIFY(dialog->isComplete());
        QTest::keyClick(list, Qt::Key_Return); // the values of the last one
        auto *values = dialog->findChild<StepValuesDialog *>();
        QVERIFY(values);
        auto *form = values->findChild<ParameterForm *>();
        QVERIFY(!form->field(u"token"_s)); // nothing secret is kept in a chain
        form->setValues({{u"text"_s, {u"hello"_s}}});
        button<QPushButton>(*values, u"OK"_s)->click();
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QList<ChainStep> expected{{commands.first().absoluteId(), {{u"text"_s, {u"hello"_s}}}},
                                  {commands.at(3).absoluteId(), {}}};
        QCOMPARE(dialog->command().steps, expected);
        QTest::keyClick(list, Qt::Key_Delete);
        expected.removeFirst();
        QCOMPARE(dialog->command().steps, expected);
        delete dialog;
    }

    void circlesAreRefused()
    {
        const Command edited = own(u"a"_s, {u"/own::b"_s});
        QPointer dialog = new OwnCommandDialog(&edited, {}, nullptr);
        dialog->setCommands({edited, own(u"b"_s)});
        QVERIFY(dialog->isComplete());
        dialog->setCommands({edited, own(u"b"_s, {u"/own::a"_s})});
        QVERIFY(!dialog->isComplete());
        bool told = false;
        for (const MessageLabel *label : dialog->findChildren<MessageLabel *>())
            told = told || label->message().contains(u"a → b → a"_s);
        QVERIFY(told);
        delete dialog;
    }

    void savingToAProject()
    {
        const QTemporaryDir folder;
        Command command = own(u"greet"_s);
        command.workingDirectory = folder.path();
        CommandsPage page;
        page.setContent({command}, {}, {});
        page.setFolders({{u"/srv/zoo"_s, true}, {folder.path(), true}});
        page.selectCommand(command.absoluteId());
        page.copyDescriptionAction()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"[[command]]\nname = \"greet\"\nargv = [\"true\"]\n"_s);
        QSignalSpy removed(&page, &CommandsPage::ownCommandRemoveRequested);
        QFile file(folder.filePath(u".commandrunner.toml"_s));
        for (const bool again : {false, true}) {
            page.saveToProjectAction()->trigger();
            QPointer dialog = page.findChild<SaveToProjectDialog *>();
            QVERIFY(dialog);
            QCOMPARE(named<QComboBox>(*dialog, u"Project"_s)->currentText(), folder.path());
            QCOMPARE(named<QPlainTextEdit>(*dialog, u"What is added"_s)->toPlainText(),
                     QGuiApplication::clipboard()->text());
            button<QPushButton>(*dialog, u"Save"_s)->click();
            if (!again) {
                QTRY_VERIFY(!dialog);
                QCOMPARE(removed.count(), 1);
                continue;
            }
            // The name is taken: the file stays, and the dialog says why.
            QTRY_VERIFY(dialog->findChild<QPushButton *>()->isVisible());
            const auto told = [&dialog] {
                bool any = false;
                for (const MessageLabel *label : dialog->findChildren<MessageLabel *>())
                    any = any || label->message().contains(u"greet"_s);
                return any;
            };
            QTRY_VERIFY(told());
            QCOMPARE(removed.count(), 1);
            delete dialog;
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), QGuiApplication::clipboard()->text());
    }

    void theNameIsAskedFor_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("runs");
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("beginning") << u"dro"_s << false;
        QTest::newRow("other case") << u"Drop"_s << false;
        QTest::newRow("the name") << u"drop"_s << true;
    }

    void theNameIsAskedFor()
    {
        QFETCH(QString, typed);
        QFETCH(bool, runs);
        Command command = own(u"drop"_s);
        command.confirmsByName = true;
        command.confirmation = u"<b>All</b> is lost."_s;
        CommandsPage page;
        page.setContent({command}, {}, {});
        page.show();
        page.selectCommand(command.absoluteId());
        QSignalSpy requested(&page, &CommandsPage::runRequested);
        page.runAction()->trigger();
        QPointer dialog = page.findChild<NameConfirmation *>();
        QVERIFY(dialog);
        QCOMPARE(requested.count(), 0);
        auto *name = named<QLineEdit>(*dialog, u"Name of the command"_s);
        QTRY_VERIFY(name->hasFocus());
        QTest::keyClicks(name, typed);
        QCOMPARE(button<QPushButton>(*dialog, u"Run"_s)->isEnabled(), runs);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(requested.count(), runs ? 1 : 0);
        if (!runs) {
            QVERIFY(dialog && dialog->isVisible());
            QTest::keyClick(name, Qt::Key_Escape);
        }
        QTRY_VERIFY(!dialog);
        QCOMPARE(requested.count(), runs ? 1 : 0);
    }
};

QTEST_MAIN(TestOwnCommands)
#include "test_owncommands.moc"
