// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/definitionview.h"
#include "widgets/commands/owncommanddialog.h"
#include "widgets/commands/parameterfield.h"
#include "widgets/commands/runconfirmation.h"
#include "widgets/commands/shellwordsfield.h"
#include "widgets/commands/sourceview.h"
#include "widgets/commands/trustdialog.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace CommandRunner;

namespace {

Parameter parameter(const QString &name, ParameterKind kind, ParameterType type,
                    const QString &help, const QString &defaultValue = {})
{
    Parameter made;
    made.name = name;
    made.kind = kind;
    made.type = type;
    made.help = help;
    made.defaultValue = defaultValue;
    if (kind != ParameterKind::Positional)
        made.flags = {u"--"_s + QString(name).replace(u'_', u'-')};
    return made;
}

QList<Parameter> greetParameters()
{
    using enum ParameterKind;
    using Type = ParameterType;
    QList<Parameter> parameters{
        parameter(u"times"_s, Option, Type::Integer, u"How often to say it."_s, u"2"_s),
        parameter(u"name"_s, Positional, Type::Text, u"Whom to greet."_s),
        parameter(u"tone"_s, Option, Type::Choice, u"How to say it."_s, u"warm"_s),
        parameter(u"shout"_s, Flag, Type::Boolean, u"Upper case."_s),
        parameter(u"color"_s, Flag, Type::Boolean, u"Colours in the output."_s, u"true"_s),
        parameter(u"log_file"_s, Option, Type::File, u"Where to write what was said."_s),
        parameter(u"api_token"_s, Option, Type::Secret, u"For the mail service."_s),
        parameter(u"skip"_s, Option, Type::Text, u"Customers to leave out."_s),
    };
    parameters[1].required = true;
    parameters[2].choices = {u"warm"_s, u"formal"_s, u"brief"_s};
    parameters[4].negativeFlags = {u"--no-color"_s};
    parameters[5].group = u"Output"_s;
    parameters[6].group = u"Delivery"_s;
    parameters[7].group = u"Delivery"_s;
    parameters[7].multiple = true;
    for (const auto &name : {u"settings"_s, u"pythonpath"_s, u"traceback"_s, u"no_color"_s}) {
        parameters.append(parameter(name, Option, Type::Text,
                                    u"Common to all commands of Django."_s));
        parameters.last().advanced = true;
    }
    return parameters;
}

QList<RunRecord> records(const FakeClock &clock)
{
    QList<RunRecord> runs;
    const QList<RunState> states{RunState::Running, RunState::Succeeded, RunState::Failed,
                                 RunState::Stopped, RunState::Succeeded, RunState::TimedOut};
    for (qsizetype number = 0; number < states.size(); ++number) {
        RunRecord run;
        run.request.runId = u"run%1"_s.arg(number);
        run.request.values = {{u"name"_s, {u"Ann Lee"_s}}};
        run.state = states.at(number);
        run.outcome.started = clock.now().addSecs(-300 * (number * number + 1));
        run.outcome.ended = run.outcome.started.addMSecs(3'200 * (number + 1));
        runs.append(run);
    }
    return runs;
}

} // namespace

// Lays the page out as people see it. With COMMANDRUNNER_SCREENSHOTS=<folder> it also leaves
// pictures to look at.
class TestLooks final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_folder.filePath(u"greet.py"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "from django.core.management.base import BaseCommand\n\n\nclass Command(BaseCommand):\n"
            "    help = \"Greets a customer.\"\n\n    def add_arguments(self, parser):\n"
            "        parser.add_argument(\"name\", help=\"Whom to greet.\")  # required\n"
            "        parser.add_argument(\"--times\", type=int, default=2)\n\n"
            "    def handle(self, *args, **options):\n        for _ in range(options[\"times\"]):\n"
            "            self.stdout.write(f\"Hello {options['name']}!\")\n");
    }

    void page_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(1366, 700);
        QTest::newRow("dark") << true << QSize(1366, 700);
        QTest::newRow("small") << false << QSize(920, 380);
    }

    void page()
    {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        ThemeSwitcher theme(*qApp);
        theme.apply(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        const FakeClock clock;
        CommandsPage page(nullptr, &clock);
        QList<Command> commands = sampleCommands();
        commands[0].parameters = greetParameters();
        commands[0].description =
            u"Greets a customer.\n\nWrites one line for each time. Nothing is sent unless a token is given."_s;
        commands[0].folder = m_folder.path();
        commands[0].file = u"greet.py"_s;
        commands[0].line = 4;
        commands[0].environment = {{u"DJANGO_SETTINGS_MODULE"_s, u"shop.settings"_s}};
        commands.append(manyCommands(12));
        page.setContent(commands,
                        {{u"/srv/demo"_s, u"npm"_s, u"site/package.json"_s, 3,
                          u"unexpected end of file"_s, u"Close the brace that opens in line 1."_s}},
                        {commands.at(1).absoluteId(), commands.at(4).absoluteId()});
        page.resize(size);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        picture(page, u"nothing-selected"_s);
        page.selectCommand(commands.at(0).absoluteId());
        picture(page, u"untouched"_s);
        page.setLastRuns(page.currentCommandId(), records(clock));
        page.setTrustCheck([](const QString &) { return true; });
        page.commandPage()->setAdvancedShown(false);
        picture(page, u"filled"_s);
        inside(page, u"Run"_s);

        page.commandPage()->setValues({{u"name"_s, {u"Ann Lee"_s}}, {u"times"_s, {u"many"_s}}},
                                      u"--more \"open"_s);
        auto *free = page.findChild<ShellWordsField *>();
        picture(page, u"problems"_s);
        page.findChild<QScrollArea *>()->ensureWidgetVisible(free);
        picture(page, u"problems-below"_s);
        nothingSqueezed(page);
        inside(page, u"Run"_s);

        auto *tabs = page.findChild<QTabWidget *>();
        tabs->setCurrentIndex(1);
        auto *source = page.findChild<SourceView *>();
        QTRY_VERIFY(source->toPlainText().contains(u"Hello"_s));
        picture(page, u"definition"_s);
        tabs->setCurrentIndex(0);

        page.list()->searchField()->setText(u"gre"_s);
        page.list()->searchField()->setFocus();
        picture(page, u"search"_s);
        page.list()->searchField()->setText(u"zzz"_s);
        picture(page, u"no-match"_s);
        page.list()->searchField()->clear();
        page.list()->selectProblems();
        page.setScanText(u"Looking for commands in demo: 1,204 files"_s);
        page.setScanning(true);
        const QList<QLabel *> labels = page.findChildren<QLabel *>();
        QTRY_VERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(u"Looking");
        })); // a short scan shows no words
        picture(page, u"problem-list"_s);
        page.setContent({}, {}, {});
        page.setFolders({});
        picture(page, u"first-start"_s);
    }

    void dialogs_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void dialogs()
    {
        QFETCH(bool, dark);
        ThemeSwitcher theme(*qApp);
        theme.apply(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        QPointer trust = new TrustDialog(sampleCommands().first(),
                                         u"python manage.py greet 'Ann Lee'"_s, nullptr);
        trust->open();
        picture(*trust, u"trust"_s);
        QVERIFY(trust->height() < 600);
        delete trust;
        QPointer own = new OwnCommandDialog(nullptr, {u"backup"_s}, nullptr);
        own->open();
        picture(*own, u"own-empty"_s);
        for (QLineEdit *line : own->findChildren<QLineEdit *>()) {
            if (line->accessibleName() == "Name"_L1)
                line->setText(u"backup of home"_s);
        }
        own->findChild<ShellWordsField *>()->editor()->setText(
            u"rsync -a 'My Documents' /backup"_s);
        picture(*own, u"own"_s);
        QVERIFY(own->height() < 600);
        delete own;
    }

    void ownCommands_data() { dialogs_data(); }

    void ownCommands()
    {
        QFETCH(bool, dark);
        ThemeSwitcher theme(*qApp);
        theme.apply(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        Command command = sampleCommands().first();
        command.name = u"drop database"_s;
        command.id = u"own::drop database"_s;
        command.folder.clear();
        command.confirmation = u"All orders of the shop are lost."_s;
        QPointer question = new NameConfirmation(command, u"python manage.py flush"_s, nullptr);
        question->open();
        picture(*question, u"type-the-name"_s);
        delete question;

        command.workingDirectory = u"/srv/demo"_s;
        Parameter jobs;
        jobs.name = u"jobs"_s;
        jobs.flags = {u"-j"_s, u"--jobs"_s};
        jobs.kind = ParameterKind::Option;
        jobs.type = ParameterType::Integer;
        Parameter mode;
        mode.name = u"mode"_s;
        mode.type = ParameterType::Choice;
        mode.choices = {u"fast"_s, u"thorough"_s};
        mode.help = u"How closely it looks."_s;
        command.parameters = {mode, jobs};
        QPointer own = new OwnCommandDialog(&command, {}, nullptr);
        own->open();
        auto *pages = own->findChild<QTabWidget *>();
        pages->setCurrentIndex(1);
        picture(*own, u"own-parameters"_s);
        own->findChild<QToolButton *>(u"more"_s)->setChecked(true);
        picture(*own, u"own-parameters-more"_s);
        pages->setCurrentIndex(2);
        picture(*own, u"own-running"_s);
        QVERIFY(own->height() < 700);
        delete own;

        command.parameters.clear();
        for (const Command &step : sampleCommands())
            command.steps.append({step.absoluteId(), {{u"mode"_s, {u"fast"_s}}}});
        command.steps.append({u"/gone/make:Makefile:all"_s, {}});
        QPointer chain = new OwnCommandDialog(&command, {}, nullptr);
        chain->setCommands(sampleCommands());
        chain->open();
        picture(*chain, u"own-chain"_s);
        QVERIFY(chain->height() < 700);
        delete chain;
    }

private:
    void picture(QWidget &widget, const QString &name)
    {
        QTest::qWait(30); // layouts settle
        const QString folder = qEnvironmentVariable("COMMANDRUNNER_SCREENSHOTS");
        if (!folder.isEmpty())
            QVERIFY(widget.grab().save(
                u"%1/%2-%3.png"_s.arg(folder, name, QLatin1StringView(QTest::currentDataTag()))));
    }

    // The button is seen whole, whatever the form above needs.
    void inside(QWidget &page, const QString &text)
    {
        const QList<QPushButton *> buttons = page.findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->accessibleName() != text)
                continue;
            const QRect place(button->mapTo(&page, QPoint()), button->size());
            QVERIFY2(page.rect().contains(place), qPrintable(text));
            QVERIFY(button->height() >= button->minimumSizeHint().height());
        }
    }

    // Words that wrap have all their lines.
    void nothingSqueezed(QWidget &page)
    {
        const QList<QLabel *> labels = page.findChildren<QLabel *>();
        for (QLabel *label : labels) {
            if (!label->isVisible() || !label->wordWrap())
                continue;
            const int needed = label->heightForWidth(label->width());
            QVERIFY2(
                label->height() >= needed,
                qPrintable(u"%1: %2 of %3"_s.arg(label->text()).arg(label->height()).arg(needed)));
        }
        const QList<ParameterField *> fields = page.findChildren<ParameterField *>();
        for (ParameterField *field : fields) {
            const QList<QLabel *> below = field->findChildren<QLabel *>();
            for (QLabel *label : below) {
                if (label->isVisible() && label->parentWidget() == field)
                    QVERIFY2(!label->geometry().intersects(field->editor()->geometry())
                                 && field->rect().contains(label->geometry()),
                             qPrintable(label->text()));
            }
        }
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(TestLooks)
#include "test_looks.moc"
