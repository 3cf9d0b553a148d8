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

    fill();
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

void ShortcutsDialog::fill()
{
    QHash<QString, QTreeWidgetItem *> sections;
    for (const ListedAction &action : m_registry.listed()) {
        QTreeWidgetItem *&top = sections[action.section];
        if (!top) {
            top = new QTreeWidgetItem(m_list, {action.section});
            top->setFirstColumnSpanned(true);
            top->setExpanded(true);
        }
        auto *row = new QTreeWidgetItem(top, {action.name, {}, action.description});
        row->setIcon(0, action.icon);
        row->setData(0, idRole, action.id);
        showKeys(row);
    }
    m_list->resizeColumnToContents(0);
    m_list->resizeColumnToContents(1);
}

void ShortcutsDialog::choose(const QString &id)
{
    for (QTreeWidgetItemIterator at(m_list); *at; ++at) {
        if ((*at)->data(0, idRole).toString() != id)
            continue;
        m_field->clear();
        m_list->setCurrentItem(*at);
        m_list->setFocus(Qt::OtherFocusReason);
        return;
    }
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
    const auto action = m_registry.find(id);
    if (!action) // the page that it was of is gone
        return;
    row->setText(1, ActionRegistry::shortcutText(action->keys));
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
    const auto action = m_registry.find(id);
    m_remove->setEnabled(action && !action->keys.isEmpty());
    m_default->setEnabled(m_registry.hasOwnKeys(id));
    checkTyped();
}

void ShortcutsDialog::checkTyped()
{
    const auto action = m_registry.find(currentId());
    const QKeySequence keys = m_keys->keySequence();
    m_assign->setEnabled(action && !keys.isEmpty());
    if (!action) {
        m_note->setText(tr("Choose an action to change its keys."));
        return;
    }
    QStringList others;
    for (const ListedAction &other : m_registry.conflicts(action->id, keys))
        others.append(
            other.place.isEmpty()
                ? other.name
                : tr("%1 (%2)", "an action, where it works").arg(other.name, other.place));
    if (keys.isEmpty())
        m_note->setText(tr("Press the new keys for “%1” in the field.").arg(action->name));
    else if (others.isEmpty())
        m_note->setText(tr("%1 is free.").arg(keys.toString(QKeySequence::NativeText)));
    else
        m_note->setText(tr("%1 belongs to “%2”, which loses it.")
                            .arg(keys.toString(QKeySequence::NativeText), others.join(u"”, “"_s)));
}

void ShortcutsDialog::assign()
{
    const QString id = currentId();
    const QKeySequence keys = m_keys->keySequence();
    if (id.isEmpty() || keys.isEmpty())
        return;
    for (const ListedAction &other : m_registry.conflicts(id, keys)) {
        QList<QKeySequence> left = other.keys;
        left.removeIf([&keys](const QKeySequence &theirs) {
            return ActionRegistry::meet(theirs, keys);
        });
        m_registry.setKeys(other.id, left);
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
