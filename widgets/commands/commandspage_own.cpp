// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/historyimportdialog.h"
#include "widgets/commands/owncommanddialog.h"

#include <QMessageBox>
#include <QPushButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownSource = "own"_L1;

}

QList<Command> CommandsPage::ownCommands() const
{
    QList<Command> commands;
    const CommandTreeModel &model = m_list->model();
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex parent = model.index(group, 0);
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const Command *command = model.command(model.index(row, 0, parent));
            if (command && command->source == ownSource)
                commands.append(*command);
        }
    }
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
