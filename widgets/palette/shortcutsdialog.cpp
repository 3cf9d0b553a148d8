// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/shortcutsdialog.h"

#include "widgets/common/clearbutton.h"
#include "widgets/palette/actionregistry.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

ShortcutsDialog::ShortcutsDialog(const ActionRegistry &registry, QWidget *parent)
    : QDialog(parent),
      m_field(new QLineEdit(this)),
      m_list(new QTreeWidget(this))
{
    setWindowTitle(tr("Keyboard Shortcuts"));
    m_field->setAccessibleName(tr("Search shortcuts"));
    m_field->setPlaceholderText(tr("Search shortcuts"));
    addClearButton(m_field);
    m_list->setAccessibleName(tr("Shortcuts"));
    m_list->setHeaderLabels({tr("Action"), tr("Keys"), tr("What it does")});
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setUniformRowHeights(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);

    for (const QString &section : registry.sections()) {
        QList<QAction *> actions;
        for (QAction *action : registry.actions()) {
            if (ActionRegistry::section(action) == section)
                actions.append(action);
        }
        addSection(section, actions);
    }
    connect(m_field, &QLineEdit::textChanged, this, &ShortcutsDialog::narrow);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const QSize wanted(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 40);
    resize(parent ? wanted.boundedTo(parent->size() * 9 / 10) : wanted);
    m_field->setFocus();
}

void ShortcutsDialog::addSection(const QString &title, const QList<QAction *> &actions)
{
    auto *top = new QTreeWidgetItem(m_list, {title});
    top->setFirstColumnSpanned(true);
    for (const QAction *action : actions) {
        const QString keys = ActionRegistry::shortcutText(action);
        auto *row = new QTreeWidgetItem(top,
                                        {ActionRegistry::name(action), keys, action->statusTip()});
        row->setIcon(0, action->icon());
    }
    top->setExpanded(true);
    m_list->resizeColumnToContents(0);
    m_list->resizeColumnToContents(1);
}

void ShortcutsDialog::narrow(const QString &text)
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *top = m_list->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < top->childCount(); ++j) {
            QTreeWidgetItem *row = top->child(j);
            const bool fits = row->text(0).contains(text, Qt::CaseInsensitive)
                || row->text(1).contains(text, Qt::CaseInsensitive)
                || row->text(2).contains(text, Qt::CaseInsensitive);
            row->setHidden(!fits);
            any = any || fits;
        }
        top->setHidden(!any);
    }
}

} // namespace CommandRunner
