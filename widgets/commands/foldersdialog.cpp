// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/foldersdialog.h"

#include "widgets/commands/commandtreemodel.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

FoldersDialog::FoldersDialog(QWidget *parent)
    : QDialog(parent),
      m_list(new QTreeWidget(this)),
      m_explanation(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Folders"));
    m_explanation->setWordWrap(true);
    m_explanation->setText(tr(
        "Command Runner looks for commands in these folders. In a trusted folder it may also run "
        "the "
        "projects' own tools to learn about their commands, and runs start without a question."));
    m_list->setAccessibleName(tr("Folders"));
    m_list->setRootIsDecorated(false);
    m_list->setAllColumnsShowFocus(true);
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Folder"), tr("Trust")});
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);

    auto *add = new QPushButton(tr("&Add Folder…"), this);
    m_trust = new QPushButton(this);
    m_open = new QPushButton(tr("&Open"), this);
    m_open->setToolTip(tr("Show the folder in the file manager"));
    m_remove = new QPushButton(tr("&Remove…"), this);
    m_remove->setToolTip(tr("Look for commands there no more; nothing on disk is changed"));
    for (QPushButton *button : {add, m_trust, m_open, m_remove})
        button->setAutoDefault(false);
    auto *closing = new QDialogButtonBox(QDialogButtonBox::Close, this);

    auto *column = new QVBoxLayout;
    for (QPushButton *button : {add, m_trust, m_open, m_remove})
        column->addWidget(button);
    column->addStretch();
    auto *row = new QHBoxLayout;
    row->addWidget(m_list, 1);
    row->addLayout(column);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_explanation);
    layout->addLayout(row, 1);
    layout->addWidget(closing);

    connect(closing, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(add, &QPushButton::clicked, this, &FoldersDialog::addRequested);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &FoldersDialog::updateButtons);
    connect(m_remove, &QPushButton::clicked, this, &FoldersDialog::confirmRemoval);
    connect(m_trust, &QPushButton::clicked, this, [this] {
        if (const ListedFolder *folder = current())
            Q_EMIT trustRequested(folder->path, !folder->trusted);
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const ListedFolder *folder = current())
            Q_EMIT openRequested(folder->path);
    });
    updateButtons();
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 22);
}

void FoldersDialog::setFolders(const QList<ListedFolder> &folders)
{
    if (folders == m_folders)
        return;
    const QString selected = current() ? current()->path : QString();
    m_folders = folders;
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const ListedFolder &folder : folders) {
        auto *item = new QTreeWidgetItem(
            m_list,
            {shortPath(folder.path), folder.trusted ? tr("✓ trusted") : tr("asks before it runs")});
        item->setToolTip(0, folder.path);
        if (folder.path == selected || (selected.isEmpty() && !m_list->currentItem()))
            m_list->setCurrentItem(item);
    }
    updateButtons();
}

const ListedFolder *FoldersDialog::current() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row >= 0 && row < m_folders.size() ? &m_folders.at(row) : nullptr;
}

void FoldersDialog::updateButtons()
{
    const ListedFolder *folder = current();
    for (QPushButton *button : {m_trust, m_open, m_remove})
        button->setEnabled(folder);
    const bool trusted = folder && folder->trusted;
    m_trust->setText(trusted ? tr("&Trust No More") : tr("&Trust"));
    m_trust->setToolTip(trusted ? tr("Ask again before anything in this folder runs")
                                : tr("Let what this folder holds run without a question"));
}

void FoldersDialog::confirmRemoval()
{
    const ListedFolder *folder = current();
    if (!folder)
        return;
    const QString path = folder->path;
    auto *question = new QMessageBox(QMessageBox::Question, tr("Remove Folder"),
                                     tr("Remove “%1” from the list?").arg(shortPath(path)),
                                     QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(tr(
        "Its commands are listed no more. The folder itself and what has run stay as they are."));
    auto *remove = question->addButton(tr("Remove"), QMessageBox::AcceptRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this, [this, path] { Q_EMIT removeRequested(path); });
    question->open();
}

} // namespace CommandRunner
