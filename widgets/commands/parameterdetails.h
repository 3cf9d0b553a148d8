// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"

#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QToolButton;

namespace CommandRunner {

class MessageLabel;

// What one parameter is: what is used most first, the rest under "More". What it does not show
// stays as it was.
class ParameterDetails final : public QScrollArea
{
    Q_OBJECT
public:
    explicit ParameterDetails(QWidget *parent = nullptr);

    void setParameter(const Parameter &parameter); // does not emit edited()
    Parameter parameter() const;
    void focusName();

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addLine(QFormLayout *form, const QString &label, const QString &placeholder = {});
    QCheckBox *addBox(QFormLayout *form, const QString &text);
    void makeUsual(QFormLayout *form);
    void makeMore(QFormLayout *form);
    void updateFitting();
    void note();

    Parameter m_parameter; // as it was set
    bool m_filling = false;
    QWidget *m_more;
    QLineEdit *m_name;
    QLineEdit *m_flags;
    QComboBox *m_type;
    QLineEdit *m_choices;
    QLineEdit *m_default;
    QCheckBox *m_required;
    QLineEdit *m_help;
    QComboBox *m_passing;
    QLineEdit *m_variable;
    QCheckBox *m_multiple;
    QCheckBox *m_editable;
    QLineEdit *m_minimum;
    QLineEdit *m_maximum;
    QLineEdit *m_pattern;
    QCheckBox *m_mustExist;
    QCheckBox *m_multiLine;
    QLineEdit *m_group;
    QLineEdit *m_placeholder;
    QCheckBox *m_advanced;
};

QString parameterTypeText(ParameterType type);

} // namespace CommandRunner
