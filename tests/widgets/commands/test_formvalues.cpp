// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/calendarbutton.h"
#include "widgets/commands/commandlinepreview.h"
#include "widgets/commands/commandlinetext.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/earliervalues.h"
#include "widgets/commands/environmenttable.h"
#include "widgets/commands/howitruns.h"
#include "widgets/commands/parameterfield.h"
#include "widgets/commands/parameterform.h"
#include "widgets/commands/pathediting.h"
#include "widgets/commands/presetcontrol.h"

#include <QAction>
#include <QCalendarWidget>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <algorithm>

using namespace CommandRunner;

namespace {

Parameter option(const QString &name, ParameterType type = ParameterType::Text)
{
    Parameter parameter;
    parameter.name = name;
    parameter.kind = ParameterKind::Option;
    parameter.flags = {u"--"_s + name};
    parameter.type = type;
    return parameter;
}

Command commandWith(const QList<Parameter> &parameters, const QString &folder = u"/srv/demo"_s)
{
    Command command = sampleCommand(folder, {}, u"django"_s, u"greet"_s, u"Greets."_s);
    command.parameters = parameters;
    return command;
}

QAction *entry(const PresetControl &presets, const QString &text)
{
    Q_EMIT presets.menu()->aboutToShow();
    const QList<QAction *> actions = presets.menu()->actions();
    for (QAction *action : actions) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

void drop(QWidget *onto, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(onto, &enter);
    QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(onto, &event);
}

} // namespace

class TestFormValues final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { m_page.reset(); }

    void presetsAreSavedChosenRenamedAndRemoved();
    void aPresetHoldsNoSecret();
    void presetsByKeyboard();
    void earlierValuesOfRuns();
    void downOffersEarlierValues();
    void aSecretOffersNothing();
    void theCalendarFillsADate();
    void daysKeepTheirTime_data();
    void daysKeepTheirTime();
    void severalLines();
    void droppedPaths_data();
    void droppedPaths();
    void whatMustExistIsLookedFor();
    void invisiblesAreMarkedAndNotCopied();
    void copiesForOtherShells();
    void howItRunsIsShownAndKept();
    void environmentFilesAreRead();
    void anInterpreterIsChosen();
    void aTableOfVariables();
    void manyParameters();

private:
    CommandPage &show(const Command &command)
    {
        m_page = std::make_unique<CommandPage>();
        m_page->resize(700, 600);
        m_page->setCommand(command);
        m_page->show();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(m_page.get());
        return *m_page;
    }
    ParameterField *field(const QString &name) const
    {
        return m_page->findChild<ParameterForm *>()->field(name);
    }
    QLineEdit *line(const QString &name) const
    {
        return qobject_cast<QLineEdit *>(field(name)->editor());
    }
    QString shownLine() const { return m_page->findChild<CommandLinePreview *>()->shownLine(); }

    std::unique_ptr<CommandPage> m_page;
};

void TestFormValues::presetsAreSavedChosenRenamedAndRemoved()
{
    CommandPage &page = show(commandWith({option(u"host"_s)}));
    PresetControl &presets = *page.presets();
    QCOMPARE(presets.text(), u"Defaults"_s);
    page.suggestValues({{u"host"_s, {u"last"_s}}}, {});
    QCOMPARE(presets.text(), u"Last used"_s);
    line(u"host"_s)->setText(u"one"_s);
    QCOMPARE(presets.text(), u"not saved"_s);

    QSignalSpy saved(&page, &CommandPage::presetSaveRequested);
    presets.askForName();
    auto *dialog = presets.findChild<QInputDialog *>();
    QVERIFY(dialog);
    dialog->setTextValue(u"  staging "_s);
    dialog->accept();
    QCOMPARE(saved.count(), 1);
    const auto preset = saved.first().at(1).value<CommandPreset>();
    QCOMPARE(preset, (CommandPreset{u"staging"_s, {{u"host"_s, {u"one"_s}}}, {}}));
    const CommandPreset live{u"live & well"_s, {{u"host"_s, {u"two"_s}}}, u"-v"_s};
    page.setPresets({live, preset});
    QCOMPARE(presets.text(), u"staging"_s);
    line(u"host"_s)->setText(u"three"_s);
    QCOMPARE(presets.text(), u"staging (changed)"_s);
    QCOMPARE(presets.accessibleName(), u"Preset: staging (changed)"_s);

    entry(presets, u"live && well"_s)->trigger();
    QCOMPARE(page.values(), live.values);
    QCOMPARE(page.freeArguments(), live.freeArguments);
    QCOMPARE(presets.chosen(), live.name);
    entry(presets, u"Last Used"_s)->trigger();
    QCOMPARE(page.values().value(u"host"_s), QStringList{u"last"_s});
    entry(presets, u"Defaults"_s)->trigger();
    QVERIFY(page.values().isEmpty());

    QVERIFY(page.choosePreset(u"staging"_s));
    QSignalSpy removed(&page, &CommandPage::presetRemoveRequested);
    entry(presets, u"Remove “staging”"_s)->trigger();
    QCOMPARE(removed.first().at(1).toString(), u"staging"_s);
    page.setPresets({live});
    entry(presets, u"Bring Back “staging”"_s)->trigger();
    QCOMPARE(saved.last().at(1).value<CommandPreset>(), preset);
    QVERIFY(!page.choosePreset(u"nobody"_s));
}

void TestFormValues::aPresetHoldsNoSecret()
{
    CommandPage &page = show(
        commandWith({option(u"host"_s), option(u"token"_s, ParameterType::Secret)}));
    page.setValues({{u"host"_s, {u"a"_s}}, {u"token"_s, {u"hush"_s}}}, {});
    QSignalSpy saved(&page, &CommandPage::presetSaveRequested);
    page.presets()->askForName();
    auto *dialog = page.presets()->findChild<QInputDialog *>();
    dialog->setTextValue(u"x"_s);
    dialog->accept();
    const auto preset = saved.first().at(1).value<CommandPreset>();
    QCOMPARE(preset.values.keys(), QStringList{u"host"_s});
    page.setPresets({preset});
    QCOMPARE(page.presets()->text(), u"x"_s);
    page.choosePreset(u"x"_s); // what was typed stays
    QCOMPARE(page.values().value(u"token"_s), QStringList{u"hush"_s});
}

void TestFormValues::presetsByKeyboard()
{
    CommandsPage page;
    page.setTrustCheck([](const QString &) { return true; });
    const Command command = commandWith({option(u"host"_s)});
    page.setPresetsSource([](const QString &) {
        return QList<CommandPreset>{{u"staging"_s, {{u"host"_s, {u"one"_s}}}, {}}};
    });
    page.setContent({command}, {}, {});
    page.setFolders({{u"/srv/demo"_s, true}});
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(page.selectCommand(command.absoluteId()));
    page.presetsAction()->trigger();
    QMenu *menu = page.commandPage()->presets()->menu();
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(page.commandPage()->values().value(u"host"_s), QStringList{u"one"_s});

    QSignalSpy run(&page, &CommandsPage::runRequested);
    page.commandPage()->focusRun();
    QTRY_VERIFY(qobject_cast<QPushButton *>(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(run.count(), 1);
    QCOMPARE(run.first().at(1).value<ArgumentValues>().value(u"host"_s), QStringList{u"one"_s});
}

void TestFormValues::earlierValuesOfRuns()
{
    QList<RunRecord> runs(30);
    for (int at = 0; at < runs.size(); ++at)
        runs[at].request.values = {{u"n"_s, {QString::number(at / 2)}}};
    runs[0].request.values = {{u"n"_s, {u"a"_s, u"b"_s, {}}}};
    const QStringList found = earlierValues(runs, u"n"_s);
    QCOMPARE(found.first(4), (QStringList{u"a"_s, u"b"_s, u"0"_s, u"1"_s}));
    QCOMPARE(found.size(), 17);
    QVERIFY(earlierValues(runs, u"m"_s).isEmpty());
}

void TestFormValues::downOffersEarlierValues()
{
    Parameter several = option(u"tags"_s);
    several.multiple = true;
    CommandPage &page = show(commandWith({option(u"host"_s), several}));
    QSignalSpy asked(&page, &CommandPage::earlierValuesRequested);
    line(u"host"_s)->setFocus();
    QTest::keyClick(line(u"host"_s), Qt::Key_Down);
    QCOMPARE(asked.count(), 1);
    const QString id = asked.first().at(0).toString();
    QCOMPARE(asked.first().at(1).toString(), u"host"_s);
    page.offerEarlierValues(u"another"_s, u"host"_s, {u"x"_s});
    QVERIFY(!line(u"host"_s)->findChild<QMenu *>());
    page.offerEarlierValues(id, u"host"_s, {u"new"_s, u"a & b"_s});
    auto *menu = line(u"host"_s)->findChild<QMenu *>();
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(line(u"host"_s)->text(), u"a & b"_s);
    QCOMPARE(page.values().value(u"host"_s), QStringList{u"a & b"_s});
    QVERIFY(shownLine().endsWith(u"--host 'a & b'"_s));

    // In several lines Down moves the cursor; a value is added to those that are there.
    auto *lines = qobject_cast<QPlainTextEdit *>(field(u"tags"_s)->editor());
    lines->setPlainText(u"one"_s);
    QTest::keyClick(lines, Qt::Key_Down);
    QCOMPARE(asked.count(), 1);
    QTest::keyClick(lines, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(asked.count(), 2);
    page.offerEarlierValues(id, u"tags"_s, {u"two"_s});
    auto *second = lines->findChild<QMenu *>();
    QTRY_VERIFY(second->isVisible());
    QTest::keyClick(second, Qt::Key_Return);
    QCOMPARE(page.values().value(u"tags"_s), (QStringList{u"one"_s, u"two"_s}));
}

void TestFormValues::aSecretOffersNothing()
{
    CommandPage &page = show(commandWith({option(u"token"_s, ParameterType::Secret)}));
    QSignalSpy asked(&page, &CommandPage::earlierValuesRequested);
    QTest::keyClick(line(u"token"_s), Qt::Key_Down);
    QTest::keyClick(line(u"token"_s), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(asked.count(), 0);
}

void TestFormValues::theCalendarFillsADate()
{
    const CommandPage &page = show(commandWith({option(u"since"_s, ParameterType::Date)}));
    line(u"since"_s)->setText(u"2026-02-10"_s);
    auto *button = field(u"since"_s)->findChild<CalendarButton *>();
    QVERIFY(button);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    auto *calendar = button->findChild<QCalendarWidget *>();
    QTRY_VERIFY(calendar->isVisible());
    QCOMPARE(calendar->selectedDate(), QDate(2026, 2, 10));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(line(u"since"_s)->text(), u"2026-02-11"_s);
    QTRY_VERIFY(!calendar->isVisible());
    line(u"since"_s)->clear();
    QVERIFY(page.values().isEmpty()); // it may be empty again
}

void TestFormValues::daysKeepTheirTime_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("withTime");
    QTest::addColumn<QString>("expected");
    QTest::newRow("date") << u"2026-01-31"_s << false << u"2027-03-04"_s;
    QTest::newRow("nothing") << QString() << true << u"2027-03-04T00:00"_s;
    QTest::newRow("time and offset")
        << u"2026-01-31T09:30:01+02:00"_s << true << u"2027-03-04T09:30:01+02:00"_s;
    QTest::newRow("begun") << u"2026-01-31T"_s << true << u"2027-03-04T00:00"_s;
}

void TestFormValues::daysKeepTheirTime()
{
    QFETCH(QString, text);
    QFETCH(bool, withTime);
    QTEST(onDay(text, QDate(2027, 3, 4), withTime), "expected");
}

void TestFormValues::severalLines()
{
    Parameter note = option(u"note"_s);
    note.multiLine = true;
    CommandsPage page;
    page.setTrustCheck([](const QString &) { return true; });
    page.setContent({commandWith({note, option(u"next"_s)})}, {}, {});
    page.setFolders({{u"/srv/demo"_s, true}});
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(page.selectCommand(commandWith({}).absoluteId()));
    auto *form = page.findChild<ParameterForm *>();
    auto *text = qobject_cast<QPlainTextEdit *>(form->field(u"note"_s)->editor());
    QVERIFY(text);
    text->setFocus();
    QTest::keyClicks(text, u"one"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClicks(text, u"two"_s);
    QCOMPARE(page.commandPage()->values().value(u"note"_s), QStringList{u"one\ntwo"_s});
    QSignalSpy run(&page, &CommandsPage::runRequested);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(run.count(), 1);
    QCOMPARE(text->toPlainText(), u"one\ntwo"_s);
    QTest::keyClick(text, Qt::Key_Tab);
    QCOMPARE(text->toPlainText(), u"one\ntwo"_s);
    QVERIFY(form->field(u"next"_s)->editor()->hasFocus());
}

void TestFormValues::droppedPaths_data()
{
    QTest::addColumn<QString>("present");
    QTest::addColumn<QString>("expected");
    QTest::newRow("empty") << QString() << u"/srv/demo/in/a b.csv"_s;
    QTest::newRow("absolute") << u"/tmp/x"_s << u"/srv/demo/in/a b.csv"_s;
    QTest::newRow("relative") << u"out/x"_s << u"in/a b.csv"_s;
    QTest::newRow("home") << u"~/x"_s << u"/srv/demo/in/a b.csv"_s;
}

void TestFormValues::droppedPaths()
{
    QFETCH(QString, present);
    QFETCH(QString, expected);
    Parameter several = option(u"files"_s, ParameterType::File);
    several.multiple = true;
    const CommandPage &page = show(commandWith({option(u"file"_s, ParameterType::File), several}));
    const QString path = u"/srv/demo/in/a b.csv"_s;
    for (QWidget *target :
         {static_cast<QWidget *>(line(u"file"_s)), static_cast<QWidget *>(field(u"file"_s))}) {
        QVERIFY(target->acceptDrops());
        line(u"file"_s)->setText(present);
        drop(target, {path});
        QCOMPARE(page.values().value(u"file"_s), QStringList{expected});
    }
    qobject_cast<QPlainTextEdit *>(field(u"files"_s)->editor())->setPlainText(present);
    drop(field(u"files"_s), {path, u"/srv/demo/in/a b.csv"_s});
    QStringList all = page.values().value(u"files"_s);
    all.removeAll(present);
    QCOMPARE(all, (QStringList{expected, expected}));
}

void TestFormValues::whatMustExistIsLookedFor()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"there.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    Parameter parameter = option(u"file"_s, ParameterType::File);
    parameter.mustExist = true;
    Parameter free = option(u"out"_s, ParameterType::File);
    const CommandPage &page = show(commandWith({parameter, free}, folder.path()));
    line(u"out"_s)->setText(u"nowhere"_s);
    line(u"file"_s)->setText(u"gone.csv"_s);
    QTRY_COMPARE(field(u"file"_s)->notice(), u"There is no file “gone.csv”."_s);
    QCOMPARE(line(u"file"_s)->accessibleDescription(), u"There is no file “gone.csv”."_s);
    QVERIFY(page.canRun()); // it may come about until then
    line(u"file"_s)->setText(u"there.csv"_s);
    QTRY_COMPARE(field(u"file"_s)->notice(), QString());
    line(u"file"_s)->setText(u"."_s);
    QTRY_VERIFY(!field(u"file"_s)->notice().isEmpty());
    QCOMPARE(field(u"out"_s)->notice(), QString());
}

void TestFormValues::invisiblesAreMarkedAndNotCopied()
{
    const CommandPage &page = show(commandWith({option(u"a"_s)}));
    auto *text = page.findChild<CommandLineText *>();
    QCOMPARE(text->summary(), QString());
    line(u"a"_s)->setText(u" x\u00a0y "_s);
    QCOMPARE(text->toPlainText(), u"$ python manage.py greet --a '·x⍽y·'"_s);
    QCOMPARE(text->extraSelections().size(), 3);
    QVERIFY(text->accessibleDescription().contains(text->summary()));
    QVERIFY(text->summary().contains(u"2 blank"_s) && text->summary().contains(u"1 unusual"_s));
    text->selectAll();
    text->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"python manage.py greet --a ' x\u00a0y '"_s);
    QCOMPARE(shownLine(), u"python manage.py greet --a ' x\u00a0y '"_s);
}

void TestFormValues::copiesForOtherShells()
{
    CommandsPage page;
    page.setContent({commandWith({option(u"a"_s)})}, {}, {});
    QVERIFY(page.selectCommand(commandWith({}).absoluteId()));
    page.commandPage()->setValues({{u"a"_s, {u"it's"_s}}}, {});
    page.copyAction()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"python manage.py greet --a 'it'\\''s'"_s);
    page.copyFishAction()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"python manage.py greet --a 'it\\'s'"_s);
    page.copyPowerShellAction()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"python manage.py greet --a 'it''s'"_s);
}

void TestFormValues::howItRunsIsShownAndKept()
{
    CommandPage &page = show(commandWith({option(u"a"_s)}));
    HowItRuns &how = *page.howItRuns();
    QVERIFY(!how.isOpen());
    how.focusFirst();
    auto *folder = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(folder);
    QCOMPARE(folder->accessibleName(), u"Working directory"_s);
    QSignalSpy kept(&page, &CommandPage::settingsEdited);
    QTest::keyClicks(folder, u"sub"_s);
    QCOMPARE(page.settings().workingDirectory, u"sub"_s);
    QCOMPARE(how.adjustedCommand().workingDirectory, u"/srv/demo/sub"_s);
    page.setSettings({}); // an echo of what was before
    QCOMPARE(folder->text(), u"sub"_s);
    QTRY_COMPARE(kept.count(), 1);
    QCOMPARE(kept.first().at(1).value<CommandSettings>().workingDirectory, u"sub"_s);

    // What was typed last is kept for the command that it was typed for.
    QTest::keyClicks(folder, u"/x"_s);
    const QString id = page.command()->absoluteId();
    page.setCommand(sampleCommands().first());
    QCOMPARE(kept.last().at(0).toString(), id);
    QCOMPARE(kept.last().at(1).value<CommandSettings>().workingDirectory, u"sub/x"_s);
    QCOMPARE(page.settings().workingDirectory, QString());
}

void TestFormValues::environmentFilesAreRead()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u".env"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("A=1\nB='two words'\n") > 0);
    file.close();
    CommandPage &page = show(commandWith({}, folder.path()));
    CommandSettings settings;
    settings.environmentFiles = {u".env"_s};
    settings.environment = {{u"A"_s, u"mine"_s}};
    page.setSettings(settings);
    const QMap<QString, QString> both{{u"A"_s, u"mine"_s}, {u"B"_s, u"two words"_s}};
    QTRY_COMPARE(page.howItRuns()->adjustedCommand().environment, both);
    QVERIFY(page.canRun());
    // What looks like a secret is passed and not shown.
    settings.environment.insert(u"API_TOKEN"_s, u"hush"_s);
    page.setSettings(settings);
    const QList<QLabel *> labels = page.findChildren<QLabel *>();
    const auto shown = [&labels](const QString &text) {
        return std::ranges::any_of(labels, [&text](const QLabel *label) {
            return label->text().contains(text);
        });
    };
    QVERIFY(shown(u"B='two words'"_s) && shown(u"API_TOKEN=••••••"_s) && !shown(u"hush"_s));
    settings.environmentFiles = {u".env.local"_s};
    page.setSettings(settings);
    QTRY_VERIFY(!page.canRun());
    QVERIFY(page.reason().contains(u".env.local"_s));
    page.run(); // goes there
    QVERIFY(page.howItRuns()->isOpen());
}

void TestFormValues::anInterpreterIsChosen()
{
    const QTemporaryDir folder;
    const QString bin = folder.filePath(u".venv/bin"_s);
    QVERIFY(QDir().mkpath(bin));
    for (const QString &path : {bin + u"/python"_s, folder.filePath(u".venv/pyvenv.cfg"_s)}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    }
    CommandPage &page = show(commandWith({}, folder.path()));
    page.howItRuns()->setOpen(true);
    auto *interpreter = page.howItRuns()->findChild<QComboBox *>();
    QVERIFY(interpreter);
    QCOMPARE(interpreter->itemText(0), u"Default (python)"_s);
    QTRY_VERIFY(interpreter->findData(bin + u"/python"_s) > 0);
    interpreter->setFocus();
    QTest::keyClick(interpreter, Qt::Key_Down);
    QCOMPARE(page.settings().interpreter, bin + u"/python"_s);
    QVERIFY(shownLine().startsWith(bin + u"/python manage.py greet"_s));
    Command make = sampleCommands().first();
    make.argv = {u"make"_s};
    page.setCommand(make);
    QVERIFY(!page.howItRuns()->findChild<QComboBox *>());
}

void TestFormValues::aTableOfVariables()
{
    EnvironmentTable table;
    table.setVariables({{u"A"_s, u"1"_s}});
    QSignalSpy edited(&table, &EnvironmentTable::edited);
    QCOMPARE(table.rowCount(), 2);
    table.item(1, 0)->setText(u"B"_s);
    table.item(1, 1)->setText(u" x = y "_s);
    QCOMPARE(table.rowCount(), 3);
    QVERIFY(edited.count() > 0);
    const QMap<QString, QString> both{{u"A"_s, u"1"_s}, {u"B"_s, u" x = y "_s}};
    QCOMPARE(table.variables(), both);
    QCOMPARE(table.problem(), QString());
    table.item(2, 1)->setText(u"lost"_s);
    QVERIFY(table.problem().contains(u"lost"_s));
    table.setCurrentCell(2, 0);
    QTest::keyClick(&table, Qt::Key_Delete);
    table.setCurrentCell(0, 0);
    QTest::keyClick(&table, Qt::Key_Delete);
    QCOMPARE(table.variables(), (QMap<QString, QString>{{u"B"_s, u" x = y "_s}}));
    table.item(0, 0)->setText(u"B=C"_s);
    QVERIFY(table.problem().contains(u"B=C"_s));
}

void TestFormValues::manyParameters()
{
    QList<Parameter> parameters;
    for (int at = 0; at < 80; ++at) {
        Parameter parameter = option(u"option-%1"_s.arg(at));
        parameter.required = at % 20 == 7;
        parameter.advanced = at >= 40;
        parameters.append(parameter);
    }
    CommandPage &page = show(commandWith(parameters));
    QCOMPARE(page.findChild<ParameterForm *>()->findChildren<ParameterField *>().size(), 80);
    page.run(); // the first that is missing has the keyboard and says why
    QVERIFY(line(u"option-7"_s)->hasFocus());
    QVERIFY(!line(u"option-7"_s)->accessibleDescription().isEmpty());
    line(u"option-7"_s)->setText(u"x"_s);
    page.run();
    QVERIFY(line(u"option-27"_s)->hasFocus());
}

QTEST_MAIN(TestFormValues)
#include "test_formvalues.moc"
