// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/shortcutsdialog.h"

#include "widgets/common/clearbutton.h"
#include "widgets/palette/actionregistry.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole; // in the first column: of an action whose keys can be changed

} // namespace

ShortcutsDialog::ShortcutsDialog(ActionRegistry &registry, QWidget *parent)
    : QDialog(parent),
      m_registry(registry),
      m_field(new QLineEdit(this)),
      m_list(new QTreeWidget(this)),
      m_note(new QLabel(this))
{
    setWindowTitle(tr("Keyboard Shortcuts"));
    m_field->setAccessibleName(tr("Search shortcuts"));
    m_field->setPlaceholderText(tr("Search shortcuts"));
    addClearButton(m_field);
    m_list->setAccessibleName(tr("Shortcuts"));
    m_list->setHeaderLabels({tr("Action"), tr("Keys"), tr("What it does")});
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setUniformRowHeights(true);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    // Return belongs to the list and to the field of the keys.
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(createEditor());
    layout->addWidget(m_note);
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
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_list, &QTreeWidget::itemActivated, this, [this] {
        if (!currentId().isEmpty())
            m_keys->setFocus(Qt::OtherFocusReason);
    });
    connect(&registry, &ActionRegistry::keysChanged, this, &ShortcutsDialog::showAllKeys);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const QSize wanted(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 40);
    resize(parent ? wanted.boundedTo(parent->size() * 9 / 10) : wanted);
    m_field->setFocus();
    showCurrent();
}

QWidget *ShortcutsDialog::createEditor()
{
    auto *editor = new QWidget(this);
    m_keys = new QKeySequenceEdit(editor);
    m_keys->setAccessibleName(tr("New keys"));
    m_editorLabel = new QLabel(tr("New &keys:"), editor);
    m_editorLabel->setBuddy(m_keys);
    const auto button = [editor](const QString &text) {
        auto *made = new QPushButton(text, editor);
        made->setAutoDefault(false);
        return made;
    };
    m_assign = button(tr("&Assign"));
    m_remove = button(tr("&No Keys"));
    m_default = button(tr("&Default"));
    auto *row = new QHBoxLayout(editor);
    row->setContentsMargins({});
    row->addWidget(m_editorLabel);
    row->addWidget(m_keys, 1);
    for (QPushButton *each : {m_assign, m_remove, m_default})
        row->addWidget(each);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::checkTyped);
    connect(m_keys, &QKeySequenceEdit::editingFinished, m_assign, [this] {
        if (m_assign->isEnabled() && m_keys->hasFocus())
            m_assign->setFocus(Qt::OtherFocusReason); // Space takes them
    });
    connect(m_assign, &QPushButton::clicked, this, &ShortcutsDialog::assign);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_registry.setKeys(currentId(), {}); });
    connect(m_default, &QPushButton::clicked, this, [this] { m_registry.resetKeys(currentId()); });
    return editor;
}

void ShortcutsDialog::addSection(const QString &title, const QList<QAction *> &actions)
{
    auto *top = new QTreeWidgetItem(m_list, {title});
    top->setFirstColumnSpanned(true);
    for (const QAction *action : actions) {
        auto *row = new QTreeWidgetItem(top,
                                        {ActionRegistry::name(action),
                                         ActionRegistry::shortcutText(action),
                                         action->statusTip()});
        row->setIcon(0, action->icon());
        const QString id = ActionRegistry::id(action);
        if (!id.isEmpty() && m_registry.action(id) == action) {
            row->setData(0, idRole, id);
            showKeys(row);
        }
    }
    top->setExpanded(true);
    m_list->resizeColumnToContents(0);
    m_list->resizeColumnToContents(1);
}

QString ShortcutsDialog::currentId() const
{
    const QTreeWidgetItem *row = m_list->currentItem();
    return row ? row->data(0, idRole).toString() : QString();
}

// Keys of a person's own are bold.
void ShortcutsDialog::showKeys(QTreeWidgetItem *row)
{
    const QString id = row->data(0, idRole).toString();
    const QAction *action = m_registry.action(id);
    if (!action)
        return;
    row->setText(1, ActionRegistry::shortcutText(action));
    QFont font = m_list->font();
    font.setBold(m_registry.hasOwnKeys(id));
    row->setFont(1, font);
}

void ShortcutsDialog::showAllKeys()
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        for (int j = 0; j < m_list->topLevelItem(i)->childCount(); ++j)
            showKeys(m_list->topLevelItem(i)->child(j));
    }
    showCurrent();
}

void ShortcutsDialog::showCurrent()
{
    const QString id = currentId();
    m_keys->clear();
    for (QWidget *each : std::initializer_list<QWidget *>{m_editorLabel, m_keys})
        each->setEnabled(!id.isEmpty());
    const QAction *action = m_registry.action(id);
    m_remove->setEnabled(action && !action->shortcuts().isEmpty());
    m_default->setEnabled(m_registry.hasOwnKeys(id));
    checkTyped();
}

void ShortcutsDialog::checkTyped()
{
    const QAction *action = m_registry.action(currentId());
    const QKeySequence keys = m_keys->keySequence();
    m_assign->setEnabled(action && !keys.isEmpty());
    if (!action) {
        m_note->setText(m_list->currentItem() && m_list->currentItem()->parent()
                            ? tr("These keys belong to the pane and cannot be changed here.")
                            : tr("Choose an action to change its keys."));
        return;
    }
    QStringList others;
    for (const QAction *other : m_registry.conflicts(action, keys))
        others.append(ActionRegistry::name(other));
    if (keys.isEmpty())
        m_note->setText(
            tr("Press the new keys for “%1” in the field.").arg(ActionRegistry::name(action)));
    else if (others.isEmpty())
        m_note->setText(tr("%1 is free.").arg(keys.toString(QKeySequence::NativeText)));
    else
        m_note->setText(tr("%1 belongs to “%2”, which loses it.")
                            .arg(keys.toString(QKeySequence::NativeText), others.join(u"”, “"_s)));
}

void ShortcutsDialog::assign()
{
    const QString id = currentId();
    const QAction *action = m_registry.action(id);
    const QKeySequence keys = m_keys->keySequence();
    if (!action || keys.isEmpty())
        return;
    const QList<QAction *> others = m_registry.conflicts(action, keys);
    for (const QAction *other : others) {
        QList<QKeySequence> left = other->shortcuts();
        left.removeAll(keys);
        m_registry.setKeys(ActionRegistry::id(other), left);
    }
    m_registry.setKeys(id, {keys});
    m_list->setFocus(Qt::OtherFocusReason);
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
