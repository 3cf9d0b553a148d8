// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/descriptionwriter.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/historyimportdialog.h"
#include "widgets/commands/owncommanddialog.h"
#include "widgets/commands/savetoprojectdialog.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownSource = "own"_L1;

}

void CommandsPage::makeOwnActions()
{
    m_editCommand = makeAction(u"commands.edit"_s, tr("&Edit Command…"),
                               tr("Change a command of your own"));
    m_removeCommand = makeAction(u"commands.remove"_s, tr("Remo&ve Command…"),
                                 tr("Remove a command of your own"));
    m_saveToProject = makeAction(
        u"commands.saveToProject"_s, tr("Save to Pro&ject…"),
        tr("Write a command of your own into a project’s description file"));
    m_copyDescription = makeAction(u"commands.copyDescription"_s, tr("Copy as &Description"),
                                   tr("Copy the command as a table for a description file"));
    connect(m_removeCommand, &QAction::triggered, this, &CommandsPage::removeOwnCommand);
    connect(m_saveToProject, &QAction::triggered, this, &CommandsPage::saveOwnToProject);
    connect(m_copyDescription, &QAction::triggered, this, &CommandsPage::copyAsDescription);
}

void CommandsPage::saveOwnToProject()
{
    const Command *command = m_list->currentCommand();
    if (!command || command->source != ownSource)
        return;
    QStringList folders;
    for (const ListedFolder &folder : std::as_const(m_listedFolders))
        folders.append(folder.path);
    auto *dialog = new SaveToProjectDialog(*command, folders, this);
    connect(dialog, &SaveToProjectDialog::saved, this,
            [this, command = *command](const QString &folder, bool keep) {
                if (!keep)
                    Q_EMIT ownCommandRemoveRequested(command.id);
                m_list->selectLater(folder + u"/project:"_s + QLatin1String(descriptionFileName)
                                    + u':' + command.name);
            });
    dialog->open();
}

void CommandsPage::copyAsDescription() const
{
    const Command *command = m_list->currentCommand();
    if (!command)
        return;
    const QString folder = command->folder.isEmpty() ? command->workingDirectory : command->folder;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(describedCommand(*command, folder)));
}

QList<Command> CommandsPage::listedCommands() const
{
    QList<Command> commands;
    const CommandTreeModel &model = m_list->model();
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex parent = model.index(group, 0);
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const Command *command = model.command(model.index(row, 0, parent));
            if (command)
                commands.append(*command);
        }
    }
    return commands;
}

QList<Command> CommandsPage::ownCommands() const
{
    QList<Command> commands = listedCommands();
    commands.removeIf([](const Command &command) { return command.source != ownSource; });
    return commands;
}

void CommandsPage::editOwnCommand(const Command *command)
{
    const QString edited = command ? command->id : QString();
    QSet<QString> taken;
    for (const Command &other : ownCommands()) {
        if (other.id != edited)
            taken.insert(other.name);
    }
    auto *dialog = new OwnCommandDialog(command, taken, this);
    dialog->setCommands(listedCommands());
    connect(dialog, &OwnCommandDialog::saved, this, [this, edited](const Command &saved) {
        if (!edited.isEmpty() && edited != saved.id) // renamed: the id holds the name
            Q_EMIT ownCommandRemoveRequested(edited);
        Q_EMIT ownCommandSaveRequested(saved);
        m_list->selectLater(saved.absoluteId());
    });
    dialog->open();
}

void CommandsPage::removeOwnCommand()
{
    const Command *command = m_list->currentCommand();
    if (!command || command->source != ownSource)
        return;
    const QString id = command->id;
    auto *question = new QMessageBox(QMessageBox::Question, tr("Remove Command"),
                                     tr("Remove your command “%1”?").arg(command->name),
                                     QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(tr("What it has run stays in the list of runs."));
    auto *remove = question->addButton(tr("Remove"), QMessageBox::AcceptRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this,
            [this, id] { Q_EMIT ownCommandRemoveRequested(id); });
    question->open();
}

void CommandsPage::importHistory()
{
    auto *dialog = new HistoryImportDialog(shellHistoryFiles(), ownCommands(), this);
    connect(dialog, &HistoryImportDialog::chosen, this, [this](const QList<Command> &commands) {
        for (const Command &command : commands)
            Q_EMIT ownCommandSaveRequested(command);
        if (!commands.isEmpty())
            m_list->selectLater(commands.first().absoluteId());
    });
    dialog->open();
}

} // namespace CommandRunner
