// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runsecrets.h"
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/commandlinepreview.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/parameterfield.h"
#include "widgets/commands/parameterform.h"
#include "widgets/commands/parametertext.h"
#include "widgets/commands/secretfield.h"
#include "widgets/commands/shellwordsfield.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <QWheelEvent>

#include <algorithm>

using namespace CommandRunner;

namespace {

Parameter positional(const QString &name, ParameterType type = ParameterType::Text)
{
    Parameter parameter;
    parameter.name = name;
    parameter.type = type;
    return parameter;
}

Parameter option(const QString &name, ParameterType type = ParameterType::Text)
{
    Parameter parameter = positional(name, type);
    parameter.kind = ParameterKind::Option;
    parameter.flags = {u"--"_s + name};
    return parameter;
}

Parameter flag(const QString &name)
{
    Parameter parameter = option(name, ParameterType::Boolean);
    parameter.kind = ParameterKind::Flag;
    return parameter;
}

Command commandWith(const QList<Parameter> &parameters)
{
    Command command = sampleCommand(u"/srv/demo"_s, u"shop"_s, u"django"_s, u"greet"_s,
                                    u"Greets."_s);
    command.parameters = parameters;
    return command;
}

QLineEdit *lineOf(CommandPage &page, const QString &name)
{
    return qobject_cast<QLineEdit *>(page.findChild<ParameterForm *>()->field(name)->editor());
}

QString shownLine(const CommandPage &page)
{
    return page.findChild<CommandLinePreview *>()->shownLine();
}

template<class Editor>
Editor *editorOf(CommandPage &page, const QString &name)
{
    return qobject_cast<Editor *>(page.findChild<ParameterForm *>()->field(name)->editor());
}

QPushButton *runButton(const CommandPage &page)
{
    const QList<QPushButton *> buttons = page.findChildren<QPushButton *>();
    return *std::find_if(buttons.cbegin(), buttons.cend(), [](const QPushButton *button) {
        return button->accessibleName() == "Run"_L1;
    });
}

} // namespace

class TestParameterForm final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTypeBecomesItsWords()
    {
        QList<Parameter> parameters{
            positional(u"name"_s),
            option(u"times"_s, ParameterType::Integer),
            option(u"ratio"_s, ParameterType::Number),
            flag(u"shout"_s),
            flag(u"color"_s),
            option(u"tone"_s, ParameterType::Choice),
            option(u"tags"_s, ParameterType::Choice),
            option(u"out"_s, ParameterType::File),
            option(u"into"_s, ParameterType::Folder),
            option(u"token"_s, ParameterType::Secret),
            option(u"ids"_s),
            flag(u"verbose"_s),
            option(u"strict"_s, ParameterType::Boolean),
        };
        parameters[4].negativeFlags = {u"--no-color"_s};
        parameters[5].choices = {u"warm"_s, u"cold"_s};
        parameters[6].choices = {u"a"_s, u"b"_s, u"c"_s};
        parameters[6].multiple = true;
        parameters[10].multiple = true;
        parameters[10].repeatsFlag = true;
        parameters[11].passing = ParameterPassing::Counted;
        parameters[11].flags = {u"-v"_s};
        parameters[11].type = ParameterType::Integer;

        CommandPage page;
        page.setCommand(commandWith(parameters));
        QVERIFY(page.values().isEmpty());
        QCOMPARE(shownLine(page), u"python manage.py greet"_s);

        lineOf(page, u"name"_s)->setText(u"Ann Lee"_s);
        lineOf(page, u"times"_s)->setText(u" 3 "_s);
        lineOf(page, u"ratio"_s)->setText(u"1.5"_s);
        editorOf<QCheckBox>(page, u"shout"_s)->setChecked(true);
        editorOf<QComboBox>(page, u"color"_s)->setCurrentText(u"no"_s);
        editorOf<QComboBox>(page, u"tone"_s)->setCurrentText(u"cold"_s);
        auto *tags = editorOf<QListWidget>(page, u"tags"_s);
        tags->item(0)->setCheckState(Qt::Checked);
        tags->item(2)->setCheckState(Qt::Checked);
        lineOf(page, u"out"_s)->setText(u"/tmp/a file"_s);
        lineOf(page, u"into"_s)->setText(u"/tmp"_s);
        lineOf(page, u"token"_s)->setText(u"hush-hush"_s);
        editorOf<QPlainTextEdit>(page, u"ids"_s)->setPlainText(u"1\n\n22\n"_s);
        editorOf<QSpinBox>(page, u"verbose"_s)->setValue(2);
        editorOf<QComboBox>(page, u"strict"_s)->setCurrentText(u"yes"_s);

        const ArgumentValues expected{
            {u"name"_s, {u"Ann Lee"_s}},   {u"times"_s, {u"3"_s}},
            {u"ratio"_s, {u"1.5"_s}},      {u"shout"_s, {u"true"_s}},
            {u"color"_s, {u"false"_s}},    {u"tone"_s, {u"cold"_s}},
            {u"tags"_s, {u"a"_s, u"c"_s}}, {u"out"_s, {u"/tmp/a file"_s}},
            {u"into"_s, {u"/tmp"_s}},      {u"token"_s, {u"hush-hush"_s}},
            {u"ids"_s, {u"1"_s, u"22"_s}}, {u"verbose"_s, {u"2"_s}},
            {u"strict"_s, {u"true"_s}},
        };
        QCOMPARE(page.values(), expected);
        QVERIFY(page.canRun());
        const QString line = shownLine(page);
        QCOMPARE(
            line,
            u"python manage.py greet --times 3 --ratio 1.5 --shout --no-color --tone cold --tags a "
            u"c "
            "--out '/tmp/a file' --into /tmp --token '••••••' --ids 1 --ids 22 -v -v --strict true 'Ann Lee'"_s);
        page.copyCommandLine();
        QCOMPARE(QGuiApplication::clipboard()->text(), line);

        // Filled in again from a run, it is the same.
        CommandPage again;
        again.setCommand(commandWith(parameters));
        again.setValues(expected, u"--more 'x y'"_s);
        QCOMPARE(again.values(), expected);
        QCOMPARE(again.freeArguments(), u"--more 'x y'"_s);
        again.setValues({{u"gone"_s, {u"1"_s}}, {u"tone"_s, {u"tepid"_s}}}, {});
        QVERIFY(again.values().isEmpty());
    }

    void whatIsNoPlainArgument()
    {
        QList<Parameter> parameters{
            positional(u"word"_s),
            option(u"tone"_s, ParameterType::Choice),
            option(u"day"_s, ParameterType::Date),
            positional(u"token"_s, ParameterType::Secret),
            positional(u"text"_s),
        };
        parameters[0].constant = true;
        parameters[0].defaultValue = u"add"_s;
        parameters[1].choices = {u"warm"_s, u"cold"_s};
        parameters[1].editable = true;
        parameters[3].passing = ParameterPassing::Environment;
        parameters[3].environmentVariable = u"TOKEN"_s;
        parameters[4].passing = ParameterPassing::StandardInput;

        CommandPage page;
        page.setCommand(commandWith(parameters));
        QVERIFY(page.values().isEmpty());
        QVERIFY(!page.findChild<ParameterForm *>()->field(u"word"_s));
        QCOMPARE(shownLine(page), u"python manage.py greet add"_s);

        const ArgumentValues filled{{u"tone"_s, {u"tepid"_s}},
                                    {u"day"_s, {u"2026-01-31"_s}},
                                    {u"token"_s, {u"hush-hush"_s}},
                                    {u"text"_s, {u"Dear all"_s}}};
        page.setValues(filled, {});
        QCOMPARE(page.values(), filled);
        QCOMPARE(editorOf<QComboBox>(page, u"tone"_s)->currentText(), u"tepid"_s);
        QCOMPARE(shownLine(page), u"python manage.py greet add --tone tepid --day 2026-01-31"_s);
        QStringList texts;
        for (const QLabel *label : page.findChild<CommandLinePreview *>()->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.join(u' ').contains(u"TOKEN="_s));
        QVERIFY(texts.join(u' ').contains(u"Dear all"_s));
        QVERIFY(!texts.join(u' ').contains(u"hush"_s));

        lineOf(page, u"day"_s)->setText(u"31.1."_s);
        QCOMPARE(page.reason(), u"Day: “31.1.” is not a date: type it like 2026-01-31."_s);
        editorOf<QComboBox>(page, u"tone"_s)->clearEditText();
        QVERIFY(!page.values().contains(u"tone"_s));
    }

    void oneOfAGroup()
    {
        QList<Parameter> parameters{option(u"file"_s), flag(u"all"_s)};
        for (Parameter &parameter : parameters)
            parameter.exclusiveGroup = parameter.requiredGroup = u"what"_s;
        CommandPage page;
        page.setCommand(commandWith(parameters));
        auto *form = page.findChild<ParameterForm *>();
        QCOMPARE(page.reason(), u"File: One of these is needed: file, all."_s);
        QVERIFY(form->field(u"file"_s)->problem().isEmpty()); // not touched yet
        editorOf<QCheckBox>(page, u"all"_s)->setChecked(true);
        QVERIFY(page.canRun());
        lineOf(page, u"file"_s)->setText(u"a"_s);
        QCOMPARE(form->field(u"all"_s)->problem(),
                 u"“All” and “File” exclude each other: give one of them."_s);
    }

    void problems_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("problem");
        QTest::newRow("integer") << int(ParameterType::Integer) << u"abc"_s
                                 << u"“abc” is not a whole number"_s;
        QTest::newRow("fraction") << int(ParameterType::Integer) << u"1.5"_s
                                  << u"“1.5” is not a whole number"_s;
        QTest::newRow("number") << int(ParameterType::Number) << u"1,5"_s
                                << u"“1,5” is not a number"_s;
        QTest::newRow("low") << int(ParameterType::Integer) << u"0"_s
                             << u"0 is out of range: type a number from 1 to 9"_s;
        QTest::newRow("high") << int(ParameterType::Number) << u"9.1"_s << u"9.1 is out of range"_s;
        QTest::newRow("good") << int(ParameterType::Integer) << u"9"_s << QString();
    }

    void problems()
    {
        QFETCH(int, type);
        QFETCH(QString, typed);
        QFETCH(QString, problem);
        Parameter parameter = option(u"times"_s, ParameterType(type));
        parameter.minimum = 1;
        parameter.maximum = 9;
        CommandPage page;
        page.setCommand(commandWith({parameter}));
        const QPushButton *run = runButton(page);
        QVERIFY(run->isEnabled());
        lineOf(page, u"times"_s)->setText(typed);
        const QString shown = page.findChild<ParameterField *>()->problem();
        QVERIFY2(problem.isEmpty() ? shown.isEmpty() : shown.startsWith(problem),
                 qPrintable(shown));
        QCOMPARE(run->isEnabled(), problem.isEmpty());
        if (!problem.isEmpty()) {
            QVERIFY(page.reason().startsWith(u"Times: "_s + problem));
            QCOMPARE(run->toolTip(), page.reason());
            QCOMPARE(lineOf(page, u"times"_s)->accessibleDescription(), shown);
        }
        lineOf(page, u"times"_s)->clear();
        QVERIFY(page.canRun());
        QVERIFY(page.findChild<ParameterField *>()->problem().isEmpty());
    }

    void requiredIsToldAtTheButtonThenAtTheField()
    {
        Parameter parameter = positional(u"name"_s);
        parameter.required = true;
        CommandPage page;
        page.setCommand(commandWith({option(u"times"_s), parameter}));
        auto *form = page.findChild<ParameterForm *>();
        QVERIFY(!page.canRun());
        QCOMPARE(page.reason(), u"“Name” is needed: fill it in."_s);
        QVERIFY(form->field(u"name"_s)->problem().isEmpty()); // not touched yet
        QSignalSpy run(&page, &CommandPage::runRequested);
        page.run();
        QCOMPARE(run.count(), 0);
        QCOMPARE(form->field(u"name"_s)->problem(), u"“Name” is needed: fill it in."_s);
        // Required ones come first, whatever the command's order.
        QVERIFY(form->findChildren<ParameterField *>().first()->parameter().required);
        lineOf(page, u"name"_s)->setText(u"Ann"_s);
        page.run();
        QCOMPARE(run.count(), 1);
        QCOMPARE(run.first().at(1).value<ArgumentValues>(),
                 (ArgumentValues{{u"name"_s, {u"Ann"_s}}}));
    }

    void unbalancedQuote_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("problem");
        QTest::newRow("double") << u"--a \"b c"_s
                                << u"The quote \" opened at character 5 is not closed"_s;
        QTest::newRow("single") << u"it's"_s
                                << u"The quote ' opened at character 3 is not closed"_s;
        QTest::newRow("backslash") << u"a\\"_s << u"The \\ at character 2 stands before nothing"_s;
    }

    void unbalancedQuote()
    {
        QFETCH(QString, line);
        QFETCH(QString, problem);
        CommandPage page;
        page.setCommand(commandWith({}));
        auto *field = page.findChild<ShellWordsField *>();
        QTest::keyClicks(field->editor(), line);
        QCOMPARE(field->text(), line);
        QVERIFY2(field->problem().startsWith(problem), qPrintable(field->problem()));
        QVERIFY(!page.canRun());
        QVERIFY(page.reason().contains(problem));
        QVERIFY(!runButton(page)->isEnabled());
        field->editor()->setText(u"--a 'b c' d"_s);
        QVERIFY(page.canRun());
        QVERIFY(field->problem().isEmpty());
        QCOMPARE(shownLine(page), u"python manage.py greet --a 'b c' d"_s);
    }

    // Marking the place must neither change the text nor move the cursor.
    void markingKeepsTextAndCursor()
    {
        ShellWordsField field;
        field.editor()->setText(u"a 'b c"_s);
        field.editor()->setCursorPosition(3);
        QTest::keyClick(field.editor(), Qt::Key_X);
        QCOMPARE(field.text(), u"a 'xb c"_s);
        QCOMPARE(field.editor()->cursorPosition(), 4);
        field.editor()->undo();
        QCOMPARE(field.text(), u"a 'b c"_s);
    }

    void triState()
    {
        Parameter parameter = flag(u"color"_s);
        parameter.negativeFlags = {u"--no-color"_s};
        parameter.defaultValue = u"true"_s;
        CommandPage page;
        page.setCommand(commandWith({parameter}));
        auto *combo = editorOf<QComboBox>(page, u"color"_s);
        QCOMPARE(combo->currentText(), u"default (yes)"_s);
        QCOMPARE(shownLine(page), u"python manage.py greet"_s);
        combo->setCurrentIndex(1);
        QCOMPARE(shownLine(page), u"python manage.py greet --color"_s);
        combo->setCurrentIndex(2);
        QCOMPARE(shownLine(page), u"python manage.py greet --no-color"_s);
    }

    void advancedFolds()
    {
        QList<Parameter> parameters{option(u"times"_s), option(u"settings"_s),
                                    option(u"traceback"_s, ParameterType::Integer)};
        parameters[1].advanced = true;
        parameters[2].advanced = true;
        CommandPage page;
        page.setCommand(commandWith(parameters));
        page.show();
        auto *form = page.findChild<ParameterForm *>();
        auto *button = form->findChild<QToolButton *>();
        QCOMPARE(button->text(), u"Advanced (2)"_s);
        QVERIFY(!form->field(u"settings"_s)->isVisible());
        button->click();
        QVERIFY(form->field(u"settings"_s)->isVisible());
        lineOf(page, u"settings"_s)->setText(u"x"_s);
        QCOMPARE(button->text(), u"Advanced (2, 1 filled in)"_s);
        QVERIFY(page.isAdvancedShown());
        // Remembered for the next command.
        Command other = commandWith(parameters);
        other.id += u'2';
        page.setCommand(other);
        QVERIFY(page.findChild<ParameterForm *>()->field(u"settings"_s)->isVisible());
        // A wrong value in a closed fold is found, not hidden.
        page.setAdvancedShown(false);
        page.setValues({{u"traceback"_s, {u"x"_s}}}, {});
        QVERIFY(!page.canRun());
        page.run();
        QVERIFY(page.findChild<ParameterForm *>()->field(u"traceback"_s)->isVisible());
    }

    void droppedFileIsAPath()
    {
        CommandPage page;
        page.setCommand(commandWith({option(u"out"_s, ParameterType::File)}));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(u"/tmp/a b"_s)});
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(lineOf(page, u"out"_s), &enter);
        QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(lineOf(page, u"out"_s), &drop);
        QCOMPARE(shownLine(page), u"python manage.py greet --out '/tmp/a b'"_s);
    }

    void wheelPassesOver()
    {
        Parameter parameter = option(u"tone"_s, ParameterType::Choice);
        parameter.choices = {u"warm"_s, u"cold"_s};
        CommandPage page;
        page.setCommand(commandWith({parameter}));
        auto *combo = editorOf<QComboBox>(page, u"tone"_s);
        QWheelEvent wheel({5, 5}, combo->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(combo, &wheel);
        QCOMPARE(combo->currentIndex(), 0);
    }

    void typedValuesStayWithTheirCommand()
    {
        Command greet = commandWith({option(u"times"_s)});
        Command other = commandWith({option(u"times"_s)});
        other.id = u"django:x:other"_s;
        CommandPage page;
        page.setCommand(greet);
        page.suggestValues({{u"times"_s, {u"7"_s}}}, u"last"_s);
        QCOMPARE(page.values().value(u"times"_s), QStringList{u"7"_s});
        lineOf(page, u"times"_s)->setText(u"8"_s);
        page.suggestValues({{u"times"_s, {u"9"_s}}}, u"late"_s); // must not take away what was
                                                                 // typed
        QCOMPARE(page.values().value(u"times"_s), QStringList{u"8"_s});
        page.setCommand(other);
        QVERIFY(page.values().isEmpty());
        QVERIFY(page.freeArguments().isEmpty());
        page.setCommand(greet);
        QCOMPARE(page.values().value(u"times"_s), QStringList{u"8"_s});
        QCOMPARE(page.freeArguments(), u"last"_s);

        // A scan that finds one more argument keeps what was typed and where the cursor is.
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        lineOf(page, u"times"_s)->setFocus();
        greet.parameters.append(option(u"tone"_s));
        page.setCommand(greet);
        QCOMPARE(page.values().value(u"times"_s), QStringList{u"8"_s});
        QTRY_VERIFY(lineOf(page, u"times"_s)->hasFocus());
    }

    void copiesWhatRuns()
    {
        CommandPage page;
        Command command = commandWith({positional(u"name"_s)});
        command.environment = {{u"MODE"_s, u"two words"_s}};
        page.setCommand(command);
        lineOf(page, u"name"_s)->setText(u"it's"_s);
        page.copyCommandLine();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"python manage.py greet 'it'\\''s'"_s);
    }

    void secretsAreTypedOrStored()
    {
        CommandPage page;
        page.setCommand(commandWith({option(u"token"_s, ParameterType::Secret)}));
        auto *field = qobject_cast<SecretField *>(
            page.findChild<ParameterForm *>()->field(u"token"_s));
        QVERIFY(field);
        // A value of an earlier run is nobody's any more.
        page.setValues({{u"token"_s, {secretMark(u"token"_s)}}}, {});
        QVERIFY(page.values().isEmpty());
        QCOMPARE(lineOf(page, u"token"_s)->echoMode(), QLineEdit::Password);
        lineOf(page, u"token"_s)->setText(u"abc"_s);
        const auto hint = [field] {
            QString text;
            for (const auto *label : field->findChildren<MessageLabel *>())
                text += label->message();
            return text;
        };
        QVERIFY(hint().contains(u"short"_s));
        QVERIFY(hint().contains(u"list of processes"_s));
        auto *remember = field->findChild<QCheckBox *>();
        QVERIFY(remember->isHidden()); // there is no store
        field->setCanStore(true);
        QVERIFY(!remember->isHidden());
        QVERIFY(field->toRemember().isEmpty());
        remember->setChecked(true);
        QCOMPARE(field->toRemember(), u"abc"_s);

        field->setStoredName(u"GitHub"_s);
        QCOMPARE(page.values().value(u"token"_s), QStringList{u"abc"_s}); // typed wins
        field->forgetTyped();
        QCOMPARE(page.values().value(u"token"_s), QStringList{secretMark(u"GitHub"_s)});
        QCOMPARE(shownLine(page), u"python manage.py greet --token '••••••'"_s);
        QSignalSpy forgotten(field, &SecretField::forgetRequested);
        field->findChild<QToolButton *>()->click();
        QCOMPARE(forgotten.value(0).value(0).toString(), u"GitHub"_s);
        field->setStoredName({});
        QVERIFY(page.values().isEmpty());
    }

    void titles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("title");
        QTest::newRow("dashes") << u"skip-checks"_s << u"Skip checks"_s;
        QTest::newRow("underscores") << u"no_color"_s << u"No color"_s;
        QTest::newRow("flag") << u"--dry-run"_s << u"Dry run"_s;
        QTest::newRow("variable") << u"PREFIX"_s << u"PREFIX"_s;
        QTest::newRow("only dashes") << u"--"_s << u"--"_s;
    }

    void titles()
    {
        QFETCH(QString, name);
        QFETCH(QString, title);
        QCOMPARE(parameterTitle(positional(name)), title);
    }
};

QTEST_MAIN(TestParameterForm)
#include "test_parameterform.moc"
