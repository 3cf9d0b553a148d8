// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/foldersdialog.h"

#include "widgets/common/format.h"
#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QDir>
#include <QHash>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

FoldersDialog::FoldersDialog(CommandCatalog &catalog, QAction *addFolder, QWidget *parent)
    : QDialog(parent)
    , m_catalog(catalog)
    , m_list(new QTreeWidget(this))
    , m_nothing(new QLabel(tr("No folder is scanned yet. Add the folder of a project to list its commands."), this))
{
    setWindowTitle(tr("Folders"));
    auto *words = new QLabel(tr("Commands are looked for in these folders. In a trusted folder Command Runner may also start the project's own "
                                "tools to learn more about its commands, and runs them without asking."),
                             this);
    words->setWordWrap(true);
    m_list->setAccessibleName(tr("Folders"));
    m_list->setHeaderLabels({tr("Folder"), tr("Trusted"), tr("Commands")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *add = buttons->addButton(tr("Add Folder…"), QDialogButtonBox::ActionRole);
    add->setIcon(glyphIcon(u"folder-add"_s));
    m_remove = buttons->addButton(tr("Remove from List"), QDialogButtonBox::ActionRole);
    m_remove->setToolTip(tr("The folder is scanned no longer; its files and its runs stay"));

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 22);

    connect(add, &QPushButton::clicked, addFolder, &QAction::trigger);
    connect(m_remove, &QPushButton::clicked, this, &FoldersDialog::removeCurrent);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::itemChanged, this, &FoldersDialog::trustChanged);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &FoldersDialog::updateButtons);
    connect(&catalog, &CommandCatalog::foldersChanged, this, &FoldersDialog::reload);
    connect(&catalog, &CommandCatalog::commandsChanged, this, &FoldersDialog::reload);
    reload();
}

void FoldersDialog::reload()
{
    QHash<QString, int> counts;
    for (const Command &command : m_catalog.commands())
        ++counts[command.folder];
    m_reloading = true;
    const QString current = m_list->currentItem() ? m_list->currentItem()->data(0, Qt::UserRole).toString() : QString();
    m_list->clear();
    for (const Folder &folder : m_catalog.folders()) {
        auto *item = new QTreeWidgetItem(m_list, {QDir::toNativeSeparators(folder.path), QString(), numberText(counts.value(folder.path))});
        item->setData(0, Qt::UserRole, folder.path);
        item->setToolTip(0, QDir::toNativeSeparators(folder.path));
        item->setIcon(0, glyphIcon(u"folder"_s));
        item->setCheckState(1, folder.trusted ? Qt::Checked : Qt::Unchecked);
        item->setText(1, folder.trusted ? tr("trusted") : tr("not trusted"));
        item->setTextAlignment(2, Qt::AlignTrailing | Qt::AlignVCenter);
        if (folder.path == current)
            m_list->setCurrentItem(item);
    }
    m_reloading = false;
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->resizeColumnToContents(1);
    const bool empty = m_list->topLevelItemCount() == 0;
    m_list->setVisible(!empty);
    m_nothing->setVisible(empty);
    updateButtons();
}

void FoldersDialog::trustChanged(QTreeWidgetItem *item, int column)
{
    if (m_reloading || column != 1)
        return;
    m_catalog.setTrusted(item->data(0, Qt::UserRole).toString(), item->checkState(1) == Qt::Checked);
}

void FoldersDialog::removeCurrent()
{
    if (const QTreeWidgetItem *item = m_list->currentItem())
        m_catalog.removeFolder(item->data(0, Qt::UserRole).toString());
}

void FoldersDialog::updateButtons()
{
    m_remove->setEnabled(m_list->currentItem() != nullptr);
}

} // namespace CommandRunner
