// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QListWidget;
class QPushButton;

namespace CommandRunner {

class CommandList;
class ParameterForm;

// The steps of a chain: which commands, in which order, with which values. All of it by keyboard:
// Insert adds, Delete removes, Alt+Up and Alt+Down move, Return opens the values.
class StepsEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit StepsEditor(QWidget *parent = nullptr);

    // What steps can be taken from. Steps keep ids that are not among them.
    void setCommands(const QList<Command> &commands);
    void setChain(const Command &chain); // does not emit edited()
    void fill(Command &command) const;   // steps and how they go together
    bool isEmpty() const { return m_steps.isEmpty(); }

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeButtons();
    void addStep();
    void removeStep();
    void moveStep(int by);
    void editValues();
    void showSteps(int current);
    void changed(int current);
    const Command *commandOf(const ChainStep &step) const;

    QList<Command> m_commands;
    QList<ChainStep> m_steps;
    QListWidget *m_list;
    QComboBox *m_order;
    QCheckBox *m_goOn;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QPushButton *m_values = nullptr;
};

// Lets a person choose a command. Shown with open(); deletes itself.
class CommandChooser final : public QDialog
{
    Q_OBJECT
public:
    CommandChooser(const QList<Command> &commands, QWidget *parent);

Q_SIGNALS:
    void chosen(const CommandRunner::Command &command);

private:
    void choose();

    CommandList *m_list;
};

// The values of one step, in the command's own form.
class StepValuesDialog final : public QDialog
{
    Q_OBJECT
public:
    StepValuesDialog(const Command &command, const ArgumentValues &values, QWidget *parent);

Q_SIGNALS:
    void saved(const CommandRunner::ArgumentValues &values);

private:
    ParameterForm *m_form;
};

} // namespace CommandRunner
