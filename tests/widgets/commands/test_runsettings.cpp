// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/amountfield.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/runsettingsdialog.h"
#include "widgets/common/theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace CommandRunner;

namespace {

const CommandSettings everything{
    .terminal = true,
    .limits = {.memoryBytes = 512'000'000, .cpuSeconds = 5400, .niceness = 10, .processes = 40},
    .timeoutMs = 600'000,
    .graceMs = 0};

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

QPushButton *button(QDialog &dialog, QDialogButtonBox::StandardButton which)
{
    return dialog.findChild<QDialogButtonBox *>()->button(which);
}

} // namespace

class TestRunSettings final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void amounts_data()
    {
        QTest::addColumn<qint64>("amount");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<qint64>("told");
        QTest::newRow("none") << 0LL << 0 << u"minutes"_s << 0LL;
        QTest::newRow("seconds") << 90LL << 90 << u"seconds"_s << 90LL;
        QTest::newRow("minutes") << 600LL << 10 << u"minutes"_s << 600LL;
        QTest::newRow("hours") << 7200LL << 2 << u"hours"_s << 7200LL;
        QTest::newRow("too many seconds")
            << 36'000'001LL << 600'001 << u"minutes"_s << 36'000'060LL;
    }

    void amounts()
    {
        QFETCH(qint64, amount);
        QFETCH(int, number);
        QFETCH(QString, unit);
        QFETCH(qint64, told);
        AmountField field(u"Time"_s, u"never"_s,
                          {{u"seconds"_s, 1}, {u"minutes"_s, 60}, {u"hours"_s, 3600}}, 1);
        field.setAmount(amount);
        QCOMPARE(named<QSpinBox>(field, u"Time"_s)->value(), number);
        QCOMPARE(field.findChild<QComboBox *>()->currentText(), unit);
        QCOMPARE(field.amount(), told);
    }

    void keepsWhatItWasGiven()
    {
        const Command command = sampleCommands().first();
        for (const CommandSettings &settings : {CommandSettings(), everything}) {
            const auto dialog = std::make_unique<RunSettingsDialog>(command, settings);
            QCOMPARE(dialog->settings(), settings);
        }
        // One that the list of priorities does not have.
        const CommandSettings odd{.limits = {.niceness = 7}};
        QCOMPARE(RunSettingsDialog(command, odd).settings(), odd);
    }

    void restoresDefaults()
    {
        const auto dialog = std::make_unique<RunSettingsDialog>(sampleCommands().first(),
                                                                everything);
        button(*dialog, QDialogButtonBox::RestoreDefaults)->click();
        // What it does not ask for is not its to change.
        QCOMPARE(dialog->settings(), CommandSettings{.terminal = true});
    }

    void editsTheCurrentCommand()
    {
        CommandsPage page;
        page.setContent(sampleCommands(), {}, {});
        page.setSettingsSource([](const QString &) { return CommandSettings{.terminal = true}; });
        QVERIFY(!page.runSettingsAction()->isEnabled());
        QVERIFY(page.selectCommand(sampleCommands().first().absoluteId()));
        QVERIFY(page.runSettingsAction()->isEnabled());
        QSignalSpy wished(&page, &CommandsPage::settingsChangeRequested);
        page.runSettingsAction()->trigger();
        const QPointer dialog = page.findChild<RunSettingsDialog *>();
        QVERIFY(dialog);
        auto *processes = named<QSpinBox>(*dialog, u"Processes"_s);
        processes->selectAll();
        QTest::keyClicks(processes, u"40"_s);
        button(*dialog, QDialogButtonBox::Save)->click();
        QCOMPARE(wished.size(), 1);
        const CommandSettings expected{.terminal = true, .limits = {.processes = 40}};
        QCOMPARE(wished.first().at(0).toString(), page.currentCommandId());
        QCOMPARE(wished.first().at(1).value<CommandSettings>(), expected);
        QCOMPARE(page.commandPage()->settings(), expected);
        QTRY_VERIFY(!dialog);

        // It runs so, and the box beside Run takes nothing of it away.
        QSignalSpy run(page.commandPage(), &CommandPage::runRequested);
        page.commandPage()->run();
        QCOMPARE(run.first().at(3).value<CommandSettings>(), expected);
        auto *terminal = page.commandPage()->findChild<QCheckBox *>();
        terminal->click();
        QCOMPARE(wished.last().at(1).value<CommandSettings>(),
                 (CommandSettings{.limits = {.processes = 40}}));
    }

    void saysWhatIsSet()
    {
        QCOMPARE(runSettingsText({}), QString());
        QCOMPARE(runSettingsText({.terminal = true}), QString());
        const QString text = runSettingsText(everything);
        for (const QString &part :
             {u"10 min"_s, u"512.0 MB"_s, u"1 h 30 min"_s, u"40 processes"_s, u"priority"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
    }

    // With COMMANDRUNNER_SCREENSHOTS=<folder> it leaves pictures to look at.
    void looks_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void looks()
    {
        QFETCH(bool, dark);
        ThemeSwitcher theme(*qApp);
        theme.apply(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        CommandsPage page;
        page.setContent(sampleCommands(), {}, {});
        page.setTrustCheck([](const QString &) { return true; });
        page.setSettingsSource([](const QString &) { return everything; });
        page.selectCommand(sampleCommands().first().absoluteId());
        page.resize(1366, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        picture(page, u"page"_s);
        page.runSettingsAction()->trigger();
        auto *dialog = page.findChild<RunSettingsDialog *>();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        picture(*dialog, u"dialog"_s);
        // Nothing is cut off.
        const QList<MessageLabel *> labels = dialog->findChildren<MessageLabel *>();
        for (const MessageLabel *label : labels)
            QVERIFY(label->height() >= label->heightForWidth(label->width()));
        for (const CommandSettings &settings : {CommandSettings(), everything}) {
            page.commandPage()->setSettings(settings);
            const QList<MessageLabel *> notes = page.findChildren<MessageLabel *>();
            QCOMPARE(std::any_of(notes.cbegin(), notes.cend(),
                                 [](const MessageLabel *note) {
                                     return note->isVisible()
                                         && note->message().contains(u"40 processes");
                                 }),
                     settings.limits.processes > 0);
        }
    }

private:
    static void picture(QWidget &widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("COMMANDRUNNER_SCREENSHOTS");
        if (!folder.isEmpty())
            widget.grab().save(QDir(folder).filePath(u"runsettings-%1-%2.png"_s.arg(
                name, QString::fromLatin1(QTest::currentDataTag()))));
    }
};

QTEST_MAIN(TestRunSettings)
#include "test_runsettings.moc"
