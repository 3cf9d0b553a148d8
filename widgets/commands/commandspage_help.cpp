// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/shellwords.h"
#include "core/workspace/readoptions.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/trustdialog.h"

#include <QAction>
#include <QMessageBox>
#include <QPushButton>

// The page's way to options that only the program itself knows. Asking it means running it, so a
// person says so each time.
namespace CommandRunner {

using namespace Qt::StringLiterals;

void CommandsPage::makeHelpActions()
{
    m_readOptions = makeAction(u"commands.readOptions"_s, tr("Read Options from --&help…"),
                               tr("Run the program with --help and add the options that it lists "
                                  "to the form"));
    connect(m_readOptions, &QAction::triggered, this, &CommandsPage::askAndReadOptions);
    m_forgetOptions = makeAction(u"commands.forgetOptions"_s, tr("F&orget Options"),
                                 tr("Take the options that were read from --help out of the form"));
    connect(m_forgetOptions, &QAction::triggered, this, [this] {
        m_page->setNews({});
        Q_EMIT optionsForgetRequested(m_currentId);
    });
}

void CommandsPage::setReadOptionsSource(
    std::function<QList<Parameter>(const QString &absoluteId)> options)
{
    m_readOptionsOf = std::move(options);
    updateActions();
}

void CommandsPage::updateHelpActions(const Command *command)
{
    const QString id = command ? command->absoluteId() : QString();
    m_readOptions->setEnabled(command && !m_reading.contains(id) && !helpCalls(*command).isEmpty());
    m_forgetOptions->setEnabled(command && m_readOptionsOf && !m_readOptionsOf(id).isEmpty());
}

void CommandsPage::askAndReadOptions()
{
    const Command *current = m_list->currentCommand();
    if (!current)
        return;
    const Command command = *current;
    const QList<QStringList> calls = helpCalls(command);
    if (calls.isEmpty())
        return;
    const QString line = joinShellWords(calls.first());
    const auto go = [this, command] {
        readOptionsOf(command);
    };
    if (!isTrusted(command)) {
        auto *dialog = new TrustDialog(command, line, this);
        connect(dialog, &TrustDialog::trusted, this, [this, command, go] {
            Q_EMIT trustChangeRequested(command.folder, true);
            go();
        });
        connect(dialog, &TrustDialog::runOnce, this, go);
        dialog->open();
        return;
    }
    auto *question = new QMessageBox(QMessageBox::Question, tr("Read Options"),
                                     tr("Run this to read the options of “%1”?").arg(command.name),
                                     QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(
        tr("%1\n\nIf that fails, -h and help are tried. A program that does not know these words "
           "may do its work instead.")
            .arg(line));
    auto *run = question->addButton(tr("Run It"), QMessageBox::AcceptRole);
    question->setDefaultButton(run);
    connect(run, &QPushButton::clicked, this, go);
    question->open();
}

void CommandsPage::readOptionsOf(const Command &command)
{
    const QString id = command.absoluteId();
    m_reading.insert(id);
    updateActions();
    if (id == m_currentId)
        m_page->setNews(tr("Reading the options of “%1”…").arg(command.name));
    Q_EMIT optionsReadRequested(command);
}

void CommandsPage::showOptionsRead(const QString &absoluteId, const QString &message)
{
    m_reading.remove(absoluteId);
    updateActions();
    if (absoluteId == m_currentId)
        m_page->setNews(message);
}

} // namespace CommandRunner
