// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/commandline.h"

#include <QSet>
#include <QWidget>

class QGridLayout;
class QLabel;
class QToolButton;

namespace CommandRunner {

class ParameterField;

// The form of a command's parameters: required ones first, then the others by group, those that all
// commands of the source share folded under "Advanced".
class ParameterForm final : public QWidget
{
    Q_OBJECT
public:
    explicit ParameterForm(QWidget *parent = nullptr);
    ~ParameterForm() override;

    void setCommand(const Command &command);      // builds the fields anew, empty
    void setValues(const ArgumentValues &values); // entries without a field are dropped
    ArgumentValues values() const;                // also of fields that others' values hide

    // Shows each problem at its field. Empty required fields are reported only once they were
    // edited: an untouched form is not wrong.
    void showProblems(const QList<ArgumentProblem> &problems);

    ParameterField *field(const QString &name) const; // null when there is none
    bool isEmpty() const { return m_fields.isEmpty(); }
    bool focusFirstField();

    // So that other rows can stand in the same columns.
    void setMinimumLabelWidth(int width)
    {
        m_minimumLabelWidth = width;
    } // for the next setCommand()
    int labelWidth() const { return m_labelWidth; }

    bool isAdvancedShown() const { return m_advancedShown; }
    void setAdvancedShown(bool shown);

Q_SIGNALS:
    void edited();
    void earlierValuesRequested(const QString &parameter);
    void advancedShownChanged(bool shown);

private:
    void addField(const Parameter &parameter, const QString &folder);
    void addHeading(const QString &text);
    void addAdvanced(const QList<Parameter> &parameters, const QString &folder);
    void updateAdvanced();
    void updateVisible();

    Command m_command;
    QGridLayout *m_layout = nullptr;
    QWidget *m_content = nullptr;
    QList<ParameterField *> m_fields;   // in the order of the form
    QList<QLabel *> m_labels;           // one a field
    QList<QLabel *> m_headings;         // of groups
    QSet<QString> m_hidden;             // names; they keep their values
    QList<ParameterField *> m_advanced; // those of m_fields that fold
    QToolButton *m_advancedButton = nullptr;
    bool m_advancedShown = false;
    int m_minimumLabelWidth = 0;
    int m_labelWidth = 0;
};

} // namespace CommandRunner
