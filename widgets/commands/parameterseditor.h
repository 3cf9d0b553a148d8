// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"

#include <QWidget>

class QPushButton;
class QTreeWidget;

namespace CommandRunner {

class MessageLabel;
class ParameterDetails;

// The parameters of a command that a person makes: a list of them, and what the selected one is. By
// keyboard: Insert adds, Delete removes, Alt+Up and Alt+Down move.
class ParametersEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit ParametersEditor(QWidget *parent = nullptr);

    void setParameters(const QList<Parameter> &parameters); // does not emit edited()
    QList<Parameter> parameters() const { return m_parameters; }
    QString problem() const; // why they cannot be used, in words; empty: they can

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void add();
    void remove();
    void move(int by);
    void showList(int current);
    void showCurrent();
    void takeDetails();
    int current() const;

    QList<Parameter> m_parameters;
    QTreeWidget *m_list;
    ParameterDetails *m_details;
    MessageLabel *m_problem;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
};

// Why one parameter cannot be used, in words; empty: it can.
QString parameterProblem(const Parameter &parameter);

} // namespace CommandRunner
