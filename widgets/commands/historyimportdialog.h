// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/historyimport.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace CommandRunner {

class HistoryModel;
class MessageLabel;

// Offers what was typed at shells as commands of one's own. Nothing is run, and nothing taken over
// that was not chosen. Shown with open(); deletes itself.
class HistoryImportDialog final : public QDialog
{
    Q_OBJECT
public:
    // `own`: the commands that there are. Reads the files in the background.
    HistoryImportDialog(const QList<HistoryFile> &files, const QList<Command> &own,
                        QWidget *parent);

    QList<Command> commands() const; // as chosen, with names that are free

Q_SIGNALS:
    void chosen(const QList<CommandRunner::Command> &commands);

private:
    QWidget *makeTable();
    void show(const HistoryOffer &offer);
    void update();

    const QList<Command> m_own;
    HistoryModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QLabel *m_explanation;
    QLineEdit *m_search;
    QTableView *m_table;
    QProgressBar *m_progress;
    MessageLabel *m_message;
    QPushButton *m_add;
};

} // namespace CommandRunner
