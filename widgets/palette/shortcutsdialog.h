// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace CommandRunner {

class ActionRegistry;

// Every action with its keys, by menu; a field narrows the list.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
public:
    // Reads the registry now; nothing is borrowed afterwards.
    explicit ShortcutsDialog(const ActionRegistry &registry, QWidget *parent = nullptr);

    // Keys that belong to a pane and not to the window.
    void addSection(const QString &title, const QList<QAction *> &actions);

private:
    void narrow(const QString &text);

    QLineEdit *m_field;
    QTreeWidget *m_list;
};

} // namespace CommandRunner
