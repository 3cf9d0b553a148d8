// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QDialog>
#include <QSet>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;

namespace CommandRunner {

class AmountField;
class CommandLinePreview;
class EnvironmentTable;
class IconChooser;
class MessageLabel;
class ParametersEditor;
class ShellWordsField;
class StepsEditor;

// Makes or changes a command that the user types in (source "own", id "own::<name>"): a program
// with its arguments, a line for the shell or a chain of other commands. Shown with open(); deletes
// itself.
class OwnCommandDialog final : public QDialog
{
    Q_OBJECT
public:
    // `taken`: names of other own commands. `edited` (may be null) fills the fields.
    OwnCommandDialog(const Command *edited, const QSet<QString> &taken, QWidget *parent);

    // What the steps of a chain can be taken from.
    void setCommands(const QList<Command> &commands);

    Command command() const; // as filled in
    bool isComplete() const;

Q_SIGNALS:
    void saved(const CommandRunner::Command &command);

private:
    enum class Kind { Program, ShellLine, Chain };

    // One for each page, in owncommanddialog_pages.cpp.
    QWidget *makeCommandPage();
    QWidget *makeRunningPage();
    QWidget *makeKinds();
    QWidget *makeFolderEditor();
    QWidget *makeButtons(bool edits);
    void connectFields();
    void fill(const Command &command);
    Kind kind() const;
    void kindChanged();
    void check();
    QString nameProblem() const;
    QString stepsProblem(const Command &made) const;
    QString whatIsMissing(const Command &made) const;
    QStringList argv() const; // empty: the line cannot be split

    const QSet<QString> m_taken;
    Command m_edited; // what no field shows stays
    QList<Command> m_commands;
    Kind m_shownKind = Kind::Program;
    bool m_nameEdited = false;

    QTabWidget *m_pages;
    QLineEdit *m_name;
    MessageLabel *m_nameProblem;
    QComboBox *m_kind;
    QWidget *m_shell; // what belongs to m_shellLine
    ShellWordsField *m_words;
    QLineEdit *m_shellLine;
    StepsEditor *m_steps;
    MessageLabel *m_stepsProblem;
    QLineEdit *m_folder;
    MessageLabel *m_folderProblem;
    QLineEdit *m_description;
    IconChooser *m_icon;
    QLineEdit *m_tags;
    ParametersEditor *m_parameters;
    EnvironmentTable *m_environment;
    MessageLabel *m_environmentProblem;
    QCheckBox *m_terminal;
    AmountField *m_timeout;
    QLineEdit *m_confirmation;
    QCheckBox *m_byName;
    QLabel *m_previewLabel;
    CommandLinePreview *m_preview;
    QPushButton *m_save;
};

} // namespace CommandRunner
