// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace CommandRunner {

class ActionRegistry;

// Every action with its keys, by menu or pane; a field narrows the list. What is typed in the lower
// field counts at once, also in panes that are open.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutsDialog(ActionRegistry &registry, QWidget *parent = nullptr); // outlives us

    void choose(const QString &id);

private:
    void fill();
    QWidget *createEditor();
    void narrow(const QString &text);
    QString currentId() const; // empty: nothing that can be changed
    void showCurrent();
    void checkTyped();
    void assign();
    void showKeys(QTreeWidgetItem *row);
    void showAllKeys();

    ActionRegistry &m_registry;
    QLineEdit *m_field;
    QTreeWidget *m_list;
    QLabel *m_editorLabel;
    QKeySequenceEdit *m_keys;
    QPushButton *m_assign;
    QPushButton *m_remove;
    QPushButton *m_default;
    QLabel *m_note;
};

} // namespace CommandRunner
