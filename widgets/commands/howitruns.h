// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/command/commandsettings.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QToolButton;

namespace CommandRunner {

class EnvironmentTable;
class MessageLabel;
class ParameterField;

// The folded section of a command's page: where, with which environment and interpreter it runs.
// What is set here is remembered for the command. Files are looked at in the background.
class HowItRuns final : public QWidget
{
    Q_OBJECT
public:
    explicit HowItRuns(QWidget *parent = nullptr);

    void setCommand(const Command &command);
    // Ignored while the person types here, so that an echo of what was saved undoes nothing.
    void setSettings(const CommandSettings &settings);
    void setLabelWidth(int width);
    static int widestLabel();                                // of all rows
    CommandSettings applied(CommandSettings settings) const; // with what is shown here
    // The command as it will run.
    Command adjustedCommand() const;
    QString problem() const; // why it cannot run so; empty: it can

    void keep(); // finished(), if what was typed last is not kept yet
    bool isOpen() const;
    void setOpen(bool open);
    void focusFirst(); // opens, too

Q_SIGNALS:
    void edited();   // with each key
    void finished(); // edited and worth keeping
    void filesRead();
    void opened(); // by the person

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeFields();
    void addRow(const QString &title, QWidget *field, QWidget *buddy);
    void noteEdit();
    void readFiles();
    void findInterpreters();
    void fillInterpreters(const QStringList &found);
    void updateTitle();

    Command m_command;
    CommandSettings m_settings; // as set from outside; the fields hold what is newer
    QMap<QString, QString> m_fileVariables;
    QString m_fileProblem;
    int m_question = 0;
    QTimer m_pause; // until what was typed is kept and looked at

    QToolButton *m_button;
    QWidget *m_content = nullptr;
    QGridLayout *m_layout = nullptr;
    QList<QLabel *> m_labels;
    ParameterField *m_folder = nullptr;
    ParameterField *m_files = nullptr;
    EnvironmentTable *m_environment = nullptr;
    MessageLabel *m_environmentProblem = nullptr;
    QComboBox *m_interpreter = nullptr; // null: there is none to choose
    int m_labelWidth = 0;
};

} // namespace CommandRunner
