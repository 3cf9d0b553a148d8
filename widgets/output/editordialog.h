// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/editors.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace CommandRunner {

class ReadingPreferences;

// Which program opens a file at a line. The installed ones are looked for by a worker.
class EditorDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit EditorDialog(ReadingPreferences &preferences, QWidget *parent = nullptr); // outlive us

    void accept() override;

private:
    void fill(const QList<Editor> &editors);
    void update();

    ReadingPreferences &m_preferences;
    QComboBox *m_editor;
    QLineEdit *m_command;
    QLabel *m_preview;
    QDialogButtonBox *m_buttons;
};

} // namespace CommandRunner
