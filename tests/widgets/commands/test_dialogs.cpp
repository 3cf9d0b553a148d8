// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/commandlinepreview.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/environmenttable.h"
#include "widgets/commands/foldersdialog.h"
#include "widgets/commands/owncommanddialog.h"
#include "widgets/commands/trustdialog.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
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

QPushButton *button(QWidget &parent, const QString &text)
{
    const QList<QPushButton *> children = parent.findChildren<QPushButton *>();
    for (QPushButton *child : children) {
        if (child->text() == text)
            return child;
    }
    return nullptr;
}

} // namespace

class TestDialogs final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newCommand()
    {
        auto *dialog = new OwnCommandDialog(nullptr, {u"backup"_s}, nullptr);
        QSignalSpy saved(dialog, &OwnCommandDialog::saved);
        dialog->open();
        QPushButton *save = button(*dialog, u"Add Command"_s);
        QVERIFY(!save->isEnabled());
        auto *name = named<QLineEdit>(*dialog, u"Name"_s);
        auto *line = named<QLineEdit>(*dialog, u"Command line"_s);
        QTest::keyClicks(name, u"backup"_s);
        QTest::keyClicks(line, u"rsync -a 'My Documents' /backup"_s);
        QVERIFY(!save->isEnabled()); // the name is taken
        QTest::keyClicks(name, u" home"_s);
        QVERIFY(save->isEnabled());
        QCOMPARE(dialog->findChild<CommandLinePreview *>()->shownLine(),
                 u"rsync -a 'My Documents' /backup"_s);
        named<QLineEdit>(*dialog, u"Description"_s)->setText(u"Copies."_s);
        auto *environment = dialog->findChild<EnvironmentTable *>();
        environment->setVariables({{u"A"_s, u"1"_s}, {u"C"_s, {}}});
        environment->item(2, 1)->setText(u"two words=x"_s); // without a name
        QVERIFY(!save->isEnabled());
        environment->item(2, 0)->setText(u"B"_s);
        QVERIFY(save->isEnabled());
        save->click();
        QCOMPARE(saved.count(), 1);
        const auto command = saved.first().first().value<Command>();
        QCOMPARE(command.id, u"own::backup home"_s);
        QCOMPARE(command.source, u"own"_s);
        QCOMPARE(command.argv, (QStringList{u"rsync"_s, u"-a"_s, u"My Documents"_s, u"/backup"_s}));
        QCOMPARE(command.description, u"Copies."_s);
        QCOMPARE(command.workingDirectory, QDir::homePath());
        QCOMPARE(
            command.environment,
            (QMap<QString, QString>{{u"A"_s, u"1"_s}, {u"B"_s, u"two words=x"_s}, {u"C"_s, {}}}));
        QVERIFY(command.folder.isEmpty());
    }

    void badLineSaysWhere()
    {
        QPointer dialog = new OwnCommandDialog(nullptr, {}, nullptr);
        named<QLineEdit>(*dialog, u"Name"_s)->setText(u"x"_s);
        named<QLineEdit>(*dialog, u"Command line"_s)->setText(u"echo \"a"_s);
        QVERIFY(!dialog->isComplete());
        QVERIFY(named<QLineEdit>(*dialog, u"Command line"_s)
                    ->accessibleDescription()
                    .contains(u"character 6"_s));
        named<QLineEdit>(*dialog, u"Command line"_s)->setText(u"echo a"_s);
        QVERIFY(dialog->isComplete());
        named<QLineEdit>(*dialog, u"Working directory"_s)->setText(u"relative"_s);
        QVERIFY(!dialog->isComplete());
        delete dialog;
    }

    void shellLine()
    {
        QPointer dialog = new OwnCommandDialog(nullptr, {}, nullptr);
        named<QLineEdit>(*dialog, u"Name"_s)->setText(u"sizes"_s);
        named<QLineEdit>(*dialog, u"Command line"_s)->setText(u"du -s * | sort -n"_s);
        named<QComboBox>(*dialog, u"Runs"_s)->setCurrentIndex(1);
        QCOMPARE(named<QLineEdit>(*dialog, u"Shell line"_s)->text(), u"du -s * | sort -n"_s);
        const Command command = dialog->command();
        QCOMPARE(command.argv, (QStringList{u"sh"_s, u"-c"_s, u"du -s * | sort -n"_s}));
        QCOMPARE(dialog->findChild<CommandLinePreview *>()->shownLine(),
                 u"sh -c 'du -s * | sort -n'"_s);
        delete dialog;
        // Edited again, it is the same.
        QPointer again = new OwnCommandDialog(&command, {}, nullptr);
        QCOMPARE(named<QComboBox>(*again, u"Runs"_s)->currentIndex(), 1);
        QCOMPARE(again->command(), command);
        delete again;
    }

    void renamingReplaces()
    {
        Command own;
        own.source = u"own"_s;
        own.name = u"old"_s;
        own.id = u"own::old"_s;
        own.argv = {u"true"_s};
        own.workingDirectory = u"/tmp"_s;
        CommandsPage page;
        page.setContent({own}, {}, {});
        page.selectCommand(own.absoluteId());
        QSignalSpy saved(&page, &CommandsPage::ownCommandSaveRequested);
        QSignalSpy removed(&page, &CommandsPage::ownCommandRemoveRequested);
        QVERIFY(page.editCommandAction()->isEnabled());
        page.editCommandAction()->trigger();
        auto *dialog = page.findChild<OwnCommandDialog *>();
        named<QLineEdit>(*dialog, u"Name"_s)->setText(u"new"_s);
        button(*dialog, u"Save"_s)->click();
        QCOMPARE(saved.count(), 1);
        QCOMPARE(removed.first().first().toString(), u"own::old"_s);
        // It is selected once it is listed.
        const auto command = saved.first().first().value<Command>();
        page.setContent({command}, {}, {});
        QCOMPARE(page.currentCommandId(), command.absoluteId());
    }

    void removingAsks()
    {
        Command own;
        own.source = u"own"_s;
        own.name = u"old"_s;
        own.id = u"own::old"_s;
        CommandsPage page;
        page.setContent({own, sampleCommands().first()}, {}, {});
        QSignalSpy removed(&page, &CommandsPage::ownCommandRemoveRequested);
        page.selectCommand(sampleCommands().first().absoluteId());
        QVERIFY(!page.removeCommandAction()->isEnabled()); // files define it
        page.selectCommand(own.absoluteId());
        page.removeCommandAction()->trigger();
        auto *question = page.findChild<QMessageBox *>();
        QVERIFY(question->text().contains(u"old"_s));
        QCOMPARE(removed.count(), 0);
        button(*question, u"Remove"_s)->click();
        QCOMPARE(removed.first().first().toString(), u"own::old"_s);
    }

    void folders()
    {
        CommandsPage page;
        page.setContent(sampleCommands(), {}, {});
        page.setFolders({{u"/srv/demo"_s, false}, {u"/srv/zoo"_s, true}});
        QSignalSpy trust(&page, &CommandsPage::trustChangeRequested);
        QSignalSpy removed(&page, &CommandsPage::folderRemoveRequested);
        page.foldersAction()->trigger();
        auto *dialog = page.findChild<FoldersDialog *>();
        auto *list = named<QTreeWidget>(*dialog, u"Folders"_s);
        QCOMPARE(list->topLevelItemCount(), 2);
        button(*dialog, u"&Trust"_s)->click();
        QCOMPARE(trust.first(), (QVariantList{u"/srv/demo"_s, true}));
        page.setFolders({{u"/srv/demo"_s, true}, {u"/srv/zoo"_s, true}}); // what came of it
        QVERIFY(list->topLevelItem(0)->text(1).contains(u"trusted"_s));
        QVERIFY(button(*dialog, u"&Trust No More"_s));
        list->setCurrentItem(list->topLevelItem(1));
        button(*dialog, u"&Remove…"_s)->click();
        QCOMPARE(removed.count(), 0);
        auto *question = dialog->findChild<QMessageBox *>();
        QVERIFY(question->text().contains(u"/srv/zoo"_s));
        button(*question, u"Remove"_s)->click();
        QCOMPARE(removed.first().first().toString(), u"/srv/zoo"_s);
        page.setFolders({});
        QCOMPARE(list->topLevelItemCount(), 0);
        QVERIFY(!button(*dialog, u"&Remove…"_s)->isEnabled());
    }

    void trustDialogNamesTheFolder()
    {
        TrustDialog dialog(sampleCommands().first(), u"python manage.py greet"_s, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QCOMPARE(named<QPlainTextEdit>(dialog, u"Folder"_s)->toPlainText(), u"/srv/demo"_s);
        QCOMPARE(named<QPlainTextEdit>(dialog, u"Command line"_s)->toPlainText(),
                 u"python manage.py greet"_s);
        QSignalSpy rejected(&dialog, &QDialog::rejected);
        QSignalSpy trusted(&dialog, &TrustDialog::trusted);
        QSignalSpy once(&dialog, &TrustDialog::runOnce);
        dialog.open();
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(rejected.count(), 1);
        QCOMPARE(trusted.count() + once.count(), 0);
    }
};

QTEST_MAIN(TestDialogs)
#include "test_dialogs.moc"
