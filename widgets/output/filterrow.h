// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linerule.h"
#include "core/output/outputlens.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace CommandRunner {

// One filter, to be changed.
class FilterRow final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterRow(const LineFilter &filter, QWidget *parent = nullptr);

    LineFilter filter() const;
    QLineEdit *field() const { return m_field; }
    QString problem() const; // why the pattern cannot be used; empty: it can
    void showState(const OutputLens::PatternState &state);
    QString countText() const;

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    QToolButton *createToggle(const QString &text, const QString &name, const QString &toolTip);
    QSpinBox *createContext(const QString &name);
    void update();

    QCheckBox *m_enabled;
    QComboBox *m_kind;
    QLineEdit *m_field;
    QToolButton *m_caseSensitive;
    QToolButton *m_regex;
    QSpinBox *m_before;
    QSpinBox *m_after;
    QLabel *m_count;
    LinePattern m_rest; // what this row does not show: streams, whole line
};

} // namespace CommandRunner
