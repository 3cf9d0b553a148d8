// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linerule.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace CommandRunner {

// The fields of one rule. A wrong pattern is told below its field, and underlined where it is
// wrong.
class RuleForm final : public QWidget
{
    Q_OBJECT
public:
    explicit RuleForm(QWidget *parent = nullptr);

    void setRule(const LineRule &rule); // changed() does not follow
    LineRule rule() const;
    QLineEdit *patternField() const { return m_pattern; }
    QString problem() const; // empty: the pattern can be used

Q_SIGNALS:
    void changed(); // by a person

private:
    QLineEdit *createField(const QString &name);
    QCheckBox *createCheck(const QString &text, const QString &toolTip = {});
    QComboBox *createColours(const QString &name);
    void addPatternRows(QFormLayout *form);
    void addActionRows(QFormLayout *form);
    void setColour(QComboBox *box, const LineColour &colour);
    LineColour colourOf(const QComboBox *box) const;
    void askForColour(QComboBox *box);
    void update();

    struct ActionBox {
        RuleAction action;
        QCheckBox *box;
    };

    LineRule m_rule; // what no field shows
    QLineEdit *m_name;
    QLineEdit *m_group;
    QLineEdit *m_pattern;
    QLabel *m_problem;
    QCheckBox *m_regex;
    QCheckBox *m_caseSensitive;
    QCheckBox *m_wholeLine;
    QComboBox *m_streams;
    QLineEdit *m_following;
    QSpinBox *m_followingLines;
    QList<ActionBox> m_actions;
    QComboBox *m_foreground;
    QComboBox *m_background;
    QCheckBox *m_matchOnly;
    bool m_setting = false;
};

} // namespace CommandRunner
