// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QDialog>
#include <QSet>

#include <expected>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace CommandRunner {

class CommandLinePreview;
class MessageLabel;
class ShellWordsField;

// Makes or changes a command that the user types in (source "own", id "own::<name>"). Shown with
// open(); deletes itself.
class OwnCommandDialog final : public QDialog
{
    Q_OBJECT
public:
    // `taken`: names of other own commands. `edited` (may be null) fills the fields.
    OwnCommandDialog(const Command *edited, const QSet<QString> &taken, QWidget *parent);

    Command command() const; // as filled in
    bool isComplete() const;

Q_SIGNALS:
    void saved(const CommandRunner::Command &command);

private:
    QWidget *makeLineEditor();
    QWidget *makeFolderEditor();
    QWidget *makeButtons(bool edits);
    void fill(const Command &command);
    void check();
    QStringList argv() const; // empty: the line cannot be split

    QSet<QString> m_taken;
    QLineEdit *m_name;
    MessageLabel *m_nameProblem;
    ShellWordsField *m_words;
    QLineEdit *m_shellLine;
    QCheckBox *m_throughShell;
    QLineEdit *m_folder;
    MessageLabel *m_folderProblem;
    QLineEdit *m_description;
    QPlainTextEdit *m_environment;
    MessageLabel *m_environmentProblem;
    CommandLinePreview *m_preview;
    QPushButton *m_save;
    bool m_nameEdited = false;
};

// NAME=value, one a line; empty lines are skipped. Without a value: the number of the line (from 1)
// that is not one.
std::expected<QMap<QString, QString>, int> parseEnvironment(const QString &text);

} // namespace CommandRunner
