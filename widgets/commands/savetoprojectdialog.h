// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/command/command.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace CommandRunner {

class MessageLabel;

// Writes an own command into a project's description file and shows before what is added. Shown
// with open(); deletes itself.
class SaveToProjectDialog final : public QDialog
{
    Q_OBJECT
public:
    // `folders`: those that are listed.
    SaveToProjectDialog(const Command &command, const QStringList &folders, QWidget *parent);

Q_SIGNALS:
    // In the file; keep: the own command stays beside it.
    void saved(const QString &folder, bool keep);

private:
    void show(const QString &folder);
    void save();
    void finish(const Result<void> &result);

    const Command m_command;
    QComboBox *m_folder;
    QPlainTextEdit *m_preview;
    QCheckBox *m_keep;
    MessageLabel *m_problem;
    QPushButton *m_save;
};

} // namespace CommandRunner
