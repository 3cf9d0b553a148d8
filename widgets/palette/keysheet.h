// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace CommandRunner {

class ActionRegistry;

// All keys at a glance, by where they work; a field narrows them. Made of the registry, so that it
// is never out of date.
class KeySheet final : public QDialog
{
    Q_OBJECT
public:
    explicit KeySheet(const ActionRegistry &registry, QWidget *parent = nullptr); // outlives us

Q_SIGNALS:
    void changeRequested(const QString &id); // somebody wants other keys for it

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void narrow();
    void change();

    const ActionRegistry &m_registry;
    QLineEdit *m_field;
    QTreeWidget *m_list;
};

} // namespace CommandRunner
