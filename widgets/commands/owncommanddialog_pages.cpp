// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/amountfield.h"
#include "widgets/commands/environmenttable.h"
#include "widgets/commands/iconchooser.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/owncommanddialog.h"
#include "widgets/commands/shellwordsfield.h"
#include "widgets/commands/stepseditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QWidget *OwnCommandDialog::makeCommandPage()
{
    auto *page = new QWidget(this);
    m_name = new QLineEdit(page);
    m_nameProblem = new MessageLabel(MessageLabel::Kind::Problem, page);
    m_description = new QLineEdit(page);
    m_icon = new IconChooser(page);
    m_tags = new QLineEdit(page);
    m_folderProblem = new MessageLabel(MessageLabel::Kind::Problem, page);
    m_stepsProblem = new MessageLabel(MessageLabel::Kind::Problem, page);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("what you will look for, such as backup"));
    m_description->setAccessibleName(tr("Description"));
    m_tags->setAccessibleName(tr("Tags"));
    m_tags->setPlaceholderText(tr("words to find it by, separated by commas"));
    m_kind = new QComboBox(page);
    m_kind->setAccessibleName(tr("Runs"));
    m_kind->addItem(tr("A program and its arguments"), int(Kind::Program));
    m_kind->addItem(tr("A line for the shell (pipes, *, $VARIABLES)"), int(Kind::ShellLine));
    m_kind->addItem(tr("Other commands, as a chain"), int(Kind::Chain));

    auto *form = new QFormLayout(page);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name *"), m_name);
    form->addRow(QString(), m_nameProblem);
    form->addRow(tr("&Runs"), m_kind);
    form->addRow(QString(), makeKinds());
    form->addRow(QString(), m_stepsProblem);
    form->addRow(tr("&Working directory *"), makeFolderEditor());
    form->addRow(QString(), m_folderProblem);
    form->addRow(tr("&Description"), m_description);
    form->addRow(tr("&Icon"), m_icon);
    form->addRow(tr("&Tags"), m_tags);
    return page;
}

QWidget *OwnCommandDialog::makeKinds()
{
    auto *kinds = new QWidget(this);
    m_words = new ShellWordsField(kinds);
    m_words->editor()->setAccessibleName(tr("Command line"));
    m_words->editor()->setPlaceholderText(
        tr("program and arguments, such as rsync -a 'My Documents' /backup"));
    m_shell = new QWidget(kinds);
    m_shellLine = new QLineEdit(m_shell);
    m_shellLine->setAccessibleName(tr("Shell line"));
    m_shellLine->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_shellLine->setPlaceholderText(tr("a line for the shell, such as du -s * | sort -n"));
    auto *shellLayout = new QVBoxLayout(m_shell);
    shellLayout->setContentsMargins({});
    shellLayout->addWidget(m_shellLine);
    auto *hint = new MessageLabel(MessageLabel::Kind::Hint, m_shell);
    hint->setMessage(tr("Values of parameters are \"$1\", \"$2\" and so on, all of them \"$@\"."));
    shellLayout->addWidget(hint);
    m_steps = new StepsEditor(kinds);
    auto *layout = new QVBoxLayout(kinds);
    layout->setContentsMargins({});
    layout->addWidget(m_words);
    layout->addWidget(m_shell);
    layout->addWidget(m_steps);
    return kinds;
}

QWidget *OwnCommandDialog::makeFolderEditor()
{
    auto *box = new QWidget(this);
    m_folder = new QLineEdit(QDir::homePath(), box);
    m_folder->setAccessibleName(tr("Working directory"));
    auto *browse = new QToolButton(box);
    browse->setText(tr("Browse…"));
    browse->setAccessibleName(tr("Browse for the working directory"));
    browse->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_folder, 1);
    layout->addWidget(browse);
    box->setFocusProxy(m_folder);
    connect(browse, &QToolButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Working Directory"), m_folder->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
        dialog->open();
    });
    return box;
}

QWidget *OwnCommandDialog::makeRunningPage()
{
    auto *page = new QWidget(this);
    m_environment = new EnvironmentTable(page);
    m_environmentProblem = new MessageLabel(MessageLabel::Kind::Problem, page);
    m_terminal = new QCheckBox(tr("Give it a &terminal"), page);
    m_timeout = new AmountField(
        tr("End it after"), tr("never"),
        {{tr("seconds"), 1000}, {tr("minutes"), 60'000}, {tr("hours"), 3'600'000}}, 1, page);
    m_timeout->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_confirmation = new QLineEdit(page);
    m_confirmation->setAccessibleName(tr("Question before each run"));
    m_confirmation->setPlaceholderText(tr("none; such as: Really delete all backups?"));
    m_byName = new QCheckBox(tr("Its na&me must be typed, for what cannot be undone"), page);
    auto *layout = new QVBoxLayout(page);
    auto *form = new QFormLayout;
    layout->addLayout(form);
    layout->addStretch();
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Environment"), m_environment);
    form->addRow(QString(), m_environmentProblem);
    form->addRow(QString(), m_terminal);
    form->addRow(tr("En&d it after"), m_timeout);
    form->addRow(tr("&Question before each run"), m_confirmation);
    form->addRow(QString(), m_byName);
    return page;
}

} // namespace CommandRunner
