// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/keysheet.h"

#include "widgets/common/clearbutton.h"
#include "widgets/palette/actionregistry.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr int idRole = Qt::UserRole;
}

KeySheet::KeySheet(const ActionRegistry &registry, QWidget *parent)
    : QDialog(parent),
      m_registry(registry),
      m_field(new QLineEdit(this)),
      m_list(new QTreeWidget(this))
{
    setWindowTitle(tr("Keys"));
    m_field->setAccessibleName(tr("Search keys"));
    m_field->setPlaceholderText(tr("Search keys"));
    m_field->installEventFilter(this);
    addClearButton(m_field);
    m_list->setAccessibleName(tr("Keys"));
    m_list->setHeaderLabels({tr("Keys"), tr("Action"), tr("What it does")});
    m_list->setUniformRowHeights(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *change = buttons->addButton(tr("C&hange…"), QDialogButtonBox::ActionRole);
    change->setToolTip(tr("Give the selected action other keys"));
    // Return belongs to the list and to the field.
    for (QPushButton *each : {change, buttons->button(QDialogButtonBox::Close)})
        each->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    fill();
    connect(m_field, &QLineEdit::textChanged, this, &KeySheet::narrow);
    connect(m_field, &QLineEdit::returnPressed, this, &KeySheet::change);
    connect(m_list, &QTreeWidget::itemActivated, this, &KeySheet::change);
    connect(change, &QPushButton::clicked, this, &KeySheet::change);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&registry, &ActionRegistry::keysChanged, this, &KeySheet::fill);
    const QSize wanted(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 40);
    resize(parent ? wanted.boundedTo(parent->size() * 9 / 10) : wanted);
    m_field->setFocus();
}

void KeySheet::fill()
{
    const QTreeWidgetItem *current = m_list->currentItem();
    const QString chosen = current ? current->data(0, idRole).toString() : QString();
    m_list->clear();
    QHash<QString, QTreeWidgetItem *> places;
    for (const ListedAction &action : m_registry.listed()) {
        if (action.keys.isEmpty())
            continue;
        QTreeWidgetItem *&top = places[action.place];
        if (!top) {
            top = new QTreeWidgetItem(m_list,
                                      {action.place.isEmpty() ? tr("Everywhere") : action.place});
            top->setFlags(Qt::ItemIsEnabled);
            top->setExpanded(true);
            QFont bold = m_list->font();
            bold.setBold(true);
            top->setFont(0, bold);
            top->setFirstColumnSpanned(true);
        }
        auto *row = new QTreeWidgetItem(
            top, {ActionRegistry::shortcutText(action.keys), action.name, action.description});
        row->setData(0, idRole, action.id);
        if (action.id == chosen)
            m_list->setCurrentItem(row);
    }
    m_list->resizeColumnToContents(0);
    m_list->resizeColumnToContents(1);
    narrow();
}

// The first that fits is chosen, unless another one that fits was.
void KeySheet::narrow()
{
    const QString text = m_field->text().trimmed();
    QTreeWidgetItem *first = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *top = m_list->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < top->childCount(); ++j) {
            QTreeWidgetItem *row = top->child(j);
            bool fits = top->text(0).contains(text, Qt::CaseInsensitive);
            for (int column = 0; !fits && column < m_list->columnCount(); ++column)
                fits = row->text(column).contains(text, Qt::CaseInsensitive);
            row->setHidden(!fits);
            any = any || fits;
            if (fits && !first)
                first = row;
        }
        top->setHidden(!any);
    }
    const QTreeWidgetItem *current = m_list->currentItem();
    if (!current || current->isHidden() || !first)
        m_list->setCurrentItem(first);
}

void KeySheet::change()
{
    const QTreeWidgetItem *current = m_list->currentItem();
    if (current && !current->data(0, idRole).toString().isEmpty())
        Q_EMIT changeRequested(current->data(0, idRole).toString());
}

// Up and down choose in the list while the keyboard stays in the field.
bool KeySheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp
            || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace CommandRunner
