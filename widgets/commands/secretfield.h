// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/parameterfield.h"

class QCheckBox;
class QLineEdit;
class QToolButton;

namespace CommandRunner {

// A secret: typed for this run, or stored. Of a stored one only the name is known here
// (its value is secretMark(name)); it is fetched when a run starts.
class SecretField final : public ParameterField
{
    Q_OBJECT
public:
    SecretField(const Parameter &parameter, QWidget *parent);

    // What a mark says that is not the stored one's is a value of an earlier run, which nobody has.
    QStringList values() const override;
    void setValues(const QStringList &values) override;

    // Empty: nothing is stored for it.
    void setStoredName(const QString &name);
    void setCanStore(bool canStore);
    // What was typed, when it is to be stored with the next run; empty otherwise.
    QString toRemember() const;
    void forgetTyped(); // it was stored

Q_SIGNALS:
    void forgetRequested(const QString &name);

private:
    void update();

    QLineEdit *m_line;
    QCheckBox *m_remember;
    QToolButton *m_forget;
    QString m_stored;
    bool m_canStore = false;
};

} // namespace CommandRunner
