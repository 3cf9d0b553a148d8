// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/commandcatalog.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace CommandRunner {

// The folders that are scanned; which of them may run tools to find more (trusted).
class FoldersDialog final : public QDialog
{
    Q_OBJECT
public:
    FoldersDialog(CommandCatalog &catalog, QAction *addFolder, QWidget *parent = nullptr); // both outlive us

private:
    void reload();
    void trustChanged(QTreeWidgetItem *item, int column);
    void removeCurrent();
    void updateButtons();

    CommandCatalog &m_catalog;
    QTreeWidget *m_list;
    QLabel *m_nothing;
    QPushButton *m_remove;
    bool m_reloading = false;
};

} // namespace CommandRunner
