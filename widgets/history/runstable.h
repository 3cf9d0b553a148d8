// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QMenu;

namespace CommandRunner {

// The table of a RunsModel: its columns, and keys that pass the headings of days by.
class RunsTable final : public QTableView
{
    Q_OBJECT
public:
    explicit RunsTable(QAbstractItemModel *model, QWidget *parent = nullptr); // outlives us

    void fillColumnsMenu(QMenu *menu); // which columns are shown

Q_SIGNALS:
    void columnsChanged(); // shown, moved or resized

protected:
    void focusInEvent(QFocusEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
};

} // namespace CommandRunner
